"""What is open, for the commands: with what triage knows, and as the checklist names it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from isocourse.agenda.alarms import Alarm, alarms
from isocourse.cli.hearing.effects import effect_name, knowledge
from isocourse.course.entries import Urgency
from isocourse.course.standing import Course
from isocourse.ipledge.checklist import OpenSign


def open_alarms(course: Course, today: dt.date) -> tuple[Alarm, ...]:
    """Return what is open on a day, the most urgent first."""
    return alarms(course, today, knowledge)


def open_signs(course: Course, today: dt.date) -> list[OpenSign]:
    """Return the signs that ask for no more capsules, as the checklist takes them."""
    return stopping(open_alarms(course, today))


def stopping(found: Iterable[Alarm]) -> list[OpenSign]:
    """Return the signs among alarms that ask for no more capsules; positive tests the checklist knows by itself."""
    return [
        OpenSign(one.entry, effect_name(one.effect), emergency=one.urgency is Urgency.EMERGENCY)
        for one in found
        if one.effect is not None and one.stop_capsules
    ]
