"""Days on which nothing can be done: holidays, days told to be shut, weekends at the clinic, a trip."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from isocourse.ipledge.holidays import Holiday, holiday_on
from isocourse.named import NamedTuple
from isocourse.typed import Final

ONE_DAY: Final = dt.timedelta(days=1)
_FAR: Final = 400  # days after which the search for an open one is given up


class Span(NamedTuple):
    """Days from the first to the last, both included."""

    first: dt.date
    last: dt.date

    def holds(self, day: dt.date) -> bool:
        """Whether a day is among them."""
        return self.first <= day <= self.last


class Told(NamedTuple):
    """What was told to be shut: spans, weekdays (0 is Monday), and trips: nothing but the questions goes on."""

    spans: tuple[Span, ...] = ()
    weekdays: frozenset[int] = frozenset()
    trips: tuple[Span, ...] = ()


class Doors(NamedTuple):
    """When pharmacy and clinic are shut."""

    holidays: Sequence[Holiday]
    weekend: Sequence[int]
    told: Told = Told()

    def pharmacy_shut(self, day: dt.date) -> bool:
        """Whether nothing can be collected on a day."""
        told = self.told
        return (
            day.weekday() in told.weekdays
            or any(span.holds(day) for span in (*told.spans, *told.trips))
            or holiday_on(day, self.holidays) is not None
        )

    def clinic_shut(self, day: dt.date) -> bool:
        """Whether the clinic does nothing on a day."""
        return day.weekday() in self.weekend or self.pharmacy_shut(day)


Shut = Callable[[dt.date], bool]


def latest(last: dt.date, shut: Shut, first: dt.date) -> dt.date | None:
    """Return the latest open day from `first` to `last`, or None."""
    for back in range(min((last - first).days, _FAR) + 1):
        day = last - back * ONE_DAY
        if not shut(day):
            return day
    return None


def soonest(first: dt.date, shut: Shut, last: dt.date) -> dt.date | None:
    """Return the first open day from `first` to `last`, or None."""
    for ahead in range(min((last - first).days, _FAR) + 1):
        day = first + ahead * ONE_DAY
        if not shut(day):
            return day
    return None


def open_days_before(day: dt.date, count: int, shut: Shut, first: dt.date) -> dt.date:
    """Return the day that lies `count` open days before another; never before `first`."""
    for _ in range(count):
        found = latest(day - ONE_DAY, shut, first)
        if found is None:
            return first
        day = found
    return day
