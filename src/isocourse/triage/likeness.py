"""How much words are like phrases that were labelled: for language that never names the thing it speaks of.

Pure. It stands beside the rules and only raises: each word and each pair of words weighs as much as it stands more
often in phrases of one kind than in all others, and a phrase whose weights reach the bar of a kind is taken for one.
The weights are counted when the content is compiled; the phrases and the bars are data (`content/en/phrases`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from zlib import crc32

from isocourse.triage.knowledge import Kinds
from isocourse.typed import Final

BUCKETS: Final = 1 << 16
ZERO: Final = 79  # the character that weighs nothing
STEPS: Final = 8  # in a weight of one
LONG_PREFIX: Final = 5
SHORT_PREFIX: Final = 4
TOLD: Final = 4  # words that are told as what was heard
FEW: Final = 40  # traits; a phrase of few has to weigh more than one of many
LENGTH: Final = 0.85
SHORT: Final = 5  # words; a longer phrase that names nobody is hardly about a person


def traits(words: Sequence[str]) -> set[str]:
    """Return what is counted of words: each, its beginning, and each two that stand together or with one between."""
    found = set(words)
    found.update(
        f"{word[: LONG_PREFIX if len(word) > LONG_PREFIX else SHORT_PREFIX]}*"
        for word in words
        if len(word) >= SHORT_PREFIX
    )
    found.update(f"{one} {two}" for one, two in pairwise(words))
    found.update(f"{one} _ {two}" for one, two in zip(words, words[2:], strict=False))
    return found


def bucket(trait: str) -> int:
    """Return the place of a trait among the weights."""
    return crc32(trait.encode()) % BUCKETS


def weight(places: Sequence[int], weights: bytes | bytearray) -> float:
    """Return how much the traits of a phrase weigh together, for its length."""
    above: float = (sum(weights[at] for at in places) - ZERO * len(places)) / STEPS / (len(places) + FEW) ** LENGTH
    return above


class Likeness:
    """Tells which kinds of phrases words are like."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds

    def alike(self, words: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield the sign of each kind that the words are like, with those of them that weigh most."""
        if len(words) > SHORT and self._kinds.persons.isdisjoint(words):
            return
        places = [bucket(trait) for trait in traits(words)]
        for kind in self._kinds.each:
            if weight(places, kind.weights) >= kind.bar:
                yield kind.sign, _telling(words, kind.weights)


def _telling(words: Sequence[str], weights: bytes) -> str:
    """Return the few words on end that weigh most."""
    parts = [words[at : at + TOLD] for at in range(max(1, len(words) - TOLD + 1))]
    best: Sequence[str] = max(parts, key=lambda part: sum(weights[bucket(trait)] - ZERO for trait in traits(part)))
    return " ".join(best)
