"""Which specimen counts, and the window in which the capsules may be handed over (rule D1 of the rule-sets).

Days are calendar days in the programme's zone (US Eastern); the day of the sample is day 1.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from isocourse.course.entries import Authorization, Entry
from isocourse.ipledge.specimens import Specimen
from isocourse.named import NamedTuple

_END_OF_DAY = dt.time(23, 59)


Given = tuple[Entry, Authorization]  # a "do not dispense after" date, and the entry that told it


class Clock(NamedTuple):
    """One moment: the patient's zone, and the programme's."""

    moment: dt.datetime  # aware, in the patient's zone
    programme: dt.tzinfo

    @property
    def today(self) -> dt.date:
        """The patient's local day."""
        return self.moment.date()

    @property
    def programme_day(self) -> dt.date:
        """The day it is where windows close."""
        return self.moment.astimezone(self.programme).date()


class PickupWindow(NamedTuple):
    """The days in which the capsules may be collected. `specimen_date` is None where no specimen opens the window."""

    specimen_date: dt.date | None
    last_day: dt.date
    day: int | None
    closed: bool
    source: str  # "computed" or "authorization"
    given: dt.date | None  # the date from the site or the pharmacy, also where it is too late to bind
    given_on: dt.date | None  # the day that date was told
    computed_last_day: dt.date | None
    closes_at: dt.datetime
    closes_local: dt.datetime


def anchor(found: Sequence[Specimen], day: dt.date, closes: Callable[[Specimen], dt.date]) -> Specimen | None:
    """Return the specimen whose window stands on a programme day; `closes` says on which day a window closes.

    Among counted specimens the earliest with an open window: a later negative test does not move the closing date until
    it has passed. Else an open pending one; else the latest counted, then the latest pending one: closed.
    """
    counted = [s for s in found if s.counted]
    still_open = [s for s in counted if day <= closes(s)]
    pending = [s for s in found if not s.counted]
    if still_open:
        return still_open[0]
    if pending and day <= closes(pending[-1]):
        return pending[-1]
    if counted:
        return counted[-1]
    return pending[-1] if pending else None


def binding(specimen: Specimen | None, found: Sequence[Specimen], given: Sequence[Given]) -> Given | None:
    """Return the latest date given by the site or the pharmacy that binds this specimen (or, without one, the month).

    A date that follows a later specimen belongs to that one; it still counts here when it is the earlier: the date that
    cannot expose a pregnancy is taken. One beyond the computed last day is told beside it and moves nothing (D11).
    """
    if specimen is None:
        return given[-1] if given else None
    later = min((other.day1 for other in found if other.day1 > specimen.day1), default=dt.date.max)
    own = [one for one in given if specimen.day1 <= one[0].on < later]
    others = [one for one in given if one[0].on >= later]
    bound = own[-1] if own else None
    closing = bound[1].until if bound else specimen.last_day
    return others[-1] if others and others[-1][1].until < closing else bound


def closing_day(specimen: Specimen, found: Sequence[Specimen], given: Sequence[Given]) -> dt.date:
    """Return the last day of a specimen's window: the computed one, or the date given where that is the earlier."""
    bound = binding(specimen, found, given)
    return min(bound[1].until, specimen.last_day) if bound else specimen.last_day


def window(day1: dt.date | None, computed: dt.date | None, given: Given | None, clock: Clock) -> PickupWindow | None:
    """Return the window from the computed last day and the date given: the earlier of the two binds (D11)."""
    days = [day for day in (given[1].until if given else None, computed) if day is not None]
    if not days:
        return None
    closing = min(days)
    binds = given is not None and given[1].until == closing
    closes_at = dt.datetime.combine(closing, _END_OF_DAY, tzinfo=clock.programme)
    return PickupWindow(
        specimen_date=day1,
        last_day=closing,
        day=max(1, (clock.programme_day - day1).days + 1) if day1 else None,
        closed=clock.programme_day > closing,
        source="authorization" if binds else "computed",
        given=given[1].until if given else None,
        given_on=given[0].on if given else None,
        computed_last_day=computed,
        closes_at=closes_at,
        closes_local=_never_later(closes_at, clock),
    )


def _never_later(closes_at: dt.datetime, clock: Clock) -> dt.datetime:
    """Return the closing time in the patient's zone, never on a later calendar day than the programme's."""
    zone = clock.moment.tzinfo
    local = closes_at.astimezone(zone)
    if local.date() > closes_at.date():
        return dt.datetime.combine(closes_at.date(), _END_OF_DAY, tzinfo=zone)
    return local
