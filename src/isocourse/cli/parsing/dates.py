"""Dates that people type, parsed by one function; anything that could be read two ways is refused."""

from __future__ import annotations

import datetime as dt
import re

from isocourse.errors import BadValue, Meant
from isocourse.fields import FIRST_DAY, LAST_DAY
from isocourse.typed import Final

_DAY: Final = dt.timedelta(days=1)
_WEEK: Final = 7
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS: Final = tuple(
    "january february march april may june july august september october november december".split()  # noqa: SIM905 - to read
)
_SHORT: Final = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_BACK: Final = (
    "Write it as 2026-11-22, nov 22, today, yesterday, 3 days ago, 2 weeks ago, monday (the last one) or last monday."
)
_AHEAD: Final = "Write it as 2026-11-26, nov 26, today, tomorrow, in 3 days, monday (the next one) or 3 days ago."
_LEAP_YEARS: Final = 8  # no date is rarer than 29 February around a century's end


def parse_day(text: str, today: dt.date, *, option: str = "--on", future: bool = False, ahead: bool = False) -> dt.date:
    """Return the day that `text` names, counted from `today`.

    A weekday, or a day of a month without its year, is the last one, today included; with `ahead` it is the next one,
    for a weekday the one after today.
    Raises Meant for 11/20/2026, which has one reading that has to be confirmed, and BadValue for anything else, for
    years outside 2000 to 2100, and for a day after `today` unless `future` or `ahead` allows it.
    """
    known = _AHEAD if ahead else _BACK
    plain = " ".join(text.lower().split())
    day = _relative(plain, today, ahead=ahead) or _numbers(plain) or _named(plain, today, ahead=ahead)
    day = day or _coming(plain, today)
    if day is None:
        _ask_back(plain, text, today, option, ahead=ahead)
        raise BadValue(f"{option}: {text!r} is not a date that can be read. {known}")
    if not FIRST_DAY <= day <= LAST_DAY:
        raise BadValue(f"{option}: {day} is too far away: days from {FIRST_DAY} to {LAST_DAY} can be used.")
    if day > today and not (future or ahead):
        raise BadValue(f"{option}: {day} lies in the future (today is {today}). {known}")
    return day


def parse_deadline(text: str, today: dt.date, *, option: str = "--until") -> dt.date:
    """Return a deadline: a bare weekday, or a day of a month, is the next one; on that weekday, today."""
    if _weekday(" ".join(text.lower().split())) == today.weekday():
        return today
    return parse_day(text, today, option=option, ahead=True)


def parse_as_of(text: str, today: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """Return the moment that `--as-of` means: noon of a day in the course's zone, or a time there."""
    match = re.fullmatch(r"(\d{4}[-/]\d{1,2}[-/]\d{1,2})[Tt ](\d{1,2}):(\d{2})", text.strip())
    day = parse_day(match[1] if match else text, today, option="--as-of", ahead=True)
    try:
        time = dt.time(int(match[2]), int(match[3])) if match else dt.time(12)
    except ValueError:
        raise BadValue(f"--as-of: {text!r} is not a time like 2026-11-26T21:30.") from None
    return dt.datetime.combine(day, time, tzinfo=zone)


def _relative(text: str, today: dt.date, *, ahead: bool) -> dt.date | None:
    """Return a day that is told by its distance, or by the name of a weekday."""
    if text in {"today", "yesterday"}:
        return today - _DAY * (text == "yesterday")
    if ago := re.fullmatch(r"([0-9]{1,4}) (day|week)s? ago", text):
        return _moved(today, -int(ago[1]) * (_WEEK if ago[2] == "week" else 1))
    last = text.removeprefix("last ")
    weekday = _weekday(last)
    if weekday is None:
        return None
    back = (today.weekday() - weekday) % _WEEK
    if last != text:
        return today - _DAY * (back or _WEEK)
    return today + _DAY * (_WEEK - back) if ahead else today - _DAY * back


def _coming(text: str, today: dt.date) -> dt.date | None:
    """Return a day that is told by its distance ahead."""
    if text == "tomorrow":
        return today + _DAY
    coming = re.fullmatch(r"in ([0-9]{1,4}) (day|week)s?", text)
    return _moved(today, int(coming[1]) * (_WEEK if coming[2] == "week" else 1)) if coming else None


def _moved(today: dt.date, days: int) -> dt.date:
    try:
        return today + _DAY * days
    except OverflowError:
        return dt.date.min if days < 0 else dt.date.max


def _weekday(text: str) -> int | None:
    """Return the number of a weekday by its name or the beginning of it."""
    whole = [n for n, name in enumerate(_WEEKDAYS) if text in {name, name[:3]}]
    return whole[0] if whole else _SHORT.get(text)


def _numbers(text: str) -> dt.date | None:
    """Return a date that begins with its year."""
    found = re.fullmatch(r"([0-9]{4})([-/])([0-9]{1,2})\2([0-9]{1,2})", text)
    return _date(int(found[1]), int(found[3]), int(found[4])) if found else None


def _named(text: str, today: dt.date, *, ahead: bool) -> dt.date | None:
    """Return a date whose month is a word: `nov 20`, `20 nov`, `Nov 20, 2026`."""
    found = re.fullmatch(r"([a-z]{3,9})\.? ([0-9]{1,2})(?:,? ([0-9]{4}))?", text)
    month, day, year = found.groups() if found else (None, None, None)
    if other := re.fullmatch(r"([0-9]{1,2}) ([a-z]{3,9})\.?(?:,? ([0-9]{4}))?", text):
        day, month, year = other.groups()
    number = next((n for n, name in enumerate(_MONTHS, 1) if month in {name, name[:3], name[:4]}), None)
    if number is None or day is None:
        return None
    return _date(int(year), number, int(day)) if year else _without_year(number, int(day), today, ahead=ahead)


def _without_year(month: int, day: int, today: dt.date, *, ahead: bool) -> dt.date | None:
    """Return the last such day, or the next one, today included."""
    for years in range(_LEAP_YEARS + 1):
        found = _date(today.year + (years if ahead else -years), month, day)
        if found and (found >= today if ahead else found <= today):
            return found
    return None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _ask_back(plain: str, text: str, today: dt.date, option: str, *, ahead: bool) -> None:
    """Raise what asks back, where a date is written with its year last or without it; else nothing."""
    found = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}))?", plain)
    if not found:
        return
    first, second, year = int(found[1]), int(found[2]), found[3]
    ways = [(first, second), (second, first)]
    days = {
        _date(int(year), month, day) if year else _without_year(month, day, today, ahead=ahead) for month, day in ways
    }
    read = sorted(day for day in days if day)
    if len(read) > 1:
        which = " or ".join(map(str, read))
        raise BadValue(f"{option}: {text!r} has two readings. Write the one that you mean: {which}")
    if read:
        raise Meant(f"{option}: {text!r} can be read as {read[0]}. If you mean that, write it so", str(read[0]))
