"""From labelled phrases to the weights of `isocourse.triage.likeness`: logistic regression, a phrase at a time.

A phrase that is judged wrong moves the weights of its traits, the less the more they were moved before (AdaGrad). The
order is shuffled with a fixed seed, so that the same phrases and rules give the same weights.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from compiling.phrases import EMERGENCY, Phrase
from isocourse.triage.hearing import Listener
from isocourse.triage.knowledge import Scale, Sign
from isocourse.triage.likeness import BUCKETS, LENGTH, STEPS, ZERO, places
from isocourse.triage.weighing import urgency_of

ROUNDS: Final = 12
MIXED: Final = 1500  # phrases made of two, of each kind
SLIPPED: Final = 2000  # phrases with a letter wrong
JOINS: Final = (" ", ", ", " and ", ". ", " but ")
RATE: Final = 0.1
BIAS_RATE: Final = 0.01
SURE: Final = 0.01  # an error below this moves nothing
SMALL: Final = 1e-6
SEED: Final = 1
LIGHTEST, HEAVIEST = 33, 126  # printable characters
DIGITS: Final = 3


class Example(NamedTuple):
    """A labelled phrase with the places of its weights."""

    places: tuple[int, ...]
    phrase: Phrase


def examples(phrases: Iterable[Phrase], listener: Listener, signs: Mapping[str, Sign]) -> list[Example]:
    """Return the phrases with what is counted of them, as the program counts it."""
    found = []
    for phrase in phrases:
        heard, typed = listener.by_rules(phrase.words)
        found.append(Example(tuple(places(typed.words, heard, urgency_of(heard, signs))), phrase))
    return found


def varied(phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    """Yield what people make of phrases: two said together, and one with a letter dropped or two swapped.

    Beside something calm an alarm stays one, and two calm phrases are calm.
    """
    chance = random.Random(SEED)  # noqa: S311 - the same ones each time
    calm, loud = ([one for one in phrases if one.is_alarm is is_loud] for is_loud in (False, True))
    for first in (calm, loud):
        for _ in range(MIXED):
            one, other = chance.choice(first), chance.choice(calm)
            both = [one.words, other.words]
            chance.shuffle(both)
            yield one._replace(words=chance.choice(JOINS).join(both))
    for _ in range(SLIPPED):
        one = chance.choice(phrases)
        at = chance.randrange(max(1, len(one.words) - 1))
        pair = one.words[at : at + 2]
        yield one._replace(words=one.words[:at] + chance.choice((pair[1:], pair[::-1])) + one.words[at + 2 :])


def taught(given: Sequence[Example]) -> dict[str, Scale]:
    """Return the scales, by their names, that tell the examples apart."""
    return {
        "alarm": _scale(given, lambda phrase: phrase.is_alarm),
        EMERGENCY: _scale(given, lambda phrase: phrase.tier == EMERGENCY),
    }


def _scale(given: Sequence[Example], is_in: Callable[[Phrase], bool]) -> Scale:
    weights, moved = [0.0] * BUCKETS, [SMALL] * BUCKETS
    bias = 0.0
    order = [(one.places, float(is_in(one.phrase)), len(one.places) ** -LENGTH) for one in given]
    shuffled = random.Random(SEED)  # noqa: S311 - the same order each time
    for _ in range(ROUNDS):
        shuffled.shuffle(order)
        for at, wanted, share in order:
            sure = 1 / (1 + math.exp(-bias - share * sum([weights[place] for place in at])))
            error = sure - wanted
            if abs(error) < SURE:
                continue
            bias -= BIAS_RATE * error
            step = error * share
            for place in at:
                moved[place] += step * step
                weights[place] -= RATE * step / math.sqrt(moved[place])
    return Scale(round(bias, DIGITS), bytes(map(_level, weights)))


def _level(weight: float) -> int:
    """Return the character of a weight."""
    return min(HEAVIEST, max(LIGHTEST, ZERO + round(weight * STEPS)))
