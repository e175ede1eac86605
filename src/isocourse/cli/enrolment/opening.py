"""A course's record comes into being: by `start`, or by `log` where there is none yet."""

from __future__ import annotations

from isocourse.cli.enrolment.beginning import ask_started, ask_where
from isocourse.cli.enrolment.forms import Told
from isocourse.cli.enrolment.settings import Given, read_settings
from isocourse.cli.session.clock import Now
from isocourse.cli.session.session import Session
from isocourse.course.entries import Body, Entry, Record, Settings
from isocourse.course.standing import Course, view
from isocourse.errors import CourseOpen
from isocourse.record import store
from isocourse.record.paths import visible


def open_course(
    session: Session, settings: Settings, now: Now, more: list[Body], told: Told | None = None
) -> tuple[tuple[Entry, ...], list[str]]:
    """Write the new record; return its entries, and what an earlier course leaves behind."""
    first = min(now.today, settings.started or now.today)
    entries = [session.entry(body, first, now) for body in (settings, *more)]
    if told is not None:
        entries.append(session.entry(told.body, told.since or now.today, now))
    return tuple(entries), _create(session, tuple(entries), now)


def begin_short(session: Session) -> None:
    """Begin a course with three answers, so that what was said can be kept; what else is known is added later."""
    session.say(["Not written down yet: there is no course. Three answers begin one, then it is kept. Ctrl-C leaves."])
    given, now = ask_where(session, Given())
    open_course(session, read_settings(ask_started(session, given, now), session, now), now, [])
    session.say(
        [f"Course begun, kept in {visible(session.path)}. The rest of it: isocourse set, isocourse regimen", ""]
    )


def refuse_open(session: Session) -> None:
    """Raise CourseOpen where a course is open already."""
    if store.read(session.path) is not None and view(session.record()).finish() is None:
        raise CourseOpen(session.path)


def _create(session: Session, entries: tuple[Entry, ...], now: Now) -> list[str]:
    """Write the new record; a finished one is kept in the archive first. Return what is still open in that one."""
    new = Record(course=store.new_id(), entries=entries)
    earlier: list[Record] = []

    def instead(record: Record) -> Record:
        if view(record).finish() is None:
            raise CourseOpen(session.path)
        earlier.append(record)
        return new

    if store.read(session.path) is None:
        store.create(session.path, new)
        session.note_saved()
        return []
    archived = store.renew(session.path, instead)
    session.note_saved()
    return _left_open(view(earlier[-1]), now, archived)


def _left_open(course: Course, now: Now, archived: str) -> list[str]:
    """Return what an earlier course leaves behind: open signs and dates that are still due."""
    from isocourse.cli.session.answers import stop_lines
    from isocourse.content.course import course_facts
    from isocourse.content.rules import rulebook
    from isocourse.course.afterwards import duties_of, still_due  # only a second course has an earlier one
    from isocourse.render.course_text import after_lines

    facts = course_facts()
    found = still_due(duties_of(course, now.today, facts.spans(rulebook().on(now.today).month_days)), now.today)
    lines = [*stop_lines(course, now.today, facts), *(after_lines(found, facts) if found else [])]
    head = [f"The earlier course was moved to {visible(archived)}."]
    return [*head, "Still open from it, and no longer shown by the checklist:", *lines, ""] if lines else head
