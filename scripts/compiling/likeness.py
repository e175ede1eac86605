"""From labelled phrases to the weight of each word and pair of words, for `isocourse.triage.likeness`.

What is counted: in how many phrases of a kind a trait stands, and in how many others. A weight is the logarithm of how
much more often it stands in the kind (with `SMOOTH` more on both sides, so that what was seen once says little).
"""

from __future__ import annotations

import csv
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
ROUNDS: Final = 60
NEAR: Final = 0.08  # below the bar: what may reach it
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
    """Return a character for each bucket. A calm phrase that would reach the bar is counted again, until none does."""
    counts = ([0] * BUCKETS, [0] * BUCKETS)  # in how many other phrases a bucket is seen, and in how many of the kind
    for phrase, is_in in zip(phrases, inside, strict=True):
        for at in phrase.places:
            counts[is_in][at] += 1
    share = sum(inside) / len(phrases)
    levels = bytearray(_level(other, one, share) for other, one in zip(*counts, strict=True))
    near = [phrase for phrase in phrases if phrase.is_calm and weight(phrase.places, levels) >= bar - NEAR]
    for _ in range(ROUNDS):
        wrong = [phrase for phrase in near if weight(phrase.places, levels) >= bar]
        for at in (at for phrase in wrong for at in phrase.places):
            counts[False][at] += 1
            levels[at] = _level(counts[False][at], counts[True][at], share)
        if not wrong:
            break
    return bytes(levels)


def _level(other: int, one: int, share: float) -> int:
    """Return the character of a bucket that is seen in so many other phrases and so many of the kind."""
    often = one + other
    more = (one + SMOOTH) / (often * share + SMOOTH)
    less = (other + SMOOTH) / (often * (1 - share) + SMOOTH)
    return min(HEAVIEST, max(LIGHTEST, ZERO + round(math.log(more / less) * STEPS)))


def _phrases() -> Iterator[Phrase]:
    """Yield the phrases of this folder, and the tests' own, which are labelled by the same columns."""
    for path in (*sorted(PHRASES.glob("*.csv")), *sorted(TESTED.glob("*said.csv"))):
        with path.open(encoding="utf-8", newline="") as handle:
            for at, row in enumerate(csv.DictReader(handle), start=2):
                _check(row, f"phrases/{path.name}, line {at}")
                places = tuple(bucket(trait) for trait in traits(split(row["phrase"]).words))
                yield Phrase(places, row["effect"], TIERS[0] if row["negated"] == "true" else row["tier"])


def _check(row: Mapping[str, str], where: str) -> None:
    """Raise Misfit with the cell that is wrong."""
    if tuple(row) != COLUMNS:
        raise Misfit(f"{where}: the columns must be {', '.join(COLUMNS)}")
    for column, known in (("tier", TIERS), ("negated", ("true", "false"))):
        if row[column] not in known:
            raise Misfit(f"{where}: {column} is {row[column]!r}, must be one of {', '.join(known)}")
