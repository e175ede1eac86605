"""Reads what the month ahead is told with: names of steps, reasons, notes, and the program's own numbers."""

from __future__ import annotations

from collections.abc import Mapping

from isocourse.agenda.link import Numbers
from isocourse.content import facts
from isocourse.content.head import reviewed
from isocourse.errors import Misfit
from isocourse.fields import Table, tables, text, texts, whole
from isocourse.named import NamedTuple
from isocourse.typed import Final

FILE: Final = "en/plan.toml"
_DAYS: Final = whole(0, 60)


class StepName(NamedTuple):
    """A step as it is called: by name, for a screen that others see, and in between."""

    title: str
    discreet: str
    plain: str
    sources: tuple[str, ...]


class Line(NamedTuple):
    """A sentence with blanks, and its sources."""

    text: str
    sources: tuple[str, ...]


class PlanFacts(NamedTuple):
    """What the month ahead is told with."""

    numbers: Numbers
    ask_after_days: int
    steps: Mapping[str, StepName]
    lines: Mapping[str, Line]

    def say(self, line: str, **blanks: object) -> str:
        """Return a sentence with its blanks filled."""
        return self.lines[line].text.format(**blanks)


def plan_facts() -> PlanFacts:
    """Return what the month ahead is told with. Raises ContentBroken when the file is missing or damaged."""
    return facts(FILE, _facts)


def _facts(table: Table) -> PlanFacts:
    reviewed(table)
    table.take("sources", texts)
    return PlanFacts(
        numbers=Numbers(
            clinic_shut=table.take("clinic_shut", _weekdays),
            lead_days=table.take("lead_days", _DAYS),
            order_days=table.take("order_days", _DAYS),
        ),
        ask_after_days=table.take("ask_after_days", _DAYS),
        steps=dict(_step(Table(row, f"{FILE}.step")) for row in table.take("step", tables)),
        lines=dict(_line(Table(row, f"{FILE}.line")) for row in table.take("line", tables)),
    )


def _weekdays(value: object) -> tuple[int, ...]:
    if not isinstance(value, list):
        raise Misfit("must be a list")
    return tuple(whole(0, 6)(item) for item in value)


def _step(table: Table) -> tuple[str, StepName]:
    key = table.take("id", text)
    found = StepName(
        title=table.take("title", text),
        discreet=table.take("discreet", text),
        plain=table.take("plain", text),
        sources=table.take("sources", texts),
    )
    table.close()
    return key, found


def _line(table: Table) -> tuple[str, Line]:
    key = table.take("id", text)
    found = Line(text=table.take("text", text), sources=table.take("sources", texts))
    table.close()
    return key, found
