"""Words that a command keeps beside something else: read from where they are, and looked at for warning signs."""

from __future__ import annotations

from isocourse import emergency
from isocourse.cli import alarm
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
    alarm.hear_words([text], json=desk.json)
    return short_text(option)(text) or None


def listen(desk: Desk, text: str | None, course: Course | None, now: Now) -> None:
    """Print the alarm that words ask for, before anything is saved: a reason or a note can hold a warning sign."""
    if not text:
        return
    from isocourse.cli.judge import hear, judge, recent_events  # noqa: PLC0415 - only words pay for triage

    try:
        found = judge(hear(text), None, recent_events(course, now.today))
    except ContentBroken as problem:
        desk.warn(str(problem))
        return
    if alarm.sound(found, json=desk.json, call=call_line(course, now)):
        alarm.settle()  # no JSON will tell what a note says
        desk.say_first(["  Kept as your words only. As a side effect: isocourse log"])
