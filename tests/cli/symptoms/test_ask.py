from __future__ import annotations

import io
import re
import sys
import time

import pytest

from isocourse.cli.terminal.person import piped_lines
from isocourse.failsafe import emergency
from patient import Patient

START = "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02"


def test_nothing_is_recorded(patient: Patient) -> None:
    """`ask` gives the answer of `log` and leaves no trace: no file without a course, no change with one."""
    patient("ask crushing chest pain")
    assert list(patient.home.iterdir()) == []
    patient.must(START)
    before = {path.name: path.read_bytes() for path in patient.home.iterdir()}
    patient("ask crushing chest pain")
    patient("ask -", stdin="dry lips\n")
    assert {path.name: path.read_bytes() for path in patient.home.iterdir()} == before


@pytest.mark.parametrize(
    ("words", "code", "first"),
    [
        ("dry lips", 0, "Dry, cracked lips"),
        ("my knees hurt", 0, "Aching joints or muscles"),
        ("bad headache", 10, "CALL YOUR DOCTOR TODAY. Take no more capsules until you have spoken to them."),
        ("very thirsty and peeing all the time", 10, "CALL YOUR DOCTOR TODAY."),
        ("crushing chest pain", 11, "EMERGENCY: call 911 or go to the emergency department now."),
        ("xyzzy", 0, "Not recognized. That does not mean that it is nothing."),
        ("", 0, "Not recognized. That does not mean that it is nothing."),
    ],
)
def test_answers(patient: Patient, words: str, code: int, first: str) -> None:
    """The answer says first what to do or what it is, and the exit code tells how urgent it is."""
    result = patient("ask", words)
    assert result.code == code
    assert result.out.startswith(first)
    assert result.out.endswith("Write it down: isocourse log\n")


def test_every_alarm_ends_in_a_contact(patient: Patient) -> None:
    """An alarm names whom to call: the saved number, 911 or the doctor's office."""
    patient.must(START + " --doctor 'Dr Kim' --doctor-phone 555-0100")
    for words in ("bad headache", "crushing chest pain", "low mood and crying", "chance that i am pregnant"):
        assert "Dr Kim: 555-0100" in patient("ask", words).out


def test_what_was_logged_counts(patient: Patient) -> None:
    """`ask` looks at what was logged in the last seven days."""
    patient.must(START)
    assert patient("ask mild headache").code == 0
    patient.must("log nausea --severity mild --on 2026-11-17")
    assert patient("ask mild headache").code == 10
    assert patient("ask mild headache --as-of 2026-11-10").code == 0


def test_denied(patient: Patient) -> None:
    """What is denied is no alarm; words of self-harm show the crisis lines all the same."""
    assert patient("ask no chest pain").code == 0
    assert patient("ask --json no chest pain").json["negated"] is True
    assert patient("ask no suicidal thoughts").out.startswith(emergency.CRISIS)


def test_batch_answers_each_line(patient: Patient) -> None:
    """`ask -` answers one phrase a line with its urgency and what it is, a blank line too, in any line ends."""
    out = patient.must("ask -", stdin="dry lips\r\n\r\ncrushing chest pain\nxyzzy\n").out.splitlines()
    assert out[0] == "self care: dry, cracked lips"
    assert out[1].startswith("none: not recognized")
    assert out[2] == "emergency: chest pain or trouble breathing"
    assert out[3].startswith("none: not recognized")


def test_batch_equals_one_by_one(patient: Patient) -> None:
    """In a batch each phrase has the answer that it has alone; nothing is remembered between lines."""
    phrases = ["headache", "nausea", "dry lips", "", "crushing chest pain", "i want to die", "no chest pain"]
    import json  # noqa: PLC0415 - this test alone

    batch = [json.loads(line) for line in patient.must("ask --json -", stdin="\n".join(phrases)).out.splitlines()]
    assert batch == [patient("ask --json", phrase).json for phrase in phrases]


def test_batch_exit_code(patient: Patient) -> None:
    """A batch exits with 0; with --exit-code by its most urgent line."""
    assert patient("ask -", stdin="crushing chest pain\ndry lips\n").code == 0
    assert patient("ask - --exit-code", stdin="bad headache\ndry lips\n").code == 10
    assert patient("ask - --exit-code", stdin="crushing chest pain\nbad headache\n").code == 11
    assert patient("ask - --exit-code", stdin="dry lips\n").code == 0


def test_batch_crisis_lines_once(patient: Patient) -> None:
    """In a batch the crisis lines are printed once, on standard error: each line of the other is one answer."""
    result = patient("ask -", stdin="i want to die\ni want to die\n")
    assert result.err.count(emergency.CRISIS) == 1
    assert result.out.count("\n") == 2
    result = patient("ask --json -", stdin="i want to die\ni want to die\n")
    assert result.err == emergency.CRISIS


def test_as_of_is_said_first(patient: Patient) -> None:
    """An answer about another day says so in its first line."""
    assert patient("ask dry lips --as-of 2026-11-01").out.splitlines()[0] == "As if it were Sun Nov 1, 2026."


def test_why(patient: Patient) -> None:
    """--why names the sources behind the answer."""
    assert re.search(r"^  S\d+\w?: ", patient("ask crushing chest pain --why").out, re.MULTILINE)


@pytest.mark.parametrize(
    "words",
    [
        "my lips are dry and the day was long " * 1250,
        "lips " * 500,
        "a" * 50_000,
        "\u202eyrd era spil",
        "唇 " * 3000,
        "((((((" * 999,
    ],
)
def test_anything_is_answered(patient: Patient, words: str) -> None:
    """Ten thousand words, other scripts and right-to-left text are answered without an error and in a moment."""
    begun = time.process_time()
    result = patient("ask -", stdin=words)
    assert result.code == 0
    assert len(result.out.splitlines()) == 1
    assert time.process_time() - begun < 60  # a bound on a hang, not a measurement: tracing is slow


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("my lips are dry. sewerslide", 11),  # words of self-harm that only the crisis lines know, beside a sign
        ("sewerslide", 11),
        ("watched suicide squad last night", 0),  # a film: the lines are shown, and that is all
        ("watched suicide squad, then a little sewerslide", 11),
    ],
)
def test_words_of_self_harm_are_never_outweighed(patient: Patient, words: str, code: int) -> None:
    """What the crisis lines notice is an emergency, whatever else is heard, unless it is a film's name."""
    result = patient("ask", words)
    assert result.code == code
    assert "988" in result.out


def test_lines_are_read_as_utf8_whatever_they_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line is one phrase: bytes that are no text become question marks, and only a line end ends a line."""
    typed = b"caf\xc3\xa9\r\nbad \xff byte\r\n\nvertical\x0btab and \rreturn\nno end"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), encoding="ascii"))
    assert list(piped_lines()) == ["caf\u00e9", "bad \ufffd byte", "", "vertical\x0btab and \rreturn", "no end"]
    monkeypatch.setattr(sys, "stdin", None)
    assert list(piped_lines()) == []


@pytest.mark.parametrize(("day", "urgency"), [("2026-11-15", "call today"), ("2026-11-14", "next visit")])
def test_batch_counts_what_was_logged_in_seven_days(patient: Patient, day: str, urgency: str) -> None:
    """A line is answered together with the signs of the last seven days, and with none before them."""
    patient.at(day).must("start --category cannot-become-pregnant --zone America/Chicago --weeks 20")
    patient.must("log headache --severity mild")
    said = patient.at("2026-11-22").must("ask -", stdin="feeling sick\ndry lips and dry eyes\n").out
    assert said.splitlines()[0].startswith(f"{urgency}: ")
    assert said.splitlines()[1].startswith("self care: ")
    assert "dry, cracked lips" in said
    assert "dry or irritated eyes" in said


@pytest.mark.parametrize("words", ["i want to die", "kms lol", "thinking about ending it all"])
def test_batch_shows_the_crisis_lines_for_whatever_is_heard(patient: Patient, words: str) -> None:
    """One of the two listeners is enough for the crisis lines, and they stay off the answers."""
    result = patient.must("ask -", stdin=f"{words}\n")
    assert "988" in result.err
    assert result.out.count("\n") == 1
