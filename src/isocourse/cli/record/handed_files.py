"""The files outside the record's folder that a record remembers: which of them `forget` deletes, and which it names."""
# ruff: noqa: PTH108, PTH118, PTH208 - as in the rest of the program, pathlib is a start-up cost

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress

from isocourse.course.entries import Record
from isocourse.errors import RecordError, reason
from isocourse.record import handed_out, store
from isocourse.record.handed_out import Found
from isocourse.record.paths import visible

BACKUP = "json"


def handed_files(path: str) -> list[Found]:
    """Return the files that the record, the version before it or an earlier course remembers, and that are there."""
    found: dict[str, Found] = {}
    for record in _records(path):
        for one in handed_out.found(record):
            if one.told.path not in found or one.unchanged:
                found[one.told.path] = one
    return list(found.values())


def goes(one: Found) -> bool:
    """Whether `forget` deletes it: what is as it was written. A backup was made to outlast the record."""
    return one.unchanged and one.told.what != BACKUP


def delete(files: list[Found]) -> tuple[list[str], list[tuple[str, str]]]:
    """Delete files; return what was deleted, and what could not be and why."""
    removed, left = [], []
    for one in files:
        try:
            os.unlink(one.told.path)
            removed.append(one.told.path)
        except FileNotFoundError:
            continue
        except OSError as problem:
            left.append((one.told.path, reason(problem)))
    return removed, left


def named(one: Found) -> str:
    """Say of a file that is not deleted where it is, and why."""
    why = "a backup that you made" if one.unchanged else "it was changed since isocourse wrote it"
    return f"Still there, {why}: {visible(one.told.path)}. Delete it yourself, if it shall go."


def _records(path: str) -> Iterator[Record]:
    folder = store.archive_folder(path)
    earlier: list[str] = []
    with suppress(OSError):
        earlier = [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".toml")]
    for read in (store.previous, store.read):
        with suppress(RecordError):
            reading = read(path)
            if reading:
                yield reading.record
    for name in earlier:
        with suppress(RecordError):
            reading = store.read(name)
            if reading:
                yield reading.record
