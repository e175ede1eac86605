"""What stays due after the last capsule, and from which day each thing may be asked about. Pure.

Numbers of months come from the content; every month is counted so that it protects (rules D5, D8 and D9 of the reviewed
facts). No date here is a permission: each is a "not before", and the prescriber decides. The checklist of a finished
course and the list of what stays due read the same `Ended`.
"""

from __future__ import annotations

import datetime as dt

from isocourse.course.days import month_after
from isocourse.course.entries import Dose, DoseStatus, Settings
from isocourse.course.standing import Course
from isocourse.named import NamedTuple


class Ended(NamedTuple):
    """A finished course: the last capsule, the day a month after it (D5), and whether duties about pregnancy hold.

    `protected` is the day until which birth control goes on: that one, or a later one after unprotected contact (D10).
    """

    last: dt.date
    month: dt.date
    protected: dt.date
    pregnancy: bool


class Spans(NamedTuple):
    """How long things stay due, in months after the last capsule; `month_days` is the least length of a month."""

    month_days: int
    procedures: int
    second_course: int


class Duty(NamedTuple):
    """One thing that stays due: `not_before` is the first day on which it may be taken up, or given up."""

    id: str
    not_before: dt.date


def ended(course: Course, today: dt.date, month_days: int) -> Ended | None:
    """Return how a course ended, by what has come; None while it goes on."""
    last = last_swallowed(course.come(today)) if course.finish() else None
    if last is None:
        return None
    month = month_after(last, month_days)
    return Ended(last, month, month, could_become_pregnant(course, last, today, month_days))


def duties_of(course: Course, today: dt.date, spans: Spans) -> list[Duty]:
    """Return what stays due after a finished course, the most pressing first; nothing while it goes on."""
    end = ended(course, today, spans.month_days)
    return duties(end, spans) if end else []


def duties(end: Ended, spans: Spans) -> list[Duty]:
    """Return what stays due after an end, the most pressing first."""
    for_pregnancy = [
        Duty(id="contraception", not_before=end.protected),
        Duty(id="test-end", not_before=end.last),
        Duty(id="test-month", not_before=end.protected),
        Duty(id="breast-feeding", not_before=end.month),
    ]
    for_all = [
        Duty(id="blood", not_before=end.month),
        Duty(id="procedures", not_before=month_after(end.last, spans.month_days, spans.procedures)),
        Duty(id="second-course", not_before=month_after(end.last, spans.month_days, spans.second_course)),
    ]
    return [*(for_pregnancy if end.pregnancy else []), *for_all]


def still_due(found: list[Duty], today: dt.date) -> list[Duty]:
    """Return the duties whose day has not come."""
    return [duty for duty in found if duty.not_before > today]


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
    return any(course.may_become_pregnant(day) for day in days)
