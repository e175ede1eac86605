"""What is compiled is read from the TOML itself, never from a form that was compiled before."""

from __future__ import annotations

from isocourse.content import read_toml
from isocourse.fields import Table


def source(name: str) -> Table:
    """Return a TOML file of the reviewed facts as one table."""
    return Table(read_toml(name), name)
