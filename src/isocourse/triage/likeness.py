"""How much a phrase is like phrases that were labelled: for language that no rule knows, and for what is not meant so.

Pure. It stands beside the rules. Each word, each pair of words, and each sign that the rules heard has a weight; what
they add up to says how likely the phrase needs a doctor today, and how likely an ambulance. The weights were learned
from the labelled phrases (`scripts/teach.py`); they and the bars are data (`content/en/phrases`).
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Sequence
from itertools import pairwise
from zlib import crc32

from isocourse.triage.heard import Heard
from isocourse.triage.knowledge import Scale
from isocourse.typed import Final

BUCKETS: Final = 1 << 17
ZERO: Final = 79  # the character that weighs nothing
STEPS: Final = 8  # in a weight of one
LONG_PREFIX: Final = 5
SHORT_PREFIX: Final = 4
TOLD: Final = 4  # words that are told as what was heard
LENGTH: Final = 0.3  # a phrase of many traits has to weigh more than one of few, by this power of their number
MOST_LEFT: Final = 3


def single(words: Collection[str]) -> set[str]:
    """Return the words, and the beginnings of the longer ones."""
    found = set(words)
    found.update(
        f"{word[: LONG_PREFIX if len(word) > LONG_PREFIX else SHORT_PREFIX]}*"
        for word in words
        if len(word) >= SHORT_PREFIX
    )
    return found


def traits(words: Sequence[str]) -> set[str]:
    """Return what is counted of words: each, its beginning, and each two that stand together or with one between."""
    found = single(words)
    found.update(f"{one} {two}" for one, two in pairwise(words))
    found.update(f"{one} _ {two}" for one, two in zip(words, words[2:], strict=False))
    return found


def by_rules(heard: Heard, urgency: int) -> Iterator[str]:
    """Yield what is counted of what the rules heard: each sign and how it was meant, the urgency, and what was left."""
    yield f"={urgency if heard.signs else '?'}"
    yield f"={min(MOST_LEFT, len(heard.left))} left"
    yield from (f"+{one.sign}" for one in heard.signs)
    yield from (f"-{one.sign}" for one in heard.denied)
    yield from (f"-{one.sign} {one.state.value}" for one in heard.aside)


def places(words: Sequence[str], heard: Heard, urgency: int) -> list[int]:
    """Return where the weights of a phrase stand, in a fixed order."""
    return sorted({bucket(trait) for trait in (*traits(words), *by_rules(heard, urgency))})


def bucket(trait: str) -> int:
    """Return the place of a trait among the weights."""
    return crc32(trait.encode()) % BUCKETS


def weight(at: Sequence[int], scale: Scale) -> float:
    """Return what a phrase weighs: the logarithm of how much likelier than not it is of the kind."""
    weights = scale.weights
    above: int = sum([weights[place] for place in at]) - ZERO * len(at)
    found: float = scale.bias + above / STEPS * max(1, len(at)) ** -LENGTH
    return found


def telling(words: Sequence[str], scale: Scale, idle: Container[str] = ()) -> str:
    """Return the few words on end that weigh most, without the idle ones at their ends, where two others are left."""
    parts = [words[at : at + TOLD] for at in range(max(1, len(words) - TOLD + 1))]
    best: Sequence[str] = max(parts, key=lambda part: sum(scale.weights[bucket(one)] - ZERO for one in traits(part)))
    told = [at for at, word in enumerate(best) if word not in idle]
    return " ".join(best[told[0] : told[-1] + 1] if len(told) > 1 else best)
