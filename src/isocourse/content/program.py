"""Reads what the program says of itself."""

from __future__ import annotations

from isocourse.content import facts
from isocourse.content.head import reviewed
from isocourse.fields import Table, texts, whole
from isocourse.named import NamedTuple


class Program(NamedTuple):
    """The usual length of a course in weeks, and the words of welcome."""

    weeks_low: int
    weeks_high: int
    welcome: tuple[str, ...]


def program() -> Program:
    """Return what the program says of itself. Raises ContentBroken when the file is missing or damaged."""
    return facts("en/program.toml", _program)


def _program(table: Table) -> Program:
    reviewed(table)
    table.take("sources", texts)
    weeks = whole(1, 104)
    return Program(
        weeks_low=table.take("weeks_low", weeks),
        weeks_high=table.take("weeks_high", weeks),
        welcome=table.take("welcome", texts),
    )
