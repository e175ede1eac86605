"""Finding the entry that a person means."""

from __future__ import annotations

from isocourse.course import find, live
from isocourse.errors import UnknownEntry
from isocourse.model import AdverseEvent, Body, Entry, PregnancyTest, Record, TestResult, Urgency


def closed_warning(before: Body, after: Body | None = None) -> list[str]:
    """Return what to say when taking back or correcting an entry closes a warning; nothing where it closes none."""
    if isinstance(before, PregnancyTest) and before.result is TestResult.POSITIVE:
        still = isinstance(after, PregnancyTest) and after.result is TestResult.POSITIVE
        return [] if still else ["  ! It was a positive test. If that was true, call your prescriber today."]
    if not isinstance(before, AdverseEvent) or before.urgency.rank < Urgency.CALL_TODAY.rank:
        return []
    if isinstance(after, AdverseEvent) and after.urgency.rank >= before.urgency.rank:
        return []
    said = "emergency" if before.urgency is Urgency.EMERGENCY else "call your doctor today"
    return [f"  ! This closes a warning that said: {said}. If it was true, do what it said."]


def pick(record: Record, given: str | None) -> Entry:
    """Return the live entry with this id, or the beginning of it; without one, the entry recorded last."""
    standing = live(record.entries)
    if given is None:
        if not standing:
            raise UnknownEntry("", "There is no entry to take back; nothing has the id")
        return max(standing, key=lambda entry: (entry.recorded, record.entries.index(entry)))
    matches = find(standing, given)
    if len(matches) == 1:
        return matches[0]
    if not matches and find(record.entries, given):
        raise UnknownEntry(given, "Taken back or replaced already: the entry")
    raise UnknownEntry(given, "More than one entry begins with" if matches else "No entry has the id")
