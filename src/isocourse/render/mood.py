"""Answers about mood over time, in letters and in JSON: sums alone, never a name for one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from isocourse.course.days import spoken
from isocourse.course.entries import Mood
from isocourse.triage import mood
from isocourse.typed import Any, Final

LAST: Final = 12


def mood_json(on: dt.date, body: Mood) -> dict[str, Any]:
    """Return one sitting as JSON."""
    return {
        "on": on,
        "instrument": mood.instrument(body),
        "answers": list(body.answers),
        "total": mood.total(body),
        "item9": mood.item9(body),
    }


def mood_sums(rows: Sequence[tuple[dt.date, Mood]]) -> list[str]:
    """Return the last sittings as bars, with the sums beside them."""
    if not rows:
        return ["Mood questions: not answered yet. isocourse mood"]
    lines = ["Mood questions, by day", "  # one point of the sum; 9: the answer about thoughts of death or self-harm"]
    for on, body in rows[-LAST:]:
        total, nine = mood.total(body), mood.item9(body)
        bar = "one left out" if total is None else "#" * total
        said = "" if total is None else f"  {total} of {mood.highest(body)}"
        lines.append(f"  {spoken(on, year=True)[4:]:>12}  {bar}{said}{'' if nine is None else f'  9: {nine}'}")
    return lines
