"""`status`: the page to look at in the morning."""

from __future__ import annotations

import datetime as dt
import os

from isocourse.agenda.overview import next_steps, two_weeks
from isocourse.cli import Run
from isocourse.cli.hearing.effects import effect_name, effect_of
from isocourse.cli.parsing.options import AS_OF, FILE, JSON, WHY
from isocourse.cli.pharmacy.exported import stale_line
from isocourse.cli.pharmacy.verdict import judged
from isocourse.cli.session.open_signs import open_alarms
from isocourse.cli.session.session import Session
from isocourse.cli.terminal import screen
from isocourse.content.rules import rulebook
from isocourse.course.days import spoken
from isocourse.course.doses import ledger, totals
from isocourse.course.entries import Fill, Mood
from isocourse.course.prescription import Plan
from isocourse.course.standing import Course, day_and_week
from isocourse.failsafe import emergency
from isocourse.ipledge.checklist import Checklist
from isocourse.record import store
from isocourse.render.status import Status, as_json, as_lines


def status(run: Run, *, as_of: str | None = AS_OF, why: bool = WHY, json: bool = JSON, file: str | None = FILE) -> int:
    """Today at a glance: open warning signs, week and day, the next step and its last safe day, supply, side effects.

    Written in neutral words, for a screen that others may see; `isocourse checklist` names every step.
    """
    return _show(Session(run, file, json=json), as_of, why=why)


def greet(run: Run) -> int:
    """Answer the bare command: the status of a course, or how to begin one."""
    session = Session(run)
    if store.read(session.path) is None:
        session.say(
            [
                "Begin a course: isocourse start. See how it works: isocourse tour",
                "Ask about a side effect, nothing recorded: isocourse ask",
                emergency.EMERGENCY_LINE,
            ]
        )
        return 0
    return _show(session, None, why=False)


def _show(session: Session, as_of: str | None, *, why: bool) -> int:
    course, now = session.course(as_of)
    book = rulebook()
    alarms = open_alarms(course, now.today)
    found, _ = judged(course, now, book, alarms=alarms)
    doses = ledger(course, now.today)
    events, anything = two_weeks(course, now.today, effect_of(course))
    page = Status(
        moment=now.moment,
        place=day_and_week(course.started(now.today), now.today),
        month=found.month,
        phase=found.phase.value,
        planned_weeks=course.setting(lambda s: s.planned_weeks, now.today),
        started=course.started(now.today),
        doses=totals(doses),
        supply=doses.supply,
        next=next_steps(found, doses.supply.runs_out, now.today),
        open_warnings=alarms,
        recent=events,
        anything_logged=anything,
        regimen_missing=doses.supply.days_left is None and _no_times(course, now.today),
        mood=next(((entry.on, body) for entry, body in reversed(course.of(Mood)) if entry.on <= now.today), None),
    )
    if now.doubt:
        session.warn(now.doubt)
    if session.json:
        session.say_json(as_json(page, book, effect_name))
        return 0
    lines = [*as_lines(page, book, effect_name, session.paint), *stale_line(course, now)]
    session.say([*session.as_if(now), *lines])
    if screen.colours():
        from isocourse.render.drawn.pictures import bars  # only where a person looks

        session.say(bars(page, found.rules.max_supply_days, session.width()))
    session.say(_why(found) if why else [])
    for notice in store.notices(os.path.realpath(session.path)):
        session.warn(notice)
    return 0


def _no_times(course: Course, today: dt.date) -> bool:
    """Say whether capsules were collected, and how many times a day they are taken was never told."""
    regimen = Plan(course, today).regimen(today)
    return bool(course.of(Fill)) and (regimen is None or regimen.times is None)


def _why(found: Checklist) -> list[str]:
    rules = found.rules
    return [
        "",
        f"Steps and dates by the rules {rules.id} ({rules.title}), in force from"
        f" {spoken(rules.effective_from, year=True)}; confidence {rules.confidence.value}; reviewed"
        f" {spoken(rules.last_reviewed, year=True)}, next review {spoken(rules.review_due, year=True)}.",
        f"Sources: {', '.join(rules.sources)}. What they are: isocourse checklist --why",
    ]
