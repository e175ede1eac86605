"""What is drawn for a person who looks at a terminal in colour; each is said in words beside it too."""

from __future__ import annotations

import datetime as dt

from isocourse.ipledge.checklist import Checklist, Verdict
from isocourse.ipledge.window import PickupWindow
from isocourse.render.drawn.ink import ink
from isocourse.render.status import Status
from isocourse.render.text import plural
from isocourse.typed import Final

_DAY: Final = dt.timedelta(days=1)
_EMPTY: Final = "\N{LIGHT SHADE}"
_LABEL: Final = 10
_CELL: Final = 5
_LONGEST: Final = 30  # cells of a bar
_LITTLE: Final = 0.25  # of a pick-up


def window_strip(found: Checklist, today: dt.date, width: int) -> list[str]:
    """Return the days of the open window with today marked; none where none is open, or they do not fit."""
    window = found.window
    if window is None or window.closed or window.specimen_date is None or found.verdict is Verdict.STOP:
        return []
    days = _days(window)
    if not days or _LABEL + _CELL * len(days) > width:
        return []
    names = "".join(f"{day:%a}".ljust(_CELL) for day in days)
    numbers = "".join(_number(day, today, days[-1]) for day in days)
    return [f"{'Window':{_LABEL}}{names}".rstrip(), " " * _LABEL + numbers.rstrip()]


def _days(window: PickupWindow) -> list[dt.date]:
    if window.specimen_date is None:
        return []
    first, last = window.specimen_date, window.last_day
    return [first + number * _DAY for number in range((last - first).days + 1)]


def _number(day: dt.date, today: dt.date, last: dt.date) -> str:
    text = f"[{day.day}]" if day == today else str(day.day)
    return ink(text, "yellow" if day == last else "green") + " " * (_CELL - len(text))


def bars(page: Status, most: int, width: int) -> list[str]:
    """Return how far the weeks and the capsules have come; `most` are the days that one pick-up holds."""
    cells = min(_LONGEST, width - _LABEL - 24)
    if cells < _CELL:
        return []
    lines = []
    if page.place is not None and page.planned_weeks:
        week = page.place[1]
        lines.append(_bar("Weeks", week / page.planned_weeks, cells, "cyan", f"{week} of {page.planned_weeks}"))
    left = page.supply.days_left
    if left is not None:
        part = min(left / most, 1)
        colour = "red" if not left else "yellow" if part < _LITTLE else "green"
        lines.append(_bar("Capsules", part, cells, colour, f"{plural(left, 'day')} left"))
    return lines


def _bar(label: str, part: float, cells: int, colour: str, said: str) -> str:
    full = max(0, min(cells, round(part * cells)))
    drawn = ink("\N{FULL BLOCK}" * full, colour) if full else ""
    return f"{label:{_LABEL}}{drawn}{_EMPTY * (cells - full)}  {said}"
