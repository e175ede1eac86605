"""The record as JSON: complete, so that reading it in again gives the same record. Pure.

What was retracted is there, and what is about pregnancy. Where files were written on this computer is not: that is
nobody's business elsewhere.
"""

from __future__ import annotations

import datetime as dt
import json

from isocourse.course.entries import Entry, HandedOut, Record
from isocourse.record.kinds import NAMES, plain_body
from isocourse.typed import Any, Final

APP: Final = "isocourse"
SCHEMA: Final = 1


def as_json(record: Record) -> str:
    """Return the record as one JSON object, in ASCII, an entry a line, with a line end."""
    rows = [
        json.dumps(_row(entry), default=_plain) for entry in record.entries if not isinstance(entry.body, HandedOut)
    ]
    entries = ",\n".join(rows)
    return f'{{"schema": {SCHEMA}, "app": "{APP}", "course": "{record.course}", "entries": [\n{entries}\n]}}\n'


def _row(entry: Entry) -> dict[str, Any]:
    head: dict[str, Any] = {
        "id": entry.id,
        "kind": NAMES[type(entry.body)],
        "recorded": entry.recorded,
        "on": entry.on,
    }
    if entry.replaces is not None:
        head["replaces"] = entry.replaces
    return {**head, **plain_body(entry.body)}


def _plain(value: object) -> str:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    raise TypeError(type(value).__name__)
