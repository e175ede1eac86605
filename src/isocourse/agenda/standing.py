"""Where a course stands, as everything about the month ahead is judged by: gathered once, in one place."""

from __future__ import annotations

import datetime as dt

from isocourse.course.doses import Supply
from isocourse.course.entries import Fill
from isocourse.course.standing import Course
from isocourse.ipledge.checklist import Checklist, Verdict
from isocourse.ipledge.month import Month, Phase
from isocourse.ipledge.steps import DONE, StepState
from isocourse.ipledge.window import PickupWindow
from isocourse.named import NamedTuple


class Standing(NamedTuple):
    """A course at a moment: its checklist, its month, and the capsules at hand. None is unknown."""

    course: Course
    today: dt.date  # the patient's local day
    found: Checklist
    month: Month
    supply: Supply
    doses_a_day: int | None
    paused: bool = False

    @property
    def stopped(self) -> bool:
        """Whether an alarm is open: no errand stands beside it."""
        return self.found.verdict is Verdict.STOP

    @property
    def after(self) -> bool:
        """Whether the last capsule was swallowed."""
        return self.found.phase is Phase.AFTER

    @property
    def before(self) -> bool:
        """Whether the chain before a first prescription is under way."""
        return self.found.phase is Phase.BEFORE

    @property
    def covered_to(self) -> dt.date | None:
        """The last day that the capsules cover."""
        return self.supply.runs_out

    @property
    def takes_capsules(self) -> bool:
        """Whether capsules are to be taken by what is recorded: no alarm, no pause, nothing that has to come first."""
        return not (self.stopped or self.after or self.before or self.paused or self.month.contact is not None)

    @property
    def tests_due(self) -> bool:
        """Whether a test is among the steps of the month."""
        return self.step("test") is not None

    @property
    def window(self) -> PickupWindow | None:
        """The window that is open."""
        return None if self.found.window is None or self.found.window.closed else self.found.window

    @property
    def closed_window(self) -> PickupWindow | None:
        """The window that has closed, where that is what stands in the way."""
        window = self.found.window
        return window if window is not None and self.found.verdict is Verdict.WINDOW_CLOSED else None

    @property
    def last_fill(self) -> dt.date | None:
        """The day of the last pick-up."""
        return self.month.begins_after

    @property
    def fill_days(self) -> int:
        """The days that a pick-up is for: those of the last one, else the most there can be."""
        fills = self.course.of(Fill)
        return fills[-1][1].days if fills else self.found.rules.max_supply_days

    @property
    def capsules_left(self) -> int | None:
        """The capsules for the whole days that are left, where the last pick-up told how many there were."""
        fills = self.course.of(Fill)
        if not fills or fills[-1][1].capsules is None or self.supply.days_left is None:
            return None
        last = fills[-1][1]
        return None if last.capsules is None else self.supply.days_left * last.capsules // last.days

    def step(self, name: str) -> StepState | None:
        """Return a step of the checklist, or None where this month has none of that name."""
        return next((step for step in self.found.steps if step.id == name), None)

    def done(self, name: str) -> bool:
        """Whether a step of the checklist is done."""
        step = self.step(name)
        return step is not None and step.state == DONE

    def waits(self) -> bool:
        """Whether a step before the pick-up may not be done yet: then nothing after it has a day."""
        return self.month.contact is not None or any(
            step.not_before is not None and step.not_before > self.today and step.state != DONE
            for step in self.found.steps
        )
