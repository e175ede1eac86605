"""When it began, as far as the patient says."""

from __future__ import annotations

import pytest

from heard import hear


def began(words: str) -> tuple[int | None, int | None]:
    """Return the days before today and the day of the week that are heard in words."""
    heard = hear(words)
    return heard.days_ago, heard.weekday


@pytest.mark.parametrize(
    ("number", "weeks"),
    [
        ("a", 1),
        ("one", 1),
        ("two", 2),
        ("a couple of", 2),
        ("three", 3),
        ("a few", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("11", 11),
    ],
)
def test_a_number_may_be_a_word(number: str, weeks: int) -> None:
    """A number is understood in letters as in digits, and "a few" is three."""
    assert began(f"headache for {number} weeks") == (7 * weeks, None)


def test_an_is_one() -> None:
    """Who waits "an entire month" waits one month."""
    assert began("headache for an entire month") == (30, None)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("monday", 0),
        ("mon", 0),
        ("tuesday", 1),
        ("tues", 1),
        ("wednesday", 2),
        ("thursday", 3),
        ("thurs", 3),
        ("friday", 4),
        ("fri", 4),
        ("saturday", 5),
        ("sunday", 6),
    ],
)
def test_a_day_of_the_week(name: str, number: int) -> None:
    """Each day of the week has its number, also where it is shortened."""
    assert began(f"headache since {name}") == (None, number)


@pytest.mark.parametrize("words", ["today", "this morning", "tonight", "just now", "an hour ago"])
def test_a_part_of_today_is_today(words: str) -> None:
    """Whatever part of today is named, it began no day ago."""
    assert began(f"headache {words}") == (0, None)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("3 weeks now i have a headache", 21),
        ("headache these two past weeks", 14),
        ("headache since about two or three weeks", 21),
        ("headache two weeks straight", 14),
        ("headache, three weeks long now", 21),
        ("headache 3 days running", 3),
    ],
)
def test_since_and_ago_stand_near_the_number(words: str, days: int) -> None:
    """The words that make a number of days a time may stand before it, right after it, or a word further on."""
    assert began(words) == (days, None)


@pytest.mark.parametrize(
    "words",
    [
        "my 3 weeks holiday and a headache",
        "for my exam i read two days, headache",
        "two weeks off work, now a headache",
        "weeks now with a headache at age 17",
        "headache after 3 hot days",
    ],
)
def test_a_number_alone_is_no_time(words: str) -> None:
    """A number of days that nothing near says to be past or lasting, or days without a number, are no beginning."""
    assert began(words) == (None, None)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("headache for 365 days", 365),
        ("headache for 366 days", None),
        ("headache for 52 weeks", 364),
        ("headache for 60 weeks", None),
        ("headache for 12 months", 360),
        ("headache for 13 months", None),
    ],
)
def test_more_than_a_year_is_not_taken(words: str, days: int | None) -> None:
    """A year ago is a beginning; what is longer ago than a year is not."""
    assert began(words) == (days, None)


def test_the_finest_time_is_taken() -> None:
    """Of several times in one sentence a day that is named goes first, then days, then weeks."""
    assert began("headache for 2 weeks, worse since yesterday") == (1, None)
    assert began("headache for 2 weeks, worse since monday") == (None, 0)
    assert began("headache for 2 weeks, worse for 3 days") == (3, None)
