from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from isocourse.errors import DiskUnconfirmed
from isocourse.record import store
from on_disk import BYTES, GROWN, names, one_more


def _interrupt() -> None:
    """Send Ctrl-C to this thread: tests that run side by side have threads that would take it from a whole process."""
    signal.raise_signal(signal.SIGINT)


@pytest.fixture
def _python_hears_interrupts() -> Iterator[None]:
    """Have Ctrl-C raise KeyboardInterrupt, however the tests were started."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_python_hears_interrupts")
@pytest.mark.parametrize("call", ["fsync", "link", "replace"])
def test_an_interrupt_during_the_swap_waits_and_is_told_truly(
    course: Path, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in the middle of the swap lets it finish; the answer is `saved`, then interrupted."""
    real = getattr(os, call)

    def interrupted(*args: object) -> object:
        _interrupt()
        return real(*args)

    monkeypatch.setattr(os, call, interrupted)
    with pytest.raises(DiskUnconfirmed, match="but then you interrupted the program"):
        store.append(str(course), one_more)
    assert store.load(str(course)) == GROWN
    assert signal.pthread_sigmask(signal.SIG_BLOCK, []) & {signal.SIGINT, signal.SIGTERM, signal.SIGHUP} == set()


@pytest.mark.usefixtures("_python_hears_interrupts")
def test_an_interrupt_while_the_archive_is_written_leaves_no_copy_behind(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C at the moment when the copy for the archive begins to exist leaves no half of it beside the record."""
    real = os.open

    def interrupted(path: str, *args: int) -> int:
        handle = real(path, *args)
        if path.endswith(".tmp"):
            _interrupt()
        return handle

    monkeypatch.setattr(os, "open", interrupted)
    with pytest.raises(KeyboardInterrupt):
        store.renew(str(course), lambda record: record)
    assert course.read_bytes() == BYTES
    assert not [name for name in names(course.parent) if name.endswith(".tmp")]


@pytest.mark.usefixtures("_python_hears_interrupts")
def test_an_interrupt_of_a_failing_swap_saves_nothing(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while the disk fails is an interrupt, and the record is as it was."""

    def fail(_: int) -> None:
        _interrupt()
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(KeyboardInterrupt):
        store.append(str(course), one_more)
    assert course.read_bytes() == BYTES
    assert "course.toml.tmp" not in names(course.parent)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_request_to_end_waits_for_the_swap(course: Path, number: int) -> None:
    """Terminate and hang-up during the swap end the program after it, with the new version in place."""
    script = (
        "import os, signal, sys\nsys.path.insert(0, 'tests')\n"
        "from isocourse.record import store\nfrom records import NEW\n"
        f"real = os.fsync\ndef fsync(handle):\n    os.kill(os.getpid(), {int(number)})\n    real(handle)\n"
        f"os.fsync = fsync\nstore.append({str(course)!r}, lambda _: [NEW])\n"
    )
    root = Path(__file__).parent.parent.parent
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (-number, "")
    assert len(store.load(str(course)).entries) == 3
    assert "course.toml.tmp" not in names(course.parent)


@pytest.mark.usefixtures("_python_hears_interrupts")
@pytest.mark.parametrize("change", ["append", "create", "renew"])
def test_an_interrupt_while_the_lock_is_given_up_is_told_as_saved(
    course: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C after the swap, when only the lock is left to close, never says that nothing was saved."""
    lock = os.open(course.with_name("course.toml.lock"), os.O_RDWR)
    real = os.close

    def close(handle: int) -> None:
        ours = os.path.samestat(os.fstat(handle), os.fstat(lock)) and handle != lock
        real(handle)
        if ours:
            _interrupt()

    if change == "create":
        course.unlink()
    monkeypatch.setattr(os, "close", close)
    changes: dict[str, Callable[[], object]] = {
        "append": lambda: store.append(str(course), one_more),
        "create": lambda: store.create(str(course), GROWN),
        "renew": lambda: store.renew(str(course), lambda _: GROWN),
    }
    with pytest.raises(DiskUnconfirmed, match="but then you interrupted the program"):
        changes[change]()
    monkeypatch.undo()
    real(lock)
    assert store.load(str(course)) == GROWN
