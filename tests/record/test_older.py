"""A copy that is whole and older than its `.previous`: told, never READY, and what it lacks is never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from isocourse.record import store
from isocourse.record.older import course_of, missing
from patient import Patient
from records import COURSE, RECORD

READY = (
    "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02 --fills-before 1"
    " --last-fill 2026-11-02",
    "done contraception --form iud --form condom",
    "done test --specimen 2026-11-20 --result negative --setting medical",
    "done confirmation",
    "done questions",
)
ALARM = ("log", "worst headache with blurry vision")


@pytest.fixture
def older(patient: Patient) -> Patient:
    """A patient whose record was put back, by a sync program, to what it was before an alarm was logged."""
    for line in READY:
        patient.must(line)
    assert patient.must("checklist --json").json["verdict"] == "ready"
    before = patient.file.read_bytes()
    patient(*ALARM)
    patient.must("note rested")
    assert patient.must("checklist --json").json["verdict"] == "stop"
    patient.file.write_bytes(before)
    return patient


def told(patient: Patient, line: str) -> bool:
    """Say whether a command tells that the record is an older copy, and how to join the two."""
    answer = patient(line)
    said = " ".join((answer.out + answer.err).split())
    return "may be an older copy" in said and f"isocourse merge {patient.file}.previous" in said


@pytest.mark.parametrize("line", ["status", "status --json", "checklist", "verify", "verify --json"])
def test_an_older_copy_is_told(older: Patient, line: str) -> None:
    """Where a patient looks, the version that holds more is named, with the command that joins the two."""
    assert told(older, line)


@pytest.mark.parametrize("line", ["checklist --exit-code", "checklist --exit-code --as-of 2026-11-22"])
def test_an_older_copy_is_never_ready(older: Patient, line: str) -> None:
    """The warning that the older copy lacks might say STOP: never READY, whatever day is asked for."""
    answer = older(line)
    assert (answer.code, "READY." in answer.out) == (20, False)


def test_what_the_older_copy_lacks_outlives_the_next_saves(older: Patient) -> None:
    """The version that holds more goes into the archive, not away, and is told until it is joined."""
    newer = Path(f"{older.file}.previous").read_bytes()
    for _ in range(3):
        older.must("note words")
    kept = older.home / "archive" / f"course-{store.load(str(older.file)).course}-before.toml"
    assert kept.read_bytes() == newer
    assert older("checklist --exit-code").code == 20
    assert str(kept) in older.must("status").err.replace("\n", "")
    older.must("merge", str(kept))
    assert older.must("checklist --json").json["verdict"] == "stop"
    assert "older copy" not in older.must("status").err


def test_joining_the_two_brings_everything_back(older: Patient) -> None:
    """The command that is printed brings the alarm back, and nothing more is told."""
    older.must("merge", f"{older.file}.previous")
    assert older.must("checklist --json").json["verdict"] == "stop"
    assert "older copy" not in older.must("status").err + older.must("verify").out


def test_nothing_is_told_of_an_ordinary_record(patient: Patient) -> None:
    """Every kind of change, an edit by hand, a merge and another course leave nothing that would be called older."""
    for line in READY:
        patient.must(line)
        assert store.older(str(patient.file)) is None
    for line in ("note x", "undo", "log dry lips", "weight 60 --yes"):
        patient(line)
        assert store.older(str(patient.file)) is None, line
    text = patient.file.read_text()
    patient.file.write_text(text.replace('"x"', '"y"'))
    assert store.older(str(patient.file)) is None
    patient.must("finish --last-capsule today --yes")
    patient.must("start --category cannot-become-pregnant --zone UTC --weeks 20")
    assert store.older(str(patient.file)) is None
    assert not list((patient.home / "archive").glob("*-before*"))


def test_nothing_is_told_where_nothing_can_be_read(older: Patient) -> None:
    """A kept version that is damaged, of another course, a folder or a link tells nothing, and stops nobody."""
    kept = Path(f"{older.file}.previous")
    data = kept.read_bytes()
    for broken in (
        b"",
        b"\xff\xfe",
        data[:-90],
        data.replace(store.load(str(older.file)).course.encode(), b"12345678"),
    ):
        kept.write_bytes(broken)
        assert store.older(str(older.file)) is None
        older.must("status")
    kept.unlink()
    kept.symlink_to(older.file)
    assert store.older(str(older.file)) is None
    kept.unlink()
    kept.mkdir()
    assert store.older(str(older.file)) is None
    older.must("checklist")


def test_ids_are_compared_only_within_one_course() -> None:
    """What is missing are the ids of the kept version that no record of the same course has."""
    kept = b'course = "aaaa"\n[[entry]]\nid = "0001"\n[[entry]]\n  id=\'0002\'\n# 2 entries, sha256 x\n'
    assert missing(kept, b'course = "aaaa"\nid = "0002"\n') == ("0001",)
    assert missing(kept, b'course = "aaaa"\nid = "0002"\n', b'course = "aaaa"\nid = "0001"\n') == ()
    assert missing(kept, b'course = "bbbb"\n') == ()
    assert missing(kept, kept + b'id = "0003"\n') == ()
    assert missing(kept) == ()
    assert (course_of(kept), course_of(b"")) == ("aaaa", "")


def test_a_course_is_found_by_its_id(tmp_path: Path) -> None:
    """The id of the course is read from the bytes of a record."""
    path = tmp_path / "course.toml"
    store.create(str(path), RECORD)
    assert course_of(path.read_bytes()) == COURSE
