"""Where the course stands, gathered for the month ahead: one place for `plan`, `due` and `calendar`."""

from __future__ import annotations

from isocourse.agenda.standing import Standing
from isocourse.cli.checklist import judged
from isocourse.cli.clock import Now, zone_named
from isocourse.course import Course
from isocourse.doses import ledger
from isocourse.ipledge.checklist import Verdict
from isocourse.ipledge.month import month_of
from isocourse.ipledge.window import Clock
from isocourse.plan import Plan
from isocourse.rulebook import Rulebook


def standing_of(course: Course, now: Now, book: Rulebook, *, supposed: bool = False) -> Standing:
    """Return where a course stands; what is only supposed is never READY."""
    found, _ = judged(course, now, book)
    if supposed and found.verdict is Verdict.READY:
        found = found._replace(verdict=Verdict.UNCONFIRMED)
    clock = Clock(moment=now.moment, programme=zone_named(book.on(now.today).zone))
    plan = Plan(course, now.today)
    regimen = plan.regimen(now.today)
    return Standing(
        course=course,
        found=found,
        month=month_of(course, clock, book, found.category),
        supply=ledger(course, now.today).supply,
        doses_a_day=regimen.times if regimen else None,
        paused=plan.paused(now.today),
    )
