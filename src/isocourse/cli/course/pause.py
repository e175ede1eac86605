"""`pause`: no capsules from a day on."""

from __future__ import annotations

from isocourse.cli import Run
from isocourse.cli.parsing.options import FILE, ON, YES, option
from isocourse.cli.session.answers import recorded, refuse_ended
from isocourse.cli.session.course_if_any import course_if_any
from isocourse.cli.session.session import Session
from isocourse.cli.symptoms.own_words import kept, listen
from isocourse.content.course import course_facts
from isocourse.course.entries import Entry, Pause, Record
from isocourse.course.prescription import Plan
from isocourse.course.standing import view
from isocourse.errors import Conflict


def pause(
    run: Run,
    *,
    reason: str | None = option(
        "--reason", metavar="TEXT", help="Window, stock, insurer, lab, travel ...; `-` reads it."
    ),
    on: str | None = ON,
    yes: bool = YES,
    file: str | None = FILE,
) -> int:
    """Record that capsules are paused, from a day on (--on, else today). The course stays open."""
    del yes  # nothing here needs a yes; scripts may say it everywhere
    session = Session(run, file)
    why = kept(session, reason, "--reason", "Why? (Enter: not said)")
    course, now, problem = course_if_any(session)
    listen(session, why, course, now)
    if problem is not None or course is None:
        raise problem or Conflict("No course")
    entry = session.entry(Pause(reason=why), session.day(on, now), now)

    def make(record: Record) -> list[Entry]:
        standing = view(record)
        refuse_ended(standing)
        if Plan(standing, entry.on).paused(entry.on):
            raise Conflict("A pause is recorded already. Taking capsules again: isocourse resume. Nothing was saved.")
        return [entry]

    session.append(make)
    facts = course_facts()
    lines = ["pause-birth-control"] if course.may_become_pregnant(entry.on) else []
    session.say([recorded(entry), *(f"  {facts.say(line)}" for line in (*lines, "pause-all", "pause-restart"))])
    return 0
