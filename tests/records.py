"""Records for tests: one that is easy to read, and a hypothesis strategy for every kind of entry there can be."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

import pytest
from hypothesis import strategies as st

from isocourse.course import entries as model
from isocourse.course.entries import Body, Entry, Record
from isocourse.errors import RecordBroken, RecordError
from isocourse.record.codec import Reading, State, parse, serialise

T = TypeVar("T")
CHICAGO = dt.timezone(dt.timedelta(hours=-6))
BEGIN = dt.datetime(2026, 11, 2, 18, 3, 11, tzinfo=CHICAGO)
COURSE = "c41d7be0"


def entry(number: int, body: Body, *, replaces: str | None = None) -> Entry:
    """Return the entry with the id `0000000<number>`, recorded `number` days after the begin."""
    recorded = BEGIN + dt.timedelta(days=number)
    return Entry(id=f"{number:08x}", recorded=recorded, on=recorded.date(), body=body, replaces=replaces)


SETTINGS = model.Settings(
    category=model.Category.CAN_BECOME_PREGNANT,
    zone="America/Chicago",
    planned_weeks=20,
    doses_logged=model.DoseLogging.EXCEPTIONS,
)
LIPS = model.AdverseEvent(effect="dry-lips", severity=model.Severity.MODERATE, words="lips cracked and bleeding")
RECORD = Record(course=COURSE, entries=(entry(0, SETTINGS), entry(20, LIPS)))
NEW = entry(30, model.Note(text="a line more"))

_days = st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31))
_ids = st.text("0123456789abcdef", min_size=8, max_size=8)
_replaced = st.text("0123456789abcdef", min_size=9, max_size=9)  # longer than any id: no circles
_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_mg = st.floats(0.001, 200) | st.integers(1, 200).map(float)
_scores = st.none() | st.integers(0, 3)
_lab = st.floats(-1e6, 1e6)
_offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
_moments = st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2100, 12, 31), timezones=_offsets)  # noqa: DTZ001 - hypothesis adds the zone


def _maybe(values: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | values


BODIES: st.SearchStrategy[Body] = st.one_of(
    st.builds(
        model.Settings,
        category=_maybe(st.sampled_from(model.Category)),
        zone=_maybe(_texts),
        planned_weeks=_maybe(st.integers(1, 104)),
        started=_maybe(_days),
        doctor=_maybe(_texts),
        doctor_phone=_maybe(_texts),
        pharmacy=_maybe(_texts),
        pharmacy_phone=_maybe(_texts),
        doses_logged=_maybe(st.sampled_from(model.DoseLogging)),
        fills_before=_maybe(st.integers(0, 60)),
        last_fill=_maybe(_days),
    ),
    st.builds(
        model.Regimen,
        product=_maybe(_texts),
        mg=_maybe(_mg),
        times=_maybe(st.integers(1, 4)),
        pattern=_maybe(_texts),
    ),
    st.builds(model.Weight, kg=st.floats(20, 400)),
    st.builds(
        model.Dose,
        status=st.sampled_from(model.DoseStatus),
        at=_maybe(st.times()),
        mg=_maybe(_mg),
        reason=_maybe(_texts),
    ),
    st.builds(
        model.AdverseEvent,
        effect=_texts,
        signs=st.lists(_texts, max_size=3).map(tuple),
        severity=_maybe(st.sampled_from(model.Severity)),
        words=_maybe(_texts),
        note=_maybe(_texts),
        urgency=st.sampled_from(model.Urgency),
        stop_capsules=st.booleans(),
        said=st.lists(st.builds(model.SaidOf, sign=_texts, severity=st.sampled_from(model.Severity)), max_size=3).map(
            tuple
        ),
    ),
    st.builds(
        model.PregnancyTest,
        specimen_date=_days,
        result=st.sampled_from(model.TestResult),
        setting=_maybe(st.sampled_from(model.Setting)),
    ),
    st.builds(model.Contraception, forms=st.lists(_texts, max_size=3).map(tuple), abstinence=st.booleans()),
    st.builds(model.Step, step=st.sampled_from(model.StepId)),
    st.builds(model.HomeTests, allowed=st.booleans()),
    st.builds(model.Authorization, until=_days),
    st.builds(model.Fill, days=st.integers(1, 90), capsules=_maybe(st.integers(1, 1000))),
    st.builds(model.Cleared, target=_ids),
    st.builds(model.Lab, name=_texts, value=_lab, unit=_texts, low=_maybe(_lab), high=_maybe(_lab)),
    st.builds(model.Pause, reason=_maybe(_texts)),
    st.just(model.Resume()),
    st.builds(model.Finish, last_capsule=_days, stopped_early=st.booleans(), reason=_maybe(_texts)),
    st.builds(model.Note, text=_texts, question=st.booleans()),
    st.builds(
        model.Mood,
        answers=(st.tuples(*[_scores] * 2) | st.tuples(*[_scores] * 9)),
        difficulty=_scores,
        urgency=st.sampled_from(model.Urgency),
        stop_capsules=st.booleans(),
    ),
    st.builds(model.Imported, source=_texts, ids=st.lists(_ids, max_size=3).map(tuple)),
    st.builds(model.HandedOut, path=_texts, what=_texts, digest=_texts),
    st.builds(
        model.Exported,
        what=_texts,
        path=_texts,
        series=st.integers(0, 9999),
        events=st.lists(_texts, max_size=3).map(tuple),
    ),
    st.builds(model.AlarmSeen, seen=st.booleans()),
    st.builds(model.Retraction, target=_ids),
)
ENTRIES = st.builds(Entry, id=_ids, recorded=_moments, on=_days, body=BODIES, replaces=_maybe(_replaced))
RECORDS = st.lists(ENTRIES, max_size=6, unique_by=lambda one: one.id).map(
    lambda entries: Record(course=COURSE, entries=tuple(entries))
)

BYTES = serialise(RECORD)
LONG = serialise(
    Record(
        course=COURSE,
        entries=tuple(entry(n, SETTINGS if n == 0 else LIPS._replace(note="café")) for n in range(5)),
    )
)


def read(data: bytes) -> Reading:
    """Read a record that has no file."""
    return parse(data, "course.toml")


def refusal(data: bytes) -> str:
    """Return what is wrong with a record, without the words around it."""
    with pytest.raises(RecordBroken) as caught:
        read(data)
    sentence = str(caught.value)
    before, after = (
        "The record course.toml cannot be read: ",
        ". It was left as it is. Look closer: isocourse verify",
    )
    assert sentence.startswith(before)
    assert sentence.endswith(after)
    return sentence[len(before) : -len(after)]


def with_line(line: str, *, after: str = 'kind = "settings"') -> bytes:
    """Return the sample record with one more line in its first entry."""
    return BYTES.decode().replace(after, f"{after}\n{line}").encode()


def outcome(data: bytes) -> State | None:
    """Return the state of a record, None where it is refused."""
    try:
        return read(data).state
    except RecordError:
        return None
