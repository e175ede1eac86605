"""The small picture of the sheet: side effects by week, as inline SVG. It has itself in words in it.

Pure. Severity is a letter and the height of a bar, never only a colour.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from isocourse.course.entries import severity_rank
from isocourse.course.trends import Cell, Weeks
from isocourse.named import NamedTuple
from isocourse.render.charts import LEVELS
from isocourse.typed import Final

Name = Callable[[str], str]
_ROWS: Final = 5
_WEEKS: Final = 20  # the newest ones that are drawn
_LEFT: Final = 150
_CELL: Final = 15
_HIGH: Final = 17
_SEVERE: Final = 3
_LONGEST: Final = 26
_SHADES: Final = {1: "#dbe4ee", 2: "#9fb7d1", 3: "#3f6a96"}


class Picture(NamedTuple):
    """The picture, which has itself in words in it, and how to read it."""

    svg: str
    legend: str


def picture(weeks: Weeks | None, shown: Sequence[str], name: Name) -> Picture | None:
    """Return the weeks of the effects that are shown on the sheet; None where there is nothing to draw."""
    rows = [row for row in weeks.rows if row.effect in shown][:_ROWS] if weeks else []
    if not weeks or not rows:
        return None
    skip = max(0, len(rows[0].cells) - _WEEKS)
    first, count = weeks.first + skip, len(rows[0].cells) - skip
    width, height = _LEFT + count * _CELL + 4, (len(rows) + 1) * _HIGH + 4
    marks = [_ruler(first, count)]
    for line, row in enumerate(rows):
        top = (line + 1) * _HIGH
        marks.append(f'<text x="0" y="{top + 12}" font-size="11">{escape(_short(name(row.effect)))}</text>')
        marks += [_bar(column, top, cell) for column, cell in enumerate(row.cells[skip:]) if cell.times]
    words = " ".join(_told(name(row.effect), row.cells[skip:], first) for row in rows)
    svg = (
        f'<svg role="img" aria-labelledby="trend-title trend-words" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" fill="#111">'
        f'<title id="trend-title">Side effects by week</title><desc id="trend-words">{escape(words)}</desc>'
        f"{''.join(marks)}</svg>"
    )
    return Picture(svg, "1 mild, 2 moderate, 3 severe, + how bad not said; empty: nothing logged that week.")


def _bar(column: int, top: int, cell: Cell) -> str:
    level = max(1, severity_rank(cell.worst))
    x, tall = _LEFT + column * _CELL, 5 * level
    ink, size = "#fff" if level == _SEVERE else "#111", 10 if level > 1 else 7
    return (
        f'<rect x="{x}" y="{top + 15 - tall}" width="{_CELL - 3}" height="{tall}" fill="{_SHADES[level]}"/>'
        f'<text x="{x + 4}" y="{top + 14}" font-size="{size}" fill="{ink}">{LEVELS[cell.worst]}</text>'
    )


def _ruler(first: int, count: int) -> str:
    weeks = range(first, first + count)
    shown = [week for week in weeks if week == first or week % 5 == 0]
    return '<text x="0" y="12" font-size="10">week</text>' + "".join(
        f'<text x="{_LEFT + (week - first) * _CELL + 3}" y="12" font-size="10">{week}</text>' for week in shown
    )


def _told(name: str, cells: Sequence[Cell], first: int) -> str:
    hit = [(week, cell) for week, cell in enumerate(cells, first) if cell.times]
    said = ", ".join(f"{week} {cell.worst.value if cell.worst else 'not said'}" for week, cell in hit)
    return f"{name[:1].upper() + name[1:]}: week {said}."


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
