"""The verdict of the month after an entry was taken back or corrected."""

from __future__ import annotations

from isocourse.cli.pharmacy.verdict import judged
from isocourse.cli.session.clock import Now
from isocourse.cli.session.session import Session
from isocourse.content.rules import rulebook
from isocourse.course.entries import Entry, Record
from isocourse.course.standing import view
from isocourse.errors import IsocourseError
from isocourse.render.checklist import verdict_line
from isocourse.render.notices import words


def verdict_now(session: Session, record: Record, now: Now, about: Entry | None = None) -> list[str]:
    """Return where the month stands, and what is said of a positive test among what changed.

    Raises where a date has no rules, or the category is not known.
    """
    book = rulebook()
    found, _ = judged(view(record), now, book)
    named = [
        f"  ! {words(book, one)}" for one in found.notices if about and one.about == about.id and one.id == "stop-test"
    ]
    return [verdict_line(found, session.paint), *named]


def verdict_if_known(session: Session, record: Record, now: Now, about: Entry | None = None) -> list[str]:
    """Return where the month stands, or nothing where it cannot be told: what was done is saved all the same."""
    try:
        return verdict_now(session, record, now, about)
    except IsocourseError:
        return []
