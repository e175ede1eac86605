"""Ids as they are printed, as long as they need to be to be one in the record at hand, and as they are typed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from isocourse.course.entries import Entry, Record
from isocourse.typed import Final

ID_SHOWN: Final = 4  # as much of an id as a person types, where no other begins alike
_at_hand: list[Entry] = []
_ordered: list[str] = []


def ids_of(record: Record) -> None:
    """Note the record at hand, among whose ids a printed one has to be enough. Called when one was read or saved."""
    _ordered.clear()
    _at_hand[:] = record.entries


def tagged(entry_id: str) -> str:
    """Return an id as it stands behind an answer."""
    return f"(entry {short(entry_id)})"


def short(entry_id: str) -> str:
    """Return as much of an id as a person has to type: more than four letters where another entry begins alike."""
    if not _ordered:
        _ordered.extend(sorted({entry.id for entry in _at_hand}))
    return shown(entry_id, _ordered)


def shown(entry_id: str, ordered: Sequence[str]) -> str:
    """Return as much of an id as no other one begins with, four letters at least. Those most alike stand beside it."""
    at = bisect_left(ordered, entry_id)
    after = at + (ordered[at : at + 1] == [entry_id])
    beside = (*ordered[max(0, at - 1) : at], *ordered[after : after + 1])
    return entry_id[: max([ID_SHOWN, *(_alike(entry_id, other) + 1 for other in beside)])]


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
