"""Doses taken, assumed, missed and extra; milligrams; supply."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from days_of import course_of, day, usual
from isocourse.course.doses import Adherence, Doses, Supply, add, adherence, ledger, totals
from isocourse.course.entries import (
    Body,
    Dose,
    DoseLogging,
    DoseStatus,
    Fill,
    Finish,
    Pause,
    Regimen,
    Resume,
    Settings,
    Weight,
)
from isocourse.course.standing import Course

TAKEN = Dose(status=DoseStatus.TAKEN)
MISSED = Dose(status=DoseStatus.MISSED)
EXTRA = Dose(status=DoseStatus.EXTRA)
TWICE = Regimen(mg=40, times=2)
EXCEPTIONS = Settings(doses_logged=DoseLogging.EXCEPTIONS)


def counts(course: Course, today: str) -> tuple[int | None, ...]:
    """Return taken, assumed, missed and extra."""
    return totals(ledger(course, day(today)))[:4]


def supply(course: Course, today: str) -> Supply:
    """Return the supply on a day."""
    return ledger(course, day(today)).supply


def assumed_on(course: Course, today: str) -> list[str]:
    """Return the days on which at least one dose is assumed, as month and day."""
    return [found.day.isoformat()[5:] for found in ledger(course, day(today)).days if found.assumed]


# --- assumed ----------------------------------------------------------------------------------------------------------


def test_days_without_an_entry_are_assumed() -> None:
    """Logged by exception, the planned doses of the days that are over count as assumed, apart from those taken."""
    assert counts(usual(("11-03", TAKEN), ("11-04", MISSED)), "11-11") == (1, 18, 1, 0)


def test_today_is_not_assumed() -> None:
    """A day that is not over has nothing assumed in it, but what was logged counts."""
    assert counts(usual(("11-02", TAKEN)), "11-02") == (1, 2, 0, 0)


def test_extra_dose_replaces_no_planned_one() -> None:
    """A dose beyond the plan leaves the planned doses assumed."""
    assert counts(usual(("11-03", EXTRA)), "11-04") == (0, 6, 0, 1)


def test_nothing_assumed_before_the_first_pick_up() -> None:
    """Nothing is assumed on days before capsules were picked up."""
    course = course_of(
        ("11-01", Settings(started=day("11-01"), doses_logged=DoseLogging.EXCEPTIONS)),
        ("11-01", TWICE),
        ("11-04", Fill(days=30)),
    )
    assert assumed_on(course, "11-06") == ["11-04", "11-05"]


def test_nothing_assumed_before_the_first_capsule() -> None:
    """Nothing is assumed between the pick-up and the first capsule, or while that day is unknown."""
    lines: list[tuple[str, Body]] = [
        ("11-01", EXCEPTIONS),
        ("11-01", TWICE),
        ("11-01", Fill(days=30)),
    ]
    assert counts(course_of(*lines), "11-10") == (0, 0, 0, 0)
    assert assumed_on(course_of(*lines, ("11-05", Settings(started=day("11-08")))), "11-10") == ["11-08", "11-09"]


def test_nothing_assumed_after_the_supply_has_run_out() -> None:
    """From the day the capsules are used up nothing is assumed, until the next pick-up."""
    course = usual(("12-05", Fill(days=30)))
    assert assumed_on(course, "12-07") == [f"11-{number:02}" for number in range(1, 31)] + ["12-05", "12-06"]


def test_missed_doses_make_the_supply_last() -> None:
    """A capsule that was missed is still there, so assuming goes on that much longer."""
    course = usual(("11-10", MISSED), ("11-11", MISSED))
    assert assumed_on(course, "12-10")[-1] == "12-01"


def test_half_a_day_of_supply_is_assumed_as_one_dose() -> None:
    """With one capsule left for a day of two doses, one dose is assumed."""
    assert ledger(usual(("11-10", MISSED)), day("12-10")).days[30][:4] == (day("12-01"), 2, 0, 1)


def test_nothing_assumed_in_a_pause() -> None:
    """Nothing is assumed in a pause, and capsules are taken again from the day of resuming."""
    course = usual(("11-05", Pause()), ("11-08", Resume()))
    assert assumed_on(course, "11-10") == ["11-01", "11-02", "11-03", "11-04", "11-08", "11-09"]


def test_nothing_assumed_before_the_way_was_chosen() -> None:
    """Nothing is assumed on days before logging by exception was chosen, or after logging each dose was."""
    course = course_of(
        ("11-01", Settings(started=day("11-01"))),
        ("11-01", TWICE),
        ("11-01", Fill(days=30)),
        ("11-04", EXCEPTIONS),
        ("11-06", Settings(doses_logged=DoseLogging.EACH)),
    )
    assert assumed_on(course, "11-10") == ["11-04", "11-05"]


def test_nothing_assumed_after_the_last_capsule() -> None:
    """Nothing is assumed after the day of the last capsule."""
    assert assumed_on(usual(("11-04", Finish(last_capsule=day("11-03")))), "11-10") == ["11-01", "11-02", "11-03"]


def test_nothing_assumed_without_a_number_of_doses() -> None:
    """Where doses a day are unknown none are assumed."""
    course = course_of(
        ("11-01", EXCEPTIONS._replace(started=day("11-01"))), ("11-01", Regimen(mg=40)), ("11-01", Fill(days=9))
    )
    assert counts(course, "11-05") == (0, 0, 0, 0)


def test_everything_is_unknown_before_a_word_about_doses() -> None:
    """While the way of logging is not chosen and no dose is logged, every figure is unknown and none is 0."""
    course = course_of(("11-01", Settings(started=day("11-01"))), ("11-01", TWICE))
    assert totals(ledger(course, day("11-10"))) == Doses(None, None, None, None, None, None, None)
    assert counts(course, "11-01") == (None, None, None, None)
    assert counts(course, "10-31") == (0, 0, 0, 0)


# --- milligrams -------------------------------------------------------------------------------------------------------


def test_milligrams_of_taken_and_assumed_stand_apart() -> None:
    """Milligrams taken and assumed are summed apart, each dose at the strength of its own day."""
    course = usual(("11-01", Weight(kg=80)), ("11-02", TAKEN), ("11-03", Regimen(mg=60, times=1)), ("11-04", TAKEN))
    found = totals(ledger(course, day("11-06")))
    assert (found.taken, found.assumed) == (2, 5)
    assert (found.mg_taken, found.mg_assumed) == (100, 3 * 40 + 2 * 60)
    assert found.mg_per_kg == 4.25


def test_strength_of_a_single_dose_counts() -> None:
    """A dose logged with its own strength counts with that one, and an extra dose counts as swallowed."""
    course = usual(("11-01", TAKEN._replace(mg=20)), ("11-01", TAKEN), ("11-01", EXTRA), ("11-01", MISSED))
    assert totals(ledger(course, day("11-01"))).mg_taken == 100


def test_unknown_strength_makes_the_sum_unknown() -> None:
    """One dose of unknown strength makes its sum unknown, never smaller."""
    course = usual(("11-01", Weight(kg=80)), ("11-03", Regimen(times=1, pattern="40 and 20 in turn")), ("11-03", TAKEN))
    found = totals(ledger(course, day("11-05")))
    assert (found.mg_taken, found.mg_assumed, found.mg_per_kg) == (None, None, None)
    assert (found.taken, found.assumed) == (1, 5)


def test_pattern_with_strengths_logged_is_known() -> None:
    """Under a pattern, doses logged with their strength still add up."""
    course = course_of(
        ("11-01", Settings(started=day("11-01"), doses_logged=DoseLogging.EACH)),
        ("11-01", Regimen(times=1, pattern="40 and 20 in turn")),
        ("11-01", TAKEN._replace(mg=40)),
        ("11-02", TAKEN._replace(mg=20)),
    )
    assert totals(ledger(course, day("11-05"))).mg_taken == 60


def test_weight_of_each_day_counts() -> None:
    """Milligrams per kilogram use the weight of each dose's own day, and are unknown where a dose has none."""
    weights: list[tuple[str, Body]] = [("11-02", Weight(kg=80)), ("11-03", Weight(kg=64))]
    assert totals(ledger(usual(*weights, started="11-02"), day("11-04"))).mg_per_kg == 80 / 80 + 80 / 64
    assert totals(ledger(usual(*weights), day("11-04"))).mg_per_kg is None


def test_days_without_a_dose_need_no_weight() -> None:
    """A day on which nothing was swallowed needs no weight."""
    lines: list[tuple[str, Body]] = [("10-30", Fill(days=30)), ("11-01", Weight(kg=80)), ("11-01", TWICE)]
    course = course_of(("11-01", EXCEPTIONS._replace(started=day("11-01"))), *lines)
    assert totals(ledger(course, day("11-03"))).mg_per_kg == 2


@pytest.mark.parametrize(("amounts", "total"), [([], 0), ([0.1, 0.2], 0.3), ([1, None], None), ([2.555, 0], 2.56)])
def test_sums(amounts: list[float | None], total: float | None) -> None:
    """A sum is rounded to hundredths and unknown as soon as a part is."""
    assert add(amounts) == total


# --- supply -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "left", "runs_out"),
    [
        ("10-31", 30, "11-30"),
        ("11-01", 30, "11-30"),
        ("11-02", 29, "11-30"),
        ("11-30", 1, "11-30"),
        ("12-03", 0, "11-30"),
    ],
)
def test_supply_covers_thirty_days(today: str, left: int, runs_out: str) -> None:
    """Thirty days from the first capsule cover that day and the twenty-nine after it (rule D6)."""
    lines: list[tuple[str, Body]] = [("10-30", Fill(days=30)), ("10-30", TWICE)]
    course = course_of(("10-30", EXCEPTIONS._replace(started=day("11-01"))), *lines)
    assert supply(course, today) == Supply(days_left=left, runs_out=day(runs_out))


@pytest.mark.parametrize(
    ("lines", "left", "runs_out"),
    [
        ((), 25, "11-30"),
        ((("11-06", TAKEN),), 24, "11-30"),
        ((("11-06", TAKEN), ("11-06", TAKEN)), 24, "11-30"),
        ((("11-03", MISSED),), 25, "11-30"),
        ((("11-03", MISSED), ("11-04", MISSED)), 26, "12-01"),
        ((("11-03", EXTRA),), 24, "11-29"),
        ((("11-06", MISSED),), 25, "11-30"),
        ((("11-06", Fill(days=30)),), 55, "12-30"),
        ((("11-04", Pause()),), 27, None),
        ((("11-03", Regimen(mg=60, times=2)),), None, None),
        ((("11-03", Regimen(mg=60, times=2)), ("11-04", Fill(days=30))), 28, "12-03"),
        ((("11-03", Regimen(mg=40, times=1)),), 53, "12-28"),
        ((("11-06", Finish(last_capsule=day("11-06"))),), None, None),
    ],
)
def test_supply_left(lines: tuple[tuple[str, Body], ...], left: int | None, runs_out: str | None) -> None:
    """What is left is the pick-ups minus the doses used, in whole days, and unknown where it cannot be known."""
    expected = Supply(days_left=left, runs_out=day(runs_out) if runs_out else None)
    assert supply(usual(*lines), "11-06") == expected


def test_doses_nobody_logged_count_as_used() -> None:
    """Logging each dose, a day without an entry is neither taken nor assumed, but its capsules count as used."""
    course = usual(("11-01", Settings(doses_logged=DoseLogging.EACH)), ("11-01", TAKEN))
    assert counts(course, "11-06") == (1, 0, 0, 0)
    assert supply(course, "11-06") == Supply(days_left=25, runs_out=day("11-30"))


@pytest.mark.parametrize(
    "lines",
    [
        (("11-01", Settings(started=day("11-01"))), ("11-01", TWICE)),
        (("11-01", Settings(zone="UTC")), ("11-01", TWICE), ("11-01", Fill(days=30))),
        (("11-01", Settings(started=day("11-01"))), ("11-01", Regimen(mg=40)), ("11-01", Fill(days=30))),
        (("11-01", Settings(started=day("11-01"))), ("11-01", Fill(days=30)), ("11-02", TAKEN)),
        (
            ("11-01", Settings(started=day("11-01"), fills_before=2, last_fill=day("10-20"))),
            ("11-01", Regimen(mg=1, times=2)),
        ),
    ],
)
def test_supply_unknown(lines: tuple[tuple[str, Body], ...]) -> None:
    """Without a pick-up of known days, a first capsule or doses a day, the supply is unknown, never 0."""
    assert supply(course_of(*lines), "11-06") == Supply(days_left=None, runs_out=None)


def test_supply_on_the_first_day() -> None:
    """On the day of the first capsule a dose already logged is used, and the last day covered stays the same."""
    assert supply(usual(("11-01", TAKEN)), "11-01") == Supply(days_left=29, runs_out=day("11-30"))


def test_supply_unknown_after_days_of_unknown_doses() -> None:
    """Days on which the number of doses was unknown leave an unknown amount, until the next pick-up."""
    lines: list[tuple[str, Body]] = [("11-01", Regimen(mg=40)), ("11-01", Fill(days=30)), ("11-05", TWICE)]
    course = course_of(("11-01", Settings(started=day("11-01"))), *lines)
    assert supply(course, "11-08") == Supply(days_left=None, runs_out=None)


def test_missed_dose_on_the_last_half_day() -> None:
    """A day with one capsule left and one of its two doses missed is covered."""
    assert supply(usual(("11-10", MISSED), ("12-01", MISSED)), "12-03") == Supply(days_left=0, runs_out=day("12-01"))


def test_capsules_that_no_pick_up_explains() -> None:
    """Doses taken after the capsules should be used up mean an unrecorded pick-up: the supply is unknown."""
    assert supply(usual(("12-02", TAKEN)), "12-03") == Supply(days_left=None, runs_out=None)


# --- adherence --------------------------------------------------------------------------------------------------------


def test_adherence_counts() -> None:
    """Planned doses are told beside what is known of them; days after the supply ran out are unlogged."""
    course = usual(("11-03", MISSED), ("11-04", TAKEN), ("11-05", EXTRA))
    assert adherence(ledger(course, day("12-03"))) == Adherence(
        planned=64, taken=1, assumed=58, missed=1, extra=1, unlogged=4
    )


def test_adherence_of_today_counts_once_logged() -> None:
    """Today's doses are planned ones as soon as one of them is logged, and never unlogged before the day is over."""
    assert adherence(ledger(usual(), day("11-02")))[:3] == (2, 0, 2)
    logged = adherence(ledger(usual(("11-02", TAKEN)), day("11-02")))
    assert (logged.planned, logged.taken, logged.assumed, logged.unlogged) == (4, 1, 2, 0)


def test_days_of_pause_have_no_planned_dose() -> None:
    """A day in a pause adds nothing to the doses planned, nor to those nobody logged."""
    each = Settings(doses_logged=DoseLogging.EACH)
    found = adherence(ledger(usual(("11-01", each), ("11-03", Pause())), day("11-06")))
    assert (found.planned, found.unlogged) == (4, 4)


def test_adherence_unknown_without_a_plan() -> None:
    """Without a plan the number of planned doses is unknown."""
    course = course_of(("11-01", EXCEPTIONS), ("11-02", TAKEN))
    assert adherence(ledger(course, day("11-04"))).planned is None


# --- properties -------------------------------------------------------------------------------------------------------

BODIES = st.sampled_from(
    [
        TAKEN,
        MISSED,
        EXTRA,
        Fill(days=30),
        Pause(),
        Resume(),
        Regimen(mg=60, times=1),
        Regimen(mg=20, times=2),
        Weight(kg=70),
    ]
)
LINES = st.lists(st.tuples(st.integers(0, 60), BODIES), max_size=12)


@given(LINES, st.integers(0, 70))
@settings(max_examples=60)
def test_every_dose_is_counted_once(lines: list[tuple[int, Body]], past: int) -> None:
    """Each day's planned doses are taken, assumed, missed or unlogged, and what is assumed was picked up."""
    start = day("11-01")
    dated = [((start + dt.timedelta(days=number)).isoformat(), body) for number, body in lines]
    today = start + dt.timedelta(days=past)
    found = ledger(usual(*dated), today)
    for one in found.days:
        assert one.assumed + one.taken + one.missed + one.unlogged >= (one.expected or 0) or not one.over
        assert one.assumed <= max(0, (one.expected or 0) - one.taken - one.missed)
        assert not (one.assumed and (one.paused or not one.over))
    fills = 30 + sum(body.days for on, body in dated if isinstance(body, Fill) and day(on) <= today)
    assert sum(one.assumed for one in found.days) <= fills * 2
    assert found.supply.days_left is None or 0 <= found.supply.days_left <= fills * 2


@given(LINES, st.integers(1, 60))
@settings(max_examples=40)
def test_a_later_dose_change_never_rewrites_the_past(lines: list[tuple[int, Body]], when: int) -> None:
    """The days before a dose change are the same with it and without it."""
    start = day("11-01")
    dated = [((start + dt.timedelta(days=number)).isoformat(), body) for number, body in lines]
    change = (start + dt.timedelta(days=when)).isoformat()
    plain, changed = usual(*dated), usual(*dated, (change, Regimen(mg=10, times=1)))
    today = start + dt.timedelta(days=61)
    before = [one for one in ledger(plain, today).days if one.day.isoformat() < change]
    assert [one for one in ledger(changed, today).days if one.day.isoformat() < change] == before
    assert all(one.mg_taken is None or math.isfinite(one.mg_taken) for one in before)
