"""The status page as lines and as JSON: open warning signs on top, neutral words throughout."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from isocourse.agenda.alarms import Alarm
from isocourse.agenda.overview import Next
from isocourse.course.days import spoken
from isocourse.course.doses import Doses, Supply
from isocourse.course.entries import Mood, Urgency
from isocourse.course.trends import Recent
from isocourse.failsafe.emergency import EMERGENCY_LINE
from isocourse.ipledge.rulebook import Rulebook
from isocourse.named import NamedTuple
from isocourse.render.entries import score_words
from isocourse.render.ids import short
from isocourse.render.mood import mood_json
from isocourse.render.notices import words
from isocourse.render.text import plural
from isocourse.typed import Any

Paint = Callable[..., str]

UNNAMED = "an open sign that needs a call (isocourse checklist names it)"


class Status(NamedTuple):
    """Everything on the page. None is unknown; `place` is day and week."""

    moment: dt.datetime
    place: tuple[int, int] | None
    month: int
    phase: str
    planned_weeks: int | None
    started: dt.date | None
    doses: Doses
    supply: Supply
    next: tuple[Next, ...]
    open_warnings: tuple[Alarm, ...]
    recent: tuple[Recent, ...]
    anything_logged: bool
    mood: tuple[dt.date, Mood] | None = None
    regimen_missing: bool = False  # capsules were collected, and how many are taken a day was never told


def as_lines(page: Status, book: Rulebook, name: Callable[[str], str], paint: Paint) -> list[str]:
    """Return the page for a terminal; `name` turns an effect's slug into plain words."""
    lines = _warnings(page.open_warnings, book, name, paint)
    lines.append(f"{spoken(page.moment.date(), year=True)} · {_place(page)}")
    lines += [f"  Next: {_next(step, book, page.moment.date())}" for step in page.next]
    missing = ". Missing: isocourse regimen --mg MG --times N" if page.regimen_missing else ""
    lines.append(f"  Supply: {_supply(page.supply, page.moment.date())}{missing}")
    lines += [f"  Doses: {line}" for line in _doses(page.doses)]
    if page.mood:
        on, answered = page.mood
        lines.append(f"  Mood questions: {score_words(answered)}, {spoken(on)}")
    if page.recent:
        lines.append("Side effects, last two weeks:")
        lines += [f"  {_trend(one, name)}" for one in page.recent]
    elif not page.anything_logged:
        lines.append("No side effects were logged in the last two weeks. Something feels wrong? isocourse log")
    return lines


def _warnings(alarms: tuple[Alarm, ...], book: Rulebook, name: Callable[[str], str], paint: Paint) -> list[str]:
    """Return the open signs; what holds for all of them is said once."""
    if not alarms:
        return []
    stop = [book.say("stop-capsules")] if any(alarm.stop_capsules for alarm in alarms) else []
    if len(alarms) == 1:
        clear = f"Did a clinician clear it? isocourse done cleared {short(alarms[0].entry.id)}"
        return [" ".join([_sign(alarms[0], name, paint), *stop, clear]), EMERGENCY_LINE]
    alike: dict[object, list[Alarm]] = {}
    for alarm in alarms:
        test = alarm.entry.id if alarm.effect in {None, "other"} else None
        alike.setdefault((alarm.effect, alarm.urgency, test), []).append(alarm)
    signs = []
    for same in alike.values():
        newest = max(same, key=lambda alarm: alarm.entry.on)
        times = f", logged {plural(len(same), 'time')}" if len(same) > 1 else ""
        signs.append(_sign(newest, name, paint, entry=f", entry {short(newest.entry.id)}{times}"))
    return [*signs, *stop, "Did a clinician clear one of them? isocourse done cleared ID", EMERGENCY_LINE]


def _sign(alarm: Alarm, name: Callable[[str], str], paint: Paint, *, entry: str = "") -> str:
    head = "EMERGENCY" if alarm.urgency is Urgency.EMERGENCY else "CALL YOUR DOCTOR"
    return f"{paint(head, fg='red', bold=True)}: {_name(alarm, name)} ({spoken(alarm.entry.on)}{entry})."


def _name(alarm: Alarm, name: Callable[[str], str]) -> str:
    return UNNAMED if alarm.neutral is None else name(alarm.neutral)


def _place(page: Status) -> str:
    if page.phase == "after":
        return "after the last capsule"
    if page.place is None:
        if page.started is None:
            return "first capsule: day not known yet"
        return f"first capsule planned for {spoken(page.started, year=True)}"
    day, week = page.place
    planned = f" of {page.planned_weeks}" if page.planned_weeks else ""
    if page.planned_weeks and week > page.planned_weeks:
        planned = f", {page.planned_weeks} were planned"
    return f"day {day}, week {week}{planned}, month {page.month}"


def _next(step: Next, book: Rulebook, today: dt.date) -> str:
    by = f", by {spoken(step.by)}" if step.by else ""
    wait = step.not_before if step.not_before and today < step.not_before else None
    return words(book, step.what) + by + (f", not before {spoken(wait, year=True)}" if wait else "")


def _supply(supply: Supply, today: dt.date) -> str:
    if supply.days_left is None:
        return "not known"
    if supply.runs_out is not None and supply.runs_out < today:
        ago = plural((today - supply.runs_out).days, "day")
        return f"none left; the last day covered was {spoken(supply.runs_out)}, {ago} ago"
    until = f", the last day covered is {spoken(supply.runs_out)}" if supply.runs_out else ""
    return f"{plural(supply.days_left, 'day')} left{until}"


def _doses(doses: Doses) -> list[str]:
    if doses.taken is None and doses.missed is None:
        return []
    counts = {"taken": doses.taken, "assumed": doses.assumed, "missed": doses.missed, "extra": doses.extra}
    said = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    return [said] if said else []


def _trend(one: Recent, name: Callable[[str], str]) -> str:
    worst = f", at worst {one.now.worst.value}" if one.now.worst else ""
    return f"{name(one.effect)}: {plural(one.now.times, 'time')} this week{worst}, {one.before.times} the week before"


def as_json(page: Status, book: Rulebook, name: Callable[[str], str]) -> dict[str, Any]:
    """Return the page as the contract's JSON object."""
    return {
        "schema": 1,
        "as_of": page.moment.isoformat(timespec="seconds"),
        "day": page.place[0] if page.place else None,
        "week": page.place[1] if page.place else None,
        "month": page.month,
        "phase": page.phase,
        "planned_weeks": page.planned_weeks,
        "doses": page.doses._asdict(),
        "supply": page.supply._asdict(),
        "next": [
            {"what": words(book, step.what), "id": step.what.id, "by": step.by, "not_before": step.not_before}
            for step in page.next
        ],
        "open_warnings": [
            {
                "id": alarm.entry.id,
                "name": _name(alarm, name),
                "urgency": alarm.urgency.value,
                "stop_capsules": alarm.stop_capsules,
                "on": alarm.entry.on,
            }
            for alarm in page.open_warnings
        ],
        "mood": mood_json(*page.mood) if page.mood else None,
    }
