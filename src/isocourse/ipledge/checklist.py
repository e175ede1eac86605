"""The verdict: may the capsules be collected, and what has to be said about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from isocourse.course import Course
from isocourse.days import spoken
from isocourse.errors import Conflict
from isocourse.ipledge.month import Month, Phase, month_of
from isocourse.ipledge.notices import notices
from isocourse.ipledge.steps import DONE, StepState, steps_of
from isocourse.ipledge.window import Clock, PickupWindow
from isocourse.model import Category, Cleared, Entry, Fill, PregnancyTest, TestResult
from isocourse.rulebook import Rulebook, RuleSet

ID_SHOWN = 4  # as much of an id as a person types


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


class Checklist(NamedTuple):
    """The month's checklist at a moment."""

    category: Category
    phase: Phase
    month: int
    rules: RuleSet
    verdict: Verdict
    window: PickupWindow | None
    steps: tuple[StepState, ...]
    warnings: tuple[str, ...]
    standing: tuple[str, ...]  # what holds every day, whatever the month


def positive_tests(course: Course) -> list[Entry]:
    """Return the positive pregnancy tests that no clinician has cleared."""
    cleared = {body.target for _, body in course.of(Cleared)}
    return [
        entry
        for entry, test in course.of(PregnancyTest)
        if test.result is TestResult.POSITIVE and entry.id not in cleared
    ]


def checklist(
    course: Course, clock: Clock, book: Rulebook, *, open_signs: Sequence[OpenSign] = (), future: bool = False
) -> Checklist:
    """Return the checklist of the month the course is in.

    `open_signs` are the stop-and-call signs not cleared yet; `future` says that the moment has not come.
    Raises Conflict while the category is unknown, NoRuleSet for a date that no rules cover.
    """
    category = course.category(clock.today)
    if category is None:
        raise Conflict("The iPLEDGE category is not recorded. Your prescriber's call: isocourse set --category")
    month = month_of(course, clock, book, category)
    steps = steps_of(month)
    positives = positive_tests(course)
    stop = bool(positives) or bool(open_signs)
    stops = [*(_stop_test(book, entry) for entry in positives), *(_stop_sign(book, sign) for sign in open_signs)]
    return Checklist(
        category=category,
        phase=month.phase,
        month=month.number,
        rules=month.rules,
        verdict=_verdict(month, steps, stop=stop, future=future),
        window=month.window,
        steps=tuple(steps),
        warnings=(*stops, *notices(month, future=future, stop=stop)),
        standing=_standing(month),
    )


def past_month(course: Course, clock: Clock, number: int) -> tuple[Course, Entry, Clock]:
    """Return the course as it stood on the day month `number` was collected, that fill left out, and the fill itself.

    Raises Conflict for a month that has no fill in the record.
    """
    fills = course.of(Fill)
    earlier = course.setting(lambda s: s.fills_before, clock.today) or 0
    index = number - earlier - 1
    if not 0 <= index < len(fills):
        known = f"{earlier + 1} to {earlier + len(fills) + 1}"
        raise Conflict(f"Month {number} is not in this record: it knows the months {known}.")
    fill = fills[index][0]
    gone = {entry.id for entry, _ in fills[index:]}
    kept = tuple(entry for entry in course.entries if entry.on <= fill.on and entry.id not in gone)
    day = dt.datetime.combine(fill.on, dt.time(12), tzinfo=clock.moment.tzinfo)
    return course._replace(entries=kept), fill, clock._replace(moment=day)


def _verdict(month: Month, steps: Sequence[StepState], *, stop: bool, future: bool) -> Verdict:
    if stop:
        return Verdict.STOP
    if month.phase is Phase.AFTER:
        return Verdict.NO_WINDOW
    if month.window is not None and month.window.closed and (month.specimen is None or month.paired(month.specimen)):
        return Verdict.WINDOW_CLOSED
    missing = [step for step in steps if step.state != DONE and not step.optional and step.id != "fill"]
    if missing:
        return Verdict.NOT_READY
    if future or month.clock.today > month.rules.review_due:
        return Verdict.UNCONFIRMED
    return Verdict.READY


def _stop_test(book: Rulebook, entry: Entry) -> str:
    assert isinstance(entry.body, PregnancyTest)  # noqa: S101 - positive_tests returns nothing else
    return book.say("stop-test", date=spoken(entry.body.specimen_date, year=True), id=entry.id[:ID_SHOWN])


def _stop_sign(book: Rulebook, sign: OpenSign) -> str:
    sentence = "stop-emergency" if sign.emergency else "stop-sign"
    return book.say(sentence, name=sign.name, date=spoken(sign.entry.on, year=True), id=sign.entry.id[:ID_SHOWN])


def _standing(month: Month) -> tuple[str, ...]:
    book = month.book
    if month.phase is Phase.AFTER:
        return ()
    every_day = "every-day-can" if month.can or month.tests_go_on else "every-day-cannot"
    return (book.say(every_day), book.say("site-wins"))
