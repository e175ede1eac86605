"""The warning signs on a terminal: what cannot wait is on the screen when the printing ends."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isocourse.failsafe import emergency, poster
from isocourse.failsafe.emergency import WARNINGS

URGENT = WARNINGS.split("\n\n", maxsplit=1)[0]
SIGNS = [re.sub(r"\s+", " ", sign).strip() for sign in URGENT.split("\n  * ")[1:]]
SIZES = [(60, 20), (80, 24), (100, 30), (120, 40), (132, 24), (200, 50)]


def words(text: str) -> list[str]:
    """Return the words of a text, without its stars."""
    return sorted(word for word in text.split() if word != "*")


def on_screen(text: str, rows: int) -> str:
    """Return what a screen of so many rows still shows, above the row of the prompt."""
    return " ".join(" ".join(text.splitlines()[-(rows - 1) :]).split())


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_every_emergency_stays_on_the_screen(columns: int, rows: int) -> None:
    """On usual terminals the heading of the emergencies and all of them are on the screen at the end."""
    text = poster.laid_out(WARNINGS, columns, rows)
    if len(text.splitlines()) >= rows:  # else all of the text is on the screen
        seen = on_screen(text, rows)
        assert "EMERGENCY: 911 or the emergency department, now. Take no more capsules." in seen
        assert [sign for sign in SIGNS if sign not in seen] == []


@given(st.integers(-5, 400), st.integers(-5, 200))
def test_nothing_is_lost_at_any_size(columns: int, rows: int) -> None:
    """At every size each word is printed, no line is wider than the terminal, and the order is one of two."""
    text = poster.laid_out(WARNINGS, columns, rows)
    assert all(len(line) <= max(24, min(columns, 200)) for line in text.splitlines())
    assert not Counter(words(WARNINGS)) - Counter(words(text))
    if len(text.splitlines()) >= rows:
        assert "most urgent" in " ".join(text.split())[:20]
        assert text.index("NUMBERS") < text.index("EMERGENCY: ")
    else:
        assert text.startswith("EMERGENCY: ") or "most urgent" in " ".join(text.split())[:20]


@pytest.mark.parametrize("rows", [5, 12, 20])
@pytest.mark.parametrize("columns", [24, 40])
def test_a_small_screen_ends_with_the_first_sign(columns: int, rows: int) -> None:
    """Where not even the emergencies fit, the last words are their heading, and the crisis line stands above it."""
    text = poster.laid_out(WARNINGS, columns, rows)
    assert " ".join(text.split()).endswith("EMERGENCY: 911 or the emergency department, now. Take no more capsules.")
    assert "988" in on_screen(text, max(rows, 12))


def test_a_tall_terminal_reads_from_the_top() -> None:
    """Where all of it fits, the most urgent signs come first."""
    assert poster.laid_out(WARNINGS, 80, 100).startswith(URGENT.splitlines()[0])


def test_a_wide_terminal_has_two_columns() -> None:
    """From 120 columns on the list stands in two columns, the emergencies at the top of the left one."""
    first, *_ = poster.laid_out(WARNINGS, 120, 100).splitlines()
    assert re.fullmatch(r"EMERGENCY: 911 or the emergency department, now\. +CALL YOUR DOCTOR TODAY\.", first)
    assert len(poster.laid_out(WARNINGS, 119, 100).splitlines()[0]) < 60


def test_a_large_terminal_shows_all_of_it() -> None:
    """On a terminal of 200 columns and 50 rows nothing scrolls away, and the emergencies stand at the top."""
    lines = poster.laid_out(WARNINGS, 200, 50).splitlines()
    assert len(lines) < 50
    assert lines[0].startswith("EMERGENCY: ")


def test_any_blocks_are_laid_out() -> None:
    """A text of one block, or of none, is laid out as well."""
    assert poster.laid_out("HEADING\n  * one\n    two\n", 80, 24) == "HEADING\n  * one two\n"
    assert poster.laid_out("", 80, 24) == ""


def test_a_fault_of_the_layout_hides_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """When the layout fails, the signs are printed as they stand."""
    monkeypatch.setattr(poster, "at_terminal", lambda _: 1 / 0)
    assert emergency.show_warnings()
    assert capsys.readouterr().out == WARNINGS


def shown(line: str, columns: int, rows: int, home: Path, **environ: str) -> str:
    """Return what a command prints on a real terminal of this size."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "isocourse", *line.split()],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={"PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm", **environ},
        cwd=home,
    )
    os.close(theirs)
    read = b""
    with contextlib.suppress(OSError):  # what Linux says when the other side is closed
        while piece := os.read(ours, 65536):
            read += piece
    os.close(ours)
    assert process.wait(60) == 0
    return read.decode().replace("\r\n", "\n")


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_on_a_real_terminal(tmp_path: Path, columns: int, rows: int) -> None:
    """A terminal gets the layout of its own size, whatever stands behind it."""
    assert shown("warnings", columns, rows, tmp_path) == poster.laid_out(WARNINGS, columns, rows)


def test_sources_never_push_the_signs_away(tmp_path: Path) -> None:
    """On a terminal the sources stand above the signs, which end the screen."""
    text = shown("warnings --why", 80, 24, tmp_path)
    assert "Behind each sign" in text
    assert text.endswith(poster.laid_out(WARNINGS, 80, 24))


@pytest.mark.parametrize(
    ("environ", "size"),
    [
        ({"COLUMNS": "60", "LINES": "20"}, (60, 20)),
        ({"COLUMNS": "0", "LINES": "x"}, (80, 24)),
        ({"COLUMNS": "99999", "LINES": "-3"}, (80, 24)),
    ],
)
def test_the_environment_may_tell_the_size(tmp_path: Path, environ: dict[str, str], size: tuple[int, int]) -> None:
    """COLUMNS and LINES win where they are believable numbers."""
    assert shown("warnings", 80, 24, tmp_path, **environ) == poster.laid_out(WARNINGS, *size)


def test_a_terminal_without_a_size(tmp_path: Path) -> None:
    """A terminal that does not know its size is taken for one of 80 columns and 24 rows."""
    assert shown("warnings", 0, 0, tmp_path) == poster.laid_out(WARNINGS, 80, 24)


@pytest.mark.parametrize("columns", [24, 30, 50])
@pytest.mark.parametrize("text", [emergency.CRISIS, emergency.NOT_JUDGED + emergency.SHORT_LIST])
def test_the_constant_texts_fit_a_narrow_terminal(columns: int, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The crisis lines and the short list keep each word, in order, and no line is wider than the terminal."""
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    fitted = poster.narrowed(text, sys.stdout)
    assert max(map(len, fitted.splitlines())) <= columns
    assert fitted.split() == text.split()


def test_the_crisis_lines_on_a_narrow_terminal(tmp_path: Path) -> None:
    """Words of self-harm at a terminal of 30 columns get crisis lines that fit it; a wide one gets them unchanged."""
    assert max(map(len, shown("--file=I-want-to-die --version", 30, 40, tmp_path).splitlines())) <= 30
    assert emergency.CRISIS in shown("--file=I-want-to-die --version", 60, 40, tmp_path)
