"""What a calendar is told: the dated steps that are open, the end of the window, the doses. Under an alarm: a call."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from isocourse.agenda.ahead import Ahead
from isocourse.agenda.link import CALL
from isocourse.course.entries import Exported
from isocourse.ipledge.steps import DONE, NOT_NEEDED
from isocourse.named import NamedTuple
from isocourse.typed import Final

WINDOW, DOSES = "window", "doses"
MOST_MONTHS: Final = 12  # that a plan looks ahead
_AFTER: Final = frozenset({"test-end", "test-month"})


class Reminder(NamedTuple):
    """A step, its month and its day; `window` is the end of a window, `doses` the last day of capsules."""

    step: str
    month: int
    day: dt.date

    @property
    def key(self) -> str:
        """How the record remembers it."""
        return f"{self.step} {self.month} {self.day}"


def reminders(found: Ahead, *, doses: bool = False) -> list[Reminder]:
    """Return what a calendar should hold today. Nothing is collected, and no dose taken, while an alarm is open."""
    standing = found.standing
    number = standing.month.number
    if standing.stopped or standing.closed_window is not None:
        made = [Reminder(CALL, number, standing.today)]
    else:
        made = _steps(found)
    if standing.window is not None and not standing.stopped:
        made.append(Reminder(WINDOW, number, standing.window.last_day))
    covered = standing.covered_to
    if doses and covered is not None and covered >= standing.today and standing.takes_capsules:
        made.append(Reminder(DOSES, number, covered))
    return made


def _steps(found: Ahead) -> list[Reminder]:
    return [
        Reminder(link.id, link.month, day)
        for link in found.chain
        if link.state not in {DONE, NOT_NEEDED} and (day := _day(link.id, *link.dates[:2])) is not None
        if day >= found.standing.today
    ]


def _day(step: str, earliest: dt.date | None, last_safe: dt.date | None) -> dt.date | None:
    return earliest if step in _AFTER else last_safe


def is_stale(exported: Exported, now: Iterable[Reminder], today: dt.date) -> bool:
    """Whether days that are still to come stand otherwise in the calendar than they do now.

    A day that has come is no matter: what is overdue is told by `due`.
    """
    return {one.key for one in now if one.day > today} != {key for key in exported.events if _still_to_come(key, today)}


def wants_doses(exported: Exported) -> bool:
    """Whether the calendar was asked to hold doses."""
    return any(key.startswith(DOSES) for key in exported.events)


def months_in(exported: Exported, month: int) -> int:
    """Return for how many months from this one on the calendar was made; what a hand has changed counts for nothing."""
    parts = [key.split() for key in exported.events]
    months = [int(part[1]) for part in parts if len(part) == _PARTS and re.fullmatch("[0-9]{1,3}", part[1])]
    return min(max([1, *(number - month + 1 for number in months)]), MOST_MONTHS)


_PARTS: Final = 3


def _still_to_come(key: str, today: dt.date) -> bool:
    day = key.rpartition(" ")[2]
    try:
        return dt.date.fromisoformat(day) > today
    except ValueError:
        return False
