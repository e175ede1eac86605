"""Doses taken, assumed, missed and extra; cumulative milligrams; and how long the capsules last. Pure.

Doses logged by exception: a planned dose without an entry is `assumed`, told apart from `taken`. Nothing is assumed
before the first pick-up, after the supply has run out, in a pause, before the day the way of logging was chosen, or on
a day that is not over. What was swallowed beyond the plan counts as taken milligrams. Unknown stays None; a dose change
never rewrites the past.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from math import fsum

from isocourse.course.entries import Dose, DoseLogging, DoseStatus, Regimen
from isocourse.course.prescription import Plan
from isocourse.course.standing import Course
from isocourse.course.stock import PARTS, Stock
from isocourse.named import NamedTuple

_DAY = dt.timedelta(days=1)


class Day(NamedTuple):
    """One day of the course. Milligrams are None where a strength is unknown, `kilograms` where no weight is known."""

    day: dt.date
    expected: int | None
    taken: int
    assumed: int
    missed: int
    extra: int
    mg_taken: float | None
    mg_assumed: float | None
    kilograms: float | None
    paused: bool
    over: bool
    unknown: int = 0  # planned doses that might be assumed, were it known that there were capsules for them

    @property
    def unlogged(self) -> int:
        """Planned doses of a day that is over about which nothing is known."""
        return max(0, (self.expected or 0) - self.taken - self.missed - self.assumed) if self.over else 0


class Doses(NamedTuple):
    """The counts and sums since the record began; `mg_per_kg` adds taken and assumed, each by the weight of its day."""

    taken: int | None
    assumed: int | None
    missed: int | None
    extra: int | None
    mg_taken: float | None
    mg_assumed: float | None
    mg_per_kg: float | None


class Supply(NamedTuple):
    """Whole days of capsules at hand, and the last day that they cover. Doses nobody logged count as used."""

    days_left: int | None
    runs_out: dt.date | None


class Adherence(NamedTuple):
    """Doses planned up to now against what is known of them; `planned` is None while the plan is not known."""

    planned: int | None
    taken: int
    assumed: int
    missed: int
    extra: int
    unlogged: int


class Ledger(NamedTuple):
    """Every day from the first that matters up to today, and what is left of the capsules."""

    days: tuple[Day, ...]
    supply: Supply
    counted: bool  # whether anything at all is known of doses


def ledger(course: Course, today: dt.date) -> Ledger:
    """Walk through the course day by day up to `today`, which is not over yet."""
    plan = Plan(course, today)
    first = _first_day(plan)
    by_day = _doses_by_day(plan)
    fills: dict[dt.date, list[int]] = {}
    for entry, fill in plan.fills:
        fills.setdefault(entry.on, []).append(fill.days)
    stock, covered = Stock(), None
    days: list[Day] = []
    day = first
    while day <= today:
        if not days or day in plan.changes:
            held = _held(plan, day)
            said: dict[tuple[Dose, ...], _Logged] = {}  # most days say the same
            if held.regimen is not None:
                stock.prescribe(held.regimen)
        for supplied in fills.get(day, ()):
            stock.fill(supplied)
        at_hand = stock.parts
        doses = tuple(by_day.get(day, ()))
        logged = said.get(doses)
        if logged is None:
            logged = said[doses] = _logged(doses, held.mg)
        found = _day(held, day, logged, stock, over=day < today)
        if found.expected and at_hand and at_hand * found.expected >= PARTS * (found.expected - found.missed):
            covered = day
        days.append(found)
        day += _DAY
    planned_ahead = plan.started is not None and plan.started > today
    counted = bool(plan.doses) or plan.way(today) is not None or planned_ahead
    return Ledger(days=tuple(days), supply=_supply(plan, stock, days[-1], covered), counted=counted)


def totals(book: Ledger) -> Doses:
    """Return the counts and the cumulative milligrams; all None while nothing is known of doses."""
    if not book.counted:
        return Doses(taken=None, assumed=None, missed=None, extra=None, mg_taken=None, mg_assumed=None, mg_per_kg=None)
    days = book.days
    return Doses(
        taken=sum(day.taken for day in days),
        assumed=None if any(day.unknown for day in days) else sum(day.assumed for day in days),
        missed=sum(day.missed for day in days),
        extra=sum(day.extra for day in days),
        mg_taken=add(day.mg_taken for day in days),
        mg_assumed=add(day.mg_assumed for day in days),
        mg_per_kg=add(_per_kg(day) for day in days),
    )


def adherence(book: Ledger) -> Adherence:
    """Return the doses planned for the days that are over, and what is known of them; today counts once logged."""
    over = [day for day in book.days if day.over or day.taken or day.missed]
    unknown = any(day.expected is None for day in over)
    return Adherence(
        planned=None if unknown else sum(day.expected or 0 for day in over),
        taken=sum(day.taken for day in book.days),
        assumed=sum(day.assumed for day in book.days),
        missed=sum(day.missed for day in book.days),
        extra=sum(day.extra for day in book.days),
        unlogged=sum(day.unlogged for day in book.days),
    )


def add(amounts: Iterable[float | None]) -> float | None:
    """Return a sum rounded to hundredths; None as soon as one part is unknown."""
    known: list[float] = []
    for amount in amounts:
        if amount is None:
            return None
        known.append(amount)
    return round(fsum(known), 2)


def _first_day(plan: Plan) -> dt.date:
    starts = [entry.on for entry, _ in (*plan.fills[:1], *plan.doses[:1])]
    if plan.started is not None:
        starts.append(plan.started)
    return min([*starts, plan.today])


def _doses_by_day(plan: Plan) -> dict[dt.date, list[Dose]]:
    found: dict[dt.date, list[Dose]] = {}
    for entry, dose in plan.doses:
        found.setdefault(entry.on, []).append(dose)
    return found


class _Held(NamedTuple):
    """What holds on a day, and until the plan changes. `mg` and `times` are those of the regimen."""

    regimen: Regimen | None
    mg: float | None
    times: int | None
    expected: int | None
    paused: bool
    kilograms: float | None
    by_exception: bool
    may_be_assumed: bool
    started: bool


def _held(plan: Plan, day: dt.date) -> _Held:
    regimen = plan.regimen(day)
    return _Held(
        regimen=regimen,
        mg=regimen.mg if regimen else None,
        times=regimen.times if regimen else None,
        expected=plan.expected(day),
        paused=plan.paused(day),
        kilograms=plan.kilograms(day),
        by_exception=plan.way(day) is DoseLogging.EXCEPTIONS,
        may_be_assumed=_may_be_assumed(plan, day),
        started=plan.started is not None,
    )


class _Logged(NamedTuple):
    """What was logged of one day: how many doses of each kind, how many were swallowed, and their milligrams."""

    taken: int
    missed: int
    extra: int
    swallowed: int
    mg: float | None


def _logged(doses: Sequence[Dose], mg: float | None) -> _Logged:
    said = [dose.status for dose in doses]
    swallowed = [mg if dose.mg is None else dose.mg for dose in doses if dose.status is not DoseStatus.MISSED]
    return _Logged(
        taken=said.count(DoseStatus.TAKEN),
        missed=said.count(DoseStatus.MISSED),
        extra=said.count(DoseStatus.EXTRA),
        swallowed=len(swallowed),
        mg=add(swallowed),
    )


def _day(held: _Held, day: dt.date, said: _Logged, stock: Stock, *, over: bool) -> Day:
    """Return one day, and take its doses out of the stock."""
    expected = held.expected
    taken, missed, extra, swallowed, mg_taken = said
    stock.use(swallowed, held.times)
    assumed = unknown = 0
    if over and expected:
        left = expected - taken - missed if taken + missed < expected else 0
        possible = min(left, stock.doses(expected)) if left else 0
        assumed = possible if held.by_exception else 0
        unknown = left - assumed if held.may_be_assumed else 0
        stock.use(possible, expected)
    elif over and expected is None and held.started:
        stock.known = False
    mg_assumed = None if unknown else add([held.mg] * assumed) if assumed else 0.0
    # By their places: of all that a page counts, these are the most, and names cost twice as much.
    return Day(
        day, expected, taken, assumed, missed, extra, mg_taken, mg_assumed, held.kilograms, held.paused, over, unknown
    )


def _may_be_assumed(plan: Plan, day: dt.date) -> bool:
    """Whether doses that nobody logged may have been taken, and nothing tells: the supply before a first pick-up here.

    Doses are logged by exception, and either no pick-up is recorded up to that day, or the way was chosen later.
    """
    way = plan.way(day)
    if way is None:
        return plan.way(plan.today) is DoseLogging.EXCEPTIONS
    return way is DoseLogging.EXCEPTIONS and not (plan.fills and plan.fills[0][0].on <= day)


def _per_kg(day: Day) -> float | None:
    amount = add((day.mg_taken, day.mg_assumed))
    if amount == 0:
        return 0.0
    return None if amount is None or day.kilograms is None else amount / day.kilograms


def _supply(plan: Plan, stock: Stock, today: Day, covered: dt.date | None) -> Supply:
    """Return what is left: unknown without a first capsule, a regimen and a pick-up, and after the last capsule."""
    started, ended = plan.started, plan.last_capsule is not None
    if started is None or ended or not stock.known:
        return Supply(days_left=None, runs_out=None)
    whole = stock.parts // PARTS
    if today.paused:
        return Supply(days_left=whole, runs_out=None)
    if started > plan.today:
        return Supply(days_left=whole, runs_out=started + (whole - 1) * _DAY if whole else None)
    if today.expected is None:
        return Supply(days_left=None, runs_out=None)
    open_doses = max(0, today.expected - today.taken - today.missed)
    ahead = (stock.parts * today.expected - PARTS * open_doses) // (PARTS * today.expected)
    return Supply(days_left=whole, runs_out=plan.today + ahead * _DAY if ahead >= 0 else covered)
