"""The chain after the last capsule: what stays due, and from which day (rules D5, D8 and D9)."""

from __future__ import annotations

from collections.abc import Sequence

from isocourse.agenda.link import Dates, Link, Said
from isocourse.agenda.standing import Standing
from isocourse.course.afterwards import Duty
from isocourse.ipledge.steps import DONE, NOT_NEEDED, TODO


def after_links(standing: Standing, duties: Sequence[Duty]) -> list[Link]:
    """Return the duties as steps; each day is the earliest, never a deadline and never a permission."""
    return [
        Link(
            duty.id, _state(standing, duty, duties), standing.month.number, Dates(duty.not_before), Said("after-course")
        )
        for duty in duties
    ]


def _state(standing: Standing, duty: Duty, duties: Sequence[Duty]) -> str:
    month = next((other.not_before for other in duties if other.id == "test-month"), None)
    tested = [specimen.day1 for specimen in standing.month.found if specimen.counted]
    late = month is not None and any(day >= month for day in tested)
    if duty.id == "test-month":
        return DONE if late else TODO
    if duty.id == "test-end":
        ended = any(day >= duty.not_before and (month is None or day < month) for day in tested)
        return DONE if ended or late else TODO
    if duty.id == "contraception":
        return TODO if not late or standing.today < duty.not_before else NOT_NEEDED
    return TODO if standing.today < duty.not_before else NOT_NEEDED
