"""What must be true of the verdict whatever was recorded: random histories of every kind, of days to come too."""

from __future__ import annotations

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isocourse.cli.session.open_signs import open_signs
from isocourse.content.rules import rulebook
from isocourse.course.entries import (
    AdverseEvent,
    Authorization,
    Body,
    Category,
    Cleared,
    Contraception,
    Entry,
    Fill,
    Finish,
    HomeTests,
    PregnancyTest,
    Retraction,
    Setting,
    Settings,
    Step,
    StepId,
    Urgency,
)
from isocourse.course.entries import TestResult as Outcome
from isocourse.course.standing import Course, live
from isocourse.ipledge.checklist import Checklist, Verdict, checklist
from isocourse.ipledge.steps import DONE
from isocourse.ipledge.window import Clock

BOOK: Final = rulebook()
EASTERN: Final = ZoneInfo("America/New_York")
ZERO: Final = dt.date(2026, 9, 15)
NOON: Final = dt.time(12)
TYPED: Final = dt.datetime(2026, 9, 15, 12, tzinfo=dt.UTC)
LAST: Final = 130
CONTACT: Final = AdverseEvent(
    effect="possible-pregnancy", signs=("unprotected",), urgency=Urgency.CALL_TODAY, stop_capsules=True
)
FORMS: Final = (("iud", "condom"), ("combined-pill", "condom"), ("condom",), ("mini-pill", "condom"), ("x", "y"))

days = st.integers(0, LAST)
Told = tuple[int, Body]


def _day(number: int) -> dt.date:
    return ZERO + dt.timedelta(days=number)


bodies: Final = st.one_of(
    st.builds(
        PregnancyTest,
        specimen_date=days.map(_day),
        result=st.sampled_from([Outcome.NEGATIVE] * 4 + [Outcome.PENDING]),
        setting=st.sampled_from([Setting.MEDICAL] * 4 + [Setting.HOME, None]),
    ),
    st.sampled_from(FORMS).map(lambda forms: Contraception(forms=forms)),
    st.just(Contraception(abstinence=True)),
    st.sampled_from(StepId).map(lambda step: Step(step=step)),
    st.builds(Authorization, until=days.map(_day)),
    st.builds(Fill, days=st.just(30)),
    st.booleans().map(lambda allowed: HomeTests(allowed=allowed)),
    st.sampled_from(Category).map(lambda category: Settings(category=category)),
    st.builds(Finish, last_capsule=days.map(_day)),
)
# Half of what is told fits together, so that READY is reached often enough to be held against the rules.
LIVED: Final[list[Told]] = [
    *((10, Step(step=step)) for step in StepId),
    (10, Contraception(forms=("iud", "condom"))),
    (40, PregnancyTest(specimen_date=_day(40), result=Outcome.NEGATIVE, setting=Setting.MEDICAL)),
    (75, PregnancyTest(specimen_date=_day(75), result=Outcome.NEGATIVE, setting=Setting.MEDICAL)),
    (76, Step(step=StepId.CONFIRMATION)),
    (76, Step(step=StepId.QUESTIONS)),
]
random_history = st.lists(st.tuples(days, bodies), max_size=12)
histories = st.one_of(
    random_history,
    random_history.map(lambda more: [*LIVED, *more[:4]]),
    st.lists(st.sampled_from(LIVED), max_size=len(LIVED)).map(
        lambda left: [told for told in LIVED if told not in left[:3]]
    ),
)
CHECKED: Final = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def course_of(told: list[Told], category: Category = Category.CAN_BECOME_PREGNANT) -> Course:
    """A course of these entries, each about a day of its own and typed in this order."""
    opening = Settings(category=category, zone="America/New_York", started=_day(20))
    entries = [
        Entry(
            id=f"{n:08x}",
            recorded=dt.datetime.combine(_day(0), NOON, dt.UTC) + n * dt.timedelta(seconds=1),
            on=_day(on),
            body=body,
        )
        for n, (on, body) in enumerate([(0, opening), *told])
    ]
    return Course(id="c0", entries=tuple(live(entries)), opening=opening)


def judged(told: list[Told], day: int) -> Checklist:
    """The checklist of a day, with the signs that are open."""
    course = course_of(told)
    clock = Clock(moment=dt.datetime.combine(_day(day), NOON, EASTERN), programme=EASTERN)
    return checklist(course, clock, BOOK, open_signs=open_signs(course, clock.today))


def positive(day: int) -> Told:
    """A positive test of a day."""
    return day, PregnancyTest(specimen_date=_day(day), result=Outcome.POSITIVE, setting=Setting.MEDICAL)


@given(histories, days, days)
@CHECKED
def test_a_positive_test_never_leads_to_ready(told: list[Told], at: int, day: int) -> None:
    """Adding a positive test, of whatever day, is STOP."""
    assert judged([*told, positive(at)], day).verdict is Verdict.STOP


@given(histories, days, days)
@CHECKED
def test_an_open_sign_never_leads_to_ready(told: list[Told], at: int, day: int) -> None:
    """Adding an open sign, of whatever day, is STOP; that it asks for no more capsules is enough."""
    sign = AdverseEvent(effect="headache", urgency=Urgency.NONE, stop_capsules=True)
    unknown = AdverseEvent(effect="a-name-nobody-knows", urgency=Urgency.EMERGENCY, stop_capsules=True)
    for event in (sign, unknown):
        assert judged([*told, (at, event)], day).verdict is Verdict.STOP


@given(histories, days, days)
@CHECKED
def test_a_contact_that_was_cleared_never_makes_a_month_ready(told: list[Told], at: int, day: int) -> None:
    """Adding a contact that a clinician cleared never turns anything into READY."""
    before = judged(told, day)
    contact = [*told, (at, CONTACT), (at, Cleared(target=f"{len(told) + 1:08x}"))]
    assert judged(contact, day).verdict is not Verdict.READY or before.verdict is Verdict.READY


@given(histories, days, bodies, st.integers(1, 40))
@CHECKED
def test_what_has_not_come_counts_for_nothing(told: list[Told], day: int, body: Body, later: int) -> None:
    """An entry about a day that has not come changes no step, no window and no verdict, but for signs and positives."""
    if isinstance(body, PregnancyTest):
        body = body._replace(specimen_date=_day(day + later))
    now, then = judged(told, day), judged([*told, (day + later, body)], day)
    assert (now.verdict, now.window, now.steps) == (then.verdict, then.window, then.steps)


@given(histories, days)
@CHECKED
def test_a_test_never_counts_later_by_waiting(told: list[Told], day: int) -> None:
    """Without a new entry, a month whose test does not count is not ready on any later day."""
    come = [(on, b) for on, b in told if on <= day and getattr(b, "specimen_date", _day(0)) <= _day(day)]
    if not _test_is_missing(come, day):
        return
    for later in range(day + 1, min(day + 45, LAST)):
        found = judged(come, later)
        if any(step.id == "test" for step in found.steps):
            assert found.verdict is not Verdict.READY, later


def _test_is_missing(told: list[Told], day: int) -> bool:
    return any(step.id == "test" and step.state != DONE for step in judged(told, day).steps)


@given(histories, days)
@CHECKED
def test_ready_means_every_rule(told: list[Told], day: int) -> None:
    """READY of somebody who can become pregnant: a primary form, a sample of the last seven days, and the pair."""
    found = judged(told, day)
    if found.verdict is not Verdict.READY or found.category is not Category.CAN_BECOME_PREGNANT:
        return
    assert not found.missing
    window = found.window
    assert window is not None
    assert window.specimen_date is not None
    assert window.specimen_date <= _day(day) <= window.specimen_date + dt.timedelta(days=6)
    stands = [body for on, body in told if isinstance(body, Contraception) and on <= day]
    assert any(body.abstinence or set(body.forms) & {"iud", "combined-pill"} for body in stands)
    if found.phase.value == "before":
        samples = [b.specimen_date for _, b in told if isinstance(b, PregnancyTest) and b.setting is Setting.MEDICAL]
        gap = 30 if window.specimen_date >= dt.date(2026, 11, 15) else 19
        assert any(sample + dt.timedelta(days=gap) <= window.specimen_date for sample in samples)


@given(histories, days, st.integers(0, 20))
@CHECKED
def test_taking_an_entry_back_is_as_if_it_had_never_been(told: list[Told], day: int, which: int) -> None:
    """A retraction leaves the answer that the rest gives."""
    if not told:
        return
    at = which % len(told)
    rest = [one for n, one in enumerate(told) if n != at]
    back = judged([*told, (day, Retraction(target=f"{at + 1:08x}"))], day)
    assert back.verdict is judged(rest, day).verdict
