"""`checklist`: can I collect? The month's steps and the verdict."""
# No `from __future__ import annotations` here: Typer would compile each of them at every start.

from typing import Annotated

import typer

from isocourse.cli.parsing.options import AsOf, File, Json, Why
from isocourse.cli.parsing.values import maybe, whole
from isocourse.cli.pharmacy.verdict import NOT_READY, judged
from isocourse.cli.session.session import Session
from isocourse.cli.terminal import screen
from isocourse.content.rules import rulebook
from isocourse.ipledge.checklist import Verdict
from isocourse.render.checklist import as_json, as_lines, verdict_line, why_lines
from isocourse.render.notices import words
from isocourse.render.text import painted


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
    session = Session(ctx, file, json=json)
    course, now = session.course(as_of)
    book = rulebook()
    found, now = judged(course, now, book, maybe(month, whole("--month", 0, 999)))
    if json:
        session.say_json(as_json(found, book, as_of=now.moment))
    else:
        from isocourse.cli.pharmacy.exported import stale_line  # noqa: PLC0415 - it asks for the checklist itself

        lines = as_lines(found, book, session.paint, now.today)
        if screen.colours():
            from isocourse.render.drawn.pictures import window_strip  # noqa: PLC0415 - only where a person looks

            drawn = window_strip(found, now.today, session.width())
            at = lines.index(verdict_line(found, session.paint)) + 1
            lines[at:at] = map(painted, drawn)
        lines = [*session.as_if(now), *lines, *stale_line(course, now)]
        again = [*(words(book, one) for one in found.emergencies), verdict_line(found, session.paint)]
        session.say([*lines, *(again if session.is_taller(lines) else [])])
        if why:
            from isocourse.content.sources import sources  # noqa: PLC0415 - only --why reads the sources

            session.say(["", *why_lines(found, sources())])
    return NOT_READY if exit_code and found.verdict is not Verdict.READY else 0
