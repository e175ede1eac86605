"""The next step as the morning page names it: one neutral line for each verdict, and the day by which."""

from __future__ import annotations

import datetime as dt

import pytest

from isocourse.agenda.overview import Next, next_steps
from isocourse.content.rules import rulebook
from isocourse.course.entries import Category
from isocourse.ipledge.checklist import Checklist, Verdict
from isocourse.ipledge.month import Phase
from isocourse.ipledge.rulebook import Notice
from isocourse.ipledge.steps import DONE, TODO, StepState
from isocourse.ipledge.window import PickupWindow

SAFE = dt.date(2026, 11, 25)
LATER = dt.date(2027, 1, 15)
ENDS = dt.date(2026, 12, 21)
WINDOW = PickupWindow(*([None] * len(PickupWindow._fields)))  # type: ignore[arg-type]  # only that there is one counts


def step(name: str, state: str = TODO, *, optional: bool = False, not_before: dt.date | None = None) -> StepState:
    """Return a step as it stands; the pick-up has a last safe day."""
    by = SAFE if name == "fill" else None
    return StepState(name, name, state, optional, (), not_before=not_before, last_safe_day=by)


def page(verdict: Verdict, *steps: StepState, phase: Phase = Phase.MONTHLY, window: bool = True) -> Checklist:
    """Return a checklist with these steps."""
    return Checklist(
        category=Category.CAN_BECOME_PREGNANT,
        phase=phase,
        month=2,
        rules=rulebook().rule_sets[-1],
        verdict=verdict,
        window=WINDOW if window else None,
        steps=steps,
        notices=(),
        standing=(),
    )


TWO_LEFT = (step("test", DONE), step("confirmation"), step("questions"), step("visit", optional=True), step("fill"))
ONE_LEFT = (step("test", DONE), step("questions"), step("fill"))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (page(Verdict.STOP, *TWO_LEFT), Next(Notice("next-call"))),
        (
            page(Verdict.WINDOW_CLOSED, *TWO_LEFT),
            Next(Notice("next-closed")),
        ),
        (page(Verdict.READY, *ONE_LEFT), Next(Notice("next-ready"), by=SAFE)),
        (
            page(Verdict.READY, *ONE_LEFT, window=False),
            Next(Notice("next-supply"), by=ENDS),
        ),
        (
            page(Verdict.UNCONFIRMED, *ONE_LEFT),
            Next(Notice("next-unconfirmed"), by=SAFE),
        ),
        (page(Verdict.NOT_READY, *TWO_LEFT), Next(Notice("next-month-more", {"count": 2}), by=SAFE)),
        (page(Verdict.NOT_READY, *ONE_LEFT), Next(Notice("next-month-one", {"count": 1}), by=SAFE)),
        (
            page(Verdict.NOT_READY, *ONE_LEFT, phase=Phase.BEFORE),
            Next(Notice("next-before-one", {"count": 1}), by=SAFE),
        ),
        (page(Verdict.NOT_READY, step("test")), Next(Notice("next-month-one", {"count": 1}))),
    ],
)
def test_the_next_step_of_each_verdict(found: Checklist, expected: Next) -> None:
    """Each verdict has one next step, in words that give nothing away, by the last safe day of the pick-up."""
    assert next_steps(found, ENDS, SAFE) == (expected,)


def test_after_the_course_each_step_left_has_its_first_day() -> None:
    """After the last capsule every step that is left is named alike, and not before its day; done ones are gone."""
    steps = (step("test", not_before=LATER), step("test", DONE), step("visit", optional=True), step("questions"))
    found = page(Verdict.NO_WINDOW, *steps, phase=Phase.AFTER)
    what = Notice("next-after")
    assert next_steps(found, None, SAFE) == (Next(what, not_before=LATER), Next(what))


def test_no_day_that_has_passed_is_a_deadline() -> None:
    """After the safe day before a holiday the window's own last day is told; supply that has ended is told so."""
    window = WINDOW._replace(last_day=LATER)
    ready = page(Verdict.READY, *ONE_LEFT)._replace(window=window)
    after = SAFE + dt.timedelta(days=1)
    assert next_steps(ready, ENDS, SAFE) == (Next(Notice("next-ready"), by=SAFE),)
    assert next_steps(ready, ENDS, after) == (Next(Notice("next-ready"), by=LATER),)
    none = page(Verdict.READY, *ONE_LEFT, window=False)
    late = ENDS + dt.timedelta(days=1)
    assert next_steps(none, ENDS, ENDS)[0].by == ENDS
    assert next_steps(none, ENDS, late) == (Next(Notice("next-supply-ended")),)
    assert next_steps(none, None, late) == (Next(Notice("next-supply")),)
