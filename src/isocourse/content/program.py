"""Reads what the program says of itself."""

from __future__ import annotations

from typing import NamedTuple

from isocourse.content import load
from isocourse.content.head import reviewed
from isocourse.fields import texts, whole


class Program(NamedTuple):
    """The usual length of a course in weeks, and the words of welcome."""

    weeks_low: int
    weeks_high: int
    welcome: tuple[str, ...]


def program() -> Program:
    """Return what the program says of itself."""
    table = load("en/program.toml")
    reviewed(table)
    table.take("sources", texts)
    weeks = whole(1, 104)
    found = Program(
        weeks_low=table.take("weeks_low", weeks),
        weeks_high=table.take("weeks_high", weeks),
        welcome=table.take("welcome", texts),
    )
    table.close()
    return found
