"""Where the course stands: its phase, its month, and what belongs to that month (contract: phases and months)."""

from __future__ import annotations

import datetime as dt
from enum import Enum

from isocourse.course.afterwards import Ended, ended
from isocourse.course.days import month_after
from isocourse.course.entries import (
    Authorization,
    Category,
    Contraception,
    Entry,
    Fill,
    PregnancyTest,
    Settings,
    Step,
    StepId,
    TestResult,
)
from isocourse.course.standing import Course, order
from isocourse.ipledge.contact import Chain, chain_of
from isocourse.ipledge.contraception import InPlace, runs
from isocourse.ipledge.rulebook import CategoryRules, Rulebook, RuleSet
from isocourse.ipledge.specimens import Specimen, is_second, last_day, not_waiting, specimens, where_allowed
from isocourse.ipledge.window import Clock, Given, PickupWindow, anchor, binding, closing_day, window
from isocourse.named import NamedTuple


class Phase(Enum):
    """Before the first fill, between fills, or after the last capsule."""

    BEFORE = "before"
    MONTHLY = "monthly"
    AFTER = "after"


class Month(NamedTuple):
    """One month of the course, with everything that its steps are judged by."""

    course: Course
    clock: Clock
    book: Rulebook
    rules: RuleSet  # of the specimen that stands, or of today
    category: Category
    phase: Phase
    number: int
    begins_after: dt.date | None  # the fill before; what is about that day or earlier belongs to the month before
    changed: dt.date | None  # a change of category that still matters
    first_fill: bool  # no fill yet since the chain before a first prescription (re)started
    found: tuple[Specimen, ...]
    specimen: Specimen | None  # the one whose window stands; before a first prescription only a second test opens one
    window: PickupWindow | None
    forms: InPlace | None
    visit: Entry | None
    contact: Chain | None  # what unprotected contact asks for, while something of it is missing
    ended: Ended | None  # of a finished course

    @property
    def duties(self) -> CategoryRules:
        """The rules of this category."""
        return self.rules.of(self.category)

    @property
    def tests_go_on(self) -> bool:
        """Whether test and birth control are still due after leaving the category that can become pregnant."""
        return (
            self.category is Category.CANNOT_BECOME_PREGNANT
            and self.changed is not None
            and self.clock.today <= month_after(self.changed, self.rules.month_days)
        )

    @property
    def can(self) -> bool:
        """Whether this is the category that can become pregnant."""
        return self.category is Category.CAN_BECOME_PREGNANT

    @property
    def pregnancy(self) -> bool:
        """Whether tests and birth control are due: this category, the month after leaving it, or after the course."""
        return self.ended.pregnancy if self.ended else self.can or self.tests_go_on

    def step(self, step: StepId, *, since: dt.date | None = None) -> Entry | None:
        """Return the latest record of a step in this chain, dated on or after a day."""
        entries = [
            entry
            for entry, body in self.course.of(Step)
            if body.step is step and (since is None or entry.on >= since) and not self._before_change(entry.on)
        ]
        return entries[-1] if entries else None

    def _before_change(self, day: dt.date) -> bool:
        return self.can and self.changed is not None and day < self.changed


def month_of(course: Course, clock: Clock, book: Rulebook, category: Category, *, stop: bool = False) -> Month:
    """Return the month that the course is in at a moment; a sample from before every rule hides no `stop`."""
    course = _without_unknown(course, book) if stop else course
    today = clock.today
    earlier, own = course.pick_ups(today)
    fills = course.of(Fill)
    number = max(earlier + len(own), len(fills)) + 1
    begins = max([entry.on for entry, _ in fills] + [day for day in (_last_fill(course, clock),) if day], default=None)
    changed = _change(course, clock)
    restarted = changed is not None and category is Category.CAN_BECOME_PREGNANT and not (begins and begins > changed)
    first = number == 1 or restarted
    phase = Phase.AFTER if course.finish() else Phase.BEFORE if first else Phase.MONTHLY
    rules = book.on(today)
    month = Month(
        course=course,
        clock=clock,
        book=book,
        rules=rules,
        category=category,
        phase=phase,
        number=number,
        begins_after=begins,
        changed=changed,
        first_fill=first,
        found=(),
        specimen=None,
        window=None,
        forms=None,
        visit=_visit(course, begins),
        contact=None,
        ended=ended(course, today, rules.month_days),
    )
    since = changed - dt.timedelta(days=1) if restarted and changed else begins
    month = month._replace(forms=_forms(course, book, month.rules, since if restarted else None))
    return _with_window(_with_tests(month, since) if month.pregnancy else month)


def _with_tests(month: Month, since: dt.date | None) -> Month:
    """Return the month with the tests that belong to it, the chain after a contact, and the specimen that stands."""
    course, book = month.course, month.book
    fills = [entry.on for entry, _ in course.of(Fill)]
    first = dt.date.min if course.pick_ups(month.clock.today)[0] else min(fills, default=dt.date.min)
    allowed = where_allowed(course, book, None if month.first_fill else first)
    tests = specimens(course.of(PregnancyTest), lambda day: book.on(day).can.window_days, allowed)
    found = tuple(one for one in tests if since is None or one.day1 > since)
    chain = chain_of(course, tests, book, month.clock.today)
    contact, end = chain if chain and chain.is_open else None, month.ended
    if end and contact:
        end = end._replace(protected=max(end.protected, contact.second_from))
    return month._replace(
        found=found,
        contact=contact,
        ended=end,
        specimen=_standing_specimen(month._replace(found=found), chain),
    )


def _standing_specimen(month: Month, chain: Chain | None) -> Specimen | None:
    """Return the specimen whose window stands, among those that may open one.

    Before a first prescription that is a second test (D4); after a contact it is the last test of its chain (D10).
    """
    able = list(month.found)
    if month.first_fill:
        second = {s.entry.id for s in month.found if is_second(s, month.found, month.forms, month.book)}
        able = [s for s in not_waiting(able, lambda s: s.entry.id in second, month.book) if s.entry.id in second]
    if chain is not None:
        able = [specimen for specimen in able if chain.opens(specimen)]
    given = _given(month.course, month.begins_after)
    return anchor(able, month.clock.programme_day, lambda s: closing_day(s, month.found, given))


def _with_window(month: Month) -> Month:
    """Return the month with its window, and the rules of the specimen that opens it."""
    specimen, given = month.specimen, _given(month.course, month.begins_after)
    rules = month.book.on(specimen.day1) if specimen else month.rules
    month = month._replace(rules=rules)
    if month.phase is Phase.AFTER or (specimen is None and month.pregnancy):
        return month  # a test opens the window, no date given does (D11)
    bound = binding(specimen, month.found, given)
    return month._replace(window=_window(month.clock, month.duties, specimen, month.visit, bound))


def _last_fill(course: Course, clock: Clock) -> dt.date | None:
    return course.setting(lambda s: s.last_fill, clock.today)


def _change(course: Course, clock: Clock) -> dt.date | None:
    """Return the day the category of today began, when there was another before it."""
    since: dt.date | None = None
    before = course.opening.category
    for entry, body in course.of(Settings):
        if body.category is not None and entry.on <= clock.today and body.category is not before:
            since, before = entry.on, body.category
    return since


def _visit(course: Course, begins: dt.date | None) -> Entry | None:
    visits = [e for e, body in course.of(Step) if body.step is StepId.VISIT and (begins is None or e.on > begins)]
    return visits[-1] if visits else None


def _given(course: Course, begins: dt.date | None) -> list[Given]:
    """Return the dates given since the last fill."""
    given = [(e, body) for e, body in course.of(Authorization) if begins is None or e.on >= begins]
    fills = course.of(Fill)
    return [one for one in given if not fills or order(one[0]) > order(fills[-1][0])]


def _window(
    clock: Clock, duties: CategoryRules, specimen: Specimen | None, visit: Entry | None, bound: Given | None
) -> PickupWindow | None:
    if specimen is not None:
        return window(specimen.day1, specimen.last_day, bound, clock)
    if duties.window_from == "visit" and visit is not None:
        return window(None, last_day(visit.on, duties.window_days), bound, clock)
    return window(None, None, bound, clock)


def _forms(course: Course, book: Rulebook, rules: RuleSet, since: dt.date | None) -> InPlace | None:
    recorded = [(e, body) for e, body in course.of(Contraception) if since is None or e.on > since]
    found = runs(recorded, book.forms, rules.can.forms)
    return found[-1] if found else None


def forms_on(month: Month, day: dt.date) -> InPlace | None:
    """Return the birth control that was in place on a day, by what was told up to then."""
    recorded = [(entry, body) for entry, body in month.course.of(Contraception) if entry.on <= day]
    found = runs(recorded, month.book.forms, month.book.on(day).can.forms)
    return found[-1] if found else None


def _without_unknown(course: Course, book: Rulebook) -> Course:
    """Return the course without the tests whose sample no rules cover; a positive one stands whatever its day."""
    first = book.rule_sets[0].effective_from
    return course.with_entries(
        entry
        for entry in course.entries
        if not isinstance(entry.body, PregnancyTest)
        or entry.body.result is TestResult.POSITIVE
        or entry.body.specimen_date >= first
    )
