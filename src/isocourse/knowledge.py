"""The content's types: sources, and (below) what the reviewed facts of each kind look like once read."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


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
