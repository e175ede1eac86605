"""What the commands of the course's life share: how an answer begins, and when a course is over."""

from __future__ import annotations

import datetime as dt

from isocourse.agenda.alarms import Alarm
from isocourse.cli.hearing.effects import effect_name
from isocourse.cli.session.open_signs import open_alarms
from isocourse.content.course import CourseFacts
from isocourse.course.days import spoken
from isocourse.course.entries import Entry, Finish, Urgency
from isocourse.course.standing import Course
from isocourse.errors import Conflict
from isocourse.render.entries import describe
from isocourse.render.ids import short, tagged
from isocourse.render.text import clean


def recorded(entry: Entry) -> str:
    """Return the first line of an answer: what was saved, for which day where that is not said already, and its id."""
    what, day = describe(entry), spoken(entry.on, year=True)
    return f"Recorded: {what}{'' if day in what else f' · {day}'}   {tagged(entry.id)}"


def refuse_ended(course: Course, day: dt.date | None = None) -> None:
    """Raise Conflict when the course has ended, or ended before `day`."""
    ends = course.of(Finish)
    if not ends:
        return
    entry, end = ends[-1]
    if day is None or day > end.last_capsule:
        raise Conflict(
            f"The course has ended: the last capsule was on {spoken(end.last_capsule, year=True)}. Nothing was saved."
            f" Not so? isocourse undo {short(entry.id)}"
        )


def stop_lines(course: Course, today: dt.date, facts: CourseFacts) -> list[str]:
    """Return a line for each sign or test after which no capsules are taken until a clinician has said so."""
    return [_stop_line(alarm, facts) for alarm in open_alarms(course, today) if alarm.stop_capsules]


def _stop_line(alarm: Alarm, facts: CourseFacts) -> str:
    said = {"name": clean(_name(alarm)), "id": short(alarm.entry.id)}
    if alarm.urgency is Urgency.EMERGENCY:
        return facts.say("open-emergency", date=spoken(alarm.entry.on, year=True), **said)
    return facts.say("open-sign", **said)


def _name(alarm: Alarm) -> str:
    return "positive pregnancy test" if alarm.effect is None else effect_name(alarm.effect)
