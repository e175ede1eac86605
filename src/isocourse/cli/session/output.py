"""Where answers go: to standard output, in letters that it has, piece by piece."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from isocourse.cli.hearing import alarm
from isocourse.cli.session.clock import Now
from isocourse.cli.terminal import screen
from isocourse.cli.terminal.standard_error import complain
from isocourse.course.days import as_if
from isocourse.errors import OutputFailed
from isocourse.render.text import clean, encodable, painted, printable, wrap_all
from isocourse.typed import Any

_PIECE = 2048  # letters that are printed at once


class Output:
    """What a command says."""

    json: bool

    @staticmethod
    def width() -> int:
        """Return the columns to fill."""
        return screen.columns()

    def say(self, lines: Sequence[str]) -> None:
        """Print lines to standard output, wrapped, in letters that it has; raise where they cannot be printed."""
        self._write(self._laid_out(lines))

    def read(self, lines: Sequence[str], *, at_end: bool = False) -> None:
        """Print what is read: a page at a time where it is taller than the terminal, or from its end on."""
        self.read_text(self._laid_out(lines), at_end=at_end)

    def read_text(self, text: str, *, at_end: bool = False) -> None:
        """Print what is read as it is laid out."""
        rows = screen.rows()
        if rows is not None and text.count("\n") >= rows:
            from isocourse.cli.terminal import pager  # only what is taller than the screen

            shown = encodable(printable(text, colours=screen.colours()), sys.stdout.encoding)
            if (command := pager.wanted()) and pager.page(shown, command, at_end=at_end):
                alarm.note_seen()
                return
        self._write(text)

    def say_first(self, lines: Sequence[str]) -> None:
        """Print what must be read whatever happens next: on standard error where standard output is closed or full."""
        alarm.say_first(lines, json=self.json)

    def _laid_out(self, lines: Sequence[str]) -> str:
        """Return lines wrapped; one line stays one, whatever a patient put into it."""
        return wrap_all([line.replace("\n", " ") for line in lines], self.width())

    def is_taller(self, lines: Sequence[str]) -> bool:
        """Say whether lines do not fit a terminal: the first of them would be gone when they are read."""
        rows = screen.rows()
        return rows is not None and self._laid_out(lines).count("\n") >= rows

    def say_line(self, line: str) -> None:
        """Print one line as it is: one answer a line."""
        self._write(line + "\n")

    def say_file(self, text: str) -> None:
        """Print what is a file for another program, as it is, in UTF-8 whatever the terminal has."""
        with _printing():
            sys.stdout.flush()
            binary = getattr(sys.stdout, "buffer", None)
            _send(binary or sys.stdout, text.encode("utf-8", "replace") if binary else text)

    def say_json(self, answer: object) -> None:
        """Print one JSON object in plain ASCII."""
        import json  # only when asked for

        self._write(json.dumps(answer, ensure_ascii=True, allow_nan=False, default=_plain) + "\n")
        alarm.answered()

    def as_if(self, now: Now) -> list[str]:
        """Return the first line of an answer about another day, or nothing."""
        return [as_if(now.today)] if now.as_if else []

    def paint(self, text: str, *, fg: str | None = None, bold: bool = False) -> str:
        """Return text in colour where a person looks at a terminal that shows it."""
        return painted(screen.coloured(clean(text), fg=fg, bold=bold)) if screen.colours() else text

    def warn(self, sentence: str) -> None:
        """Write one sentence to standard error."""
        complain(sentence)

    def _write(self, text: str) -> None:
        """Print text in letters that standard output has, after an alarm that waits."""
        alarm.pay()
        with _printing():
            _send(sys.stdout, encodable(printable(text, colours=screen.colours()), sys.stdout.encoding))


@contextmanager
def _printing() -> Iterator[None]:
    """Give standard output up where it is closed or full, and tell so."""
    try:
        if sys.stdout is None:
            raise OSError("closed")  # noqa: TRY301 - the same answer as for any other failure
        yield
    except (OSError, ValueError) as problem:
        sys.stdout = None  # what Python does with a closed one; else it fails at the end
        raise OutputFailed from problem


def _send(stream: Any, what: str | bytes) -> None:  # noqa: ANN401 - a stream of either
    """Print piece by piece, so that a reader who closes the pipe early has seen some of it."""
    for begin in range(0, len(what), _PIECE):
        stream.write(what[begin : begin + _PIECE])
        stream.flush()
        alarm.note_seen()


def _plain(value: object) -> str:
    """Return dates and times as ISO 8601 text."""
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    raise TypeError(type(value).__name__)
