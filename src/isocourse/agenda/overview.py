"""What the morning page says: the next step, and the side effects of two weeks.

Pure, and in words that give nothing away: what is about pregnancy, birth control or sex is never named here; the
checklist and the history name it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from isocourse.agenda.alarms import REPRODUCTIVE
from isocourse.course.standing import Course
from isocourse.course.trends import Recent, recent
from isocourse.ipledge.checklist import Checklist, Verdict
from isocourse.ipledge.month import Phase
from isocourse.ipledge.rulebook import Notice
from isocourse.named import NamedTuple
from isocourse.typed import Final

_UNTOLD: Final = REPRODUCTIVE | {"none"}
_MONTH: Final = ("next-month-one", "next-month-more")


class Next(NamedTuple):
    """What comes next: by a day, or (`not_before`) not before it."""

    what: Notice
    by: dt.date | None = None
    not_before: dt.date | None = None


def next_steps(found: Checklist, supply_ends: dt.date | None, today: dt.date) -> tuple[Next, ...]:
    """Return what is next and by when; never by a day that has passed."""
    left = found.missing
    if found.verdict is Verdict.STOP:
        return (Next(Notice("next-call")),)
    if found.phase is Phase.AFTER:
        return tuple(Next(Notice("next-after"), not_before=step.not_before) for step in left)
    by = next((step.last_safe_day for step in found.steps if step.id == "fill"), None)
    if by is not None and by < today and found.window is not None:
        by = found.window.last_day  # the holidays that the safe day goes round have begun
    if found.verdict is Verdict.WINDOW_CLOSED:
        return (Next(Notice("next-closed")),)
    if found.verdict is Verdict.READY:
        return (Next(Notice("next-ready"), by=by) if found.window else _next_pick_up(supply_ends, today),)
    if found.verdict is Verdict.UNCONFIRMED:
        return (Next(Notice("next-unconfirmed"), by=by),)
    one, more = ("next-before-one", "next-before-more") if found.phase is Phase.BEFORE else _MONTH
    return (Next(Notice(one if len(left) == 1 else more, {"count": len(left)}), by=by),)


def _next_pick_up(supply_ends: dt.date | None, today: dt.date) -> Next:
    if supply_ends is not None and supply_ends < today:
        return Next(Notice("next-supply-ended"))
    return Next(Notice("next-supply"), by=supply_ends)


def two_weeks(
    course: Course, today: dt.date, effect_of: Mapping[str, str] | None = None
) -> tuple[tuple[Recent, ...], bool]:
    """Return the side effects of the last two weeks, and whether anything at all was logged in them.

    `effect_of` names the effect that a recognised sign belongs to.
    """
    found = recent(course, today, effect_of)
    return tuple(one for one in found if one.effect not in _UNTOLD), bool(found)
