"""What a change would do: the course as it would stand, and what it would cost in days without capsules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import Enum

from isocourse.agenda.chain import ground_of
from isocourse.agenda.closed import ONE_DAY, Doors, Span, latest, soonest
from isocourse.agenda.standing import Standing
from isocourse.agenda.supply import gap
from isocourse.course.entries import Body, Entry, Finish, PregnancyTest, Setting, Settings, TestResult
from isocourse.course.standing import Course, order
from isocourse.named import NamedTuple
from isocourse.typed import Final

_FAR: Final = 400  # days in which an open one is looked for


class What(Enum):
    """The changes that can be asked about."""

    TEST = "test on"
    COLLECT = "collect on"
    AWAY = "away"
    LAST_CAPSULE = "last capsule on"
    STARTED = "started"


class Change(NamedTuple):
    """One change: what, and from which day to which (the same one, but for a trip)."""

    what: What
    span: Span

    @property
    def said(self) -> str:
        """The change in the words that are understood."""
        first, last = self.span
        return f"{self.what.value} {first}..{last}" if self.what is What.AWAY else f"{self.what.value} {first}"


class Outcome(NamedTuple):
    """What a change would do. `window` is open, closed or none on the day it is about; None is unknown."""

    said: str
    window: str
    days_without: int | None
    doses_missed: int | None


def trips(changes: Sequence[Change]) -> tuple[Span, ...]:
    """Return the trips among the changes."""
    return tuple(change.span for change in changes if change.what is What.AWAY)


def assumed(course: Course, changes: Sequence[Change], moment: dt.datetime) -> Course:
    """Return the course as it would stand with the changes; nothing of it is recorded."""
    made = [
        Entry(id=f"{number:04x}", recorded=moment, on=moment.date(), body=body)
        for number, change in enumerate(changes)
        if (body := _body(change)) is not None
    ]
    return course.with_entries(sorted((*course.entries, *made), key=order))


def supposed_day(changes: Sequence[Change], today: dt.date) -> dt.date | None:
    """Return the day on which the course stands as the changes suppose; None where none of them changes the course."""
    days = [change.span.first for change in changes if _body(change) is not None]
    samples = [change.span.first for change in changes if change.what is What.TEST]
    return max([today, *samples]) if days else None


def _body(change: Change) -> Body | None:
    day = change.span.first
    if change.what is What.TEST:
        return PregnancyTest(specimen_date=day, result=TestResult.NEGATIVE, setting=Setting.MEDICAL)
    if change.what is What.LAST_CAPSULE:
        return Finish(last_capsule=day)
    return Settings(started=day) if change.what is What.STARTED else None


def outcome(change: Change, standing: Standing, doors: Doors) -> Outcome:
    """Return what a change would do to a course that stands as it would with all the changes."""
    collects = change.what is What.COLLECT
    day = change.span.first if collects else _soonest_pick_up(standing, doors)
    state = _window_on(change.span.first if collects else None, standing)
    if day is None:
        return Outcome(change.said, state, None, None)
    cost = gap(standing, day)
    return Outcome(change.said, state, cost.days_without, cost.doses_missed)


def _window_on(day: dt.date | None, standing: Standing) -> str:
    """Say whether a window would be open on a day; without one, whether there is one that has not closed."""
    window = standing.window or standing.closed_window
    if window is None or standing.stopped:
        return "none"
    if day is None:
        return "closed" if window.closed else "open"
    if day > window.last_day:
        return "closed"
    return "none" if window.specimen_date is not None and day < window.specimen_date else "open"


def _soonest_pick_up(standing: Standing, doors: Doors) -> dt.date | None:
    """Return the first day on which capsules could be collected; None where no day is in sight."""
    ground = ground_of(standing)
    if standing.stopped or standing.after or ground.covered_to is None:
        return None
    if ground.window is None:
        last = ground.today if ground.gap_begun else max(ground.covered_to, ground.today)
        before = latest(last, doors.pharmacy_shut, ground.today)
        return before or soonest(ground.today, doors.pharmacy_shut, ground.today + _FAR * ONE_DAY)
    first = max(ground.today, ground.window.specimen_date or ground.today)
    return soonest(first, doors.pharmacy_shut, ground.window.last_day)
