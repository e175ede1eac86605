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
