"""What is found in a file that is brought in: rows to take, and rows that are not taken, each with its place.

A row's id follows from the source and the row, so that the same file brought in twice adds nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Container, Iterable, Sequence

from isocourse.course.entries import OWN_WORDS, Body
from isocourse.errors import Conflict
from isocourse.named import NamedTuple
from isocourse.typed import Final

MOST_BYTES: Final = 64 * 1024 * 1024
MOST_ROWS: Final = 20_000


class Unreadable(Conflict):
    """The file is nothing that can be brought in."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Nothing was brought in: {why}. The record is as it was.")


class Row(NamedTuple):
    """One thing to take: where it stands, what makes it that row and no other, its day and what it is.

    `ident` is the id it had in a record, where it comes from one.
    """

    place: str
    key: str
    on: dt.date
    body: Body
    ident: str | None = None


class Aside(NamedTuple):
    """A row that is not taken: where it stands, and why."""

    place: str
    why: str


class Found(NamedTuple):
    """What a file holds."""

    source: str
    rows: tuple[Row, ...] = ()
    not_known: tuple[Aside, ...] = ()
    left_out: tuple[Aside, ...] = ()
    bad: tuple[Aside, ...] = ()


class Wish(NamedTuple):
    """How to read: the zone of the course, the medicine's names, and how many doses make a day (None: not known)."""

    zone: dt.tzinfo
    today: dt.date
    medicines: tuple[str, ...]
    times: int | None = None


class Bad(ValueError):
    """A row that cannot be read; the sentence says why."""


class Collector:
    """Gathers rows, and tells equal ones apart by how many of them came before."""

    def __init__(self, source: str, today: dt.date) -> None:
        self.source, self.today = source, today
        self._rows: list[Row] = []
        self._not_known: list[Aside] = []
        self._left_out: list[Aside] = []
        self._bad: list[Aside] = []
        self._seen: Counter[str] = Counter()

    def take(self, place: str, key: str, on: dt.date, body: Body, ident: str | None = None) -> None:
        """Take a row; a day that has not come is none that can have been logged."""
        if on > self.today:
            self.bad(place, f"{on} lies in the future")
            return
        if on.year < 2000:  # noqa: PLR2004 - what a record can hold
            self.bad(place, f"{on} is too long ago")
            return
        self._seen[key] += 1
        self._rows.append(Row(place, f"{key}#{self._seen[key]}", on, body, ident))

    def not_known(self, place: str, why: str) -> None:
        """Set a row aside that does not say what happened."""
        self._not_known.append(Aside(place, why))

    def leave_out(self, place: str, why: str) -> None:
        """Set a row aside that is not for this record."""
        self._left_out.append(Aside(place, why))

    def bad(self, place: str, why: str) -> None:
        """Set a row aside that cannot be read."""
        self._bad.append(Aside(place, why))

    def found(self) -> Found:
        """Return everything."""
        return Found(self.source, tuple(self._rows), tuple(self._not_known), tuple(self._left_out), tuple(self._bad))


def ident_of(source: str, key: str, taken: Container[str], gone: Container[str]) -> tuple[str, bool]:
    """Return a row's id, and whether the record has it already.

    `taken` are all ids of the record, `gone` those whose whole import was taken back: such a row may come again.
    """
    turn = 0
    while True:
        found = hashlib.sha256(f"{source}\0{key}\0{turn}".encode("utf-8", "replace")).hexdigest()[:16]
        if found not in gone:
            return found, found in taken
        turn += 1


def text_of(data: bytes) -> str:
    """Return the bytes as text."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("the file is no text in UTF-8") from None


def texts(rows: Iterable[Row]) -> list[tuple[Row, str]]:
    """Return every text of a patient's in the rows."""
    found = []
    for row in rows:
        for name in OWN_WORDS:
            said = getattr(row.body, name, None)
            if isinstance(said, str) and said:
                found.append((row, said))
    return found


def listed(asides: Sequence[Aside], most: int) -> list[str]:
    """Return the first of the rows that were set aside, a line each, and how many more there are."""
    lines = [f"{one.place}: {one.why}" for one in asides[:most]]
    return [*lines, f"and {len(asides) - most} more"] if len(asides) > most else lines
