"""Amounts and times of day that people type, parsed once; each refusal says what would have been right."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from isocourse.cli.parsing.values import number
from isocourse.errors import BadValue
from isocourse.render.entries import POUNDS_IN_A_KILOGRAM
from isocourse.typed import Final

MOST_MG: Final = 200
LIGHTEST, HEAVIEST = 20, 400  # kilograms
_NOON: Final = 12


def milligrams(option: str) -> Callable[[str], float]:
    """Return a reader of one dose's milligrams; capsules swallowed together may be added up: `40+20`."""
    one = number(option, 1, MOST_MG)

    def read(given: str) -> float:
        plain = re.sub(r"(?<=[0-9])\s*mg\b", "", given.lower())
        total = sum(one(part) for part in plain.split("+"))
        if total > MOST_MG:
            raise BadValue(f"{option}: {given!r} is more than {MOST_MG} mg, which is not taken for one dose")
        return total

    return read


def kilograms(option: str) -> Callable[[str], float]:
    """Return a reader of a body weight in kilograms, or in pounds where they are named: `70.5`, `155 lb`."""
    one, pounds = number(option, LIGHTEST, HEAVIEST), number(option, 1, 9999)

    def read(given: str) -> float:
        found = re.fullmatch(r"([0-9.]+)\s*(kg|lbs?|pounds?)", given.strip().lower())
        if found is None:
            return one(given)
        if found[2] == "kg":
            return one(found[1])
        kilos = round(pounds(found[1]) / POUNDS_IN_A_KILOGRAM, 1)
        if not LIGHTEST <= kilos <= HEAVIEST:
            raise BadValue(f"{option}: {given!r} is {kilos:g} kg, which is not from {LIGHTEST} to {HEAVIEST}")
        return kilos

    return read


def needs_unit(given: str) -> bool:
    """Say whether a weight is a bare number, which may be kilograms or pounds."""
    return re.fullmatch(r"[0-9]+(\.[0-9]+)?", given.strip()) is not None


def time_of_day(option: str) -> Callable[[str], dt.time]:
    """Return a reader of times like `21:30`, `9:30 pm` or `9pm`."""

    def read(given: str) -> dt.time:
        found = re.fullmatch(r"([0-9]{1,2})(?::([0-9]{2}))?\s*([ap]m)?", given.strip().lower())
        if found is None or (found[2] is None and found[3] is None):
            raise BadValue(f"{option}: {given!r} is not a time like 21:30 or 9:30 pm")
        hour, minute = int(found[1]), int(found[2] or 0)
        if found[3] is not None:
            hour = hour % _NOON + (_NOON if found[3] == "pm" else 0) if 1 <= hour <= _NOON else 99
        try:
            return dt.time(hour, minute)
        except ValueError:
            raise BadValue(f"{option}: {given!r} is not a time like 21:30 or 9:30 pm") from None

    return read


def reading(option: str) -> Callable[[str], float]:
    """Return a reader of a lab value as the report prints it; a comma is refused, because it could mean two things."""

    def read(given: str) -> float:
        plain = given.strip()
        if "," in plain:
            raise BadValue(f"{option}: write {given!r} with a point and nothing between thousands, like 1250 or 0.8")
        if re.fullmatch(r"[0-9.]+\s*[^0-9.\s].*", plain):
            raise BadValue(f"{option}: write {given!r} as a number and a unit of its own, like 180 mg/dL")
        if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", plain):
            raise BadValue(f"{option}: {given!r} is not a number like 180 or 0.8")
        return float(plain)

    return read
