"""What the diary shows over time: side effects by week, doses by day, milligrams by week. Pure.

A week without an entry is a week in which nothing was logged, never a week without the side effect.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from isocourse.course.doses import Day, Ledger, add
from isocourse.course.entries import AdverseEvent, Severity, severity_rank
from isocourse.course.standing import Course
from isocourse.named import NamedTuple
from isocourse.typed import Final

_WEEK: Final = 7
_NOT_AN_EFFECT: Final = "none"


class Cell(NamedTuple):
    """One effect in one week: how often it was logged, and the worst that was said of it (None: nobody said)."""

    times: int = 0
    worst: Severity | None = None


class Row(NamedTuple):
    """One effect, week by week."""

    effect: str
    cells: tuple[Cell, ...]


class Weeks(NamedTuple):
    """Every effect logged, by week. Weeks count from the first capsule, week 0 being the time before it.

    `since_start` is false where the first capsule's day is unknown: weeks then count from the first entry.
    """

    first: int
    since_start: bool
    rows: tuple[Row, ...]


class Change(Enum):
    """This week against the one before."""

    NEW = "new"
    WORSE = "worse"
    SAME = "as before"
    MILDER = "milder"
    QUIET = "not logged this week"


class Recent(NamedTuple):
    """One effect in the last seven days and in the seven before."""

    effect: str
    now: Cell
    before: Cell
    change: Change


class Mark(Enum):
    """What one day of the dose calendar shows."""

    EXTRA = "extra"
    MISSED = "missed"
    TAKEN = "taken"
    ASSUMED = "assumed"
    PAUSED = "paused"
    UNKNOWN = "not logged"
    OPEN = "today, not logged yet"
    NOTHING = "nothing planned"


class Milligrams(NamedTuple):
    """Milligrams from the start to the end of a week of the course; None once a dose of unknown strength is in it."""

    week: int
    taken: float | None
    assumed: float | None


def severity_by_week(course: Course, today: dt.date, effect_of: Mapping[str, str] | None = None) -> Weeks | None:
    """Return each effect by week of the course, most often logged first; None where nothing was logged.

    `effect_of` names the effect that a recognised sign belongs to.
    """
    events = [(e.on, body) for e, body in course.of(AdverseEvent) if e.on <= today]
    found = [(on, effect, said) for on, b in events for effect, said in effects_of(b, effect_of or {}).items()]
    if not found:
        return None
    started = course.started(today)
    anchor = found[0][0] if started is None else started
    weeks = [max(0, (on - anchor).days // _WEEK + 1) for on, _, _ in found]
    first, last = min(*weeks, 1), max(*weeks, (today - anchor).days // _WEEK + 1)
    names = dict.fromkeys(effect for _, effect, _ in found)
    rows = [
        Row(
            effect=name,
            cells=tuple(
                cell(said for (_, effect, said), w in zip(found, weeks, strict=True) if effect == name and w == week)
                for week in range(first, last + 1)
            ),
        )
        for name in names
    ]
    rows.sort(key=lambda row: -sum(cell.times for cell in row.cells))
    return Weeks(first=first, since_start=started is not None, rows=tuple(rows))


def recent(course: Course, today: dt.date, effect_of: Mapping[str, str] | None = None) -> list[Recent]:
    """Return the effects logged in the last fourteen days, today included, those of this week first."""
    halves: tuple[dict[str, list[Severity | None]], dict[str, list[Severity | None]]] = ({}, {})
    for entry, body in course.of(AdverseEvent):
        age = (today - entry.on).days
        if age < 2 * _WEEK:
            half = halves[max(0, age) // _WEEK]  # a day that has not come here yet (a flight, a clock) is this week's
            for effect, said in effects_of(body, effect_of or {}).items():
                half.setdefault(effect, []).append(said)
    names = [*halves[0], *(name for name in halves[1] if name not in halves[0])]
    cells = [(name, cell(halves[0].get(name, ())), cell(halves[1].get(name, ()))) for name in names]
    return [Recent(effect=name, now=now, before=before, change=_change(now, before)) for name, now, before in cells]


def cell(said: Iterable[Severity | None]) -> Cell:
    """Return a cell of what was said in a week."""
    everything = list(said)
    return Cell(times=len(everything), worst=max(everything, key=severity_rank, default=None))


def mark(day: Day) -> Mark:
    """Return what a day shows: what went otherwise than planned before what went as planned."""
    shown = (
        (day.extra > 0, Mark.EXTRA),
        (day.missed > 0, Mark.MISSED),
        (day.assumed > 0, Mark.ASSUMED),
        (day.taken > 0 and not day.unlogged, Mark.TAKEN),
        (day.paused, Mark.PAUSED),
        (day.expected == 0, Mark.NOTHING),
        (not day.over, Mark.OPEN),
    )
    return next((kind for holds, kind in shown if holds), Mark.UNKNOWN)


def milligrams_by_week(book: Ledger, started: dt.date | None) -> list[Milligrams]:
    """Return the running sums at the end of each week of the course; empty before the first capsule."""
    if started is None:
        return []
    before = [day for day in book.days if day.day < started]
    course = [day for day in book.days if day.day >= started]
    weeks = [course[at : at + _WEEK] for at in range(0, len(course), _WEEK)]
    taken, assumed = _sums(before)
    found = []
    for number, week in enumerate(weeks, start=1):
        more_taken, more_assumed = _sums(week)
        taken, assumed = add((taken, more_taken)), add((assumed, more_assumed))
        found.append(Milligrams(week=number, taken=taken, assumed=assumed))
    return found


def effects_of(event: AdverseEvent, effect_of: Mapping[str, str]) -> dict[str, Severity | None]:
    """Return the effects of an entry, each with the worst that was said of one of its signs."""
    said: dict[str, list[Severity | None]] = {event.effect: [] if event.said else [event.severity]}
    for sign in event.signs:
        if sign in effect_of:
            said.setdefault(effect_of[sign], []).append(event.severity_of(sign))
    worst = {effect: max(levels, key=severity_rank, default=None) for effect, levels in said.items()}
    return {effect: level for effect, level in worst.items() if effect != _NOT_AN_EFFECT}


def _change(now: Cell, before: Cell) -> Change:
    if not now.times:
        return Change.QUIET
    if not before.times:
        return Change.NEW
    known = now.worst is not None and before.worst is not None
    ranks = (severity_rank(now.worst), severity_rank(before.worst)) if known else (0, 0)
    then, this = (ranks[1], before.times), (ranks[0], now.times)
    return Change.WORSE if this > then else Change.MILDER if this < then else Change.SAME


def _sums(days: Sequence[Day]) -> tuple[float | None, float | None]:
    return add(day.mg_taken for day in days), add(day.mg_assumed for day in days)
