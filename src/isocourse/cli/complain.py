"""One sentence on standard error."""

from __future__ import annotations

import sys

from isocourse.render.text import clean, encodable


def complain(sentence: str) -> None:
    """Write one sentence to standard error, free of control characters; silent where there is no such stream."""
    try:
        sys.stderr.write(encodable(f"isocourse: {clean(sentence)}\n", sys.stderr.encoding))
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):
        return
