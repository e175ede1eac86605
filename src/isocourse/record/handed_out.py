"""Files that are written for somebody to take along: a visit sheet, an export, a calendar.

Each is for the owner only, never lies over a file that is not ours, never goes through a link, and is remembered in
the record (kind `handed_out`), so that `forget` can find it, and so that the same command may write it anew.
"""
# ruff: noqa: PTH100, PTH105, PTH108, PTH111, PTH112, PTH118, PTH120 - as in the rest of the store, pathlib is a start-up cost

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import NamedTuple

from isocourse.course.entries import HandedOut, Record
from isocourse.errors import BadValue, RecordError, reason
from isocourse.record import disk
from isocourse.record.paths import TEMPORARY

Ours = Callable[[bytes], bool]


class NotWritten(RecordError):  # noqa: N818 - the name of an error is its sentence
    """The file was not written, and what was there is as it was."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"Not written: {path}: {why}. Nothing was changed. Name another file: --to FILE")


class Found(NamedTuple):
    """A file that was handed out and is still there; `unchanged` when it holds what was written then."""

    told: HandedOut
    unchanged: bool


def place(given: str) -> str:
    """Return the whole path of a file to write; its folder must be there, and be one of this user's or open to them."""
    if not given or "\0" in given:
        raise BadValue("--to: this is no path of a file")
    try:
        os.fsencode(given)
        given.encode("utf-8")
    except UnicodeEncodeError:
        raise BadValue("--to: the path holds letters that no record can keep") from None
    folder, name = os.path.split(os.path.abspath(os.path.expanduser(given)))
    if not name or given.endswith("/"):
        raise BadValue(f"--to: {given} is a folder; name a file in it")
    if not os.path.isdir(folder):
        raise NotWritten(given, f"there is no folder {folder}")
    return os.path.join(os.path.realpath(folder), name)


def remembered(record: Record) -> list[HandedOut]:
    """Return what was handed out, the last time for each path, oldest first."""
    latest: dict[str, HandedOut] = {}
    for entry in sorted(record.entries, key=lambda one: (one.recorded, one.id)):
        if isinstance(entry.body, HandedOut):
            latest.pop(entry.body.path, None)
            latest[entry.body.path] = entry.body
    return list(latest.values())


def last(record: Record, what: str) -> HandedOut | None:
    """Return what was handed out last of one kind of file, or None."""
    return next((told for told in reversed(remembered(record)) if told.what == what), None)


def digest(data: bytes) -> str:
    """Return what tells whether a file still holds what was written."""
    import hashlib  # noqa: PLC0415 - only commands that write files pay for it

    return hashlib.sha256(data).hexdigest()


def write(path: str, data: bytes, told: Iterable[HandedOut] = (), ours: Ours | None = None) -> str:
    """Write a file and return its digest. `path` is from `place`, `told` from `remembered`.

    A file that is there is replaced only when it holds what was written there before, or when `ours` says that its
    bytes are of our making. NotWritten: nothing was changed.
    """
    disk.refuse_foreign_folder(path)
    temporary = f"{path}.{os.urandom(4).hex()}{TEMPORARY}"
    try:
        before = _there(path, told, ours)
        with disk.undisturbed():
            disk.write_new(temporary, data)
            try:
                if before is None:
                    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, disk.PRIVATE_FILE))
                elif not os.path.samestat(before, os.lstat(path)):
                    raise FileExistsError  # noqa: TRY301 - told below like any other file that came in between
                try:
                    os.replace(temporary, path)
                except OSError:
                    if before is None:
                        os.unlink(path)
                    raise
            except BaseException:
                with suppress(OSError):
                    os.unlink(temporary)
                raise
        with suppress(OSError):
            disk.sync_folder(os.path.dirname(path))
    except FileExistsError:
        raise NotWritten(path, "another program made a file of that name at the same moment") from None
    except (OSError, MemoryError) as problem:
        raise NotWritten(path, reason(problem)) from problem
    return digest(data)


def found(record: Record) -> list[Found]:
    """Return the files that were handed out and are still there. A link, or what is no file, is not ours any more."""
    there = []
    for told in remembered(record):
        try:
            if not stat.S_ISREG(os.lstat(told.path).st_mode):
                continue
            there.append(Found(told, unchanged=digest(_read(told.path)) == told.digest))
        except FileNotFoundError:
            continue
        except OSError:
            there.append(Found(told, unchanged=False))
    return there


def _there(path: str, told: Iterable[HandedOut], ours: Ours | None) -> os.stat_result | None:
    """Return what is at a path that may be replaced, None where nothing is; refuse what is not ours."""
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(status.st_mode):
        raise NotWritten(path, "it is a link, and links are not followed")
    if not stat.S_ISREG(status.st_mode):
        raise NotWritten(path, "it is no plain file")
    data = _read(path)
    if any(one.path == path and one.digest == digest(data) for one in told) or (ours is not None and ours(data)):
        return status
    raise NotWritten(path, "a file is there already that isocourse did not write, or that was changed since")


def _read(path: str) -> bytes:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        return file.read(disk.LARGEST * 16)
