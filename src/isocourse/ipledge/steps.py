"""The steps of a month: which are done, which are still to do, and from when they may be."""

from __future__ import annotations

import datetime as dt

from isocourse.course.days import spoken
from isocourse.course.entries import Cleared, Entry, PregnancyTest, Setting, StepId, TestResult
from isocourse.course.standing import Course
from isocourse.ipledge.holidays import last_safe_day
from isocourse.ipledge.month import Month, Phase
from isocourse.ipledge.rulebook import Per
from isocourse.ipledge.specimens import Specimen, earliest_second
from isocourse.named import NamedTuple

DONE, TODO, LATE, NOT_NEEDED = "done", "todo", "late", "not_needed"
_AFTER_CONTACT = ("test-after-contact", "contraception", "test")


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


def positive_tests(course: Course) -> list[Entry]:
    """Return the positive pregnancy tests that no clinician has cleared."""
    cleared = {body.target for _, body in course.of(Cleared)}
    return [
        entry
        for entry, test in course.of(PregnancyTest)
        if test.result is TestResult.POSITIVE and entry.id not in cleared
    ]


def steps_of(month: Month) -> list[StepState]:
    """Return the steps of the month in order."""
    return [_STEPS[step](month, step) if step in _STEPS else _dated(month, step) for step in _ids(month)]


def _ids(month: Month) -> list[str]:
    """Return the ids of the steps: those of the category, with what goes on after leaving one, and after a contact."""
    if month.phase is Phase.AFTER:
        ids = list((month.rules.can if month.pregnancy else month.duties).steps[month.phase.value])
    else:
        ids = [*(("test", "contraception") if month.tests_go_on else ()), *month.duties.steps[month.phase.value]]
    if month.contact is None:
        return ids
    first = min((ids.index(step) for step in _AFTER_CONTACT if step in ids), default=len(ids))
    return [*ids[:first], *_AFTER_CONTACT, *(step for step in ids[first:] if step not in _AFTER_CONTACT)]


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
    """Return the counted specimen whose window is open; None where there is none, or a positive test stands."""
    found = month.specimen
    if found is None or not found.counted or month.window is None or month.window.closed:
        return None
    return None if positive_tests(month.course) else found


def wait_after_missed_first(month: Month) -> Wait | None:
    """Return the way back when the window of a first prescription was missed (D3); rules by the specimen's date."""
    found, window = month.specimen, month.window
    if not month.first_fill or found is None or window is None or not window.closed:
        return None
    then, at_close = month.book.on(found.day1).can, month.book.on(window.last_day).can
    days = then.first_missed_wait_days
    if not days:
        return Wait(not_before=None)
    unsure = at_close.first_missed_wait_days != days
    return Wait(not_before=found.day1 + dt.timedelta(days=days), days=days, unsure=unsure)


def _test(month: Month, step: str) -> StepState:
    if month.phase is Phase.AFTER:
        return _test_after(month, step)
    if positive := positive_tests(month.course):
        detail = f"positive on {spoken(_sample(positive[-1]), year=True)}"
        return _state(month, step, TODO, detail=detail)
    if good := stands(month):
        return _state(month, step, DONE, on=good.day1, detail=_where(good.test.setting))
    return _test_to_come(month, step)


def _test_to_come(month: Month, step: str) -> StepState:
    found = month.specimen
    second, wait = second_test_from(month), wait_after_missed_first(month)
    if month.contact is not None or found is None:
        days = [second, month.contact.second_from if month.contact else None]
        return _state(month, step, TODO, not_before=max((day for day in days if day), default=None))
    if month.window is None or not month.window.closed:
        return _state(month, step, TODO)
    days = [wait.not_before if wait else None, second if second and second > month.clock.today else None]
    return _state(month, step, LATE, not_before=max((day for day in days if day), default=None))


def second_test_from(month: Month) -> dt.date | None:
    """Return the first day of a test that can be the second one before a first prescription (D4), where one is due."""
    if not month.first_fill or not month.pregnancy:
        return None
    return earliest_second(month.found, month.forms, month.book, month.clock.today)


def _sample(entry: Entry) -> dt.date:
    return entry.body.specimen_date if isinstance(entry.body, PregnancyTest) else entry.on


def _test_after_contact(month: Month, step: str) -> StepState:
    """The first of the two tests after unprotected contact (D10)."""
    chain = month.contact
    assert chain is not None  # noqa: S101 - the step is there because there is one
    if chain.first is None:
        return _state(month, step, TODO, not_before=chain.test_from)
    return _state(month, step, DONE, on=chain.first.day1, detail=_where(chain.first.test.setting))


def _test_after(month: Month, step: str) -> StepState:
    """Two tests: one from the last capsule on, one from a month after it on (D5); after a contact its last one too."""
    assert month.ended is not None  # noqa: S101 - the phase is `after` because there is a finish
    last, due = month.ended.last, month.ended.month
    days = [specimen.day1 for specimen in month.found if specimen.counted]
    ended = any(last <= day < due for day in days)
    if month.contact is None and days and days[-1] >= due and not positive_tests(month.course):
        return _state(month, step, DONE, on=days[-1], detail="" if ended else "none recorded at the end of the course")
    earliest = due if ended else last
    return _state(month, step, TODO, not_before=max(earliest, month.contact.second_from) if month.contact else earliest)


def _where(setting: Setting | None) -> str:
    return "" if setting is None else {Setting.MEDICAL: "medical setting", Setting.HOME: "home"}[setting]


def _contraception(month: Month, step: str) -> StepState:
    found = month.forms
    if found is None:
        return _state(month, step, TODO)
    detail = "abstinence" if found.body.abstinence else " + ".join(found.body.forms)
    if found.same_since != found.since:
        detail = f"two forms; now {detail}, since {spoken(found.same_since)}"
    over = month_on_forms(month)
    waiting = over is not None and month.clock.today < over
    if not found.holds or waiting or (month.contact is not None and month.contact.forms is None):
        return _state(month, step, TODO, not_before=over, detail=detail)
    return _state(month, step, DONE, on=found.since, detail=detail)


def month_on_forms(month: Month) -> dt.date | None:
    """Return the day on which birth control will have been in place for the month that is asked for, where one is.

    One is before the first capsules, for abstinence under the rules that ask for it too, and after a contact.
    """
    if month.contact is not None:
        return month.contact.forms_over
    if month.forms is None or not month.first_fill:
        return None
    if month.forms.body.abstinence and not month.rules.can.prevention_before_second_test:
        return None
    return month.forms.month_over(month.rules.month_days)


def _dated(month: Month, step: str) -> StepState:
    """A step that is recorded by its date alone: it counts since the beginning of what it is due for."""
    per, since = month.book.steps[step].per, None
    if per is Per.SPECIMEN:
        good = stands(month)
        if good is None:
            return _state(month, step, TODO, safe=safe_day(month))
        since = good.day1
    if per is Per.MONTH and month.begins_after is not None:
        since = month.begins_after + dt.timedelta(days=1)
    entry = month.step(StepId(step), since=since)
    if entry is None:
        return _state(month, step, TODO, safe=None if per is Per.COURSE else safe_day(month))
    return _state(month, step, DONE, on=entry.on)


def _visit(month: Month, step: str) -> StepState:
    return _state(month, step, DONE, on=month.visit.on) if month.visit else _state(month, step, NOT_NEEDED)


def _authorization(month: Month, step: str) -> StepState:
    if month.window is not None and month.window.given is not None:
        detail = f"until {spoken(month.window.given, year=True)}"
        return _state(month, step, DONE, on=month.window.given_on, detail=detail)
    return _state(month, step, NOT_NEEDED)


def _fill(month: Month, step: str) -> StepState:
    late = month.window is not None and month.window.closed
    return _state(month, step, LATE if late else TODO, safe=safe_day(month))


_STEPS = {
    "test": _test,
    "test-after-contact": _test_after_contact,
    "contraception": _contraception,
    "visit": _visit,
    "authorization": _authorization,
    "fill": _fill,
}
