"""Days without capsules that lie behind, as `history` tells them and the visit sheet can."""

from __future__ import annotations

import pytest

from patient import Patient

START = (
    "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-09-01 --mg 40 --times 2"
    " --doses exceptions --fills-before 1 --last-fill 2026-08-01"
)


@pytest.fixture
def course(patient: Patient) -> Patient:
    """A course with capsules from 1 to 30 September."""
    patient.begin([f"2026-09-01 {START}", "2026-09-01 done fill --days 30 --yes"])
    return patient


def cost(patient: Patient, kind: str) -> list[tuple[object, object]]:
    """Days and doses of each entry of a kind."""
    rows = patient.must(f"history --json --kind {kind}").json["entries"]
    return [(row.get("days_without"), row.get("doses_missed")) for row in rows]


def test_a_pause_says_why_and_what_it_cost(course: Patient) -> None:
    """A pause shows its reason, its whole days and the doses that went with them, growing until it ends."""
    course.at("2026-09-10").must("pause --reason insurer")
    assert "paused: insurer - 0 days without capsules so far, 0 doses" in course.must("history", columns=200).out
    course.at("2026-09-13")
    assert cost(course, "pause") == [(3, 6)]
    course.must("resume")
    course.at("2026-09-20")
    assert cost(course, "pause") == [(3, 6)]
    assert "paused: insurer - 3 days without capsules, 6 doses" in course.must("history", columns=200).out


def test_a_gap_is_told_with_the_pick_up_that_ended_it(course: Patient) -> None:
    """Capsules to 30 September and a pick-up on 4 October: three days without, six doses; the first one had none."""
    course.at("2026-10-04").must("done fill --days 30 --yes")
    assert cost(course, "fill") == [(None, None), (3, 6)]
    assert "picked up 30 days - 3 days without capsules, 6 doses" in course.must("history", columns=200).out


@pytest.mark.parametrize("day", ["2026-09-28", "2026-09-30", "2026-10-01"])
def test_without_a_gap_nothing_is_told(course: Patient, day: str) -> None:
    """A pick-up before the capsules end, or the day after their last one, cost nothing."""
    course.at(day).must("done fill --days 30 --yes")
    assert cost(course, "fill") == [(None, None), (None, None)]


def test_unknown_stays_unknown(patient: Patient) -> None:
    """Without a regimen no doses are counted, and where the supply is not known no gap is told."""
    patient.at("2026-09-01").must(
        "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-09-01"
    )
    patient.must("done fill --days 30 --yes")
    patient.must("pause --reason travel")
    patient.at("2026-09-05")
    assert cost(patient, "pause") == [(4, None)]
    patient.at("2026-11-05").must("done fill --days 30 --yes")
    assert cost(patient, "fill") == [(None, None), (None, None)]


def test_capsules_are_counted_where_the_pick_up_told_them(patient: Patient) -> None:
    """Sixty capsules for thirty days: half are left after half of the days, none invented where none was told."""
    patient.at("2026-09-01").must(START)
    patient.must("done fill --days 30 --capsules 60 --yes")
    patient.at("2026-09-16")
    assert patient.must("plan --json").json["supply"]["capsules_left"] == 30
    assert "to Wed Sep 30 (30 capsules left)" in patient.must("plan").out
    patient.must("done fill --days 10 --yes")
    assert patient.must("plan --json").json["supply"]["capsules_left"] is None


def test_status_says_when_the_capsules_ended(course: Patient) -> None:
    """After the last capsule of a pick-up, `status` says which day it was and how long ago."""
    assert "the last day covered is Wed Sep 30" in course.must("status").out
    assert "none left; the last day covered was Wed Sep 30, 1 day ago" in course.at("2026-10-01").must("status").out
    assert "none left; the last day covered was Wed Sep 30, 4 days ago" in course.at("2026-10-04").must("status").out
