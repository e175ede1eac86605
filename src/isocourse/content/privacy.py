"""Reads what the program says about privacy."""

from __future__ import annotations

from isocourse.content import facts
from isocourse.fields import Table, texts
from isocourse.named import NamedTuple


class Privacy(NamedTuple):
    """What is kept, and what is not protected."""

    kept: tuple[str, ...]
    not_protected: tuple[str, ...]


def privacy() -> Privacy:
    """Return both lists. Raises ContentBroken when the file is missing or damaged."""
    return facts("en/privacy.toml", _privacy)


def _privacy(table: Table) -> Privacy:
    return Privacy(kept=table.take("kept", texts), not_protected=table.take("not_protected", texts))
