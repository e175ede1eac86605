"""`calendar`: reminders as a file that calendar programs read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

from isocourse.agenda.ahead import Asked
from isocourse.agenda.reminders import DOSES, MOST_MONTHS, WINDOW, Reminder, reminders
from isocourse.cli import Run
from isocourse.cli.parsing.options import AS_OF, FILE, JSON, flag, option
from isocourse.cli.parsing.values import maybe, whole
from isocourse.cli.pharmacy.exported import counted, last_export
from isocourse.cli.pharmacy.plan import month_ahead
from isocourse.cli.session.clock import Now
from isocourse.cli.session.session import Session
from isocourse.cli.session.take_along import STDOUT, place
from isocourse.content.plan import PlanFacts, plan_facts
from isocourse.course.entries import Exported, Record
from isocourse.course.standing import Course, view
from isocourse.errors import BadValue, Conflict, NotOurs
from isocourse.export.ics import Edition, calendar_bytes, is_ours
from isocourse.record import outfile
from isocourse.record.paths import visible
from isocourse.render.text import clean, plural

DEFAULT = "reminders.ics"
TIMES = 4


def calendar_(
    run: Run,
    *,
    to: str = option("--to", metavar="FILE", help="Where to; - is standard output.", default=DEFAULT),
    plain: bool = flag("--plain", help="Name the pharmacy; never anything reproductive."),
    doses: str | None = option("--doses", metavar="HH:MM[,HH:MM]", help="A daily reminder at these local times too."),
    months: str | None = option("--months", metavar="N", help="So many months ahead."),
    fresh: bool = flag("--fresh", help="All as new: for a calendar that keeps the old days."),
    as_of: str | None = AS_OF,
    json: bool = JSON,
    file: str | None = FILE,
) -> int:
    """Write the open steps, each with an alarm the day before and on the day, as a file for a calendar program.

    Import it into a calendar of its own, and delete that one before you import again: else the old days may stay there.
    In words that give nothing away. It shows the days as they are now: when they change, `isocourse due` says so.
    """
    times = maybe(doses, _times) or ()
    ahead = maybe(months, whole("--months", 1, MOST_MONTHS)) or 1
    session = Session(run, file, json=json or to == STDOUT)
    record = session.record()
    now = session.now(record, as_of)
    course = view(record, until=now.today if now.as_if else None)
    found = reminders(month_ahead(course, now, Asked(months=ahead)), doses=bool(times))
    series = _series(course, fresh=fresh)
    data = calendar_bytes(
        found, _words(plan_facts(), plain=plain, pharmacy=_pharmacy(course, now)), _edition(record, now, series), times
    )
    path = "" if to == STDOUT else place(session, to)
    said = Exported(what="calendar", path=path, series=series, events=tuple(one.key for one in found))
    if to == STDOUT:
        _remember(session, said, now)
        session.say_file(data.decode())
    else:
        _write(session, data, said, now)
        _say(session, said, found, now, doses=bool(times))
    return 0


def _say(session: Session, said: Exported, found: Sequence[Reminder], now: Now, *, doses: bool) -> None:
    if session.json:
        events = [one._asdict() for one in found]
        session.say_json({"schema": 1, "as_of": now.moment, "path": said.path, "events": events})
    else:
        session.say([*session.as_if(now), *_told(said, found, doses=doses)])


def _told(said: Exported, found: Sequence[Reminder], *, doses: bool) -> list[str]:
    lines = [f"{plural(len(found), 'reminder')} written, readable by you alone, not encrypted, to {visible(said.path)}"]
    if not found:
        lines.append("No step has a day yet. What is missing: isocourse plan")
    if doses and not any(one.step == DOSES for one in found):
        lines.append("No doses are in it: when the capsules end is not known, or none are to be taken now.")
    return [
        *lines,
        "Give it a calendar of its own, and delete that one before you import again: else the old days may stay there.",
        "Check that its events have an alarm. A change of the days makes it wrong: isocourse due says so.",
    ]


def _write(session: Session, data: bytes, said: Exported, now: Now) -> None:
    """Write the file; what is there already is replaced where it is a calendar of ours."""
    try:
        outfile.write(said.path, data, is_ours, lambda: _remember(session, said, now))
    except NotOurs as problem:
        raise Conflict(str(problem)) from problem


def _remember(session: Session, said: Exported, now: Now) -> None:
    """Keep what was exported, once for each change of it."""
    last = last_export(view(session.record()))
    if last != said:
        session.append(lambda _: [session.entry(said, now.today, now)])


def _pharmacy(course: Course, now: Now) -> str | None:
    return course.setting(lambda s: s.pharmacy, now.today)


def _series(course: Course, *, fresh: bool) -> int:
    last = last_export(course)
    return (last.series if last else 0) + fresh


def _edition(record: Record, now: Now, series: int) -> Edition:
    entries = counted(record)
    changed = max((entry.recorded for entry in entries), default=now.moment).astimezone(dt.UTC).replace(microsecond=0)
    return Edition(course=record.course, series=series, sequence=len(entries), changed=changed, today=now.today)


def _words(facts: PlanFacts, *, plain: bool, pharmacy: str | None) -> Callable[[Reminder], str]:
    """Return what a reminder is called."""
    where = f" ({clean(pharmacy)})" if pharmacy and plain else ""

    def said(step: str) -> str:
        words = facts.steps[step]
        return (words.plain if plain else words.discreet) + (where if step in {"fill", "order"} else "")

    def called(reminder: Reminder) -> str:
        if reminder.step == DOSES:
            return "Capsules" if plain else "Reminder"
        if reminder.step == WINDOW:
            return f"Last day, until 11:59 pm Eastern: {said('fill')}"
        name = said(reminder.step)
        return f"{name[:1].upper()}{name[1:]}"

    return called


def _times(given: str) -> tuple[dt.time, ...]:
    found = []
    for part in given.split(","):
        match = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", part.strip())
        try:
            found.append(dt.time(int(match[1]), int(match[2])) if match else None)
        except ValueError:
            found.append(None)
    known = sorted({time for time in found if time is not None})
    if None in found or not 1 <= len(known) <= TIMES:
        raise BadValue(f"--doses: {given!r} is not a time. Write it like 08:00, or 08:00,20:00 for up to {TIMES} a day")
    return tuple(known)
