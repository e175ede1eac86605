"""The chain of steps up to the next pick-up, each with its first, its last safe and its last possible day.

A step never has a day before its cause, a last safe day never lies after the last possible one or before today, and
nothing stands inside a window that has closed. Under an open alarm no step has a day. Rules D1 to D11 of the reviewed
facts; where no source gives a number, `Numbers` holds the program's own.
"""

from __future__ import annotations

import datetime as dt

from isocourse.agenda.closed import ONE_DAY, Doors, latest, open_days_before
from isocourse.agenda.link import Dates, Link, Numbers, Said
from isocourse.agenda.standing import Standing
from isocourse.course.days import spoken
from isocourse.ipledge.rulebook import Per
from isocourse.ipledge.steps import DONE, NOT_NEEDED, TODO
from isocourse.ipledge.window import PickupWindow
from isocourse.named import NamedTuple
from isocourse.typed import Final

NONE: Final = Dates()
_ORDER: Final = (
    "enrolled",
    "consent",
    "counselled",
    "not-breast-feeding",
    "test-after-contact",
    "contraception",
    "visit",
    "test",
    "test-second",
    "confirmation",
    "questions",
    "order",
    "fill",
)


class Ground(NamedTuple):
    """What the days of one month are reckoned from; a later month has its own."""

    today: dt.date
    covered_to: dt.date | None
    last_fill: dt.date | None
    window: PickupWindow | None
    tests_due: bool
    not_before: dt.date | None  # the first day of a test by a rule of its own
    begins_again: bool  # the window has closed
    window_days: int

    @property
    def gap_begun(self) -> bool:
        """Whether the capsules have ended."""
        return self.covered_to is not None and self.covered_to < self.today


class Plan(NamedTuple):
    """The days of the steps that hang on one another, with the reasons of test and pick-up."""

    test: Dates
    confirmation: Dates
    questions: Dates
    order: Dates
    fill: Dates
    test_why: Said
    fill_why: Said


def ground_of(standing: Standing) -> Ground:
    """Return what this month is reckoned from."""
    test = standing.step("test")
    return Ground(
        today=standing.today,
        covered_to=standing.covered_to,
        last_fill=standing.last_fill,
        window=standing.window,
        tests_due=standing.tests_due,
        not_before=test.not_before if test is not None else None,
        begins_again=standing.closed_window is not None,
        window_days=standing.found.rules.can.window_days,
    )


def plan_of(ground: Ground, doors: Doors, lead: int, numbers: Numbers) -> Plan:
    """Return the days of the steps of one month."""
    fill, fill_why = _fill(ground, doors)
    test, test_why = _test(ground, doors, fill.last_safe, lead)
    if ground.window is None and ground.tests_due:
        fill = _after_the_test(fill, test)
    sample = ground.window.specimen_date if ground.window else test.last_safe
    first = ground.window.specimen_date if ground.window else test.earliest
    confirmation = _confirmation(ground, doors, fill, sample)
    return Plan(
        test=test,
        confirmation=Dates(first, confirmation, fill.last_possible),
        questions=Dates(first, fill.last_safe, fill.last_possible),
        order=_order(ground, doors, fill, numbers),
        fill=fill,
        test_why=test_why,
        fill_why=fill_why,
    )


def _fill(ground: Ground, doors: Doors) -> tuple[Dates, Said]:
    if ground.window is not None:
        return _fill_in_window(ground, ground.window, doors)
    covered, today = ground.covered_to, ground.today
    if covered is None:
        return NONE, Said("supply-unknown")
    if ground.gap_begun:
        return Dates(None, today, None), Said("fill-gap", {"covered": spoken(covered)})
    safe = latest(covered, doors.pharmacy_shut, today) or today
    return Dates(None, safe, None), Said("fill-supply", {"covered": spoken(covered)})


def _after_the_test(fill: Dates, test: Dates) -> Dates:
    """Return the days of a pick-up that waits for a test: never before it."""
    safe = fill.last_safe
    if safe is not None and test.earliest is not None and safe < test.earliest:
        safe = test.last_safe or test.earliest
    return fill._replace(earliest=test.earliest, last_safe=safe)


def _fill_in_window(ground: Ground, window: PickupWindow, doors: Doors) -> tuple[Dates, Said]:
    last, covered, shut = window.last_day, ground.covered_to, doors.pharmacy_shut
    earliest = window.specimen_date or ground.today
    first = min(max(ground.today, earliest), last)
    capped = last if covered is None or ground.gap_begun else min(last, covered)
    safe = latest(capped, shut, first) or latest(last, shut, first) or last
    closes = spoken(last)
    why = Said("fill-window", {"closes": closes})
    if covered is not None and not ground.gap_begun:
        why = Said("fill-window-supply", {"closes": closes, "covered": spoken(covered)})
    return Dates(min(earliest, last), safe, last), why


def _test(ground: Ground, doors: Doors, pick_up: dt.date | None, lead: int) -> tuple[Dates, Said]:
    covered, today = ground.covered_to, ground.today
    allowed = max(today, ground.last_fill + ONE_DAY) if ground.last_fill else today
    if ground.begins_again:
        allowed = earliest = max(allowed, ground.not_before or today)
        why = Said("test-again")
    elif covered is None:
        return NONE, Said("supply-unknown")
    else:
        earliest = max(allowed, _window_begins(covered, ground))
        why = Said("test-gap" if ground.gap_begun else "test-next", {"covered": spoken(covered), "lead": lead})
    if covered is None or pick_up is None:
        return Dates(earliest), why
    possible = max(covered, earliest)
    last = min(pick_up, possible)
    first = max(allowed, _window_begins(last, ground))  # of an earlier sample the window would not reach the pick-up
    later = earliest if earliest <= last else first
    safe = latest(last - lead * ONE_DAY, doors.clinic_shut, first) or later
    return Dates(min(earliest, safe), safe, possible), why


def _window_begins(last: dt.date, ground: Ground) -> dt.date:
    """Return the day of the sample whose window ends on a day."""
    return last - (ground.window_days - 1) * ONE_DAY


def _confirmation(ground: Ground, doors: Doors, fill: Dates, sample: dt.date | None) -> dt.date | None:
    if fill.last_safe is None:
        return None
    first = min(max(ground.today, sample or ground.today), fill.last_safe)
    return latest(fill.last_safe, doors.clinic_shut, first) or first


def _order(ground: Ground, doors: Doors, fill: Dates, numbers: Numbers) -> Dates:
    if fill.last_safe is None:
        return NONE
    today = min(ground.today, fill.last_safe)
    safe = open_days_before(fill.last_safe, numbers.order_days, doors.pharmacy_shut, today)
    return Dates(min(safe, max(today, fill.earliest or today)), safe, fill.last_possible)


def links(standing: Standing, doors: Doors, lead: int, numbers: Numbers) -> list[Link]:
    """Return the chain of this month, up to the pick-up."""
    if standing.stopped:
        return [Link(name, state, standing.month.number, NONE, Said("stop")) for name, state in _names(standing)]
    plan = plan_of(ground_of(standing), doors, lead, numbers)
    return [
        Link(name, state, standing.month.number, *_dated(standing, plan, name, state))
        for name, state in _names(standing)
    ]


def _names(standing: Standing) -> list[tuple[str, str]]:
    """Return the steps by name and state, in order: the checklist's, the two tests told apart, and two more."""
    found: dict[str, str] = {}
    for step in standing.found.steps:
        if step.id == "test" and standing.before:
            found.update(_two_tests(standing, step.state))
        elif step.id != "authorization":
            found[step.id] = step.state
    found["order"] = TODO
    if not standing.before:
        found.setdefault("visit", DONE if standing.month.visit is not None else NOT_NEEDED)
    return [(name, found[name]) for name in sorted(found, key=_place)]


def _place(name: str) -> int:
    return _ORDER.index(name if name in _ORDER else "questions")


def _two_tests(standing: Standing, state: str) -> list[tuple[str, str]]:
    if standing.closed_window is not None:
        return [("test", state)]  # one repeated test opens a new window
    first = DONE if any(specimen.counted for specimen in standing.month.found) else TODO
    return [("test", first), ("test-second", state)]


def _dated(standing: Standing, plan: Plan, name: str, state: str) -> tuple[Dates, Said]:
    if state == DONE:
        return NONE, Said("done")
    step = standing.step("test" if name == "test-second" else name)
    not_before = step.not_before if step is not None else None
    if name == "test-second" or (not_before is not None and standing.closed_window is None):
        return Dates(not_before), Said("test-not-before" if not_before else "first-steps")
    if name == "test" and standing.before and standing.closed_window is None:
        return Dates(standing.today), Said("test-first")
    if standing.waits() and standing.closed_window is None:
        return NONE, Said("first-steps")
    if standing.before and standing.window is None and name != "test":
        return NONE, Said("first-steps")
    known: dict[str, tuple[Dates, Said]] = {
        "test-after-contact": (NONE, Said("no-date")),
        "test": (plan.test, Said("test-pending") if standing.window is not None else plan.test_why),
        "visit": (_visit(standing, plan), Said("visit-early")),
        "confirmation": (plan.confirmation, Said("before-fill")),
        "questions": (plan.questions, Said("before-fill")),
        "contraception": (Dates(None, plan.questions.last_safe, plan.questions.last_possible), Said("before-fill")),
        "order": (plan.order, Said("order-early")),
        "fill": (plan.fill, plan.fill_why),
    }
    monthly = name not in known and standing.month.book.steps[name].per is not Per.COURSE
    return known["questions"] if monthly else known.get(name, (NONE, Said("no-date")))  # whatever else rules may ask


def _visit(standing: Standing, plan: Plan) -> Dates:
    """Return the days of a visit: with the test, or, where no test is due, before the pharmacy is asked."""
    if not standing.tests_due:
        return plan.order
    return NONE if standing.done("test") else plan.test
