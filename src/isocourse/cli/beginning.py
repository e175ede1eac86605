"""What `start` asks at a terminal: what the checklist needs, and whom to call."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from isocourse.cli.clock import Now
from isocourse.cli.dates import parse_day
from isocourse.cli.desk import Desk
from isocourse.cli.forms import Told, ask_since, forms_question, told_forms
from isocourse.cli.settings import Given, is_usual, usual_weeks, weeks_reader
from isocourse.cli.values import category as read_category
from isocourse.cli.values import numbered, phone, whole
from isocourse.cli.zones import local_zone_name, zone_meant, zone_named
from isocourse.errors import BadValue
from isocourse.model import Category

_CATEGORY = (
    "Your iPLEDGE category, as your prescriber said:\n  1  can become pregnant\n  2  cannot become pregnant\n1 or 2"
)
_ZONE = "Your time zone, like America/Chicago or eastern"
_WEEKS = "Planned weeks, like 20 (Enter: not known)"
_STARTED = "First capsule, like 2026-11-22 or nov 22 (Enter: not known)"
_PICKED = "Capsules collected before: how many times, and when last? Like: 2, nov 20 (Enter: not known)"
_TIMES_AND_LAST = re.compile(r"([0-9]{1,2}|none|never|no)\s*(?:x|times?)?\s*[,;:]?\s*(?:last )?(.*)")
_LAST = "When was the last of them"
_PHONE = "Your doctor's phone number (Enter: later)"


def ask_where(desk: Desk, given: Given) -> tuple[Given, Now]:
    """Return the category and the zone, asked for where they were not given, and what time it is there."""
    read = numbered(Category, read_category)
    category = given.category or desk.ask(_CATEGORY, read, option="--category").value
    zone = zone_meant(given.zone) if given.zone else _ask_zone(desk)
    now = Now(moment=desk.now(None).moment.astimezone(zone_named(zone)))
    return given._replace(category=category, zone=zone), now


def ask_the_rest(desk: Desk, given: Given, now: Now) -> tuple[Given, Told | None]:
    """Return what the checklist needs besides, and whom to call; and the birth control, where the category has it."""
    given = ask_started(desk, _ask_weeks(desk, given), now)
    if given.fills_before is None and given.last_fill is None and _is_past(given.started, now):
        times, last = desk.ask_if_person(_PICKED, _pick_ups(desk, now)) or (None, None)
        given = given._replace(fills_before=times, last_fill=last)
    can = read_category(given.category or "") is Category.CAN_BECOME_PREGNANT
    told = _ask_forms(desk, now) if can else None
    call = given.doctor_phone or desk.ask_if_person(_PHONE, phone("--doctor-phone"))
    return given._replace(doctor_phone=call), told


def ask_started(desk: Desk, given: Given, now: Now) -> Given:
    """Return the day of the first capsule with what is given: asked for where it is not there."""
    if given.started is not None:
        return given
    found = desk.ask_if_person(_STARTED, lambda text: parse_day(text, now.today, option="--started", future=True))
    return given._replace(started=str(found) if found else None)


def _ask_zone(desk: Desk) -> str:
    """Ask for the zone; at a terminal Enter takes this computer's, when it is known."""
    here = local_zone_name()
    question = f"{_ZONE} (Enter: {here})" if here else _ZONE
    return desk.ask(question, lambda answer: zone_meant(answer or here or ""), option="--zone")


def _ask_weeks(desk: Desk, given: Given) -> Given:
    """Ask for the planned weeks; an unusual number is confirmed at once. Without a terminal they have to be given."""
    read = weeks_reader(prescribed=True)
    while not given.weeks:
        weeks = desk.ask(_WEEKS, lambda answer: read(answer) if answer else None, option="--weeks")
        if weeks is None:
            return given
        sure = given.prescribed or is_usual(weeks)
        if sure or desk.confirm(f"A course is usually {usual_weeks()}. Is {weeks} what was prescribed?"):
            return given._replace(weeks=str(weeks), prescribed=given.prescribed or not is_usual(weeks))
    return given


def _is_past(started: str | None, now: Now) -> bool:
    try:
        return started is not None and parse_day(started, now.today, option="--started", future=True) < now.today
    except BadValue:
        return False  # told when all is read


def _pick_ups(desk: Desk, now: Now) -> Callable[[str], tuple[str, str | None]]:
    """Return a reader of how often capsules were collected, and when last: asked for where it was not said."""

    def day(text: str) -> dt.date:
        return parse_day(text, now.today, option="--last-fill")

    def read(answer: str) -> tuple[str, str | None]:
        found = _TIMES_AND_LAST.fullmatch(answer.strip().lower())
        if not found:
            raise BadValue("--fills-before: say how many times and when last, like: 2, nov 20")
        times = whole("--fills-before", 0, 60)(found[1]) if found[1].isdigit() else 0
        if not times:
            return "0", None
        last = desk.taken(found[2], day) if found[2] else desk.ask(_LAST, day, option="--last-fill")
        return str(times), str(last)

    return read


def _ask_forms(desk: Desk, now: Now) -> Told | None:
    told = desk.ask_if_person(forms_question(" (Enter: later)"), lambda answer: told_forms(desk, now, answer))
    if told is None or told.since is not None:
        return told
    return told._replace(since=ask_since(desk, now))
