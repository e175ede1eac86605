"""What was prescribed on a day: the dose, the weight, pauses, and the way doses are logged. Nothing is ever guessed.

Pure: days are the patient's local days, and entries dated after `today` are left out.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

from isocourse.course.entries import (
    Body,
    Dose,
    DoseLogging,
    Entry,
    Fill,
    Finish,
    Pause,
    Regimen,
    Resume,
    Settings,
    Weight,
)
from isocourse.course.standing import Course

B = TypeVar("B", bound=Body)
T = TypeVar("T")


class Plan:
    """The course's entries sorted by kind once, so that walking through its days stays quick."""

    def __init__(self, course: Course, today: dt.date) -> None:
        self.today = today
        self.started = course.started(today)
        kinds: dict[type[Any], list[Entry]] = {}
        for entry in course.entries:
            if entry.on <= today:
                kinds.setdefault(type(entry.body), []).append(entry)
        self._regimens = _Since([(on, body) for on, body in _of(Regimen, kinds)])
        self._weights = _Since([(on, body.kg) for on, body in _of(Weight, kinds)])
        breaks = [e for e in course.entries if isinstance(e.body, Pause | Resume) and e.on <= today]
        self._breaks = _Since([(e.on, isinstance(e.body, Pause)) for e in breaks])
        ways = [(on, body.doses_logged) for on, body in _of(Settings, kinds)]
        self._ways = _Since([(on, way) for on, way in ways if way is not None])
        self.fills = kinds.get(Fill, [])
        self.doses = kinds.get(Dose, [])
        ends = [body.last_capsule for _, body in course.of(Finish)]
        self.last_capsule = ends[-1] if ends else None

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
        self._days = [day for day, _ in values]
        self._values = [value for _, value in values]

    def on(self, day: dt.date) -> T | None:
        """Return the value that holds on a day, or None before the first."""
        count = bisect_right(self._days, day)
        return self._values[count - 1] if count else None


def _of(kind: type[B], kinds: Mapping[type[Any], Sequence[Entry]]) -> list[tuple[dt.date, B]]:
    return [(entry.on, entry.body) for entry in kinds.get(kind, ()) if isinstance(entry.body, kind)]
