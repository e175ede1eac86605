"""When it began, as far as the words say: "since yesterday", "3 days ago", "for two weeks", "since Monday"."""

from __future__ import annotations

from isocourse.named import NamedTuple
from isocourse.triage.pieces import Piece
from isocourse.typed import Final

LONGEST_DAYS: Final = 365
_UNITS: Final = {"DAY": 1, "WEEK": 7, "MONTH": 30}
_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "couple": 2, "two": 2, "few": 3, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class When(NamedTuple):
    """Days before today, or the day of the week (0 is Monday, the last one). None: not said."""

    days_ago: int | None = None
    weekday: int | None = None


def when(piece: Piece) -> When:
    """Return the first time that a piece names."""
    for concept, days in (("TODAY", 0), ("YESTERDAY", 1), ("DAY_BEFORE_YESTERDAY", 2)):
        if piece.spans(concept):
            return When(days_ago=days)
    for start, end in piece.spans("WEEKDAY"):
        name = piece.typed[start]
        for number, day in enumerate(_WEEKDAYS):
            if name.startswith(day[:3]) and end:
                return When(weekday=number)
    for unit, days in _UNITS.items():
        for start, end in piece.spans(unit):
            count = _count(piece, start)
            if count is not None and (_since(piece, start) or _ago(piece, end)) and count * days <= LONGEST_DAYS:
                return When(days_ago=count * days)
    return When()


def _count(piece: Piece, unit: int) -> int | None:
    """Return the number right before a unit, "a couple of" included."""
    for at in (unit - 1, unit - 2):
        if at >= 0:
            word = piece.typed[at]
            if word.isascii() and word.isdecimal():
                return int(word)
            if word in _NUMBERS:
                return _NUMBERS[word]
    return None


def _since(piece: Piece, unit: int) -> bool:
    return any(0 < unit - start <= 5 for start, _ in piece.spans("SINCE"))  # noqa: PLR2004 - "for the last two or three"


def _ago(piece: Piece, end: int) -> bool:
    return any(0 <= start - end <= 1 for start, _ in piece.spans("AGO"))
