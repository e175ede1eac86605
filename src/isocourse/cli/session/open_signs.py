"""What is open, for the commands: with what triage knows, and as the checklist names it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from isocourse.agenda.alarms import Alarm, alarms
from isocourse.cli.hearing.effects import effect_name, knowledge
from isocourse.course.entries import AdverseEvent, Urgency
from isocourse.course.standing import Course
from isocourse.ipledge.checklist import OpenSign

# what may be about mood; words that were not placed count as such
_MOOD = frozenset({"depression-mood", "suicidal-thoughts", "psychosis", "other"})


def open_alarms(course: Course, today: dt.date) -> tuple[Alarm, ...]:
    """Return what is open on a day, the most urgent first."""
    return alarms(course, today, knowledge)


def open_signs(course: Course, today: dt.date) -> list[OpenSign]:
    """Return the signs that ask for no more capsules, as the checklist takes them."""
    return stopping(open_alarms(course, today))


def stopping(found: Iterable[Alarm]) -> list[OpenSign]:
    """Return the signs among alarms that ask for no more capsules; positive tests the checklist knows by itself."""
    return [
        OpenSign(
            one.entry,
            _name(one, _logged(one, one.effect)),
            emergency=one.urgency is Urgency.EMERGENCY,
            mood=not _MOOD.isdisjoint({one.effect, _logged(one, one.effect)}),
        )
        for one in found
        if one.effect is not None and one.stop_capsules
    ]


def _name(one: Alarm, effect: str) -> str:
    """Return what was logged by its name; what belongs to no effect by the names of its signs."""
    body = one.entry.body
    if effect != "other" or not isinstance(body, AdverseEvent):
        return effect_name(effect)
    known = knowledge().signs
    return ", ".join(known[sign].name for sign in body.signs if sign in known) or effect_name(effect)


def _logged(one: Alarm, effect: str) -> str:
    """Return the effect that was logged: together with others it may be an alarm of another's name."""
    body = one.entry.body
    return body.effect if isinstance(body, AdverseEvent) else effect
