"""The course if there is one: answers and alarms never wait for a record, nor for what keeps it from being read."""

from __future__ import annotations

from isocourse.cli.session.clock import Now
from isocourse.cli.session.session import Session
from isocourse.course.standing import Course
from isocourse.errors import IsocourseError, RecordError, reason


def course_if_any(session: Session, as_of: str | None = None) -> tuple[Course | None, Now, IsocourseError | None]:
    """Return the course and the moment, or what keeps it from being read, whatever that is."""
    now = session.now(None, as_of)
    try:
        course, now = session.course(as_of)
    except IsocourseError as problem:
        return None, now, problem
    except Exception as problem:  # noqa: BLE001 - a folder that is gone, a module that cannot be opened, no memory
        return None, now, RecordError(f"The record cannot be read: {reason(problem)}. It was left as it is.")
    return course, now, None


def call_line(course: Course | None, now: Now) -> str | None:
    """Return whom to call, when a number was saved."""
    if course is None:
        return None
    phone = course.setting(lambda s: s.doctor_phone, now.today)
    name = course.setting(lambda s: s.doctor, now.today)
    return f"{name or 'Your doctor'}: {phone}" if phone else None
