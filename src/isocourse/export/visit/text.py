"""The visit sheet as text of sixty columns: the same blocks as the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from isocourse.export.visit.parts import Block
from isocourse.render.text import clean, wrap
from isocourse.typed import Final

WIDTH: Final = 60


def as_text(title: str, parts: Sequence[Block], foot: str) -> str:
    """Return the sheet as lines of at most sixty columns, with a line end."""
    lines = [*_wrapped(title), ""]
    for part in parts:
        lines += [*_wrapped(part.title.upper()), *_lines(part), ""]
    return "\n".join([*lines, *_wrapped(foot)]) + "\n"


def _lines(part: Block) -> Iterator[str]:
    for line in part.lines:
        yield from _wrapped(f"{'! ' if part.urgent else '  '}{line}")
    if part.table:
        for row in part.table.told:
            yield from _wrapped(f"  {row}")
    for line in part.after:
        yield from _wrapped(f"  {line}")
    for line in part.quotes:
        yield from _wrapped(f"  * {line}")


def _wrapped(line: str) -> list[str]:
    """Return a line broken to the width; a word that is longer is broken too."""
    found = []
    for piece in wrap(clean(line), WIDTH):
        indent = piece[: len(piece) - len(piece.lstrip())]
        while len(piece) > WIDTH:
            found.append(piece[:WIDTH])
            piece = indent + piece[WIDTH:]  # noqa: PLW2901 - what is left of it
        found.append(piece)
    return found
