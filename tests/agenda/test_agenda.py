"""What must hold of every month ahead, whatever the record: properties, with no answer worked out beforehand."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from isocourse.agenda.ahead import Ahead, Asked, ahead
from isocourse.agenda.chain import Ground, plan_of
from isocourse.agenda.closed import Doors, Span, Told, latest, open_days_before, soonest
from isocourse.agenda.due import due_within
from isocourse.agenda.reminders import reminders
from isocourse.agenda.what_if import Change, What, assumed, supposed_day
from isocourse.cli.pharmacy.standing import standing_of
from isocourse.cli.session.clock import Now
from isocourse.content.plan import plan_facts
from isocourse.content.rules import rulebook
from isocourse.course import entries as model
from isocourse.course.entries import Category, Entry, Record
from isocourse.course.standing import view

BOOK, NUMBERS = rulebook(), plan_facts().numbers
CHICAGO = ZoneInfo("America/Chicago")
BEGIN = dt.date(2026, 9, 1)
DAY = dt.timedelta(days=1)
ALWAYS = settings(deadline=None, max_examples=150)
ORDER = ("test", "confirmation", "questions", "fill")


@st.composite
def records(draw: st.DrawFn) -> tuple[Record, dt.date]:
    """A course with pick-ups, samples and steps on days that a careless patient might have typed, and a day to look."""
    offsets = st.integers(0, 120)
    category = draw(st.sampled_from(Category))
    bodies: list[tuple[int, model.Body]] = [
        (
            0,
            model.Settings(
                category=category,
                zone="America/Chicago",
                planned_weeks=draw(st.none() | st.integers(4, 20)),
                started=draw(st.none() | offsets.map(lambda n: BEGIN + n * DAY)),
                doses_logged=draw(st.none() | st.sampled_from(model.DoseLogging)),
                fills_before=draw(st.sampled_from([None, 1])),
                last_fill=BEGIN - 20 * DAY,
            ),
        )
    ]
    if draw(st.booleans()):
        bodies.append((0, model.Regimen(mg=40.0, times=draw(st.integers(1, 3)))))
    kinds = st.one_of(
        st.builds(model.Fill, days=st.integers(1, 45)),
        st.builds(
            model.PregnancyTest,
            specimen_date=offsets.map(lambda n: BEGIN + n * DAY),
            result=st.sampled_from(model.TestResult),
            setting=st.sampled_from(model.Setting),
        ),
        st.builds(model.Step, step=st.sampled_from(model.StepId)),
        st.builds(model.Contraception, forms=st.just(("iud", "condom"))),
        st.builds(model.Authorization, until=offsets.map(lambda n: BEGIN + n * DAY)),
        st.just(model.Pause()),
        st.just(model.Resume()),
        st.just(model.Settings(category=Category.CANNOT_BECOME_PREGNANT)),
    )
    bodies += draw(st.lists(st.tuples(offsets, kinds), max_size=8))
    entries = tuple(
        Entry(
            id=f"{number:08x}",
            recorded=dt.datetime.combine(BEGIN + offset * DAY, dt.time(9), tzinfo=CHICAGO),
            on=BEGIN + offset * DAY,
            body=body,
        )
        for number, (offset, body) in enumerate(bodies)
    )
    return Record(course="c41d7be0", entries=entries), BEGIN + draw(offsets) * DAY


SPANS = st.tuples(st.integers(0, 140), st.integers(0, 12)).map(
    lambda pair: Span(BEGIN + pair[0] * DAY, BEGIN + sum(pair) * DAY)
)
ASKED = st.builds(
    Asked,
    lead=st.none() | st.integers(0, 9),
    told=st.builds(
        Told, spans=st.lists(SPANS, max_size=2).map(tuple), weekdays=st.frozensets(st.integers(0, 6), max_size=3)
    ),
    changes=st.lists(st.builds(Change, st.sampled_from(What), SPANS), max_size=2).map(tuple),
    months=st.integers(1, 3),
)


def look(record: Record, today: dt.date, asked: Asked) -> Ahead:
    """The month ahead as the command finds it, without its duties after the course."""
    now = Now(dt.datetime.combine(today, dt.time(12), tzinfo=CHICAGO))
    course = assumed(view(record, until=today), asked.changes, now.moment)
    return ahead(standing_of(course, now, BOOK, supposed=supposed_day(asked.changes, today)), NUMBERS, asked=asked)


@ALWAYS
@given(records(), ASKED)
def test_no_day_contradicts_another(found: tuple[Record, dt.date], asked: Asked) -> None:
    """First day, last safe day and last possible day of a step stand in that order; none safe lies before today."""
    record, today = found
    for link in look(record, today, asked).chain:
        first, safe, possible = link.dates
        if safe is not None:
            assert first is None or first <= safe, link
            assert possible is None or safe <= possible, link
            assert safe >= min(today, possible or today), link


@ALWAYS
@given(records(), ASKED)
def test_no_step_is_ordered_before_its_cause(found: tuple[Record, dt.date], asked: Asked) -> None:
    """A sample comes before what needs it, and all of it before the pick-up."""
    record, today = found
    chain = look(record, today, asked).chain
    for month in {link.month for link in chain}:
        days = {link.id: link.dates for link in chain if link.month == month}
        safe = [day for name in ORDER if name in days and (day := days[name].last_safe) is not None]
        assert safe == sorted(safe), days
        first = [day for name in ("test", "fill") if name in days and (day := days[name].earliest) is not None]
        assert first == sorted(first), days


@ALWAYS
@given(records(), ASKED)
def test_nothing_stands_inside_a_window_that_has_closed(found: tuple[Record, dt.date], asked: Asked) -> None:
    """The pick-up stands in the open window, or it waits for a sample whose window reaches it."""
    record, today = found
    here = look(record, today, asked)
    if here.standing.after or here.standing.stopped:
        return
    days = {link.id: link.dates for link in here.chain if link.month == here.standing.month.number}
    fill, test = days["fill"], days.get("test")
    if here.standing.window is not None:
        assert fill.last_safe is None or fill.last_safe <= here.standing.window.last_day
    elif test is not None and test.last_safe is not None and fill.last_safe is not None:
        assert (fill.last_safe - test.last_safe).days < here.standing.found.rules.can.window_days


@ALWAYS
@given(records(), ASKED)
def test_no_errand_stands_under_an_alarm(found: tuple[Record, dt.date], asked: Asked) -> None:
    """While a positive test or a sign is open, no step has a day; a call is due, and in the calendar."""
    record, today = found
    here = look(record, today, asked)
    if not here.standing.stopped or here.standing.after:
        return
    assert not [day for link in here.chain for day in link.dates if day is not None]
    assert [one.step for one in reminders(here, doses=True)] == ["call"]
    assert [one.id for one in due_within(here, 60)] == ["call"]


@ALWAYS
@given(records(), ASKED)
def test_the_same_record_gives_the_same_answer(found: tuple[Record, dt.date], asked: Asked) -> None:
    """Nothing but record, day and question decides; the order of the file does not."""
    record, today = found
    again = record._replace(entries=tuple(reversed(record.entries)))
    one, other = look(record, today, asked), look(again, today, asked)
    assert (one.chain, one.gap, one.what_if) == (other.chain, other.gap, other.what_if)


@ALWAYS
@given(records(), ASKED)
def test_no_reminder_lies_in_the_past(found: tuple[Record, dt.date], asked: Asked) -> None:
    """A calendar holds nothing that is over, and each thing once."""
    record, today = found
    made = reminders(look(record, today, asked), doses=True)
    assert all(one.day >= today or one.step == "window" for one in made)
    assert len({one.key for one in made}) == len(made)


@ALWAYS
@given(
    st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31)),
    st.integers(-40, 40),
    st.integers(1, 40),
    st.integers(0, 6),
)
def test_a_month_without_obstacles(today: dt.date, left: int, since: int, lead: int) -> None:
    """From 2024 to 2030: a sample whose window reaches the end of the capsules, on an open day."""
    covered = today + left * DAY
    doors = Doors(BOOK.holidays, NUMBERS.clinic_shut)
    ground = Ground(today, covered, today - since * DAY, None, True, None, False, 7)  # noqa: FBT003 - a row of facts
    plan = plan_of(ground, doors, lead, NUMBERS)
    assert plan.fill.last_safe is not None
    assert plan.test.last_safe is not None
    if left >= 0:
        assert plan.fill.last_safe <= max(covered, today)
        assert not doors.pharmacy_shut(plan.fill.last_safe) or plan.fill.last_safe == today
    else:
        assert plan.fill.last_safe == today
    assert plan.test.last_safe > today - since * DAY


def test_search_for_an_open_day_ends() -> None:
    """Where every day is shut there is no open one, and nobody waits for it."""
    day = dt.date(2026, 12, 1)
    assert latest(day, lambda _: True, dt.date(2000, 1, 1)) is None
    assert soonest(day, lambda _: True, dt.date(2100, 1, 1)) is None
    assert latest(day, lambda _: False, day + DAY) is None
    assert open_days_before(day, 2, lambda _: True, day - 9 * DAY) == day - 9 * DAY
    assert open_days_before(day, 2, lambda one: one.weekday() == 6, dt.date(2026, 1, 1)) == dt.date(2026, 11, 28)
