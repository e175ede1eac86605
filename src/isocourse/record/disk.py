"""Bytes to and from the disk so that a crash, a power cut or a full disk leaves the old file or the new one.

The new version is written beside the record, flushed, and swapped in by a rename; the version before it stays as
`.previous`. A failure before the rename means: unchanged. A failure after it means: saved, not confirmed.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from isocourse.errors import DiskUnconfirmed, NotSaved, Overtaken, RecordRefused, RecordSupplanted, reason
from isocourse.named import NamedTuple
from isocourse.record import spare
from isocourse.record.lock import alone
from isocourse.record.paths import PREVIOUS
from isocourse.typed import Final

LARGEST: Final = 4 * 1024 * 1024
TOO_LARGE: Final = (
    "the record would be larger than 4 MiB and could not be read again. Shorter words may still fit; else end this"
    " course (isocourse finish) and begin another"
)
PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700
_SAFE: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_WINDOWS_BUSY: Final = frozenset({5, 32, 33})  # a virus scanner or an indexer looks at the file
_WINDOWS_TRIES: Final = 25


class Snapshot(NamedTuple):
    """What was in the record when it was read, and what would show that another program changed it since."""

    data: bytes
    device: int
    inode: int
    size: int
    changed: int
    mode: int


def snapshot(real: str) -> Snapshot | None:
    """Read a regular file of ours of at most 4 MiB. None where there is no file."""
    try:
        _refuse_odd(real, os.lstat(real))
        handle = os.open(real, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _SAFE)
        try:
            status = os.fstat(handle)
            _refuse_odd(real, status)
            data = _read_all(handle)
        finally:
            with suppress(OSError):
                os.close(handle)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, MemoryError) as problem:
        raise RecordRefused(real, reason(problem)) from problem
    if len(data) > LARGEST:
        raise RecordRefused(real, "it is larger than 4 MiB, so it is no course record")
    return Snapshot(
        data=data,
        device=status.st_dev,
        inode=status.st_ino,
        size=status.st_size,
        changed=status.st_mtime_ns,
        mode=stat.S_IMODE(status.st_mode),
    )


def refuse_foreign_folder(real: str) -> None:
    """Refuse to make files in a patient's folder as root: the patient could not open them afterwards."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    folder, above = os.path.dirname(real) or ".", ""
    while folder not in {"", above} and not os.path.exists(folder):  # the root is above itself
        folder, above = os.path.dirname(folder), folder
    try:
        owner = os.stat(folder or "/").st_uid
    except OSError as problem:
        raise NotSaved(real, reason(problem)) from problem
    if owner != 0:
        raise RecordRefused(real, "its folder belongs to another user", "Run isocourse without sudo, as that user.")


def make_folder(folder: str) -> None:
    """Make a folder and those above it that are missing, for the owner only, and have the disk keep them."""
    above = os.path.dirname(folder)
    if not folder or os.path.isdir(folder):
        return
    if above != folder:  # the root is above itself
        make_folder(above)
    with suppress(FileExistsError):
        os.mkdir(folder, PRIVATE_FOLDER)
        os.chmod(folder, PRIVATE_FOLDER)
    sync_folder(above or ".")


def save(real: str, data: bytes, old: Snapshot | None, ours: Callable[[], bool] = lambda: True) -> None:
    """Put `data` in the record's place; `old` is what was read, None where there was nothing.

    `ours` says whether the lock under which it was read is still held.
    """
    if len(data) > LARGEST:
        raise NotSaved(real, TOO_LARGE)
    temporary, kept = spare.temporary(real), spare.temporary(real + PREVIOUS)
    swapped = False
    try:
        with undisturbed(), alone(real) as sure:
            try:
                spare.clean(real)
                written = _settled(temporary, real, write_new(temporary, data))
                _refuse_changed(real, old, ours)
                if not sure and not ours():
                    raise Overtaken(real, "the lock beside it was taken away at the same moment; try again")
                if old is not None:
                    _keep_previous(real, old, kept)
                _swap(temporary, real, written)
                swapped = True
                _refuse_supplanted(real, data, written)
                sync_folder(os.path.dirname(real) or ".")
            finally:
                for left in (temporary, kept) if not swapped else ():
                    with suppress(OSError):
                        os.unlink(left)
    except (OSError, MemoryError) as problem:
        if swapped:
            raise DiskUnconfirmed(real, f"the disk did not confirm it ({reason(problem)})") from problem
        raise NotSaved(real, reason(problem)) from problem
    except KeyboardInterrupt:
        if swapped:
            raise DiskUnconfirmed(real, "then you interrupted the program") from None
        raise


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold back interrupt, terminate and hang-up until a step is over; they take effect afterwards."""
    import signal  # only commands that write

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def write_new(path: str, data: bytes) -> os.stat_result:
    """Write a new file for the owner only, flush it, and return which file that is."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _SAFE, PRIVATE_FILE)
    try:
        try:
            if hasattr(os, "fchmod"):
                os.fchmod(handle, PRIVATE_FILE)
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
            _flush(handle)
            written = os.fstat(handle)
        finally:
            os.close(handle)
    except BaseException:
        with suppress(OSError):
            os.unlink(path)
        raise
    return written


def sync_folder(folder: str) -> None:
    """Have the disk keep the names in a folder. Some file systems cannot be asked; Windows never can."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as problem:
        if problem.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        with suppress(OSError):
            os.close(handle)


def _refuse_odd(real: str, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        what = "a folder" if stat.S_ISDIR(status.st_mode) else "no ordinary file"
        raise RecordRefused(real, f"it is {what}")
    if status.st_size > LARGEST:
        raise RecordRefused(real, "it is larger than 4 MiB, so it is no course record")
    if hasattr(os, "geteuid") and status.st_uid != os.geteuid():
        then = "Run isocourse without sudo." if os.geteuid() == 0 else "Ask its owner, or use another file: --file PATH"
        raise RecordRefused(real, "it belongs to another user of this computer", then)


def _read_all(handle: int) -> bytes:
    parts = []
    left = LARGEST + 1
    while left > 0 and (part := os.read(handle, min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _refuse_changed(real: str, old: Snapshot | None, ours: Callable[[], bool]) -> None:
    now = snapshot(real)
    if now == old:
        return
    grown = old and now and now.data.startswith(old.data[: old.data.rfind(b"# ")])
    why = "another program changed the record at the same moment; try again"
    raise Overtaken(real, why) if grown or not ours() else NotSaved(real, why)


def _keep_previous(real: str, old: Snapshot, kept: str) -> None:
    """Keep the old version as `.previous`, with no moment at which there is none."""
    previous = real + PREVIOUS
    with suppress(FileNotFoundError):
        status = os.stat(previous)
        if (status.st_dev, status.st_ino) == (old.device, old.inode):
            return  # a run was killed between this step and the swap
    try:
        if old.mode & ~PRIVATE_FILE:
            raise PermissionError
        os.link(real, kept)
    except OSError:
        write_new(kept, old.data)
    os.replace(kept, previous)


def _settled(temporary: str, real: str, ours: os.stat_result) -> os.stat_result:
    """Return what shows that a file is ours, looked at after it was closed: some disks set its time only then."""
    there = os.lstat(temporary)
    if not os.path.samestat(ours, there) or ours.st_size != there.st_size:
        raise NotSaved(real, f"another program changed {temporary} at the same moment; try again")
    return there


def _swap(temporary: str, real: str, ours: os.stat_result) -> None:
    """Rename. It is done, too, when the new version is there though the call says otherwise (a network disk may)."""
    if not _is_same(ours, os.lstat(temporary)):
        raise NotSaved(real, f"another program changed {temporary} at the same moment; try again")
    for remaining in reversed(range(_WINDOWS_TRIES)):
        try:
            os.replace(temporary, real)
        except OSError as problem:
            with suppress(OSError):
                if _is_same(ours, os.lstat(real)):
                    return
            if getattr(problem, "winerror", None) not in _WINDOWS_BUSY or not remaining:
                raise
            time.sleep(0.1)
        else:
            return


def _refuse_supplanted(real: str, data: bytes, ours: os.stat_result) -> None:
    """Look whether what is in place now is what was written, or what another window has added to it since."""
    try:
        if _is_same(ours, os.lstat(real)):
            return
    except FileNotFoundError:
        raise RecordSupplanted(real) from None
    there = snapshot(real)
    if there is None or not there.data.startswith(data[: data.rfind(b"# ")]):
        raise RecordSupplanted(real)


def _is_same(ours: os.stat_result, there: os.stat_result) -> bool:
    """Say whether a file is the one that was written; a number alone is soon given to another file."""
    return os.path.samestat(ours, there) and (ours.st_size, ours.st_mtime_ns) == (there.st_size, there.st_mtime_ns)


def _flush(handle: int) -> None:
    if sys.platform == "darwin":
        import fcntl  # macOS only: fsync there does not reach the disk itself

        with suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)
