"""Whatever other programs do to the files beside a record, nobody is told `saved` or `not saved` falsely."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from isocourse.course.entries import Entry, Note, Record
from isocourse.errors import NotSaved, RecordBusy, RecordSupplanted
from isocourse.record import disk, lock, store
from isocourse.record.codec import serialise
from patient import Patient
from records import NEW, RECORD, entry

BYTES = serialise(RECORD)
START = "start --category cannot-become-pregnant --zone UTC --weeks 20"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A record of two entries."""
    path = tmp_path / "data" / "course.toml"
    store.create(str(path), RECORD)
    return path


def note(number: int) -> Callable[[Record], list[Entry]]:
    """Return what adds a note."""
    return lambda _: [entry(number, Note(text=str(number)))]


def texts(course: Path) -> list[str]:
    """Return the notes that are in a record."""
    return [one.body.text for one in store.load(str(course)).entries if isinstance(one.body, Note)]


def names(folder: Path) -> list[str]:
    """Return what lies in a folder."""
    return sorted(one.name for one in folder.iterdir())


@pytest.mark.parametrize("moment", ["fsync", "link", "replace", "lstat", "fstat"])
def test_a_lock_that_is_taken_away_between_two_writers_makes_no_liar(
    course: Path, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one window saves, the lock file is deleted and another saves: each is told what is true of its entry."""
    real = getattr(os, moment)
    begun: list[str] = []
    told: dict[str, bool] = {}

    def save(number: int) -> None:
        try:
            store.append(str(course), note(number))
            told[str(number)] = True
        except (NotSaved, RecordBusy):
            told[str(number)] = False

    def disturbed(*args: object, **more: object) -> object:
        if not begun and told.get("ready"):
            begun.append("now")
            course.with_name("course.toml.lock").unlink()
            other = threading.Thread(target=save, args=(41,))
            other.start()
            other.join(timeout=0.5)  # it may have to wait for this one
            waiting.append(other)
        return real(*args, **more)

    waiting: list[threading.Thread] = []
    told["ready"] = True
    monkeypatch.setattr(os, moment, disturbed)
    save(40)
    monkeypatch.undo()
    for other in waiting:
        other.join(timeout=30)
    assert begun
    del told["ready"]
    found = texts(course)
    assert {number for number, saved in told.items() if saved} == set(found)
    assert any(told.values())
    assert len(told) == 2
    assert not [name for name in names(course.parent) if name.endswith(".tmp")]


def test_a_lock_that_is_gone_before_the_swap_is_taken_again(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where folders cannot be locked, nothing is swapped under a lock that locks nobody out: it is begun again."""
    monkeypatch.setattr(lock, "_try", lambda handle, real=lock._try: _no_folders(handle, real))  # noqa: SLF001 - the disk's answer
    left = [1]

    def make(_: Record) -> list[Entry]:
        if left[0]:
            left[0] -= 1
            course.with_name("course.toml.lock").unlink()
        return [NEW]

    store.append(str(course), make)
    assert store.load(str(course)).entries == (*RECORD.entries, NEW)
    left[0] = 1000
    with pytest.raises(NotSaved, match="the lock beside it was taken away at the same moment; try again"):
        store.append(str(course), lambda record: [make(record)[0]._replace(id="12345678")])
    assert len(store.load(str(course)).entries) == 3
    assert not [name for name in names(course.parent) if name.endswith(".tmp")]


def test_a_lock_that_is_gone_is_no_matter_where_the_folder_is_locked(course: Path) -> None:
    """With the folder to itself for the moment of the swap, a save needs no lock file."""

    def make(_: Record) -> list[Entry]:
        course.with_name("course.toml.lock").unlink()
        return [NEW]

    store.append(str(course), make)
    assert store.load(str(course)).entries == (*RECORD.entries, NEW)


def test_each_run_writes_under_a_name_of_its_own(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two saves never use one temporary name."""
    seen = []
    real = os.replace

    def replace(old: str, new: str) -> None:
        seen.append(old)
        real(old, new)

    monkeypatch.setattr(os, "replace", replace)
    store.append(str(course), note(40))
    store.append(str(course), note(41))
    assert len(set(seen)) == 4


@pytest.mark.parametrize("what", ["link", "bytes"])
def test_a_temporary_file_that_was_exchanged_is_never_swapped_in(
    course: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program's file, or a link, under the temporary name does not become the record."""
    real = os.lstat

    def exchanged(path: str, **more: object) -> os.stat_result:
        if str(path).endswith(".tmp"):
            Path(path).unlink()
            if what == "link":
                Path(path).symlink_to("elsewhere")
            else:
                Path(path).write_bytes(BYTES)
        return real(path, **more)  # type: ignore[arg-type] # handed on

    monkeypatch.setattr(os, "lstat", exchanged)
    with pytest.raises(NotSaved, match="another program changed"):
        store.append(str(course), note(40))
    monkeypatch.undo()
    assert course.read_bytes() == BYTES
    assert not course.is_symlink()


@pytest.mark.parametrize(("theirs", "told"), [(b"theirs", False), (None, False), (b"grown", True)])
def test_what_is_in_place_is_looked_at_after_the_swap(
    course: Path, theirs: bytes | None, *, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another file in the record's place is told, and is no save, unless it holds what was saved."""
    real = os.replace

    def supplanted(old: str, new: str) -> None:
        real(old, new)
        if new == str(course):
            data = course.read_bytes()
            course.unlink()
            if theirs is not None:
                course.write_bytes(data if theirs == b"grown" else theirs)

    monkeypatch.setattr(os, "replace", supplanted)
    if told:
        store.append(str(course), note(40))
        assert texts(course) == ["40"]
    else:
        with pytest.raises(RecordSupplanted, match=r"Not saved: another program .* isocourse verify"):
            store.append(str(course), note(40))


def test_left_over_temporary_files_are_cleaned_and_no_others(course: Path) -> None:
    """The next save deletes what killed runs left, by the names that only this program gives."""
    folder = course.parent
    left = ("course.toml.1234abcd.tmp", "course.toml.previous.1234abcd.tmp", "course.toml.tmp")
    theirs = ("course.toml.mine.tmp", "course.tmp", "xcourse.toml.1234abcd.tmp", "course.toml.1234abcd.tmp.txt")
    for name in (*left, *theirs):
        (folder / name).write_text("half")
    store.append(str(course), note(40))
    assert names(folder) == sorted([*theirs, "course.toml", "course.toml.lock", "course.toml.previous"])


def test_a_folder_that_cannot_be_locked_is_no_reason_not_to_save(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some disks lock no folders: the lock file alone has to do there."""
    monkeypatch.setattr(lock, "_try", lambda handle, real=lock._try: _no_folders(handle, real))  # noqa: SLF001 - the disk's answer
    store.append(str(course), note(40))
    assert texts(course) == ["40"]


def _no_folders(handle: int, real: Callable[[int], bool]) -> bool:
    if os.path.isdir(f"/proc/self/fd/{handle}"):  # noqa: PTH112 - by its number
        raise OSError(95, "not supported")
    return real(handle)


def test_a_folder_that_somebody_holds_is_told_in_bounded_time(course: Path) -> None:
    """Who waits too long for the moment of the swap is told, and nothing is changed."""
    with lock.alone(str(course)), pytest.raises(RecordBusy), lock.alone(str(course), patience=0.1):
        pass
    assert course.read_bytes() == BYTES


# --- nothing is saved that could not be read again --------------------------------------------------------------------


def test_a_record_is_never_saved_larger_than_it_can_be_read(patient: Patient) -> None:
    """At the limit of 4 MiB the note that does not fit is refused with a sentence, and the record stays readable."""
    patient.must(START)
    words = "\N{CRYING FACE}" * 4000
    codes = []
    for _ in range(3):
        store.append(
            str(patient.file),
            lambda _: [entry(0, Note(text=words))._replace(id=store.new_id()) for _ in range(86)],
        )
    for _ in range(3):
        before = patient.file.read_bytes()
        answer = patient("note", words)
        codes.append(answer.code)
        if answer.code:
            assert patient.file.read_bytes() == before
            assert "larger than 4 MiB and could not be read again" in " ".join(answer.err.split())
            assert "is as it was before" in " ".join(answer.err.split())
    assert (codes[0], codes[-1]) == (0, 3)
    assert patient.file.stat().st_size <= disk.LARGEST
    patient.must("verify")
    patient.must("undo")


def test_a_merge_that_would_not_fit_is_refused(patient: Patient, tmp_path: Path) -> None:
    """Two copies that are too large together stay two: the record is as it was."""
    patient.must(START)
    base = patient.file.read_bytes()
    words = "\N{CRYING FACE}" * 4000
    many = [entry(0, Note(text=words))._replace(id=store.new_id()) for _ in range(200)]
    store.append(str(patient.file), lambda _: many)
    copy = tmp_path / "copy.toml"
    copy.write_bytes(patient.file.read_bytes())
    patient.file.write_bytes(base)
    Path(f"{patient.file}.previous").unlink()
    store.append(str(patient.file), lambda _: [one._replace(id=store.new_id()) for one in many])
    before = patient.file.read_bytes()
    answer = patient("merge", str(copy))
    assert (answer.code, patient.file.read_bytes() == before) == (3, True)
    patient.must("status")


def test_a_circle_that_only_two_copies_make_is_refused(patient: Patient, tmp_path: Path) -> None:
    """Two copies, edited by hand, whose entries replace each other are not joined: it could not be read."""
    patient.must(START)
    base = store.load(str(patient.file))
    one = entry(1, Note(text="one"), replaces="00000002")
    two = entry(2, Note(text="two"), replaces="00000001")
    copy = tmp_path / "copy.toml"
    patient.file.write_bytes(serialise(base._replace(entries=(*base.entries, one))))
    copy.write_bytes(serialise(base._replace(entries=(*base.entries, two))))
    before = patient.file.read_bytes()
    answer = patient("merge", str(copy))
    assert (answer.code, "leads back to itself" in answer.err) == (2, True)
    assert patient.file.read_bytes() == before


# --- no loop without an end -------------------------------------------------------------------------------------------


def test_a_disk_that_answers_nothing_is_no_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """As root, where not even `/` can be looked at: a sentence, and no walk without an end."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(5, "input/output error")

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(os, "stat", fail)
    with pytest.raises(NotSaved, match="input/output error"):
        disk.refuse_foreign_folder("/a/b/course.toml")
