"""`pause`: no capsules from a day on."""

from __future__ import annotations

from typing import Annotated

import typer

from isocourse.cli.any_course import course_if_any
from isocourse.cli.desk import Desk
from isocourse.cli.life import may_be_pregnant, recorded, refuse_ended
from isocourse.cli.options import File, On, Yes
from isocourse.cli.own_words import kept, listen
from isocourse.content.course import course_facts
from isocourse.course import view
from isocourse.errors import Conflict
from isocourse.model import Entry, Pause, Record
from isocourse.plan import Plan


def pause(
    ctx: typer.Context,
    *,
    reason: Annotated[
        str | None,
        typer.Option("--reason", metavar="TEXT", help="Window, stock, insurer, lab, travel ...; `-` reads it."),
    ] = None,
    on: On = None,
    yes: Yes = False,
    file: File = None,
) -> int:
    """Record that capsules are paused, from a day on (--on, else today). The course stays open."""
    del yes  # nothing here needs a yes; scripts may say it everywhere
    desk = Desk(ctx, file)
    why = kept(desk, reason, "--reason", "Why? (Enter: not said)")
    course, now, problem = course_if_any(desk)
    listen(desk, why, course, now)
    if problem is not None or course is None:
        raise problem or Conflict("No course")
    entry = desk.entry(Pause(reason=why), desk.day(on, now), now)

    def make(record: Record) -> list[Entry]:
        standing = view(record)
        refuse_ended(standing)
        if Plan(standing, entry.on).paused(entry.on):
            raise Conflict("A pause is recorded already. Taking capsules again: isocourse resume. Nothing was saved.")
        return [entry]

    desk.append(make)
    facts = course_facts()
    lines = ["pause-birth-control"] if may_be_pregnant(course, entry.on) else []
    desk.say([recorded(entry), *(f"  {facts.say(line)}" for line in (*lines, "pause-all", "pause-restart"))])
    return 0
