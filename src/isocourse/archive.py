"""The archive beside the record: finished courses and damaged copies. Nothing in it is ever overwritten."""
# ruff: noqa: PTH104, PTH108, PTH118, PTH122, PTH208 - pathlib is a start-up cost that every command would pay

from __future__ import annotations

import os
from contextlib import suppress
from itertools import count
from typing import Final

from isocourse import disk
from isocourse.errors import NotSaved, reason
from isocourse.paths import ARCHIVE
from isocourse.spare import temporary

BEFORE: Final = "-before"  # the mark of a version that holds what the record lacked


def kept_before(real: str) -> list[str]:
    """Return the versions in the archive that hold, or held, entries that the record at `real` lacks."""
    folder, name = os.path.split(real)
    stem = os.path.splitext(name)[0]
    place = os.path.join(folder, ARCHIVE)
    try:
        names = os.listdir(place)
    except OSError:
        return []
    return [os.path.join(place, one) for one in sorted(names) if one.startswith(f"{stem}-") and BEFORE in one]


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
            copy = temporary(real)
            disk.write_new(copy, data)
            try:
                os.rename(copy, kept)
            except OSError:
                with suppress(OSError):
                    os.unlink(copy)
                raise
            disk.sync_folder(place)
    except OSError as problem:
        raise NotSaved(real, f"the archive {place} cannot be written ({reason(problem)})") from problem
    return kept
