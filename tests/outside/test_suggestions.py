"""Is it one of these: offered where something was not understood; a question is answered as one, without a fright."""

from __future__ import annotations

import pytest

from patient import Patient

START = "start --category cannot-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02"


def test_what_is_not_understood_gets_suggestions(patient: Patient) -> None:
    """Beside the list of signs stand up to three documented effects, and how to take one."""
    out = patient("ask purple xyzzy").out
    assert "Is it one of these?" in out
    assert "isocourse log --effect " in out


def test_json_names_the_suggestions(patient: Patient) -> None:
    """In JSON each suggestion is an effect with its name; where all was understood there is none."""
    found = patient("ask --json xyzzy sandwich").json["suggestions"]
    assert 0 < len(found) <= 3
    assert all(set(one) == {"effect", "name"} for one in found)
    assert patient("ask --json dry lips").json["suggestions"] == []


def test_suicide_comes_first_with_the_crisis_line(patient: Patient) -> None:
    """Where suicide is among the suggestions it stands first, below the line with 988."""
    lines = patient("ask by friday none of it will count any more").out.splitlines()
    if any("--effect suicidal-thoughts" in line for line in lines):
        at = lines.index("Is it one of these?")
        assert "--effect suicidal-thoughts" in lines[at + 1]
        assert any("988" in line for line in lines[at - 3 : at])


@pytest.mark.parametrize(
    "words",
    [
        "can I have a beer on friday",
        "is it ok to get a tattoo while on this",
        "can I take ibuprofen",
        "forgot yesterdays capsule",
        "when can I collect my next pack",
    ],
)
def test_an_ordinary_question_is_answered_without_a_fright(patient: Patient, words: str) -> None:
    """A question of everyday life is heard as one: no list of signs, no alarm."""
    found = patient("ask --json", words).json
    assert (found["understood"], found["signs_shown"], found["urgency"]) == (True, False, "none")


@pytest.mark.parametrize(
    "words",
    ["can I take ibuprofen for my chest pain", "can I drink wine, I want to die", "is it ok to swallow 20 capsules"],
)
def test_a_question_hides_no_alarm(patient: Patient, words: str) -> None:
    """An alarm that is said in a question is one."""
    assert patient("ask --json", words).json["urgency"] == "emergency"


def test_one_keypress_takes_a_suggestion(patient: Patient) -> None:
    """At a terminal `log` asks which one it is: a number takes it, and the words are kept beside it."""
    patient.must(START)
    offered = patient("ask --json xyzzy sandwich").json["suggestions"]
    patient.must("log xyzzy sandwich", stdin="1\nmild\n", terminal=True)
    entry = patient.must("history --json").json["entries"][-1]
    assert entry["effect"] == offered[0]["effect"]
    assert entry["words"] == "xyzzy sandwich"


def test_enter_takes_none(patient: Patient) -> None:
    """Enter means none of them: the words are kept as something else."""
    patient.must(START)
    patient.must("log xyzzy sandwich", stdin="\n\n", terminal=True)
    assert patient.must("history --json").json["entries"][-1]["effect"] == "other"


def test_a_suggestion_that_is_an_alarm_is_said_at_once(patient: Patient) -> None:
    """Taking a suggestion that needs a doctor today prints the alarm before anything else is asked."""
    patient.must(START)
    words = "sudden woosh behind the eyeball"
    offered = [one["effect"] for one in patient("ask --json", words).json["suggestions"]]
    loud = [slug for slug in offered if slug in {"vision-change", "severe-headache-vision", "stroke-seizure"}]
    if loud:
        number = offered.index(loud[0]) + 1
        out = patient.must(f"log {words}", stdin=f"{number}\n\n", terminal=True).out
        assert "CALL" in out or "EMERGENCY" in out
