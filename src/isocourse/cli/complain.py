"""One sentence on standard error."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from typing import Final

from isocourse.render.text import encodable, visible, wrap

# What was typed, quoted or in one piece; never a path, which has to be found again.
_TOO_LONG: Final = re.compile(r"'[^'/][^']{300,}'|[^\s'/]{300,}")

_OPTION: Final = re.compile(r"^(?:--[a-z-]+|[A-Z]+): ")
_NARROWEST, _WIDEST = 40, 100


def complain(sentence: str, name: str = "isocourse: ") -> None:
    """Write one sentence to standard error, free of control characters; silent where there is no such stream.

    A terminal gets it wrapped, everything else in one line.
    """
    said = name + _TOO_LONG.sub(lambda long: f"{long[0][:100]}...", visible(sentence))
    try:
        lines = wrap(said, columns()) if sys.stderr.isatty() else [said]
        sys.stderr.write(encodable("\n".join(lines) + "\n", sys.stderr.encoding))
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):
        return


def explain(sentence: str) -> None:
    """Say why an answer cannot be used, without the name of the option that the question stands for."""
    plain = _OPTION.sub("", sentence)
    complain(plain[:1].upper() + plain[1:], name="  ")


def stop() -> None:
    """Say that the run was stopped, on a line of its own below what stands on the screen."""
    with suppress(AttributeError, OSError, ValueError):
        if sys.stderr.isatty():
            sys.stderr.write("\n")
    complain("Stopped. Nothing was saved.")


def columns() -> int:
    """Return the columns to fill."""
    import shutil  # noqa: PLC0415 - nothing to wrap, nothing to load

    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((80, 24)).columns))
