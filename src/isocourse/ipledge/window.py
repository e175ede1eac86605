"""Which specimen counts, and the window in which the capsules may be handed over (rule D1 of the rule-sets).

Days are calendar days in the programme's zone (US Eastern); the day of the sample is day 1.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import NamedTuple

from isocourse.model import Authorization, Entry, PregnancyTest, TestResult

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


class Specimen(NamedTuple):
    """A test that opens a window: counted when negative and taken where it may be; pending when the result is open."""

    entry: Entry
    test: PregnancyTest
    last_day: dt.date

    @property
    def day1(self) -> dt.date:
        """The day the sample was taken."""
        return self.test.specimen_date

    @property
    def counted(self) -> bool:
        """Whether the result is known to be negative."""
        return self.test.result is TestResult.NEGATIVE


class PickupWindow(NamedTuple):
    """The days in which the capsules may be collected. `specimen_date` is None where no specimen opens the window."""

    specimen_date: dt.date | None
    last_day: dt.date
    day: int | None
    closed: bool
    source: str  # "computed" or "authorization"
    given_on: dt.date | None  # the day the binding date was told
    computed_last_day: dt.date | None
    closes_at: dt.datetime
    closes_local: dt.datetime


def specimens(
    tests: Sequence[tuple[Entry, PregnancyTest]],
    days_of: Callable[[dt.date], int],
    allowed: Callable[[PregnancyTest], bool],
) -> list[Specimen]:
    """Return the tests that can open a window, by the day of the sample; a known result comes before a pending one."""
    found = [
        Specimen(entry=entry, test=test, last_day=last_day(test.specimen_date, days_of(test.specimen_date)))
        for entry, test in tests
        if test.result is not TestResult.POSITIVE and allowed(test)
    ]
    found.sort(key=lambda s: (s.day1, s.entry.recorded, s.entry.id))
    known = {s.day1 for s in found if s.counted}
    return [s for s in found if s.counted or s.day1 not in known]


def last_day(day1: dt.date, days: int) -> dt.date:
    """Return the last day of a window of so many days, the day of the sample being day 1."""
    return day1 + dt.timedelta(days=days - 1)


def anchor(
    found: Sequence[Specimen],
    day: dt.date,
    paired: Callable[[Specimen], bool],
    closes: Callable[[Specimen], dt.date],
) -> Specimen | None:
    """Return the specimen whose window stands on a programme day; `closes` says on which day a window closes.

    Among counted specimens the earliest with an open window: a later negative test does not move the closing date until
    it has passed. One that fits the two-test rule goes before one that does not. Else an open pending one; else the
    latest counted, then the latest pending one: closed.
    """
    counted = [s for s in found if s.counted]
    still_open = [s for s in counted if day <= closes(s)]
    pending = [s for s in found if not s.counted]
    if still_open:
        return next((s for s in still_open if paired(s)), still_open[0])
    if pending and day <= closes(pending[-1]):
        return pending[-1]
    if counted:
        return counted[-1]
    return pending[-1] if pending else None


def binding(specimen: Specimen | None, found: Sequence[Specimen], given: Sequence[Given]) -> Given | None:
    """Return the latest date given by the site or the pharmacy that binds this specimen (or, without one, the month).

    A date that follows a later specimen belongs to that one; it still counts here when it is the earlier: the date that
    cannot expose a pregnancy is taken.
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
    """Return the last day of a specimen's window: the date given where one binds it, else the computed one."""
    bound = binding(specimen, found, given)
    return bound[1].until if bound else specimen.last_day


def window(day1: dt.date | None, computed: dt.date | None, given: Given | None, clock: Clock) -> PickupWindow | None:
    """Return the window from the computed last day and the date given; the given date binds."""
    closing = given[1].until if given else computed
    if closing is None:
        return None
    closes_at = dt.datetime.combine(closing, _END_OF_DAY, tzinfo=clock.programme)
    return PickupWindow(
        specimen_date=day1,
        last_day=closing,
        day=max(1, (clock.programme_day - day1).days + 1) if day1 else None,
        closed=clock.programme_day > closing,
        source="authorization" if given else "computed",
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
