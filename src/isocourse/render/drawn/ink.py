"""Words in color, and tables laid out by `rich`, as lines that the last door lets through."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import lru_cache

from rich.color import ColorSystem
from rich.style import Style

from isocourse.render.text import clean, painted
from isocourse.typed import Final

_COLOURS: Final = ColorSystem.STANDARD


def ink(text: str, style: str) -> str:
    """Return clean text in a style of `rich`: a color, bold, dim."""
    return painted(_style(style).render(clean(text), color_system=_COLOURS))


def laid_out(drawing: object, width: int) -> list[str]:
    """Return what rich draws as lines of at most `width` columns, nothing blank behind them."""
    from rich.console import Console  # a tenth of a second, only for tables

    console = Console(
        file=io.StringIO(), width=width, color_system="standard", force_terminal=True, highlight=False, markup=False
    )
    lines = []
    for segments in console.render_lines(drawing, console.options, pad=False):  # type: ignore[arg-type] # what rich draws
        kept = [segment for segment in segments if not segment.control]
        while kept and not kept[-1].text.strip():
            kept.pop()
        texts = [one.text.rstrip() if one is kept[-1] else one.text for one in kept]
        lines.append("".join(_styled(text, one.style) for text, one in zip(texts, kept, strict=True)))
    return lines


def _styled(text: str, style: Style | None) -> str:
    return painted(style.render(text, color_system=_COLOURS)) if style and text.strip() else text


def keys(marks: Iterable[tuple[str, str]], width: int) -> list[str]:
    """Return what marks mean, as many on a line as fit; a mark is one column wide, whatever its color."""
    lines: list[str] = []
    used = width
    for mark, word in marks:
        needed = len(word) + 4  # two blanks, the mark, a blank
        if used + needed > width:
            lines.append("")
            used = 0
        lines[-1] += f"  {mark} {word}"
        used += needed
    return lines


@lru_cache(maxsize=32)
def _style(name: str) -> Style:
    return Style.parse(name)
