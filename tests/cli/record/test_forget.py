"""`forget`: everything is deleted, what is not is said, and an interruption is never told as something else."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from isocourse.errors import RecordError
from isocourse.record import store
from patient import Patient
from records import RECORD

MARKER = "zebrafinch"
START = "start --category cannot-become-pregnant --zone America/Chicago --weeks 20"


def everything(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def marked(folder: Path) -> list[str]:
    """Return the files in which the marker stands."""
    return sorted(name for name, data in everything(folder).items() if MARKER.encode() in data)


@pytest.fixture
def full(patient: Patient) -> Patient:
    """A patient with all that can lie around: an earlier course, a damaged copy, left-overs of killed runs."""
    patient.must(START)
    patient.must("note", MARKER)
    patient.must("finish --last-capsule today")
    patient.must(START)
    patient.must("note", MARKER)
    patient.must("note", f"{MARKER} again")
    patient.file.write_bytes(patient.file.read_bytes()[:-60])
    patient.must("verify --accept")
    for name in (".tmp", ".previous.tmp"):
        patient.file.with_name(f"course.toml{name}").write_text(MARKER)
    return patient


def test_no_byte_is_left(full: Patient) -> None:
    """After `forget --yes` no file below the folder holds a word of the record, and nothing of ours is there."""
    assert len(marked(full.home)) == 7
    result = full.must("forget --yes")
    assert marked(full.home) == []
    assert everything(full.home) == {}
    assert not (full.home / "archive").exists()
    for name in ("course.toml", "course.toml.previous", "course.toml.tmp", "course.toml.lock"):
        assert f"Deleted: {full.home / name}" in result.out.replace("\n    ", " ").replace("\n  ", " ")


def test_what_it_cannot_reach_is_said(full: Patient) -> None:
    """Backups, synced copies, the shell's history and the disk itself are named; no shredding is promised."""
    out = " ".join(full.must("forget --yes").out.split())
    assert "Not reached: backups, synced copies, your shell's history, and what a disk keeps of deleted files." in out
    assert "shred" not in out


def test_copies_of_a_sync_program_are_deleted(full: Patient) -> None:
    """A conflict copy holds every word of the record: it is listed before, and deleted."""
    copy = full.home / "course (conflicted copy 2026-11-22).toml"
    copy.write_bytes(full.file.read_bytes())
    out = " ".join(full.must("forget --yes").out.split())
    assert f"Deleted: {copy}" in out
    assert marked(full.home) == []


def test_files_of_somebody_else_are_kept(full: Patient) -> None:
    """A file that isocourse did not make stays, also in the folder archive."""
    mine = full.home / "archive" / "holiday.jpg"
    mine.write_text("x")
    (full.home / "courses.toml").write_text("y")
    full.must("forget --yes")
    assert set(everything(full.home)) == {"archive/holiday.jpg", "courses.toml"}


def test_a_link_to_the_record_is_named(full: Patient, tmp_path: Path) -> None:
    """Through a link the record itself is deleted; the link, which the patient made, is named."""
    link = tmp_path / "link.toml"
    link.symlink_to(full.file)
    out = " ".join(full.must(f"forget --yes --file {link}").out.split())
    assert f"Still there, a link that now leads nowhere: {link}" in out
    assert marked(full.home) == []


@pytest.mark.parametrize("typed", ["", "yes", "FORGET", "forget it"])
def test_another_word_deletes_nothing(full: Patient, typed: str) -> None:
    """At a terminal only the word itself deletes."""
    before = everything(full.home)
    result = full("forget", stdin=f"{typed}\n", terminal=True)
    assert (result.code, "Nothing was deleted." in result.err) == (1, True)
    assert everything(full.home) == before


def test_the_word_deletes(full: Patient) -> None:
    """The typed word `forget` deletes everything."""
    assert full("forget", stdin="forget\n", terminal=True).code == 0
    assert everything(full.home) == {}


def test_without_a_terminal_yes_is_needed(full: Patient) -> None:
    """A script that does not say --yes is refused, and the option is named."""
    before = everything(full.home)
    result = full("forget", stdin="forget\n")
    assert (result.code, "--yes" in result.err) == (2, True)
    assert everything(full.home) == before


def test_with_nothing_there(patient: Patient) -> None:
    """Where there is nothing, it says so and makes nothing."""
    result = patient("forget --yes")
    assert (result.code, result.err.startswith("isocourse: There is nothing to delete")) == (1, True)
    assert everything(patient.home) == {}


def disturbed(full: Patient, problem: BaseException, nth: int, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - a result
    """Run `forget` with the nth deletion disturbed."""
    real, left = os.unlink, iter([False] * nth + [True])

    def unlink(path: str, **more: Any) -> None:  # noqa: ANN401 - handed on
        if next(left, False):
            raise problem
        real(path, **more)

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", unlink)
        return full("forget --yes")


@pytest.mark.parametrize("nth", range(8))
def test_an_interrupted_run_can_be_repeated(full: Patient, nth: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C at any deletion is told truly, the record is there or gone, and the next run deletes the rest."""
    before = everything(full.home)
    result = disturbed(full, KeyboardInterrupt(), nth, monkeypatch)
    if nth == 0:
        assert (result.code, result.err) == (130, "isocourse: Stopped. Nothing was saved.\n")
        assert everything(full.home) == before
    else:
        assert result.code == 75
        assert "You stopped it: not all may be deleted. Go on with: isocourse forget" in result.err
    kept = everything(full.home)
    assert kept.items() <= before.items()
    full.must("forget --yes")
    assert everything(full.home) == {}


@pytest.mark.parametrize("nth", range(8))
def test_a_file_that_cannot_be_deleted_is_named(full: Patient, nth: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the disk refuses to delete is named with the reason, and the exit code does not say that all went well."""
    result = disturbed(full, OSError(errno.EACCES, "Permission denied"), nth, monkeypatch)
    left = list(everything(full.home))
    assert len(left) == 1
    assert result.code == 75
    assert "Not all is deleted: " in result.err
    assert f"{left[0]} (permission denied)" in " ".join(result.err.split())
    full.must("forget --yes")
    assert everything(full.home) == {}


def test_where_nothing_can_be_deleted(full: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    """When every deletion is refused, everything is as it was, and the answer says that nothing was deleted."""
    before = everything(full.home)

    def unlink(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", unlink)
        result = full("forget --yes")
    assert (result.code, "Nothing was deleted: " in result.err) == (3, True)
    assert everything(full.home) == before


def test_an_archive_that_cannot_be_listed_is_never_taken_for_empty(
    full: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the archive cannot be read nothing is deleted; where that happens halfway, what is left is said."""
    before = marked(full.home)
    listed = 0

    def listdir(folder: str) -> list[str]:
        nonlocal listed
        if Path(folder).name != "archive":
            return real(folder)
        listed += 1
        if listed > allowed:
            raise OSError(errno.EIO, "Input/output error")
        return real(folder)

    real = os.listdir
    with monkeypatch.context() as patch:
        patch.setattr(os, "listdir", listdir)
        allowed = 0
        result = full("forget --yes")
        assert result.code == 3
        assert "Nothing was deleted: the archive" in result.err
        assert marked(full.home) == before
        allowed, listed = 1, 0
        result = full("forget --yes")
    assert result.code == 75
    assert "Not all is deleted" in result.err
    assert [name for name in marked(full.home) if name.startswith("archive")] == [n for n in before if "archive" in n]
    full.must("forget --yes")
    assert marked(full.home) == []


def test_a_file_that_cannot_be_looked_at_is_named(full: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is not taken for missing because it cannot be looked at: it stays, and that is said."""
    before = everything(full.home)

    def lstat(path: str, **_: object) -> os.stat_result:
        raise OSError(errno.EACCES, "Permission denied", path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "lstat", lstat)
        result = full("forget --yes")
    assert (result.code, "permission denied" in result.err) == (3, True)
    assert everything(full.home) == before


def test_a_disk_that_does_not_confirm_is_told(full: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was deleted is only said to be gone when the disk has confirmed it: a power cut could bring it back."""

    def refuse(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        result = full("forget --yes")
    assert result.code == 75
    assert "the disk did not confirm it: input/output error" in result.err
    assert marked(full.home) == []


def test_a_full_screen_after_deleting(full: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the list cannot be printed any more, the answer says that it was deleted, and never `saved`."""
    from isocourse.cli.session.session import Session  # noqa: PLC0415 - only this test

    real = Session.say
    seen: list[object] = []

    def say(self: Session, lines: list[str]) -> None:
        seen.append(lines)
        if len(seen) > 1:
            raise RecordError("full")
        real(self, lines)

    monkeypatch.setattr(Session, "say", say)
    result = full("forget --yes")
    assert (result.code, result.err) == (75, "isocourse: Deleted, but the answer could not be printed.\n")


def test_a_damaged_record_can_be_deleted(patient: Patient) -> None:
    """What cannot be read can still be deleted."""
    patient.file.write_bytes(b"\xff not toml [")
    patient.must("forget --yes")
    assert everything(patient.home) == {}


def test_after_it_a_new_course_can_begin(full: Patient) -> None:
    """The deleted record is no obstacle, and nothing of it is in the new one."""
    full.must("forget --yes")
    full.must(START)
    assert store.load(str(full.file)).course != RECORD.course
    assert marked(full.home) == []


def test_all_that_is_left_is_named_though_the_screen_is_full(full: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two files that cannot be deleted are both named, with their reasons, also where nothing can be printed."""
    from isocourse.cli.session.session import Session  # noqa: PLC0415 - only this test

    real_say, real_unlink = Session.say, os.unlink
    seen: list[object] = []

    def say(self: Session, lines: list[str]) -> None:
        seen.append(lines)
        if len(seen) > 1:
            raise RecordError("full")
        real_say(self, lines)

    def unlink(path: str, **more: Any) -> None:  # noqa: ANN401 - handed on
        if path.endswith((".previous", "course.toml")):
            raise OSError(errno.EACCES, "Permission denied")
        real_unlink(path, **more)

    monkeypatch.setattr(Session, "say", say)
    monkeypatch.setattr(os, "unlink", unlink)
    result = full("forget --yes")
    assert result.code == 75
    assert result.err == (
        f"isocourse: Not all is deleted: {full.file}.previous (permission denied); {full.file} (permission denied)."
        " Try again: isocourse forget\n"
    )


def test_an_interruption_is_told_word_for_word(full: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C halfway says that not all may be deleted, and how to go on."""
    result = disturbed(full, KeyboardInterrupt(), 2, monkeypatch)
    assert result.err == "isocourse: You stopped it: not all may be deleted. Go on with: isocourse forget\n"
