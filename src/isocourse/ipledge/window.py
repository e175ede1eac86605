"""Which specimen counts, and the window in which the capsules may be handed over (rule D1 of the rule-sets).

Days are calendar days in the programme's zone (US Eastern); the day of the sample is day 1.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import NamedTuple

from isocourse.model import Authorization, Entry, PregnancyTest, TestResult

_END_OF_DAY = dt.time(23, 59)


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
    found.sort(key=lambda s: (s.day1, not s.counted, s.entry.recorded, s.entry.id))
    known = {s.day1 for s in found if s.counted}
    return [s for s in found if s.counted or s.day1 not in known]


def last_day(day1: dt.date, days: int) -> dt.date:
    """Return the last day of a window of so many days, the day of the sample being day 1."""
    return day1 + dt.timedelta(days=days - 1)


def anchor(found: Sequence[Specimen], day: dt.date, paired: Callable[[Specimen], bool]) -> Specimen | None:
    """Return the specimen whose window stands on a programme day.

    Among counted specimens the earliest with an open window: a later negative test does not move the closing date until
    it has passed. One that fits the two-test rule goes before one that does not. Else an open pending one; else the
    latest counted, then the latest pending one: closed.
    """
    counted = [s for s in found if s.counted]
    still_open = [s for s in counted if day <= s.last_day]
    pending = [s for s in found if not s.counted]
    if still_open:
        return next((s for s in still_open if paired(s)), still_open[0])
    if pending and day <= pending[-1].last_day:
        return pending[-1]
    if counted:
        return counted[-1]
    return pending[-1] if pending else None


def binding(
    specimen: Specimen | None,
    found: Sequence[Specimen],
    given: Sequence[tuple[Entry, Authorization]],
) -> Authorization | None:
    """Return the latest date given by the site or the pharmacy that binds this specimen (or, without one, the month).

    A date that follows a later specimen belongs to that one; it still counts here when it is the earlier: the date that
    cannot expose a pregnancy is taken.
    """
    if specimen is None:
        return given[-1][1] if given else None
    after = [(entry, body) for entry, body in given if entry.on >= specimen.day1]
    if not after:
        return None
    entry, body = after[-1]
    follows_later = any(specimen.day1 < other.day1 <= entry.on for other in found)
    return body if not follows_later or body.until < specimen.last_day else None


def window(
    day1: dt.date | None, computed: dt.date | None, given: Authorization | None, clock: Clock
) -> PickupWindow | None:
    """Return the window from the computed last day and the date given; the given date binds."""
    closing = given.until if given else computed
    if closing is None:
        return None
    closes_at = dt.datetime.combine(closing, _END_OF_DAY, tzinfo=clock.programme)
    return PickupWindow(
        specimen_date=day1,
        last_day=closing,
        day=max(1, (clock.programme_day - day1).days + 1) if day1 else None,
        closed=clock.programme_day > closing,
        source="authorization" if given else "computed",
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
