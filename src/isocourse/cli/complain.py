"""One sentence on standard error."""

from __future__ import annotations

import re
import sys
from typing import Final

from isocourse.render.text import clean, encodable

# What was typed, quoted or in one piece; never a path, which has to be found again.
_TOO_LONG: Final = re.compile(r"'[^'/][^']{300,}'|[^\s'/]{300,}")


def complain(sentence: str) -> None:
    """Write one sentence to standard error, free of control characters; silent where there is no such stream."""
    sentence = _TOO_LONG.sub(lambda long: f"{long[0][:100]}...", clean(sentence))
    try:
        sys.stderr.write(encodable(f"isocourse: {sentence}\n", sys.stderr.encoding))
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):
        return
