"""Days without capsules that lie behind: pauses, and months in which the capsules ended before the next pick-up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from isocourse.agenda.closed import ONE_DAY
from isocourse.course.doses import ledger
from isocourse.course.entries import Fill, Pause
from isocourse.course.prescription import Plan
from isocourse.course.standing import Course
from isocourse.named import NamedTuple


class Without(NamedTuple):
    """Whole days without capsules, and the doses that went with them (None: how many a day is not known).

    `lasts` is true of a pause that has not ended.
    """

    first: dt.date
    days: int
    doses: int | None
    lasts: bool = False


def without_capsules(course: Course, today: dt.date) -> Mapping[str, Without]:
    """Return, by the id of the entry that it is told with, each stretch of days without capsules up to today.

    A pause is told with itself, a gap with the pick-up that ended it.
    """
    plan = Plan(course, today)
    found = {entry.id: _pause(plan, entry.on) for entry, _ in course.of(Pause) if entry.on <= today}
    for entry, _ in course.of(Fill):
        if entry.on <= today and (gap := _gap(course, entry.on)) is not None:
            found[entry.id] = gap
    return found


def _pause(plan: Plan, first: dt.date) -> Without:
    day = first
    while day < plan.today and plan.paused(day):
        day += ONE_DAY
    days = (day - first).days
    return Without(first, days, _doses(plan, first, days), lasts=plan.paused(day))


def _gap(course: Course, fill: dt.date) -> Without | None:
    """Return the days between the end of the capsules and a pick-up, by what was known the day before it."""
    before = course.with_entries(entry for entry in course.entries if entry.on < fill)
    eve = fill - ONE_DAY
    covered = ledger(before, eve).supply.runs_out
    if covered is None or covered >= eve:
        return None
    days = (eve - covered).days
    return Without(covered + ONE_DAY, days, _doses(Plan(before, eve), covered + ONE_DAY, days))


def _doses(plan: Plan, first: dt.date, days: int) -> int | None:
    regimen = plan.regimen(first)
    return None if regimen is None or regimen.times is None else regimen.times * days
