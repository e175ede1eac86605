from __future__ import annotations

import errno
import os
import stat
import sys
import time
from pathlib import Path

import pytest

from isocourse.course.entries import Entry, Record
from isocourse.errors import DiskUnconfirmed, NotSaved
from isocourse.record import disk, store
from on_disk import BYTES, GROWN, names, one_more
from records import NEW

BEFORE_THE_SWAP = ["write", "fsync", "link", "replace", "stat", "close"]


@pytest.mark.parametrize("call", BEFORE_THE_SWAP)
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_failing_disk_leaves_the_record_as_it_was(
    course: Path, call: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever call fails before the swap: `not saved`, the bytes are the old ones, and no temporary file stays."""
    real = getattr(os, call)

    def fail(*args: object, **kwargs: object) -> object:
        if call == "link" or "record/disk.py" in sys._getframe(1).f_code.co_filename:  # noqa: SLF001 - who is asking
            raise OSError(code, os.strerror(code))
        return real(*args, **kwargs)

    monkeypatch.setattr(os, call, fail)
    if call == "link":  # a disk without links keeps the version before as a copy
        store.append(str(course), one_more)
        monkeypatch.undo()
        assert course.with_name("course.toml.previous").read_bytes() == BYTES
        return
    with pytest.raises(NotSaved) as caught:
        store.append(str(course), one_more)
    monkeypatch.undo()
    assert str(caught.value).startswith("Not saved: ")
    assert course.read_bytes() == BYTES
    assert not [name for name in names(course.parent) if name.endswith(".tmp")]
    assert store.append(str(course), one_more) == GROWN


def test_out_of_memory_leaves_the_record_as_it_was(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Running out of memory during the write is `not saved`."""

    def fail(_: int, __: object) -> int:
        raise MemoryError

    monkeypatch.setattr(os, "write", fail)
    with pytest.raises(NotSaved, match="not enough memory"):
        store.append(str(course), one_more)
    monkeypatch.undo()
    assert course.read_bytes() == BYTES


def test_a_short_write_is_carried_on(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes a few bytes at a time gets them all."""
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:7]))
    store.append(str(course), one_more)
    assert store.load(str(course)) == GROWN


def folder_sync_fails(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """Let the flush of folders fail with this error."""
    real = os.fsync

    def fail(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(code, os.strerror(code))
        real(handle)

    monkeypatch.setattr(os, "fsync", fail)


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_a_folder_that_does_not_confirm_is_told(course: Path, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure after the swap is `saved, not confirmed`, exit code 75."""
    folder_sync_fails(monkeypatch, code)
    with pytest.raises(DiskUnconfirmed) as caught:
        store.append(str(course), one_more)
    assert caught.value.exit_code == 75
    why = os.strerror(code)
    assert str(caught.value) == (
        f"Saved in {course}, but the disk did not confirm it ({why[:1].lower()}{why[1:]})."
        " Look that it is there: isocourse verify"
    )
    assert store.load(str(course)) == GROWN


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP])
def test_a_disk_that_cannot_be_asked_about_folders_is_no_failure(
    course: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some file systems have no flush for folders: then there is nothing more to be had."""
    folder_sync_fails(monkeypatch, code)
    assert store.append(str(course), one_more) == GROWN


def test_the_file_and_its_folder_are_flushed_in_that_order(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new bytes reach the disk before the rename, the rename before the answer."""
    steps = []
    fsync, replace = os.fsync, os.replace

    def flushed(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        fsync(handle)

    def renamed(old: str, new: str) -> None:
        steps.append(Path(new).name)
        replace(old, new)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(os, "replace", renamed)
    store.append(str(course), one_more)
    assert steps == ["file", "course.toml.previous", "course.toml", "folder"]


def test_a_rename_that_worked_and_says_it_failed_is_told_as_saved(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A network disk may rename and then report an error: the new version is there, so the answer is `saved`."""
    real = os.replace

    def lie(old: str, new: str) -> None:
        real(old, new)
        if new == str(course):
            raise OSError(errno.EIO, "lost the answer")

    monkeypatch.setattr(os, "replace", lie)
    assert store.append(str(course), one_more) == GROWN
    assert store.load(str(course)) == GROWN


def test_a_change_by_another_program_is_not_overwritten(course: Path) -> None:
    """When the file changes between reading and swapping, nothing is saved and the other program's bytes stay."""
    other = BYTES.replace(b'"moderate"', b'"severe"  ')
    assert len(other) == len(BYTES)

    def meddle(_: Record) -> list[Entry]:
        times = course.stat()
        course.write_bytes(other)
        os.utime(course, ns=(times.st_atime_ns, times.st_mtime_ns))
        return [NEW]

    with pytest.raises(NotSaved, match="another program changed the record at the same moment; try again"):
        store.append(str(course), meddle)
    assert course.read_bytes() == other
    assert names(course.parent) == ["course.toml", "course.toml.lock"]


def test_a_record_that_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    """A first version is not swapped over a file that a sync program has just put there."""
    path = tmp_path / "course.toml"
    path.write_bytes(BYTES)
    with pytest.raises(NotSaved):
        disk.save(str(path), b"x", None)
    assert path.read_bytes() == BYTES


class BusyError(OSError):
    """What Windows says while a virus scanner looks at the file."""

    def __init__(self, winerror: int) -> None:
        super().__init__(errno.EACCES, "busy")
        self.winerror = winerror


@pytest.mark.parametrize("winerror", [5, 32, 33])
@pytest.mark.parametrize("times", [1, 3, 10_000])
def test_a_busy_file_on_windows_is_tried_again(
    course: Path, winerror: int, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The swap is tried again for a while where Windows says that the file is in use, then it is `not saved`."""
    real, left = os.replace, [times]
    slept: list[float] = []

    def busy(old: str, new: str) -> None:
        if new == str(course) and left[0]:
            left[0] -= 1
            raise BusyError(winerror)
        real(old, new)

    monkeypatch.setattr(os, "replace", busy)
    monkeypatch.setattr(time, "sleep", slept.append)
    if times > 100:
        with pytest.raises(NotSaved):
            store.append(str(course), one_more)
        assert course.read_bytes() == BYTES
        assert sum(slept) == pytest.approx(2.4)
    else:
        assert store.append(str(course), one_more) == GROWN
        assert len(slept) == times


def test_another_error_is_not_tried_again(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a busy file is worth waiting for."""
    slept: list[float] = []

    def fail(_: str, __: str) -> None:
        raise BusyError(1224)

    monkeypatch.setattr(os, "replace", fail)
    monkeypatch.setattr(time, "sleep", slept.append)
    with pytest.raises(NotSaved):
        store.append(str(course), one_more)
    assert slept == []
