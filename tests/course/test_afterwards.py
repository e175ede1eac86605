"""What stays due after the last capsule."""

from __future__ import annotations

import datetime as dt

import pytest

from days_of import course_of, day
from isocourse.course.afterwards import Duty, Ended, Spans, could_become_pregnant, duties, last_swallowed, still_due
from isocourse.course.days import month_after
from isocourse.course.entries import Category, Dose, DoseStatus, Finish, Settings

SPANS = Spans(month_days=30, procedures=6, second_course=2)
CAN = Settings(category=Category.CAN_BECOME_PREGNANT)
CANNOT = Settings(category=Category.CANNOT_BECOME_PREGNANT)


def end(last: dt.date, *, pregnancy: bool) -> Ended:
    """Return a course that ended with a last capsule."""
    month = month_after(last, SPANS.month_days)
    return Ended(last, month, month, pregnancy)


@pytest.mark.parametrize(
    ("last", "due"),
    [
        ("2026-12-15", "2027-01-15"),
        ("2027-01-31", "2027-03-02"),
        ("2027-02-28", "2027-03-30"),
        ("2028-01-31", "2028-03-01"),
    ],
)
def test_one_month_after_the_last_capsule(last: str, due: str) -> None:
    """One month after is the later of 30 days and a calendar month (the table of rule D5)."""
    for name in ("contraception", "test-month", "breast-feeding", "blood"):
        assert Duty(id=name, not_before=day(due)) in duties(end(day(last), pregnancy=True), SPANS)


@pytest.mark.parametrize(
    ("last", "months", "due"),
    [
        ("2027-04-19", 2, "2027-06-19"),  # rule D8's own example
        ("2026-12-31", 2, "2027-03-01"),  # the calendar says 28 February; 60 days say later
        ("2026-12-15", 6, "2027-06-15"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-11-22", 13, "2027-12-22"),
    ],
)
def test_months_after(last: str, months: int, due: str) -> None:
    """Several months are the later of the calendar's, clamped to the month's end, and 30 days each."""
    assert month_after(day(last), 30, months) == day(due)


def test_duties_of_both_categories() -> None:
    """Birth control, tests and breast-feeding concern those who can become pregnant; the rest concerns all."""
    everybody = ["blood", "procedures", "second-course"]
    last = day("2026-12-15")
    assert [duty.id for duty in duties(end(last, pregnancy=False), SPANS)] == everybody
    found = duties(end(last, pregnancy=True), SPANS)
    assert [duty.id for duty in found] == ["contraception", "test-end", "test-month", "breast-feeding", *everybody]
    assert found[1].not_before == last


@pytest.mark.parametrize(
    ("today", "left"),
    [("2027-01-14", 3), ("2027-01-15", 2), ("2027-02-15", 1), ("2027-06-14", 1), ("2027-06-15", 0)],
)
def test_duties_end_on_their_day(today: str, left: int) -> None:
    """A duty is still due up to the day before its date."""
    assert len(still_due(duties(end(day("2026-12-15"), pregnancy=False), SPANS), day(today))) == left


def test_last_capsule_is_the_last_one_swallowed() -> None:
    """A dose logged after the day that was told moves the last capsule; a missed one does not."""
    taken, missed = Dose(status=DoseStatus.TAKEN), Dose(status=DoseStatus.MISSED)
    ended = ("11-20", Finish(last_capsule=day("11-20")))
    assert last_swallowed(course_of(("11-21", taken))) is None
    assert last_swallowed(course_of(ended, ("11-19", taken))) == day("11-20")
    assert last_swallowed(course_of(ended, ("11-22", missed))) == day("11-20")
    assert last_swallowed(course_of(ended, ("11-22", taken))) == day("11-22")


@pytest.mark.parametrize(
    ("lines", "holds"),
    [
        ([("09-01", CAN)], True),
        ([("09-01", CANNOT)], False),
        ([("09-01", Settings(zone="UTC"))], True),
        ([("09-01", CAN), ("10-21", CANNOT)], False),
        ([("09-01", CAN), ("10-22", CANNOT)], True),
        ([("09-01", CANNOT), ("11-25", CAN)], True),
        ([("09-01", CANNOT), ("11-26", CAN)], False),
    ],
)
def test_whose_duties_hold(lines: list[tuple[str, Settings]], *, holds: bool) -> None:
    """The pregnancy duties hold for that category, or an unknown one, from a month before the last capsule on."""
    assert could_become_pregnant(course_of(*lines), day("11-20"), day("11-25"), 30) is holds
