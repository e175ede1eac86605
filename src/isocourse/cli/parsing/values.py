"""What people type for a value, parsed once; each refusal says what would have been right."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum
from typing import TypeVar

from isocourse.course.entries import Category
from isocourse.errors import BadValue
from isocourse.render.text import as_text

E = TypeVar("E", bound=Enum)
T = TypeVar("T")

LONGEST = 4000
LONGEST_NAME = 200


def choice(kind: type[E], option: str) -> Callable[[str], E]:
    """Return a reader of the values of an enumeration, written with hyphens or underscores."""

    def read(given: str) -> E:
        plain = given.strip().lower().replace(" ", "-")
        for member in kind:
            if plain in {str(member.value), str(member.value).replace("_", "-")}:
                return member
        allowed = ", ".join(str(member.value).replace("_", "-") for member in kind)
        wrong = f"{given!r} is not one of: " if plain else "say one of: "
        raise BadValue(f"{option}: {wrong}{allowed}")

    return read


def category(given: str) -> Category:
    """Read the iPLEDGE category."""
    return choice(Category, "--category")(given)


def whole(option: str, low: int, high: int) -> Callable[[str], int]:
    """Return a reader of whole numbers from `low` to `high`."""

    def read(given: str) -> int:
        if not re.fullmatch(r"[0-9]{1,6}", given.strip()) or not low <= int(given) <= high:
            raise BadValue(f"{option}: {given!r} is not a whole number from {low} to {high}")
        return int(given)

    return read


def number(option: str, low: float, high: float) -> Callable[[str], float]:
    """Return a reader of decimal numbers; a comma is refused, because it could mean two things."""

    def read(given: str) -> float:
        plain = given.strip()
        if "," in plain:
            raise BadValue(f"{option}: write {given!r} with a point, like 40.5")
        if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,4})?", plain) or not low <= float(plain) <= high:
            raise BadValue(f"{option}: {given!r} is not a number from {low:g} to {high:g}")
        return float(plain)

    return read


def short_text(option: str) -> Callable[[str], str]:
    """Return a reader of a text that the record takes."""

    def read(given: str) -> str:
        if len(given) > LONGEST:
            raise BadValue(f"{option}: at most {LONGEST} letters can be kept")
        return as_text(given).strip()

    return read


def name_text(option: str) -> Callable[[str], str]:
    """Return a reader of a name or a number to call, which says something and fits on a line or two."""

    def read(given: str) -> str:
        plain = as_text(given).strip()
        if not plain or len(plain) > LONGEST_NAME:
            raise BadValue(f"{option}: write 1 to {LONGEST_NAME} letters, or leave it out")
        return plain

    return read


def did_you_mean(given: str, known: Sequence[str]) -> str:
    """Return a question about the nearest of the known names, with a space after it, or nothing."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake pays for it

    near = get_close_matches(given[:60], known, 1, 0.6)
    return f"Did you mean {near[0]}? " if near else ""


def maybe(given: str | None, read: Callable[[str], T]) -> T | None:
    """Read an option that may be left out."""
    return None if given is None else read(given)
