"""What people type for a value, parsed once; each refusal says what would have been right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import Enum

from isocourse.course.entries import Category, Setting, Severity, TestResult
from isocourse.errors import BadValue
from isocourse.render.text import as_text
from isocourse.typed import Final, TypeVar

E = TypeVar("E", bound=Enum)
T = TypeVar("T")

LONGEST = 4000
LONGEST_NAME = 200


class NotOneOf(BadValue):
    """What was typed is none of the choices; a question that numbers them says the numbers instead."""


def choice(kind: type[E], option: str, words: Mapping[str, E] | None = None) -> Callable[[str], E]:
    """Return a reader of the values of an enumeration: a name, its first letters, or an everyday word for it."""
    names = {str(member.value).replace("_", "-"): member for member in kind}

    def read(given: str) -> E:
        plain = "-".join(given.strip().lower().replace("_", " ").replace("-", " ").split())
        exact = names.get(plain) or (words or {}).get(plain)
        begins = [member for name, member in names.items() if plain and name.startswith(plain)]
        if exact or len(begins) == 1:
            return exact or begins[0]
        if begins:
            raise BadValue(f"{option}: {given!r} may be {' or '.join(str(one.value) for one in begins)}. Say which")
        wrong = f"{given!r} is not one of: " if plain else "say one of: "
        raise NotOneOf(f"{option}: {wrong}{', '.join(names)}")

    return read


def numbered(kind: type[E], read: Callable[[str], E]) -> Callable[[str], E]:
    """Return a reader for a question that numbers its answers in the order of the enumeration."""
    members = list(kind)

    numbers = [str(number) for number in range(1, len(members) + 1)]

    def by_number(answer: str) -> E:
        plain = answer.strip()
        if plain in numbers:
            return members[int(plain) - 1]
        try:
            return read(answer)
        except NotOneOf as problem:
            raise BadValue(f"Type {', '.join(numbers[:-1])} or {numbers[-1]}") from problem

    return by_number


_CATEGORIES: Final = {
    "can": Category.CAN_BECOME_PREGNANT,
    **dict.fromkeys(("cannot", "can't", "cant", "can-not"), Category.CANNOT_BECOME_PREGNANT),
}
_PLACES: Final = {
    **dict.fromkeys(
        "clinic lab laboratory office doctor doctors doctor's-office doctors-office hospital medical-setting".split(),  # noqa: SIM905 - to read
        Setting.MEDICAL,
    ),
    **dict.fromkeys(("at-home", "house"), Setting.HOME),
}
_SEVERITIES: Final = {
    **dict.fromkeys(
        ("a-little", "a-bit", "a-little-bit", "little", "slightly", "not-bad", "not-so-bad"), Severity.MILD
    ),
    **dict.fromkeys(("not-too-bad", "not-that-bad", "not-very-bad"), Severity.MILD),
    **dict.fromkeys(("medium", "so-so", "in-between"), Severity.MODERATE),
    **dict.fromkeys(("really-bad", "very-bad", "so-bad", "extremely-bad", "terrible", "awful"), Severity.SEVERE),
    **dict.fromkeys(("unbearable", "horrible", "the-worst"), Severity.SEVERE),
}

category = choice(Category, "--category", _CATEGORIES)
severity = choice(Severity, "--severity")
said_severity = choice(Severity, "--severity", _SEVERITIES)  # at a question
result = choice(TestResult, "--result")
setting = choice(Setting, "--setting", _PLACES)


def whole(option: str, low: int, high: int, unit: str = "") -> Callable[[str], int]:
    """Return a reader of whole numbers from `low` to `high`; a `unit` may stand behind them."""

    def read(given: str) -> int:
        found = re.fullmatch(rf"([0-9]{{1,6}})(?:\s*{unit}s?)?", given.strip().lower())
        if not found or not low <= int(found[1]) <= high:
            raise BadValue(f"{option}: {given!r} is not a whole number from {low} to {high}")
        return int(found[1])

    return read


_COUNTS: Final = {"once": "1", "twice": "2", "one": "1", "two": "2", "three": "3"}


def counted(given: str) -> str:
    """Return a count in figures, where it is told by a word: `twice`."""
    return _COUNTS.get(given.strip().lower(), given)


def times_a_day(given: str) -> int:
    """Read how often a day: 1 or 2, once or twice."""
    return whole("--times", 1, 2)(counted(given.strip().lower().removesuffix(" a day")))


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


_LEAST_DIGITS: Final = 7
_LETTERED: Final = 10  # digits and letters of a number that is partly a word, like 1-800-DOCTORS


def phone(option: str) -> Callable[[str], str]:
    """Return a reader of a number to call: one that can be called, and no date."""
    name = name_text(option)

    def read(given: str) -> str:
        plain = name(given)
        digits = sum(sign.isdigit() for sign in plain)
        dated = re.fullmatch(r"(19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}", plain)
        word = re.fullmatch(r"\+?[0-9][0-9 ().-]{3,}[A-Z][A-Z0-9 -]*", plain) is not None
        enough = digits >= _LEAST_DIGITS or (word and sum(sign.isalnum() for sign in plain) >= _LETTERED)
        if dated or not enough:
            raise BadValue(f"{option}: {given!r} does not look like a phone number. Write it like 555-010-0199")
        return plain

    return read


def yes_or_no(answer: str) -> bool:
    """Read a yes or a no."""
    words = {"yes": True, "y": True, "no": False, "n": False}
    if answer.strip().lower() not in words:
        raise BadValue("say yes or no")
    return words[answer.strip().lower()]


def did_you_mean(given: str, known: Sequence[str]) -> str:
    """Return a question about the nearest of the known names, with a space after it, or nothing."""
    from difflib import get_close_matches  # only a mistake pays for it

    near = get_close_matches(given[:60], known, 1, 0.6)
    return f"Did you mean {near[0]}? " if near else ""


def maybe(given: str | None, read: Callable[[str], T]) -> T | None:
    """Read an option that may be left out."""
    return None if given is None else read(given)
