"""Days and times as people say them, the same on every screen."""

from __future__ import annotations

import datetime as dt

from isocourse.typed import Final

_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NOON: Final = 12
_YEAR: Final = 12  # months


def as_if(day: dt.date) -> str:
    """Return what stands first in an answer about another day."""
    return f"As if it were {spoken(day, year=True)}."


def spoken(day: dt.date, *, year: bool = False) -> str:
    """Return a date as people say it: `Thu Nov 26`, or `Thu Nov 26, 2026`."""
    words = f"{_DAYS[day.weekday()]} {_MONTHS[day.month - 1]} {day.day}"
    return f"{words}, {day.year}" if year else words


def hour(moment: dt.datetime) -> str:
    """Return a time as people say it: `11:59 pm`."""
    return f"{moment.hour % _NOON or _NOON}:{moment.minute:02d} {'am' if moment.hour < _NOON else 'pm'}"


def month_after(day: dt.date, days: int, months: int = 1) -> dt.date:
    """Return the day one month after `day`, or so many, counted so that it protects.

    It is the later of `days` days a month and of the calendar's months, clamped to the end of the last one. Source: the
    month rule of the rule-sets (D5).
    """
    year, month = divmod(day.year * _YEAR + day.month - 1 + months, _YEAR)
    following = divmod(year * _YEAR + month + 1, _YEAR)
    last = (dt.date(following[0], following[1] + 1, 1) - dt.timedelta(days=1)).day
    return max(day + dt.timedelta(days=months * days), dt.date(year, month + 1, min(day.day, last)))
