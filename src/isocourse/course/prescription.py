"""What was prescribed on a day: the dose, the weight, pauses, and the way doses are logged. Nothing is ever guessed.

Pure: days are the patient's local days, and entries dated after `today` are left out.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence

from isocourse.course.entries import (
    Body,
    Dose,
    DoseLogging,
    Entry,
    Fill,
    Pause,
    Regimen,
    Resume,
    Settings,
    Weight,
)
from isocourse.course.standing import Course, order
from isocourse.typed import Generic, TypeVar

_DAY = dt.timedelta(days=1)
B = TypeVar("B", bound=Body)
T = TypeVar("T")


class Plan:
    """The course's entries sorted by kind once, so that walking through its days stays quick."""

    def __init__(self, course: Course, today: dt.date) -> None:
        self.today = today
        self.started = course.started(today)
        finish = course.finish()
        self.last_capsule = finish.last_capsule if finish else None
        self.fills = _until(today, course.of(Fill))
        self.doses = _until(today, course.of(Dose))
        self._regimens = _Since([(entry.on, body) for entry, body in _until(today, course.of(Regimen))])
        self._weights = _Since([(entry.on, body.kg) for entry, body in _until(today, course.of(Weight))])
        pauses: list[tuple[Entry, Pause | Resume]] = [*course.of(Pause), *course.of(Resume)]
        breaks = _until(today, sorted(pauses, key=lambda one: order(one[0])))
        self._breaks = _Since([(entry.on, isinstance(body, Pause)) for entry, body in breaks])
        ways = [(entry.on, body.doses_logged) for entry, body in _until(today, course.of(Settings))]
        self._ways = _Since([(on, way) for on, way in ways if way is not None])
        since = (self._regimens, self._weights, self._breaks, self._ways)
        days = [on for one in since for on in one.days] + [entry.on for entry, _ in self.fills]
        after = self.last_capsule + _DAY if self.last_capsule else None
        self.changes = {*days, self.started, after}  # from each on, until the next, the same holds

    def regimen(self, day: dt.date) -> Regimen | None:
        """Return the regimen in force on a day; a later change never reaches back. A pattern makes its mg unknown."""
        found = self._regimens.on(day)
        return found._replace(mg=None) if found and found.pattern else found

    def kilograms(self, day: dt.date) -> float | None:
        """Return the last weight recorded up to a day, in kilograms; None before the first one."""
        return self._weights.on(day)

    def paused(self, day: dt.date) -> bool:
        """Whether capsules are paused on a day."""
        return self._breaks.on(day) is True

    def way(self, day: dt.date) -> DoseLogging | None:
        """Return how doses are logged on a day; None before the day the way was chosen."""
        return self._ways.on(day)

    def expected(self, day: dt.date) -> int | None:
        """Return how many doses were planned for a day: 0 before the first capsule, in a pause and after the last one.

        None while the day of the first capsule or the number of doses a day is not known.
        """
        if self.started is None:
            return None
        if day < self.started or self.paused(day) or (self.last_capsule is not None and day > self.last_capsule):
            return 0
        regimen = self.regimen(day)
        return regimen.times if regimen else None


class _Since(Generic[T]):
    """Values that each hold from a day on; of two on one day the one recorded later holds."""

    def __init__(self, values: Sequence[tuple[dt.date, T]]) -> None:
        self.days = [day for day, _ in values]
        self._values = [value for _, value in values]

    def on(self, day: dt.date) -> T | None:
        """Return the value that holds on a day, or None before the first."""
        count = bisect_right(self.days, day)
        return self._values[count - 1] if count else None


def _until(today: dt.date, told: Sequence[tuple[Entry, B]]) -> list[tuple[Entry, B]]:
    """Return what is about no day after today, of what stands in the order of its days."""
    return list(told[: bisect_right(told, today, key=lambda one: one[0].on)])
