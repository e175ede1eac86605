"""Days and times as people say them, the same on every screen."""

from __future__ import annotations

import datetime as dt
from typing import Final

_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NOON: Final = 12


def as_if(day: dt.date) -> str:
    """Return what stands first in an answer about another day."""
    return f"As if it were {spoken(day, year=True)}."


def spoken(day: dt.date, *, year: bool = False) -> str:
    """Return a date as people say it: `Thu 26 Nov`, or `Thu 26 Nov 2026`."""
    words = f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    return f"{words} {day.year}" if year else words


def hour(moment: dt.datetime) -> str:
    """Return a time as people say it: `11:59 pm`."""
    return f"{moment.hour % _NOON or _NOON}:{moment.minute:02d} {'am' if moment.hour < _NOON else 'pm'}"


def month_after(day: dt.date, days: int) -> dt.date:
    """Return the day one month after `day`, counted so that it protects: the later of `days` days and a calendar month.

    The same day of the next month is clamped to that month's end. Source: the month rule of the rule-sets (D5).
    """
    year, month = divmod(day.year * 12 + day.month, 12)
    last = (dt.date(year, (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day  # December has 31 in any year
    return max(day + dt.timedelta(days=days), dt.date(year, month + 1, min(day.day, last)))


_YEAR: Final = 12


def months_after(day: dt.date, months: int, month_days: int) -> dt.date:
    """Return the day `months` months after `day`: the later of the calendar's and of `month_days` days a month.

    The same day of the month is clamped to that month's end.
    """
    year, month = divmod(day.year * _YEAR + day.month - 1 + months, _YEAR)
    following = divmod(year * _YEAR + month + 1, _YEAR)
    last = (dt.date(following[0], following[1] + 1, 1) - dt.timedelta(days=1)).day
    return max(day + dt.timedelta(days=months * month_days), dt.date(year, month + 1, min(day.day, last)))
