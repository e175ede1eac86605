"""Days on which a pharmacy may be shut."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from isocourse.ipledge.rulebook import FixedHoliday, MovingHoliday

Holiday = FixedHoliday | MovingHoliday
_SATURDAY, _SUNDAY = 5, 6


def holiday_on(day: dt.date, holidays: Sequence[Holiday]) -> str | None:
    """Return the name of the holiday kept on a day, the observed days included; None where there is none."""
    return next((holiday.name for holiday in holidays if _is_on(holiday, day)), None)


def last_safe_day(last: dt.date, holidays: Sequence[Holiday]) -> dt.date:
    """Return the last day at or before `last` that is no holiday."""
    while holiday_on(last, holidays):
        last -= dt.timedelta(days=1)
    return last


def _is_on(holiday: Holiday, day: dt.date) -> bool:
    if isinstance(holiday, MovingHoliday):
        return day == _nth_weekday(day.year, holiday)
    # 1 January of the next year is observed in this one when it is a Saturday.
    dates = [dt.date(year, holiday.month, holiday.day) for year in (day.year, day.year + 1)]
    return day in dates or day in [_observed(date) for date in dates]


def _observed(date: dt.date) -> dt.date:
    shift = {_SATURDAY: -1, _SUNDAY: 1}.get(date.weekday(), 0)
    return date + dt.timedelta(days=shift)


def _nth_weekday(year: int, holiday: MovingHoliday) -> dt.date:
    first = dt.date(year, holiday.month, 1)
    if holiday.nth < 0:
        last = dt.date(year + holiday.month // 12, holiday.month % 12 + 1, 1) - dt.timedelta(days=1)
        return last - dt.timedelta(days=(last.weekday() - holiday.weekday) % 7)
    return first + dt.timedelta(days=(holiday.weekday - first.weekday()) % 7 + 7 * (holiday.nth - 1))
