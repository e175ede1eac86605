"""Typed reading of a TOML table: each error carries the path of the value that caused it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum

from isocourse.errors import Misfit
from isocourse.typed import Final, TypeVar

T = TypeVar("T")
E = TypeVar("E", bound=Enum)

FIRST_DAY: Final = dt.date(2000, 1, 1)
LAST_DAY: Final = dt.date(2100, 12, 31)
LONGEST_KEY: Final = 40


class Table:
    """One TOML table: values are taken out by key, and `close` refuses what nobody asked for."""

    def __init__(self, data: object, where: str) -> None:
        if not isinstance(data, dict):
            raise Misfit(f"{where}: must be a table")
        self._left: dict[str, object] = dict(data)
        self.where = where

    def take(self, key: str, read: Callable[[object], T]) -> T:
        """Return the value of a key that must be there."""
        if key not in self._left:
            raise Misfit(f"{self._path(key)}: missing")
        return self._read(key, read)

    def maybe(self, key: str, read: Callable[[object], T]) -> T | None:
        """Return the value of a key, or None where it is absent: unknown."""
        return self._read(key, read) if key in self._left else None

    def __iter__(self) -> Iterator[str]:
        """Yield the keys that were not taken yet."""
        return iter(list(self._left))

    def close(self) -> None:
        """Refuse keys that were not taken."""
        if self._left:
            raise Misfit(f"{self._path(_shown(min(self._left)))}: not a key that is known here")

    def _read(self, key: str, read: Callable[[object], T]) -> T:
        try:
            return read(self._left.pop(key))
        except Misfit as problem:
            raise Misfit(f"{self._path(key)}: {problem}") from None

    def _path(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key


def _shown(key: str) -> str:
    """Return a key that came from outside so that it fits into a sentence."""
    return key if len(key) <= LONGEST_KEY and key.isprintable() else ascii(key[:LONGEST_KEY]) + "..."


def text(value: object) -> str:
    """Read a string."""
    if not isinstance(value, str):
        raise Misfit("must be text in quotes")
    return value


def text_up_to(longest: int) -> Callable[[object], str]:
    """Return a reader of strings of at most `longest` characters."""

    def read(value: object) -> str:
        words = text(value)
        if len(words) > longest:
            raise Misfit(f"must be at most {longest} characters long")
        return words

    return read


def flag(value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise Misfit("must be true or false")
    return value


def whole(low: int, high: int) -> Callable[[object], int]:
    """Return a reader of whole numbers from `low` to `high`."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise Misfit(f"must be a whole number from {low} to {high}")
        return value

    return read


def number(low: float, high: float) -> Callable[[object], float]:
    """Return a reader of numbers from `low` to `high`; infinities and not-a-number never pass."""

    def read(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise Misfit(f"must be a number from {low:g} to {high:g}")
        return float(value)

    return read


def above(low: float, high: float) -> Callable[[object], float]:
    """Return a reader of numbers above `low` and up to `high`; `low` itself does not pass."""

    def read(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low < value <= high:
            raise Misfit(f"must be a number above {low:g} and up to {high:g}")
        return float(value)

    return read


def day(value: object) -> dt.date:
    """Read a date without a time, 2000 to 2100."""
    if isinstance(value, dt.datetime) or not isinstance(value, dt.date) or not FIRST_DAY <= value <= LAST_DAY:
        raise Misfit("must be a date from 2000 to 2100, like 2026-11-22")
    return value


def moment(value: object) -> dt.datetime:
    """Read a time with its offset, 2000 to 2100."""
    if not isinstance(value, dt.datetime) or value.tzinfo is None or not FIRST_DAY <= value.date() <= LAST_DAY:
        raise Misfit("must be a time with its offset, like 2026-11-22T20:15:04-06:00")
    return value


def clock(value: object) -> dt.time:
    """Read a time of day."""
    if not isinstance(value, dt.time):
        raise Misfit("must be a time of day, like 21:30:00")
    return value


def texts(value: object) -> tuple[str, ...]:
    """Read a list of strings."""
    if not isinstance(value, list):
        raise Misfit("must be a list")
    return tuple(text(item) for item in value)


def texts_up_to(many: int, longest: int) -> Callable[[object], tuple[str, ...]]:
    """Return a reader of lists of at most `many` strings of at most `longest` characters each."""

    def read(value: object) -> tuple[str, ...]:
        items = texts(value)
        if len(items) > many or any(len(item) > longest for item in items):
            raise Misfit(f"must be a list of at most {many} texts of at most {longest} characters")
        return items

    return read


def scores(counts: Iterable[int], highest: int) -> Callable[[object], tuple[int | None, ...]]:
    """Return a reader of lists of whole numbers from 0 to `highest`, with `-` for one that was left out."""
    lengths = tuple(counts)

    def read(value: object) -> tuple[int | None, ...]:
        items = value if isinstance(value, list) else []
        one = whole(0, highest)
        if len(items) not in lengths:
            raise Misfit(f"must be a list of {' or '.join(map(str, lengths))} answers")
        return tuple(None if item == "-" else one(item) for item in items)

    return read


def one_of(kind: type[E]) -> Callable[[object], E]:
    """Return a reader of the values of an enumeration."""

    def read(value: object) -> E:
        try:
            return kind(value)
        except ValueError:
            allowed = ", ".join(str(member.value) for member in kind)
            raise Misfit(f"must be one of: {allowed}") from None

    return read


def tables(value: object) -> list[Mapping[str, object]]:
    """Read a list of tables."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise Misfit("must be a list of tables")
    return value
