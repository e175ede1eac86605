"""Finding the entry that a person means."""

from __future__ import annotations

from isocourse.course.entries import (
    AdverseEvent,
    Body,
    Entry,
    Exported,
    Mood,
    PregnancyTest,
    Record,
    TestResult,
    Urgency,
)
from isocourse.course.standing import find, live
from isocourse.errors import UnknownEntry


def closed_warning(before: Body, after: Body | None = None) -> list[str]:
    """Return what to say when taking back or correcting an entry closes a warning; nothing where it closes none."""
    if isinstance(before, PregnancyTest) and before.result is TestResult.POSITIVE:
        still = isinstance(after, PregnancyTest) and after.result is TestResult.POSITIVE
        return [] if still else ["  ! It was a positive test. If that was true, call your prescriber today."]
    said = _warning(before)
    if not said or (isinstance(after, AdverseEvent) and after.urgency.rank >= _rank(before)):
        return []
    return [f"  ! This closes a warning that said: {said}. If it was true, do what it said."]


def opened_warning(body: Body) -> list[str]:
    """Return what to say when an entry holds again and is a warning; nothing where it is none."""
    if isinstance(body, PregnancyTest) and body.result is TestResult.POSITIVE:
        return ["  ! It is a positive test. If that is true, call your prescriber today."]
    said = _warning(body)
    if not said:
        return []
    return [f"  ! It is a warning: {said}. If it is still so, do that now. All of them: isocourse checklist"]


def _warning(body: Body) -> str:
    """Return what a logged sign asks for, where it is an alarm."""
    return {Urgency.EMERGENCY.rank: "emergency", Urgency.CALL_TODAY.rank: "call your doctor today"}.get(_rank(body), "")


def _rank(body: Body) -> int:
    return body.urgency.rank if isinstance(body, AdverseEvent | Mood) else Urgency.NONE.rank


def pick(record: Record, given: str | None) -> Entry:
    """Return the live entry with this id, or the beginning of it; without one, the last in the record."""
    standing = live(record.entries)
    if given is None:
        if not standing:
            raise UnknownEntry("", "There is no entry to take back; nothing has the id")
        holds = {entry.id for entry in standing if not isinstance(entry.body, Exported)} or {e.id for e in standing}
        return next(entry for entry in reversed(record.entries) if entry.id in holds)
    matches = find(standing, given)
    if len(matches) == 1:
        return matches[0]
    if not matches and find(record.entries, given):
        raise UnknownEntry(given, "Taken back or replaced already: the entry")
    raise UnknownEntry(given, "More than one entry begins with" if matches else "No entry has the id")
