"""What stays due after the last capsule, and from which day each thing may be asked about. Pure.

Numbers of months come from the content; every month is counted so that it protects (rules D5, D8 and D9 of the reviewed
facts). No date here is a permission: each is a "not before", and the prescriber decides.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from isocourse.course.days import months_after


class Spans(NamedTuple):
    """How long things stay due, in months after the last capsule; `month_days` is the least length of a month."""

    month_days: int
    protection: int
    procedures: int
    second_course: int


class Duty(NamedTuple):
    """One thing that stays due: `not_before` is the first day on which it may be taken up, or given up."""

    id: str
    not_before: dt.date


def duties(last: dt.date, spans: Spans, *, pregnancy: bool) -> list[Duty]:
    """Return what stays due after the last capsule, the most pressing first."""
    month = months_after(last, spans.protection, spans.month_days)
    for_pregnancy = [
        Duty(id="contraception", not_before=month),
        Duty(id="test-end", not_before=last),
        Duty(id="test-month", not_before=month),
        Duty(id="breast-feeding", not_before=month),
    ]
    for_all = [
        Duty(id="blood", not_before=month),
        Duty(id="procedures", not_before=months_after(last, spans.procedures, spans.month_days)),
        Duty(id="second-course", not_before=months_after(last, spans.second_course, spans.month_days)),
    ]
    return [*(for_pregnancy if pregnancy else []), *for_all]


def still_due(found: list[Duty], today: dt.date) -> list[Duty]:
    """Return the duties whose day has not come."""
    return [duty for duty in found if duty.not_before > today]
