"""What is understood at a question, and in an option: numbers, first letters, everyday words."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

import pytest

from isocourse.cli.enrolment.settings import weeks_reader
from isocourse.cli.parsing.values import category, phone, result, setting, severity, times_a_day
from isocourse.errors import BadValue
from patient import Patient

START = "start --category cannot-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02"
Read = Callable[[str], Enum]


@pytest.mark.parametrize(
    ("read", "given", "value"),
    [
        (setting, "clinic", "medical"),
        (setting, "Doctor's office", "medical"),
        (setting, "lab", "medical"),
        (setting, "m", "medical"),
        (setting, "at home", "home"),
        (result, "neg", "negative"),
        (result, "POS", "positive"),
        (severity, "sev", "severe"),
        (severity, "mi", "mild"),
        (category, "can", "can_become_pregnant"),
        (category, "can't", "cannot_become_pregnant"),
        (category, "cannot become pregnant", "cannot_become_pregnant"),
    ],
)
def test_choices(read: Read, given: str, value: str) -> None:
    """A choice takes its first letters, and what people say for it."""
    assert read(given).value == value


@pytest.mark.parametrize(("read", "given"), [(result, "po si"), (severity, "m"), (result, "p"), (setting, "car")])
def test_what_can_be_two_things_is_refused(read: Read, given: str) -> None:
    """First letters of two choices, and other words, are refused with the choices."""
    with pytest.raises(BadValue, match=r"is not one of|may be (mild or moderate|positive or pending)\. Say which"):
        read(given)


@pytest.mark.parametrize("given", ["555-0100", "+44 20 7946 0958", "(312) 555-0199 ext 4", "1-800-DOCTORS"])
def test_numbers_to_call(given: str) -> None:
    """What can be called is kept as it was typed."""
    assert phone("--doctor-phone")(given) == given


@pytest.mark.parametrize("given", ["banana", "2026-11-02", "2026/11/02", "12345", "Dr Kim"])
def test_no_numbers_to_call(given: str) -> None:
    """A date or a name is no number to call: found out on a bad day, it helps nobody."""
    with pytest.raises(BadValue, match="does not look like a phone number"):
        phone("--doctor-phone")(given)


def test_an_option_keeps_what_is_no_number(patient: Patient) -> None:
    """An option keeps what was typed, and says that nobody can call it; a question asks again."""
    said = patient.must(f"{START} --doctor-phone banana").out
    assert "! The doctor's number does not look like one to call" in said
    assert "555-0100" not in said
    assert "does not look like" not in patient.must("set --doctor-phone 555-0100").out
    assert "The pharmacy's number does not look like" in patient.must("set --pharmacy-phone 2026-11-02").out


def test_weeks() -> None:
    """Weeks may be said with their word; months are asked back, because they can be two numbers of weeks."""
    read = weeks_reader(prescribed=False)
    assert [read(given) for given in ("20", "20 weeks", "16w")] == [20, 20, 16]
    with pytest.raises(BadValue, match="5 months can be 20 to 22 weeks"):
        read("5 months")
    assert [times_a_day(given) for given in ("1", "twice", "once a day")] == [1, 2, 1]


def test_the_list_narrows(patient: Patient) -> None:
    """In the list of effects a word narrows, numbers are effects, and words that say a sign are kept."""
    patient.must(START)
    entries: list[dict[str, Any]] = []
    for typed in ("1,3\n\n", "skin\n2\n\n", "lips\nmild\n", "my nose bleeds\n\n"):
        patient.must("log", stdin=f"\n{typed}", terminal=True)
        now = patient.must("history --json --kind effects").json["entries"]
        entries += [one for one in now if one["id"] not in {other["id"] for other in entries}]
    assert entries[0]["signs"] == ["dry-lips", "dry-eyes"]
    assert [one["effect"] for one in entries[1:]] == ["dry-skin", "dry-lips", "dry-nose-nosebleed"]
    assert entries[2]["severity"] == "mild"
    assert entries[3]["words"] == "my nose bleeds"


def test_an_alarm_at_the_list_comes_first(patient: Patient) -> None:
    """Words of an alarm typed at the list are heard before anything else is done with them, and kept."""
    patient.must(START)
    said = patient("log", stdin="\nchest pain and i cannot breathe\n", terminal=True).out
    assert said.index("EMERGENCY: call 911") < said.index("Logged: ")
    assert 'Kept: "chest pain and i cannot breathe"' in said


def test_both_ways_of_pounds(patient: Patient) -> None:
    """A bare weight is asked about at a terminal; in a script it is kilograms, as the contract says."""
    patient.must(START)
    assert "weight 70.3 kg (155 lb)" in patient.must("weight 155", stdin="lb\n", terminal=True).out
    assert "weight 155 kg" in patient.must("weight 155").out


def test_the_day_that_the_words_say_is_taken_with_enter(patient: Patient) -> None:
    """Words that say yesterday are asked about, and Enter is a yes; letters that two levels share are asked again."""
    patient.must("start --category cannot-become-pregnant --zone America/Chicago --weeks 20")
    said = patient("log dry lips yesterday", stdin="\nm\n2\n", terminal=True)
    assert "moderate - Sat Nov 21, 2026" in " ".join(said.out.split())
    assert "'m' may be mild or moderate. Say which" in said.err
