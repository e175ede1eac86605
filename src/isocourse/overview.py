"""What the morning page says: the next step, the open warning signs, the side effects of two weeks.

Pure, and in words that give nothing away: what is about pregnancy, birth control or sex is never named here; the
checklist and the history name it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from isocourse.course import Course
from isocourse.ipledge.checklist import Checklist, Verdict
from isocourse.ipledge.month import Phase
from isocourse.ipledge.steps import positive_tests
from isocourse.model import Urgency
from isocourse.trends import Recent, recent
from isocourse.triage.logged import OpenWarning

REPRODUCTIVE: Final = frozenset({"possible-pregnancy", "menstrual-change", "sexual-function"})
NEUTRAL: Final = "an open sign that needs a call (isocourse checklist names it)"
_UNTOLD: Final = REPRODUCTIVE | {"none"}


class Next(NamedTuple):
    """What comes next: by a day, or (`not_before`) not before it."""

    what: str
    by: dt.date | None = None
    not_before: dt.date | None = None


class Warn(NamedTuple):
    """An open warning sign as the page names it; `effect` is None where it is not named."""

    id: str
    effect: str | None
    urgency: Urgency
    stop_capsules: bool
    on: dt.date


def next_steps(found: Checklist, supply_ends: dt.date | None, today: dt.date) -> tuple[Next, ...]:
    """Return what is next and by when; never by a day that has passed."""
    left = found.missing
    if found.verdict is Verdict.STOP:
        return (Next("call your prescriber; then see isocourse checklist"),)
    if found.phase is Phase.AFTER:
        return tuple(Next("a step after the course (isocourse checklist)", not_before=step.not_before) for step in left)
    by = next((step.last_safe_day for step in found.steps if step.id == "fill"), None)
    if by is not None and by < today and found.window is not None:
        by = found.window.last_day  # the holidays that the safe day goes round have begun
    if found.verdict is Verdict.WINDOW_CLOSED:
        return (Next("call your prescriber about a new window (isocourse checklist)"),)
    if found.verdict is Verdict.READY:
        return (Next("go to the pharmacy", by=by) if found.window else _next_pick_up(supply_ends, today),)
    if found.verdict is Verdict.UNCONFIRMED:
        return (Next("every step is recorded; confirm it first (isocourse checklist)", by=by),)
    count = "1 step" if len(left) == 1 else f"{len(left)} steps"
    first = "the first pick-up" if found.phase is Phase.BEFORE else "the pharmacy"
    return (Next(f"{count} before {first} (isocourse checklist)", by=by),)


def _next_pick_up(supply_ends: dt.date | None, today: dt.date) -> Next:
    if supply_ends is not None and supply_ends < today:
        return Next("the next pick-up, with a new prescription: the supply has ended")
    return Next("the next pick-up, with a new prescription, before the supply ends", by=supply_ends)


def open_warns(course: Course, today: dt.date, found: Sequence[OpenWarning]) -> tuple[Warn, ...]:
    """Return the open warning signs, the most urgent first."""
    tests = [
        Warn(entry.id, None, Urgency.CALL_TODAY, stop_capsules=True, on=entry.on)
        for entry in positive_tests(course.come(today))
    ]
    signs = [
        Warn(
            id=one.entry.id,
            effect=None if one.effect in REPRODUCTIVE else one.effect,
            urgency=one.urgency,
            stop_capsules=one.stop_capsules,
            on=one.entry.on,
        )
        for one in found
    ]
    return tuple(sorted([*tests, *signs], key=lambda warn: (-warn.urgency.rank, warn.on)))


def two_weeks(
    course: Course, today: dt.date, effect_of: Mapping[str, str] | None = None
) -> tuple[tuple[Recent, ...], bool]:
    """Return the side effects of the last two weeks, and whether anything at all was logged in them.

    `effect_of` names the effect that a recognised sign belongs to.
    """
    found = recent(course, today, effect_of)
    return tuple(one for one in found if one.effect not in _UNTOLD), bool(found)
