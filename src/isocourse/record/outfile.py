"""Files that are written for somebody to take along, or for other programs: a visit sheet, an export, a calendar.

Each is for the owner only, never lies over a file that is not ours, never goes through a link, and is remembered in
the record before it takes its place, so that `forget` can find it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import suppress

from isocourse.errors import BadValue, NotOurs, NotWritten, SavedUnconfirmed, reason
from isocourse.record import disk
from isocourse.record.paths import TEMPORARY, visible

Ours = Callable[[bytes], bool]


def place(given: str) -> str:
    """Return the whole path of a file to write; its folder must be there, and links to the folder are followed."""
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
        raise NotWritten(visible(given), f"there is no folder {visible(folder)}")
    return os.path.join(os.path.realpath(folder), name)


def digest(data: bytes) -> str:
    """Return what tells whether a file still holds what was written."""
    import hashlib  # only commands that write files pay for it

    return hashlib.sha256(data).hexdigest()


def write(path: str, data: bytes, ours: Ours, remember: Callable[[], None]) -> None:
    """Write a file beside its place, have it remembered, and put it in its place. `path` is from `place`.

    A file that is there is replaced only when `ours` says that its bytes are of our making. NotWritten, or whatever
    `remember` raises: nothing was changed. SavedUnconfirmed: it is remembered, and what was there before is there.
    """
    disk.refuse_foreign_folder(path)
    temporary = f"{path}.{os.urandom(4).hex()}{TEMPORARY}"
    kept = None  # an empty file that keeps the place
    try:
        before = _there(path, ours)
        with disk.undisturbed():
            disk.write_new(temporary, data)
            kept = None if before else disk.write_new(path, b"")
        remember()
        _swap(temporary, path, before or kept)
    except FileExistsError:
        raise NotOurs(visible(path), "another program made a file of that name at the same moment") from None
    except (OSError, MemoryError) as problem:
        raise NotWritten(visible(path), reason(problem)) from problem
    finally:
        with suppress(OSError):
            os.unlink(temporary)  # which is gone where all went well
            if kept is not None and os.path.samestat(kept, os.lstat(path)):
                os.unlink(path)


def _swap(temporary: str, path: str, before: os.stat_result | None) -> None:
    """Put a file in its place, where still that lies which was there before."""
    try:
        with disk.undisturbed():
            if before is None or not os.path.samestat(before, os.lstat(path)):
                raise FileExistsError(0, "another program put its own file there")
            os.replace(temporary, path)
    except OSError as problem:
        raise SavedUnconfirmed(
            f"It is recorded, but {visible(path)} could not be written ({reason(problem)}). Try the same again."
        ) from problem
    with suppress(OSError):
        disk.sync_folder(os.path.dirname(path))


def held_by(path: str) -> bytes | None:
    """Return what a plain file holds, of any size that we write; None where there is none. Raises OSError.

    A link, or what is no file, is not ours any more.
    """
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        return _read(path)
    except FileNotFoundError:
        return None


def delete(paths: list[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Delete files that were written here; return those deleted, and those that could not be, with the reason."""
    gone: list[str] = []
    left: list[tuple[str, str]] = []
    for path in paths:
        try:
            os.unlink(path)
            gone.append(path)
        except FileNotFoundError:
            continue
        except OSError as problem:
            left.append((path, reason(problem)))
    return gone, left


def _there(path: str, ours: Ours) -> os.stat_result | None:
    """Return what is at a path that may be replaced, None where nothing is; refuse what is not ours."""
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(status.st_mode):
        raise NotOurs(visible(path), "it is a link, and links are not followed")
    if not stat.S_ISREG(status.st_mode):
        raise NotOurs(visible(path), "it is no plain file")
    if not ours(_read(path)):
        raise NotOurs(visible(path), "a file is there already that isocourse did not write, or that was changed since")
    return status


def _read(path: str) -> bytes:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        return file.read(disk.LARGEST * 16)
