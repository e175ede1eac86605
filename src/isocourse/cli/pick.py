"""Finding the entry that a person means."""

from __future__ import annotations

from isocourse.course import find, live
from isocourse.errors import UnknownEntry
from isocourse.model import Entry, Record


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
