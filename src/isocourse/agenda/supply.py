"""The gap that comes when capsules run out, and how long a pick-up takes after a sample."""

from __future__ import annotations

import datetime as dt

from isocourse.agenda.closed import ONE_DAY
from isocourse.agenda.link import Numbers
from isocourse.agenda.standing import Standing
from isocourse.ipledge.checklist import past_month
from isocourse.ipledge.month import month_of
from isocourse.named import NamedTuple


class Gap(NamedTuple):
    """The days without capsules: when they begin, how many have passed, and the doses that went with them."""

    starts: dt.date | None
    days_without: int | None
    doses_missed: int | None


class Lead(NamedTuple):
    """Days from the sample to the pick-up, and where the number comes from: option, history or assumed."""

    days: int
    source: str


def gap(standing: Standing, on: dt.date | None = None) -> Gap:
    """Return the gap as it has grown up to a day, today where none is given; that day is not counted."""
    if standing.covered_to is None:
        return Gap(None, None, None)
    starts = standing.covered_to + ONE_DAY
    days = max(0, ((on or standing.today) - starts).days)
    times = standing.doses_a_day
    return Gap(starts, days, None if times is None else days * times)


def lead(standing: Standing, numbers: Numbers, option: int | None = None) -> Lead:
    """Return the days to reckon with: told, else the longest of the months before, else the program's own number."""
    if option is not None:
        return Lead(option, "option")
    past = _past_leads(standing)
    return Lead(max(past), "history") if past else Lead(numbers.lead_days, "assumed")


def _past_leads(standing: Standing) -> list[int]:
    month, found = standing.month, []
    course = standing.course.come(standing.today)
    earlier, own = course.pick_ups(standing.today)
    for number in range(earlier + 1, earlier + len(own) + 1):
        course, fill, clock = past_month(standing.course.come(standing.today), month.clock, number)
        category = course.category(fill.on)
        if category is None:
            continue
        specimen = month_of(course, clock, month.book, category).specimen
        if specimen is not None and specimen.counted and specimen.day1 <= fill.on:
            found.append((fill.on - specimen.day1).days)
    return found
