"""The verdict of the month after an entry was taken back or corrected."""

from __future__ import annotations

from isocourse.cli.checklist import judged
from isocourse.cli.clock import Now
from isocourse.cli.desk import Desk
from isocourse.content.rules import rulebook
from isocourse.course import view
from isocourse.errors import IsocourseError
from isocourse.model import Entry, Record
from isocourse.render.checklist import verdict_line
from isocourse.render.notices import words


def verdict_now(desk: Desk, record: Record, now: Now, about: Entry | None = None) -> list[str]:
    """Return where the month stands, and what is said of a positive test among what changed.

    Raises where a date has no rules, or the category is not known.
    """
    book = rulebook()
    found, _ = judged(view(record), now, book)
    named = [
        f"  ! {words(book, one)}" for one in found.notices if about and one.about == about.id and one.id == "stop-test"
    ]
    return [verdict_line(found, desk.paint), *named]


def verdict_if_known(desk: Desk, record: Record, now: Now, about: Entry | None = None) -> list[str]:
    """Return where the month stands, or nothing where it cannot be told: what was done is saved all the same."""
    try:
        return verdict_now(desk, record, now, about)
    except IsocourseError:
        return []
