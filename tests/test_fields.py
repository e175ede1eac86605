from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isocourse import fields
from isocourse.errors import Misfit
from isocourse.fields import Table


class Colour(Enum):
    """A choice."""

    RED = "red"
    BLUE = "blue"


MOMENT = dt.datetime(2026, 11, 22, 20, 15, tzinfo=dt.UTC)
NAIVE = MOMENT.replace(tzinfo=None)
GOOD = [
    (fields.text, "", ""),
    (fields.text_up_to(3), "abc", "abc"),
    (fields.flag, False, False),
    (fields.flag, True, True),
    (fields.whole(1, 4), 1, 1),
    (fields.whole(1, 4), 4, 4),
    (fields.number(20, 400), 20, 20.0),
    (fields.number(20, 400), 400.0, 400.0),
    (fields.above(0, 200), 0.1, 0.1),
    (fields.above(0, 200), 200, 200.0),
    (fields.day, dt.date(2000, 1, 1), dt.date(2000, 1, 1)),
    (fields.day, dt.date(2100, 12, 31), dt.date(2100, 12, 31)),
    (fields.moment, MOMENT, MOMENT),
    (fields.clock, dt.time(21, 30), dt.time(21, 30)),
    (fields.texts, ["a", "b"], ("a", "b")),
    (fields.texts_up_to(2, 1), ["a", "b"], ("a", "b")),
    (fields.one_of(Colour), "blue", Colour.BLUE),
    (fields.tables, [{"a": 1}], [{"a": 1}]),
]
BAD = [
    (fields.text, 1, "must be text in quotes"),
    (fields.text_up_to(3), "abcd", "must be at most 3 characters long"),
    (fields.text_up_to(3), b"abc", "must be text in quotes"),
    (fields.flag, 0, "must be true or false"),
    (fields.flag, "true", "must be true or false"),
    (fields.whole(1, 4), 0, "must be a whole number from 1 to 4"),
    (fields.whole(1, 4), 5, "must be a whole number from 1 to 4"),
    (fields.whole(0, 4), False, "must be a whole number from 0 to 4"),
    (fields.whole(1, 4), 2.0, "must be a whole number from 1 to 4"),
    (fields.number(20, 400), 19.99, "must be a number from 20 to 400"),
    (fields.number(20, 400), 400.01, "must be a number from 20 to 400"),
    (fields.number(20, 400), float("nan"), "must be a number from 20 to 400"),
    (fields.number(20, 400), float("inf"), "must be a number from 20 to 400"),
    (fields.number(0, 4), True, "must be a number from 0 to 4"),
    (fields.number(20, 400), 10**400, "must be a number from 20 to 400"),
    (fields.number(20, 400), "70", "must be a number from 20 to 400"),
    (fields.above(0, 200), 0, "must be a number above 0 and up to 200"),
    (fields.above(0, 200), -0.0, "must be a number above 0 and up to 200"),
    (fields.above(0, 200), 200.1, "must be a number above 0 and up to 200"),
    (fields.above(0, 200), True, "must be a number above 0 and up to 200"),
    (fields.above(0, 200), float("nan"), "must be a number above 0 and up to 200"),
    (fields.day, dt.date(1999, 12, 31), "must be a date from 2000 to 2100, like 2026-11-22"),
    (fields.day, dt.date(2101, 1, 1), "must be a date from 2000 to 2100, like 2026-11-22"),
    (fields.day, MOMENT, "must be a date from 2000 to 2100, like 2026-11-22"),
    (fields.day, "2026-11-22", "must be a date from 2000 to 2100, like 2026-11-22"),
    (fields.moment, NAIVE, "must be a time with its offset, like 2026-11-22T20:15:04-06:00"),
    (fields.moment, MOMENT.date(), "must be a time with its offset, like 2026-11-22T20:15:04-06:00"),
    (fields.moment, MOMENT.replace(year=1999), "must be a time with its offset, like 2026-11-22T20:15:04-06:00"),
    (fields.moment, MOMENT.replace(year=2101), "must be a time with its offset, like 2026-11-22T20:15:04-06:00"),
    (fields.clock, MOMENT, "must be a time of day, like 21:30:00"),
    (fields.texts, "ab", "must be a list"),
    (fields.texts, ["a", 1], "must be text in quotes"),
    (fields.texts_up_to(2, 1), ["a", "b", "c"], "must be a list of at most 2 texts of at most 1 characters"),
    (fields.texts_up_to(2, 1), ["ab"], "must be a list of at most 2 texts of at most 1 characters"),
    (fields.one_of(Colour), "green", "must be one of: red, blue"),
    (fields.one_of(Colour), [], "must be one of: red, blue"),
    (fields.tables, {"a": 1}, "must be a list of tables"),
    (fields.tables, [1], "must be a list of tables"),
]


@pytest.mark.parametrize(("read", "given_value", "wanted"), GOOD)
def test_a_value_that_fits_is_read(read: Callable[[object], object], given_value: object, wanted: object) -> None:
    """Each reader returns a value that fits, at both ends of its range, as the type it promises."""
    got = read(given_value)
    assert got == wanted
    assert type(got) is type(wanted)


@pytest.mark.parametrize(("read", "given_value", "sentence"), BAD)
def test_a_value_that_does_not_fit_is_refused(
    read: Callable[[object], object], given_value: object, sentence: str
) -> None:
    """Each reader refuses what does not fit and says what must be there instead."""
    with pytest.raises(Misfit) as caught:
        read(given_value)
    assert str(caught.value) == sentence


def test_an_error_carries_the_path_of_its_value() -> None:
    """The path of the table and the key stand before the sentence."""
    with pytest.raises(Misfit, match=r"^entry\[3\]\.mg: must be text in quotes$"):
        Table({"mg": 1}, "entry[3]").take("mg", fields.text)


def test_the_top_table_has_no_path_of_its_own() -> None:
    """At the top of a file the key alone is the path."""
    with pytest.raises(Misfit, match=r"^schema: missing$"):
        Table({}, "").take("schema", fields.text)


def test_a_key_that_may_be_absent_is_unknown_when_it_is() -> None:
    """An absent key is None, a present one is read and checked."""
    table = Table({"here": "x", "wrong": 1}, "t")
    assert table.maybe("gone", fields.text) is None
    assert table.maybe("here", fields.text) == "x"
    with pytest.raises(Misfit, match=r"^t\.wrong: must be text in quotes$"):
        table.maybe("wrong", fields.text)


def test_keys_that_nobody_took_are_refused() -> None:
    """A key that is not known is an error, never passed over, and taking every key leaves none."""
    table = Table({"a": "x", "b": "y"}, "t")
    table.take("a", fields.text)
    with pytest.raises(Misfit, match=r"^t\.b: not a key that is known here$"):
        table.close()
    table.take("b", fields.text)
    table.close()


@pytest.mark.parametrize(
    ("key", "shown"),
    [("x" * 41, "'" + "x" * 40 + "'..."), ("\x1b[2J", r"'\x1b[2J'..."), ("\u202egnp", r"'\u202egnp'...")],
)
def test_a_strange_key_is_shown_short_and_tame(key: str, shown: str) -> None:
    """A key from a hostile file is cut and escaped before it gets into a sentence."""
    with pytest.raises(Misfit) as caught:
        Table({key: 1}, "").close()
    assert str(caught.value) == f"{shown}: not a key that is known here"


def test_what_is_no_table_is_refused() -> None:
    """A list where a table must be is an error with its path."""
    with pytest.raises(Misfit, match=r"^top: must be a table$"):
        Table([], "top")


def test_reading_leaves_the_given_table_alone() -> None:
    """Taking values out does not change what the caller holds."""
    data = {"a": "x"}
    Table(data, "").take("a", fields.text)
    assert data == {"a": "x"}


@given(st.floats() | st.integers(), st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_no_number_outside_its_range_ever_passes(value: float, low: float, high: float) -> None:
    """Whatever number is given, one that is read lies inside the range."""
    try:
        got = fields.number(low, high)(value)
    except Misfit:
        assert not low <= value <= high
    else:
        assert low <= got <= high
