"""Our own backup (`export json`): the whole record, entry by entry as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from isocourse.bring_in.rows import Unreadable
from isocourse.course.entries import Record
from isocourse.errors import Misfit
from isocourse.export.backup import APP, SCHEMA
from isocourse.fields import Table, clock, day, tables, text, whole
from isocourse.record.kinds import KINDS, ident, read_entry
from isocourse.typed import Any


def read(document: Any) -> Record:  # noqa: ANN401 - what JSON holds
    """Return the record. Raises Unreadable with the place of what is wrong."""
    try:
        top = Table(document, "")
        schema = top.take("schema", whole(1, 9999))
        if schema > SCHEMA:
            raise Unreadable(f"the backup was made by a newer isocourse (schema {schema}); update this one")
        if top.take("app", text) != APP:
            raise Unreadable("the backup is not of isocourse")
        course = top.take("course", ident)
        rows = top.take("entries", tables)
        top.close()
        entries = tuple(read_entry(Table(_typed(dict(row)), f"entries[{n}]")) for n, row in enumerate(rows))
    except Misfit as problem:
        raise Unreadable(f"the backup cannot be read ({problem})") from None
    if len({entry.id for entry in entries}) < len(entries):
        raise Unreadable("two entries of the backup have the same id")
    return Record(course=course, entries=entries)


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    """Return an entry with its dates and times as what they are; what is none is left for the readers to refuse."""
    kind = KINDS.get(str(row.get("kind")))
    readers = dict(kind.fields) if kind else {}
    for key, value in row.items():
        if isinstance(value, str):
            row[key] = _as_time(key, value, readers.get(key))
    return row


def _as_time(key: str, value: str, reader: Callable[[object], object] | None) -> object:
    try:
        if key == "recorded":
            return dt.datetime.fromisoformat(value)
        if key == "on" or reader is day:
            return dt.date.fromisoformat(value)
        if reader is clock:
            return dt.time.fromisoformat(value)
    except ValueError:
        return value
    return value
