"""The stop-and-call signs of a record that no clinician has cleared."""

from __future__ import annotations

import datetime as dt

from isocourse.course import Course
from isocourse.ipledge.checklist import OpenSign
from isocourse.model import AdverseEvent, Cleared, Entry


def uncleared(course: Course, today: dt.date) -> list[Entry]:
    """Return the logged side effects up to today that were not cleared."""
    cleared = {body.target for _, body in course.of(Cleared)}
    return [entry for entry, _ in course.of(AdverseEvent) if entry.on <= today and entry.id not in cleared]


def open_signs(course: Course, today: dt.date) -> list[OpenSign]:
    """Return the open signs that ask for no more capsules; nothing is read from the content without side effects."""
    events = uncleared(course, today)
    if not events:
        return []
    from isocourse.cli.names import knowledge  # noqa: PLC0415 - most months have no side effect to look at
    from isocourse.triage.logged import open_warnings  # noqa: PLC0415 - as above

    known = knowledge()
    return [
        OpenSign(entry=sign.entry, name=known.effects[sign.effect].name)
        for sign in open_warnings(events, known)
        if sign.stop_capsules
    ]
