"""`status`: the page to look at in the morning."""

from __future__ import annotations

import datetime as dt
import os
from typing import Any

import typer

from isocourse import emergency, store
from isocourse.cli.checklist import judged
from isocourse.cli.clock import Now
from isocourse.cli.desk import Desk
from isocourse.cli.names import effect_name, knowledge
from isocourse.cli.options import AsOf, File, Json, Why
from isocourse.cli.signs import uncleared
from isocourse.content.rules import rulebook
from isocourse.course import Course, day_and_week
from isocourse.doses import ledger, totals
from isocourse.ipledge.checklist import Checklist, Verdict, positive_tests
from isocourse.ipledge.month import Phase
from isocourse.ipledge.steps import DONE
from isocourse.model import AdverseEvent, Urgency
from isocourse.render.status import Status, Warn, as_json, as_lines
from isocourse.triage import open_warnings

REPRODUCTIVE = "possible-pregnancy"
NEUTRAL = "an open sign that needs a call (isocourse checklist names it)"
_RECENT = dt.timedelta(days=14)


def status(ctx: typer.Context, *, as_of: AsOf = None, why: Why = False, json: Json = False, file: File = None) -> int:
    """Today at a glance: open warning signs, week and day, the next step and its last safe day, supply, side effects.

    Written in neutral words, for a screen that others may see; `isocourse checklist` names every step.
    """
    return _show(Desk(ctx, file, json=json), as_of, why=why)


def greet(ctx: typer.Context) -> int:
    """Answer the bare command: the status of a course, or how to begin one."""
    desk = Desk(ctx)
    if store.read(desk.path) is None:
        desk.say(
            [
                "Begin a course: isocourse start. See how it works: isocourse tour",
                "Ask about a side effect, nothing recorded: isocourse ask",
                emergency.EMERGENCY_LINE,
            ]
        )
        return 0
    return _show(desk, None, why=False)


def _show(desk: Desk, as_of: str | None, *, why: bool) -> int:
    course, now = desk.course(as_of)
    book = rulebook()
    found, _ = judged(course, now, book)
    book_of_doses = ledger(course, now.today)
    place = day_and_week(course.started(now.today), now.today)
    page = Status(
        moment=now.moment,
        day=place[0] if place else None,
        week=place[1] if place else None,
        month=found.month,
        phase=found.phase.value,
        planned_weeks=course.setting(lambda s: s.planned_weeks, now.today),
        started=course.started(now.today),
        doses=totals(book_of_doses),
        supply=book_of_doses.supply,
        next=_next(found, book_of_doses.supply.runs_out),
        open_warnings=_open(course, now),
        recent=_recent(course, now.today),
        ready=found.verdict is Verdict.READY,
    )
    if desk.json:
        desk.say_json(as_json(page))
        return 0
    desk.say([*desk.as_if(now), *as_lines(page, desk.paint), *(_why(found) if why else [])])
    for notice in store.notices(os.path.realpath(desk.path)):
        desk.warn(notice)
    return 0


def _next(found: Checklist, supply_ends: dt.date | None) -> tuple[tuple[str, dt.date | None], ...]:
    """Return what is next and by when, in words that give nothing away."""
    if found.verdict is Verdict.STOP:
        return (("call your prescriber; then see isocourse checklist", None),)
    left = [step for step in found.steps if step.state != DONE and not step.optional and step.id != "fill"]
    if found.phase is Phase.AFTER:
        waits = [step.not_before for step in left if step.not_before]
        return tuple(("a step after the course, not before the date (isocourse checklist)", day) for day in waits)
    by = next((step.last_safe_day for step in found.steps if step.id == "fill"), None)
    if found.verdict is Verdict.READY and found.window is None:
        return (("next pick-up, with a new prescription, before the supply ends", supply_ends),)
    if found.verdict is Verdict.READY:
        return (("go to the pharmacy", by),)
    if found.verdict is Verdict.WINDOW_CLOSED:
        return (("call your prescriber about a new window (isocourse checklist)", None),)
    steps = "1 monthly step" if len(left) == 1 else f"{len(left)} monthly steps"
    return ((f"{steps} before the pharmacy (isocourse checklist)", by),)


def _open(course: Course, now: Now) -> tuple[Warn, ...]:
    """Return the open warning signs, most urgent first; what is about pregnancy in neutral words."""
    positives = [
        Warn(id=entry.id, name=NEUTRAL, urgency=Urgency.CALL_TODAY, stop_capsules=True, on=entry.on)
        for entry in positive_tests(course)
    ]
    events = uncleared(course, now.today)
    found = open_warnings(events, knowledge()) if events else ()
    signs = [
        Warn(
            id=one.entry.id,
            name=NEUTRAL if one.effect == REPRODUCTIVE else effect_name(one.effect),
            urgency=one.urgency,
            stop_capsules=one.stop_capsules,
            on=one.entry.on,
        )
        for one in found
    ]
    return tuple(sorted([*positives, *signs], key=lambda warn: (-warn.urgency.rank, warn.on)))


def _recent(course: Course, today: dt.date) -> tuple[tuple[str, int, int, str | None], ...]:
    """Return each effect of the last two weeks: name, times this week, times the week before, how bad it was last."""
    events = [
        (entry.on, body)
        for entry, body in course.of(AdverseEvent)
        if today - _RECENT < entry.on <= today and body.effect not in {REPRODUCTIVE, "none"}
    ]
    week = today - _RECENT / 2
    rows: dict[str, Any] = {}
    for on, body in events:
        this, before, _ = rows.get(body.effect, (0, 0, None))
        level = body.severity.value if body.severity else None
        rows[body.effect] = (this + (on > week), before + (on <= week), level)
    return tuple((effect_name(slug), *row) for slug, row in rows.items())


def _why(found: Checklist) -> list[str]:
    rules = found.rules
    return ["", f"Steps and dates by the rules {rules.id}: {', '.join(rules.sources)}. More: isocourse checklist --why"]
