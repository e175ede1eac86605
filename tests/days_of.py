"""Makes records for tests from short lines: what was recorded, and on which day."""

from __future__ import annotations

import datetime as dt

from isocourse.course.entries import Body, DoseLogging, Entry, Fill, Record, Regimen, Settings
from isocourse.course.standing import Course, view

EVENING = dt.time(20, 0)


def day(text: str) -> dt.date:
    """Return a date of 2026 from `11-22`, or any date from its ISO form."""
    return dt.date.fromisoformat(text if text.count("-") > 1 else f"2026-{text}")


def entry(number: int, on: str, body: Body) -> Entry:
    """Return an entry recorded on its own evening."""
    recorded = dt.datetime.combine(day(on), EVENING, tzinfo=dt.UTC) + dt.timedelta(seconds=number)
    return Entry(id=f"{number:08x}", recorded=recorded, on=day(on), body=body)


def course_of(*lines: tuple[str, Body]) -> Course:
    """Return the course that these bodies, each on its day, make."""
    return view(Record(course="c0", entries=tuple(entry(n, on, body) for n, (on, body) in enumerate(lines))))


def usual(*lines: tuple[str, Body], started: str = "11-01", times: int = 2, mg: float | None = 40) -> Course:
    """Return a course logged by exception: 30 days picked up and begun on the same day, 40 mg twice a day."""
    return course_of(
        (started, Settings(zone="UTC", started=day(started), doses_logged=DoseLogging.EXCEPTIONS)),
        (started, Regimen(mg=mg, times=times)),
        (started, Fill(days=30)),
        *lines,
    )
