"""The labelled phrases: those of `content/en/phrases`, and the tests' own, which have the same columns."""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from isocourse.content import FOLDER
from isocourse.errors import Misfit
from isocourse.triage.knowledge import Sign
from isocourse.triage.likeness import single
from isocourse.triage.nearest import WEIGHS
from isocourse.triage.words import split

PHRASES: Final = Path(FOLDER, "en", "phrases")
TESTED: Final = Path(__file__).resolve().parents[2] / "tests" / "phrases"
COLUMNS: Final = ("phrase", "effect", "tier", "negated")
CALM: Final = ("self-care", "mention")
EMERGENCY: Final = "emergency"
TIERS: Final = (*CALM, "call-today", EMERGENCY)
NO_EFFECT: Final = ("none", "other")
TENTHS: Final = 10
LEAST_SEEN: Final = 3  # a word in fewer phrases tells of no effect
LEAST: Final = 0.5  # a weight below this tells too little to be kept


class Phrase(NamedTuple):
    """A labelled phrase; what is denied is labelled as calm."""

    words: str
    effect: str
    tier: str

    @property
    def is_alarm(self) -> bool:
        """Say whether it asks for a doctor today, or for more."""
        return self.tier not in CALM


def files() -> list[Path]:
    """Return the files of labelled phrases; the tests' own are missing where they did not come along."""
    return [*sorted(PHRASES.glob("*.csv")), *sorted(TESTED.glob("*said.csv"))]


def phrases(paths: Iterable[Path] | None = None) -> Iterator[Phrase]:
    """Yield the phrases of the files. Raises Misfit with the cell that is wrong."""
    for path in files() if paths is None else paths:
        with path.open(encoding="utf-8", newline="") as handle:
            for at, row in enumerate(csv.DictReader(handle), start=2):
                _check(row, f"phrases/{path.name}, line {at}")
                yield Phrase(row["phrase"], row["effect"], CALM[0] if row["negated"] == "true" else row["tier"])


def names(signs: Iterable[Sign]) -> Iterator[Phrase]:
    """Yield the names of signs as phrases, labelled by how urgent each sign is."""
    for sign in signs:
        tier = TIERS[max(sign.urgency.rank - 1, 0)]
        yield Phrase(sign.name, sign.effect, tier)


def speaks_of(known: Collection[str]) -> dict[str, str]:
    """Return for a word, or its beginning, the effects of whose phrases it is more often a part, with the weights.

    An effect is written as its number among those that are known; a weight is the logarithm of how much more often, in
    tenths. Raises Misfit for an effect that is not known.
    """
    numbers = {effect: at for at, effect in enumerate(known)}
    effects: Counter[str] = Counter()
    seen: dict[str, Counter[str]] = {}
    for phrase in phrases():
        if phrase.effect in NO_EFFECT:
            continue
        if phrase.effect not in numbers:
            raise Misfit(f"phrases: no such effect: {phrase.effect}, of {phrase.words!r}")
        effects[phrase.effect] += 1
        for trait in single(split(phrase.words).words):
            seen.setdefault(trait, Counter())[phrase.effect] += 1
    every = effects.total()
    shares = {effect: count / every for effect, count in effects.items()}
    weights = {trait: _weights(found, shares, numbers) for trait, found in seen.items() if found.total() >= LEAST_SEEN}
    return {trait: weight for trait, weight in sorted(weights.items()) if weight and "=" not in trait}


def _weights(found: Mapping[str, int], shares: Mapping[str, float], numbers: Mapping[str, int]) -> str:
    often = sum(found.values())
    each = {
        effect: math.log((count + shares[effect]) / (shares[effect] * (often + 1))) for effect, count in found.items()
    }
    return " ".join(
        f"{numbers[effect]}{WEIGHS}{round(more * TENTHS)}" for effect, more in sorted(each.items()) if more >= LEAST
    )


def _check(row: Mapping[str, str], where: str) -> None:
    """Raise Misfit with the cell that is wrong."""
    if tuple(row) != COLUMNS:
        raise Misfit(f"{where}: the columns must be {', '.join(COLUMNS)}")
    for column, known in (("tier", TIERS), ("negated", ("true", "false"))):
        if row[column] not in known:
            raise Misfit(f"{where}: {column} is {row[column]!r}, must be one of {', '.join(known)}")
