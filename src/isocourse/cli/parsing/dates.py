"""Dates that people type, parsed by one function; anything that could be read two ways is refused."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from isocourse.errors import BadValue
from isocourse.fields import FIRST_DAY, LAST_DAY

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LIST: Final = "Write it as 2026-11-22, today, yesterday, 3 days ago, or monday (the last one)."


def parse_day(text: str, today: dt.date, *, option: str = "--on", future: bool = False) -> dt.date:
    """Return the day that `text` names, counted from `today`.

    Weekday names mean the last such day, today included. Raises BadValue for anything else, for years outside 2000 to
    2100, and for a day after `today` unless `future` is allowed.
    """
    day = _relative(text.strip().lower(), today) or _iso(text.strip())
    if day is None:
        raise BadValue(f"{option}: {text!r} is not a date that can be read. {_LIST}")
    if not FIRST_DAY <= day <= LAST_DAY:
        raise BadValue(f"{option}: {day} is too far away: days from {FIRST_DAY} to {LAST_DAY} can be used.")
    if day > today and not future:
        raise BadValue(f"{option}: {day} lies in the future (today is {today}). {_LIST}")
    return day


def parse_deadline(text: str, *, option: str = "--until") -> dt.date:
    """Return a deadline, which is written as an ISO date only."""
    day = _iso(text.strip())
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        raise BadValue(f"{option}: {text!r} is not a date like 2026-11-26.")
    return day


def parse_as_of(text: str, today: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """Return the moment that `--as-of` means: noon of a day in the course's zone, or a time there."""
    match = re.fullmatch(r"(\d{4}-\d{2}-\d{2})[Tt ](\d{1,2}):(\d{2})", text.strip())
    day = parse_day(match[1] if match else text, today, option="--as-of", future=True)
    try:
        time = dt.time(int(match[2]), int(match[3])) if match else dt.time(12)
    except ValueError:
        raise BadValue(f"--as-of: {text!r} is not a time like 2026-11-26T21:30.") from None
    return dt.datetime.combine(day, time, tzinfo=zone)


def _iso(text: str) -> dt.date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _relative(text: str, today: dt.date) -> dt.date | None:
    if text == "today":
        return today
    if text == "yesterday":
        return today - dt.timedelta(days=1)
    if ago := re.fullmatch(r"([0-9]{1,4}) days? ago", text):
        return today - dt.timedelta(days=int(ago[1]))
    if text in _WEEKDAYS:
        return today - dt.timedelta(days=(today.weekday() - _WEEKDAYS.index(text)) % 7)
    return None
