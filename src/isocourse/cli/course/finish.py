"""`finish`: the course has ended; from which day on each thing may be asked about."""

from __future__ import annotations

import datetime as dt

from isocourse.cli import Run
from isocourse.cli.parsing.dates import parse_day
from isocourse.cli.parsing.options import FILE, ON, YES, flag, option
from isocourse.cli.pharmacy.verdict import judged
from isocourse.cli.session.answers import recorded, refuse_ended, stop_lines
from isocourse.cli.session.clock import Now
from isocourse.cli.session.course_if_any import course_if_any
from isocourse.cli.session.session import Session
from isocourse.cli.symptoms.own_words import kept, listen
from isocourse.content.course import course_facts
from isocourse.content.rules import rulebook
from isocourse.course.afterwards import Duty, Spans, duties, duties_of
from isocourse.course.days import spoken
from isocourse.course.entries import Dose, DoseStatus, Entry, Finish, Record
from isocourse.course.standing import Course, view
from isocourse.errors import BadValue, Conflict
from isocourse.ipledge.rulebook import Rulebook
from isocourse.render.course_text import after_lines
from isocourse.render.ids import short


def finish(
    run: Run,
    *,
    last_capsule: str | None = option("--last-capsule", metavar="DATE", help="The day you swallowed the last capsule."),
    stopped_early: bool = flag("--stopped-early", help="Sooner than planned."),
    reason: str | None = option("--reason", metavar="TEXT", help="Why; `-` reads it."),
    on: str | None = ON,
    yes: bool = YES,
    file: str | None = FILE,
) -> int:
    """Record the end of the course, and hear what stays due after it.

    What counts is the day the last capsule was swallowed, not the last one prescribed: --last-capsule, or --on.
    """
    del yes  # nothing here needs a yes; scripts may say it everywhere
    session = Session(run, file)
    why = kept(session, reason, "--reason")
    course, now, problem = course_if_any(session)
    listen(session, why, course, now)
    if problem is not None or course is None:
        raise problem or Conflict("No course")
    refuse_ended(course)
    last = _last(session, last_capsule, on, now)
    day = last if on is None else session.day(on, now)
    if last > day:
        raise BadValue(f"--last-capsule: {last} lies after --on {day}")
    facts = course_facts()
    book = rulebook()
    month_days = book.on(last).month_days  # before saving: a date without rules is refused here
    entry = session.entry(Finish(last_capsule=last, stopped_early=stopped_early, reason=why), day, now)

    def make(record: Record) -> list[Entry]:
        _check(view(record), last)
        return [entry]

    after = view(session.append(make))
    found = _duties(after, now, book, facts.spans(month_days))
    stops = stop_lines(after, now.today, facts)
    session.say([*stops, recorded(entry), "", *after_lines(found, facts), "The dates again: isocourse checklist"])
    return 0


def _duties(course: Course, now: Now, book: Rulebook, spans: Spans) -> list[Duty]:
    """Return what stays due, with what unprotected contact asks for; where the category is unknown, as for all."""
    if course.category(now.today) is None:
        return duties_of(course, now.today, spans)
    end = judged(course, now, book)[0].ended
    return duties(end, spans) if end else []


def _last(session: Session, last_capsule: str | None, on: str | None, now: Now) -> dt.date:
    """Return the day of the last capsule: told, or asked for; never taken for granted."""
    if last_capsule is not None:
        return session.day(last_capsule, now, option="--last-capsule")
    if on is not None:
        return session.day(on, now)
    return session.ask(
        "On which day did you swallow the last capsule?",
        lambda answer: parse_day(answer, now.today, option="--last-capsule"),
        option="--last-capsule",
    )


def _check(course: Course, last: dt.date) -> None:
    """Raise Conflict when the record says that this cannot have been the last capsule."""
    refuse_ended(course)
    started = course.started(last)
    if started is not None and last < started:
        raise Conflict(
            f"The first capsule is recorded for {spoken(started, year=True)}, after that day. Nothing was saved."
            " Change it: isocourse set --started DATE"
        )
    later = [e for e, body in course.of(Dose) if body.status is not DoseStatus.MISSED and e.on > last]
    if later:
        raise Conflict(
            f"A dose is recorded for {spoken(later[-1].on, year=True)}, after that day. Nothing was saved."
            f" Not so? isocourse undo {short(later[-1].id)}"
        )
