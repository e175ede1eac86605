"""Reads what the program says about privacy."""

from __future__ import annotations

from typing import NamedTuple

from isocourse.content import load
from isocourse.fields import texts


class Privacy(NamedTuple):
    """What is kept, and what is not protected."""

    kept: tuple[str, ...]
    not_protected: tuple[str, ...]


def privacy() -> Privacy:
    """Return both lists."""
    table = load("en/privacy.toml")
    found = Privacy(kept=table.take("kept", texts), not_protected=table.take("not_protected", texts))
    table.close()
    return found
