"""Which documented effects words are nearest to, by the letters that they share with phrases that were labelled.

Pure. Asked only where something was not understood, for "Is it one of these?": it judges nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from isocourse.triage.words import split
from isocourse.typed import Final

SIZE: Final = 3
MOST: Final = 3
TELLING: Final = 0.06  # of the phrases at most have a run of letters that tells anything
LEAST: Final = 0.2  # of 1, where all letters are the same
BETWEEN: Final = " / "


class Nearest:
    """Finds the effects whose examples words are like; `examples` gives for each effect its phrases."""

    def __init__(self, examples: Mapping[str, str]) -> None:
        self._effects: list[str] = []
        counts: list[Counter[str]] = []
        for effect, phrases in examples.items():
            for phrase in phrases.split(BETWEEN):
                self._effects.append(effect)
                counts.append(_grams(phrase))
        seen = Counter(gram for one in counts for gram in one)
        most = len(counts) * TELLING
        self._weight = {gram: math.log((1 + len(counts)) / n) for gram, n in seen.items() if n <= most}
        self._places: dict[str, list[tuple[int, float]]] = {}
        for number, one in enumerate(counts):
            size = self._size(one)
            for gram in one:
                if gram in self._weight:
                    self._places.setdefault(gram, []).append((number, self._weight[gram] / size))

    def effects(self, words: str) -> tuple[str, ...]:
        """Return the effects that the words are nearest to, at most three, the nearest first."""
        said = _grams(words)
        size = self._size(said)
        near: dict[int, float] = {}
        for gram in said:
            weight = self._weight.get(gram, 0.0) / size
            for number, other in self._places.get(gram, ()):
                near[number] = near.get(number, 0.0) + weight * other
        best: dict[str, float] = {}
        for number, alike in near.items():
            best[self._effects[number]] = max(alike, best.get(self._effects[number], 0.0))
        ranked = sorted(best, key=lambda effect: (-best[effect], effect))
        return tuple(effect for effect in ranked if best[effect] >= LEAST)[:MOST]

    def _size(self, grams: Counter[str]) -> float:
        return math.sqrt(sum(self._weight.get(gram, 0.0) ** 2 for gram in grams)) or 1.0


def _grams(text: str) -> Counter[str]:
    """Return the runs of letters of a text, each counted once."""
    plain = f" {' '.join(split(text).words)} "
    return Counter({plain[at : at + SIZE] for at in range(len(plain) - SIZE + 1)})
