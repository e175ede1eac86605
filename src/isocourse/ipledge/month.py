"""Where the course stands: its phase, its month, and what belongs to that month (contract: phases and months)."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import NamedTuple

from isocourse.course import Course, month_after, order
from isocourse.ipledge.contraception import InPlace, in_place
from isocourse.ipledge.window import (
    Clock,
    Given,
    PickupWindow,
    Specimen,
    anchor,
    binding,
    closing_day,
    last_day,
    specimens,
    window,
)
from isocourse.model import (
    Authorization,
    Category,
    Contraception,
    Entry,
    Fill,
    HomeTests,
    PregnancyTest,
    Setting,
    Settings,
    Step,
    StepId,
)
from isocourse.rulebook import CategoryRules, Rulebook, RuleSet


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
    specimen: Specimen | None
    window: PickupWindow | None
    forms: InPlace | None
    visit: Entry | None

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

    def paired(self, specimen: Specimen) -> bool:
        """Whether another counted test was taken long enough before this one (before a first prescription)."""
        return not self.first_fill or has_pair(specimen, self.found, self.book)

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


def month_of(course: Course, clock: Clock, book: Rulebook, category: Category) -> Month:
    """Return the month that the course is in at a moment."""
    fills = course.of(Fill)
    earlier = course.setting(lambda s: s.fills_before, clock.today) or 0
    number = earlier + len(fills) + 1
    begins = fills[-1][0].on if fills else _last_fill(course, clock)
    changed = _change(course, clock)
    restarted = changed is not None and category is Category.CAN_BECOME_PREGNANT and not (begins and begins > changed)
    first = number == 1 or restarted
    phase = Phase.AFTER if course.finish() else Phase.BEFORE if first else Phase.MONTHLY
    since = changed - dt.timedelta(days=1) if restarted and changed else begins
    due = _tests_due(clock, book, category, changed)
    found = _specimens(course, book, first=first, since=since) if due else ()
    given = _given(course, begins)
    specimen = anchor(
        not_waiting(found, book) if first else found,
        clock.programme_day,
        lambda s: not first or has_pair(s, found, book),
        lambda s: closing_day(s, found, given),
    )
    rules, visit = book.on(specimen.day1 if specimen else clock.today), _visit(course, begins)
    return Month(
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
        found=found,
        specimen=specimen,
        window=None
        if phase is Phase.AFTER
        else _window(clock, rules.of(category), specimen, visit, binding(specimen, found, given)),
        forms=_forms(course, book, rules, since if restarted else None),
        visit=visit,
    )


def has_pair(specimen: Specimen, found: tuple[Specimen, ...], book: Rulebook) -> bool:
    """Whether a counted test was taken at least the rule's gap before this one."""
    gap = dt.timedelta(days=book.on(specimen.day1).can.pretreatment_gap_days)
    return any(other.counted and other.day1 + gap <= specimen.day1 for other in found)


def not_waiting(found: tuple[Specimen, ...], book: Rulebook) -> tuple[Specimen, ...]:
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
        if specimen.counted and has_pair(specimen, found, book):
            waits_until = specimen.day1 + dt.timedelta(days=book.on(specimen.day1).can.first_missed_wait_days)
    return tuple(able)


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


def _tests_due(clock: Clock, book: Rulebook, category: Category, changed: dt.date | None) -> bool:
    """Whether tests are due at all: this category, or one month after leaving it."""
    if category is Category.CAN_BECOME_PREGNANT:
        return True
    return changed is not None and clock.today <= month_after(changed, book.on(clock.today).month_days)


def _specimens(course: Course, book: Rulebook, *, first: bool, since: dt.date | None) -> tuple[Specimen, ...]:
    permits = course.of(HomeTests)

    def allowed(test: PregnancyTest) -> bool:
        if test.setting is Setting.MEDICAL:
            return True
        word = [body.allowed for entry, body in permits if entry.on <= test.specimen_date]
        return not first and book.on(test.specimen_date).can.home_tests and bool(word) and word[-1]

    tests = [(e, t) for e, t in course.of(PregnancyTest) if since is None or t.specimen_date > since]
    return tuple(specimens(tests, lambda day: book.on(day).can.window_days, allowed))


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
    return in_place(recorded, book.forms, rules.can.forms)
