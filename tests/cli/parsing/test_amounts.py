"""Amounts and times of day that people type."""

from __future__ import annotations

import datetime as dt

import pytest

from isocourse.cli.parsing.amounts import kilograms, milligrams, reading, time_of_day
from isocourse.errors import BadValue


@pytest.mark.parametrize(
    ("given", "time"),
    [
        ("21:30", dt.time(21, 30)),
        ("0:05", dt.time(0, 5)),
        ("9:30 pm", dt.time(21, 30)),
        ("9PM", dt.time(21)),
        ("12 am", dt.time(0)),
        ("12:00 pm", dt.time(12)),
        ("11:59am", dt.time(11, 59)),
    ],
)
def test_times_of_day(given: str, time: dt.time) -> None:
    """A time is read in 24 hours, or in 12 with am or pm."""
    assert time_of_day("--at")(given) == time


@pytest.mark.parametrize("given", ["", "9", "24:00", "9:60", "0 am", "13pm", "nine", "9:3", "21.30", "-1:00"])
def test_times_that_could_be_anything(given: str) -> None:
    """What is no time, or could be two, is refused with what would be right."""
    with pytest.raises(BadValue, match="is not a time like 21:30 or 9:30 pm"):
        time_of_day("--at")(given)


@pytest.mark.parametrize(
    ("given", "mg"), [("40", 40), ("40+20", 60), ("10+10+8", 28), ("37.5", 37.5), ("100+100", 200)]
)
def test_milligrams(given: str, mg: float) -> None:
    """The capsules of one dose are added up."""
    assert milligrams("--mg")(given) == mg


@pytest.mark.parametrize("given", ["", "0", "40,5", "40+", "201", "150+51", "40 g", "mg", "-40", "inf", "1e2"])
def test_milligrams_that_cannot_be(given: str) -> None:
    """What is no amount of one dose is refused."""
    with pytest.raises(BadValue, match=r"--mg"):
        milligrams("--mg")(given)


@pytest.mark.parametrize(("given", "value"), [("180", 180), ("0.8", 0.8), ("0", 0), ("999999", 999999)])
def test_readings(given: str, value: float) -> None:
    """A lab value is a number with a point."""
    assert reading("VALUE")(given) == value


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("1,250", "nothing between thousands"),
        ("0,8", "with a point"),
        ("180mg/dL", "a unit of its own"),
        ("180 mg/dL", "a unit of its own"),
        ("<5", "is not a number"),
        ("1.2.3", "is not a number"),
        ("nan", "is not a number"),
        ("1000000", "is not a number"),
    ],
)
def test_readings_with_a_hint(given: str, hint: str) -> None:
    """What is not a plain number is refused with what would be right."""
    with pytest.raises(BadValue, match=hint):
        reading("VALUE")(given)


@pytest.mark.parametrize(
    ("given", "kg"),
    [
        *[("70", 70), (" 70.5 ", 70.5), ("70.5kg", 70.5), ("70 KG", 70), ("20", 20), ("400", 400)],
        *[("155 lb", 70.3), ("155lbs", 70.3), ("45 lb", 20.4), ("155.5 pounds", 70.5), ("881 pound", 399.6)],
    ],
)
def test_weights(given: str, kg: float) -> None:
    """A weight is in kilograms; in pounds only where they are named, and then to a tenth of a kilogram."""
    assert kilograms("KG")(given) == kg


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("19.9", "is not a number from 20 to 400"),
        ("401 kg", "is not a number from 20 to 400"),
        ("43 lb", "'43 lb' is 19.5 kg, which is not from 20 to 400"),
        ("882 lb", "'882 lb' is 400.1 kg, which is not from 20 to 400"),
        ("0.5 lb", "is not a number from 1 to 9999"),
        ("70,5 kg", "with a point"),
        ("70 st", "is not a number from 20 to 400"),
        ("lb", "is not a number from 20 to 400"),
        ("1.2.3 lb", "is not a number from 1 to 9999"),
    ],
)
def test_weights_that_cannot_be(given: str, why: str) -> None:
    """What is no weight of a person is refused, with the reason."""
    with pytest.raises(BadValue, match=why):
        kilograms("KG")(given)
