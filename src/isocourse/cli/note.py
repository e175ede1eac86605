"""`note`: keep words of one's own."""

from __future__ import annotations

from typing import Annotated

import typer

from isocourse.cli.any_course import course_if_any
from isocourse.cli.desk import Desk
from isocourse.cli.life import recorded
from isocourse.cli.options import File, On, Yes
from isocourse.cli.own_words import listen
from isocourse.cli.values import short_text
from isocourse.errors import BadValue
from isocourse.model import Note


def note(
    ctx: typer.Context,
    text: Annotated[list[str] | None, typer.Argument(metavar="TEXT", help="Your words; `-` reads them.")] = None,
    *,
    question: Annotated[
        bool, typer.Option("--question", help="A question for your doctor: on the sheet until the next visit.")
    ] = False,
    on: On = None,
    yes: Yes = False,
    file: File = None,
) -> int:
    """Keep a note in your own words, for yourself or for the next visit.

    Words typed here stay in the shell's history; at a terminal `isocourse note` alone asks for them instead.
    """
    del yes  # nothing here needs a yes; scripts may say it everywhere
    desk = Desk(ctx, file)
    words = short_text("TEXT")(desk.words(text or [], "Your note", felt=True))
    if not words:
        raise BadValue("TEXT: nothing was said. What shall be kept?")
    course, now, problem = course_if_any(desk)
    sign = listen(desk, words, course, now)
    if problem is not None:
        raise problem
    entry = desk.entry(Note(text=words, question=question), desk.day(on, now), now)
    desk.append(lambda _: [entry])
    then = ["  It stands on: isocourse report"] if question else []
    desk.say([recorded(entry), *then, *(["  A side effect belongs in: isocourse log"] if sign else [])])
    return 0
