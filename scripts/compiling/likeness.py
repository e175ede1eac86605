"""From labelled phrases to the weight of each word and pair of words, for `isocourse.triage.likeness`.

What is counted: in how many phrases of a kind a trait stands, and in how many others. A weight is the logarithm of how
much more often it stands in the kind (with `SMOOTH` more on both sides, so that what was seen once says little).
"""

from __future__ import annotations

import csv
import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from compiling.sources import source
from compiling.words import SAID
from isocourse.content import FOLDER
from isocourse.content.head import reviewed
from isocourse.content.shelves import END, HEAD
from isocourse.errors import Misfit
from isocourse.fields import Table, number, tables, text, texts
from isocourse.triage.likeness import BUCKETS, STEPS, ZERO, bucket, traits, weight
from isocourse.triage.words import split

PHRASES: Final = Path(FOLDER, "en", "phrases")
TESTED: Final = SAID.parent
HEAD_FILE: Final = "en/phrases/kinds.toml"
COLUMNS: Final = ("phrase", "effect", "tier", "negated")
TIERS: Final = ("self-care", "mention", "call-today", "emergency")
SMOOTH: Final = 2.0
ROUNDS: Final = 40
LIGHTEST, HEAVIEST = 33, 126  # printable characters


class Phrase(NamedTuple):
    """A labelled phrase: its places among the weights, its effect, and its tier; a denied one is calm."""

    places: tuple[int, ...]
    effect: str
    tier: str

    @property
    def is_calm(self) -> bool:
        """Say whether it asks for no doctor today."""
        return self.tier in TIERS[:2]


def weighed(signs: Collection[str]) -> str:
    """Return the compiled weights as text. Raises Misfit with the place of what is wrong."""
    head = source(HEAD_FILE)
    reviewed(head)
    persons = " ".join(head.take("persons", texts))
    kinds = [Table(data, f"{HEAD_FILE}.kind[{at}]") for at, data in enumerate(head.take("kind", tables))]
    head.close()
    phrases = list(_phrases())
    return HEAD.decode() + "\n".join([persons, *_lines(kinds, phrases, signs)]) + END.decode()


def _lines(kinds: Iterable[Table], phrases: list[Phrase], signs: Collection[str]) -> Iterator[str]:
    for table in kinds:
        sign, bar = table.take("sign", text), table.take("bar", number(0, 20))
        tiers = frozenset(table.take("tiers", texts))
        effects = frozenset(table.maybe("effects", texts) or ())
        table.close()
        if sign not in signs or not tiers <= set(TIERS):
            raise Misfit(f"{table.where}: no sign {sign!r}, or no such tier among {sorted(tiers)}")
        inside = [phrase.tier in tiers and (not effects or phrase.effect in effects) for phrase in phrases]
        yield f"{sign} {bar} {_weights(phrases, inside, bar).decode()}"


def _weights(phrases: Sequence[Phrase], inside: Sequence[bool], bar: float) -> bytes:
    """Return the weights of a kind. A calm phrase that would reach the bar is counted once more, until none does."""
    counts = [1] * len(phrases)
    for _ in range(ROUNDS):
        weights = _counted(phrases, inside, counts)
        wrong = [at for at, one in enumerate(phrases) if one.is_calm and weight(one.places, weights) >= bar]
        for at in wrong:
            counts[at] += 1
        if not wrong:
            break
    return weights


def _counted(phrases: Iterable[Phrase], inside: Iterable[bool], counts: Iterable[int]) -> bytes:
    """Return a character for each bucket."""
    within, without = [0] * BUCKETS, [0] * BUCKETS
    sizes = [0, 0]
    for phrase, is_in, count in zip(phrases, inside, counts, strict=True):
        sizes[is_in] += count
        seen = within if is_in else without
        for at in phrase.places:
            seen[at] += count
    share = sizes[True] / sum(sizes)
    return bytes(
        _level(
            math.log(
                (one + SMOOTH)
                / ((one + other) * share + SMOOTH)
                * ((one + other) * (1 - share) + SMOOTH)
                / (other + SMOOTH)
            )
        )
        for one, other in zip(within, without, strict=True)
    )


def _level(weight: float) -> int:
    return min(HEAVIEST, max(LIGHTEST, ZERO + round(weight * STEPS)))


def _phrases() -> Iterator[Phrase]:
    """Yield the phrases of this folder, and the tests' own, which are labelled by the same columns."""
    for path in (*sorted(PHRASES.glob("*.csv")), *sorted(TESTED.glob("*said.csv"))):
        with path.open(encoding="utf-8", newline="") as handle:
            for at, row in enumerate(csv.DictReader(handle), start=2):
                if tuple(row) != COLUMNS or row["tier"] not in TIERS or row["negated"] not in {"true", "false"}:
                    raise Misfit(f"phrases/{path.name}, line {at}: must be {','.join(COLUMNS)}")
                places = tuple(bucket(trait) for trait in traits(split(row["phrase"]).words))
                yield Phrase(places, row["effect"], TIERS[0] if row["negated"] == "true" else row["tier"])
