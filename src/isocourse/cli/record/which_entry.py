"""Finding the entry that a person means."""

from __future__ import annotations

from isocourse.cli.hearing.effects import effect_name
from isocourse.cli.session.session import Session
from isocourse.course.entries import (
    AdverseEvent,
    Body,
    Entry,
    Exported,
    Mood,
    PregnancyTest,
    Record,
    Retraction,
    TestResult,
    Urgency,
)
from isocourse.course.standing import live, taken_back
from isocourse.errors import BadValue, UnknownEntry
from isocourse.render.entries import describe
from isocourse.render.ids import ID_SHOWN, find, tagged


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


SHOWN = 10


def standing_undos(record: Record) -> list[Entry]:
    """Return the entries that take another one back, and were not taken back themselves."""
    gone = taken_back(record.entries)
    return [entry for entry in record.entries if isinstance(entry.body, Retraction) and entry.id not in gone]


def last_ten(record: Record, *, undos: bool = False) -> list[Entry]:
    """Return what was typed last and holds, the newest first; with `undos` also what took something back."""
    there = (*live(record.entries), *(standing_undos(record) if undos else ()))
    holds = {entry.id for entry in there if not isinstance(entry.body, Exported)}
    return [entry for entry in reversed(record.entries) if entry.id in holds][:SHOWN]


def choose(session: Session, record: Record, question: str, *, undos: bool = False, enter: bool = False) -> str | None:
    """Return the id of one of the last ten entries, picked by a person; None for Enter, where that is an answer."""
    entries = last_ten(record, undos=undos)
    if not entries:
        raise UnknownEntry("", "There is no entry yet; nothing has the id")
    entries.sort(key=lambda entry: entry.on, reverse=True)
    newest = last_ten(record)[:1] if enter else []
    last = newest[0].id if newest else None
    number = next((n for n, one in enumerate(entries, 1) if one.id == last), None)
    if enter:
        question += f" (Enter or y: {number}, what was typed last)" if number else " (Enter or y: the last that holds)"
    session.say([f"{n:3}  {e.on}  {describe(e, effect_name)} {tagged(e.id)}" for n, e in enumerate(entries, 1)])

    def read(answer: str) -> str | None:
        if enter and answer.lower() in {"", "y", "yes"}:
            return last
        if answer in map(str, range(1, len(entries) + 1)):
            return entries[int(answer) - 1].id
        there = find((*live(record.entries), *standing_undos(record)), answer)
        if not there or len(answer) < ID_SHOWN:
            raise BadValue(f"ID: give a number, 1 to {len(entries)}, or the id of an entry")
        return answer

    return session.ask(question, read, option="ID")


def pick(record: Record, given: str | None, *, undos: bool = False) -> Entry:
    """Return the live entry with this id, or the beginning of it; without one, the last in the record.

    With `undos` an entry that takes another one back can be meant too, by its id.
    """
    standing = live(record.entries)
    if given is None:
        if not standing:
            raise UnknownEntry("", "There is no entry to take back; nothing has the id")
        holds = {entry.id for entry in standing if not isinstance(entry.body, Exported)} or {e.id for e in standing}
        return next(entry for entry in reversed(record.entries) if entry.id in holds)
    matches = find((*standing, *(standing_undos(record) if undos else ())), given)
    if len(matches) == 1:
        return matches[0]
    if not matches and find(record.entries, given):
        raise UnknownEntry(given, "Taken back or replaced already: the entry")
    raise UnknownEntry(given, "More than one entry begins with" if matches else "No entry has the id")
