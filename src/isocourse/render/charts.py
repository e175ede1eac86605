"""Pictures made of letters: side effects by week, doses by day, milligrams so far. Each is also told in words.

They read without colour and at 60 columns, and a screen reader can skip to the words below each picture.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from isocourse.course.days import spoken
from isocourse.course.doses import Day, Ledger, adherence, totals
from isocourse.course.entries import Severity, severity_rank
from isocourse.course.trends import Cell, Mark, Milligrams, Row, Weeks, mark
from isocourse.render.text import clean, plural
from isocourse.typed import Any, Final

Name = Callable[[str], str]

LEVELS: Final = {Severity.MILD: "1", Severity.MODERATE: "2", Severity.SEVERE: "3", None: "+"}
MARKS: Final = {
    Mark.TAKEN: "T",
    Mark.ASSUMED: "a",
    Mark.MISSED: "m",
    Mark.EXTRA: "X",
    Mark.PAUSED: "p",
    Mark.UNKNOWN: "?",
    Mark.OPEN: "_",
    Mark.NOTHING: ".",
}
_WEEK: Final = 7
_NARROW: Final = 40  # below, the calendar stands closer
HEAD: Final = 4  # lines above the calendar
_EVERY: Final = 5
_FEWEST, _BAR_MOST = 10, 40
_BAR_TEXT: Final = 34
_SHOWN: Final = 6


def effects(weeks: Weeks | None, name: Name, width: int) -> list[str]:
    """Return the side effects by week, worst of each week."""
    if weeks is None:
        return ["Side effects by week: none logged so far. That says nothing about how you are: isocourse log"]
    lines = [
        effects_title(weeks),
        "  1 mild  2 moderate  3 severe  + logged, how bad not said",
        "  . nothing logged that week" + ("  0 is the time before the first capsule" if not weeks.first else ""),
    ]
    names = [clean(name(row.effect)) for row in weeks.rows]
    count = len(weeks.rows[0].cells)
    room = min(count, max(_FEWEST, width - 4 - max(map(len, names))))
    for start in range(0, count, room):
        lines.append("  " + ruler(weeks.first + start, min(room, count - start)))
        for row, said in zip(weeks.rows, names, strict=True):
            cells = row.cells[start : start + room]
            lines.append("  " + "".join(_letter(cell) for cell in cells) + f"  {said}")
    return [*lines, "In words:", *effects_told(weeks, name)]


def effects_title(weeks: Weeks) -> str:
    """Return what the picture of side effects is called."""
    since = "the course" if weeks.since_start else "the diary (the day of the first capsule is not known)"
    return f"Side effects by week of {since}"


def effects_told(weeks: Weeks, name: Name) -> list[str]:
    """Return each side effect over the weeks in words."""
    return [f"  {_told(row, clean(name(row.effect)), weeks.first)}" for row in weeks.rows]


def effects_json(weeks: Weeks | None, name: Name) -> dict[str, Any]:
    """Return the side effects by week as JSON; weeks without an entry are left out."""
    if weeks is None:
        return {"since_start": None, "rows": []}
    rows = [
        {
            "effect": row.effect,
            "name": name(row.effect),
            "weeks": [
                {"week": week, "times": cell.times, "worst": cell.worst.value if cell.worst else None}
                for week, cell in enumerate(row.cells, weeks.first)
                if cell.times
            ],
        }
        for row in weeks.rows
    ]
    return {"since_start": weeks.since_start, "rows": rows}


def doses(book: Ledger, width: int) -> list[str]:
    """Return the doses as a calendar, a week a line, Monday first."""
    if not book.counted:
        return ["Doses by day: nothing is known of your doses yet. isocourse set --doses each, or exceptions"]
    lines = [
        "Doses by day",
        "  T taken  a assumed  m missed  X extra  p pause",
        "  ? not logged  _ today, not logged yet  . none planned",
        _weekdays(width),
    ]
    for monday, week in calendar(book):
        lines.append(f"  {week_of(monday, width)}{gap(width).join(map(letter, week))}".rstrip())
    return [*lines, "In words:", *doses_told(book)]


def calendar(book: Ledger) -> Iterator[tuple[dt.date, list[Mark | None]]]:
    """Yield each week by its Monday with the marks of its days; none for a day outside of what is known."""
    monday = book.days[0].day - dt.timedelta(days=book.days[0].day.weekday())
    marks = {day.day: mark(day) for day in book.days}
    while monday <= book.days[-1].day:
        yield monday, [marks.get(monday + dt.timedelta(days=number)) for number in range(_WEEK)]
        monday += dt.timedelta(days=_WEEK)


def letter(found: Mark | None) -> str:
    """Return the letter of a day in the calendar of doses."""
    return " " if found is None else MARKS[found]


def gap(width: int) -> str:
    """Return what stands between the days of a week."""
    return "  " if width >= _NARROW else " "


def week_of(monday: dt.date, width: int) -> str:
    """Return what stands before a week: its Monday, on a narrow screen without the year."""
    return f"{spoken(monday, year=True)[4:]:>12}    " if width >= _NARROW else f"{spoken(monday)[4:]:6}  "


def _weekdays(width: int) -> str:
    """Return the names of the days above their columns."""
    return " " * 18 + "Mo Tu We Th Fr Sa Su" if width >= _NARROW else " " * 10 + "M T W T F S S"


def doses_json(book: Ledger) -> list[dict[str, Any]]:
    """Return each day's doses as JSON."""
    return [
        {
            "on": day.day.isoformat(),
            "mark": mark(day).value,
            "planned": day.expected,
            "taken": day.taken,
            "assumed": day.assumed,
            "missed": day.missed,
            "extra": day.extra,
        }
        for day in book.days
    ]


def milligrams(book: Ledger, rows: Sequence[Milligrams], width: int) -> list[str]:
    """Return the running sums by week as bars, taken and assumed apart."""
    if not rows or not book.counted:
        return ["Milligrams so far: not known yet."]
    most = max(((row.taken or 0) + (row.assumed or 0) for row in rows), default=0)
    room = max(_FEWEST, min(_BAR_MOST, width - _BAR_TEXT))
    lines = ["Milligrams so far, by week of the course", "  # taken  = assumed"]
    for row in rows:
        if row.taken is None or row.assumed is None:
            lines.append(f"  week {row.week:>2}  not known: a dose of unknown mg is in it")
            continue
        taken, both = (round(room * amount / most) if most else 0 for amount in (row.taken, row.taken + row.assumed))
        bar = "#" * taken + "=" * (both - taken)
        lines.append(f"  week {row.week:>2}  {bar.ljust(room)}  {row.taken:g} + {row.assumed:g} mg")
    return [*lines, "In words:", *milligrams_told(book)]


def milligrams_json(book: Ledger, rows: Sequence[Milligrams]) -> dict[str, Any]:
    """Return the running sums as JSON."""
    sums = totals(book)
    return {
        "mg_taken": sums.mg_taken,
        "mg_assumed": sums.mg_assumed,
        "mg_per_kg": sums.mg_per_kg,
        "weeks": [row._asdict() for row in rows],
    }


def _letter(cell: Cell) -> str:
    return LEVELS[cell.worst] if cell.times else "."


def ruler(first: int, count: int, cell: int = 1) -> str:
    """Return week numbers above their columns, which are `cell` wide: the first, then every fifth."""
    line = str(first)
    for week in range(first + 1, first + count):
        at = (week - first) * cell
        if week % _EVERY == 0 and len(line) < at:
            line = line.ljust(at) + str(week)
    return line


def _told(row: Row, name: str, first: int) -> str:
    weeks = [(week, cell) for week, cell in enumerate(row.cells, first) if cell.times]
    times = sum(cell.times for _, cell in weeks)
    said = f"{name}: {plural(times, 'time')}, in {len(weeks)} of {plural(len(row.cells), 'week')}."
    known = [(cell.worst, week) for week, cell in weeks if cell.worst is not None]
    if known:
        worst = max((level for level, _ in known), key=severity_rank)
        where = next(week for level, week in known if level is worst)
        said += f" Worst: {worst.value}, week {where}."
    return f"{said} Last: week {weeks[-1][0]}."


def doses_told(book: Ledger) -> list[str]:
    """Return the doses in words."""
    found = adherence(book)
    planned = "" if found.planned is None else f" {plural(found.planned, 'dose')} planned;"
    first, last = book.days[0].day, book.days[-1].day
    lines = [
        f"  {spoken(first, year=True)} to {spoken(last, year=True)}:{planned} {found.taken} taken as logged,"
        f" {found.assumed} assumed, {found.missed} missed, {found.unlogged} not logged; {found.extra} extra."
    ]
    for word, days in (
        ("Missed on", [day for day in book.days if day.missed]),
        ("Extra on", [day for day in book.days if day.extra]),
    ):
        if days:
            lines.append(f"  {word} {_dates(days)}.")
    pauses = [day for day in book.days if day.paused]
    if pauses:
        lines.append(f"  Paused on {plural(len(pauses), 'day')}.")
    return lines


def _dates(days: Sequence[Day]) -> str:
    """Return the days, the latest ones where there are many."""
    shown = ", ".join(spoken(day.day) for day in days[-_SHOWN:])
    more = len(days) - _SHOWN
    return f"{shown} and {plural(more, 'day')} before" if more > 0 else shown


def milligrams_told(book: Ledger) -> list[str]:
    """Return the milligrams in words."""
    sums, found = totals(book), adherence(book)
    lines = []
    if sums.mg_taken is None or sums.mg_assumed is None:
        lines.append("  The sum is not known: at least one dose has no known mg. It is never guessed.")
    else:
        lines.append(f"  {sums.mg_taken:g} mg logged as taken and {sums.mg_assumed:g} mg assumed.")
        if sums.mg_per_kg is None:
            lines.append("  mg/kg: not known, a day has no weight. isocourse weight KG --on DATE")
        else:
            lines.append(f"  Together {sums.mg_per_kg:g} mg/kg, each dose by the weight of its day.")
    if found.unlogged:
        lines.append(f"  Not counted: {plural(found.unlogged, 'planned dose')} that nobody logged.")
    return lines
