"""Which documented effects words speak of, by the words of phrases that were labelled.

Pure. Asked only where something was not understood, for "Is it one of these?", and to name what an alarm may be about:
it judges nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from isocourse.triage.likeness import single
from isocourse.typed import Final

MOST: Final = 3
LEAST: Final = 20  # in tenths: what the words for an effect have to weigh together
HALF: Final = 2  # an effect with less than half the weight of the first one is not meant
WEIGHS: Final = ":"


class Nearest:
    """Finds the effects that words speak of; `speaks_of` gives for a word or its beginning numbers and weights."""

    def __init__(self, speaks_of: Mapping[str, str], effects: Iterable[str]) -> None:
        self._speaks_of = speaks_of
        self._effects = tuple(effects)

    def effects(self, words: Collection[str]) -> tuple[str, ...]:
        """Return the effects that the words speak of, at most three, the likeliest first."""
        sums: dict[int, int] = {}
        for trait in single(words):
            for one in self._speaks_of.get(trait, "").split():
                effect, weight = map(int, one.split(WEIGHS))
                sums[effect] = sums.get(effect, 0) + weight
        ranked = sorted(sums, key=lambda effect: (-sums[effect], effect))[:MOST]
        least = max(LEAST, sums[ranked[0]] / HALF) if ranked else LEAST
        return tuple(self._effects[effect] for effect in ranked if sums[effect] >= least)
