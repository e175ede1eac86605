"""The archive beside the record: finished courses and damaged copies. Nothing in it is ever overwritten."""
# ruff: noqa: PTH104, PTH108, PTH118, PTH122 - pathlib is a start-up cost that every command would pay

from __future__ import annotations

import os
from contextlib import suppress
from itertools import count

from isocourse import disk
from isocourse.errors import NotSaved, reason
from isocourse.paths import ARCHIVE, TEMPORARY


def keep(real: str, data: bytes, mark: str) -> str:
    """Keep bytes in the archive of the record at `real`; call it under the lock. Return the path of the copy.

    The name is the record's own with `mark`, and a number where that is taken by other bytes. A copy that is there
    already, from a run that was killed, is not made twice.
    """
    folder, name = os.path.split(real)
    stem, extension = os.path.splitext(name)
    place = os.path.join(folder, ARCHIVE)
    try:
        disk.make_folder(place)
        for number in count(1):
            kept = os.path.join(place, f"{stem}{mark}{f'-{number}' if number > 1 else ''}{extension}")
            if not os.path.lexists(kept):
                break
            there = disk.snapshot(kept)
            if there and there.data == data:
                return kept
        with disk.undisturbed():
            disk.write_new(real + TEMPORARY, data)
            try:
                os.rename(real + TEMPORARY, kept)
            except OSError:
                with suppress(OSError):
                    os.unlink(real + TEMPORARY)
                raise
            disk.sync_folder(place)
    except OSError as problem:
        raise NotSaved(real, f"the archive {place} cannot be written ({reason(problem)})") from problem
    return kept
