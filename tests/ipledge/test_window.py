"""The window arithmetic, against a calendar that was written a second time and shares nothing with it."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from days_of import course_of, day
from isocourse.content.rules import rulebook
from isocourse.course import entries
from isocourse.course.entries import Authorization, Category, PregnancyTest, Setting, Settings
from isocourse.ipledge.checklist import Checklist, Verdict, checklist
from isocourse.ipledge.specimens import last_day
from isocourse.ipledge.window import Clock, Given, PickupWindow, window

EASTERN = ZoneInfo("America/New_York")
BOOK = rulebook()
ONE_DAY = dt.timedelta(days=1)
FIRST, LAST = dt.date(2020, 1, 1), dt.date(2040, 12, 31)
MONTH_LENGTHS = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
Ymd = tuple[int, int, int]
# The second opinion: the rules, from which day, and how many days their window has, written by hand.
FIRST_RULES = ("R2_2007_categories", (2007, 12, 2), 7)
CHANGES = (("R4_2021_gender_neutral", (2021, 12, 13), 7), ("R6_2026_modification", (2026, 11, 15), 7))


# The second calendar: days are counted one by one, as on a wall.


def next_day(ymd: Ymd) -> Ymd:
    """The next day on the wall calendar."""
    year, month, number = ymd
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if number < MONTH_LENGTHS[month] + leap:
        return (year, month, number + 1)
    return (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)


@lru_cache(maxsize=64)
def summer_time(year: int) -> tuple[Ymd, Ymd]:
    """The second Sunday of March and the first of November, counted from 1 January 2020, a Wednesday."""
    ymd, weekday = (2020, 1, 1), 3
    sundays: dict[int, list[Ymd]] = {3: [], 11: []}
    while ymd[0] <= year:
        if ymd[0] == year and weekday == 0 and ymd[1] in sundays:
            sundays[ymd[1]].append(ymd)
        ymd, weekday = next_day(ymd), (weekday + 1) % 7
    return sundays[3][1], sundays[11][0]


def written(ymd: Ymd) -> str:
    """The date as it is written in JSON."""
    return f"{ymd[0]:04d}-{ymd[1]:02d}-{ymd[2]:02d}"


def closes(ymd: Ymd) -> str:
    """One minute before midnight in the East."""
    begins, ends = summer_time(ymd[0])
    return f"{written(ymd)}T23:59:00-{'04' if begins <= ymd < ends else '05'}:00"


def rule_set_of(ymd: Ymd) -> tuple[str, int]:
    """The name of the rules in force on a day, and the days of their window."""
    return [(name, days) for name, since, days in (FIRST_RULES, *CHANGES) if since <= ymd][-1]


# What is held against it.


def noon(date: dt.date) -> Clock:
    """Noon in the East."""
    return Clock(moment=dt.datetime.combine(date, dt.time(12), tzinfo=EASTERN), programme=EASTERN)


def monthly(specimen: dt.date, on: dt.date) -> Checklist:
    """The checklist of a month after the first, with one negative test."""
    test = PregnancyTest(specimen_date=specimen, result=entries.TestResult.NEGATIVE, setting=Setting.MEDICAL)
    opening = Settings(category=Category.CAN_BECOME_PREGNANT, fills_before=1, last_fill=specimen - ONE_DAY)
    course = course_of((specimen.isoformat(), opening), (specimen.isoformat(), test))
    return checklist(course, noon(on), BOOK)


def wall() -> list[list[Ymd]]:
    """Each sample day of 21 years, with the days after it up to the first on which the window is shut."""
    ymd, days = (2020, 1, 1), []
    while ymd <= (2040, 12, 31):
        week = [ymd]
        while len(week) <= rule_set_of(ymd)[1]:
            week.append(next_day(week[-1]))
        days.append(week)
        ymd = week[1]
    return days


def test_every_day_from_2020_to_2040_agrees_with_a_calendar() -> None:
    """For each sample day of 21 years, rules, closing time, first and last day and the day after are the wall's."""
    weeks = wall()
    assert len(weeks) == (LAST - FIRST).days + 1
    for week in weeks:
        specimen = dt.date(*week[0])
        rules = BOOK.on(specimen)
        assert (rules.id, rules.can.window_days) == rule_set_of(week[0])
        for number, closed in ((1, False), (len(week) - 1, False), (len(week), True)):
            clock = noon(dt.date(*week[number - 1]))
            found = window(specimen, last_day(specimen, rules.can.window_days), None, clock)
            assert found is not None
            assert (found.day, found.closed) == (number, closed), week
            assert found.closes_at.isoformat() == closes(week[-2])


def test_the_whole_checklist_agrees_with_a_calendar() -> None:
    """The checklist itself shows that window too: every day of 2026, every eleventh of the other years."""
    for n, week in enumerate(wall()):
        if n % 11 and week[0][0] != 2026:
            continue
        specimen = dt.date(*week[0])
        for number, closed in ((1, False), (len(week) - 1, False), (len(week), True)):
            found = monthly(specimen, dt.date(*week[number - 1]))
            assert found.window is not None
            assert (found.window.day, found.window.closed) == (number, closed), week
            assert found.window.closes_at.isoformat() == closes(week[-2])
            assert found.rules.id == rule_set_of(week[0])[0]
            assert (found.verdict is Verdict.WINDOW_CLOSED) == closed


@pytest.mark.parametrize(
    ("before", "old", "new"),
    [
        ("2021-12-12", "R2_2007_categories", "R4_2021_gender_neutral"),
        ("2026-11-14", "R4_2021_gender_neutral", "R6_2026_modification"),
    ],
)
def test_the_samples_day_chooses_the_rules(before: str, old: str, new: str) -> None:
    """A sample of the day before a change keeps the old rules through its window; one of the day has the new."""
    last, first = day(before), day(before) + ONE_DAY
    assert {monthly(last, last + n * ONE_DAY).rules.id for n in range(8)} == {old}
    assert {monthly(first, first + n * ONE_DAY).rules.id for n in range(8)} == {new}


def test_the_day_of_the_sample_is_day_one() -> None:
    """A window of one day ends on the day of the sample, one of seven on the sixth day after."""
    assert last_day(day("11-20"), 1) == day("11-20")
    assert last_day(day("11-20"), 7) == day("11-26")


ZONES = ["Pacific/Honolulu", "America/Los_Angeles", "America/Puerto_Rico", "America/New_York", "Europe/London"]
ZONES += ["Asia/Tokyo", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/St_Johns", "Asia/Kathmandu"]


def opened(specimen: dt.date, clock: Clock, bound: Given | None = None) -> PickupWindow:
    """The window of a sample."""
    found = window(specimen, last_day(specimen, 7), bound, clock)
    assert found is not None
    return found


@given(specimen=st.dates(FIRST, LAST), zone=st.sampled_from(ZONES))
@example(specimen=dt.date(2026, 3, 2), zone="America/Puerto_Rico")
@settings(max_examples=150, deadline=None)
def test_a_later_local_day_is_never_shown(specimen: dt.date, zone: str) -> None:
    """The closing time in the patient's zone lies on the Eastern day or before, never after the true instant."""
    here = ZoneInfo(zone)
    found = opened(specimen, Clock(moment=dt.datetime.combine(specimen, dt.time(12), tzinfo=here), programme=EASTERN))
    assert found.closes_local.date() <= found.closes_at.date()
    assert found.closes_local <= found.closes_at
    assert found.closes_local.utcoffset() == found.closes_local.astimezone(here).utcoffset()
    if found.closes_at.astimezone(here).date() <= found.closes_at.date():
        assert found.closes_local == found.closes_at
    else:
        assert found.closes_local.replace(tzinfo=None) == found.closes_at.replace(tzinfo=None)


@pytest.mark.parametrize(
    ("minute", "closed", "number"),
    [("2026-11-26T23:59:59", False, 7), ("2026-11-27T00:00:00", True, 8), ("2026-11-20T00:00:00", False, 1)],
)
def test_the_window_shuts_at_midnight_in_the_east(minute: str, *, closed: bool, number: int) -> None:
    """The last second of day 7 is open, the first of day 8 is not, wherever the clock of the patient stands."""
    moment = dt.datetime.fromisoformat(minute).replace(tzinfo=EASTERN)
    for zone in ZONES:
        found = opened(day("11-20"), Clock(moment=moment.astimezone(ZoneInfo(zone)), programme=EASTERN))
        assert (found.closed, found.day) == (closed, number), zone


def test_a_sample_dated_ahead_of_the_east_is_day_one() -> None:
    """East of the date line a sample can be of tomorrow in the East: it is day 1, not day 0."""
    tokyo = dt.datetime(2026, 11, 20, 8, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert opened(day("11-20"), Clock(moment=tokyo, programme=EASTERN)).day == 1


def test_no_sample_and_no_date_make_no_window() -> None:
    """Without a computed day and without one given there is nothing to show."""
    assert window(None, None, None, noon(day("11-20"))) is None


def test_what_a_given_date_changes_in_the_window() -> None:
    """The window closes on the day given, says where that comes from, and keeps the computed day beside it."""
    course = course_of(("11-21", Authorization(until=day("11-24"))))
    bound = course.of(Authorization)[0]
    found = opened(day("11-20"), noon(day("11-22")), bound)
    assert (found.last_day, found.source, found.given_on) == (day("11-24"), "authorization", day("11-21"))
    assert found.computed_last_day == day("11-26")
    plain = opened(day("11-20"), noon(day("11-22")))
    assert (plain.last_day, plain.source, plain.given_on) == (day("11-26"), "computed", None)
