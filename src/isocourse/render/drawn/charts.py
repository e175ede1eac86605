"""The diary drawn in color: blocks for how bad it was, a calendar of doses, bars for milligrams.

What each picture says is told in words below it, the same words as in a pipe.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from isocourse.course.days import spoken
from isocourse.course.doses import Ledger
from isocourse.course.entries import Mood, Severity
from isocourse.course.trends import Cell, Mark, Milligrams, Weeks
from isocourse.render import charts, mood
from isocourse.render.charts import Name
from isocourse.render.drawn.ink import ink, keys
from isocourse.render.text import clean
from isocourse.triage.mood import highest, item9, total
from isocourse.typed import Final

LEVELS: Final = {
    Severity.MILD: ("▂", "green", "mild"),
    Severity.MODERATE: ("▅", "yellow", "moderate"),
    Severity.SEVERE: ("█", "red", "severe"),
    None: ("▒", "magenta", "logged, how bad not said"),
}
_NOTHING: Final = "·"
_MARKS: Final = {
    Mark.TAKEN: "green",
    Mark.ASSUMED: "green dim",
    Mark.MISSED: "red bold",
    Mark.EXTRA: "magenta bold",
    Mark.PAUSED: "cyan",
    Mark.UNKNOWN: "yellow",
}
_STEPS: Final = " ▁▂▃▄▅▆▇█"
_FEWEST: Final = 10
_NARROW: Final = 50  # below, a name has a line of its own
_LONGEST: Final = 40
_CELL: Final = 2  # columns of a week, where they fit


def effects(weeks: Weeks | None, name: Name, width: int) -> list[str]:
    """Return the side effects by week, worst of each week, as blocks."""
    if weeks is None:
        return charts.effects(weeks, name, width)
    said = [clean(name(row.effect)) for row in weeks.rows]
    beside = width >= _NARROW
    label = max(map(len, said)) + 2 if beside else 0
    count = len(weeks.rows[0].cells)
    cell = _CELL if label + 2 + _CELL * count <= width else 1
    room = min(count, max(_FEWEST, width - label - 2))
    lines = [ink(charts.effects_title(weeks), "bold")]
    for start in range(0, count, room):
        shown = min(room, count - start)
        lines.append("  " + ink(" " * label + charts.ruler(weeks.first + start, shown, cell), "dim"))
        for row, called in zip(weeks.rows, said, strict=True):
            cells = (" " * (cell - 1)).join(map(_block, row.cells[start : start + room]))
            lines += [f"  {called:{label}}{cells}"] if beside else [f"  {called}", f"  {cells}"]
    return [*lines, *_legend(weeks, width), "In words:", *charts.effects_told(weeks, name)]


def _legend(weeks: Weeks, width: int) -> list[str]:
    marks = [(ink(block, color), word) for block, color, word in LEVELS.values()]
    marks.append((_NOTHING, "nothing logged that week"))
    if not weeks.first:
        marks.append(("0", "the time before the first capsule"))
    return keys(marks, width)


def _block(cell: Cell) -> str:
    if not cell.times:
        return _NOTHING
    block, color, _ = LEVELS[cell.worst]
    return ink(block, color)


def doses(book: Ledger, width: int) -> list[str]:
    """Return the doses as a calendar, a week a line, Monday first, each mark in its color."""
    plain = charts.doses(book, width)
    if not book.counted:
        return plain
    gap = charts.gap(width)
    lines = [ink(plain[0], "bold"), *plain[1 : charts.HEAD]]
    for monday, week in charts.calendar(book):
        days = [ink(charts.MARKS[one], _MARKS[one]) if one in _MARKS else charts.letter(one) for one in week]
        lines.append(f"  {charts.week_of(monday, width)}{gap.join(days)}".rstrip())
    return [*lines, "In words:", *charts.doses_told(book)]


def milligrams(book: Ledger, rows: Sequence[Milligrams], width: int) -> list[str]:
    """Return the milligrams of each week as blocks, and the sum as a bar, taken and assumed apart."""
    if not rows or not book.counted:
        return charts.milligrams(book, rows, width)
    weekly = _weekly(rows)
    most = max((amount for amount in weekly if amount), default=0)
    if not most:
        return [ink("Milligrams so far", "bold"), "In words:", *charts.milligrams_told(book)]
    lines = [ink("Milligrams of each week", "bold")]
    room = max(_FEWEST, width - 2)
    for start in range(0, len(weekly), room):
        part = weekly[start : start + room]
        lines.append("  " + ink(charts.ruler(rows[start].week, len(part)), "dim"))
        lines.append("  " + "".join(_amount(amount, most) for amount in part))
    marks = [(ink(_STEPS[-1], "cyan"), f"{most:g} mg in a week, the most so far"), ("?", "not known")]
    lines += keys(marks[: 2 if None in weekly else 1], width)
    taken, assumed = rows[-1].taken, rows[-1].assumed
    if taken is not None and assumed is not None and taken + assumed:
        cells = min(_LONGEST, width - 4)
        full = round(cells * taken / (taken + assumed))
        lines.append(f"  {ink(_STEPS[-1] * full, 'green')}{'░' * (cells - full)}")
        lines += keys([(ink(_STEPS[-1], "green"), f"{taken:g} mg taken"), ("░", f"{assumed:g} mg assumed")], width)
    return [*lines, "In words:", *charts.milligrams_told(book)]


def _weekly(rows: Sequence[Milligrams]) -> list[float | None]:
    """Return what each week has added to the running sums."""
    sums = [0.0, *(None if row.taken is None or row.assumed is None else row.taken + row.assumed for row in rows)]
    return [None if before is None or after is None else after - before for before, after in pairwise(sums)]


def _amount(amount: float | None, most: float) -> str:
    if amount is None:
        return ink("?", "yellow")
    if not amount:
        return _NOTHING
    return ink(_STEPS[max(1, round(amount / most * (len(_STEPS) - 1)))], "cyan")


def mood_sums(rows: Sequence[tuple[dt.date, Mood]]) -> list[str]:
    """Return the last sittings as bars, with the sums beside them."""
    plain = mood.mood_sums(rows)
    if not rows:
        return plain
    lines = [ink(plain[0], "bold"), *(line.replace("#", _STEPS[-1], 1) for line in plain[1:2])]
    for on, body in rows[-mood.LAST :]:
        points, nine = total(body), item9(body)
        bar = "one left out" if points is None else ink(_STEPS[-1] * points, "cyan") if points else ""
        said = "" if points is None else f"  {points} of {highest(body)}"
        worst = "" if nine is None else ink(f"  9: {nine}", "red bold") if nine else "  9: 0"
        lines.append(f"  {spoken(on, year=True)[4:]:>12}  {bar}{said}{worst}")
    return lines
