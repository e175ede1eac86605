"""The capsules at hand, counted in days of supply. Pure.

A pick-up is for a number of days at the dose prescribed. Pick-ups are used up oldest first. Where a dose changes while
a pick-up is in use, how long the rest lasts is no longer known: the count then stays on the low side and says so.
"""

from __future__ import annotations

from isocourse.course.entries import Regimen
from isocourse.typed import Final

PARTS: Final = 12  # a day is counted in twelfths: one to four doses a day use a whole number of them


class Stock:
    """What is left of the pick-ups so far. `known` is false while how much is left cannot be told."""

    def __init__(self) -> None:
        self._opened = 0  # twelfths of a day left of the pick-up in use
        self._full: list[int] = []  # pick-ups nobody has opened, oldest first
        self._regimen: Regimen | None = None
        self.known = False

    @property
    def parts(self) -> int:
        """Twelfths of a day of supply left; while `known` is false, no more than this."""
        return self._opened + sum(self._full)

    def fill(self, days: int) -> None:
        """Add a pick-up. What was left in an unknown amount is not counted beside it."""
        if not self.known:
            self._opened, self._full = 0, []
        self._full.append(days * PARTS)
        self.known = True

    def prescribe(self, regimen: Regimen) -> None:
        """Note the regimen in force; a change reaches the pick-up in use, not one that is still untouched."""
        before, self._regimen = self._regimen, regimen
        if before is None or before == regimen or not self._opened:
            return
        if _same_dose(before, regimen):
            self._same_capsules(before, regimen)
        elif self._full:
            self._opened = 0  # other capsules than the ones now prescribed, and those are there
        else:
            self.known = False
            then, now = _daily_mg(before), _daily_mg(regimen)
            if then and now and now > then:
                self._opened = int(self._opened * then / now)

    def use(self, doses: int, times: int | None) -> None:
        """Take doses out; `times` is how many make one day. More than there was means that a pick-up is missing."""
        if not doses:
            return
        if times is None or doses > self.doses(times):
            self._opened, self._full, self.known = 0, [], False
            return
        need = doses * PARTS // times
        while need:
            if not self._opened:
                self._opened = self._full.pop(0)
            step = min(need, self._opened)
            self._opened -= step
            need -= step

    def doses(self, times: int) -> int:
        """Return how many whole doses are left when `times` of them make one day."""
        return self.parts * times // PARTS

    def _same_capsules(self, before: Regimen, regimen: Regimen) -> None:
        if before.times and regimen.times:
            self._opened = self._opened * before.times // regimen.times
        else:
            self.known = False


def _same_dose(before: Regimen, regimen: Regimen) -> bool:
    products = {before.product, regimen.product} - {None}
    return before.mg == regimen.mg and before.pattern == regimen.pattern and len(products) < 2  # noqa: PLR2004 - they differ


def _daily_mg(regimen: Regimen) -> float | None:
    return regimen.mg * regimen.times if regimen.mg and regimen.times else None
