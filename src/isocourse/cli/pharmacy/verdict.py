"""Where the month stands: the checklist at a moment, for every command that asks."""

from __future__ import annotations

from collections.abc import Sequence

from isocourse.agenda.alarms import Alarm
from isocourse.cli.parsing.zones import zone_named
from isocourse.cli.session.clock import Now
from isocourse.cli.session.open_signs import open_signs, stopping
from isocourse.course.standing import Course
from isocourse.ipledge.checklist import Checklist, Verdict, past_month
from isocourse.ipledge.checklist import checklist as judge
from isocourse.ipledge.rulebook import Rulebook
from isocourse.ipledge.steps import DONE
from isocourse.ipledge.window import Clock

NOT_READY = 20


def judged(
    course: Course, now: Now, book: Rulebook, month: int | None = None, *, alarms: Sequence[Alarm] | None = None
) -> tuple[Checklist, Now]:
    """Return the checklist at a moment, or of a month already collected as it stood on the day of its fill.

    `alarms` are those of that moment, where they are known already.
    """
    clock = Clock(moment=now.moment, programme=zone_named(book.on(now.today).zone))
    signs = open_signs(course, now.today) if alarms is None else stopping(alarms)
    found = judge(course, clock, book, open_signs=signs, future=now.future)
    if month is None or month == found.month:
        return _doubted(found, now.doubt), now
    course, fill, clock = past_month(course, clock, month)
    found = judge(course, clock, book, open_signs=open_signs(course, clock.today))
    steps = tuple(s._replace(state=DONE, on=fill.on) if s.id == "fill" else s for s in found.steps)
    return found._replace(steps=steps), Now(moment=clock.moment, as_if=True)


def _doubted(found: Checklist, doubt: str | None) -> Checklist:
    """Return the checklist of a clock that cannot be right: never READY, and it says so first."""
    if doubt is None:
        return found
    verdict = Verdict.UNCONFIRMED if found.verdict is Verdict.READY else found.verdict
    return found._replace(verdict=verdict, doubts=(*found.doubts, doubt))
