"""What `start` asks at a terminal: what the checklist needs, and whom to call."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from isocourse.cli.enrolment.forms import Told, ask_since, forms_question, told_forms
from isocourse.cli.enrolment.settings import Given, is_usual, usual_weeks, weeks_reader
from isocourse.cli.parsing.dates import parse_day
from isocourse.cli.parsing.values import category as read_category
from isocourse.cli.parsing.values import counted, numbered, phone, whole
from isocourse.cli.parsing.zones import local_zone_name, zone_meant, zone_named
from isocourse.cli.session.clock import Now
from isocourse.cli.session.session import Session
from isocourse.course.entries import Category
from isocourse.errors import BadValue

_CATEGORY = (
    "Your iPLEDGE category, as your prescriber said:\n  1  can become pregnant\n  2  cannot become pregnant\n1 or 2"
)
_ZONE = "Your time zone, like America/Chicago or eastern"
_WEEKS = "Planned weeks, like 20 (Enter: not known)"
_STARTED = "First capsule, like 2026-11-22 or nov 22 (Enter: not known)"
_PICKED = "Capsules collected before: how many times, and when last? Like: 2, nov 20 (Enter: not known)"
_TIMES_AND_LAST = re.compile(
    r"([0-9]{1,2}|once|twice|one|two|three|none|never|no)\s*(?:x|times?)?\s*[,;:]?\s*(?:last )?(.*)"
)
_NEVER = frozenset({"none", "never", "no"})
_LAST = "When was the last of them"
_PHONE = "Your doctor's phone number (Enter: later)"


def ask_where(session: Session, given: Given) -> tuple[Given, Now]:
    """Return the category and the zone, asked for where they were not given, and what time it is there."""
    read = numbered(Category, read_category)
    category = given.category or session.ask(_CATEGORY, read, option="--category").value
    zone = zone_meant(given.zone) if given.zone else _ask_zone(session)
    now = Now(moment=session.now(None).moment.astimezone(zone_named(zone)))
    return given._replace(category=category, zone=zone), now


def ask_the_rest(session: Session, given: Given, now: Now) -> tuple[Given, Told | None]:
    """Return what the checklist needs besides, and whom to call; and the birth control, where the category has it."""
    given = ask_started(session, _ask_weeks(session, given), now)
    if given.fills_before is None and given.last_fill is None and _is_past(given.started, now):
        times, last = session.ask_if_person(_PICKED, _pick_ups(session, now)) or (None, None)
        given = given._replace(fills_before=times, last_fill=last)
    can = read_category(given.category or "") is Category.CAN_BECOME_PREGNANT
    told = _ask_forms(session, now) if can else None
    call = given.doctor_phone or session.ask_if_person(_PHONE, phone("--doctor-phone"))
    return given._replace(doctor_phone=call), told


def ask_started(session: Session, given: Given, now: Now) -> Given:
    """Return the day of the first capsule with what is given: asked for where it is not there."""
    if given.started is not None:
        return given
    found = session.ask_if_person(_STARTED, lambda text: parse_day(text, now.today, option="--started", future=True))
    return given._replace(started=str(found) if found else None)


def _ask_zone(session: Session) -> str:
    """Ask for the zone; at a terminal Enter takes this computer's, when it is known."""
    here = local_zone_name()
    question = f"{_ZONE} (Enter: {here})" if here else _ZONE
    return session.ask(question, lambda answer: zone_meant(answer or here or ""), option="--zone")


def _ask_weeks(session: Session, given: Given) -> Given:
    """Ask for the planned weeks; an unusual number is confirmed at once. Without a terminal they have to be given."""
    read = weeks_reader(prescribed=True)
    while not given.weeks:
        weeks = session.ask(_WEEKS, lambda answer: read(answer) if answer else None, option="--weeks")
        if weeks is None:
            return given
        sure = given.prescribed or is_usual(weeks)
        if sure or session.confirm(f"A course is usually {usual_weeks()}. Is {weeks} what was prescribed?"):
            return given._replace(weeks=str(weeks), prescribed=given.prescribed or not is_usual(weeks))
    return given


def _is_past(started: str | None, now: Now) -> bool:
    try:
        return started is not None and parse_day(started, now.today, option="--started", future=True) < now.today
    except BadValue:
        return False  # told when all is read


def _pick_ups(session: Session, now: Now) -> Callable[[str], tuple[str, str | None]]:
    """Return a reader of how often capsules were collected, and when last: asked for where it was not said."""

    def day(text: str) -> dt.date:
        return parse_day(text, now.today, option="--last-fill")

    def read(answer: str) -> tuple[str, str | None]:
        found = _TIMES_AND_LAST.fullmatch(answer.strip().lower())
        if not found:
            raise BadValue("--fills-before: say how many times and when last, like: 2, nov 20")
        times = 0 if found[1] in _NEVER else whole("--fills-before", 0, 60)(counted(found[1]))
        if not times:
            return "0", None
        last = session.taken(found[2], day) if found[2] else session.ask(_LAST, day, option="--last-fill")
        return str(times), str(last)

    return read


def _ask_forms(session: Session, now: Now) -> Told | None:
    told = session.ask_if_person(forms_question(" (Enter: later)"), lambda answer: told_forms(session, now, answer))
    if told is None or told.since is not None:
        return told
    return told._replace(since=ask_since(session, now))
