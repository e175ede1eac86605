"""Pregnancy tests as samples: which count, and which of them open a window (rules D3 and D4 of the rule-sets). Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from isocourse.course.entries import Entry, HomeTests, PregnancyTest, Setting, TestResult
from isocourse.course.standing import Course
from isocourse.ipledge.contraception import InPlace
from isocourse.ipledge.rulebook import Rulebook
from isocourse.named import NamedTuple


class Specimen(NamedTuple):
    """A test that may open a window: taken where it may be, counted when negative, pending without a result."""

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


def specimens(
    tests: Iterable[tuple[Entry, PregnancyTest]],
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


def where_allowed(course: Course, book: Rulebook, first_fill: dt.date | None) -> Callable[[PregnancyTest], bool]:
    """Return what says whether a sample was taken where it may be: never at home up to the first pick-up.

    Later at home only under a rule-set that knows home tests, and once the prescriber had allowed it.
    """
    permits = course.of(HomeTests)

    def allowed(test: PregnancyTest) -> bool:
        if test.setting is Setting.MEDICAL:
            return True
        if first_fill is None or test.specimen_date <= first_fill:
            return False
        word = [body.allowed for entry, body in permits if entry.on <= test.specimen_date]
        return book.on(test.specimen_date).can.home_tests and bool(word) and word[-1]

    return allowed


def is_second(specimen: Specimen, found: Sequence[Specimen], forms: InPlace | None, book: Rulebook) -> bool:
    """Whether a test is the second one before a first prescription, by the rules of its own date (D4).

    A counted test lies the rule's gap before it, and where the rules ask for that, it was taken after a month on the
    forms that stand or of abstinence. One that was taken too early stays too early.
    """
    rules = book.on(specimen.day1)
    gap = dt.timedelta(days=rules.can.pretreatment_gap_days)
    if not specimen.counted or not any(o.counted and o.day1 + gap <= specimen.day1 for o in found):
        return False
    if not rules.can.prevention_before_second_test:
        return True
    return forms is not None and forms.holds and specimen.day1 >= forms.same_month_over(rules.month_days)


def earliest_second(found: Sequence[Specimen], forms: InPlace | None, book: Rulebook, today: dt.date) -> dt.date | None:
    """Return the first day of the second test before a first prescription (D4); None while no test counts.

    The latest of the gap after the first counted test and one month after prevention began, by the rules of that day.
    """
    counted = [specimen for specimen in found if specimen.counted]
    if not counted:
        return None
    sets = [rules for rules in book.rule_sets if rules.effective_from > today]
    for rules, following in zip([book.on(today), *sets], [*sets, None], strict=True):
        days = [counted[0].day1 + dt.timedelta(days=rules.can.pretreatment_gap_days)]
        if rules in sets:
            days.append(rules.effective_from)
        if forms and rules.can.prevention_before_second_test:
            days.append(forms.same_month_over(rules.month_days))
        elif forms and not forms.body.abstinence:
            days.append(forms.month_over(rules.month_days))
        if following is None or max(days) < following.effective_from:
            return max(days)
    return None  # not reached: the newest rule-set has none after it


def not_waiting(found: Sequence[Specimen], second: Callable[[Specimen], bool], book: Rulebook) -> list[Specimen]:
    """Return the specimens that may open the window of a first prescription (D3).

    Under the rules of its own date, a specimen that opened such a window shuts out those of the days after it, until
    the wait is over; had its capsules been collected, they would belong to the month after. Where it is not known
    whether the wait still holds, it holds.
    """
    able: list[Specimen] = []
    waits_until: dt.date | None = None
    for specimen in found:
        if waits_until is not None and specimen.day1 < waits_until:
            continue
        able.append(specimen)
        if second(specimen):
            waits_until = specimen.day1 + dt.timedelta(days=book.on(specimen.day1).can.first_missed_wait_days)
    return able
