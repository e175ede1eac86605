"""What people type about the days ahead: changes to try, days that are shut, spans of days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from isocourse.agenda.closed import Span, Told
from isocourse.agenda.what_if import Change, What
from isocourse.cli.parsing.dates import parse_day
from isocourse.errors import BadValue, Meant
from isocourse.fields import FIRST_DAY, LAST_DAY
from isocourse.typed import Final

CHANGES: Final = (
    'Say it as "test on DATE", "collect on DATE", "away DATE..DATE", "last capsule on DATE" or "started DATE",'
    " with dates like 2026-12-01."
)
CLOSED: Final = "Write a date like 2026-12-24, a span like 2026-12-24..2026-12-26, or a weekday like sat."
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT: Final = 3


def read_changes(given: Sequence[str], today: dt.date) -> tuple[Change, ...]:
    """Return the changes of `--if`. Raises BadValue, with what is understood."""
    return tuple(_change(words, today) for words in given)


def read_closed(given: Sequence[str], today: dt.date) -> Told:
    """Return the days of `--closed`. Raises BadValue, with what is understood."""
    spans, weekdays = [], set()
    for words in given:
        plain = words.strip().lower()
        if (weekday := _weekday(plain)) is not None:
            weekdays.add(weekday)
        else:
            spans.append(_span(plain, today, "--closed", CLOSED))
    return Told(spans=tuple(spans), weekdays=frozenset(weekdays))


def _change(words: str, today: dt.date) -> Change:
    plain = " ".join(words.lower().split())
    for what in What:
        if not plain.startswith(what.value + " "):
            continue
        rest = plain[len(what.value) + 1 :]
        if what is not What.AWAY:
            day = _ahead(rest, today, "--if", CHANGES)
            return Change(what, Span(day, day))
        return Change(what, _span(rest, today, "--if", CHANGES))
    raise BadValue(f"--if: {words!r} is not a change that is understood. {CHANGES}")


def _span(words: str, today: dt.date, option: str, understood: str) -> Span:
    first, dots, last = (part.strip() for part in words.partition(".."))
    begin = _ahead(first, today, option, understood)
    span = Span(begin, _ahead(last, today, option, understood) if dots else begin)
    if span.last < span.first:
        raise BadValue(f"{option}: {span.last} comes before {span.first}. {understood}")
    return span


def _ahead(words: str, today: dt.date, option: str, understood: str) -> dt.date:
    """Return a day that people name when they look ahead: a bare weekday is the next one."""
    try:
        return parse_day(words, today, option=option, ahead=True)
    except Meant:
        raise
    except BadValue:
        far = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words)
        reach = f" Days from {FIRST_DAY} to {LAST_DAY} can be used." if far else ""
        raise BadValue(f"{option}: {words!r} is not a day.{reach} {understood}") from None


def _weekday(words: str) -> int | None:
    return next((n for n, name in enumerate(_WEEKDAYS) if words in {name, name[:_SHORT]}), None)
