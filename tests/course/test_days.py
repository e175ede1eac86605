"""Days and times as people say them."""

from __future__ import annotations

import datetime as dt

import pytest

from isocourse.course.days import hour, spoken


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (dt.time(0, 5), "12:05 am"),
        (dt.time(1), "1:00 am"),
        (dt.time(11, 59), "11:59 am"),
        (dt.time(12), "12:00 pm"),
        (dt.time(12, 1), "12:01 pm"),
        (dt.time(13, 30), "1:30 pm"),
        (dt.time(23, 59), "11:59 pm"),
    ],
)
def test_a_time_is_said_in_twelve_hours(time: dt.time, said: str) -> None:
    """Midnight is 12 am and noon is 12 pm."""
    assert hour(dt.datetime.combine(dt.date(2026, 11, 22), time)) == said


def test_a_day_is_said_with_its_weekday() -> None:
    """A day of this year is said without the year, any other with it."""
    assert spoken(dt.date(2026, 11, 26)) == "Thu Nov 26"
    assert spoken(dt.date(2027, 1, 3), year=True) == "Sun Jan 3, 2027"
