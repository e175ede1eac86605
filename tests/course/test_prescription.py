"""What was prescribed on a day."""

from __future__ import annotations

import pytest

from days_of import course_of, day, usual
from isocourse.course.entries import DoseLogging, Finish, Pause, Regimen, Resume, Settings, Weight
from isocourse.course.prescription import Plan


@pytest.mark.parametrize(("on", "mg"), [("10-31", None), ("11-01", 40), ("11-09", 40), ("11-10", 60), ("11-30", 60)])
def test_dose_change_holds_from_its_day(on: str, mg: float | None) -> None:
    """A dose change holds from its own day on and never reaches back."""
    found = Plan(usual(("11-10", Regimen(mg=60, times=1))), day("11-30")).regimen(day(on))
    assert (found.mg if found else None) == mg


def test_last_regimen_of_a_day_holds() -> None:
    """Of two doses prescribed on one day the one recorded later holds."""
    plan = Plan(usual(("11-10", Regimen(mg=60)), ("11-10", Regimen(mg=20))), day("11-30"))
    found = plan.regimen(day("11-10"))
    assert found is not None
    assert found.mg == 20


def test_pattern_makes_mg_unknown() -> None:
    """A pattern in words leaves the milligrams unknown, even where a number stands beside it."""
    found = Plan(course_of(("11-01", Regimen(mg=40, times=1, pattern="40 and 20 in turn"))), day("11-30"))
    assert found.regimen(day("11-02")) == Regimen(times=1, pattern="40 and 20 in turn")


def test_entries_of_the_future_are_left_out() -> None:
    """An entry dated after today changes nothing yet."""
    plan = Plan(usual(("11-10", Regimen(mg=60, times=1)), ("11-10", Weight(kg=70))), day("11-09"))
    regimen = plan.regimen(day("11-10"))
    assert regimen is not None
    assert regimen.mg == 40
    assert plan.kilograms(day("11-10")) is None


def test_weight_is_that_of_the_day() -> None:
    """The weight of a day is the last one recorded up to it, and unknown before the first."""
    plan = Plan(usual(("11-03", Weight(kg=70)), ("11-10", Weight(kg=68))), day("11-30"))
    assert [plan.kilograms(day(on)) for on in ("11-02", "11-03", "11-09", "11-10")] == [None, 70, 70, 68]


@pytest.mark.parametrize(("on", "paused"), [("11-09", False), ("11-10", True), ("11-14", True), ("11-15", False)])
def test_pause_lasts_until_resume(on: str, paused: bool) -> None:  # noqa: FBT001 - a table
    """A pause holds from its day up to the day before capsules are taken again."""
    assert Plan(usual(("11-10", Pause()), ("11-15", Resume())), day("11-30")).paused(day(on)) is paused


def test_pause_of_today_holds_whatever_else_is_recorded() -> None:
    """A pause holds on its own day already, and nothing but taking capsules again ends it."""
    plan = Plan(usual(("11-10", Pause()), ("11-12", Weight(kg=70)), ("11-13", Settings(doctor="Dr Kim"))), day("11-14"))
    assert [plan.paused(day(on)) for on in ("11-12", "11-13", "11-14")] == [True, True, True]
    assert Plan(usual(("11-10", Pause())), day("11-10")).paused(day("11-10"))


def test_way_of_logging_is_unknown_before_it_was_chosen() -> None:
    """The way of logging does not reach back before the day it was chosen, and another setting leaves it alone."""
    plan = Plan(
        course_of(
            ("11-01", Settings(zone="UTC")),
            ("11-05", Settings(doses_logged=DoseLogging.EXCEPTIONS)),
            ("11-07", Settings(doctor="Dr Kim")),
            ("11-09", Settings(doses_logged=DoseLogging.EACH)),
        ),
        day("11-30"),
    )
    assert [plan.way(day(on)) for on in ("11-04", "11-05", "11-08", "11-09")] == [
        None,
        DoseLogging.EXCEPTIONS,
        DoseLogging.EXCEPTIONS,
        DoseLogging.EACH,
    ]


def test_doses_expected() -> None:
    """Doses are planned from the first capsule to the last one, none in a pause."""
    course = usual(("11-10", Pause()), ("11-12", Resume()), ("11-20", Finish(last_capsule=day("11-20"))))
    plan = Plan(course, day("11-30"))
    days = ("10-31", "11-01", "11-09", "11-10", "11-11", "11-12", "11-20", "11-21")
    assert [plan.expected(day(on)) for on in days] == [0, 2, 2, 0, 0, 2, 2, 0]


def test_doses_expected_are_unknown_without_a_plan() -> None:
    """Without a first capsule's day, a regimen or a number of times a day, what was planned is unknown, not none."""
    no_start = course_of(("11-01", Settings(zone="UTC")), ("11-01", Regimen(mg=40, times=2)))
    no_times = course_of(("11-01", Settings(started=day("11-01"))), ("11-01", Regimen(mg=40)))
    no_regimen = course_of(("11-01", Settings(started=day("11-01"))))
    assert [Plan(c, day("11-05")).expected(day("11-03")) for c in (no_start, no_times, no_regimen)] == [None] * 3
