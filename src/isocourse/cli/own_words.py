"""Words that a command keeps beside something else: read from where they are, and looked at for warning signs."""

from __future__ import annotations

from isocourse import emergency
from isocourse.cli.any_course import call_line
from isocourse.cli.clock import Now
from isocourse.cli.desk import Desk
from isocourse.cli.values import short_text
from isocourse.course import Course
from isocourse.errors import ContentBroken


def kept(desk: Desk, given: str | None, option: str, question: str | None = None) -> str | None:
    """Return the words of an option: given, read for `-`, or asked for at a terminal where there is a question."""
    if given == "-":
        text = desk.words(["-"], "")
    elif given is not None:
        text = given
    elif question is not None and desk.interactive():
        text = desk.ask(question, short_text(option), option=option)
    else:
        return None
    emergency.heed(text, json=desk.json)
    return short_text(option)(text) or None


def listen(desk: Desk, text: str | None, course: Course | None, now: Now) -> None:
    """Print the alarm that words ask for, before anything is saved: a reason or a note can hold a warning sign."""
    if not text:
        return
    from isocourse.cli.judge import hear, judge, recent_events  # noqa: PLC0415 - only words pay for triage
    from isocourse.render.answer import alarm_lines  # noqa: PLC0415 - as above

    try:
        found = judge(hear(text), None, recent_events(course, now.today))
    except ContentBroken as problem:
        desk.warn(str(problem))
        return
    if found.self_harm:
        emergency.speak(json=desk.json)
    lines = alarm_lines(found, desk.paint, call_line(course, now))
    if lines:
        desk.say_first([*lines, "  Kept as your words only. As a side effect: isocourse log"])
