"""What is read, and is taller than the terminal, a page at a time: in the reader's own PAGER, `less` or `more`."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from isocourse.cli.terminal import screen
from isocourse.typed import IO, Any, Final

# Leave where all of it fits, let colors through, leave the text on the screen.
_OPTIONS: Final = "FRX"


def wanted() -> list[str] | None:
    """Return the pager's command; None where nobody looks, where plain words are wanted, or where there is none.

    A PAGER that is set but empty, and `cat`, mean none, as `--no-pager` does.
    """
    if not (screen.rows() and sys.stdin is not None and sys.stdin.isatty()):
        return None
    if os.environ.get("ISOCOURSE_PLAIN") or os.environ.get("TERM", "") in {"", "dumb"}:
        return None
    import shlex  # only a text that is taller than the screen
    import shutil

    named = os.environ.get("PAGER")
    if named is not None:
        with suppress(ValueError):
            words = shlex.split(named)
            return words if words and words != ["cat"] and shutil.which(words[0]) else None
        return None
    return next(([one] for one in ("less", "more") if os.name != "nt" and shutil.which(one)), None)


def page(text: str, command: list[str], *, at_end: bool = False) -> bool:
    """Show text in a pager and wait until it is left; say whether it was started and ended without an error.

    `less` can begin at the end, where the latest stands. Its own options are kept, and colors let through.
    """
    import signal
    import subprocess

    sys.stdout.flush()
    is_less = os.path.basename(command[0]) == "less"
    own = os.environ.get("LESS")
    options = {"LESS": f"{own} -R" if own else _OPTIONS, "LESSHISTFILE": "-"}  # no list of what was searched for
    try:
        reader: subprocess.Popen[bytes] = subprocess.Popen(  # noqa: S603 - the reader's own pager
            [*command, *(["+G"] if at_end and is_less else [])],
            stdin=subprocess.PIPE,
            env={**os.environ, **(options if is_less else {})},
        )
    except OSError:
        return False
    before: Any = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the pager's
    try:
        _fill(reader.stdin, text.encode(sys.stdout.encoding or "utf-8", "replace"))
        return reader.wait() == 0
    finally:
        signal.signal(signal.SIGINT, before)


def _fill(into: IO[bytes] | None, text: bytes) -> None:
    """Hand the text over; a reader who leaves early has read enough."""
    if into is not None:
        with suppress(OSError):
            into.write(text)
        with suppress(OSError):
            into.close()
