"""`note`: keep words of one's own."""

from __future__ import annotations

from isocourse.cli import Run
from isocourse.cli.parsing.options import FILE, ON, YES, arguments, flag
from isocourse.cli.parsing.values import short_text
from isocourse.cli.session.answers import recorded
from isocourse.cli.session.course_if_any import course_if_any
from isocourse.cli.session.session import Session
from isocourse.cli.symptoms.own_words import listen
from isocourse.course.entries import Note
from isocourse.errors import BadValue


def note(
    run: Run,
    text: list[str] = arguments("TEXT", help="Your words; `-` reads them."),
    *,
    question: bool = flag("--question", help="A question for your doctor: on the sheet until the next visit."),
    on: str | None = ON,
    yes: bool = YES,
    file: str | None = FILE,
) -> int:
    """Keep a note in your own words, for yourself or for the next visit.

    Words typed here stay in the shell's history; at a terminal `isocourse note` alone asks for them instead.
    """
    del yes  # nothing here needs a yes; scripts may say it everywhere
    session = Session(run, file)
    words = short_text("TEXT")(session.words(text or [], "Your note", felt=True))
    if not words:
        raise BadValue("TEXT: nothing was said. What shall be kept?")
    course, now, problem = course_if_any(session)
    sign = listen(session, words, course, now)
    if problem is not None:
        raise problem
    entry = session.entry(Note(text=words, question=question), session.day(on, now), now)
    session.append(lambda _: [entry])
    then = ["  It stands on: isocourse report"] if question else []
    session.say([recorded(entry), *then, *(["  A side effect belongs in: isocourse log"] if sign else [])])
    return 0
