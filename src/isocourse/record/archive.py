"""The archive beside the record: finished courses, damaged copies, and versions that hold what the record lacks.

Nothing in it is ever overwritten.
"""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import count

from isocourse.errors import NotSaved, RecordError, RecordRefused, reason
from isocourse.record import disk
from isocourse.record.codec import State, parse
from isocourse.record.older import course_of, missing
from isocourse.record.paths import ARCHIVE, PREVIOUS, real_path, shell, visible
from isocourse.record.spare import temporary
from isocourse.typed import Final

BEFORE: Final = "-before"  # the mark of a version that holds what the record lacked


def _kept_before(real: str) -> list[str]:
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


def older(path: str) -> str | None:
    """Say so when a kept version of this course holds entries that the record lacks: it is an older copy.

    Never raises: it stands beside answers that must come.
    """
    with suppress(RecordError, OSError, ValueError):
        real = real_path(path)
        now = disk.snapshot(real)
        for kept in (real + PREVIOUS, *_kept_before(real)) if now else ():
            many = _lacking(kept, now.data) if now else 0
            if many:
                entries = "an entry" if many == 1 else f"{many} entries"
                return (
                    f"This record may be an older copy: {visible(kept)} has {entries}"
                    f" that it lacks, perhaps a warning. Join the two: isocourse merge {shell(kept)}"
                )
    return None


def _lacking(kept: str, data: bytes) -> int:
    """Return how many entries of a kept version a record lacks; none where that version cannot be joined to it."""
    with suppress(RecordError):
        version = disk.snapshot(kept)
        if version and (ids := missing(version.data, data)) and parse(version.data, kept).state is not State.CUT_SHORT:
            return len(ids)
    return 0


def keep_newer(real: str, data: bytes, old: disk.Snapshot | None) -> None:
    """Put the version before the last change into the archive where it holds what would be lost with it."""
    if old is None:
        return
    try:
        before = disk.snapshot(real + PREVIOUS)
    except RecordRefused as problem:
        if problem.__cause__ is not None:
            raise  # it may hold what is nowhere else, and the disk does not say
        return  # no file of ours
    if before and missing(before.data, data, old.data):
        keep(real, before.data, f"-{course_of(before.data)}{BEFORE}")
