"""`merge`: the copies that sync programs leave are noticed, joined without loss, and nothing else is touched."""

from __future__ import annotations

import datetime as dt
import shlex
from pathlib import Path

import pytest

from isocourse.course.entries import Note
from isocourse.course.standing import view
from isocourse.record import store
from patient import Patient

START = "start --category cannot-become-pregnant --zone America/Chicago --weeks 20"
COPY = "course (Pat's conflicted copy 2026-11-22).toml"


@pytest.fixture
def two(patient: Patient) -> Patient:
    """A patient whose record went two ways: an entry undone and one added in the copy, another one added here."""
    patient.must(START)
    patient.must("note", "of both")
    patient.must("note", "undone in the copy")
    base = patient.file.read_bytes()
    patient.must("undo")
    patient.must("note", "of the copy")
    (patient.home / COPY).write_bytes(patient.file.read_bytes())
    patient.file.write_bytes(base)
    patient.must("note", "of this computer")
    return patient


def notes(path: Path) -> list[str]:
    """Return the notes that hold, by their words."""
    return sorted(body.text for _, body in view(store.load(str(path))).of(Note))


def test_both_copies_are_joined_and_told(two: Patient) -> None:
    """Entries of both are there, what was undone in the copy stays undone, and what was taken is listed."""
    copy = two.home / COPY
    before = copy.read_bytes()
    result = two.must("merge", str(copy))
    assert notes(two.file) == ["of both", "of the copy", "of this computer"]
    out = " ".join(result.out.split())
    assert f"Merged: 2 entries taken from {copy}." in out
    assert "note: of the copy" in out
    assert "of this computer" not in out
    assert copy.read_bytes() == before


def test_a_second_time_takes_nothing(two: Patient) -> None:
    """The same copy merged again brings nothing and leaves the bytes alone."""
    two.must("merge", str(two.home / COPY))
    before = two.file.read_bytes()
    assert "Merged: 0 entries taken" in two.must("merge", str(two.home / COPY)).out
    assert two.file.read_bytes() == before


def test_either_way_round_is_the_same(two: Patient) -> None:
    """It does not matter on which computer the two are joined."""
    copy = two.home / COPY
    other = two.home / "elsewhere.toml"
    other.write_bytes(copy.read_bytes())
    two.must(f"merge {two.file} --file {other}")
    two.must("merge", str(copy))
    assert store.load(str(other)) == store.load(str(two.file))


@pytest.mark.parametrize(
    "name",
    [
        "course (Pat's conflicted copy 2026-11-22).toml",
        "course.sync-conflict-20261122-201504-ABCDEFG.toml",
        "course (conflicted copy 2026-11-22 201504).toml",
        "course-LAPTOP.toml",
    ],
)
@pytest.mark.parametrize("command", ["status", "verify", "privacy"])
def test_a_copy_is_noticed(two: Patient, name: str, command: str) -> None:
    """The copies of Dropbox, Syncthing, Nextcloud and OneDrive are named where a patient looks, with what to do."""
    copy = two.home / name
    (two.home / COPY).rename(copy)
    result = two.must(command)
    said = " ".join((result.out + result.err).split())
    assert str(copy) in said
    if command != "privacy":
        assert f"isocourse merge {shlex.quote(str(copy))}" in said


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (None, 1, "There is no file"),
        (b"", 3, "cut short"),
        (b"\xff\xfe", 3, "not UTF-8"),
        (b"schema = 99\n", 3, "newer isocourse"),
    ],
)
def test_a_copy_that_cannot_be_read_changes_nothing(two: Patient, content: bytes | None, code: int, words: str) -> None:
    """A copy that is missing or damaged is told in one sentence, and both files stay as they were."""
    copy = two.home / "copy.toml"
    if content is not None:
        copy.write_bytes(content)
    before = two.file.read_bytes()
    result = two("merge", str(copy))
    assert (result.code, len(result.err.splitlines())) == (code, 1)
    assert words in result.err
    assert two.file.read_bytes() == before


def test_another_course_is_refused(two: Patient) -> None:
    """The record of another course is not mixed in."""
    other = two.home / "other.toml"
    two.must(f"{START} --file {other}")
    before = two.file.read_bytes()
    result = two("merge", str(other))
    assert (result.code, "belong to different courses" in result.err) == (1, True)
    assert two.file.read_bytes() == before


def test_without_a_record_of_its_own(two: Patient) -> None:
    """Where there is no record, nothing is made out of the copy."""
    two.must("forget --yes")
    assert two("merge", str(two.home / COPY)).code == 1
    assert not two.file.exists()


def test_a_linked_record_stays_a_link(two: Patient) -> None:
    """Merging, and every other change, writes through a link and leaves the link."""
    real = two.home / "synced" / "mine.toml"
    real.parent.mkdir()
    two.file.rename(real)
    two.file.symlink_to(real)
    two.must("merge", str(two.home / COPY))
    two.must("note", "later")
    assert two.file.readlink() == real
    assert notes(real) == ["later", "of both", "of the copy", "of this computer"]


@pytest.mark.parametrize("name", ["course.toml", "./course.toml", "link.toml", "hard.toml"])
def test_a_record_is_never_merged_with_itself(two: Patient, name: str) -> None:
    """By whatever name it is given, the record is no copy of itself: nobody is told that it may be deleted."""
    (two.home / "link.toml").symlink_to(two.file)
    (two.home / "hard.toml").hardlink_to(two.file)
    before = two.file.read_bytes()
    answer = two("merge", str(two.home / name))
    assert answer.code == 1
    assert "is this record itself, not a copy of it" in answer.err
    assert "Delete" not in answer.out
    assert two.file.read_bytes() == before


# --- what was changed in both copies ----------------------------------------------------------------------------------


def ids(patient: Patient, kind: str) -> list[str]:
    """Return the ids of what holds of one kind."""
    return [one["id"] for one in patient.must(f"history --json --kind {kind}").json["entries"]]


def apart(patient: Patient, here: list[str], there: list[str]) -> Path:
    """Let two copies of the record go two ways, first there and then here; return the copy from there."""
    base = patient.file.read_bytes()
    for line in there:
        patient.now += dt.timedelta(seconds=1)
        patient.must(line)
    copy = patient.home / "there.toml"
    copy.write_bytes(patient.file.read_bytes())
    patient.file.write_bytes(base)
    Path(f"{patient.file}.previous").unlink(missing_ok=True)
    for line in here:
        patient.now += dt.timedelta(seconds=1)
        patient.must(line)
    return copy


MONTH = (
    "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02 --fills-before 1"
    " --last-fill 2026-11-02",
    "done contraception --form iud --form condom",
    "done test --specimen 2026-11-20 --result negative --setting home",
    "done confirmation",
    "done questions",
)


@pytest.mark.parametrize("positive_first", [True, False])
def test_a_positive_test_outweighs_another_correction(patient: Patient, *, positive_first: bool) -> None:
    """The lab called back in one copy, the place was corrected in the other: STOP, and merge names both versions."""
    for line in MONTH:
        patient.must(line)
    (test,) = ids(patient, "pregnancy_test")
    positive, place = f"fix {test} --result positive", f"fix {test} --setting medical"
    copy = apart(patient, [place if positive_first else positive], [positive if positive_first else place])
    said = patient.must("merge", str(copy)).out
    text = " ".join(said.split())
    assert patient.must("checklist --json").json["verdict"] == "stop"
    assert "Changed in both copies. Only one can hold: the more urgent" in text
    assert text.index("pregnancy test positive", text.index("Changed in both")) < text.index("and not: pregnancy test")
    assert "and not: pregnancy test negative" in text
    assert "Changed in both" not in patient.must("merge", str(copy)).out


def test_a_raised_severity_outweighs_a_later_day(patient: Patient) -> None:
    """A headache that was called severe in one copy stays so though its day was corrected later in the other."""
    patient.must(START)
    patient("log headache --severity mild")
    (ache,) = ids(patient, "adverse_event")
    copy = apart(patient, [f"fix {ache} --on 2026-11-21"], [f"fix {ache} --severity severe"])
    patient.must("merge", str(copy))
    (holds,) = patient.must("history --json --kind adverse_event").json["entries"]
    assert holds["severity"] == "severe"


def test_a_pick_up_corrected_twice_here_and_taken_back_there_counts_once(patient: Patient) -> None:
    """`fix A, fix B` here and `undo B` there: one pick-up, one month, and merge says which version holds."""
    patient.must(f"{START} --fills-before 0")
    patient.must("done fill --days 30 --on 2026-11-20 --yes")
    (fill,) = ids(patient, "fill")
    patient.must(f"fix {fill} --on 2026-11-19")
    (corrected,) = ids(patient, "fill")
    copy = apart(patient, [f"fix {corrected} --on 2026-11-18"], ["undo"])
    text = " ".join(patient.must("merge", str(copy)).out.split())
    assert len(ids(patient, "fill")) == 1
    assert patient.must("checklist --json").json["month"] == 2
    assert "Changed in both copies" in text


@pytest.mark.parametrize("line", ["done fill --days 30 --yes", "dose taken --on 2026-11-21"])
def test_one_event_in_both_copies_is_named_with_the_way_out(patient: Patient, line: str) -> None:
    """The same pick-up, or dose, in both copies is told, and the printed undo takes one of the two back."""
    patient.must(f"{START} --fills-before 1 --last-fill 2026-11-01")
    copy = apart(patient, [line], [line])
    said = patient.must("merge", str(copy))
    text = " ".join(said.out.split())
    assert "Written in both copies, perhaps twice the same:" in text
    kind = "fill" if "fill" in line else "dose"
    assert len(ids(patient, kind)) == 2
    patient.must(text.partition("isocourse undo ")[0] and f"undo {text.partition('isocourse undo ')[2].split()[0]}")
    assert len(ids(patient, kind)) == 1


def test_what_was_written_twice_on_purpose_is_not_doubted(patient: Patient) -> None:
    """Two equal entries of one copy, and different ones of both, are told as nothing."""
    patient.must(START)
    copy = apart(patient, ["weight 60"], ["note twice", "note twice"])
    assert "both copies" not in patient.must("merge", str(copy)).out
