"""`due`: one line for each thing that is due. Made for the start of a shell: it never fails a login."""

from __future__ import annotations

import re

from isocourse.agenda.ahead import Asked
from isocourse.agenda.due import Due, due_within
from isocourse.agenda.link import CALL
from isocourse.cli import Run
from isocourse.cli.parsing.options import AS_OF, FILE, JSON, flag, option
from isocourse.cli.pharmacy.exported import STALE, exports, question, stale
from isocourse.cli.pharmacy.plan import month_ahead
from isocourse.cli.pharmacy.verdict import NOT_READY
from isocourse.cli.session.clock import Now
from isocourse.cli.session.session import Session
from isocourse.content.plan import PlanFacts, plan_facts
from isocourse.course.days import spoken
from isocourse.course.entries import AlarmSeen
from isocourse.course.standing import Course
from isocourse.errors import BadValue, IsocourseError
from isocourse.render.text import plural

LONGEST = 60


def due(
    run: Run,
    *,
    within: str = option("--within", metavar="Nd", help="So many days ahead, at most 60d.", default="2d"),
    plain: bool = flag("--plain", help="Name the steps."),
    alarm: str | None = option("--alarm", metavar="yes|no", help="Did the alarm of the calendar show? Kept."),
    as_of: str | None = AS_OF,
    exit_code: bool = flag("--exit-code", help="Exit with 20 when something is due."),
    json: bool = JSON,
    file: str | None = FILE,
) -> int:
    """What is due in two days, or overdue: a line each, in words that give nothing away. Nothing due: no output.

    Made for the start of your shell; the line for it: isocourse setup-reminders
    """
    days = _days(within)
    session = Session(run, file, json=json)
    if alarm is not None:
        return _answer(session, alarm)
    facts = plan_facts()
    try:
        course, now = session.course(as_of)
        found = due_within(month_ahead(course, now, Asked()), days)
    except IsocourseError as problem:
        if problem.exit_code == 1:  # no course, or too little known to say anything
            return 0
        raise
    if json:
        session.say_json(_as_json(found, facts, course, now, days, plain=plain))
    else:
        asked = question(course, now, facts.ask_after_days)
        wrong = [STALE] if exports(course) and stale(course, now) else []
        lines = [*(_line(one, facts, plain=plain) for one in found), *wrong, *([asked] if asked else [])]
        session.say([*(session.as_if(now) if lines else []), *lines])
    return NOT_READY if exit_code and found else 0


def _answer(session: Session, alarm: str) -> int:
    seen = {"yes": True, "y": True, "no": False, "n": False}.get(alarm.strip().lower())
    if seen is None:
        raise BadValue(f"--alarm: {alarm!r} is not an answer. Say yes or no")
    now = session.now(session.record())
    session.append(lambda _: [session.entry(AlarmSeen(seen=seen), now.today, now)])
    session.say(
        ["Kept: the alarm showed."]
        if seen
        else [
            "Kept: the alarm did not show. Many calendars drop alarms on import: look for the events there, or have"
            " your shell tell you: isocourse setup-reminders"
        ]
    )
    return 0


def _line(one: Due, facts: PlanFacts, *, plain: bool) -> str:
    what = _what(one, facts, plain=plain)
    if one.id == CALL:
        return f"today: {what} (isocourse checklist)"
    if one.begins:
        first = f"from {spoken(one.by)}, in {plural(one.days_left, 'day')}" if one.days_left else "from today on"
        return f"{first}: {what} (isocourse plan)"
    when = "today" if one.days_left == 0 else f"by {spoken(one.by)}, in {plural(one.days_left, 'day')}"
    return f"{'overdue' if one.overdue else when}: {what} (isocourse plan)"


def _what(one: Due, facts: PlanFacts, *, plain: bool) -> str:
    step = facts.steps[one.id]
    return step.title if plain else step.discreet


def _as_json(
    found: list[Due], facts: PlanFacts, course: Course, now: Now, days: int, *, plain: bool
) -> dict[str, object]:
    made = exports(course)
    return {
        "schema": 1,
        "as_of": now.moment.isoformat(timespec="seconds"),
        "within_days": days,
        "due": [{**one._asdict(), "what": _what(one, facts, plain=plain)} for one in found],
        "calendar": {"exported": made[-1][0].on, "stale": stale(course, now)} if made else None,
        "question": question(course, now, facts.ask_after_days),
    }


def _days(given: str) -> int:
    match = re.fullmatch(r"([0-9]{1,3})d", given.strip().lower())
    if match is None or int(match[1]) > LONGEST:
        raise BadValue(f"--within: {given!r} is not a number of days from 0d to {LONGEST}d. Write it like 2d")
    return int(match[1])
