"""Lays the warning signs out so that what cannot wait is on the screen when the printing ends.

Standard library only, as for the text itself. The text is taken as it stands: blocks with an empty line between them,
the most urgent one first; in a block a heading, then signs that begin with a star, or rows of a number and what it is
for.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # `typing` and `textwrap` would be a fifth of what `isocourse warnings` does in a pipe
if TYPE_CHECKING:
    from typing import TextIO

_NARROWEST, _WIDEST = 24, 200
_DIGITS = 4  # of a believable number of columns or rows
_TWO_COLUMNS = 120  # from this width on
_GAP = 4
_PROMPT = 2  # rows that the shell takes back below what was printed
_UNKNOWN = (80, 24)
_TURNED = "The most urgent signs come last: look at the end."


def at_terminal(text: str) -> str:
    """Return the text laid out for the terminal on standard output; as it is where there is none."""
    if sys.stdout is None or not sys.stdout.isatty():
        return text
    columns, rows = _size(sys.stdout)
    return laid_out(text, columns, rows)


def narrowed(text: str, stream: TextIO | None) -> str:
    """Return a text of a few lines for the terminal that a stream is, broken anew where one line is too long for it."""
    if stream is None or not stream.isatty():
        return text
    width = max(_size(stream)[0], _NARROWEST)
    if max(map(len, text.split("\n"))) <= width:
        return text
    return "".join(f"{piece}\n" for line in _sentences(text) for piece in _wrapped(line, width) or [""])


def _sentences(text: str) -> list[str]:
    """Return the lines of a text in one piece each: one that is set in further, or starts amid a sentence, goes on."""
    lines: list[str] = []
    for line in text.rstrip("\n").split("\n"):
        before = lines[-1] if lines else ""
        amid = before and not before.startswith(" ") and not before.endswith((".", ":")) and line[:1].strip()
        if amid or (before.startswith("  ") and line.startswith("    ")):
            lines[-1] += " " + line.strip()
        else:
            lines.append(line)
    return lines


def laid_out(text: str, columns: int, rows: int) -> str:
    """Return the text at this width, the most urgent first where all of it fits, otherwise last."""
    width, height = min(max(columns, _NARROWEST), _WIDEST), max(rows - _PROMPT, 1)
    blocks = text.strip("\n").split("\n\n")
    pages = [_beside(blocks, width)] if width >= _TWO_COLUMNS else []
    pages.append(_below([_block(block, width) for block in blocks]))
    fitting = [page for page in pages if len(page) <= height]
    page = fitting[0] if fitting else _turned(blocks, width, height)
    return "".join(f"{line}\n" for line in page)


def _turned(blocks: list[str], width: int, height: int) -> list[str]:
    """Return the blocks with the most urgent one last, in the form in which all of it stays on the screen."""
    first, *rest = blocks
    urgent = _block(first, width)
    if len(urgent) > height:
        running = _running(first, width)
        urgent = running if len(running) < height + _PROMPT else _upside_down(first, width)
    return [*_wrapped(_TURNED, width), "", *_below([*(_block(block, width) for block in reversed(rest)), urgent])]


def _block(block: str, width: int) -> list[str]:
    heading, items = _parts(block)
    return [line for piece in heading for line in _wrapped(piece, width)] + [
        line for item in items for line in _wrapped(item, width)
    ]


def _running(block: str, width: int) -> list[str]:
    """Return a block with its signs one after the other, which takes fewer lines."""
    heading, items = _parts(block)
    signs = " ".join(item.strip(" *") for item in items)
    running = _wrap(signs, width, initial_indent="  ", subsequent_indent="  ")
    return [*(line for piece in heading for line in _wrapped(piece, width)), *running]


def _upside_down(block: str, width: int) -> list[str]:
    """Return a block that is taller than the screen with its first signs last, and its heading once more below them."""
    heading, items = _parts(block)
    lines = [line for piece in heading for line in _wrapped(piece, width)]
    return [*lines, *(line for item in reversed(items) for line in _wrapped(item, width)), *lines]


def _parts(block: str) -> tuple[list[str], list[str]]:
    """Return a block's heading, by sentences, and its signs or rows, each in one piece."""
    heading: list[str] = []
    items: list[str] = []
    for line in block.split("\n"):
        if line.startswith("    ") and items:
            items[-1] += " " + line.strip()
        elif line.startswith("  "):
            items.append(line)
        elif heading and not heading[-1].endswith((".", ":")):
            heading[-1] += " " + line
        else:
            heading.append(line)
    return heading, items


def _wrapped(line: str, width: int) -> list[str]:
    """Return one line in pieces of the width, what follows the first one set in; words and numbers stay whole."""
    indent = " " * 4 if line.startswith("  ") else ""
    return _wrap(line, width, subsequent_indent=indent)


def _wrap(line: str, width: int, *, initial_indent: str = "", subsequent_indent: str) -> list[str]:
    from textwrap import TextWrapper  # a pipe, and a terminal that is wide enough, need none

    return TextWrapper(
        width,
        initial_indent=initial_indent,
        subsequent_indent=subsequent_indent,
        break_on_hyphens=False,
        break_long_words=False,
    ).wrap(line)


def _below(blocks: list[list[str]]) -> list[str]:
    """Return blocks one below the other, an empty line between them."""
    return [line for block in blocks for line in ["", *block]][1:]


def _beside(blocks: list[str], width: int) -> list[str]:
    """Return blocks in two columns of about one height, the first one at the top of the left."""
    half = (width - _GAP) // 2
    made = [_block(block, half) for block in blocks]
    best: list[list[str]] = []
    for chosen in range(0, 1 << len(made), 2):  # its bits say which blocks stand on the right, never the first
        sides = [_below([one for n, one in enumerate(made) if chosen >> n & 1 == side]) for side in (0, 1)]
        best = min(best or sides, sides, key=lambda columns: max(map(len, columns)))
    left, right = best
    tall = max(len(left), len(right))
    rows = zip(left + [""] * (tall - len(left)), right + [""] * (tall - len(right)), strict=True)
    return [f"{one:{half + _GAP}}{other}".rstrip() for one, other in rows]


def _size(stream: TextIO) -> tuple[int, int]:
    """Return the columns and rows of a terminal, as the environment or the terminal itself tells them."""
    told = [os.environ.get(name, "") for name in ("COLUMNS", "LINES")]
    try:
        found = tuple(os.get_terminal_size(stream.fileno()))
    except (OSError, ValueError, AttributeError):
        found = (0, 0)
    columns, rows = (_whole(said) or seen or usual for said, seen, usual in zip(told, found, _UNKNOWN, strict=True))
    return columns, rows


def _whole(said: str) -> int:
    """Return a number of columns or rows that the environment tells; 0 where it is none."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= _DIGITS else 0
