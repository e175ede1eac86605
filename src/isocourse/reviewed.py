"""What stands behind every reviewed fact: its source, how sure it is, and when it was last looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import Enum

from isocourse.named import NamedTuple


class Confidence(Enum):
    """How sure a fact is. `UNCONFIRMED` items ship only where they make the advice safer, and carry their mark."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNCONFIRMED = "unconfirmed"


class Source(NamedTuple):
    """Where a fact comes from: `kind` is primary (a regulator, a label), secondary or background."""

    id: str
    title: str
    kind: str
    link: str | None = None

    def lines(self) -> list[str]:
        """Return the source as it is listed: what it is, and where it can be read."""
        return [f"  {self.id}: {self.title} ({self.kind})", *([f"      {self.link}"] if self.link else [])]


def listed(cited: Iterable[str], known: Mapping[str, Source]) -> list[str]:
    """Return the sources that are cited as they stand below an answer."""
    return ["Sources:", *(line for name in cited if name in known for line in known[name].lines())]


class Reviewed(NamedTuple):
    """The head of a file of facts: when it was last reviewed, by when again, how sure it is, and where it holds."""

    last_reviewed: dt.date
    review_due: dt.date
    confidence: Confidence
    jurisdiction: str
