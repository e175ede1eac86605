"""What the visit sheet is made of, and the short wordings that its parts share. Pure.

What a patient typed stands in these sentences as it was typed: whoever shows them makes it safe.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from isocourse.course.days import spoken
from isocourse.course.entries import Lab
from isocourse.export.visit.sheet import Sign
from isocourse.named import NamedTuple
from isocourse.render.status import UNNAMED
from isocourse.typed import Final

Name = Callable[[str], str]

_LONGEST: Final = 120

MOST: Final = 4  # of one kind that are told one by one


class Table(NamedTuple):
    """Rows under their heads, the first cell of each row naming it; `told` says each row as a sentence."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    told: tuple[str, ...]


class Block(NamedTuple):
    """One part of the sheet. `urgent` stands first and out; `quotes` are a patient's own lines.

    `pictured` is the part that the picture belongs to.
    """

    title: str
    lines: tuple[str, ...] = ()
    table: Table | None = None
    after: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    urgent: bool = False
    pictured: bool = False


def cut(words: str) -> str:
    """Return a patient's words, shortened where they would fill the sheet."""
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def sign_name(sign: Sign, name: Name) -> str:
    """Return what an open sign is called on the sheet; one about pregnancy or sex has no name there."""
    return UNNAMED.partition(" (")[0] if sign.effect is None else name(sign.effect)


def weeks_words(weeks: Iterable[int]) -> str:
    """Return weeks as people write them: `1-3, 5`."""
    runs: list[list[int]] = []
    for week in weeks:
        if runs and week == runs[-1][-1] + 1:
            runs[-1].append(week)
        else:
            runs.append([week])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def range_words(lab: Lab) -> str:
    """Return the lab's own range and whether a value lies outside it; nothing more is said of a value."""
    if lab.low is None and lab.high is None:
        return "not given"
    ends = f"{lab.low:g} to {lab.high:g}" if lab.low is not None and lab.high is not None else ""
    ends = ends or (f"up to {lab.high:g}" if lab.high is not None else f"from {lab.low:g}")
    return f"{ends}, outside" if outside(lab) else ends


def outside(lab: Lab) -> bool | None:
    """Say whether a value lies outside the lab's own range; None where there is none."""
    if lab.low is None and lab.high is None:
        return None
    return (lab.low is not None and lab.value < lab.low) or (lab.high is not None and lab.value > lab.high)


def date(day: dt.date) -> str:
    """Return a date for the cell of a table, without the weekday."""
    return spoken(day, year=True).partition(" ")[2]
