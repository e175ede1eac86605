"""The guide in color: headings that the eye finds, and the topics as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from itertools import groupby

from rich.table import Table
from rich.text import Text

from isocourse.guide.topics import Topic, TopicEntry
from isocourse.render import guide
from isocourse.render.drawn.ink import ink, laid_out
from isocourse.render.text import clean


def list_lines(entries: Sequence[TopicEntry], width: int) -> list[str]:
    """Return the topics under the headings of their groups, what each is about beside its name."""
    lines: list[str] = []
    for group, members in groupby(entries, key=lambda entry: entry.group):
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
        table.add_column(no_wrap=True, min_width=18)
        table.add_column(ratio=1)
        for one in members:
            table.add_row(Text(f"  {one.slug}", "cyan"), Text(clean(one.title)))
        lines += [ink(group, "bold"), *laid_out(table, width), ""]
    return [*lines, guide.READ_ONE]


def topic_lines(found: Topic, today: dt.date, shown: Collection[int]) -> list[str]:
    """Return a topic with its title and headings in color, and what holds for all of it dimmed."""
    plain = guide.topic_lines(found, today, shown)
    headings = {line.heading for line in found.lines if line.heading}
    last = len(plain) - 2  # the reminder, and where it comes from
    return [_colored(line, number, headings, last) for number, line in enumerate(plain)]


def _colored(line: str, number: int, headings: Collection[str], last: int) -> str:
    if not number:
        return ink(line, "bold")
    if line in headings:
        return ink(line, "cyan")
    return ink(line, "dim") if number >= last else line
