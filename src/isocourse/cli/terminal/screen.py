"""What the streams are: how wide, and whether colours are shown there. Needs nothing that can break."""

from __future__ import annotations

import os
import sys

from isocourse.typed import Final

_NARROWEST, _WIDEST = 24, 100
_BOLD, _END = "\x1b[1m", "\x1b[0m"
_COLOURS: Final = {None: "", "red": "\x1b[31m", "green": "\x1b[32m", "yellow": "\x1b[33m"}


def columns() -> int:
    """Return the columns to fill."""
    return max(_NARROWEST, min(_WIDEST, _size("COLUMNS", 80, 0)))


def rows() -> int | None:
    """Return how many lines a person sees at once; None where nobody looks at a terminal."""
    seen = sys.stdout is not None and sys.stdout.isatty()
    return _size("LINES", 24, 1) if seen else None


def _size(named: str, usual: int, which: int) -> int:
    """Return what the environment says of a size, else the terminal. As `shutil` does, which loads four compressors."""
    given = os.environ.get(named, "")
    if given.isdecimal() and int(given):
        return int(given)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno())[which] or usual if sys.__stdout__ else usual
    except (OSError, ValueError):  # no terminal, or a closed one
        return usual


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


def coloured(text: str, *, fg: str | None = None, bold: bool = False) -> str:
    """Return text with the codes of a colour."""
    return f"{_COLOURS[fg]}{_BOLD if bold else ''}{text}{_END}"


def alarming(text: str, **_: object) -> str:
    """Return a head line in bold red where colours are shown."""
    if not colours():
        return text
    from isocourse.render.text import clean, painted  # most screens show no colours

    return painted(coloured(clean(text), fg="red", bold=True))
