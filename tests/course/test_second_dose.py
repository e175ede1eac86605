"""The guard against a second dose in the same half of a day."""

from __future__ import annotations

import datetime as dt

import pytest

from days_of import course_of, day
from isocourse.course.entries import Dose, DoseStatus
from isocourse.course.second_dose import close_by
from patient import Patient


def at(hour: int, minute: int = 0) -> dt.time:
    """Return a time of day."""
    return dt.time(hour, minute)


def found(logged: Dose, new_at: dt.time | None, typed: dt.datetime, *, on: str = "11-05") -> int:
    """Return how many doses of the day may lie in the same half of it as the new one."""
    return len(close_by(course_of(("11-05", logged)), day(on), new_at, typed))


@pytest.mark.parametrize(
    ("first", "second", "close"),
    [
        (at(0), at(11, 59), True),
        (at(11, 59), at(12), False),
        (at(12), at(23, 59), True),
        (at(8), at(20), False),
        (at(13), at(9), False),
        (at(9), at(9), True),
    ],
)
def test_day_is_split_at_noon(first: dt.time, second: dt.time, *, close: bool) -> None:
    """Two doses are close when both lie before noon or both from noon on."""
    typed = dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC)
    assert bool(found(Dose(status=DoseStatus.TAKEN, at=first), second, typed)) is close


@pytest.mark.parametrize(("status", "close"), [("taken", 1), ("extra", 1), ("missed", 0)])
def test_only_swallowed_doses_count(status: str, close: int) -> None:
    """A missed dose is no first dose, an extra one is."""
    typed = dt.datetime(2026, 11, 5, 21, tzinfo=dt.UTC)
    assert found(Dose(status=DoseStatus(status), at=at(20)), at(21), typed) == close


def test_dose_of_another_day_is_not_close() -> None:
    """A dose of the day before is never the first one of today."""
    typed = dt.datetime(2026, 11, 6, 0, 5, tzinfo=dt.UTC)
    assert found(Dose(status=DoseStatus.TAKEN, at=at(23, 59)), at(0, 5), typed, on="11-06") == 0


@pytest.mark.parametrize(
    ("typed", "close"),
    [
        (dt.datetime(2026, 11, 5, 21, tzinfo=dt.UTC), 1),  # the same evening as the dose logged at 20:00
        (dt.datetime(2026, 11, 5, 9, tzinfo=dt.UTC), 0),  # the morning of that day
        (dt.datetime(2026, 11, 5, 12, tzinfo=dt.UTC), 1),  # noon belongs to the second half
        (dt.datetime(2026, 11, 6, 9, tzinfo=dt.UTC), 1),  # the next day: either half is possible
    ],
)
def test_dose_without_a_time_counts_at_the_time_it_was_typed(typed: dt.datetime, close: int) -> None:
    """Without a time a dose counts when it was typed on its own day, and in either half when typed later."""
    assert found(Dose(status=DoseStatus.TAKEN), None, typed) == close


def test_dose_logged_later_without_a_time_may_lie_in_either_half() -> None:
    """A dose logged on a later day without a time is close to any other of its day."""
    course = course_of(("11-05", Dose(status=DoseStatus.TAKEN)))
    entry = course.entries[0]
    late = course.with_entries([entry._replace(recorded=entry.recorded + dt.timedelta(days=1))])
    typed = dt.datetime(2026, 11, 7, 9, tzinfo=dt.UTC)
    assert [len(close_by(late, day("11-05"), time, typed)) for time in (at(8), at(20))] == [1, 1]


def test_after_midnight_yesterdays_dose_is_asked_about(patient: Patient) -> None:
    """A dose typed after midnight, while the evening's is not logged, names the way to put it on the day before."""
    patient.at("2026-11-20").must(
        "start --category cannot-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-20"
        " --mg 40 --times 1"
    )
    patient.now = dt.datetime(2026, 11, 22, 6, 5, tzinfo=dt.UTC)  # five past midnight in Chicago
    answer = " ".join(patient.must("dose taken").out.split())
    assert "was it the dose of Sat Nov 21?" in answer
    assert "--on yesterday" in answer
    patient.must("dose taken --on yesterday")
    patient.now = dt.datetime(2026, 11, 23, 6, 5, tzinfo=dt.UTC)
    assert "after midnight" not in patient.must("dose taken").out  # the evening's of the 22nd is logged


def test_by_day_nobody_asks_about_yesterday(patient: Patient) -> None:
    """At noon a dose is today's."""
    patient.at("2026-11-20").must(
        "start --category cannot-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-18"
        " --mg 40 --times 1"
    )
    assert "after midnight" not in patient.must("dose taken").out
