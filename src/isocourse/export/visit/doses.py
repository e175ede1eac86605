"""The dose on the visit sheet, and the days without capsules. Pure; unknown stays None."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby

from isocourse.course.doses import Day, Doses, Ledger, totals
from isocourse.course.entries import Dose, DoseStatus, Regimen, Weight
from isocourse.course.standing import Course
from isocourse.export.visit.asked import Asked, Known, Span, pairs
from isocourse.named import NamedTuple


class Gap(NamedTuple):
    """Days on end without capsules, or of which nothing is known; `why` is pause, missed or not logged."""

    first: dt.date
    last: dt.date
    days: int
    why: str


class Dosing(NamedTuple):
    """The dose: what was prescribed, what was taken since the last visit, and the sums since the first capsule.

    `before` is what was prescribed earlier in that time; `after_stop` counts the assumed doses after an open stop sign.
    """

    regimen: Regimen | None
    before: tuple[tuple[dt.date, Regimen], ...]
    taken: int | None
    assumed: int | None
    missed: int | None
    extra: int | None
    after_stop: int
    reasons: tuple[tuple[dt.date, str | None], ...]
    course: Doses
    kilograms: float | None
    weighed: dt.date | None


def dosing(course: Course, asked: Asked, known: Known, span: Span) -> Dosing:
    """Return what was prescribed and what was taken in the span; None is unknown."""
    regimens = list(dict(pairs(course, Regimen, Span(dt.date.min, asked.until))).items())  # of one day, the last
    in_force = max((on for on, _ in regimens if on <= span.first), default=span.first)
    stop = min((alarm.entry.on for alarm in known.alarms if alarm.stop_capsules), default=asked.until)
    weights = [(entry.on, body.kg) for entry, body in course.of(Weight) if entry.on <= asked.until]
    days = [day for day in known.book.days if span.holds(day.day)]
    sums = totals(known.book)
    unknown = sums.taken is None
    missed = [(e.on, body) for e, body in course.of(Dose) if body.status is DoseStatus.MISSED and span.holds(e.on)]
    hide = known.is_private if not asked.reproductive else _nothing
    return Dosing(
        regimen=regimens[-1][1] if regimens else None,
        before=tuple(pair for pair in regimens[:-1] if pair[0] >= in_force),
        taken=None if unknown else sum(day.taken for day in days),
        assumed=None if unknown or any(day.unknown for day in days) else sum(day.assumed for day in days),
        missed=None if unknown else sum(day.missed for day in days),
        extra=None if unknown else sum(day.extra for day in days),
        after_stop=sum(day.assumed for day in days if day.day > stop),
        reasons=tuple((on, None if body.reason and hide(body.reason) else body.reason) for on, body in missed),
        course=sums,
        kilograms=weights[-1][1] if weights else None,
        weighed=weights[-1][0] if weights else None,
    )


def _nothing(_: str) -> bool:
    return False


def gaps_of(book: Ledger, span: Span) -> Iterator[Gap]:
    """Yield the runs of days without capsules in the span."""
    days = [day for day in book.days if span.holds(day.day)]
    for why, run in groupby(days, key=_without):
        found = list(run)
        if why:
            yield Gap(first=found[0].day, last=found[-1].day, days=len(found), why=why)


def _without(day: Day) -> str:
    """Return why a day was without capsules; nothing where it was not, or where none were planned."""
    if day.taken or day.assumed or day.extra:
        return ""
    if day.paused:
        return "pause"
    if day.expected and day.missed >= day.expected:
        return "missed"
    return "not logged" if day.unlogged else ""
