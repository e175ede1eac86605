"""The record as a table by day, each side effect in the color of its urgency, with a block for how bad it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import groupby

from rich.table import Table
from rich.text import Text

from isocourse.course.days import spoken
from isocourse.course.entries import AdverseEvent, Entry, Urgency
from isocourse.named import NamedTuple
from isocourse.render.drawn.charts import LEVELS
from isocourse.render.drawn.ink import ink, laid_out
from isocourse.render.entries import describe
from isocourse.render.ids import short
from isocourse.render.text import wrap
from isocourse.typed import Final

_URGENT: Final = {
    Urgency.EMERGENCY: "bold red",
    Urgency.CALL_TODAY: "red",
    Urgency.NEXT_VISIT: "yellow",
    Urgency.SELF_CARE: "green",
}
_NARROW: Final = 56  # below, each day has a line of its own


class Shown(NamedTuple):
    """An entry, what is said behind it, and whether it was taken back or corrected."""

    entry: Entry
    more: str
    gone: bool


def by_day(shown: Sequence[Shown], name: Callable[[str], str], width: int) -> list[str]:
    """Return entries as a table: the year, the day once, how bad, what, and the id."""
    lines: list[str] = []
    for year, entries in groupby(shown, key=lambda one: one.entry.on.year):
        lines.append(ink(str(year), "bold"))
        lines += (_table if width >= _NARROW else _narrow)(list(entries), name, width)
    return lines


def _table(shown: Sequence[Shown], name: Callable[[str], str], width: int) -> list[str]:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    table.add_column(no_wrap=True, justify="right")
    day: dt.date | None = None
    for one in shown:
        said = "" if one.entry.on == day else spoken(one.entry.on)
        day = one.entry.on
        table.add_row(Text(said, "cyan"), _block(one.entry), _what(one, name), Text(short(one.entry.id), "dim"))
    return laid_out(table, width)


def _narrow(shown: Sequence[Shown], name: Callable[[str], str], width: int) -> list[str]:
    lines: list[str] = []
    for day, entries in groupby(shown, key=lambda one: one.entry.on):
        lines.append(ink(spoken(day), "cyan"))
        for one in entries:
            line = f"  {_block(one.entry).plain} {describe(one.entry, name)}{one.more} {short(one.entry.id)}"
            style = "dim" if one.gone else _style(one.entry)
            lines += [ink(piece, style) if style else piece for piece in wrap(line, width)]
    return lines


def _what(one: Shown, name: Callable[[str], str]) -> Text:
    """Return what an entry says; of a side effect its name in the color of its urgency, what is behind it as it is."""
    said = describe(one.entry, name)
    text = Text(said + one.more)
    if one.gone:
        text.stylize("dim")
    elif style := _style(one.entry):
        text.stylize(style, 0, len(said.partition(" · ")[0]))
    return text


def _block(entry: Entry) -> Text:
    body = entry.body
    if not isinstance(body, AdverseEvent) or body.effect == "none":
        return Text(" ")
    block, color, _ = LEVELS[body.severity]
    return Text(block, color)


def _style(entry: Entry) -> str:
    return _URGENT.get(entry.body.urgency, "") if isinstance(entry.body, AdverseEvent) else ""
