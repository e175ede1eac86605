"""Ids as they are printed, as long as they need to be to be one in the record at hand, and as they are typed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from isocourse.course.entries import Entry, Record

ID_SHOWN: Final = 4  # as much of an id as a person types, where no other begins alike
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


def shown_ids(ids: Iterable[str]) -> dict[str, str]:
    """Return for each id as much of it as no other one begins with, four letters at least."""
    ordered = sorted(set(ids))
    alike = [0, *(_alike(one, other) for one, other in pairwise(ordered)), 0]
    return {
        one: one[: max(ID_SHOWN, before + 1, after + 1)]
        for one, before, after in zip(ordered, alike, alike[1:], strict=False)
    }


def _alike(one: str, other: str) -> int:
    """Return how many letters two ids have in common at their beginning."""
    return next(
        (n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )


def find(entries: Iterable[Entry], prefix: str) -> list[Entry]:
    """Return the entries whose id begins with what was typed, or the one whose whole id it is."""
    typed = prefix.strip().lower()
    found = [entry for entry in entries if entry.id.startswith(typed)]
    return [entry for entry in found if entry.id == typed] or found
