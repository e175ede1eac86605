"""MedTimer's CSV of events: a line a reminder, nine columns with semicolons, nothing quoted, times in UTC at the end.

An empty "taken" is a reminder that was skipped or never answered: MedTimer does not tell which, so nothing is recorded.
Columns are found by their place, as their names are in the language of the phone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from isocourse.bring_in.rows import Bad, Collector, Found, Unreadable, Wish, text_of
from isocourse.course.entries import Dose, DoseStatus
from isocourse.typed import Final

SOURCE: Final = "medtimer"
_COLUMNS: Final = 9
_MARK: Final = "(ISO 8601)"
_OLD_HEAD: Final = re.compile(r"(?:time|reminded);[^;]*(?:name|medicine)[^;]*;(?:dosage|amount);taken", re.IGNORECASE)
_ISO: Final = r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)"
_ENDS: Final = re.compile(rf"[^;]*(?:;[^;]*)+;{_ISO};(?:{_ISO})?")
_MG: Final = re.compile(r"\s*([0-9]+(?:[.,][0-9]+)?)\s*mg\b", re.IGNORECASE)


def is_head(line: str) -> bool:
    """Whether this is the first line of MedTimer's table; that of an older version has no times that can be read."""
    return line.count(_MARK) == 2 or _OLD_HEAD.match(line) is not None  # noqa: PLR2004 - reminded and taken


def read(data: bytes, wish: Wish) -> Found:
    """Return the doses of one medicine."""
    lines = text_of(data).replace("\r\n", "\n").split("\n")
    if lines[0].count(_MARK) != 2:  # noqa: PLR2004 - as above
        raise Unreadable("this MedTimer table has no ISO times, and its dates can be read two ways; export it again")
    found, names = Collector(SOURCE, wish.today), set()
    for number, line in _records(lines[1:], found):
        fields = line.split(";")
        name = fields[1].strip()
        names.add(name)
        if not any(wanted in name.casefold() for wanted in wish.medicines):
            found.leave_out(f"line {number}", f"another medicine: {name}")
            continue
        try:
            _take(found, number, fields, wish)
        except Bad as problem:
            found.bad(f"line {number}", str(problem))
    done = found.found()
    if done.left_out and not (done.rows or done.not_known or done.bad):
        shown = ", ".join(sorted(names)[:8])
        raise Unreadable(
            f"no medicine in it is known as isotretinoin (there are: {shown}); name yours: --medicine NAME"
        )
    return done


def _records(lines: list[str], found: Collector) -> Iterator[tuple[int, str]]:
    """Yield each record with the number of its first line; a note may run over several lines."""
    held: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 2):
        if _ENDS.fullmatch(line) and line.count(";") >= _COLUMNS - 1:
            _drop(held, found)
            yield number, line
        elif line.count(";") >= _COLUMNS - 1 and not held:
            found.bad(f"line {number}", "its times cannot be read")
        elif line.strip() or held:
            held.append((number, line))
            joined = "\n".join(text for _, text in held)
            if joined.count(";") >= _COLUMNS - 1 and _ENDS.fullmatch(joined):
                yield held[0][0], joined
                held.clear()
    _drop(held, found)


def _drop(held: list[tuple[int, str]], found: Collector) -> None:
    for number, text in held:
        if text.strip():
            columns = text.count(";") + 1
            why = f"it has {columns} columns, not {_COLUMNS}" if columns < _COLUMNS else "its times cannot be read"
            found.bad(f"line {number}", why)
    held.clear()


def _take(found: Collector, number: int, fields: list[str], wish: Wish) -> None:
    reminded, taken = fields[-2], fields[-1]
    notes = ";".join(fields[6:-2]).strip()
    due = _moment(reminded, wish)
    if not taken:
        found.not_known(f"line {number}", f"{due.date()}: skipped, or never answered; MedTimer does not say which")
        return
    when = _moment(taken, wish)
    amount = _MG.match(fields[2])
    mg = float(amount[1].replace(",", ".")) if amount else None
    if mg is not None and not 0 < mg <= 200:  # noqa: PLR2004 - what a record can hold
        raise Bad(f"{fields[2].strip()} is no dose that can be kept")
    body = Dose(
        status=DoseStatus.TAKEN, at=when.time().replace(second=0, microsecond=0), mg=mg, reason=notes[:4000] or None
    )
    found.take(f"line {number}", f"{reminded}|{fields[1].strip()}|{fields[2].strip()}", when.date(), body)


def _moment(text: str, wish: Wish) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text).astimezone(wish.zone)
    except (ValueError, OverflowError):
        raise Bad(f"{text} is no time that can be read") from None
