"""Two windows and two machines: many at once, some of them killed, one that stands still, one that writes by itself."""

from __future__ import annotations

import fcntl
import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from isocourse.course.entries import Entry, Note, Record
from isocourse.errors import NotSaved, RecordBusy
from isocourse.record import lock, store
from isocourse.record.codec import State
from patient import Patient
from records import NEW, RECORD, entry

WRITERS, ENTRIES = 10, 5  # `python scripts/faults crowd` runs 50 and 20, and kills half


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A record of two entries."""
    path = tmp_path / "data" / "course.toml"
    store.create(str(path), RECORD)
    return path


def environ(course: Path) -> dict[str, str]:
    """Return the environment of a real run."""
    return {"PATH": os.environ["PATH"], "ISOCOURSE_FILE": str(course)}


def note(course: Path, text: str) -> subprocess.Popen[bytes]:
    """Start the real command."""
    line = [sys.executable, "-m", "isocourse", "note", text]
    return subprocess.Popen(line, env=environ(course), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def kept(course: Path) -> list[str]:
    """Return the notes of a record that must be whole."""
    reading = store.read(str(course))
    assert reading is not None
    assert reading.state is State.WHOLE
    return [one.body.text for one in reading.record.entries if isinstance(one.body, Note)]


def test_all_entries_of_all_windows_are_there(course: Path) -> None:
    """Ten windows log five entries each through the real command: fifty entries, each once."""

    def write(number: int) -> list[int]:
        codes = []
        for count in range(ENTRIES):
            running = note(course, f"{number}-{count}")
            running.communicate(timeout=120)
            codes.append(running.returncode)
        return codes

    with ThreadPoolExecutor(WRITERS) as pool:
        codes = list(pool.map(write, range(WRITERS)))
    assert codes == [[0] * ENTRIES] * WRITERS
    assert sorted(kept(course)) == sorted(f"{w}-{e}" for w in range(WRITERS) for e in range(ENTRIES))


def test_nothing_that_was_acknowledged_is_lost_when_others_are_killed(course: Path) -> None:
    """Half of the windows are killed at some moment: what ended well is there, what was there stays there."""
    dice = random.Random(5)  # noqa: S311 - when to kill is no secret
    running = [note(course, f"n{number}") for number in range(12)]
    for one in running[::2]:
        time.sleep(dice.uniform(0, 0.12))
        one.kill()
    for one in running:
        one.communicate(timeout=120)
    codes = [one.returncode for one in running]
    found = kept(course)
    assert {f"n{number}" for number, code in enumerate(codes) if code == 0} <= set(found)
    assert all(code in {0, -signal.SIGKILL} for code in codes)
    assert all(code == 0 for code in codes[1::2])
    assert len(found) == len(set(found))
    assert store.load(str(course)).entries[:2] == RECORD.entries


def test_a_window_that_stands_still_is_told_in_bounded_time(course: Path) -> None:
    """A process that was stopped (Ctrl-Z) while it holds the lock: a sentence when patience ends, nothing changed."""
    before = course.read_bytes()
    script = "import sys, time\nfrom isocourse.record import lock\n"
    script += f"with lock.held({str(course)!r}):\n    print(flush=True)\n"
    holder = subprocess.Popen(
        [sys.executable, "-c", f"{script}    time.sleep(99)"], stdout=subprocess.PIPE, env=environ(course)
    )
    try:
        assert holder.stdout is not None
        holder.stdout.readline()
        os.kill(holder.pid, signal.SIGSTOP)
        begun = time.monotonic()
        with pytest.raises(RecordBusy) as caught, lock.held(str(course), patience=0.5):
            pass
        assert time.monotonic() - begun < 60  # a bound on a hang, not a measurement
    finally:
        holder.kill()
        holder.communicate()
    assert caught.value.exit_code == 3
    assert "Not saved: another isocourse has held the record" in str(caught.value)
    assert "bring a stopped one back with fg" in str(caught.value)
    assert course.read_bytes() == before
    assert note(course, "afterwards").communicate(timeout=60)[1] == b""
    assert kept(course) == ["afterwards"]


def test_a_killed_holder_locks_nobody_out(course: Path) -> None:
    """The lock goes with its holder: a lock file that was left behind is no lock."""
    (course.parent / "course.toml.lock").write_text("")
    with lock.held(str(course), patience=0.1):
        handle = os.open(course.parent / "course.toml.lock", os.O_RDWR)
        with pytest.raises(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(handle)


@pytest.mark.parametrize("how", ["replaced", "in place", "deleted"])
def test_a_change_by_another_program_is_not_overwritten(patient: Patient, how: str) -> None:
    """A sync program or an editor that changes the file between reading and swapping wins; the answer says so."""
    patient.must("start --category cannot-become-pregnant --zone UTC --weeks 20")
    theirs = patient.file.read_bytes().replace(b"weeks = 20", b"weeks = 18")

    def make(_: Record) -> list[Entry]:
        if how == "deleted":
            patient.file.unlink()
        elif how == "in place":
            patient.file.write_bytes(theirs)
        else:
            beside = patient.home / "new"
            beside.write_bytes(theirs)
            beside.replace(patient.file)
        return [NEW]

    with pytest.raises(NotSaved, match="another program changed the record at the same moment; try again"):
        store.append(str(patient.file), make)
    assert (patient.file.read_bytes() if patient.file.exists() else None) == (None if how == "deleted" else theirs)
    assert not list(patient.home.glob("*.tmp"))


def test_a_reader_never_sees_half_a_record(course: Path) -> None:
    """While one window writes, another reads: every reading is whole."""
    stop = False

    def write() -> None:
        for number in range(40):
            store.append(str(course), lambda _, n=number: [entry(100 + n, Note(text=str(n)))])  # type: ignore[misc] # the number of this round

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(write)
        seen = 0
        while not stop:
            stop = done.done()
            reading = store.read(str(course))
            assert reading is not None
            assert reading.state is State.WHOLE
            seen += 1
        done.result()
    assert seen > 1
    assert len(kept(course)) == 40


def test_the_window_that_began_a_course_first_keeps_it(tmp_path: Path) -> None:
    """Two windows begin a course at once: one course is begun, the other window is told."""
    path = tmp_path / "course.toml"
    line = ["start", "--category", "cannot-become-pregnant", "--zone", "UTC", "--weeks", "20"]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "isocourse", *line],
            env=environ(path),
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )
        for _ in range(3)
    ]
    said = [one.communicate(timeout=60)[1].decode() for one in running]
    assert sorted(one.returncode for one in running) == [0, 1, 1]
    assert sum("A course is open already" in one for one in said) == 2
    assert len(store.load(str(path)).entries) == 1
