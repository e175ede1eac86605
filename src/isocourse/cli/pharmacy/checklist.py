"""`checklist`: can I collect? The month's steps and the verdict."""

from __future__ import annotations

from isocourse.cli import Run
from isocourse.cli.parsing.options import AS_OF, FILE, JSON, WHY, flag, option
from isocourse.cli.parsing.values import maybe, whole
from isocourse.cli.pharmacy.verdict import NOT_READY, judged
from isocourse.cli.session.session import Session
from isocourse.cli.terminal import screen
from isocourse.content.rules import rulebook
from isocourse.ipledge.checklist import Verdict
from isocourse.render.checklist import as_json, as_lines, said_once, verdict_line, why_lines


def checklist(
    run: Run,
    *,
    month: str | None = option("--month", metavar="N", help="A month already collected."),
    as_of: str | None = AS_OF,
    why: bool = WHY,
    exit_code: bool = flag("--exit-code", help="Exit with 20 unless READY."),
    json: bool = JSON,
    file: str | None = FILE,
) -> int:
    """Can I collect my capsules? This month's iPLEDGE steps, the window, and the verdict.

    The date on the iPLEDGE site or from your pharmacy beats any date printed here.
    """
    session = Session(run, file, json=json)
    course, now = session.course(as_of)
    book = rulebook()
    found, now = judged(course, now, book, maybe(month, whole("--month", 0, 999)))
    if json:
        session.say_json(as_json(found, book, as_of=now.moment))
    else:
        from isocourse.cli.pharmacy.exported import stale_line  # it asks for the checklist itself

        lines = as_lines(found, book, session.paint, now.today)
        if screen.colours():
            from isocourse.render.drawn.pictures import window_strip  # only where a person looks

            at = lines.index(verdict_line(found, session.paint)) + 1
            lines[at:at] = window_strip(found, now.today, session.width())
        lines = [*session.as_if(now), *lines, *stale_line(course, now)]
        again = [*said_once(book, found.emergencies), verdict_line(found, session.paint)]
        session.say([*lines, *(again if session.is_taller(lines) else [])])
        if why:
            from isocourse.content.sources import sources  # only --why reads the sources

            session.say(["", *why_lines(found, sources())])
    return NOT_READY if exit_code and found.verdict is not Verdict.READY else 0
