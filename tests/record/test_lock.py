from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from isocourse.errors import RecordBusy
from isocourse.record import lock, store

WRITER = """
import sys
sys.path.insert(0, "tests")
from isocourse.record import store
from isocourse.course.entries import Note
from records import entry
for number in range(int(sys.argv[2])):
    store.append(sys.argv[1], lambda _: [entry(0, Note(text=str(number)))._replace(id=store.new_id())])
print("saved")
"""


def test_writers_at_once_lose_nothing(course: Path) -> None:
    """Eight programs that log five entries each at the same time: forty new entries."""
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(course), "5"],
            cwd=Path(__file__).parent.parent.parent,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(8)
    ]
    assert [writer.communicate(timeout=60)[0] for writer in writers] == ["saved\n"] * 8
    assert len(store.load(str(course)).entries) == 2 + 40


def test_a_lock_that_is_not_given_up_is_told_in_one_sentence(course: Path) -> None:
    """When another program holds the lock and saves nothing, waiting ends with a sentence, and nothing is changed."""
    with lock.held(str(course)), pytest.raises(RecordBusy) as caught, lock.held(str(course), patience=0.1):
        pass
    assert str(caught.value).startswith(f"Not saved: another isocourse has held the record {course} for 0 seconds.")
    assert caught.value.exit_code == 3
    with lock.held(str(course), patience=0.1):
        pass


def test_waiting_goes_on_while_others_save(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Patience is counted from the last time that somebody saved, up to a limit."""
    clock = [0.0]

    def sleep(seconds: float) -> None:
        clock[0] += seconds
        os.utime(course, ns=(0, int(clock[0] * 1e9)))

    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(time, "sleep", sleep)
    with lock.held(str(course)), pytest.raises(RecordBusy), lock.held(str(course), patience=0.1):
        pass
    assert clock[0] == pytest.approx(lock.LIMIT, abs=0.1)


def test_a_deleted_lock_file_is_not_trusted(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock on a file that was deleted meanwhile locks nobody out, so it is taken anew."""
    path = course.with_name("course.toml.lock")
    real, opened = os.open, []

    def open_and_lose(name: str, flags: int, bits: int = 0o777) -> int:
        handle = real(name, flags, bits)
        if name == str(path):
            opened.append(handle)
            if len(opened) == 1:
                path.unlink()
        return handle

    monkeypatch.setattr(os, "open", open_and_lose)
    with lock.held(str(course)):
        assert path.exists()
    assert len(opened) == 2
