"""The course as it stands: which entries hold, which settings, which day and week, and when a month is over."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from days_of import course_of, day
from isocourse.course import entries as model
from isocourse.course.days import month_after
from isocourse.course.entries import (
    AdverseEvent,
    Body,
    Category,
    Entry,
    Finish,
    Note,
    PregnancyTest,
    Record,
    Retraction,
    Settings,
    Severity,
    Urgency,
)
from isocourse.course.standing import contests, day_and_week, live, view
from isocourse.render.ids import find

CAN = Settings(category=Category.CAN_BECOME_PREGNANT)
CANNOT = Settings(category=Category.CANNOT_BECOME_PREGNANT)


def line(
    number: int, body: Body, *, on: str = "11-22", minute: int | None = None, replaces: int | None = None
) -> Entry:
    """An entry with the id of its number, typed at its number's minute."""
    typed = number if minute is None else minute
    recorded = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC) + dt.timedelta(minutes=typed)
    replaced = None if replaces is None else f"{replaces:08x}"
    return Entry(id=f"{number:08x}", recorded=recorded, on=day(on), body=body, replaces=replaced)


def note(number: int, *, replaces: int | None = None, minute: int | None = None, on: str = "11-22") -> Entry:
    """A note."""
    return line(number, Note(text=str(number)), replaces=replaces, minute=minute, on=on)


def of_pregnancy(result: model.TestResult) -> PregnancyTest:
    """A test of one day."""
    return PregnancyTest(specimen_date=day("11-20"), result=result)


def event(**more: Any) -> AdverseEvent:  # noqa: ANN401 - fields of several types
    """A side effect."""
    return AdverseEvent(effect="headache", **more)


def undo(number: int, target: int) -> Entry:
    """A retraction."""
    return line(number, Retraction(target=f"{target:08x}"))


def holding(*entries: Entry) -> list[int]:
    """The numbers of the entries that hold, in order."""
    return [int(entry.id, 16) for entry in live(entries)]


def test_a_retracted_entry_and_the_retraction_are_left_out() -> None:
    """What was undone never was."""
    assert holding(note(1), note(2), undo(3, 1)) == [2]


def test_an_undo_that_is_undone_brings_back_what_it_took() -> None:
    """Taking an undo back brings its entry back, and taking that back takes it again; two undos have to go both."""
    assert holding(note(1), undo(2, 1), undo(3, 2)) == [1]
    assert holding(note(1), undo(2, 1), undo(3, 2), undo(4, 3)) == []
    assert holding(note(1), undo(2, 1), undo(3, 1), undo(4, 2)) == []
    assert holding(note(1), undo(2, 1), undo(3, 1), undo(4, 2), undo(5, 3)) == [1]
    assert holding(note(1), note(6, replaces=1), undo(7, 6), undo(8, 7)) == [6]


def test_undos_of_each_other_in_a_ring_hold() -> None:
    """Only an editor can make a ring; then nothing that was taken back comes back by it, and nothing hangs."""
    assert holding(note(1), undo(2, 3), undo(3, 2), undo(4, 1)) == []
    assert holding(note(1), undo(2, 2)) == [1]


def test_a_chain_of_undos_is_walked_once() -> None:
    """Thousands of undos of undos are no deep well: an even number of them leaves the entry."""
    chain = [undo(number, number - 1) for number in range(2, 6002)]
    assert holding(note(1), *chain) == [1]


def test_a_replaced_entry_gives_way_to_its_replacement() -> None:
    """A correction stands in for what it corrects, and corrections of corrections too."""
    assert holding(note(1), note(2, replaces=1)) == [2]
    assert holding(note(1), note(2, replaces=1), note(3, replaces=2)) == [3]


def test_undoing_a_correction_brings_back_what_it_corrected() -> None:
    """A retracted replacement replaces nothing."""
    assert holding(note(1), note(2, replaces=1), undo(3, 2)) == [1]


@pytest.mark.parametrize(("second", "third", "kept"), [(2, 3, 3), (3, 2, 2), (5, 5, 3)])
def test_of_two_corrections_the_later_holds(second: int, third: int, kept: int) -> None:
    """The later by the time of typing holds, and the higher id where that is the same."""
    entries = [note(1), note(2, replaces=1, minute=second), note(3, replaces=1, minute=third)]
    assert holding(*entries) == [kept]
    assert holding(*reversed(entries)) == [kept]


@pytest.mark.parametrize(
    ("calm", "alarming"),
    [
        (of_pregnancy(model.TestResult.NEGATIVE), of_pregnancy(model.TestResult.POSITIVE)),
        (of_pregnancy(model.TestResult.PENDING), of_pregnancy(model.TestResult.POSITIVE)),
        (of_pregnancy(model.TestResult.NEGATIVE), of_pregnancy(model.TestResult.PENDING)),
        (event(), event(severity=Severity.MILD)),
        (event(severity=Severity.MODERATE), event(severity=Severity.SEVERE)),
        (event(severity=Severity.SEVERE), event(urgency=Urgency.CALL_TODAY)),
        (event(urgency=Urgency.CALL_TODAY), event(stop_capsules=True)),
        (event(urgency=Urgency.CALL_TODAY), event(urgency=Urgency.CALL_TODAY, stop_capsules=True)),
        (event(stop_capsules=True), event(urgency=Urgency.EMERGENCY)),
        (event(urgency=Urgency.EMERGENCY), event(urgency=Urgency.EMERGENCY, stop_capsules=True)),
    ],
)
def test_of_two_corrections_the_more_urgent_holds(calm: Body, alarming: Body) -> None:
    """A positive test, a sign that stops the capsules or what is more severe holds, whichever was typed last."""
    for first, second, kept in ((calm, alarming, 3), (alarming, calm, 2)):
        entries = [line(1, calm), line(2, first, replaces=1), line(3, second, replaces=1)]
        assert holding(*entries) == [kept]
        assert holding(*reversed(entries)) == [kept]
        assert [(int(one.holds.id, 16), len(one.others)) for one in contests(entries)] == [(kept, 1)]


def test_a_correction_of_what_was_taken_back_elsewhere_counts_once() -> None:
    """After `fix A, fix B` here and `undo B` there, one of A and its corrections holds, never two."""
    entries = [note(1), note(2, replaces=1), note(3, replaces=2), undo(4, 2)]
    assert holding(*entries) == [3]
    assert [(one.holds.id, [other.id for other in one.others]) for one in contests(entries)] == [
        (f"{3:08x}", [f"{1:08x}"])
    ]
    assert holding(*entries, undo(5, 3)) == [1]
    assert holding(*entries, undo(5, 1)) == [3]
    assert holding(*entries, undo(5, 3), undo(6, 1)) == []
    assert contests([*entries, undo(5, 3)]) == []


def test_what_an_undo_brought_back_holds_where_it_is_more_urgent() -> None:
    """The positive test that was brought back there outweighs the correction that was corrected again here."""
    positive, negative = of_pregnancy(model.TestResult.POSITIVE), of_pregnancy(model.TestResult.NEGATIVE)
    entries = [line(1, positive), line(2, negative, replaces=1), line(3, negative, replaces=2), undo(4, 2)]
    assert holding(*entries) == [1]
    assert holding(*entries, line(5, negative, replaces=1)) == [5]


def test_corrections_of_what_is_missing_count_once() -> None:
    """Of two corrections of an entry that is in neither copy one holds."""
    assert holding(note(2, replaces=9), note(3, replaces=9)) == [3]


@st.composite
def trees(draw: st.DrawFn) -> list[Entry]:
    """Entries of which some correct earlier ones, and some are taken back; in any order."""
    count = draw(st.integers(1, 8))
    entries = []
    for number in range(1, count + 1):
        replaces = draw(st.none() | st.integers(1, number - 1)) if number > 1 else None
        result = draw(st.sampled_from(model.TestResult))
        entries.append(line(number, of_pregnancy(result), replaces=replaces))
    back = draw(st.lists(st.integers(1, count), max_size=4, unique=True))
    entries += [undo(100 + number, number) for number in back]
    return draw(st.permutations(entries))


@given(trees())
@settings(max_examples=200, deadline=None)
def test_of_an_entry_and_its_corrections_exactly_one_holds(entries: list[Entry]) -> None:
    """Of each tree of corrections one entry holds, or none where all were taken back; the order does not matter."""
    known = {entry.id: entry for entry in entries}
    gone = {entry.body.target for entry in entries if isinstance(entry.body, Retraction)}

    def root(entry: Entry) -> str:
        return entry.id if entry.replaces is None else root(known[entry.replaces])

    kept = live(entries)
    versions = [entry for entry in entries if not isinstance(entry.body, Retraction)]
    assert all(entry.id not in gone for entry in kept)
    assert sorted(root(entry) for entry in kept) == sorted({root(entry) for entry in versions if entry.id not in gone})
    assert live(sorted(entries, key=lambda entry: entry.id)) == kept
    assert set(contests(entries)) == set(contests(list(reversed(entries))))


def test_a_chain_of_thousands_is_walked_once() -> None:
    """Thirty thousand corrections of corrections are no deep call and no square of their number."""
    chain = [note(1), *(note(number, replaces=number - 1, minute=number) for number in range(2, 30_001))]
    begun = time.process_time()
    assert holding(*chain) == [30_000]
    assert holding(*reversed(chain)) == [30_000]
    assert time.process_time() - begun < 5


def test_entries_come_in_the_order_of_their_days() -> None:
    """Entries are ordered by the day they are about, then by when they were typed, then by id."""
    assert holding(note(1, on="11-22"), note(2, on="11-20"), note(3, on="11-21")) == [2, 3, 1]
    assert holding(note(1, minute=9), note(2, minute=8)) == [2, 1]
    assert holding(note(2, minute=8), note(1, minute=8)) == [1, 2]


def test_a_view_of_a_day_leaves_later_entries_out_and_keeps_retractions() -> None:
    """Entries about a later day are left out; what was undone later is left out as well."""
    record = Record(
        course="c0",
        entries=(
            line(0, CAN, on="11-25"),
            note(1, on="11-20"),
            note(2, on="11-21"),
            note(3, on="11-22"),
            line(4, Retraction(target=f"{1:08x}"), on="11-23"),
        ),
    )
    assert [int(e.id, 16) for e in view(record, until=day("11-21")).entries] == [2]
    assert [int(e.id, 16) for e in view(record).entries] == [2, 3, 0]
    assert view(record, until=day("11-21")).opening == CAN


def test_a_view_is_of_the_record_that_it_was_made_from() -> None:
    """The course keeps the id of its record, on every day."""
    record = Record(course="c7", entries=(note(1, on="11-20"),))
    assert (view(record).id, view(record, until=day("11-01")).id) == ("c7", "c7")


def test_the_opening_settings_are_those_typed_first() -> None:
    """Of several settings the one typed first opens the course, whatever its day."""
    record = Record(course="c0", entries=(line(2, CANNOT, on="11-01"), line(1, CAN, on="11-22")))
    assert view(record).opening == CAN
    assert view(Record(course="c0", entries=())).opening == Settings()


def test_a_setting_holds_from_its_day_on() -> None:
    """The day before a change the old value holds, on the day the new one; other fields leave it alone."""
    course = course_of(("11-01", CAN), ("11-10", Settings(zone="UTC")), ("11-15", CANNOT))
    assert course.category(day("11-14")) is Category.CAN_BECOME_PREGNANT
    assert course.category(day("11-15")) is Category.CANNOT_BECOME_PREGNANT
    assert course.setting(lambda s: s.zone, day("11-20")) == "UTC"


def test_before_its_first_day_a_setting_is_that_of_the_opening() -> None:
    """A course can be backfilled: what opened it holds for the days before."""
    course = course_of(("11-10", CAN._replace(started=day("11-12"))))
    assert course.category(day("10-01")) is Category.CAN_BECOME_PREGNANT
    assert course.started(day("10-01")) == day("11-12")
    assert course_of(("11-10", Settings())).started(day("11-10")) is None


def test_the_last_finish_holds() -> None:
    """The course ended as the last word about it says, or not at all."""
    ends = [Finish(last_capsule=day("11-20")), Finish(last_capsule=day("11-21"))]
    assert course_of(("11-21", ends[0]), ("11-22", ends[1])).finish() == ends[1]
    assert course_of(("11-21", ends[0])).finish() == ends[0]
    assert course_of(("11-01", CAN)).finish() is None


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-12-15", "2027-01-15"),
        ("2027-01-31", "2027-03-02"),
        ("2027-02-28", "2027-03-30"),
        ("2028-01-31", "2028-03-01"),
        ("2027-02-01", "2027-03-03"),
        ("2026-11-25", "2026-12-25"),
        ("2026-12-01", "2027-01-01"),
        ("2026-12-31", "2027-01-31"),
    ],
)
def test_a_month_is_the_later_of_thirty_days_and_a_calendar_month(start: str, end: str) -> None:
    """The worked dates of the rule: the later of both readings."""
    assert month_after(day(start), 30) == day(end)


LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def test_every_month_from_2020_to_2040_agrees_with_a_calendar() -> None:
    """For each day of 21 years the month is over 30 days later, or on the same number of the next month if later."""
    date = dt.date(2020, 1, 1)
    while date.year <= 2040:
        following = date.month % 12
        leap = following == 1 and date.year % 4 == 0
        number = min(date.day, LENGTHS[following] + leap)
        calendar = dt.date(date.year + (date.month == 12), following + 1, number)
        thirty = dt.date.fromordinal(date.toordinal() + 30)
        assert month_after(date, 30) == (max(thirty, calendar))
        date = dt.date.fromordinal(date.toordinal() + 1)


@pytest.mark.parametrize(("weeks", "last"), [(15, "2027-03-15"), (16, "2027-03-22"), (20, "2027-04-19")])
def test_the_weeks_of_a_course(weeks: int, last: str) -> None:
    """A course from Tuesday 1 December 2026 ends where its last week does (rule D7)."""
    started, end = day("2026-12-01"), day(last)
    assert day_and_week(started, end) == (weeks * 7, weeks)
    assert day_and_week(started, end + dt.timedelta(days=1)) == (weeks * 7 + 1, weeks + 1)


def test_day_and_week_are_counted_from_one() -> None:
    """The day of the first capsule is day 1 of week 1; before it, or while it is unknown, there is no day."""
    assert day_and_week(day("11-22"), day("11-22")) == (1, 1)
    assert day_and_week(day("11-22"), day("11-28")) == (7, 1)
    assert day_and_week(day("11-22"), day("11-29")) == (8, 2)
    assert day_and_week(day("11-22"), day("11-21")) is None
    assert day_and_week(None, day("11-22")) is None


@given(order=st.permutations(range(6)))
@settings(max_examples=40, deadline=None)
def test_what_holds_does_not_depend_on_the_order_in_the_file(order: list[int]) -> None:
    """Two copies of a record merge in any order with the same result."""
    entries = [note(1), note(2), note(3, replaces=1), undo(4, 2), note(5, replaces=3), undo(6, 5)]
    assert holding(*[entries[n] for n in order]) == [3]


def test_entries_are_found_by_the_beginning_of_their_id() -> None:
    """An id may be cut short, in capitals and with blanks around; every entry that fits is returned."""
    entries = [note(10), note(11), note(256)]
    assert find(entries, " 0000000A ") == [entries[0]]
    assert find(entries, "0000000") == entries[:2]
    assert find(entries, "f") == []
