"""The one record of a course: find it, read it, change it under a lock.

Every change reads the record again under the lock, so that two windows never lose an entry. A record that is cut short
is never written to until it is accepted as it stands.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache

from isocourse.course.entries import Entry, Record
from isocourse.errors import (
    CourseOpen,
    DiskUnconfirmed,
    NoCourse,
    NotSaved,
    Overtaken,
    RecordCutShort,
    RecordError,
    reason,
)
from isocourse.record import disk, seal
from isocourse.record.archive import BEFORE, keep, keep_newer, older
from isocourse.record.codec import Reading, State, extended, parse, serialise
from isocourse.record.lock import held
from isocourse.record.paths import PREVIOUS, archive_folder, companions, locate, real_path, shell, usual_place, visible

__all__ = [
    "accept",
    "append",
    "archive_folder",
    "companions",
    "conflict_copies",
    "create",
    "load",
    "locate",
    "new_id",
    "no_course",
    "notices",
    "older",
    "previous",
    "read",
    "renew",
    "replace",
]

_TRIES = 20
_parse = lru_cache(maxsize=2)(parse)  # a command looks at the record, then reads the same bytes under the lock


def new_id() -> str:
    """Return a new random id."""
    return os.urandom(4).hex()


def read(path: str) -> Reading | None:
    """Return the record in whatever state it is, for looking at it; None where there never was one.

    A missing file beside a `.previous` is cut short, not a new patient.
    """
    real = real_path(path)
    snapshot = disk.snapshot(real)
    if snapshot is not None:
        _load_what_reading_needs()
    return _reading(real, path, snapshot)


def load(path: str) -> Record:
    """Return a record that may be relied on: whole, or edited by hand."""
    return _sound(read(path), path)


def previous(path: str) -> Reading | None:
    """Return the version before the last change, or None where there is none."""
    kept = real_path(path) + PREVIOUS
    snapshot = disk.snapshot(kept)
    return parse(snapshot.data, kept) if snapshot else None


def create(path: str, record: Record) -> None:
    """Save the first version of a record, in a folder for the owner only; refuse where one is there already."""
    _load_what_saving_needs()
    data = serialise(record)
    real = real_path(path)
    disk.refuse_foreign_folder(real)
    try:
        disk.make_folder(os.path.dirname(real))
    except OSError as problem:
        raise NotSaved(path, f"its folder cannot be made ({reason(problem)})") from problem
    with _locked(real) as save:
        reading = read(path)
        if reading is not None:
            _sound(reading, path)
            raise CourseOpen(path)
        save(data, None)


def append(path: str, make: Callable[[Record], Sequence[Entry]]) -> Record:
    """Add the entries that `make` returns for the record as it is under the lock; return the record with them.

    `RecordError`: nothing was saved. `SavedUnconfirmed`: it was saved, and something after that failed.
    """

    def grown(record: Record) -> Record:
        return record._replace(entries=(*record.entries, *make(record)))

    return replace(path, grown)


def replace(path: str, make: Callable[[Record], Record]) -> Record:
    """Save what `make` returns for the record as it is under the lock. No entry may get lost on the way.

    Where the lock was taken away meanwhile, by a cleaner or a sync program, and another window was quicker, it is done
    again from the beginning.
    """
    _load_what_saving_needs()
    real = real_path(path)
    if not _anything(real):
        raise no_course(path)
    disk.refuse_foreign_folder(real)
    for remaining in reversed(range(_TRIES)):
        try:
            return _replace(real, path, make)
        except Overtaken:
            if not remaining:
                raise
    raise AssertionError


def _replace(real: str, path: str, make: Callable[[Record], Record]) -> Record:
    with _locked(real) as save:
        old = disk.snapshot(real)
        reading = _reading(real, path, old)
        record = _sound(reading, path)
        new = make(record)
        if new.entries[: len(record.entries)] != record.entries and not set(new.entries) >= set(record.entries):
            raise RecordError("Not saved: entries would have been lost. Nothing was changed. Please report this fault.")
        if new != record and old is not None and reading is not None:
            save(_bytes(old.data, reading, new), old)
    return new


def accept(path: str) -> Reading | None:
    """Take a record that is cut short as it stands, and seal it. A sound one is left alone.

    The damaged file, and the version before it, stay in the archive: one of them may hold what is missing.
    """
    _load_what_saving_needs()
    real = real_path(path)
    if not _anything(real):
        return None
    disk.refuse_foreign_folder(real)
    with _locked(real) as save:
        old = disk.snapshot(real)
        reading = _reading(real, path, old)
        if reading is None or reading.state is not State.CUT_SHORT:
            return reading
        if old is None or not reading.record.course:
            raise RecordError(_way_back(path, real))
        data = serialise(reading.record)
        accepted = parse(data, path)
        kept = keep(real, old.data, f"-{reading.record.course}-damaged")
        if before := disk.snapshot(real + PREVIOUS):
            keep(real, before.data, f"-{reading.record.course}{BEFORE}")
        save(data, old)
    return accepted._replace(kept=kept)


def renew(path: str, make: Callable[[Record], Record]) -> str:
    """Put what `make` returns for the record in its place. The old one is kept in the archive; return where.

    It is copied there first, so that no moment is without a record, and never over another file.
    """
    _load_what_saving_needs()
    real = real_path(path)
    if not _anything(real):
        raise no_course(path)
    disk.refuse_foreign_folder(real)
    with _locked(real) as save:
        old = disk.snapshot(real)
        record = _sound(_reading(real, path, old), path)
        data = serialise(make(record))
        kept = keep(real, old.data if old else b"", f"-{record.course}")
        save(data, old)
    return kept


def notices(path: str) -> list[str]:
    """Return what the patient should know about where the record lies, as sentences."""
    found = open_to_others(path)
    found.extend(
        f"A second copy of the record lies beside it: {visible(copy)}. Join the two: isocourse merge {shell(copy)}"
        for copy in conflict_copies(path)
    )
    return found


def conflict_copies(path: str) -> list[str]:
    """Return the copies of the record beside it that sync programs and people have made, told by what is in them."""
    from isocourse.record.beside import copies  # only commands that look around pay for it

    return copies(real_path(path))


def open_to_others(path: str) -> list[str]:
    """Return in which ways other users of this computer can reach the record, by its mode and that of its folders."""
    if os.name != "posix":
        return []
    found = []
    with suppress(OSError):
        if os.stat(path).st_mode & 0o077:
            found.append(
                f"Other users of this computer may be able to read {visible(path)}, or its disk does not keep who may."
                f" Close it: chmod 600 {shell(path)}"
            )
    folder = os.path.dirname(real_path(path))
    while True:
        with suppress(OSError):
            if _others_may_change(os.stat(folder)):
                found.append(
                    f"Other users of this computer can swap or delete the record: the folder {visible(folder)} is open"
                    f" to them. Close it: chmod go-w {shell(folder)}"
                )
                break
        if folder == os.path.dirname(folder):
            break
        folder = os.path.dirname(folder)
    return found


def _others_may_change(status: os.stat_result) -> bool:
    """Say whether others than the owner may rename what lies in a folder. A group of one's own has no others."""
    if status.st_mode & stat.S_ISVTX or not status.st_mode & 0o022:
        return False
    if status.st_mode & 0o002:
        return True
    import grp  # hardly ever needed
    import pwd

    try:
        owner, group = pwd.getpwuid(os.geteuid()), grp.getgrgid(status.st_gid)
    except KeyError:
        return True
    return owner.pw_gid != status.st_gid or bool(set(group.gr_mem) - {owner.pw_name})


@contextmanager
def _locked(real: str) -> Iterator[Callable[[bytes, disk.Snapshot | None], None]]:
    """Hold the lock, and hand out how to save. Ctrl-C after that is told as saved, also while the lock is given up."""
    saved = False

    def save(data: bytes, old: disk.Snapshot | None) -> None:
        nonlocal saved
        keep_newer(real, data, old)
        disk.save(real, data, old, ours)
        saved = True

    try:
        with held(real) as ours:
            yield save
    except KeyboardInterrupt:
        if saved:
            raise DiskUnconfirmed(real, "then you interrupted the program") from None
        raise


def _anything(real: str) -> bool:
    return os.path.lexists(real) or os.path.lexists(real + PREVIOUS)


def _load_what_reading_needs() -> None:
    """Import before the record is touched: a failed import must not look like a failed disk."""
    seal.hasher()


def _load_what_saving_needs() -> None:
    """Import the rest before the lock is taken: others wait for it."""
    _load_what_reading_needs()
    import signal  # noqa: F401

    import tomli_w  # noqa: F401

    with suppress(ImportError):
        import fcntl  # noqa: F401


def _way_back(path: str, real: str) -> str:
    """Say what to do with a record in which nothing can be used."""
    if os.path.lexists(real + PREVIOUS):
        then = f"Go back to the version before its last change: cp {shell(real + PREVIOUS)} {shell(path)}"
    else:
        then = "Move it away, then begin again: isocourse start"
    return f"Nothing in the record {path} can be used, so it was left as it is. {then}"


def _reading(real: str, path: str, snapshot: disk.Snapshot | None) -> Reading | None:
    if snapshot is not None:
        return _parse(snapshot.data, path)
    if not os.path.lexists(real + PREVIOUS):
        return None
    missing = f"the file is missing, but the version before its last change is there: {real}{PREVIOUS}"
    return Reading(Record(course=""), State.CUT_SHORT, 0, None, (missing,))


def no_course(path: str) -> NoCourse:
    """Say that nothing is there, and where there is a record that may have been meant: in the usual place."""
    usual = usual_place(os.environ)
    there = usual is not None and usual != path and os.path.lexists(usual)
    return NoCourse(path, shell(usual) if usual and there else None)


def _sound(reading: Reading | None, path: str) -> Record:
    if reading is None:
        raise no_course(path)
    if reading.state is State.CUT_SHORT:
        raise RecordCutShort(path, "; ".join(reading.problems))
    return reading.record


def _bytes(data: bytes, reading: Reading, new: Record) -> bytes:
    """Return the new bytes: of a whole record only the end changes."""
    count = len(reading.record.entries)
    if reading.state is State.WHOLE and new.entries[:count] == reading.record.entries:
        return extended(data, reading.record, new.entries[count:])
    return serialise(new)
