"""The oracle's own calendar: days are whole numbers, and nothing here comes from the program or from `datetime`.

A second implementation agrees with the first by chance only where it shares nothing with it. So leap years, months that
are too short, weekdays, holidays and US summer time are worked out anew, from the sentences of docs/facts.md.
"""

from __future__ import annotations

from functools import cache

LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MONDAY, THURSDAY, SATURDAY, SUNDAY = 0, 3, 5, 6


def leap(year: int) -> bool:
    """Whether a year has a 29 February."""
    return (year % 4 == 0 and year % 100 != 0) or year % 400 == 0


def length(year: int, month: int) -> int:
    """How many days a month has."""
    return 29 if month == 2 and leap(year) else LENGTHS[month - 1]


@cache
def day(year: int, month: int, date: int) -> int:
    """The number of a day, counted so that 1 is 1 January of the year 1 (a Monday)."""
    before = year - 1
    years = before * 365 + before // 4 - before // 100 + before // 400
    return years + sum(length(year, m) for m in range(1, month)) + date


@cache
def parts(number: int) -> tuple[int, int, int]:
    """Year, month and day of the month."""
    year = number // 366 + 1
    while day(year + 1, 1, 1) <= number:
        year += 1
    month = 12
    while day(year, month, 1) > number:
        month -= 1
    return year, month, number - day(year, month, 1) + 1


@cache
def n(text: str) -> int:
    """The number of a day written as `2026-11-20`."""
    year, month, date = (int(part) for part in text.split("-"))
    return day(year, month, date)


def iso(number: int) -> str:
    """A day as `2026-11-20`."""
    year, month, date = parts(number)
    return f"{year:04d}-{month:02d}-{date:02d}"


def weekday(number: int) -> int:
    """0 is Monday."""
    return (number - 1) % 7


@cache
def same_day(number: int, months: int) -> int:
    """The same day so many months later, or that month's last day where it is too short."""
    year, month, date = parts(number)
    index = year * 12 + month - 1 + months
    year, month = index // 12, index % 12 + 1
    return day(year, month, min(date, length(year, month)))


def month_later(number: int) -> int:
    """One month later, counted so that it protects (D5): 30 days or the calendar month, whichever is later."""
    return max(number + 30, same_day(number, 1))


@cache
def nth(year: int, month: int, wanted: int, which: int) -> int:
    """The first, second ... of a weekday in a month; `which` -1 is the last."""
    days = [d for d in (day(year, month, x) for x in range(1, length(year, month) + 1)) if weekday(d) == wanted]
    return days[which - 1] if which > 0 else days[which]


@cache
def holidays(year: int) -> set[int]:
    """Federal holidays of a year (2.7), and the days on which those on a weekend are kept."""
    fixed = [
        day(year, 1, 1),
        day(year, 6, 19),
        day(year, 7, 4),
        day(year, 11, 11),
        day(year, 12, 25),
        day(year + 1, 1, 1),
    ]
    kept = {d - 1 for d in fixed if weekday(d) == SATURDAY} | {d + 1 for d in fixed if weekday(d) == SUNDAY}
    moving = {
        nth(year, 1, MONDAY, 3),
        nth(year, 2, MONDAY, 3),
        nth(year, 5, MONDAY, -1),
        nth(year, 9, MONDAY, 1),
        nth(year, 10, MONDAY, 2),
        nth(year, 11, THURSDAY, 4),
    }
    return set(fixed) | kept | moving


def holiday(number: int) -> bool:
    """Whether a pharmacy may be shut for a holiday."""
    year = parts(number)[0]
    return number in holidays(year) or number in holidays(year - 1)


@cache
def summer(number: int, minute: int, *, standard: int) -> bool:
    """Whether US summer time holds; day and minute are in UTC, `standard` is the zone's winter offset in hours."""
    year = parts(number)[0]
    begin = nth(year, 3, SUNDAY, 2) * 1440 + (2 - standard) * 60
    end = nth(year, 11, SUNDAY, 1) * 1440 + (1 - standard) * 60
    return begin <= number * 1440 + minute < end


ZONES = {  # winter offset in hours, and whether there is a summer time (all of them since 2007)
    "America/New_York": (-5, True),
    "America/Chicago": (-6, True),
    "America/Denver": (-7, True),
    "America/Phoenix": (-7, False),
    "America/Los_Angeles": (-8, True),
    "America/Anchorage": (-9, True),
    "Pacific/Honolulu": (-10, False),
    "America/Puerto_Rico": (-4, False),
    "Pacific/Guam": (10, False),
}


def offset(zone: str, number: int, minute: int) -> int:
    """The hours that a zone is ahead of UTC, at a minute of a day in UTC."""
    standard, has_summer = ZONES[zone]
    return standard + 1 if has_summer and summer(number, minute, standard=standard) else standard


def local(zone: str, number: int, minute: int) -> tuple[int, int]:
    """Day and minute in a zone, of a minute in UTC."""
    whole = number * 1440 + minute + offset(zone, number, minute) * 60
    return whole // 1440, whole % 1440


@cache
def closing(last_day: int) -> tuple[int, int, int]:
    """23:59 in New York of a day: its offset there, then day and minute in UTC."""
    for hours in (-4, -5):
        whole = last_day * 1440 + 23 * 60 + 59 - hours * 60
        if offset("America/New_York", whole // 1440, whole % 1440) == hours:
            return hours, whole // 1440, whole % 1440
    raise AssertionError(last_day)


def stamp(number: int, minute: int, hours: int) -> str:
    """A time with its offset, as `2026-11-26T23:59:00-05:00`."""
    sign = "-" if hours < 0 else "+"
    return f"{iso(number)}T{minute // 60:02d}:{minute % 60:02d}:00{sign}{abs(hours):02d}:00"
