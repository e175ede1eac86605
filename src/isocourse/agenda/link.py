"""What the month ahead is made of: a step with its days, and why it has them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from isocourse.named import NamedTuple
from isocourse.typed import Final

CALL: Final = "call"


class Numbers(NamedTuple):
    """The program's own numbers, for which no source gives one. Weekdays count from Monday, 0."""

    clinic_shut: tuple[int, ...]
    lead_days: int
    order_days: int


class Said(NamedTuple):
    """A sentence of the content by its id, with what fills its blanks."""

    id: str
    blanks: Mapping[str, object] = {}


class Dates(NamedTuple):
    """The first day of a step, the last safe one, and the last possible one; None is unknown, or there is none."""

    earliest: dt.date | None = None
    last_safe: dt.date | None = None
    last_possible: dt.date | None = None


class Link(NamedTuple):
    """One step of the chain. `month` counts as the checklist does."""

    id: str
    state: str
    month: int
    dates: Dates
    why: Said
