"""The month ahead as a strip of days, for a terminal in colour; the same is told in words below it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import groupby

from isocourse.agenda.ahead import Ahead
from isocourse.agenda.closed import ONE_DAY
from isocourse.agenda.link import Dates, Link
from isocourse.content.plan import PlanFacts
from isocourse.ipledge.holidays import holiday_on
from isocourse.ipledge.steps import DONE, NOT_NEEDED
from isocourse.render.drawn.ink import ink, keys
from isocourse.typed import Final

_WEEKDAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_LABEL: Final = 32
_WIDE: Final = 3  # columns of a day, where they fit
_LEGEND: Final = (
    ("=", "capsules"),
    ("x", "none"),
    ("-", "may be done"),
    ("O", "last safe day"),
    ("!", "still possible"),
    ("h", "holiday"),
)
_COLOURS: Final[Mapping[str, str]] = {"O": "yellow", "-": "green", "!": "red", "x": "red", "h": "red", "^": "cyan"}


def strip(found: Ahead, facts: PlanFacts, width: int) -> list[str]:
    """Return the days up to the end of the capsules and of the window in colour; none where no step has a day."""
    days = _days(found, width)
    if not days:
        return []
    cell = _WIDE if _LABEL + 2 + _WIDE * len(days) <= width else 1
    rows = [("today", "^")]
    holidays = "".join("h" if holiday_on(day, found.standing.month.book.holidays) else " " for day in days)
    rows += [("holidays", holidays)] if holidays.strip() else []
    if found.standing.covered_to is not None:
        covered = found.standing.covered_to
        rows.append(("capsules", "".join("=" if day <= covered else "x" for day in days)))
    rows += [(facts.steps[link.id].title, _step(link.dates, days)) for link in _open(found)]
    head = [_names(days, cell), _mondays(days, cell)]
    return [" " * (_LABEL + 2) + line for line in head] + _painted(rows, cell) + keys(_LEGEND, width)


def _open(found: Ahead) -> Iterator[Link]:
    for link in found.chain:
        if link.state not in {DONE, NOT_NEEDED} and link.month == found.standing.month.number and link.dates.last_safe:
            yield link


def _days(found: Ahead, width: int) -> list[dt.date]:
    """Return the days from today to the last one that matters, as many as fit."""
    today = found.standing.today
    ends = [day for link in _open(found) for day in link.dates[1:] if day is not None]
    if not ends or found.standing.stopped:
        return []
    covered = found.standing.covered_to
    end = max([*ends, *([covered + ONE_DAY] if covered else [])])
    count = min((end - today).days + 1, width - _LABEL - 4)
    return [today + number * ONE_DAY for number in range(max(count, 0))]


def _names(days: list[dt.date], cell: int) -> str:
    """Return the names of the days, or their first letters where there is no room for more."""
    return "".join(f"{_WEEKDAYS[day.weekday()][:cell]:{cell}}" for day in days).rstrip()


def _mondays(days: list[dt.date], cell: int) -> str:
    """Return the day of the month below each day; where there is no room, below the first and each Monday."""
    line = ""
    for number, day in enumerate(days):
        at = number * cell
        if (number == 0 or day.weekday() == 0 or cell == _WIDE) and len(line) <= at:
            line = f"{line:{at}}{day.day} "
    return line.rstrip()[: len(days) * cell]


def _step(dates: Dates, days: list[dt.date]) -> str:
    first, safe, possible = dates
    marks = []
    for day in days:
        if day == safe:
            marks.append("O")
        elif safe is not None and day < safe:
            marks.append("-" if first is not None and first <= day else " ")
        else:
            marks.append("!" if possible is not None and day <= possible else " ")
    return "".join(marks).rstrip()


def _painted(rows: list[tuple[str, str]], cell: int) -> list[str]:
    def paint(mark: str, run: str) -> str:
        colour = _COLOURS.get(mark)
        return ink(run, colour) if colour else run

    lines = []
    for label, marks in rows:
        painted = "".join(paint(mark, "".join(f"{one:{cell}}" for one in run)) for mark, run in groupby(marks))
        lines.append(f"  {label[:_LABEL]:{_LABEL}}{painted}")
    return lines
