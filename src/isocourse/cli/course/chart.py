"""`chart`: the diary as pictures made of letters, each told in words too."""

from __future__ import annotations

import datetime as dt
import os
from enum import Enum

from isocourse.cli import Run
from isocourse.cli.parsing.options import AS_OF, FILE, JSON, WHY, argument
from isocourse.cli.parsing.values import choice, maybe
from isocourse.cli.session.clock import Now
from isocourse.cli.session.session import Session
from isocourse.cli.terminal import screen
from isocourse.content.course import CourseFacts, course_facts
from isocourse.course.doses import ledger
from isocourse.course.entries import AdverseEvent, Mood
from isocourse.course.standing import Course
from isocourse.course.trends import Weeks, milligrams_by_week, severity_by_week
from isocourse.render import charts, mood
from isocourse.render.course_text import why_lines
from isocourse.typed import Any


class Which(Enum):
    """The pictures there are."""

    EFFECTS = "effects"
    DOSES = "doses"
    MG = "mg"
    MOOD = "mood"


_FIGURES = ("figures", "label-sums")


def chart(
    run: Run,
    which: str | None = argument("[effects|doses|mg|mood]", help="One of them; else all."),
    *,
    as_of: str | None = AS_OF,
    why: bool = WHY,
    json: bool = JSON,
    file: str | None = FILE,
) -> int:
    """Your course in pictures: side effects by week, doses by day, milligrams so far. Each is also told in words."""
    session = Session(run, file, json=json)
    one = maybe(which, choice(Which, "WHICH"))
    course, now = session.course(as_of)
    wanted = [one] if one else [which for which in Which if which is not Which.MOOD or _sittings(course, now)]
    facts = course_facts()
    if json:
        session.say_json({"schema": 1, "as_of": now.moment.isoformat(timespec="seconds"), **_json(course, now, wanted)})
        return 0
    lines = session.as_if(now)
    for number, picture in enumerate(wanted):
        lines += (
            ["", *_picture(session, course, now, picture, facts)]
            if number
            else _picture(session, course, now, picture, facts)
        )
    if why and Which.MG in wanted:
        from isocourse.content.sources import sources  # only --why reads the sources

        lines += ["", *why_lines(facts, _FIGURES, sources())]
    session.read(lines)
    return 0


def _picture(session: Session, course: Course, now: Now, which: Which, facts: CourseFacts) -> list[str]:
    draw: Any = charts
    draw_mood: Any = mood
    if os.environ.get("ISOCOURSE_PLAIN"):
        from isocourse.render import told  # only where the screen is heard

        draw = draw_mood = told
    elif screen.colours():
        from isocourse.render.drawn import charts as drawn  # only where a person looks

        draw = draw_mood = drawn
    if which is Which.EFFECTS:
        return list(draw.effects(_weeks(course, now), _name, session.width()))
    if which is Which.MOOD:
        return list(draw_mood.mood_sums(_sittings(course, now)))
    book = ledger(course, now.today)
    if which is Which.DOSES:
        return list(draw.doses(book, session.width()))
    rows = milligrams_by_week(book, course.started(now.today))
    return [*draw.milligrams(book, rows, session.width()), *(facts.say(line) for line in _FIGURES)]


def _json(course: Course, now: Now, wanted: list[Which]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if Which.EFFECTS in wanted:
        found["effects"] = charts.effects_json(_weeks(course, now), _name)
    book = ledger(course, now.today)
    if Which.DOSES in wanted:
        found["doses"] = charts.doses_json(book)
    if Which.MG in wanted:
        found["mg"] = charts.milligrams_json(book, milligrams_by_week(book, course.started(now.today)))
    if Which.MOOD in wanted:
        found["mood"] = [mood.mood_json(on, body) for on, body in _sittings(course, now)]
    return found


def _sittings(course: Course, now: Now) -> list[tuple[dt.date, Mood]]:
    return [(entry.on, body) for entry, body in course.of(Mood) if entry.on <= now.today]


def _weeks(course: Course, now: Now) -> Weeks | None:
    if not course.of(AdverseEvent):
        return None
    from isocourse.cli.hearing.effects import effect_of  # without a side effect there is nothing to name

    return severity_by_week(course, now.today, effect_of(course))


def _name(slug: str) -> str:
    from isocourse.cli.hearing.effects import effect_name

    return effect_name(slug)
