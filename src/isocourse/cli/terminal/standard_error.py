"""One sentence on standard error."""

from __future__ import annotations

import re
import sys
from contextlib import suppress

from isocourse.cli.terminal.screen import columns
from isocourse.render.text import encodable, visible, wrap
from isocourse.typed import Final

# What was typed, quoted or in one piece; never a path, which has to be found again.
_TOO_LONG: Final = r"'[^'/][^']{300,}'|[^\s'/]{300,}"

_OPTION: Final = r"^(?:--[a-z-]+|[A-Z]+): "


def complain(sentence: str, name: str = "isocourse: ") -> None:
    """Write one sentence to standard error, free of control characters; silent where there is no such stream.

    A terminal gets it wrapped, everything else in one line.
    """
    said = name + re.sub(_TOO_LONG, lambda long: f"{long[0][:100]}...", visible(sentence))
    try:
        lines = wrap(said, columns()) if sys.stderr.isatty() else [said]
    except (AttributeError, OSError, ValueError):
        lines = [said]
    tell("\n".join(lines) + "\n")


def tell(text: str) -> None:
    """Write text to standard error as it is. A stream that failed is given up: or the interpreter fails on it again."""
    try:
        sys.stderr.write(encodable(text, sys.stderr.encoding))
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):
        sys.stderr = None


def explain(sentence: str) -> None:
    """Say why an answer cannot be used, without the name of the option that the question stands for."""
    plain = re.sub(_OPTION, "", sentence)
    complain(plain[:1].upper() + plain[1:], name="  ")


def stop() -> None:
    """Say that the run was stopped, on a line of its own below what stands on the screen."""
    with suppress(AttributeError, OSError, ValueError):
        if sys.stderr.isatty():
            tell("\n")
    complain("Stopped. Nothing was saved.")
