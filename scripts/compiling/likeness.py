"""From labelled phrases to the weight of each word and pair of words, for `isocourse.triage.likeness`.

What is counted: in how many phrases of a kind a trait stands, and in how many others. A weight is the logarithm of how
much more often it stands in the kind (with `SMOOTH` more on both sides, so that what was seen once says little).
"""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from compiling.sources import source
from compiling.words import SAID
from isocourse.content import FOLDER
from isocourse.content.head import reviewed
from isocourse.content.shelves import END, HEAD
from isocourse.errors import Misfit
from isocourse.fields import Table, number, tables, text, texts
from isocourse.triage.likeness import BUCKETS, STEPS, ZERO, bucket, traits
from isocourse.triage.words import split

PHRASES: Final = Path(FOLDER, "en", "phrases")
TESTED: Final = SAID.parent
HEAD_FILE: Final = "en/phrases/kinds.toml"
COLUMNS: Final = ("phrase", "effect", "tier", "negated")
TIERS: Final = ("self-care", "mention", "call-today", "emergency")
SMOOTH: Final = 3.0
LIGHTEST, HEAVIEST = 33, 126  # printable characters


class Phrase(NamedTuple):
    """A labelled phrase: its places among the weights, its effect, and its tier; a denied one is calm."""

    places: frozenset[int]
    effect: str
    tier: str


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
        yield f"{sign} {bar} {_weights(phrases, tiers, effects)}"


def _weights(phrases: Iterable[Phrase], tiers: Collection[str], effects: Collection[str]) -> str:
    """Return a character for each bucket."""
    inside, outside = Counter[int](), Counter[int]()
    sizes = Counter[bool]()
    for phrase in phrases:
        is_in = phrase.tier in tiers and (not effects or phrase.effect in effects)
        (inside if is_in else outside).update(phrase.places)
        sizes[is_in] += 1
    share = sizes[True] / sizes.total()
    levels = [ZERO] * BUCKETS
    for at in inside.keys() | outside.keys():
        often = inside[at] + outside[at]
        more = math.log((inside[at] + SMOOTH) / (often * share + SMOOTH))
        less = math.log((outside[at] + SMOOTH) / (often * (1 - share) + SMOOTH))
        levels[at] = min(HEAVIEST, max(LIGHTEST, ZERO + round((more - less) * STEPS)))
    return "".join(map(chr, levels))


def _phrases() -> Iterator[Phrase]:
    """Yield the phrases of this folder, and the tests' own, which are labelled by the same columns."""
    for path in (*sorted(PHRASES.glob("*.csv")), *sorted(TESTED.glob("*said.csv"))):
        with path.open(encoding="utf-8", newline="") as handle:
            for at, row in enumerate(csv.DictReader(handle), start=2):
                if tuple(row) != COLUMNS or row["tier"] not in TIERS or row["negated"] not in {"true", "false"}:
                    raise Misfit(f"phrases/{path.name}, line {at}: must be {','.join(COLUMNS)}")
                places = frozenset(bucket(trait) for trait in traits(split(row["phrase"]).words))
                yield Phrase(places, row["effect"], TIERS[0] if row["negated"] == "true" else row["tier"])
