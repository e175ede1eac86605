"""What stays due after a course is one answer: the checklist, the plan and `finish` give the same days."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from isocourse.agenda.ahead import Asked
from isocourse.cli.pharmacy.plan import month_ahead
from isocourse.cli.session.clock import Now
from isocourse.content.course import course_facts
from isocourse.content.rules import rulebook
from isocourse.course import entries as model
from isocourse.course.afterwards import duties_of
from isocourse.course.entries import Category, Entry, Record
from isocourse.course.standing import Course, view

CHICAGO = ZoneInfo("America/Chicago")
BEGIN = dt.date(2026, 9, 1)
SPANS = course_facts().spans(rulebook().on(BEGIN).month_days)
OFFSETS = st.integers(0, 120)


@st.composite
def ended(draw: st.DrawFn) -> tuple[Course, dt.date]:
    """A course that has ended, with doses logged around its end and after it and changes of category, and a day."""
    last = draw(OFFSETS)
    told: list[tuple[int, model.Body]] = [
        (0, model.Settings(category=draw(st.sampled_from(Category)), zone="America/Chicago")),
        (last + draw(st.integers(0, 3)), model.Finish(last_capsule=BEGIN + last * dt.timedelta(days=1))),
    ]
    more = st.sampled_from(
        [  # not `builds`: it fills each field, and a course that began in the year 159 is long
            *(model.Dose(status=status) for status in model.DoseStatus),
            *(model.Settings(category=category) for category in Category),
        ]
    )
    told += draw(st.lists(st.tuples(st.integers(max(0, last - 40), last + 60), more), max_size=6))
    entries = tuple(
        Entry(
            id=f"{number:08x}",
            recorded=dt.datetime.combine(day := BEGIN + offset * dt.timedelta(days=1), dt.time(9), tzinfo=CHICAGO),
            on=day,
            body=body,
        )
        for number, (offset, body) in enumerate(told)
    )
    today = BEGIN + (last + 3 + draw(OFFSETS)) * dt.timedelta(days=1)
    return view(Record(course="c41d7be0", entries=entries)), today


@settings(deadline=None, max_examples=150)
@given(ended())
def test_the_checklist_and_what_stays_due_name_the_same_days(found: tuple[Course, dt.date]) -> None:
    """Birth control, tests and blood end on one day for whoever asks, also where entries are ahead of today."""
    course, today = found
    due = {duty.id: duty.not_before for duty in duties_of(course, today, SPANS)}
    plan = month_ahead(course, Now(dt.datetime.combine(today, dt.time(12), tzinfo=CHICAGO)), Asked())
    assert {link.id: link.dates.earliest for link in plan.chain} == due
    said = {one.id: one.blanks.get("date") for one in plan.standing.found.notices if one.id.startswith("after-")}
    assert said.pop("after-all") == due["blood"]
    assert said.pop("after-report", None) is None
    assert said == ({"after-tests": due["test-month"], "after-can": due["contraception"]} if "test-end" in due else {})
    test = plan.standing.step("test")
    assert (test is not None) == ("test-end" in due)
    assert test is None or test.not_before in {due["test-end"], due["test-month"]}
