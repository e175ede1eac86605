"""A table with the columns of our own CSV; those that are not needed may be missing.

Doses, weights, side effects, labs, notes, the dose prescribed, pick-ups, pauses and mood come back. What the month is
judged by (tests, steps, birth control) and the settings do not: the backup (`export json`) brings them.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
import re
from collections.abc import Callable
from enum import Enum

from isocourse.bring_in.rows import Bad, Collector, Found, Unreadable, Wish, text_of
from isocourse.course.entries import (
    AdverseEvent,
    Body,
    Dose,
    DoseStatus,
    Fill,
    Lab,
    Mood,
    Note,
    Pause,
    Regimen,
    Resume,
    Severity,
    Urgency,
    Weight,
)
from isocourse.export.table import FORMULA, HEAD
from isocourse.typed import Final, TypeVar

SOURCE: Final = "csv"
_NEEDED: Final = {"date", "kind"}
_NOT_TAKEN: Final = (
    "settings", "step", "pregnancy_test", "contraception", "home_tests", "authorization", "cleared", "finish",
)  # fmt: skip
_LONGEST: Final = 4000
_IDENT: Final = re.compile(r"[0-9a-f]{4,32}")
Cells = dict[str, str]
E = TypeVar("E", bound=Enum)


def is_head(line: str) -> bool:
    """Whether this is the first line of such a table."""
    names = [name.strip().strip('"').lower() for name in line.split(",")]
    return set(names) >= _NEEDED and set(names) <= set(HEAD)


def read(data: bytes, wish: Wish) -> Found:
    """Return the rows."""
    text = text_of(data)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found = Collector(SOURCE, wish.today)
    try:
        head = [name.strip().lower() for name in next(reader, [])]
        if not set(head) >= _NEEDED:
            raise Unreadable(f"its first line does not name the columns {', '.join(sorted(_NEEDED))}")
        before = reader.line_num
        for cells in reader:
            place, before = f"line {before + 1}", reader.line_num
            if any(cell.strip() for cell in cells):
                _row(found, place, head, cells)
    except csv.Error as problem:
        raise Unreadable(f"the table cannot be read at line {reader.line_num} ({problem})") from None
    return found.found()


def _row(found: Collector, place: str, head: list[str], cells: list[str]) -> None:
    if len(cells) > len(head):
        found.bad(place, f"it has {len(cells)} columns, and the first line {len(head)}")
        return
    row = dict.fromkeys(HEAD, "") | {name: _plain(cell) for name, cell in zip(head, cells, strict=False)}
    kind = row["kind"].strip().lower().replace(" ", "_")
    if kind in _NOT_TAKEN:
        found.leave_out(place, f"{kind} does not come from a table; the backup brings it (export json)")
        return
    make = _MAKERS.get(kind)
    if make is None:
        found.bad(place, f"{kind or 'no kind'} is not a kind of entry that can be brought in")
        return
    try:
        on = _day(row["date"])
        body = make(row)
    except Bad as problem:
        found.bad(place, str(problem))
        return
    ident = row["id"] if _IDENT.fullmatch(row["id"]) else None
    found.take(place, ident or "|".join(row[name] for name in HEAD), on, body, ident)


def _plain(cell: str) -> str:
    """Return a cell without the apostrophe that kept a spreadsheet from reading it as a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def _dose(row: Cells) -> Body:
    status = _one(DoseStatus, row["status"], "status")
    return Dose(status=status, at=_time(row["time"]), mg=_maybe(row, "value", 0.001, 200), reason=_text(row["note"]))


def _weight(row: Cells) -> Body:
    if row["unit"].strip().lower() not in {"", "kg"}:
        raise Bad(f"{row['unit']} is no unit of weight that is known here; write kg")
    return Weight(kg=_number(row, "value", 20, 400))


def _event(row: Cells) -> Body:
    words = _text(row["note"])
    name = row["name"].strip().lower().replace(" ", "-")
    if not name and not words:
        raise Bad("neither a name nor words say what it was")
    if len(name) > 200:  # noqa: PLR2004 - what a record can hold
        raise Bad("its name is too long")
    severity = _one(Severity, row["severity"], "severity") if row["severity"].strip() else None
    try:
        urgency = Urgency(row["status"].strip().lower())
    except ValueError:
        urgency = Urgency.NONE
    return AdverseEvent(effect=name or "other", severity=severity, words=words, urgency=urgency)


def _lab(row: Cells) -> Body:
    name, unit = row["name"].strip(), row["unit"].strip()
    if not name or len(name) > 200 or len(unit) > 200:  # noqa: PLR2004 - what a record can hold
        raise Bad("a lab value needs a name")
    low, high = _maybe(row, "low", -1e6, 1e6), _maybe(row, "high", -1e6, 1e6)
    return Lab(name=name, value=_number(row, "value", -1e6, 1e6), unit=unit, low=low, high=high)


def _note(row: Cells) -> Body:
    words = _text(row["note"])
    if not words:
        raise Bad("the note is empty")
    return Note(text=words, question=row["status"].strip().lower() == "question")


def _regimen(row: Cells) -> Body:
    times = re.match(r"\s*([1-4])\b", row["status"])
    mg = _maybe(row, "value", 0.001, 200)
    pattern = _text(row["note"])
    if mg is None and not pattern:
        raise Bad("the dose is missing")
    return Regimen(
        product=row["name"].strip()[:200] or None, mg=mg, times=int(times[1]) if times else None, pattern=pattern
    )


def _fill(row: Cells) -> Body:
    days = _number(row, "value", 1, 90)
    capsules = re.match(r"\s*([0-9]{1,3}|1000)\s+capsules", row["note"])
    if days != int(days):
        raise Bad(f"{row['value']} is no number of days")
    return Fill(days=int(days), capsules=int(capsules[1]) if capsules and int(capsules[1]) else None)


def _mood(row: Cells) -> Body:
    parts = [part.strip() for part in row["note"].split(",")]
    if len(parts) not in {2, 9} or not set(parts) <= {"-", "0", "1", "2", "3"}:
        raise Bad("its answers cannot be read")
    return Mood(answers=tuple(None if part == "-" else int(part) for part in parts))


_MAKERS: Final[dict[str, Callable[[Cells], Body]]] = {
    "dose": _dose,
    "weight": _weight,
    "adverse_event": _event,
    "lab": _lab,
    "note": _note,
    "regimen": _regimen,
    "fill": _fill,
    "pause": lambda row: Pause(reason=_text(row["note"])),
    "resume": lambda _: Resume(),
    "mood": _mood,
}


def _day(text: str) -> dt.date:
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text.strip()):
            raise ValueError  # noqa: TRY301 - told below
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise Bad(f"{text[:40]!r} is no day like 2026-11-22") from None


def _time(text: str) -> dt.time | None:
    if not text.strip():
        return None
    try:
        found = dt.time.fromisoformat(text.strip())
    except ValueError:
        raise Bad(f"{text[:40]!r} is no time like 21:30") from None
    return found.replace(tzinfo=None)


def _maybe(row: Cells, name: str, low: float, high: float) -> float | None:
    return _number(row, name, low, high) if row[name].strip() else None


def _number(row: Cells, name: str, low: float, high: float) -> float:
    text = row[name].strip()
    try:
        value = float(text)
    except ValueError:
        raise Bad(f"{name}: {text[:40]!r} is not a number") from None
    if not math.isfinite(value) or not low <= value <= high:
        raise Bad(f"{name}: {text[:40]} is not from {low:g} to {high:g}")
    return value


def _one(kind: type[E], text: str, name: str) -> E:
    try:
        return kind(text.strip().lower())
    except ValueError:
        raise Bad(f"{name}: {text[:40]!r} is none of {', '.join(str(one.value) for one in kind)}") from None


def _text(text: str) -> str | None:
    if len(text) > _LONGEST:
        raise Bad(f"the note is longer than {_LONGEST} letters")
    return text.strip() or None
