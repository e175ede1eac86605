from __future__ import annotations

import re

import pytest

from patient import Patient

START = "start --category can-become-pregnant --zone America/Chicago --weeks 20"


def _said(out: str) -> str:
    return re.sub(r"\s+", " ", out)


@pytest.mark.parametrize(
    ("started", "today", "place"),
    [
        ("2026-11-22", "2026-11-22", "day 1, week 1 of 20, month 1"),
        ("2026-11-02", "2026-11-22", "day 21, week 3 of 20, month 1"),
        ("2026-11-02", "2026-11-23", "day 22, week 4 of 20, month 1"),
        ("2024-02-28", "2024-03-01", "day 3, week 1 of 20, month 1"),
        ("2026-10-31", "2026-11-02", "day 3, week 1 of 20, month 1"),
    ],
)
def test_where_in_the_course(patient: Patient, started: str, today: str, place: str) -> None:
    """Day and week are counted from 1 and from the first capsule, over leap days and changes of the clock."""
    patient.at(today).must(f"{START} --started {started}")
    assert place in patient.must("status").out.splitlines()[0]


def test_nothing_known_is_nothing_said(patient: Patient) -> None:
    """Without a first capsule there is no day; without pick-ups there is no supply and no dose."""
    patient.must(START)
    out = patient.must("status").out
    assert "first capsule: day not known yet" in out
    assert "0 taken" not in out
    assert "0 days left" not in out


def test_warning_signs_stand_on_top(patient: Patient) -> None:
    """Open warning signs stand above everything, most urgent first, each with how to close it."""
    patient.must(f"{START} --started 2026-11-02")
    patient.must("log bad headache and blurry vision --severity severe --on 2026-11-12")
    patient.must("log crushing chest pain")
    out = patient.must("status").out
    first = _said(out)
    assert first.startswith("EMERGENCY: chest pain or trouble breathing (Sun Nov 22, entry ")
    assert first.count("Take no more capsules until") == 1
    assert first.index("EMERGENCY") < first.index("CALL YOUR DOCTOR") < first.index("day 21")
    ids = re.findall(r"entry ([0-9a-f]{4})\)", first)
    assert len(ids) == 2
    assert "isocourse done cleared ID" in first
    for one in ids:
        patient.must(f"done cleared {one}")
    assert patient.must("status").out.startswith("Sun Nov 22, 2026")
    assert patient.must("status --json").json["open_warnings"] == []


def test_reproductive_matters_are_not_named(patient: Patient) -> None:
    """What is about pregnancy or birth control is on the page in neutral words only."""
    patient.must(f"{START} --started 2026-11-02")
    patient.must("log my period is two weeks late")
    patient.must("done test --specimen 2026-11-20 --result positive --setting medical")
    patient.must("done contraception --form iud --form condom")
    for line in ("status", "", "status --json"):
        out = patient.must(line).out.lower()
        assert not re.search(r"pregnan|contracep|birth control|period|condom|test", out), line
    assert "an open sign that needs a call" in _said(patient.must("status").out)


def test_a_positive_test_stops_the_next_step(patient: Patient) -> None:
    """With an open stop sign the next step is the call, never the pharmacy."""
    patient.must(f"{START} --started 2026-11-02")
    patient.must("done test --specimen 2026-11-20 --result positive --setting medical")
    assert "Next: call your prescriber" in patient.must("status").out


def test_the_next_step_has_its_last_safe_day(patient: Patient) -> None:
    """With a window open the next step names the day by which it has to be done, before the holiday."""
    patient.must(f"{START} --started 2026-11-02 --fills-before 1 --last-fill 2026-11-02")
    patient.must("done test --specimen 2026-11-20 --result negative --setting medical")
    assert "by Wed Nov 25" in _said(patient.must("status").out)
    assert patient.must("status --json").json["next"][0]["by"] == "2026-11-25"


def test_two_weeks_of_side_effects(patient: Patient) -> None:
    """Each effect of the last two weeks is listed with this week, the week before and how bad it was."""
    patient.must(f"{START} --started 2026-11-02")
    for day in ("2026-11-09", "2026-11-10", "2026-11-20", "2026-11-22"):
        patient.must(f"log dry lips --severity moderate --on {day}")
    patient.must("log dry lips --severity mild --on 2026-11-08")
    said = _said(patient.must("status").out)
    assert re.search(r"dry, cracked lips: 2 times this week, \D*moderate, 2 \D*week before", said)


def test_no_side_effects_is_said_only_of_a_record_that_was_read(patient: Patient) -> None:
    """`No side effects were logged` is about a whole record; never about none and never about a broken one."""
    assert "No side effects" not in patient("status").out + patient("").out
    patient.must(START)
    assert "No side effects were logged in the last two weeks" in patient.must("status").out
    patient.file.write_bytes(patient.file.read_bytes()[:-30])
    assert "No side effects" not in patient("status").out + patient("").out


def test_why(patient: Patient) -> None:
    """--why names the rules and sources behind the page."""
    patient.must(START)
    assert "R6_2026_modification" in patient.must("status --why").out


def test_as_of_is_said_first(patient: Patient) -> None:
    """A page about another day says so in its first line, and counts from that day."""
    patient.must(f"{START} --started 2026-11-02")
    first, second, *_ = patient.must("status --as-of 2026-11-09").out.splitlines()
    assert first == "As if it were Mon Nov 9, 2026."
    assert second.startswith("Mon Nov 9, 2026 - day 8, week 2 of 20")


def test_a_sign_logged_three_times_is_told_once(patient: Patient) -> None:
    """One sign is one line: the newest entry, and how many there are."""
    if not patient.file.exists():
        patient.must("start --category cannot-become-pregnant --zone America/Chicago --weeks 20")
    for day in ("2026-11-18", "2026-11-20", "2026-11-22"):
        patient.must(f"log crushing chest pain --on {day}")
    said = " ".join(patient("status").out.split())
    assert said.count("EMERGENCY: chest pain") == 1
    assert "logged 3 times" in said
