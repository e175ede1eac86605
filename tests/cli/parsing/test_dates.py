"""Dates that people type: read in one way, or refused."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isocourse.cli.parsing.dates import parse_as_of, parse_day, parse_deadline
from isocourse.errors import BadValue, Meant

SUNDAY = dt.date(2026, 11, 22)
LIST = (
    "Write it as 2026-11-22, nov 22, today, yesterday, 3 days ago, 2 weeks ago, monday (the last one) or last monday."
)
AHEAD = "Write it as 2026-11-26, nov 26, today, tomorrow, in 3 days, monday (the next one) or 3 days ago."
CHICAGO = ZoneInfo("America/Chicago")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-22", "2026-11-22"),
        (" 2026-11-20 ", "2026-11-20"),
        ("today", "2026-11-22"),
        ("Today", "2026-11-22"),
        ("yesterday", "2026-11-21"),
        ("1 day ago", "2026-11-21"),
        ("3 days ago", "2026-11-19"),
        ("0 days ago", "2026-11-22"),
        ("60 days ago", "2026-09-23"),
        ("sunday", "2026-11-22"),
        ("saturday", "2026-11-21"),
        ("Friday", "2026-11-20"),
        ("thursday", "2026-11-19"),
        ("wednesday", "2026-11-18"),
        ("tuesday", "2026-11-17"),
        ("monday", "2026-11-16"),
        ("2000-01-01", "2000-01-01"),
        ("2026-11-1", "2026-11-01"),
        ("2026-1-2", "2026-01-02"),
        ("2026/11/22", "2026-11-22"),
        ("2026/2/3", "2026-02-03"),
        ("3  days ago", "2026-11-19"),
        ("1 week ago", "2026-11-15"),
        ("2 weeks ago", "2026-11-08"),
        ("mon", "2026-11-16"),
        ("Sun", "2026-11-22"),
        ("thurs", "2026-11-19"),
        ("last monday", "2026-11-16"),
        ("last sunday", "2026-11-15"),
        ("last fri", "2026-11-20"),
        ("nov 20", "2026-11-20"),
        ("20 nov", "2026-11-20"),
        ("Nov 22", "2026-11-22"),
        ("nov 23", "2025-11-23"),
        ("december 1", "2025-12-01"),
        ("1 Sept", "2026-09-01"),
        ("feb 29", "2024-02-29"),
        ("Nov 3, 2025", "2025-11-03"),
        ("3 nov 2025", "2025-11-03"),
    ],
)
def test_the_days_that_can_be_typed(text: str, expected: str) -> None:
    """An ISO date, today, yesterday, days ago and weekdays are read; a weekday is the last one, today included."""
    assert parse_day(text, SUNDAY) == dt.date.fromisoformat(expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20260102",
        "2026-11/22",
        "1-2-2026",
        "20/11/26",
        "31/31/2026",
        "2026-02-30",
        "2026-13-01",
        "22.11.2026",
        "next monday",
        "last week",
        "feb 30",
        "nov",
        "nob 3",
        "three days ago",
        "-3 days ago",
        "in 99999 days",
        "in three days",
        "99999 days ago",
        "2026-W47-7",
        "\u0662\u0660\u0662\u0666-\u0661\u0661-\u0662\u0662",  # the digits of another script
        "2026-11-22T10:00",
        "1762000000",
    ],
)
def test_anything_else_is_refused_with_the_list(text: str) -> None:
    """What could be read in two ways, or in none, is refused, and the message says what can be typed."""
    with pytest.raises(BadValue) as refused:
        parse_day(text, SUNDAY, future=True)
    assert str(refused.value) == f"--on: {text!r} is not a date that can be read. {LIST}"


@pytest.mark.parametrize(
    ("text", "read"), [("9999 days ago", "1999-07-08"), ("1999-12-31", "1999-12-31"), ("2101-01-01", "2101-01-01")]
)
def test_a_day_too_far_away_is_refused(text: str, read: str) -> None:
    """Years outside 2000 to 2100 are refused, and the message says which can be used."""
    with pytest.raises(BadValue) as refused:
        parse_day(text, SUNDAY, future=True)
    assert str(refused.value) == f"--on: {read} is too far away: days from 2000-01-01 to 2100-12-31 can be used."


def test_a_day_that_has_not_come_is_refused_where_it_cannot_be() -> None:
    """Tomorrow is refused, and today is not, unless the future is allowed; the option is named."""
    with pytest.raises(BadValue) as refused:
        parse_day("2026-11-23", SUNDAY, option="--specimen")
    assert str(refused.value) == f"--specimen: 2026-11-23 lies in the future (today is 2026-11-22). {LIST}"
    assert parse_day("2026-11-23", SUNDAY, future=True) == dt.date(2026, 11, 23)
    assert parse_day("2100-12-31", SUNDAY, future=True) == dt.date(2100, 12, 31)


@given(today=st.dates(dt.date(2008, 1, 1), dt.date(2099, 12, 31)), weekday=st.integers(0, 6))
@settings(max_examples=60, deadline=None)
def test_a_weekday_lies_within_the_last_seven_days(today: dt.date, weekday: int) -> None:
    """A weekday's name is the latest such day that is not after today."""
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday]
    found = parse_day(name, today)
    assert found.strftime("%A") == name
    assert dt.timedelta() <= today - found < dt.timedelta(days=7)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" 2026-12-26 ", "2026-12-26"),
        ("today", "2026-11-22"),
        ("tomorrow", "2026-11-23"),
        ("in 3 days", "2026-11-25"),
        ("in 1 week", "2026-11-29"),
        ("monday", "2026-11-23"),
        ("sunday", "2026-11-22"),
        ("last monday", "2026-11-16"),
        ("nov 20", "2027-11-20"),
        ("26 nov", "2026-11-26"),
        ("yesterday", "2026-11-21"),
    ],
)
def test_a_deadline_lies_ahead(text: str, expected: str) -> None:
    """In a deadline a weekday, or a day of a month, is the next one, today included."""
    assert parse_deadline(text, SUNDAY) == dt.date.fromisoformat(expected)


@pytest.mark.parametrize("text", ["2026-02-30", "next monday", "", "soon"])
def test_a_deadline_that_cannot_be_read(text: str) -> None:
    """What is no deadline is refused with what can be written."""
    with pytest.raises(BadValue) as refused:
        parse_deadline(text, SUNDAY)
    assert str(refused.value) == f"--until: {text!r} is not a date that can be read. {AHEAD}"


def test_days_ahead_are_read_where_the_future_is_allowed() -> None:
    """Tomorrow, and days ahead, are read where a day may lie ahead; a weekday stays the last one there."""
    assert parse_day("tomorrow", SUNDAY, future=True) == dt.date(2026, 11, 23)
    assert parse_day("in 2 weeks", SUNDAY, future=True) == dt.date(2026, 12, 6)
    assert parse_day("monday", SUNDAY, future=True) == dt.date(2026, 11, 16)
    with pytest.raises(BadValue, match="2026-11-23 lies in the future"):
        parse_day("tomorrow", SUNDAY)


@pytest.mark.parametrize(
    ("text", "reading"),
    [("11/20/2026", "2026-11-20"), ("20/11/2026", "2026-11-20"), ("5/5/2026", "2026-05-05"), ("11/20", "2026-11-20")],
)
def test_the_american_way_is_asked_back(text: str, reading: str) -> None:
    """A date with slashes that has one reading is refused with that reading, which a terminal asks back."""
    with pytest.raises(Meant) as refused:
        parse_day(text, SUNDAY)
    assert refused.value.reading == reading
    assert str(refused.value) == f"--on: {text!r} can be read as {reading}. If you mean that, write it so"


@pytest.mark.parametrize("text", ["11/12/2026", "1/2/2026", "01/02/2026", "11/12"])
def test_two_readings_are_always_refused(text: str) -> None:
    """A date that can be two days is refused, and both are named."""
    with pytest.raises(BadValue, match=r"has two readings. Write the one that you mean: 20[0-9-]+ or 20") as refused:
        parse_day(text, SUNDAY)
    assert not isinstance(refused.value, Meant)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("monday", "2026-11-23T12:00:00-06:00"),
        ("sunday", "2026-11-29T12:00:00-06:00"),
        ("tomorrow", "2026-11-23T12:00:00-06:00"),
        ("in 3 days", "2026-11-25T12:00:00-06:00"),
        ("2026-12-1T8:00", "2026-12-01T08:00:00-06:00"),
        ("2026-11-26", "2026-11-26T12:00:00-06:00"),
        ("2026-07-01", "2026-07-01T12:00:00-05:00"),
        ("2026-11-26T21:30", "2026-11-26T21:30:00-06:00"),
        ("2026-11-26 21:30", "2026-11-26T21:30:00-06:00"),
        ("2026-11-26t00:00", "2026-11-26T00:00:00-06:00"),
        ("2026-11-26T9:05", "2026-11-26T09:05:00-06:00"),
        ("yesterday", "2026-11-21T12:00:00-06:00"),
        ("2027-01-01", "2027-01-01T12:00:00-06:00"),
    ],
)
def test_as_of_is_noon_of_a_day_or_a_time_there(text: str, expected: str) -> None:
    """A day alone means its noon in the course's zone, with the offset of that day; a time is taken as it is there."""
    assert parse_as_of(text, SUNDAY, CHICAGO).isoformat() == expected


@pytest.mark.parametrize("text", ["2026-11-26T24:00", "2026-11-26T12:60", "2026-11-26T99:99"])
def test_a_time_that_no_clock_shows_is_refused(text: str) -> None:
    """Hours beyond 23 and minutes beyond 59 are refused."""
    with pytest.raises(BadValue, match="is not a time like"):
        parse_as_of(text, SUNDAY, CHICAGO)


@pytest.mark.parametrize("text", ["2026-11-26T12", "2026-11-26T12:00:00", "2026-02-30T12:00", "noon"])
def test_a_moment_that_cannot_be_read_is_refused(text: str) -> None:
    """Anything but a day, or a day with hour and minute, is refused."""
    with pytest.raises(BadValue, match="--as-of"):
        parse_as_of(text, SUNDAY, CHICAGO)
