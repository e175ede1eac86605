"""Absence of data is never shown as absence of a problem, and what is said about saving is true."""

from __future__ import annotations

from unittest import mock

import pytest

from isocourse.cli.hearing import assessment, effects
from isocourse.failsafe import emergency
from isocourse.record import store
from patient import Patient

START = "start --category cannot-become-pregnant --zone America/Chicago --weeks 20"


READING = ["status", "checklist", "history", "", "chart"]
BROKEN = {
    "empty": b"",
    "zeros": b"\0" * 300,
    "not TOML": b"schema = [",
    "not UTF-8": b"schema = 1\nx = '\xff'",
    "no last line": b'schema = 1\ncourse = "c41d7be0"\n',
    "half": None,
}


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_record_is_not_an_empty_one(patient: Patient, command: str, kind: str) -> None:
    """With a record that cannot be read nothing is printed about the patient, and the exit code is 3."""
    patient.must(START)
    patient.must("log bad headache and blurry vision --severity severe --yes")
    whole = patient.file.read_bytes()
    data = BROKEN[kind]
    patient.file.write_bytes(whole[: len(whole) // 2] if data is None else data)
    result = patient(command)
    assert (result.code, result.out) == (3, "")
    assert result.err.count("\n") == 1


def test_a_record_that_went_is_not_a_new_patient(patient: Patient) -> None:
    """A record whose file is gone while its previous version is there is told as cut short."""
    patient.must(START)
    patient.must("log dry lips --severity mild")
    patient.file.unlink()
    for command in ("", "status", "log dry lips", START):
        result = patient(command)
        assert result.code == 3
        assert "No side effects" not in result.out
        assert "previous" in result.err


def test_an_answer_says_what_it_could_not_look_at(patient: Patient) -> None:
    """`ask` answers with a broken record too, says what it did not look at, and its exit code tells of the record."""
    patient.file.write_bytes(b"schema = [")
    result = patient("ask chest pain")
    assert result.out.startswith("EMERGENCY: call 911")
    assert "does not look at what you logged before" in result.err
    assert result.code == 3


def test_an_alarm_does_not_wait_for_the_record(patient: Patient) -> None:
    """`log` prints its alarm with a broken record and with none, then says that nothing was saved."""
    result = patient("log crushing chest pain")
    assert result.out.startswith("EMERGENCY: call 911")
    assert result.code == 1
    patient.file.write_bytes(b"schema = [")
    result = patient("log crushing chest pain")
    assert result.out.startswith("EMERGENCY: call 911")
    assert result.code == 3
    assert patient.file.read_bytes() == b"schema = ["


@pytest.mark.parametrize("mistake", ["--on tomorrow", "--on 2027-01-01", "--severity awful"])
def test_an_alarm_does_not_wait_for_a_right_option(patient: Patient, mistake: str) -> None:
    """A wrong day or severity beside words that are an alarm: the alarm first, then the complaint, nothing saved."""
    patient.must(START)
    before = patient.file.read_bytes()
    result = patient(f"log crushing chest pain {mistake}")
    assert result.out.startswith("EMERGENCY: call 911")
    assert result.code == 2
    assert patient.file.read_bytes() == before


def test_an_alarm_in_a_note(patient: Patient) -> None:
    """A warning sign in the note of a harmless side effect is heard too; with JSON on standard error."""
    patient.must(START)
    result = patient("log dry lips --note", "and crushing chest pain")
    assert "EMERGENCY: call 911" in result.out
    result = patient("log dry lips --json --note", "and crushing chest pain")
    assert "EMERGENCY: call 911" in result.err
    assert result.json["matches"][0]["effect"] == "dry-lips"


@pytest.mark.parametrize("line", ["ask dry lips", "log dry lips", "log --effect dry-lips", "history", "undo"])
def test_without_facts(patient: Patient, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    """Where the facts about side effects are missing, the short list is shown; what needs none of them still works."""
    patient.must(START)
    patient.must("log dry lips --severity mild")
    for kept in (effects.knowledge, assessment.listener):
        kept.cache_clear()
    monkeypatch.setattr("isocourse.content.FOLDER", str(patient.home / "nowhere"))
    result = patient(line)
    for kept in (effects.knowledge, assessment.listener):
        kept.cache_clear()
    if line in {"history", "undo"}:
        assert result.code == 0
        assert "dry-lips" in result.out
    else:
        assert result.code == 70
        assert emergency.SHORT_LIST in result.err


# --- truthful words about what was saved ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (RuntimeError("lips"), "Saved, but something after it failed (RuntimeError)."),
        (KeyboardInterrupt(), "Saved, but then you stopped the program."),
    ],
)
def test_failure_after_saving(patient: Patient, problem: BaseException, words: str) -> None:
    """Whatever fails after the entry was saved is told as saved, with exit code 75, and says where to look."""
    patient.must(START)
    with mock.patch("isocourse.cli.course.note.recorded", side_effect=problem):
        result = patient("note dry today")
    assert result.code == 75
    assert result.err == f"isocourse: {words} Look at it: isocourse history\n"
    assert "dry today" in patient.must("history").out


def test_interrupted_before_saving(patient: Patient) -> None:
    """An interrupt before anything was saved exits with 130 and says so."""
    patient.must(START)
    before = patient.file.read_bytes()
    for where in ("isocourse.cli.course.note.listen", "isocourse.cli.app.run"):
        with mock.patch(where, side_effect=KeyboardInterrupt):
            result = patient("note dry today")
        assert result.code == 130
        assert result.err.startswith("isocourse: Stopped")
    assert patient("note", stdin="", terminal=True).code == 130
    assert patient.file.read_bytes() == before


def test_a_fault_of_the_program(patient: Patient) -> None:
    """A fault exits with 70 and names its kind, where to report it and the emergency line, but no health data."""
    patient.must(START)
    with mock.patch.object(store, "append", side_effect=ZeroDivisionError("secret words of a patient")):
        result = patient("note secret words")
    assert (result.code, result.out) == (70, "")
    assert "fault of the program (ZeroDivisionError)" in result.err
    assert "without anything about your health" in result.err
    assert emergency.EMERGENCY_LINE in result.err
    assert "secret" not in result.err
