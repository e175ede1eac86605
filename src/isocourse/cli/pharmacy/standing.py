"""Where the course stands, gathered for the month ahead: one place for `plan`, `due` and `calendar`."""

from __future__ import annotations

import datetime as dt

from isocourse.agenda.standing import Standing
from isocourse.cli.parsing.zones import zone_named
from isocourse.cli.pharmacy.verdict import judged
from isocourse.cli.session.clock import Now
from isocourse.course.doses import ledger
from isocourse.course.prescription import Plan
from isocourse.course.standing import Course
from isocourse.ipledge.checklist import Verdict
from isocourse.ipledge.month import month_of
from isocourse.ipledge.rulebook import Rulebook
from isocourse.ipledge.window import Clock


def standing_of(course: Course, now: Now, book: Rulebook, *, supposed: dt.date | None = None) -> Standing:
    """Return where a course stands; with `supposed`, as it would on that later day: that is never READY."""
    then = now
    if supposed is not None and supposed > now.today:
        then = Now(dt.datetime.combine(supposed, dt.time(12), tzinfo=now.moment.tzinfo), as_if=True, future=True)
    found, _ = judged(course, then, book)
    if supposed is not None and found.verdict is Verdict.READY:
        found = found._replace(verdict=Verdict.UNCONFIRMED)
    clock = Clock(moment=then.moment, programme=zone_named(book.on(then.today).zone))
    plan = Plan(course, now.today)
    regimen = plan.regimen(now.today)
    return Standing(
        course=course,
        today=now.today,
        found=found,
        month=month_of(course.come(then.today), clock, book, found.category, stop=found.verdict is Verdict.STOP),
        supply=ledger(course, now.today).supply,
        doses_a_day=regimen.times if regimen else None,
        paused=plan.paused(now.today),
    )
