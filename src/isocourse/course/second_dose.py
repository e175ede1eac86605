"""The guard against a second dose: which doses of a day may lie in the same half of it, split at local noon. Pure."""

from __future__ import annotations

import datetime as dt

from isocourse.course.entries import Dose, DoseStatus, Entry
from isocourse.course.standing import Course
from isocourse.typed import Final

NOON: Final = dt.time(12)


def close_by(course: Course, on: dt.date, at: dt.time | None, typed: dt.datetime) -> list[Entry]:
    """Return the doses swallowed on a day that lie, or may lie, in the same half of it as a new one typed at `typed`.

    A dose without a time of its own counts at the time it was typed, where that was on its day; otherwise it may lie in
    either half.
    """
    half = _half(on, at, typed)
    swallowed = [(e, body) for e, body in course.of(Dose) if e.on == on and body.status is not DoseStatus.MISSED]
    halves = [(entry, _half(on, body.at, entry.recorded)) for entry, body in swallowed]
    return [entry for entry, other in halves if half is None or other is None or half == other]


def _half(on: dt.date, at: dt.time | None, typed: dt.datetime) -> bool | None:
    """Whether a dose was before noon; None where that is not known."""
    if at is not None:
        return at < NOON
    return typed.time() < NOON if typed.date() == on else None
