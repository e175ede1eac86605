"""What is due within some days, or overdue. An open alarm, or a window that has closed, outranks every errand."""

from __future__ import annotations

import datetime as dt

from isocourse.agenda.ahead import Ahead
from isocourse.agenda.link import CALL
from isocourse.ipledge.steps import DONE, NOT_NEEDED
from isocourse.named import NamedTuple
from isocourse.typed import Final

_AFTER: Final = frozenset({"test-end", "test-month"})
# Steps that may be waited for: their first day is known long before their last one.
_WAITED_FOR: Final = frozenset({"test-second", "test-after-contact"})


class Due(NamedTuple):
    """One thing that is due: by which day, and how many days are left until then.

    `begins`: it has no last day, `by` is the first on which it can be done.
    """

    id: str
    by: dt.date
    days_left: int
    overdue: bool
    begins: bool = False


def due_within(found: Ahead, days: int) -> list[Due]:
    """Return what is due within so many days, or overdue, the soonest first."""
    standing, today = found.standing, found.standing.today
    if standing.stopped or standing.closed_window is not None:
        return [Due(CALL, today, 0, overdue=False)]
    gone = standing.covered_to is not None and standing.covered_to < today
    made = []
    for link in found.chain:
        begins = link.id in _WAITED_FOR and link.dates.last_safe is None
        by = link.dates.earliest if begins or link.id in _AFTER else link.dates.last_safe
        if by is None or link.state in {DONE, NOT_NEEDED} or (by - today).days > days:
            continue
        if begins:
            made.append(Due(link.id, max(by, today), max((by - today).days, 0), overdue=False, begins=True))
        else:
            made.append(Due(link.id, by, (by - today).days, overdue=by < today or gone))
    return sorted(made, key=lambda one: one.by)
