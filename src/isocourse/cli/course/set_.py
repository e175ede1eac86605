"""`set`: change what is known of the course, from a day on."""

from __future__ import annotations

import datetime as dt
from operator import attrgetter

from isocourse.cli import Run
from isocourse.cli.enrolment.settings import BESIDES, COURSE, Given, odd_numbers, read_settings
from isocourse.cli.parsing.options import FILE, ON, YES
from isocourse.cli.parsing.zones import zone_meant, zone_named
from isocourse.cli.session.clock import Now
from isocourse.cli.session.session import Session
from isocourse.course.days import spoken
from isocourse.course.entries import Entry, Settings
from isocourse.course.standing import Course, view
from isocourse.errors import BadValue, RecordError
from isocourse.render.entries import describe
from isocourse.typed import Any


def set_(
    run: Run,
    *,
    course: dict[str, Any] = COURSE,
    besides: dict[str, Any] = BESIDES,
    on: str | None = ON,
    yes: bool = YES,
    file: str | None = FILE,
) -> int:
    """Change what is known of the course, from a day on (--on, else today). What you leave out stays as it is."""
    del yes  # nothing here needs a yes; scripts may say it everywhere
    session = Session(run, file)
    now = _now(session, course.get("zone"))
    settings = read_settings(Given(**course, **besides), session, now)
    if settings == Settings():
        raise BadValue("Nothing to change was given. See: isocourse set --help")
    entry = session.entry(settings, _from(settings, now) if on is None else session.day(on, now, future=True), now)
    after = session.append(lambda _: [entry])
    session.say(
        [
            f"From {spoken(entry.on, year=True)}: {describe(entry)}",
            *odd_numbers(settings),
            *_overruled(view(after), entry, settings, now),
        ]
    )
    return 0


def _overruled(course: Course, entry: Entry, settings: Settings, now: Now) -> list[str]:
    """Say so when an entry of a later day keeps a change from holding today."""
    if entry.on > now.today:
        return []
    given = {name: value for name, value in settings._asdict().items() if value is not None}
    lost = [name for name, value in given.items() if course.setting(attrgetter(name), now.today) != value]
    names = ", ".join(name.replace("_", " ") for name in lost)
    said = f"  ! It does not hold today: an entry of a later day says otherwise ({names}). See: isocourse history"
    return [said] if lost else []


def _now(session: Session, zone: str | None) -> Now:
    """Return the moment in the course's zone; where that is not known here, in the zone that is being set."""
    record = session.record()
    try:
        return session.now(record)
    except RecordError:
        if zone is None:
            raise
        return Now(moment=session.now(None).moment.astimezone(zone_named(zone_meant(zone))))


def _from(settings: Settings, now: Now) -> dt.date:
    """Return the day a change holds from: today, or the first capsule's own day when nothing else was given."""
    if settings.started is not None and settings == Settings(started=settings.started):
        return min(now.today, settings.started)
    if settings.zone is not None:  # over the date line it may be the day before there
        return min(now.today, now.moment.astimezone(zone_named(settings.zone)).date())
    return now.today
