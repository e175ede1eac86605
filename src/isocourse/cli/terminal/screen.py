"""What the streams are: how wide, and whether colours are shown there. Needs nothing that can break."""

from __future__ import annotations

import os
import sys
from typing import Final

_NARROWEST, _WIDEST = 24, 100
_RED: Final = "\x1b[31m\x1b[1m"
_END: Final = "\x1b[0m"


def columns() -> int:
    """Return the columns to fill."""
    import shutil  # noqa: PLC0415 - nothing to wrap, nothing to load

    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((80, 24)).columns))


def rows() -> int | None:
    """Return how many lines a person sees at once; None where nobody looks at a terminal."""
    import shutil  # noqa: PLC0415 - as above

    seen = sys.stdout is not None and sys.stdout.isatty()
    return shutil.get_terminal_size((80, 24)).lines if seen else None


def colours() -> bool:
    """Say whether a person looks at a terminal that shows colours. An empty NO_COLOR counts as not set.

    ISOCOURSE_PLAIN=1 is for those who hear the screen: plain words as in a pipe.
    """
    return (
        not os.environ.get("NO_COLOR")
        and not os.environ.get("ISOCOURSE_PLAIN")
        and os.environ.get("TERM") != "dumb"
        and sys.stdout is not None
        and sys.stdout.isatty()
    )


def alarming(text: str, **_: object) -> str:
    """Return a head line in bold red where colours are shown."""
    if not colours():
        return text
    from isocourse.render.text import clean, painted  # noqa: PLC0415 - most screens show no colours

    return painted(f"{_RED}{clean(text)}{_END}")
