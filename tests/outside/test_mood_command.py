"""`mood`: what an answer asks for is said before anything else, and nothing is called by a diagnosis."""

from __future__ import annotations

import re

import pytest

from isocourse.content.mood import questions
from isocourse.failsafe import emergency
from patient import Patient

START = (
    "start --category cannot-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02 --mg 40 --times 2"
)
CRISIS = emergency.CRISIS.splitlines()[0]
KEYS = {"schema", "id", "on", "instrument", "answers", "total", "item9", "urgency", "stop_capsules", "next"}


@pytest.mark.parametrize(
    ("answers", "total", "item9", "urgency", "stop", "code"),
    [
        ("0,0", 0, None, "none", False, 0),
        ("1,0", 1, None, "next_visit", False, 0),
        ("1,1", 2, None, "next_visit", False, 0),
        ("2,0", 2, None, "call_today", True, 10),
        ("0,3", 3, None, "call_today", True, 10),
        ("-,0", None, None, "none", False, 0),
        ("-,2", None, None, "call_today", True, 10),
        ("0,0,0,0,0,0,0,0,0", 0, 0, "none", False, 0),
        ("0,0,3,3,3,0,0,0,0", 9, 0, "next_visit", False, 0),
        ("0,0,3,3,3,1,0,0,0", 10, 0, "call_today", True, 10),
        ("1,1,3,3,3,-,0,0,0", None, 0, "call_today", True, 10),
        ("0,0,0,0,0,0,0,0,1", 1, 1, "emergency", True, 11),
        ("-,-,-,-,-,-,-,-,2", None, 2, "emergency", True, 11),
        ("0,0,0,0,0,0,0,0,-", None, None, "none", False, 0),
    ],
)
def test_what_answers_ask_for(
    patient: Patient,
    answers: str,
    total: int | None,
    item9: int | None,
    urgency: str,
    stop: bool,  # noqa: FBT001 - a column of the table above
    code: int,
) -> None:
    """Each score asks for what the cuts say; an answer left out leaves no total, and the ninth still counts."""
    patient.must(START)
    result = patient(f"mood --answers {answers} --json --exit-code")
    assert (result.code, result.out.count("\n")) == (code, 1)
    found = result.json
    assert set(found) == KEYS
    assert (found["total"], found["item9"], found["urgency"], found["stop_capsules"]) == (total, item9, urgency, stop)
    assert found["answers"] == [None if one == "-" else int(one) for one in answers.split(",")]
    assert found["instrument"] == ("phq-2" if len(found["answers"]) == 2 else "phq-9")
    assert (CRISIS in result.err) == bool(item9)
    assert patient.must("history --json").json["entries"][-1]["id"] == found["id"]


def test_crisis_lines_need_no_course(patient: Patient) -> None:
    """Without a record the crisis lines and the answer are printed, and then that nothing was kept."""
    result = patient("mood --answers 0,0,0,0,0,0,0,0,1")
    assert result.code == 1
    assert result.out.startswith(CRISIS)
    assert "NOT written down" in result.out
    assert "No course yet" in result.err
    assert not patient.file.exists()


@pytest.mark.parametrize(
    "given", ["", "0", "0,0,0", "4,0", "a,b", "0,0,0,0,0,0,0,0,0,0", "1;1", "0,,0", "-1,0", "0,0,"]
)
def test_answers_that_cannot_be_read(patient: Patient, given: str) -> None:
    """What is neither two nor nine answers from 0 to 3 is refused by the option's name; nothing is kept."""
    patient.must(START)
    before = patient.file.read_bytes()
    result = patient("mood --answers", given)
    assert result.code == 2
    assert "--answers" in result.err
    assert patient.file.read_bytes() == before


def test_a_slip_of_the_pen_does_not_hide_the_ninth(patient: Patient) -> None:
    """Answers that cannot be read, with something other than 0 where the ninth stands, show the crisis lines first."""
    for given in ("0,0,0,0,0,0,0,0,4", "0,0,0,0,0,0,0,0,1,0", "x,0,0,0,0,0,0,0,3"):
        result = patient("mood --answers", given)
        assert result.code == 2
        assert CRISIS in result.out


@pytest.mark.parametrize(("line", "heard"), [("mood", False), ("mood --answers 4,0", False), ("mood is so low", True)])
def test_the_name_of_the_command_is_no_low_mood(patient: Patient, line: str, heard: bool) -> None:  # noqa: FBT001 - a column
    """A slip in `mood` is no alarm of itself; words typed after it are heard as words."""
    result = patient(line)
    assert result.code == 2
    assert ("CALL YOUR DOCTOR" in result.out + result.err) == heard


def test_without_a_terminal_answers_are_needed(patient: Patient) -> None:
    """Nobody can be asked through a pipe, and the sentence names the option."""
    patient.must(START)
    result = patient("mood")
    assert result.code == 2
    assert "--answers" in result.err


def test_the_other_seven_are_asked_from_two_on(patient: Patient) -> None:
    """With less than two points there are two questions; from two on nine and the unscored tenth."""
    patient.must(START)
    patient.must("mood", stdin="0\n1\n", terminal=True)
    patient.must("mood", stdin="1\n1\n0\n0\n0\n0\n0\n0\n0\n2\n", terminal=True)
    short, long = patient.must("history --json --kind mood").json["entries"]
    assert short["answers"] == [0, 1]
    assert long["answers"] == [1, 1, 0, 0, 0, 0, 0, 0, 0]
    assert long["difficulty"] == 2


def test_an_alarm_comes_before_the_next_question(patient: Patient) -> None:
    """Low mood on most days is acted on at once, and thoughts of death before the tenth question."""
    patient.must(START)
    result = patient("mood", stdin="0\n2\n0\n0\n0\n0\n0\n0\n1\n0\n", terminal=True)
    assert result.code == 0
    assert result.out.index("CALL YOUR DOCTOR TODAY") < result.out.index(CRISIS)
    assert result.out.index(CRISIS) < result.out.index("Recorded")


@pytest.mark.parametrize("leave", ["q\n", ""])
def test_who_leaves_after_an_alarm_has_seen_it_and_it_is_kept(patient: Patient, leave: str) -> None:
    """Leaving with q, or by closing the terminal, after an alarm: it was printed, and the sign stays open."""
    patient.must(START)
    result = patient("mood", stdin=f"1\n1\n0\n0\n0\n0\n0\n0\n2\n{leave}", terminal=True)
    assert result.code == 0
    assert result.out.strip().startswith(CRISIS)
    assert patient.must("status --json").json["open_warnings"][0]["urgency"] == "emergency"


def test_who_leaves_without_an_alarm_may(patient: Patient) -> None:
    """Leaving with q keeps what was answered; closing the terminal keeps nothing."""
    patient.must(START)
    before = patient.file.read_bytes()
    assert patient("mood", stdin="1\n", terminal=True).code == 130
    assert patient.file.read_bytes() == before
    patient.must("mood", stdin="1\n1\n1\nq\n", terminal=True)
    kept = patient.must("history --json --kind mood").json["entries"]
    assert [entry["answers"] for entry in kept] == [[1, 1, 1, *["-"] * 6]]


def test_a_sign_is_opened_and_a_clinician_clears_it(patient: Patient) -> None:
    """The answers hold the checklist at STOP until somebody cleared them, or they are taken back."""
    patient.must(START)
    sign = patient.must("mood --answers 2,0 --json").json["id"]
    assert patient.must("checklist --json").json["verdict"] == "stop"
    patient.must(f"done cleared {sign}")
    assert patient.must("checklist --json").json["verdict"] != "stop"
    patient.must("undo")
    assert patient.must("checklist --json").json["verdict"] == "stop"
    assert "closes a warning" in patient.must(f"undo {sign}").out
    assert patient.must("checklist --json").json["verdict"] != "stop"


def test_quiet_answers_cannot_be_cleared(patient: Patient) -> None:
    """There is nothing to clear in answers that asked for no call."""
    patient.must(START)
    quiet = patient.must("mood --answers 1,0 --json").json["id"]
    assert patient(f"done cleared {quiet}").code == 1


def test_every_answer_shows_988_and_whose_questions_they_are(patient: Patient) -> None:
    """At any score 988, the attribution and the hint for those under 18 are printed, and no severity has a name."""
    patient.must(START)
    for answers in ("0,0", "1,0", "3,3", "3,3,3,3,3,3,3,3,0"):
        out = " ".join(patient.must(f"mood --answers {answers}").out.split())
        assert "988" in out
        assert "Spitzer" in out
        assert "Pfizer" in out
        assert "Under 18" in out
        assert not re.search(r"(?i)\b(mild|moderate|severe|major) depress|you (are|have) depress", out)


def test_the_score_shows_elsewhere(patient: Patient) -> None:
    """The sum stands in the status and in the chart, the ninth answer only in the chart."""
    patient.must(START)
    patient.must("mood --answers 1,0,1,0,0,0,0,0,0")
    assert "Mood questions: 2 of 27" in patient.must("status").out
    assert patient.must("status --json").json["mood"]["total"] == 2
    chart = patient.must("chart mood")
    assert "##  2 of 27  9: 0" in chart.out
    assert patient.must("chart mood --json").json["mood"][0]["answers"] == [1, 0, 1, 0, 0, 0, 0, 0, 0]


def test_the_questions_are_all_there() -> None:
    """Nine questions, four choices, and the cuts that the facts name."""
    table = questions()
    assert len(table.items) == 9
    assert "better off dead" in table.items[8]
    assert table.cuts == (2, 2, 10)
