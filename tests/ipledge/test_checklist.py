"""Whatever was recorded, in whatever order: READY is never said while something that it needs is missing."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from days_of import course_of, day
from isocourse.content.rules import rulebook
from isocourse.course.entries import (
    AdverseEvent,
    Authorization,
    Body,
    Category,
    Contraception,
    Fill,
    HomeTests,
    PregnancyTest,
    Setting,
    Settings,
    Step,
    StepId,
)
from isocourse.course.entries import TestResult as Result
from isocourse.course.standing import Course
from isocourse.errors import Conflict
from isocourse.ipledge.checklist import Checklist, OpenSign, Verdict, checklist, past_month
from isocourse.ipledge.window import Clock
from isocourse.render.notices import words

EASTERN = ZoneInfo("America/New_York")
BOOK = rulebook()
CAN = Settings(category=Category.CAN_BECOME_PREGNANT)
PAPERS = (StepId.ENROLLED, StepId.CONSENT, StepId.COUNSELLED, StepId.NOT_BREAST_FEEDING)
FIRST_DAY = dt.date(2026, 9, 1)  # the days reach from the old rules over the change into the new
CHANGE = (dt.date(2026, 11, 15) - FIRST_DAY).days
ONE_DAY = dt.timedelta(days=1)
Line = tuple[int, Body]


def at(course: Course, date: dt.date) -> Checklist:
    """The checklist at noon in the East."""
    moment = dt.datetime.combine(date, dt.time(12), tzinfo=EASTERN)
    return checklist(course, Clock(moment=moment, programme=EASTERN), BOOK)


def settled(days: st.SearchStrategy[int]) -> st.SearchStrategy[Line]:
    """An event that may happen on any day."""
    tests = st.builds(
        PregnancyTest,
        specimen_date=st.just(FIRST_DAY),  # set to the entry's day below
        result=st.sampled_from([Result.NEGATIVE] * 8 + [Result.PENDING, Result.POSITIVE]),
        setting=st.sampled_from([Setting.MEDICAL] * 5 + [Setting.HOME, None]),
    )
    forms = st.sampled_from([("iud", "condom"), ("iud", "ring"), ("iud",), ("condom", "sponge")])
    bodies = st.one_of(
        tests,
        tests,
        st.builds(Step, step=st.sampled_from([StepId.CONFIRMATION, StepId.QUESTIONS])),
        forms.map(lambda named: Contraception(forms=named)),
        st.builds(HomeTests, allowed=st.booleans()),
        st.just(Fill(days=30)),
        st.builds(Authorization, until=st.integers(0, 110).map(lambda n: FIRST_DAY + n * ONE_DAY)),
    )
    return st.tuples(days, bodies)


LIVES = st.lists(settled(st.integers(0, 100)), max_size=14).map(lambda lines: sorted(lines, key=lambda one: one[0]))


def lived(lines: list[Line]) -> Course:
    """A course with its papers done and two forms from the first day on, and then these events."""
    papers: list[Line] = [(0, Step(step=step)) for step in PAPERS]
    bodies: list[tuple[str, Body]] = []
    for n, body in [(0, CAN), *papers, (0, Contraception(forms=("iud", "ring"))), *lines]:
        date = FIRST_DAY + n * ONE_DAY
        dated = body._replace(specimen_date=date) if isinstance(body, PregnancyTest) else body
        bodies.append((date.isoformat(), dated))
    return course_of(*bodies)


def negatives(lines: list[Line], begins: int, today: int) -> list[int]:
    """The days of negative tests of this month that were taken where they may be."""
    found = []
    filled = any(isinstance(body, Fill) for n, body in lines if n <= today)
    for n, body in lines:
        if isinstance(body, PregnancyTest) and body.result is Result.NEGATIVE and begins < n <= today:
            permitted = [b.allowed for m, b in lines if isinstance(b, HomeTests) and m <= n][-1:] == [True]
            if body.setting is Setting.MEDICAL or (filled and permitted):
                found.append(n)
    return found


def openers(counted: list[int]) -> list[int]:
    """The days of those tests that can open the window of a first prescription, with the wait of the old rules."""
    found: list[int] = []
    for n in counted:
        waits = bool(found) and found[-1] < CHANGE and n - found[-1] < 19
        if any(n - other >= 19 for other in counted) and not waits:
            found.append(n)
    return found


def two_forms_since(lines: list[Line]) -> int | None:
    """The day since when two forms with a primary one have been recorded without a break; None while they are not."""
    since: int | None = 0
    for n, body in lines:
        if isinstance(body, Contraception):
            good = len(body.forms) == 2 and "iud" in body.forms
            since = (n if since is None else since) if good else None
    return since


def reasons(lines: list[Line], today: int) -> list[str]:
    """Why READY must not be said, by the plainest reading of each rule; empty when nothing speaks against it."""
    past = [(n, body) for n, body in lines if n <= today]
    fills = [n for n, body in past if isinstance(body, Fill)]
    begins = fills[-1] if fills else -1
    counted = negatives(past, begins, today)
    counted = counted if fills else openers(counted)
    dates = [body.until for _, body in past if isinstance(body, Authorization)]
    latest = max([FIRST_DAY + (n + 6) * ONE_DAY for n in counted] + (dates if counted else []), default=dt.date.min)
    since = two_forms_since(past)
    why = []
    if any(isinstance(body, PregnancyTest) and body.result is Result.POSITIVE for _, body in past):
        why.append("a positive test")
    if not counted or latest < FIRST_DAY + today * ONE_DAY:
        why.append("no open window")
    for step in (StepId.CONFIRMATION, StepId.QUESTIONS):
        days = [n for n, body in past if isinstance(body, Step) and body.step is step]
        if not counted or not days or days[-1] < counted[0]:
            why.append(step.value)
    if since is None or (not fills and today - since < 30):
        why.append("forms")
    return why


@given(lines=LIVES, today=st.integers(0, 100))
@settings(max_examples=150, deadline=None)
def test_ready_is_never_said_while_something_is_missing(lines: list[Line], today: int) -> None:
    """READY needs a counted test with an open window, confirmation, answers, forms, and no positive test."""
    course = lived([(n, body) for n, body in lines if n <= today])
    if at(course, FIRST_DAY + today * ONE_DAY).verdict is Verdict.READY:
        assert reasons(lines, today) == []


READY: list[Line] = [
    (10, PregnancyTest(specimen_date=FIRST_DAY, result=Result.NEGATIVE, setting=Setting.MEDICAL)),
    (80, PregnancyTest(specimen_date=FIRST_DAY, result=Result.NEGATIVE, setting=Setting.MEDICAL)),
    (80, Step(step=StepId.CONFIRMATION)),
    (80, Step(step=StepId.QUESTIONS)),
]


def test_a_month_with_everything_is_ready() -> None:
    """The course that the next tests disturb is ready as it is."""
    assert at(lived(READY), FIRST_DAY + 82 * ONE_DAY).verdict is Verdict.READY
    assert reasons(READY, 82) == []


@given(extra=st.lists(settled(st.integers(0, 82)), max_size=3), today=st.integers(80, 90))
@settings(max_examples=150, deadline=None)
def test_what_is_added_to_a_ready_month_is_judged_by_the_same_rules(extra: list[Line], today: int) -> None:
    """Near a ready month, where READY is often said, it is still never said while something is missing."""
    lines = sorted([*READY, *extra], key=lambda one: one[0])
    if at(lived(lines), FIRST_DAY + today * ONE_DAY).verdict is Verdict.READY:
        assert reasons(lines, today) == []


@pytest.mark.parametrize("dropped", range(len(READY)))
def test_any_step_left_out_makes_it_not_ready(dropped: int) -> None:
    """Each of the steps is needed: leaving one out is never ready."""
    lines = [line for n, line in enumerate(READY) if n != dropped]
    assert at(lived(lines), FIRST_DAY + 82 * ONE_DAY).verdict is Verdict.NOT_READY


def test_a_category_is_never_assumed() -> None:
    """Without a category there is no checklist, but a sentence that says what to type."""
    with pytest.raises(Conflict) as refused:
        at(course_of(("11-01", Settings())), day("11-22"))
    asked = "The iPLEDGE category is not recorded. Your prescriber's call: isocourse set --category"
    assert str(refused.value) == asked


def test_the_month_that_goes_on_is_no_past_month() -> None:
    """Only a month that was collected can be looked at again."""
    course = lived([*READY, (82, Fill(days=30))])
    clock = Clock(moment=dt.datetime(2026, 11, 22, 12, tzinfo=EASTERN), programme=EASTERN)
    then, fill, moment = past_month(course, clock, 1)
    assert (fill.on, moment.today, then.of(Fill)) == (day("11-22"), day("11-22"), [])
    with pytest.raises(Conflict, match="Month 2 is not in this record"):
        past_month(course, clock, 2)


def test_an_open_sign_stops_whatever_else_is_true() -> None:
    """A sign handed in stops a ready month, and is named with its day."""
    course = lived([*READY, (81, AdverseEvent(effect="severe-headache-vision"))])
    entry = course.of(AdverseEvent)[0][0]
    moment = dt.datetime(2026, 11, 22, 12, tzinfo=EASTERN)
    found = checklist(
        course, Clock(moment=moment, programme=EASTERN), BOOK, open_signs=[OpenSign(entry=entry, name="a bad headache")]
    )
    assert found.verdict is Verdict.STOP
    assert found.notices[0].about == entry.id
    said = words(BOOK, found.notices[0])
    assert said.startswith("Open warning sign: a bad headache (Sat Nov 21, 2026).")
    assert said.endswith(f"isocourse done cleared {entry.id[:4]}")
