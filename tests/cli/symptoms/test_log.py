from __future__ import annotations

import re
from typing import Any
from unittest import mock

import pytest

from isocourse.failsafe import emergency
from isocourse.record import store
from patient import Patient, Result

START = (
    "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02"
    " --doctor-phone 555-0100"
)


@pytest.fixture(autouse=True)
def _course(patient: Patient) -> None:
    patient.must(START)


def _last(patient: Patient) -> dict[str, Any]:
    entries: list[dict[str, Any]] = patient.must("history --json --kind adverse_event").json["entries"]
    return max(entries, key=lambda entry: str(entry["recorded"]))


def _said(result: Result) -> str:
    return re.sub(r"\s+", " ", result.out)


def test_own_words(patient: Patient) -> None:
    """Words are kept as they were typed, matched, answered with what helps, and shown with day, week and id."""
    said = _said(patient.must("log my lips are cracked and bleeding --severity moderate"))
    entry = _last(patient)
    assert said.startswith(
        "Logged: dry, cracked lips - moderate - Sun Nov 22, 2026 (week 3, day 21) (entry " + entry["id"][:4]
    )
    assert 'Kept: "my lips are cracked and bleeding". Not that? isocourse undo' in said
    assert "What helps: Plain petroleum jelly" in said
    assert (entry["effect"], entry["severity"], entry["on"]) == ("dry-lips", "moderate", "2026-11-22")
    assert entry["words"] == "my lips are cracked and bleeding"
    assert entry["urgency"] == "self_care"


@pytest.mark.parametrize(
    ("given", "effect"),
    [
        ("--effect dry-lips", "dry-lips"),
        ("--effect DRY-LIPS", "dry-lips"),
        ("--effect 'dry lips'", "dry-lips"),
        ("dry-lips", "dry-lips"),
        ("dry, cracked lips", "dry-lips"),
        ("hair loss", "thinning-hair"),
        ("hair falling out", "thinning-hair"),
        ("knees hurt", "joint-muscle-pain"),
        ("xyzzy plugh", "other"),
        ("fine today, nothing new", "none"),
        ("no chest pain", "none"),
        ("--effect none", "none"),
        ("--effect other", "other"),
    ],
)
def test_effects(patient: Patient, given: str, effect: str) -> None:
    """A slug, a plain name or an obvious synonym is that effect; words nobody knows are `other`, never dropped."""
    patient.must(f"log {given}")
    assert _last(patient)["effect"] == effect


def test_unknown_words_show_the_signs(patient: Patient) -> None:
    """Not understanding never looks as if all were well: the short list of signs is shown, and the words are kept."""
    result = patient.must("log xyzzy plugh")
    assert "Not recognized. That does not mean that it is nothing." in result.out
    assert emergency.SHORT_LIST in result.out
    assert _last(patient)["words"] == "xyzzy plugh"


@pytest.mark.parametrize(
    ("words", "first", "urgency"),
    [
        ("crushing chest pain", "EMERGENCY: call 911", "emergency"),
        ("my face and tongue are swollen", "EMERGENCY: call 911", "emergency"),
        ("bad headache and blurry vision", "CALL YOUR DOCTOR TODAY. Take no more capsules", "call_today"),
        ("feeling very low and crying all day", "CALL YOUR DOCTOR TODAY. Take no more capsules", "call_today"),
    ],
)
def test_alarms_come_first(patient: Patient, words: str, first: str, urgency: str) -> None:
    """An alarm is the first thing on the screen, in words, with the number to call, then what was logged."""
    said = _said(patient.must("log", words))
    assert said.startswith(first)
    assert said.index("Your doctor: 555-0100") < said.index("Logged: ")
    assert _last(patient)["urgency"] == urgency
    assert _last(patient)["stop_capsules"] is True


def test_an_alarm_is_printed_before_anything_is_saved(patient: Patient) -> None:
    """When saving fails, the alarm stands on the screen all the same."""
    with mock.patch.object(store, "append", side_effect=KeyboardInterrupt):
        result = patient("log crushing chest pain")
    assert result.code == 130
    assert result.out.startswith("EMERGENCY: call 911")


def test_an_alarm_does_not_wait_for_a_question(patient: Patient) -> None:
    """At a terminal the alarm is there before the day is asked, and before a note is read."""
    for line in ("log crushing chest pain since yesterday", "log blurry vision"):
        result = patient(line, stdin="", terminal=True)
        assert result.code == 130
        assert result.out.startswith(("EMERGENCY: call 911", "CALL YOUR DOCTOR TODAY"))
        assert "isocourse: Stopped" in result.err


def test_signs_of_a_week_count_together(patient: Patient) -> None:
    """Signs of different days within seven days count together, to the day."""
    patient.must("log nausea --severity mild --on 2026-11-15")
    assert patient.must("log headache --severity mild --json").json["urgency"] == "call_today"
    patient.must("undo")
    assert patient.must("log headache --severity mild --on 2026-11-14 --json").json["urgency"] == "call_today"
    patient.must("undo")
    assert patient.must("log headache --severity mild --on 2026-11-07 --json").json["urgency"] == "next_visit"


# --- severity -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", ["mild", "moderate", "severe", "SEVERE"])
def test_severity_option(patient: Patient, level: str) -> None:
    """--severity is kept."""
    patient.must(f"log dry lips --severity {level}")
    assert _last(patient)["severity"] == level.lower()


def test_severity_of_the_words(patient: Patient) -> None:
    """How bad it is, is taken from the words; the option wins over them; without either it stays unknown."""
    patient.must("log unbearable dry lips")
    assert _last(patient)["severity"] == "severe"
    patient.must("log unbearable dry lips --severity mild")
    assert _last(patient)["severity"] == "mild"
    patient.must("log dry lips")
    assert "severity" not in _last(patient)


def test_severe_raises_the_urgency(patient: Patient) -> None:
    """A severe effect is more urgent than a mild one, by option, by words and by the answer to the question."""
    assert patient.must("log nausea --severity mild --json").json["urgency"] == "next_visit"
    patient.must("undo")
    assert patient.must("log nausea --severity severe").out.startswith("CALL YOUR DOCTOR TODAY")
    patient.must("undo")
    result = patient("log nausea", stdin="severe\n", terminal=True)
    assert "CALL YOUR DOCTOR TODAY" in result.out
    assert _last(patient)["urgency"] == "call_today"


def test_nobody_is_asked_how_bad_an_emergency_is(patient: Patient) -> None:
    """In an emergency, and for words of self-harm, no question follows."""
    for words in ("crushing chest pain", "i want to die"):
        result = patient(f"log {words}", stdin="", terminal=True)
        assert result.code == 0
        assert result.err == ""


# --- day, note, words -----------------------------------------------------------------------------------------------


def test_the_day(patient: Patient) -> None:
    """--on is the day it is about, told back with the day of the course."""
    assert "Fri Nov 20, 2026 (week 3, day 19)" in _said(patient.must("log dry lips --on 2026-11-20"))
    assert _last(patient)["on"] == "2026-11-20"


@pytest.mark.parametrize(
    ("line", "stdin", "day"),
    [
        ("log dry lips since yesterday", "y\n\n", "2026-11-21"),
        ("log dry lips since yesterday", "n\n\n", "2026-11-22"),
        ("log dry lips since yesterday --on 2026-11-20", "\n", "2026-11-20"),
        ("log dry lips since yesterday --yes", "\n", "2026-11-21"),
    ],
)
def test_since(patient: Patient, line: str, stdin: str, day: str) -> None:
    """`since yesterday` sets the day after a yes; --on and --yes settle it."""
    patient.must(line, stdin=stdin, terminal=True)
    assert _last(patient)["on"] == day


def test_since_without_a_terminal(patient: Patient) -> None:
    """Where nobody can be asked it is logged for today, and the command that dates it back is shown."""
    out = patient.must("log dry lips since yesterday").out
    entry = _last(patient)
    assert entry["on"] == "2026-11-22"
    fix = re.search(r"isocourse (fix [0-9a-f]{4} --on 2026-11-21)", out)
    assert fix is not None
    patient.must(fix[1])
    assert _last(patient)["on"] == "2026-11-21"


def test_a_note(patient: Patient) -> None:
    """--note keeps words of one's own beside it, from standard input for `-`; an empty one is none."""
    patient.must("log dry lips --note 'after the gym'")
    assert _last(patient)["note"] == "after the gym"
    patient.must("log dry lips --note -", stdin="from\nstdin\n")
    assert _last(patient)["note"] == "from\nstdin"
    patient.must("log dry lips --note ''")
    assert "note" not in _last(patient)


def test_words_from_stdin(patient: Patient) -> None:
    """`-` reads the words, so that they stay out of the shell's history."""
    patient.must("log -", stdin="lips cracked\n")
    assert _last(patient)["words"] == "lips cracked"


def test_no_words_at_a_terminal(patient: Patient) -> None:
    """Bare `log` asks for words first; Enter offers the documented list, by number or by name."""
    patient.must("log", stdin="lips cracked\nmild\n", terminal=True)
    assert _last(patient)["words"] == "lips cracked"
    result = patient.must("log", stdin="\n99\n3\nmild\n", terminal=True)
    listed = re.findall(r"^ +(\d+)  (.+)$", result.out, re.MULTILINE)
    assert len(listed) >= 40 - 1
    assert listed[2][1] == "dry or irritated eyes"
    assert _last(patient)["effect"] == "dry-eyes"
    assert "words" not in _last(patient)
    patient.must("log", stdin="\ndry-mouth\n\n", terminal=True)
    assert _last(patient)["effect"] == "dry-mouth"


def test_a_named_effect_takes_no_sign_away(patient: Patient) -> None:
    """Words that hold an alarm raise it also beside a harmless --effect, and are kept under it."""
    result = patient.must("log crushing chest pain --effect dry-lips")
    assert result.out.startswith("EMERGENCY: call 911")
    assert _last(patient)["effect"] == "chest-breathing"
    patient.must("log it itches there --effect dry-lips")
    assert _last(patient)["effect"] == "dry-lips"


def test_why(patient: Patient) -> None:
    """--why names the sources behind the answer, and that no clinician has reviewed it."""
    out = patient.must("log dry lips --why").out
    assert "no clinician has reviewed it yet" in out
    assert re.search(r"^  S\d+: ", out, re.MULTILINE)


def test_long_and_odd_words(patient: Patient) -> None:
    """Many words are kept up to a limit that is told; other scripts are kept as they are."""
    patient.must("log", "lips " * 700)
    result = patient("log", "lips " * 900)
    assert result.code == 2
    assert "at most 4000 letters" in result.err
    patient.must("log", "唇が乾く שפתיים יבשות 😀")
    assert _last(patient)["words"] == "唇が乾く שפתיים יבשות 😀"


@pytest.mark.parametrize(
    "words", ["might be pregnant, missed my period", "we had unprotected sex", "i gave my sister my capsules"]
)
def test_no_severity_is_asked_where_it_means_nothing(patient: Patient, words: str) -> None:
    """An alarm that is the same however bad it is asks nothing more."""
    said = patient("log", *words.split(), stdin="", terminal=True)
    assert said.code == 0
    assert "How bad" not in said.out + said.err


def test_blood_that_was_said_is_not_asked_about(patient: Patient) -> None:
    """Where the words tell of blood, the advice does not ask whether there is any."""
    assert "if there is blood" not in patient("log there was blood in my stool").out
    assert "if there is blood" in patient("ask bad diarrhea that will not stop").out
