"""One writer at a time: a lock of the operating system on a file beside the record, given up when its holder dies.

Never a file with a process number in it: those outlive a crash. The Windows branch has not been run.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from isocourse.errors import NotSaved, RecordBusy, reason
from isocourse.record.paths import LOCK
from isocourse.typed import Final

PATIENCE: Final = 10.0  # seconds in which nobody saved anything
LIMIT: Final = 300.0  # seconds in all, where others save one after the other: fifty of them on a slow machine
_PAUSE: Final = 0.02


@contextmanager
def held(real: str, *, patience: float = PATIENCE) -> Iterator[Callable[[], bool]]:
    """Hold the lock of the record at `real`, and hand out a look whether it is still ours: lock files get deleted.

    `RecordBusy` where its holder stands still.
    """
    try:
        handle = _taken(real, patience)
    except OSError as problem:
        raise NotSaved(real, f"the lock {real}{LOCK} cannot be had ({reason(problem)})") from problem
    try:
        yield lambda: _still_there(handle, real + LOCK)
    finally:
        with suppress(OSError):
            os.close(handle)


@contextmanager
def alone(real: str, *, patience: float = PATIENCE) -> Iterator[bool]:
    """Hold the folder of the record at `real` for the moment of a swap: nobody can take that away as a lock file.

    False where there are no locks on folders (some disks, and Windows): there the lock file alone has to do.
    """
    try:
        handle = os.open(os.path.dirname(real) or ".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except (OSError, AttributeError):
        yield False
        return
    try:
        begun = time.monotonic()
        while (sure := _alone(handle)) is False:
            if time.monotonic() - begun > patience:
                raise RecordBusy(real, round(patience))
            time.sleep(_PAUSE)
        yield bool(sure)
    finally:
        with suppress(OSError):
            os.close(handle)


def _alone(handle: int) -> bool | None:
    """Take the lock on a folder if it is free; None where there is none to be had."""
    try:
        return _try(handle)
    except OSError:
        return None


def _taken(real: str, patience: float) -> int:
    begun = waited_since = time.monotonic()
    seen = _stamp(real)
    while True:
        handle = _open(real + LOCK)
        try:
            if _try(handle) and _still_there(handle, real + LOCK):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        now = time.monotonic()
        if (stamp := _stamp(real)) != seen:
            seen, waited_since = stamp, now
        if now - waited_since > patience or now - begun > LIMIT:
            raise RecordBusy(real, round(now - waited_since))
        time.sleep(_PAUSE)


def _open(path: str) -> int:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o600)
    if hasattr(os, "fchmod"):
        with suppress(OSError):  # somebody else's lock file is no reason not to try the lock
            os.fchmod(handle, 0o600)
    return handle


def _try(handle: int) -> bool:
    """Take the lock if it is free."""
    try:
        if sys.platform == "win32":
            import msvcrt  # Windows only

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # not on Windows

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _still_there(handle: int, path: str) -> bool:
    """Say whether the locked file is the one that others will lock; `forget` may have deleted it meanwhile."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except FileNotFoundError:
        return False


def _stamp(real: str) -> tuple[int, int] | None:
    """Return what changes whenever somebody saves."""
    try:
        status = os.stat(real)
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns
