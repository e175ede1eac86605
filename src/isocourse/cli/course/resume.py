"""`resume`: capsules are taken again from a day on."""

from __future__ import annotations

from isocourse.cli import Run
from isocourse.cli.parsing.options import FILE, ON, YES
from isocourse.cli.session.answers import recorded, refuse_ended, stop_lines
from isocourse.cli.session.session import Session
from isocourse.content.course import course_facts
from isocourse.course.entries import Entry, Record, Resume
from isocourse.course.prescription import Plan
from isocourse.course.standing import view
from isocourse.errors import Conflict


def resume(run: Run, *, on: str | None = ON, yes: bool = YES, file: str | None = FILE) -> int:
    """Record that capsules are taken again, from a day on (--on, else today). Whether to is your prescriber's word."""
    del yes  # nothing here needs a yes; scripts may say it everywhere
    session = Session(run, file)
    record = session.record()
    now = session.now(record)
    entry = session.entry(Resume(), session.day(on, now), now)

    def make(record: Record) -> list[Entry]:
        standing = view(record)
        refuse_ended(standing)
        if not Plan(standing, entry.on).paused(entry.on):
            raise Conflict("No pause is recorded for that day. A pause: isocourse pause --on DATE. Nothing was saved.")
        return [entry]

    session.append(make)
    stops = stop_lines(view(record), now.today, course_facts())
    session.say([*(session.paint(line, fg="red", bold=True) for line in stops), recorded(entry)])
    return 0
