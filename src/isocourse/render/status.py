"""The status page as lines and as JSON: open warning signs on top, neutral words throughout."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from isocourse.days import spoken
from isocourse.doses import Doses, Supply
from isocourse.model import Urgency
from isocourse.render.entries import short
from isocourse.render.text import plural

Paint = Callable[..., str]


class Warn(NamedTuple):
    """An open warning sign as the page names it."""

    id: str
    name: str
    urgency: Urgency
    stop_capsules: bool
    on: dt.date


class Status(NamedTuple):
    """Everything on the page. None is unknown."""

    moment: dt.datetime
    day: int | None
    week: int | None
    month: int
    phase: str
    planned_weeks: int | None
    started: dt.date | None
    doses: Doses
    supply: Supply
    next: tuple[tuple[str, dt.date | None], ...]
    open_warnings: tuple[Warn, ...]
    recent: tuple[tuple[str, int, int, str | None], ...]
    ready: bool


def as_lines(page: Status, paint: Paint) -> list[str]:
    """Return the page for a terminal."""
    lines = [_warning(warn, paint) for warn in page.open_warnings]
    lines.append(f"{spoken(page.moment.date(), year=True)} · {_place(page)}")
    lines += [f"  Next: {what}" + (f", by {spoken(by)}" if by else "") for what, by in page.next]
    lines += [f"  Supply: {line}" for line in _supply(page)]
    lines += [f"  Doses: {line}" for line in _doses(page.doses)]
    if page.recent:
        lines.append("Side effects, last two weeks:")
        lines += [f"  {_trend(*row)}" for row in page.recent]
    else:
        lines.append("No side effects were logged in the last two weeks. Something feels wrong? isocourse log")
    return lines


def _warning(warn: Warn, paint: Paint) -> str:
    head = "EMERGENCY" if warn.urgency is Urgency.EMERGENCY else "CALL YOUR DOCTOR"
    stop = " Take no more capsules until you have spoken to them." if warn.stop_capsules else ""
    said = f"{paint(head, fg='red', bold=True)}: {warn.name} ({spoken(warn.on)}).{stop}"
    return f"{said} Did a clinician clear it? isocourse done cleared {short(warn.id)}"


def _place(page: Status) -> str:
    if page.phase == "after":
        return "after the last capsule"
    if page.day is None:
        if page.started is None:
            return "first capsule: day not known yet"
        return f"first capsule planned for {spoken(page.started, year=True)}"
    planned = f" of {page.planned_weeks}" if page.planned_weeks else ""
    return f"day {page.day}, week {page.week}{planned}, month {page.month}"


def _supply(page: Status) -> list[str]:
    left, out = page.supply.days_left, page.supply.runs_out
    if left is None:
        return []
    until = f", the last day covered is {spoken(out)}" if out else ""
    return [f"{plural(left, 'day')} left{until}"]


def _doses(doses: Doses) -> list[str]:
    if doses.taken is None and doses.missed is None:
        return []
    counts = {"taken": doses.taken, "assumed": doses.assumed, "missed": doses.missed, "extra": doses.extra}
    said = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    return [said] if said else []


def _trend(name: str, this_week: int, week_before: int, level: str | None) -> str:
    last = f", last {level}" if level else ""
    return f"{name}: {plural(this_week, 'time')} this week, {week_before} the week before{last}"


def as_json(page: Status) -> dict[str, Any]:
    """Return the page as the contract's JSON object."""
    return {
        "schema": 1,
        "as_of": page.moment.isoformat(timespec="seconds"),
        "day": page.day,
        "week": page.week,
        "month": page.month,
        "phase": page.phase,
        "planned_weeks": page.planned_weeks,
        "doses": page.doses._asdict(),
        "supply": page.supply._asdict(),
        "next": [{"what": what, "by": by} for what, by in page.next],
        "open_warnings": [
            {**warn._asdict(), "urgency": warn.urgency.value, "on": warn.on.isoformat()} for warn in page.open_warnings
        ],
    }
