"""Words that a command keeps beside something else: read from where they are, and looked at for warning signs."""

from __future__ import annotations

from isocourse.cli.hearing import alarm
from isocourse.cli.parsing.values import short_text
from isocourse.cli.session.clock import Now
from isocourse.cli.session.course_if_any import call_line
from isocourse.cli.session.session import Session
from isocourse.course.entries import Urgency
from isocourse.course.standing import Course
from isocourse.errors import ContentBroken
from isocourse.failsafe import emergency

_SURE = 0.6  # below it a word only touched on a sign: "ask about lip balm"


def kept(session: Session, given: str | None, option: str, question: str | None = None) -> str | None:
    """Return the words of an option: given, read for `-`, or asked for at a terminal where there is a question."""
    if given == "-":
        text = session.words(["-"], "")
    elif given is not None:
        text = given
    elif question is not None and session.interactive():
        text = session.ask(question, short_text(option), option=option)
    else:
        return None
    emergency.heed(text, json=session.json)
    alarm.hear_words([text], json=session.json, wait=True)
    return short_text(option)(text) or None


def listen(session: Session, text: str | None, course: Course | None, now: Now) -> bool:
    """Print the alarm that words ask for, before anything is saved: a reason or a note can hold a warning sign.

    True where a sign was heard that nothing was said about: no alarm named the command that keeps it.
    """
    if not text:
        return False
    from isocourse.cli.hearing.assessment import hear, judge, recent_events  # only words pay for triage
    from isocourse.triage.assess import NONE

    try:
        found = judge(hear(text), None, recent_events(course, now.today))
    except ContentBroken as problem:
        session.warn(str(problem))
        return True
    if alarm.sound(found, json=session.json, call=call_line(course, now)):
        alarm.settle()  # no JSON will tell what a note says
        session.say_first(["  Kept as your words only. As a side effect: isocourse log"])
        return False
    if not found.understood or found.negated:
        return False
    told = found.urgency.rank > Urgency.SELF_CARE.rank
    return any(one.effect != NONE and (told or one.confidence >= _SURE) for one in found.matches)
