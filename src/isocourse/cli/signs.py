"""The stop-and-call signs of a record that no clinician has cleared."""

from __future__ import annotations

import datetime as dt

from isocourse.course import Course
from isocourse.ipledge.checklist import OpenSign
from isocourse.model import AdverseEvent, Cleared, Entry, Urgency
from isocourse.mood import as_sign, opens_sign


def uncleared(course: Course, today: dt.date) -> list[Entry]:
    """Return the logged side effects that were not cleared by today, whatever day they carry (a flight, a clock).

    Answers about mood that open a sign are among them.
    """
    cleared = {body.target for _, body in course.come(today).of(Cleared)}
    told = [e for e in course.entries if isinstance(e.body, AdverseEvent) or opens_sign(e.body)]
    return [as_sign(entry) for entry in told if entry.id not in cleared]


def open_signs(course: Course, today: dt.date) -> list[OpenSign]:
    """Return the open signs that ask for no more capsules, the most urgent first.

    Nothing is read from the content where no side effect was logged.
    """
    events = uncleared(course, today)
    if not events:
        return []
    from isocourse.cli.names import effect_name, knowledge  # noqa: PLC0415 - most months have nothing to look at
    from isocourse.triage.logged import open_warnings  # noqa: PLC0415 - as above

    found = sorted(open_warnings(events, knowledge()), key=lambda sign: -sign.urgency.rank)
    return [
        OpenSign(sign.entry, effect_name(sign.effect), emergency=sign.urgency is Urgency.EMERGENCY)
        for sign in found
        if sign.stop_capsules
    ]
