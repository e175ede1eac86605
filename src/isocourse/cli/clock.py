"""What time it is: the one place where the clock is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from isocourse.cli.zones import zone_named
from isocourse.course import view
from isocourse.days import spoken
from isocourse.errors import BadValue, Conflict
from isocourse.model import Entry, Record, Settings

_TICK = dt.timedelta(microseconds=1)
_CLOCK_SLACK = dt.timedelta(days=1)
_LONG_GAP = dt.timedelta(days=400)
_FIRST_YEAR, _LAST_YEAR = 2000, 2100  # of what a record can hold


def read_clock() -> dt.datetime:
    """Return the time now, with its offset."""
    return dt.datetime.now(dt.UTC)


class Now(NamedTuple):
    """A moment as the course sees it: `as_if` when it was asked for rather than read from the clock."""

    moment: dt.datetime
    as_if: bool = False
    future: bool = False  # on a day that has not come
    doubt: str | None = None  # why this computer's clock cannot be right

    @property
    def today(self) -> dt.date:
        """The patient's local day."""
        return self.moment.date()


def in_order(record: Record, made: Iterable[Entry]) -> tuple[list[Entry], list[str]]:
    """Return new entries stamped after those that are there, and what is odd about the clock."""
    entries = list(made)
    if entries and not _FIRST_YEAR <= entries[0].recorded.year <= _LAST_YEAR:
        when = spoken(entries[0].recorded.date(), year=True)
        raise Conflict(f"Not saved: this computer's clock says {when}. Set it right, then try again.")
    last = max((entry.recorded for entry in record.entries), default=None)
    if last is None or not entries:
        return entries, []
    first = max(entries[0].recorded, last + _TICK)
    stamped = [entry._replace(recorded=first + n * _TICK) for n, entry in enumerate(entries)]
    return stamped, _odd_clock(last, entries[0].recorded)


def doubt(record: Record, now: dt.datetime) -> str | None:
    """Say why the clock cannot be right, judged by the entry that was typed last, or nothing."""
    last = max((entry.recorded for entry in record.entries), default=None)
    odd = [] if last is None else _odd_clock(last, now)
    return f"{odd[0].partition(': is the clock')[0]}. Every date here is counted from that clock." if odd else None


def _odd_clock(last: dt.datetime, now: dt.datetime) -> list[str]:
    """Say so when this computer's clock cannot be right, by the entry before."""
    typed = f"The entry before was typed on {spoken(last.date(), year=True)}, and this computer's clock says"
    if now < last - _CLOCK_SLACK:
        return [f"{typed} {spoken(now.date(), year=True)}: is the clock wrong? Saved all the same, in this order."]
    if now > last + _LONG_GAP:
        return [f"{typed} {spoken(now.date(), year=True)}, more than a year later: is the clock wrong?"]
    return []


def zone_of(record: Record, moment: dt.datetime) -> dt.tzinfo | None:
    """Return the course's zone at a moment, or None where it has none. BadValue where the one in force is not known."""
    zone = unknown = None
    for entry, body in view(record).of(Settings):
        if body.zone is None:
            continue
        try:
            candidate = zone_named(body.zone, option="the record's zone")
        except BadValue as problem:
            unknown = problem
            continue
        if zone is None or unknown or entry.on <= moment.astimezone(candidate).date():
            zone, unknown = candidate, None
    if unknown:
        raise unknown
    return zone
