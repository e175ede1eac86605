"""`plan`: the month ahead as a chain of dated steps."""

from __future__ import annotations

from isocourse.agenda.ahead import Ahead, Asked, ahead
from isocourse.agenda.reminders import MOST_MONTHS
from isocourse.agenda.what_if import assumed, supposed_day
from isocourse.cli import Run
from isocourse.cli.parsing.options import AS_OF, FILE, JSON, WHY, flag, option, repeated
from isocourse.cli.parsing.values import maybe, whole
from isocourse.cli.pharmacy.changes import read_changes, read_closed
from isocourse.cli.pharmacy.standing import standing_of
from isocourse.cli.pharmacy.verdict import NOT_READY
from isocourse.cli.session.clock import Now
from isocourse.cli.session.course_if_any import call_line
from isocourse.cli.session.session import Session
from isocourse.cli.terminal import screen
from isocourse.content.course import course_facts
from isocourse.content.plan import plan_facts
from isocourse.content.rules import rulebook
from isocourse.course.afterwards import duties
from isocourse.course.standing import Course
from isocourse.ipledge.checklist import Verdict
from isocourse.render.plan import as_json, as_lines, last_lines, why_lines

LEAD = 60


def plan(
    run: Run,
    *,
    change: list[str] = repeated("--if", metavar="CHANGE", help='What if? "collect on DATE", "away DATE..DATE" ...'),
    lead: str | None = option("--lead", metavar="DAYS", help="Days from the sample to the pick-up, for you."),
    closed: list[str] = repeated(
        "--closed", metavar="WHEN", help="Pharmacy and clinic are shut: a date, DATE..DATE, or sat."
    ),
    months: str | None = option("--months", metavar="N", help="So many months ahead."),
    as_of: str | None = AS_OF,
    why: bool = WHY,
    exit_code: bool = flag("--exit-code", help="Exit with 20 unless READY."),
    json: bool = JSON,
    file: str | None = FILE,
) -> int:
    """The month ahead: each step with its first, its last safe and its last possible day. Nothing is recorded.

    \b
    isocourse plan --if "test on 2026-12-04"
    isocourse plan --if "collect on 2026-12-09"
    isocourse plan --if "away 2026-12-20..2026-12-28"
    isocourse plan --if "last capsule on 2027-03-15"
    isocourse plan --if "started 2026-12-01"

    If iPLEDGE or your pharmacy gives an earlier date, that date wins.
    """
    session = Session(run, file, json=json)
    course, now = session.course(as_of)
    found = month_ahead(course, now, _asked(now, lead, closed, change, months))
    if json:
        after = course_facts() if found.standing.after else None
        session.say_json(as_json(found, plan_facts(), now.moment, after))
    else:
        _show(session, found, call_line(course, now), now, why=why)
    return NOT_READY if exit_code and found.standing.found.verdict is not Verdict.READY else 0


def _asked(now: Now, lead: str | None, closed: list[str], change: list[str], months: str | None) -> Asked:
    return Asked(
        lead=maybe(lead, whole("--lead", 0, LEAD)),
        told=read_closed(closed or (), now.today),
        changes=read_changes(change or (), now.today),
        months=maybe(months, whole("--months", 1, MOST_MONTHS)) or 1,
    )


def _show(session: Session, found: Ahead, call: str | None, now: Now, *, why: bool) -> None:
    """Show the month ahead; `call` is whom to call where it cannot go on by itself."""
    facts, after = plan_facts(), course_facts() if found.standing.after else None
    lines = [*session.as_if(now), *as_lines(found, facts, session.paint, after)]
    calls = found.standing.stopped or found.standing.closed_window is not None
    lines += [call] if calls and call else []
    if screen.colours():
        from isocourse.render.drawn.strip import strip  # only where a person looks

        lines += strip(found, facts, session.width())
    session.say([*lines, *(last_lines(found, session.paint) if session.is_taller(lines) else [])])
    if why:
        from isocourse.content.sources import sources  # only --why reads the sources

        session.say(["", *why_lines(found, facts, sources())])


def month_ahead(course: Course, now: Now, asked: Asked) -> Ahead:
    """Return the month ahead of a course, with the changes that were asked about."""
    book = rulebook()
    supposed = assumed(course, asked.changes, now.moment)
    standing = standing_of(supposed, now, book, supposed=supposed_day(asked.changes, now.today))
    end = standing.month.ended
    due = duties(end, course_facts().spans(book.on(now.today).month_days)) if end else []
    return ahead(standing, plan_facts().numbers, due, asked)
