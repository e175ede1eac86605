"""What was exported, whether it has become wrong, and which files of it are ours to delete."""

from __future__ import annotations

from collections.abc import Iterable

from isocourse import disk
from isocourse.agenda.ahead import Asked
from isocourse.agenda.reminders import is_stale, last_export, months_in, reminders, wants_doses
from isocourse.cli.clock import Now
from isocourse.course import Course
from isocourse.errors import IsocourseError
from isocourse.model import AlarmSeen, Entry, Exported, Record
from isocourse.outfile import held_by
from isocourse.record import parse

STALE = (
    "The calendar that was exported shows days that have changed. Delete it where it was imported, then:"
    " isocourse calendar"
)
_NO_LONGER = "a calendar was written there; what is there now is no calendar of ours"
QUESTION = "Did the alarm show? isocourse due --alarm yes|no"


def exports(course: Course) -> list[tuple[Entry, Exported]]:
    """Return the calendars that were written and still count."""
    return [(entry, body) for entry, body in course.of(Exported) if body.what == "calendar"]


def stale(course: Course, now: Now) -> bool | None:
    """Say whether the last calendar has become wrong; None where there is none."""
    last = last_export([body for _, body in exports(course)])
    if last is None:
        return None
    from isocourse.cli.plan import month_ahead  # noqa: PLC0415 - only those who exported a calendar pay for it

    here = month_ahead(course, now, Asked())
    if (months := months_in(last, here.standing.month.number)) > 1:
        here = month_ahead(course, now, Asked(months=months))
    return is_stale(last, reminders(here, doses=wants_doses(last)), now.today)


def stale_line(course: Course, now: Now) -> list[str]:
    """Return what to say beside a page when the calendar has become wrong."""
    return [f"  ! {STALE}"] if exports(course) and stale(course, now) else []


def question(course: Course, now: Now, after_days: int) -> str | None:
    """Return the question whether the alarm showed: some days after an export, until it has an answer."""
    made = [entry for entry, _ in exports(course)]
    if not made or (now.today - made[-1].on).days < after_days:
        return None
    answers = course.of(AlarmSeen)
    answered = any(body.seen for _, body in answers) or any(entry.recorded > made[-1].recorded for entry, _ in answers)
    return None if answered else QUESTION


def paths_in(record: Record) -> list[str]:
    """Return every file that a record remembers to have written, whether the entry still holds or not."""
    return sorted({entry.body.path for entry in record.entries if isinstance(entry.body, Exported) and entry.body.path})


def exported_files(records: Iterable[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the files that these records remember: those that are still ours, and the others with the reason."""
    paths = sorted({path for record in records for path in _paths_of(record)})
    ours: list[str] = []
    other: list[tuple[str, str]] = []
    for path in paths:
        try:
            held = held_by(path)
        except IsocourseError:
            other.append((path, _NO_LONGER))
            continue
        if held is not None and _made_here(held):
            ours.append(path)
        elif held is not None:
            other.append((path, _NO_LONGER))
    return ours, other


def _made_here(data: bytes) -> bool:
    from isocourse.export.ics import is_ours  # noqa: PLC0415 - only a record that remembers a file pays for it

    return is_ours(data)


def _paths_of(file: str) -> list[str]:
    """Return the paths in one file of the program's; a file that cannot be read remembers none."""
    try:
        snapshot = disk.snapshot(file)
        return paths_in(parse(snapshot.data, file).record) if snapshot else []
    except IsocourseError:
        return []


def counted(record: Record) -> list[Entry]:
    """Return the entries that say something of the course, retracted ones too, without what is told of exports."""
    return [entry for entry in record.entries if not isinstance(entry.body, Exported | AlarmSeen)]
