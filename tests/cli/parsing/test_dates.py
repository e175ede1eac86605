"""Dates that people type: read in one way, or refused."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isocourse.cli.parsing.dates import parse_as_of, parse_day, parse_deadline
from isocourse.errors import BadValue

SUNDAY = dt.date(2026, 11, 22)
LIST = "Write it as 2026-11-22, today, yesterday, 3 days ago, or monday (the last one)."
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
    ],
)
def test_the_days_that_can_be_typed(text: str, expected: str) -> None:
    """An ISO date, today, yesterday, days ago and weekdays are read; a weekday is the last one, today included."""
    assert parse_day(text, SUNDAY) == dt.date.fromisoformat(expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "01/02/2026",
        "20260102",
        "2026-1-2",
        "2026-02-30",
        "2026-13-01",
        "22.11.2026",
        "tomorrow",
        "mon",
        "next monday",
        "three days ago",
        "-3 days ago",
        "3  days ago",
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


def test_a_deadline_is_written_out() -> None:
    """A deadline is an ISO date only, and may lie ahead."""
    assert parse_deadline(" 2026-12-26 ") == dt.date(2026, 12, 26)
    for text in ("today", "monday", "2026-2-1", "2026-02-30", "1999-12-31", "2101-01-01", ""):
        with pytest.raises(BadValue) as refused:
            parse_deadline(text)
        assert str(refused.value) == f"--until: {text!r} is not a date like 2026-11-26."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
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
