"""A card: one family of ways to say a sign, with examples that are heard by it, and others near it that are not.

What it looks like, and how to write one: CONTRIBUTING, "To add words".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from isocourse.errors import Misfit
from isocourse.fields import Table, text

WEIGHTS: Final = {"sure": 0.92, None: 0.85, "hint": 0.55}


class Card(NamedTuple):
    """A card, and where it stands."""

    where: str
    sign: str
    weight: float
    ways: tuple[str, ...]
    heard: tuple[str, ...]
    not_heard: tuple[str, ...]


def cards_of(table: Table) -> list[Card]:
    """Take the cards out of a file of words."""
    several = table.maybe("card", _tables) or []
    return [_card(one, f"{table.where}, card {number}") for number, one in enumerate(several, 1)]


def _card(data: object, where: str) -> Card:
    table = Table(data, where)
    sign = table.take("sign", text)
    how = table.maybe("how", text)
    if how not in WEIGHTS:
        raise Misfit(f'{where} ({sign}).how: must be "sure" or "hint", or left out')
    card = Card(
        where=f"{where} ({sign})",
        sign=sign,
        weight=WEIGHTS[how],
        ways=tuple(_ways(table.take("ways", text).splitlines())),
        heard=_lines(table.maybe("heard", text)),
        not_heard=_lines(table.maybe("not_heard", text)),
    )
    table.close()
    return card


def _lines(listed: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (listed or "").splitlines() if line.strip())


def _ways(lines: Iterable[str]) -> Iterator[str]:
    """Yield the ways, each on one line."""
    way = ""
    for line in lines:
        if line.startswith(" ") and way:
            way += line.strip() if way.endswith("|") else f" {line.strip()}"
        else:
            if way:
                yield way
            way = line.strip()
    if way:
        yield way


def _tables(value: object) -> list[object]:
    if not isinstance(value, list):
        raise Misfit("must be tables: [[card]]")
    return value
