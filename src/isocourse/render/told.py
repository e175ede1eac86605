"""The diary's pictures in words alone, for those who hear the screen: `1.23` is no sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from isocourse.course.days import spoken
from isocourse.course.doses import Ledger
from isocourse.course.entries import Mood
from isocourse.course.trends import Milligrams, Weeks
from isocourse.render import charts
from isocourse.render.charts import Name
from isocourse.triage.mood import highest, item9, total


def effects(weeks: Weeks | None, name: Name, width: int) -> list[str]:
    """Return the side effects by week in words."""
    if weeks is None:
        return charts.effects(weeks, name, width)
    return [f"{charts.effects_title(weeks)}:", *charts.effects_told(weeks, name)]


def doses(book: Ledger, width: int) -> list[str]:
    """Return the doses in words."""
    return ["Doses by day:", *charts.doses_told(book)] if book.counted else charts.doses(book, width)


def milligrams(book: Ledger, rows: Sequence[Milligrams], width: int) -> list[str]:
    """Return the milligrams so far in words."""
    if not rows or not book.counted:
        return charts.milligrams(book, rows, width)
    return ["Milligrams so far:", *charts.milligrams_told(book)]


def mood_sums(rows: Sequence[tuple[dt.date, Mood]]) -> list[str]:
    """Return the sums of the mood questions in words."""
    lines = ["Mood questions, by day:"]
    for on, body in rows:
        points, nine = total(body), item9(body)
        said = "one was left out" if points is None else f"{points} of {highest(body)}"
        more = "" if nine is None else f"; the answer about thoughts of death or self-harm: {nine}"
        lines.append(f"  {spoken(on, year=True)}: {said}{more}")
    return lines if rows else ["Mood questions: not answered yet. isocourse mood"]
