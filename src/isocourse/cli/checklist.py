"""`checklist`: can I collect? The month's steps and the verdict."""
# No `from __future__ import annotations` here: Typer would compile each of them at every start.

from collections.abc import Sequence
from typing import Annotated

import typer

from isocourse.agenda.alarms import Alarm
from isocourse.cli.clock import Now
from isocourse.cli.desk import Desk
from isocourse.cli.options import AsOf, File, Json, Why
from isocourse.cli.signs import open_signs, stopping
from isocourse.cli.values import maybe, whole
from isocourse.cli.zones import zone_named
from isocourse.content.rules import rulebook
from isocourse.course import Course
from isocourse.ipledge.checklist import Checklist, Verdict, past_month
from isocourse.ipledge.checklist import checklist as judge
from isocourse.ipledge.steps import DONE
from isocourse.ipledge.window import Clock
from isocourse.render.checklist import as_json, as_lines, why_lines
from isocourse.rulebook import Rulebook

NOT_READY = 20


def checklist(
    ctx: typer.Context,
    *,
    month: Annotated[str | None, typer.Option("--month", metavar="N", help="A month already collected.")] = None,
    as_of: AsOf = None,
    why: Why = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 20 unless READY.")] = False,
    json: Json = False,
    file: File = None,
) -> int:
    """Can I collect my capsules? This month's iPLEDGE steps, the window, and the verdict.

    The date on the iPLEDGE site or from your pharmacy beats any date printed here.
    """
    desk = Desk(ctx, file, json=json)
    course, now = desk.course(as_of)
    book = rulebook()
    found, now = judged(course, now, book, maybe(month, whole("--month", 0, 999)))
    if json:
        desk.say_json(as_json(found, book, as_of=now.moment))
    else:
        from isocourse.cli.exported import stale_line  # noqa: PLC0415 - it asks for the checklist itself

        desk.say([*desk.as_if(now), *as_lines(found, book, desk.paint, now.today), *stale_line(course, now)])
        if why:
            from isocourse.content.sources import sources  # noqa: PLC0415 - only --why reads the sources

            desk.say(["", *why_lines(found, sources())])
    return NOT_READY if exit_code and found.verdict is not Verdict.READY else 0


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
