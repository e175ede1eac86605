"""What was exported, and whether it has become wrong. `status` asks, so little is loaded."""

from __future__ import annotations

from isocourse.cli.session.clock import Now
from isocourse.course.entries import AlarmSeen, Entry, Exported, Record
from isocourse.course.standing import Course

STALE = (
    "The calendar that was exported shows days that have changed. Delete it where it was imported, then:"
    " isocourse calendar"
)
QUESTION = "Did the alarm show? isocourse due --alarm yes|no"


def exports(course: Course) -> list[tuple[Entry, Exported]]:
    """Return the calendars that were written and still count."""
    return [(entry, body) for entry, body in course.of(Exported) if body.what == "calendar"]


def last_export(course: Course) -> Exported | None:
    """Return the last calendar that was written."""
    made = exports(course)
    return made[-1][1] if made else None


def stale(course: Course, now: Now) -> bool | None:
    """Say whether the last calendar has become wrong; None where there is none."""
    last = last_export(course)
    if last is None:
        return None
    from isocourse.agenda.ahead import Asked  # only those who exported a calendar pay for it
    from isocourse.agenda.reminders import is_stale, months_in, reminders, wants_doses
    from isocourse.cli.pharmacy.plan import month_ahead

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


def counted(record: Record) -> list[Entry]:
    """Return the entries that say something of the course, retracted ones too, without what is told of exports."""
    return [entry for entry in record.entries if not isinstance(entry.body, Exported | AlarmSeen)]
