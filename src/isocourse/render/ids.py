"""Ids as they are printed: as long as they need to be to be one in the record at hand."""

from __future__ import annotations

from isocourse.course.entries import Entry, Record
from isocourse.course.standing import shown_ids

_at_hand: list[Entry] = []
_shown: dict[str, str] = {}


def ids_of(record: Record) -> None:
    """Note the record at hand, among whose ids a printed one has to be enough. Called when one was read or saved."""
    _shown.clear()
    _at_hand[:] = record.entries


def tagged(entry_id: str) -> str:
    """Return an id as it stands behind an answer."""
    return f"(entry {short(entry_id)})"


def short(entry_id: str) -> str:
    """Return as much of an id as a person has to type: more than four letters where another entry begins alike."""
    if not _shown:
        _shown.update(shown_ids(entry.id for entry in _at_hand))
    return _shown.get(entry_id) or shown_ids([entry_id, *(entry.id for entry in _at_hand)])[entry_id]
