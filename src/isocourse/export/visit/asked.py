"""What the visit sheet is asked to be, and what was worked out for it elsewhere. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from isocourse.agenda.alarms import Alarm
from isocourse.course.doses import Ledger
from isocourse.course.entries import Body
from isocourse.course.standing import Course
from isocourse.export.private import IsPrivate
from isocourse.named import NamedTuple
from isocourse.triage.knowledge import SurveyQuestion
from isocourse.typed import TypeVar

B = TypeVar("B", bound=Body)


class Asked(NamedTuple):
    """What the sheet is asked to be: `until` is its day, `visit` the day of the visit it is for, if that was said."""

    moment: dt.datetime
    until: dt.date
    since: dt.date | None = None
    visit: dt.date | None = None
    name: str | None = None
    reproductive: bool = False


class Known(NamedTuple):
    """What was worked out elsewhere."""

    book: Ledger
    alarms: Sequence[Alarm]
    month: int | None
    effect_of: Mapping[str, str]
    survey: Sequence[SurveyQuestion]
    is_private: IsPrivate


class Span(NamedTuple):
    """Days from the first to the last, both among them."""

    first: dt.date
    last: dt.date

    def holds(self, day: dt.date) -> bool:
        """Say whether a day is one of them."""
        return self.first <= day <= self.last


def pairs(course: Course, kind: type[B], span: Span) -> tuple[tuple[dt.date, B], ...]:
    """Return the entries of a kind in a span of days, each with its day, oldest first."""
    return tuple((entry.on, body) for entry, body in course.of(kind) if span.holds(entry.on))
