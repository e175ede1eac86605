"""The days on which a pharmacy may be shut, against tables written by hand and against a second calendar."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isocourse.content.rules import rulebook
from isocourse.ipledge.holidays import holiday_on, last_safe_day
from isocourse.ipledge.rulebook import MovingHoliday

HOLIDAYS = rulebook().holidays
ONE_DAY = dt.timedelta(days=1)

# Federal holidays of a year, as month-day; an observed day stands after a plus, when the date itself is on a weekend.
TABLES = {
    2020: "01-01 01-20 02-17 05-25 06-19 07-04 +07-03 09-07 10-12 11-11 11-26 12-25",
    2021: "01-01 01-18 02-15 05-31 06-19 +06-18 07-04 +07-05 09-06 10-11 11-11 11-25 12-25 +12-24 +12-31",
    2022: "01-01 01-17 02-21 05-30 06-19 +06-20 07-04 09-05 10-10 11-11 11-24 12-25 +12-26",
    2023: "01-01 +01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-11 +11-10 11-23 12-25",
    2024: "01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25",
    2026: "01-01 01-19 02-16 05-25 06-19 07-04 +07-03 09-07 10-12 11-11 11-26 12-25",
    2027: "01-01 01-18 02-15 05-31 06-19 +06-18 07-04 +07-05 09-06 10-11 11-11 11-25 12-25 +12-24 +12-31",
    2028: "01-01 01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-11 +11-10 11-23 12-25",
    2033: "01-01 01-17 02-21 05-30 06-19 +06-20 07-04 09-05 10-10 11-11 11-24 12-25 +12-26",
}


def year_of(year: int) -> list[dt.date]:
    """Every day of a year."""
    return [dt.date(year, 1, 1) + n * ONE_DAY for n in range(366 if calendar.isleap(year) else 365)]


@pytest.mark.parametrize("year", TABLES)
def test_a_year_has_exactly_the_holidays_of_the_table(year: int) -> None:
    """Each holiday of the table is one, the observed ones too, and no other day of the year is."""
    expected = {dt.date.fromisoformat(f"{year}-{date.removeprefix('+')}") for date in TABLES[year].split()}
    assert {date for date in year_of(year) if holiday_on(date, HOLIDAYS)} == expected


@pytest.mark.parametrize(
    ("date", "name"),
    [
        ("2026-11-26", "Thanksgiving"),
        ("2026-07-03", "Independence Day"),
        ("2027-12-31", "New Year's Day"),
        ("2023-01-02", "New Year's Day"),
        ("2026-01-19", "Martin Luther King Jr. Day"),
        ("2026-02-16", "Presidents' Day"),
        ("2026-05-25", "Memorial Day"),
        ("2026-06-19", "Juneteenth"),
        ("2026-09-07", "Labor Day"),
        ("2026-10-12", "Columbus Day"),
        ("2026-11-11", "Veterans Day"),
        ("2026-12-25", "Christmas Day"),
        ("2026-11-27", None),
        ("2026-11-19", None),
    ],
)
def test_a_holiday_is_called_by_its_name(date: str, name: str | None) -> None:
    """The name is that of the holiday, on its observed day too; an ordinary day has none."""
    assert holiday_on(dt.date.fromisoformat(date), HOLIDAYS) == name


def from_a_calendar(year: int) -> set[dt.date]:
    """The holidays of a year, read off the weeks of a calendar, with those observed from the year after."""
    found = set()
    for month, weekday, which in ((1, 0, 2), (2, 0, 2), (5, 0, -1), (9, 0, 0), (10, 0, 1), (11, 3, 3)):
        weeks = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
        found.add(dt.date(year, month, weeks[which]))
    for other in (year, year + 1):
        for month, number in ((1, 1), (6, 19), (7, 4), (11, 11), (12, 25)):
            date = dt.date(other, month, number)
            near = {"Saturday": date - ONE_DAY, "Sunday": date + ONE_DAY}.get(date.strftime("%A"), date)
            found |= {date, near}
    return {date for date in found if date.year == year}


@pytest.mark.parametrize("year", range(2020, 2041))
def test_every_year_agrees_with_a_calendar(year: int) -> None:
    """From 2020 to 2040 the holidays are those that a calendar shows."""
    assert {date for date in year_of(year) if holiday_on(date, HOLIDAYS)} == from_a_calendar(year)


@pytest.mark.parametrize(
    ("year", "month", "weekday", "date"),
    [(2026, 12, 4, "2026-12-25"), (2026, 12, 3, "2026-12-31"), (2027, 2, 6, "2027-02-28"), (2026, 11, 5, "2026-11-28")],
)
def test_the_last_weekday_of_any_month(year: int, month: int, weekday: int, date: str) -> None:
    """The last such weekday is found in December as well, and for every weekday."""
    rule = [MovingHoliday(name="a day off", month=month, weekday=weekday, nth=-1)]
    assert [d.isoformat() for d in year_of(year) if holiday_on(d, rule)] == [date]


@pytest.mark.parametrize(
    ("last", "safe"),
    [
        ("2026-11-26", "2026-11-25"),
        ("2026-11-27", "2026-11-27"),
        ("2027-12-25", "2027-12-23"),  # Saturday; Friday is observed
        ("2022-12-26", "2022-12-24"),  # Monday is observed; Sunday is Christmas
        ("2028-01-01", "2027-12-30"),
        ("2027-01-01", "2026-12-31"),
    ],
)
def test_the_last_safe_day_lies_before_the_holiday(last: str, safe: str) -> None:
    """A last day on a holiday is moved to the day before, and again while that is a holiday too."""
    assert last_safe_day(dt.date.fromisoformat(last), HOLIDAYS).isoformat() == safe


@given(last=st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31)))
@settings(max_examples=100, deadline=None)
def test_the_last_safe_day_is_the_latest_that_is_none(last: dt.date) -> None:
    """The safe day is no holiday, and every day after it up to the last one is."""
    safe = last_safe_day(last, HOLIDAYS)
    assert holiday_on(safe, HOLIDAYS) is None
    assert all(holiday_on(safe + n * ONE_DAY, HOLIDAYS) for n in range(1, (last - safe).days + 1))
