"""What a person types at a question, and what stands on standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress

from isocourse.cli.terminal.screen import columns
from isocourse.cli.terminal.standard_error import tell
from isocourse.errors import BadValue, Stopped, reason
from isocourse.render.text import clean, encodable, printable, without_escapes, wrap


def answer(question: str) -> str:
    """Return the answer to a question, asked off standard output unless that is the terminal itself.

    Lines that wait already (a paste) belong to it; they are shown before they are used. Raises Stopped at the end.
    """
    _make_ready()
    *above, last = [piece for line in printable(question).split("\n") for piece in wrap(line, columns())]
    if above:
        tell("\n".join(above) + "\n")
    text = _line(f"{last}: ")
    while _more_waits():
        text += "\n" + _line("")
    text = without_escapes(text.strip())
    if "\n" in text:
        told = wrap(f'  Taken as one answer: "{" / ".join(map(clean, text.splitlines()))}"', columns())
        tell("\n".join(told) + "\n")
    return text


def piped() -> str:
    """Return what stands on standard input."""
    _make_ready(encoding="utf-8")
    try:
        return without_escapes(sys.stdin.read()) if sys.stdin else ""
    except OSError as problem:
        raise BadValue(f"Standard input cannot be read ({reason(problem)})") from problem


def piped_lines() -> Iterator[str]:
    """Yield the lines of standard input as they come; bytes that are no text become question marks."""
    if sys.stdin is None:
        return
    _make_ready(encoding="utf-8", newline="\n")
    for line in sys.stdin:
        yield without_escapes(line.removesuffix("\n").removesuffix("\r"))


def _line(shown: str) -> str:
    """Return one line that a person types; at a terminal it can be edited."""
    if _can_edit():
        try:
            return input(encodable(shown, sys.stdout.encoding))
        except (EOFError, KeyboardInterrupt) as problem:
            raise Stopped from problem
    if shown:
        tell(shown)
    line = sys.stdin.readline()
    if not line:
        raise Stopped
    return line.removesuffix("\n")


def _can_edit() -> bool:
    """Load what edits a line where both ends are a terminal; it keeps no history after this run."""
    if sys.stdout is None or not sys.stdout.isatty() or not sys.stdin.isatty():
        return False
    with suppress(ImportError):
        import readline  # noqa: F401 - only questions at a terminal pay for it
    return True


def _more_waits() -> bool:
    """Say whether more was pasted than one line."""
    import select  # only a question looks

    try:
        return bool(select.select([sys.stdin.fileno()], [], [], 0)[0])
    except (AttributeError, OSError, ValueError):  # no real terminal, or a system that cannot tell
        return False


def _make_ready(encoding: str | None = None, newline: str | None = None) -> None:
    """Let standard input wait for what comes, and bytes that are no text become question marks instead of an error."""
    with suppress(AttributeError, OSError, ValueError):  # closed, no text stream, or read from already
        sys.stdin.reconfigure(encoding=encoding, errors="replace", newline=newline)  # type: ignore[union-attr] # a text stream
    with suppress(AttributeError, OSError, ValueError):
        there = sys.stdin.fileno()
        if not os.get_blocking(there):
            import atexit  # hardly ever needed

            os.set_blocking(there, True)
            atexit.register(_as_it_was, there)


def _as_it_was(there: int) -> None:
    """Give standard input back to who lent it as one that does not wait."""
    with suppress(OSError):
        os.set_blocking(there, False)
