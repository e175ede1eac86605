"""Which specimen's window stands, and which date from the site or the pharmacy binds it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from days_of import course_of, day
from isocourse.course import entries
from isocourse.course.entries import Authorization, Body, Entry, PregnancyTest, Setting
from isocourse.ipledge.specimens import Specimen, specimens
from isocourse.ipledge.window import Given, anchor, binding, closing_day

ONE_DAY = dt.timedelta(days=1)


def samples_on(*lines: str) -> list[tuple[Entry, PregnancyTest]]:
    """Tests from lines such as `11-20 negative`, numbered in the order of recording."""
    return [
        (entry, entry.body)
        for entry in course_of(*[made(line) for line in lines]).entries
        if isinstance(entry.body, PregnancyTest)
    ]


def made(line: str) -> tuple[str, Body]:
    """One test from a line."""
    date, result = line.split()
    return date, PregnancyTest(specimen_date=day(date), result=entries.TestResult(result), setting=Setting.MEDICAL)


def found_in(*lines: str) -> list[Specimen]:
    """The specimens of these tests, each with a window of seven days."""
    return specimens(samples_on(*lines), lambda _: 7, lambda _: True)


def test_positive_tests_and_those_not_allowed_open_nothing() -> None:
    """A positive test is no specimen, and neither is one in a place that is not allowed."""
    assert found_in("11-20 positive") == []
    assert specimens(samples_on("11-20 negative"), lambda _: 7, lambda _: False) == []


def test_a_known_result_goes_before_an_open_one_of_the_same_day() -> None:
    """A pending test is left out once a negative one of the same day is known, whichever was typed first."""
    for lines in (("11-20 pending", "11-20 negative"), ("11-20 negative", "11-20 pending")):
        assert [s.counted for s in found_in(*lines)] == [True]
    assert [s.counted for s in found_in("11-20 pending", "11-21 negative")] == [False, True]


def test_the_window_of_each_sample_has_the_length_of_its_own_day() -> None:
    """The number of days is asked for the sample's own day."""
    found = specimens(
        samples_on("11-20 negative", "11-25 negative"), lambda d: 7 if d < day("11-22") else 3, lambda _: True
    )
    assert [s.last_day for s in found] == [day("11-26"), day("11-27")]


DAYS = st.lists(st.integers(0, 40), max_size=6).map(sorted)


def standing(found: Sequence[Specimen], on: dt.date) -> Specimen | None:
    """The specimen whose window stands on a day."""
    return anchor(found, on, lambda s: s.last_day)


@given(negative=DAYS, on=st.integers(0, 60))
@settings(max_examples=150, deadline=None)
def test_windows_follow_each_other_as_if_one_lived_through_them(negative: list[int], on: int) -> None:
    """Walking day by day, a window stays until it has passed, and then the earliest sample still open takes over."""
    zero = day("11-01")
    lines = [f"{zero + n * ONE_DAY} negative" for n in negative]
    current: int | None = None
    for today in range(on + 1):
        if current is None or today > current + 6:
            fresh = [n for n in negative if n <= today <= n + 6]
            current = fresh[0] if fresh else max((n for n in negative if n <= today), default=None)
    taken = [s for s in found_in(*lines) if s.day1 <= zero + on * ONE_DAY]
    found = standing(taken, zero + on * ONE_DAY)
    assert (found.day1 if found else None) == (None if current is None else zero + current * ONE_DAY)


@pytest.mark.parametrize(
    ("lines", "on", "expected"),
    [
        (["11-20 pending"], "11-26", "11-20"),
        (["11-20 pending"], "11-27", "11-20"),
        (["11-10 negative", "11-20 pending"], "11-21", "11-20"),
        (["11-10 negative", "11-20 pending"], "11-26", "11-20"),
        (["11-10 negative", "11-20 pending"], "11-27", "11-10"),
        (["11-18 negative", "11-20 pending"], "11-24", "11-18"),
        (["11-18 negative", "11-20 pending"], "11-25", "11-20"),
        (["11-14 pending", "11-20 pending"], "11-20", "11-20"),
        (["11-10 negative", "11-12 negative"], "11-30", "11-12"),
    ],
)
def test_open_results_come_after_known_ones(lines: list[str], on: str, expected: str) -> None:
    """A counted open window stands first, then an open pending one, the latest counted, the latest pending."""
    found = standing(found_in(*lines), day(on))
    assert found is not None
    assert found.day1 == day(expected)


def test_nothing_taken_nothing_stands() -> None:
    """Without a test there is no specimen."""
    assert standing([], day("11-20")) is None


def dates_given(*lines: str) -> list[Given]:
    """Dates from lines such as `11-21 11-24`: told on the first, not after the second."""
    told = [line.split() for line in lines]
    course = course_of(*[(on, Authorization(until=day(until))) for on, until in told])
    return [(entry, entry.body) for entry in course.entries if isinstance(entry.body, Authorization)]


@pytest.mark.parametrize(
    ("told", "closing"),
    [
        ([], "11-26"),
        (["11-20 11-24"], "11-24"),  # on the day of the sample
        (["11-19 11-24"], "11-26"),  # before it
        (["11-21 11-28"], "11-26"),  # beyond the last day: it moves nothing
        (["11-21 11-24", "11-22 11-25"], "11-25"),  # the last one told
        (["11-23 11-25"], "11-25"),  # follows the newer sample, and is earlier
        (["11-23 11-26"], "11-26"),
        (["11-23 11-29"], "11-26"),  # follows the newer sample, and is later
        (["11-21 11-24", "11-23 11-29"], "11-24"),  # the first still binds
        (["11-21 11-28", "11-23 11-27"], "11-26"),
        (["11-21 11-24", "11-24 11-23"], "11-23"),
    ],
)
def test_a_given_date_binds_the_sample_that_it_follows(told: list[str], closing: str) -> None:
    """A date told between two samples binds the first; one told after the second closes the first only earlier."""
    found = found_in("11-20 negative", "11-23 negative")
    assert closing_day(found[0], found, dates_given(*told)) == day(closing)


def test_a_date_of_the_newer_sample_that_changes_nothing_binds_nothing() -> None:
    """A date told after the newer sample that equals the computed day leaves the older window a computed one."""
    found = found_in("11-20 negative", "11-23 negative")
    assert binding(found[0], found, dates_given("11-23 11-26")) is None


def test_without_a_sample_the_last_date_given_binds() -> None:
    """Where no specimen opens a window, the month's last date given does."""
    bound = binding(None, [], dates_given("11-20 11-24", "11-21 11-23"))
    assert bound is not None
    assert bound[1].until == day("11-23")
    assert binding(None, [], []) is None
