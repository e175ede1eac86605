"""The course as it stands on a day, derived from the entries: what holds, which settings, which day and week.

Pure: `today` is an argument everywhere, and a day is always the patient's local day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from isocourse.model import (
    AdverseEvent,
    Body,
    Category,
    Dose,
    DoseStatus,
    Entry,
    Fill,
    Finish,
    HandedOut,
    Mood,
    PregnancyTest,
    Record,
    Retraction,
    Settings,
    TestResult,
)

B = TypeVar("B", bound=Body)
T = TypeVar("T")


def order(entry: Entry) -> tuple[dt.date, dt.datetime, str]:
    """Return what entries are sorted by: the day they are about, then when they were typed, then the id."""
    return (entry.on, entry.recorded, entry.id)


def live(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that hold, in order: not retracted, and not replaced by an entry that holds.

    Of two replacements of one entry the later by `recorded`, then id, holds. Undoing a replacement brings back what it
    replaced. Retractions themselves are left out, and files that were handed out: they say nothing of the course.
    """
    everything = list(entries)
    retracted = {entry.body.target for entry in everything if isinstance(entry.body, Retraction)}
    standing = [e for e in everything if e.id not in retracted and not isinstance(e.body, Retraction | HandedOut)]
    latest: dict[str, Entry] = {}
    for entry in sorted(standing, key=lambda e: (e.recorded, e.id)):
        if entry.replaces is not None:
            latest[entry.replaces] = entry
    kept = [e for e in standing if latest.get(e.id) is None and (e.replaces is None or latest[e.replaces] is e)]
    return sorted(kept, key=order)


class Course(NamedTuple):
    """A record as it stands: live entries in order, and the settings that opened it."""

    id: str
    entries: tuple[Entry, ...]
    opening: Settings

    def of(self, kind: type[B]) -> list[tuple[Entry, B]]:
        """Return the entries of one kind with their bodies, oldest first."""
        return [(entry, entry.body) for entry in self.entries if isinstance(entry.body, kind)]

    def setting(self, pick: Callable[[Settings], T | None], on: dt.date) -> T | None:
        """Return a setting as it stood on a day: the latest from that day or before, else the opening one."""
        values = [pick(body) for entry, body in self.of(Settings) if entry.on <= on]
        known = [value for value in values if value is not None]
        return known[-1] if known else pick(self.opening)

    def category(self, on: dt.date) -> Category | None:
        """Return the iPLEDGE category on the day of an event."""
        return self.setting(lambda s: s.category, on)

    def started(self, today: dt.date) -> dt.date | None:
        """Return the day of the first capsule, past or planned; None while unknown."""
        return self.setting(lambda s: s.started, today)

    def come(self, today: dt.date) -> Course:
        """Return the course without what is told of days that have not come: it counts for nothing yet.

        What asks for a call stays, whatever day it carries: a side effect, a positive test.
        """
        return self._replace(entries=tuple(e for e in self.entries if _asks_for_a_call(e.body) or _has_come(e, today)))

    def pick_ups(self, today: dt.date) -> tuple[int, list[Entry]]:
        """Return how many pick-ups there were before this record, and those in it that are not among them."""
        earlier = self.setting(lambda s: s.fills_before, today) or 0
        last = self.setting(lambda s: s.last_fill, today) if earlier else None
        return earlier, [entry for entry, _ in self.of(Fill) if last is None or entry.on > last]

    def finish(self) -> Finish | None:
        """Return how the course ended, or None while it goes on."""
        ends = self.of(Finish)
        return ends[-1][1] if ends else None


def view(record: Record, *, until: dt.date | None = None) -> Course:
    """Return the course as it stands, or as it stood on a day: later entries are left out, retractions always hold.

    The settings that opened the course are kept whatever their day: a course can be backfilled.
    """
    standing = live(record.entries)
    settings = [(e.recorded, e.id, e.body) for e in standing if isinstance(e.body, Settings)]
    opening = min(settings, key=lambda s: s[:2])[2] if settings else Settings()
    return Course(
        id=record.course, entries=tuple(e for e in standing if until is None or e.on <= until), opening=opening
    )


def _has_come(entry: Entry, today: dt.date) -> bool:
    sample = entry.body.specimen_date if isinstance(entry.body, PregnancyTest) else entry.on
    return max(entry.on, sample) <= today


def _asks_for_a_call(body: Body) -> bool:
    if isinstance(body, Mood):
        return body.stop_capsules
    return isinstance(body, AdverseEvent) or (isinstance(body, PregnancyTest) and body.result is TestResult.POSITIVE)


def last_swallowed(course: Course) -> dt.date | None:
    """Return the day of the last capsule of a finished course: the day told, or a later one with a dose logged.

    None while the course goes on.
    """
    end = course.finish()
    if end is None:
        return None
    doses = [entry.on for entry, body in course.of(Dose) if body.status is not DoseStatus.MISSED]
    return max([end.last_capsule, *doses])


def could_become_pregnant(course: Course, last: dt.date, today: dt.date, month_days: int) -> bool:
    """Whether the duties of people who can become pregnant hold after the last capsule.

    They do when that was the category, or it was not known, on any day from a month before the last capsule on.
    """
    first = last - dt.timedelta(days=month_days)
    changes = {entry.on for entry, body in course.of(Settings) if body.category is not None}
    days = {first, *(day for day in changes if first <= day <= max(today, last))}
    return any(course.category(day) is not Category.CANNOT_BECOME_PREGNANT for day in days)


def month_after(day: dt.date, days: int) -> dt.date:
    """Return the day one month after `day`, counted so that it protects: the later of `days` days and a calendar month.

    The same day of the next month is clamped to that month's end. Source: the month rule of the rule-sets (D5).
    """
    year, month = divmod(day.year * 12 + day.month, 12)
    last = (dt.date(year, (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day  # December has 31 in any year
    return max(day + dt.timedelta(days=days), dt.date(year, month + 1, min(day.day, last)))


def day_and_week(started: dt.date | None, today: dt.date) -> tuple[int, int] | None:
    """Return day and week of the course, both counted from 1; None before the first capsule or while it is unknown."""
    if started is None or today < started:
        return None
    day = (today - started).days + 1
    return day, (day - 1) // 7 + 1


def find(entries: Iterable[Entry], prefix: str) -> list[Entry]:
    """Return the entries whose id begins with what was typed."""
    return [entry for entry in entries if entry.id.startswith(prefix.strip().lower())]
