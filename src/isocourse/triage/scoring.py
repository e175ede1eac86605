"""How well phrases are understood, in four figures, against labels that people gave them.

Pure. The labels have the columns phrase, effect, tier and negated; a tier is `self-care`, `mention`, `call-today` or
`emergency`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from isocourse.course.entries import Urgency
from isocourse.named import NamedTuple
from isocourse.typed import Final

ALARMS: Final = frozenset({"call-today", "emergency"})
EMERGENCY: Final = "emergency"
UNNAMED: Final = frozenset({"none", "other"})
DENIED: Final = "true"


class Answer(NamedTuple):
    """What the program says of one phrase: its first effect (`none` where there is none) and how urgent it is."""

    effect: str
    urgency: Urgency


class Figure(NamedTuple):
    """Right answers of all that were asked for, and the phrases that were answered wrong."""

    right: int
    of: int
    misses: tuple[str, ...]

    @property
    def percent(self) -> float:
        """Right answers in a hundred; 0 when there was nothing to answer."""
        return 100 * self.right / max(self.of, 1)


class Score(NamedTuple):
    """The four figures.

    `alarm`: of what needs a doctor today or an ambulance, how much is at least `call_today`. `emergency`: of what needs
    an ambulance, how much is `emergency`. `calm`: of all the rest, how much stays below `call_today`. `effect`: of what
    names a documented effect, how much resolves to it first.
    """

    alarm: Figure
    emergency: Figure
    calm: Figure
    effect: Figure


def score(rows: Sequence[Mapping[str, str]], answers: Sequence[Answer]) -> Score:
    """Return the figures. Raises ValueError when there is not one answer a row, KeyError for a missing column."""
    asked: dict[str, list[tuple[str, bool]]] = {name: [] for name in Score._fields}
    for row, answer in zip(rows, answers, strict=True):
        denied = row["negated"] == DENIED
        alarm = row["tier"] in ALARMS and not denied
        loud = answer.urgency.rank >= Urgency.CALL_TODAY.rank
        asked["alarm" if alarm else "calm"].append((row["phrase"], loud is alarm))
        if row["tier"] == EMERGENCY and not denied:
            asked["emergency"].append((row["phrase"], answer.urgency is Urgency.EMERGENCY))
        if row["effect"] not in UNNAMED and not denied:
            asked["effect"].append((row["phrase"], answer.effect == row["effect"]))
    return Score(**{name: _figure(results) for name, results in asked.items()})


def _figure(results: Sequence[tuple[str, bool]]) -> Figure:
    return Figure(
        right=sum(right for _, right in results),
        of=len(results),
        misses=tuple(phrase for phrase, right in results if not right),
    )
