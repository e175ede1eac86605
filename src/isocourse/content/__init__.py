"""The reviewed facts that come with the program, and the only code that reads them.

Each file of TOML in this folder holds one kind of fact; each loader opens only the file that it needs.
"""

from __future__ import annotations

import os

from isocourse.errors import ContentBroken, Misfit
from isocourse.fields import Table

FOLDER = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 - pathlib is a start-up cost on the hot path


def load(name: str) -> Table:
    """Return the TOML file `name` of this folder as one table."""
    import tomllib  # noqa: PLC0415 - only commands that read content pay for it

    try:
        with open(os.path.join(FOLDER, name), "rb") as handle:  # noqa: PTH118, PTH123 - as above
            return Table(tomllib.load(handle), name)
    except (OSError, tomllib.TOMLDecodeError, Misfit) as problem:
        raise ContentBroken(f"The facts that come with isocourse ({name}) are damaged. Install it again.") from problem
