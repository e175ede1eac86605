from __future__ import annotations

import io
import sys

import pytest

from isocourse.cli.terminal.standard_error import complain, explain, stop

LONG = "--on: 'soon' is not a date that can be read. Write it as 2026-11-22, today, yesterday, or monday."


class _Screen(io.StringIO):
    encoding = "ascii"

    def isatty(self) -> bool:
        return True


def _at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> _Screen:
    """Make standard error a terminal of 60 columns."""
    found = _Screen()
    monkeypatch.setattr(sys, "stderr", found)
    monkeypatch.setenv("COLUMNS", "60")
    return found


def test_a_terminal_gets_it_wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal a sentence is broken between words, at the width of the screen."""
    screen = _at_a_terminal(monkeypatch)
    complain(LONG)
    lines = screen.getvalue().splitlines()
    assert len(lines) == 2
    assert all(len(line) <= 60 for line in lines)
    assert " ".join(line.strip() for line in lines) == f"isocourse: {LONG}"


def test_a_pipe_gets_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Anywhere else a sentence is one line."""
    complain(LONG)
    assert capsys.readouterr().err == f"isocourse: {LONG}\n"


def test_an_answer_is_explained_without_the_option(monkeypatch: pytest.MonkeyPatch) -> None:
    """At a question the option's name, which nobody has typed, is left out."""
    screen = _at_a_terminal(monkeypatch)
    explain("--mg: '40mg' is not a number from 1 to 200")
    explain("WHAT: 'x' is not one of: taken, missed, extra")
    explain("write it")
    assert screen.getvalue() == (
        "  '40mg' is not a number from 1 to 200\n  'x' is not one of: taken, missed, extra\n  Write it\n"
    )


def test_stopped_has_a_line_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was typed stands on the line above."""
    screen = _at_a_terminal(monkeypatch)
    stop()
    assert screen.getvalue() == "\nisocourse: Stopped. Nothing was saved.\n"


@pytest.mark.parametrize("stream", [None, io.TextIOWrapper(io.BytesIO(), encoding="ascii")])
def test_without_a_stream(monkeypatch: pytest.MonkeyPatch, stream: io.TextIOWrapper | None) -> None:
    """With no standard error, or a closed one, nothing is said and nothing fails."""
    if stream is not None:
        stream.close()
    monkeypatch.setattr(sys, "stderr", stream)
    complain(LONG)
    stop()


def test_letters_that_the_stream_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence is printed in letters that the stream has, and without control characters."""
    screen = _at_a_terminal(monkeypatch)
    complain("40 \u00d7 \x1b[31m \u75db")
    assert screen.getvalue() == "isocourse: 40 x \\x1b[31m ?\n"


def test_a_terminal_that_has_gone_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the terminal was closed meanwhile, nothing is said and nothing fails."""

    class Gone(io.StringIO):
        def isatty(self) -> bool:
            raise OSError("gone")

    monkeypatch.setattr(sys, "stderr", Gone())
    stop()
    complain(LONG)
