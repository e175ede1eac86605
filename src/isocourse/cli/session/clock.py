"""What time it is: the one place where the clock is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from isocourse.cli.parsing.zones import zone_named
from isocourse.course.days import spoken
from isocourse.course.entries import Entry, Record, Retraction, Settings
from isocourse.course.standing import taken_back, view
from isocourse.errors import BadValue, Conflict
from isocourse.named import NamedTuple

_TICK = dt.timedelta(microseconds=1)
_CLOCK_SLACK = dt.timedelta(days=1)
_LONG_GAP = dt.timedelta(days=400)
_recorded = attrgetter("recorded")
_FIRST_YEAR, _LAST_YEAR = 2000, 2100  # of what a record can hold


def read_clock() -> dt.datetime:
    """Return the time now, with its offset."""
    return dt.datetime.now(dt.UTC)


class Now(NamedTuple):
    """A moment as the course sees it: `as_if` when it was asked for rather than read from the clock."""

    moment: dt.datetime
    as_if: bool = False
    future: bool = False  # on a day that has not come
    doubt: str | None = None  # why the record, or this computer's clock, cannot be right

    @property
    def today(self) -> dt.date:
        """The patient's local day."""
        return self.moment.date()


def in_order(record: Record, made: Iterable[Entry]) -> tuple[list[Entry], list[str]]:
    """Return new entries stamped after those that are there, and what is odd about the clock.

    All is counted in UTC, and each stamp keeps the offset that held: the hour that comes twice is two hours.
    """
    entries = list(made)
    if not entries:
        return [], []
    now = entries[0].recorded.astimezone(dt.UTC)
    if not _FIRST_YEAR <= entries[0].recorded.year <= _LAST_YEAR:
        when = spoken(entries[0].recorded.date(), year=True)
        raise Conflict(f"Not saved: this computer's clock says {when}. Set it right, then try again.")
    last = _typed_last(record.entries)
    follows = _follows(record.entries, last, now)
    stamped: list[Entry] = []
    for number, entry in enumerate(entries):
        before = follows(entry.on)
        if stamped:
            before = max(stamped[-1].recorded, before or stamped[-1].recorded)
        moment = now if before is None else max(now, before.astimezone(dt.UTC) + _TICK)
        local = entry.recorded if moment == now and not number else _local(moment, entry.recorded)
        if local.year > _LAST_YEAR:  # an entry from the end of all years leads nobody
            local = _local(now + number * _TICK, entry.recorded)
        stamped.append(entry._replace(recorded=local))
    return stamped, _odd_clock(_leader(record.entries, last, now), entries[0].recorded)


def doubt(record: Record, now: dt.datetime) -> str | None:
    """Say why the clock cannot be right, judged by the entry that was typed last, or nothing."""
    found = _leader(record.entries, _typed_last(record.entries), now)
    odd = _odd_clock(found, now)
    if not odd or not found:
        return None
    leader = found[0]
    said = f"{odd[0].partition(': is the clock')[0]}. Every date here is counted from that clock."
    if now < leader.recorded and leader.id != record.entries[0].id:
        said += f" If it is right, take that entry back: isocourse undo {leader.id}"
    return said


def _follows(entries: Sequence[Entry], last: Entry | None, now: dt.datetime) -> Callable[[dt.date], dt.datetime | None]:
    """Return what tells the moment after which an entry about a day is stamped: order is no matter of the clock.

    Entries that are ahead only because a wrong clock led them are followed where they are about the same day.
    """
    if last is None or last.recorded < now:
        return lambda _: last and last.recorded
    leader = _leader(entries, last, now)
    retracted = taken_back(entries)
    ahead: dict[dt.date, list[dt.datetime]] = {}
    for entry in entries:
        if entry.id not in retracted and not isinstance(entry.body, Retraction):
            ahead.setdefault(entry.on, []).append(entry.recorded)
    of_day = {day: max(stamps) for day, stamps in ahead.items()}
    led = [leader[1]] if leader else []
    return lambda on: max([*led, *([of_day[on]] if on in of_day else [])], default=None)


def _leader(entries: Sequence[Entry], last: Entry | None, now: dt.datetime) -> tuple[Entry, dt.datetime] | None:
    """Return the entry by which the clock is judged, the last that was not taken back, and how far it has led others.

    `last` is the one with the latest stamp.
    Whatever is typed behind a clock that was ahead is stamped one tick after the entry before it; so a run of ticks
    stands and falls with its first entry. What takes an entry back has no place in any order.
    """
    if last is None:
        return None
    if last.recorded <= now + _CLOCK_SLACK:
        return last, last.recorded
    retracted = taken_back(entries)
    first = previous = leader = None  # of a run
    for entry in sorted(entries, key=_recorded):
        if first is None or previous is None or entry.recorded - previous > _TICK:
            first = entry
        previous = entry.recorded
        if first.id not in retracted and not isinstance(first.body, Retraction):
            leader = first, entry.recorded
    return leader


def _typed_last(entries: Sequence[Entry]) -> Entry | None:
    """Return the entry with the latest stamp. Across offsets, which is slow, only the latest of each are compared."""
    latest: dict[dt.tzinfo | None, Entry] = {}
    for entry in entries:
        zone = entry.recorded.tzinfo
        last = latest.get(zone)
        if last is None or last.recorded < entry.recorded:
            latest[zone] = entry
    return max(latest.values(), key=_recorded, default=None)


def _local(moment: dt.datetime, like: dt.datetime) -> dt.datetime:
    """Return a moment with the offset that holds then where `like` was typed, and with nothing but that offset."""
    local = moment.astimezone(like.tzinfo)
    return local.replace(tzinfo=dt.timezone(local.utcoffset() or dt.timedelta()), fold=0)


def _odd_clock(leader: tuple[Entry, dt.datetime] | None, now: dt.datetime) -> list[str]:
    """Say so when this computer's clock cannot be right, by the entry before."""
    if leader is None:
        return []
    last = leader[1]
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
