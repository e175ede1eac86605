"""What was prescribed on a day: the dose, the weight, pauses, and the way doses are logged. Nothing is ever guessed.

Pure: days are the patient's local days, and entries dated after `today` are left out.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import TypeVar

from isocourse.course import Course
from isocourse.model import (
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

T = TypeVar("T")


class Plan:
    """The course's entries sorted by kind once, so that walking through its days stays quick."""

    def __init__(self, course: Course, today: dt.date) -> None:
        self.today = today
        self.started = course.started(today)
        kinds: dict[type[Body], list[Entry]] = {}
        for entry in course.entries:
            if entry.on <= today:
                kinds.setdefault(type(entry.body), []).append(entry)
        self._regimens = kinds.get(Regimen, [])
        self._weights = kinds.get(Weight, [])
        self._breaks = [e for e in course.entries if isinstance(e.body, Pause | Resume) and e.on <= today]
        self._ways = [e for e in kinds.get(Settings, []) if _way(e.body) is not None]
        self.fills = kinds.get(Fill, [])
        self.doses = kinds.get(Dose, [])
        ends = [body.last_capsule for _, body in course.of(Finish)]
        self.last_capsule = ends[-1] if ends else None

    def regimen(self, day: dt.date) -> Regimen | None:
        """Return the regimen in force on a day; a later change never reaches back. A pattern makes its mg unknown."""
        found = _in_force(self._regimens, day, lambda body: body if isinstance(body, Regimen) else None)
        return found._replace(mg=None) if found and found.pattern else found

    def kilograms(self, day: dt.date) -> float | None:
        """Return the last weight recorded up to a day, in kilograms; None before the first one."""
        return _in_force(self._weights, day, lambda body: body.kg if isinstance(body, Weight) else None)

    def paused(self, day: dt.date) -> bool:
        """Whether capsules are paused on a day."""
        return _in_force(self._breaks, day, lambda body: isinstance(body, Pause)) is True

    def way(self, day: dt.date) -> DoseLogging | None:
        """Return how doses are logged on a day; None before the day the way was chosen."""
        return _in_force(self._ways, day, _way)

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


def _way(body: Body) -> DoseLogging | None:
    return body.doses_logged if isinstance(body, Settings) else None


def _in_force(entries: Sequence[Entry], day: dt.date, pick: Callable[[Body], T]) -> T | None:
    """Return what the last entry up to a day says; entries of one day hold in the order they were recorded."""
    count = bisect_right(entries, day, key=lambda entry: entry.on)
    return pick(entries[count - 1].body) if count else None
