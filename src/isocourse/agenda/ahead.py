"""The month ahead: the chain, the gap, what changes would do, and what has to be said beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from isocourse.agenda.after import after_links
from isocourse.agenda.chain import Ground, ground_of, links, plan_of
from isocourse.agenda.closed import ONE_DAY, Doors, Told
from isocourse.agenda.link import Dates, Link, Numbers, Said
from isocourse.agenda.standing import Standing
from isocourse.agenda.supply import Gap, Lead, gap, lead
from isocourse.agenda.what_if import Change, Outcome, What, outcome, trips
from isocourse.course.afterwards import Duty
from isocourse.course.days import spoken
from isocourse.course.entries import Fill, Settings
from isocourse.ipledge.holidays import holiday_on
from isocourse.ipledge.steps import TODO, wait_after_missed_first
from isocourse.named import NamedTuple
from isocourse.typed import Final

_NAMED: Final = 60  # days of which holidays are named
_MONTHLY: Final = ("test", "confirmation", "questions", "order", "fill")


class Asked(NamedTuple):
    """What was asked: days from sample to pick-up, days that are shut, changes, and how many months."""

    lead: int | None = None
    told: Told = Told()
    changes: tuple[Change, ...] = ()
    months: int = 1


class Ahead(NamedTuple):
    """The month ahead."""

    standing: Standing
    gap: Gap
    lead: Lead
    chain: tuple[Link, ...]
    what_if: tuple[Outcome, ...]
    notes: tuple[Said, ...]


def ahead(standing: Standing, numbers: Numbers, duties: Sequence[Duty] = (), asked: Asked = Asked()) -> Ahead:  # noqa: B008 - it never changes
    """Return the month ahead of a course that stands as it would with the changes that were asked about."""
    told = asked.told._replace(trips=(*asked.told.trips, *trips(asked.changes)))
    doors = Doors(standing.month.book.holidays, numbers.clinic_shut, told)
    days = lead(standing, numbers, asked.lead)
    if standing.after:
        chain = after_links(standing, duties)
    else:
        chain = links(standing, doors, days.days, numbers)
        chain += _later(standing, doors, days.days, numbers, chain, asked.months)
    found = Ahead(
        standing=standing,
        gap=gap(standing),
        lead=days,
        chain=tuple(chain),
        what_if=tuple(outcome(change, standing, doors) for change in asked.changes),
        notes=(),
    )
    return found._replace(notes=tuple(_notes(found, doors, asked)))


def _later(
    standing: Standing, doors: Doors, days: int, numbers: Numbers, chain: Sequence[Link], months: int
) -> list[Link]:
    """Return the months after this one, as they come when each pick-up is on its last safe day."""
    ground, found = ground_of(standing), list[Link]()
    pick_up = next((link.dates.last_safe for link in chain if link.id == "fill"), None)
    end = _planned_end(standing)
    for number in range(1, months):
        if pick_up is None or ground.covered_to is None:
            break
        covered = max(ground.covered_to, pick_up - ONE_DAY) + standing.fill_days * ONE_DAY
        if end is not None and ground.covered_to >= end:
            break
        ground = Ground(
            today=pick_up,
            covered_to=covered,
            last_fill=pick_up,
            window=None,
            tests_due=ground.tests_due,
            not_before=None,
            begins_again=False,
            window_days=ground.window_days,
        )
        plan = plan_of(ground, doors, days, numbers)
        for name in _MONTHLY:
            if name in {"order", "fill"} or standing.step(name) is not None:
                dates: Dates = getattr(plan, name)
                why = {"test": plan.test_why, "fill": plan.fill_why}.get(name, Said("before-fill"))
                found.append(Link(name, TODO, standing.month.number + number, dates, why))
        pick_up = plan.fill.last_safe
    return found


def _planned_end(standing: Standing) -> dt.date | None:
    started = standing.course.started(standing.today)
    weeks = standing.course.setting(_weeks, standing.today)
    return None if started is None or weeks is None else started + dt.timedelta(weeks=weeks) - ONE_DAY


def _weeks(settings: Settings) -> int | None:
    return settings.planned_weeks


def _notes(found: Ahead, doors: Doors, asked: Asked) -> Iterator[Said]:
    standing = found.standing
    if standing.stopped:
        yield Said("note-call")
        return
    if standing.after:
        return
    if standing.closed_window is not None:
        yield Said("note-closed" if standing.closed_window.specimen_date else "note-closed-given")
    wait = wait_after_missed_first(standing.month)
    if wait is not None and wait.unsure:
        yield Said("note-wait-unsure")
    if standing.before and standing.found.window is None and any(one.counted for one in standing.month.found):
        yield Said("note-first-test")
        yield Said("note-cycle")
    yield from _of_the_supply(found)
    if found.lead.source == "assumed" and any(link.id == "test" and link.dates.last_safe for link in found.chain):
        yield Said("note-lead-assumed", {"lead": found.lead.days})
    yield from _of_the_changes(standing, asked.changes)
    yield from _of_the_holidays(found, doors)
    yield Said("note-site-wins")


def _of_the_supply(found: Ahead) -> Iterator[Said]:
    standing = found.standing
    if standing.covered_to is None:
        if not standing.before:
            yield Said(_why_unknown(standing))
    elif standing.covered_to < standing.today and found.gap.starts is not None:
        yield Said("note-gap", {"starts": spoken(found.gap.starts)})
    else:
        safe = next((link.dates.last_safe for link in found.chain if link.id == "fill"), None)
        if safe is not None and safe > standing.covered_to and (days := gap(standing, safe).days_without):
            yield Said("note-gap-ahead", {"days": "1 day" if days == 1 else f"{days} days"})


def _why_unknown(standing: Standing) -> str:
    """Return the note that says why it is not known when the capsules end, and what is missing for it."""
    if standing.paused:
        return "note-paused"
    told = bool(standing.course.of(Fill)) and standing.doses_a_day is None
    return "note-regimen-unknown" if told else "note-supply-unknown"


def _of_the_changes(standing: Standing, changes: Sequence[Change]) -> Iterator[Said]:
    for change in changes:
        if change.what is What.TEST and not standing.tests_due:
            yield Said("note-no-test-due")
        if change.what is What.AWAY:
            yield Said("note-away", {"first": spoken(change.span.first), "last": spoken(change.span.last)})


def _of_the_holidays(found: Ahead, doors: Doors) -> Iterator[Said]:
    """Name the holidays from the first day of the chain to the last one."""
    days = [day for link in found.chain for day in link.dates if day is not None]
    today = found.standing.today
    covered = found.standing.covered_to
    end = max([*days, *([covered] if covered else []), today])
    first = max(today, min([*days, end]) - ONE_DAY)
    for number in range(min((end - first).days, _NAMED) + 1):
        day = first + number * ONE_DAY
        if name := holiday_on(day, doors.holidays):
            yield Said("note-holiday", {"day": spoken(day), "name": name})
