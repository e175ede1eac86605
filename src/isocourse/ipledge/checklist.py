"""The verdict: may the capsules be collected, and what has to be said about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import Enum

from isocourse.course.afterwards import Ended
from isocourse.course.entries import Category, Entry, PregnancyTest
from isocourse.course.standing import Course
from isocourse.errors import Conflict
from isocourse.ipledge.month import Month, Phase, month_of
from isocourse.ipledge.notices import notice, notices
from isocourse.ipledge.rulebook import Notice, Rulebook, RuleSet
from isocourse.ipledge.steps import DONE, StepState, positive_tests, steps_of
from isocourse.ipledge.window import Clock, PickupWindow
from isocourse.named import NamedTuple

EMERGENCIES = frozenset({"stop-emergency", "stop-emergency-mood"})


class Verdict(Enum):
    """The answer to `can I collect?`."""

    READY = "ready"
    NOT_READY = "not_ready"
    WINDOW_CLOSED = "window_closed"
    STOP = "stop"
    UNCONFIRMED = "unconfirmed"
    NO_WINDOW = "no_window"


class OpenSign(NamedTuple):
    """A stop-and-call sign that no clinician has cleared yet."""

    entry: Entry
    name: str
    emergency: bool = False
    mood: bool = True  # it may be about mood: the crisis line stands beside it


class Checklist(NamedTuple):
    """The month's checklist at a moment."""

    category: Category
    phase: Phase
    month: int
    rules: RuleSet
    verdict: Verdict
    window: PickupWindow | None
    steps: tuple[StepState, ...]
    notices: tuple[Notice, ...]  # the most pressing first
    standing: tuple[Notice, ...]  # what holds every day, whatever the month
    ended: Ended | None = None  # a finished course: from when on each thing may be asked about
    doubts: tuple[str, ...] = ()  # why this computer or its record cannot be trusted: never READY beside one

    @property
    def missing(self) -> tuple[StepState, ...]:
        """The steps that are needed before the pick-up and not done."""
        return _missing(self.steps)

    @property
    def emergencies(self) -> tuple[Notice, ...]:
        """What is said of open emergencies: before everything else."""
        return tuple(one for one in self.notices if one.id in EMERGENCIES)


def checklist(
    course: Course, clock: Clock, book: Rulebook, *, open_signs: Sequence[OpenSign] = (), future: bool = False
) -> Checklist:
    """Return the checklist of the month the course is in.

    `open_signs` are the stop-and-call signs not cleared yet; `future` says that the moment has not come.
    Raises Conflict while the category is unknown, NoRuleSet for a date that no rules cover. A sample from before every
    rule hides no STOP: beside one it is left out, and counts for nothing.
    """
    course = course.come(clock.today)
    positives = positive_tests(course)
    category = course.category(clock.today)
    if category is None:
        raise Conflict("The iPLEDGE category is not recorded. Your prescriber's call: isocourse set --category")
    stop = bool(positives) or bool(open_signs)
    month = month_of(course, clock, book, category, stop=stop)
    steps = steps_of(month)
    signs = [_stop_sign(sign) for sign in open_signs]
    emergencies = [one for one in signs if one.id in EMERGENCIES]
    stops = [*emergencies, *(_stop_test(entry) for entry in positives), *(s for s in signs if s.id not in EMERGENCIES)]
    return Checklist(
        category=category,
        phase=month.phase,
        month=month.number,
        rules=month.rules,
        verdict=_verdict(month, steps, stop=stop, future=future),
        window=month.window,
        steps=tuple(step._replace(last_safe_day=None) if stop else step for step in steps),
        notices=(*stops, *notices(month, future=future, stop=stop)),
        standing=_standing(month),
        ended=month.ended,
    )


def past_month(course: Course, clock: Clock, number: int) -> tuple[Course, Entry, Clock]:
    """Return the course as it stood on the day month `number` was collected, that fill left out, and the fill itself.

    Raises Conflict for a month that has no fill in the record.
    """
    earlier, fills = course.pick_ups(clock.today)
    index = number - earlier - 1
    if not 0 <= index < len(fills):
        known = ", ".join(str(earlier + n + 1) for n in range(len(fills) + 1))
        raise Conflict(
            f"Month {number} is not in this record. Months count pick-ups, not the calendar: it knows {known}."
        )
    fill = fills[index]
    gone = {entry.id for entry in fills[index:]}
    kept = [entry for entry in course.entries if entry.on <= fill.on and entry.id not in gone]
    day = dt.datetime.combine(fill.on, dt.time(12), tzinfo=clock.moment.tzinfo)
    return course.with_entries(kept), fill, clock._replace(moment=day)


def _missing(steps: Sequence[StepState]) -> tuple[StepState, ...]:
    return tuple(step for step in steps if step.state != DONE and not step.optional and step.id != "fill")


def _verdict(month: Month, steps: Sequence[StepState], *, stop: bool, future: bool) -> Verdict:
    if stop:
        return Verdict.STOP
    if month.phase is Phase.AFTER:
        return Verdict.NO_WINDOW if month.contact is None else Verdict.NOT_READY
    if month.window is not None and month.window.closed:
        return Verdict.WINDOW_CLOSED
    if _missing(steps):
        return Verdict.NOT_READY
    if future or month.clock.today > month.rules.review_due:
        return Verdict.UNCONFIRMED
    return Verdict.READY


def _stop_test(entry: Entry) -> Notice:
    assert isinstance(entry.body, PregnancyTest)  # noqa: S101 - positive_tests returns nothing else
    return notice("stop-test", entry.id, date=entry.body.specimen_date)


def _stop_sign(sign: OpenSign) -> Notice:
    urgent = "stop-emergency-mood" if sign.mood else "stop-emergency"
    sentence = urgent if sign.emergency else "stop-sign"
    return notice(sentence, sign.entry.id, name=sign.name, date=sign.entry.on)


def _standing(month: Month) -> tuple[Notice, ...]:
    if month.phase is Phase.AFTER:
        return ()
    return (notice("every-day-can" if month.pregnancy else "every-day-cannot"), notice("site-wins"))
