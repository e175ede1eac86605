"""The steps of a month: which are done, which are still to do, and from when they may be."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from isocourse.course import month_after
from isocourse.days import spoken
from isocourse.ipledge.holidays import last_safe_day
from isocourse.ipledge.month import Month, Phase, has_pair
from isocourse.ipledge.window import Specimen
from isocourse.model import Setting, StepId

DONE, TODO, LATE, NOT_NEEDED = "done", "todo", "late", "not_needed"


class StepState(NamedTuple):
    """One step as it stands. `on` is the day it was done, `not_before` the first day it may be."""

    id: str
    title: str
    state: str
    optional: bool
    sources: tuple[str, ...]
    on: dt.date | None = None
    not_before: dt.date | None = None
    last_safe_day: dt.date | None = None
    detail: str = ""


class Wait(NamedTuple):
    """The way back after a missed first window: the first day of a new test, and whether two readings of it exist."""

    not_before: dt.date | None
    days: int = 0
    unsure: bool = False


def steps_of(month: Month) -> list[StepState]:
    """Return the steps of the month in order."""
    ids = list(month.duties.steps[month.phase.value])
    if month.tests_go_on:
        ids = ["test", "contraception", *ids]  # this category has neither of its own
    return [_STEPS[step](month, step) if step in _STEPS else _dated(month, step) for step in ids]


def _state(
    month: Month,
    step: str,
    state: str,
    *,
    on: dt.date | None = None,
    not_before: dt.date | None = None,
    safe: dt.date | None = None,
    detail: str = "",
) -> StepState:
    text = month.book.steps[step]
    return StepState(
        id=step,
        title=text.title,
        state=state,
        optional=text.optional,
        sources=text.sources,
        on=on,
        not_before=not_before,
        last_safe_day=safe,
        detail=detail,
    )


def safe_day(month: Month) -> dt.date | None:
    """Return the window's last day, moved before holidays; None without an open window."""
    if month.window is None or month.window.closed:
        return None
    return last_safe_day(month.window.last_day, month.book.holidays)


def stands(month: Month) -> Specimen | None:
    """Return the counted specimen whose window is open and which fits the two-test rule; None where there is none."""
    found = month.specimen
    if found is None or not found.counted or month.window is None or month.window.closed or not month.paired(found):
        return None
    return found


def wait_after_missed_first(month: Month) -> Wait | None:
    """Return the way back when the window of a first prescription was missed (D3); rules by the specimen's date."""
    found, window = month.specimen, month.window
    if not month.first_fill or found is None or window is None or not window.closed or not month.paired(found):
        return None
    then, at_close = month.book.on(found.day1).can, month.book.on(window.last_day).can
    days = then.first_missed_wait_days
    if not days:
        return Wait(not_before=None)
    unsure = at_close.first_missed_wait_days != days
    return Wait(not_before=found.day1 + dt.timedelta(days=days), days=days, unsure=unsure)


def earliest_second_test(month: Month) -> dt.date | None:
    """Return the first day of the second test before a first prescription (D4); None while no test counts.

    The latest of: the gap after the first counted test, and one month after birth control began.
    """
    counted = [specimen for specimen in month.found if specimen.counted]
    if not counted:
        return None
    gap = month.book.on(counted[0].day1).can.pretreatment_gap_days
    days = [counted[0].day1 + dt.timedelta(days=gap)]
    if month.forms and (over := month.forms.month_over(month.rules.month_days)):
        days.append(over)
    return max(days)


def _test(month: Month, step: str) -> StepState:
    if month.phase is Phase.AFTER:
        return _test_after(month, step)
    found = month.specimen
    if good := stands(month):
        return _state(month, step, DONE, on=good.day1, detail=_where(good.test.setting))
    if found is None:
        return _state(month, step, TODO)
    if not found.counted:
        late = month.window is not None and month.window.closed
        return _state(month, step, LATE if late else TODO)
    if month.first_fill and not has_pair(found, month.found, month.book):
        return _state(month, step, TODO, not_before=earliest_second_test(month))
    wait = wait_after_missed_first(month)
    return _state(month, step, LATE, not_before=wait.not_before if wait else None)


def _test_after(month: Month, step: str) -> StepState:
    """Two tests: one from the last capsule on, one from a month after it on (D5)."""
    end = month.course.finish()
    assert end is not None  # noqa: S101 - the phase is `after` because there is a finish
    due = month_after(end.last_capsule, month.rules.month_days)
    days = [specimen.day1 for specimen in month.found if specimen.counted]
    ended = any(end.last_capsule <= day < due for day in days)
    if days and days[-1] >= due:
        return _state(month, step, DONE, on=days[-1], detail="" if ended else "none recorded at the end of the course")
    return _state(month, step, TODO, not_before=due if ended else end.last_capsule)


def _where(setting: Setting | None) -> str:
    return "" if setting is None else {Setting.MEDICAL: "medical setting", Setting.HOME: "home"}[setting]


def _contraception(month: Month, step: str) -> StepState:
    found = month.forms
    if found is None:
        return _state(month, step, TODO)
    detail = "abstinence" if found.body.abstinence else " + ".join(found.body.forms)
    over = found.month_over(month.rules.month_days) if month.first_fill else None
    waiting = over is not None and month.clock.today < over
    if not found.holds or waiting:
        return _state(month, step, TODO, not_before=over, detail=detail)
    return _state(month, step, DONE, on=found.since, detail=detail)


def _after_specimen(month: Month, step: str) -> StepState:
    """`confirmation` and `questions` count when dated on or after the specimen that counts."""
    good = stands(month)
    entry = month.step(StepId(step), since=good.day1) if good else None
    return _state(month, step, DONE, on=entry.on) if entry else _state(month, step, TODO, safe=safe_day(month))


def _dated(month: Month, step: str) -> StepState:
    entry = month.step(StepId(step))
    return _state(month, step, DONE, on=entry.on) if entry else _state(month, step, TODO)


def _visit(month: Month, step: str) -> StepState:
    return _state(month, step, DONE, on=month.visit.on) if month.visit else _state(month, step, NOT_NEEDED)


def _authorization(month: Month, step: str) -> StepState:
    if month.window is not None and month.window.source == "authorization":
        return _state(
            month, step, DONE, on=month.window.given_on, detail=f"until {spoken(month.window.last_day, year=True)}"
        )
    return _state(month, step, NOT_NEEDED)


def _fill(month: Month, step: str) -> StepState:
    late = month.window is not None and month.window.closed and (month.specimen is None or month.paired(month.specimen))
    return _state(month, step, LATE if late else TODO, safe=safe_day(month))


_STEPS = {
    "test": _test,
    "contraception": _contraception,
    "confirmation": _after_specimen,
    "questions": _after_specimen,
    "visit": _visit,
    "authorization": _authorization,
    "fill": _fill,
}
