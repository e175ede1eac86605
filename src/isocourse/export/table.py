"""The record as CSV: what holds, a row an entry, for a spreadsheet. Pure.

A cell that a spreadsheet would take for a formula begins with an apostrophe. Control characters become blanks, line
breaks stay inside their cell.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable

from isocourse.course.entries import (
    AdverseEvent,
    AlarmSeen,
    Authorization,
    Body,
    Cleared,
    Contraception,
    Dose,
    Entry,
    Exported,
    Fill,
    Finish,
    HandedOut,
    HomeTests,
    Imported,
    Lab,
    Mood,
    Note,
    Pause,
    PregnancyTest,
    Regimen,
    Resume,
    Retraction,
    Settings,
    Step,
    Weight,
)
from isocourse.named import NamedTuple
from isocourse.record.kinds import NAMES, plain_body
from isocourse.render.text import clean
from isocourse.triage import mood
from isocourse.typed import Any, Final

HEAD: Final = ("date", "time", "kind", "name", "value", "unit", "low", "high", "severity", "status", "note", "id")
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
Name = Callable[[str], str]


class Cells(NamedTuple):
    """One row between the date and the id."""

    time: str = ""
    name: str = ""
    value: str = ""
    unit: str = ""
    low: str = ""
    high: str = ""
    severity: str = ""
    status: str = ""
    note: str = ""


class _Lines:
    """Takes what the writer writes."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def write(self, line: str) -> None:
        """Keep a line."""
        self._lines.append(line)


def as_csv(entries: Iterable[Entry]) -> str:
    """Return the entries, oldest first, a line an entry but for line breaks inside of a cell."""
    lines: list[str] = []
    writer = csv.writer(_Lines(lines), lineterminator="\n")
    writer.writerow(HEAD)
    for entry in entries:
        make = CELLS[type(entry.body)]
        if make is None:
            continue
        time, *cells = make(entry.body)
        row = (entry.on.isoformat(), time, NAMES[type(entry.body)], *cells, entry.id)
        writer.writerow([_safe(cell) for cell in row])
    return "".join(lines)


def _safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    kept = "\n".join(clean(line) for line in cell.replace("\r\n", "\n").split("\n")) if not cell.isprintable() else cell
    return f"'{kept}" if cell.startswith(FORMULA) or kept.startswith(FORMULA) else kept


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def _words(*parts: str | None) -> str:
    return "\n".join(part for part in parts if part)


def _settings(body: Settings) -> Cells:
    said = "; ".join(f"{key}={value}" for key, value in plain_body(body).items())
    return Cells(note=said)


def _regimen(body: Regimen) -> Cells:
    times = "" if body.times is None else f"{body.times} a day"
    return Cells(
        name=body.product or "",
        value=_number(body.mg),
        unit="mg" if body.mg else "",
        status=times,
        note=body.pattern or "",
    )


def _dose(body: Dose) -> Cells:
    return Cells(
        time=body.at.isoformat("minutes") if body.at else "",
        value=_number(body.mg),
        unit="mg" if body.mg is not None else "",
        status=body.status.value,
        note=body.reason or "",
    )


def _event(body: AdverseEvent) -> Cells:
    return Cells(
        name=body.effect,
        severity=body.severity.value if body.severity else "",
        status=body.urgency.value,
        note=_words(body.words, body.note),
    )


def _lab(body: Lab) -> Cells:
    return Cells(
        name=body.name, value=_number(body.value), unit=body.unit, low=_number(body.low), high=_number(body.high)
    )


def _mood(body: Mood) -> Cells:
    answers = ",".join("-" if answer is None else str(answer) for answer in body.answers)
    return Cells(name=mood.instrument(body), value=_number(mood.total(body)), status=body.urgency.value, note=answers)


def _test(body: PregnancyTest) -> Cells:
    where = body.setting.value if body.setting else ""
    return Cells(name="pregnancy test", value=body.specimen_date.isoformat(), status=body.result.value, note=where)


def _forms(body: Contraception) -> Cells:
    return Cells(name="abstinence" if body.abstinence else " + ".join(body.forms))


CELLS: Final[dict[type[Body], Callable[[Any], Cells] | None]] = {
    Settings: _settings,
    Regimen: _regimen,
    Weight: lambda b: Cells(name="weight", value=_number(b.kg), unit="kg"),
    Dose: _dose,
    AdverseEvent: _event,
    PregnancyTest: _test,
    Contraception: _forms,
    Step: lambda b: Cells(name=b.step.value, status="done"),
    HomeTests: lambda b: Cells(status="allowed" if b.allowed else "not allowed"),
    Authorization: lambda b: Cells(value=b.until.isoformat()),
    Fill: lambda b: Cells(value=_number(b.days), unit="d", note=f"{b.capsules} capsules" if b.capsules else ""),
    Cleared: lambda b: Cells(name=b.target),
    Lab: _lab,
    Pause: lambda b: Cells(note=b.reason or ""),
    Resume: lambda _: Cells(),
    Finish: lambda b: Cells(
        value=b.last_capsule.isoformat(), status="stopped early" if b.stopped_early else "", note=b.reason or ""
    ),
    Note: lambda b: Cells(status="question" if b.question else "", note=b.text),
    Mood: _mood,
    **dict.fromkeys(
        (AlarmSeen, Exported, HandedOut, Imported, Retraction), None
    ),  # they tell of files, not of the course
}
