"""What is drawn at a terminal, and that the same is told in plain words elsewhere."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path

import pytest

from shell import at_terminal, shell

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such terminals there")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A course in its second month with an open window."""

    def ago(days: int) -> str:
        return str(dt.datetime.now(dt.UTC).date() - dt.timedelta(days=days))

    lines = [
        f"start --category can-become-pregnant --zone UTC --weeks 20 --started {ago(30)} --fills-before 1"
        f" --last-fill {ago(31)}",
        f"done contraception --form iud --form condom --on {ago(90)}",
        f"done test --specimen {ago(2)} --result negative --setting medical",
    ]
    for line in lines:
        assert shell(tmp_path, f"isocourse {line}").code == 0
    return tmp_path


def _at(home: Path, *argv: str, columns: int = 80, **more: str) -> str:
    """Return what a terminal of 60 lines shows."""
    ran = at_terminal(home, list(argv), [], columns, **{"LINES": "60", **more})
    assert ran.code == 0
    return ran.out


def test_the_window_is_drawn_with_today_marked(home: Path) -> None:
    """At a terminal in colour the days of the window stand in a row, today in brackets, and each state is a word."""
    said = _at(home, "checklist")
    assert re.search(r"^Window +[A-Z][a-z][a-z] ", said, re.MULTILINE)
    assert f"[{dt.datetime.now(dt.UTC).day}]" in said
    assert "\x1b[32mdone\x1b[0m" in said
    assert "to do" in said


def test_plain_words_where_they_are_wanted(home: Path) -> None:
    """With NO_COLOR, ISOCOURSE_PLAIN=1 or --plain the terminal gets what a pipe gets."""
    piped = shell(home, "COLUMNS=80 isocourse checklist").out
    assert "Window " not in piped
    assert _at(home, "checklist", NO_COLOR="1") == piped
    assert _at(home, "checklist", ISOCOURSE_PLAIN="1") == piped
    assert _at(home, "--plain", "checklist") == piped


def test_the_verdict_is_last_where_the_screen_is_too_short(home: Path) -> None:
    """What is taller than the terminal ends with its verdict; what fits says it once."""
    short = _at(home, "--plain", "checklist", LINES="12")
    assert short.count("NOT READY: 2 steps left.") == 2
    assert short.rindex("NOT READY") > short.index("By the rules")
    assert _at(home, "--plain", "checklist").count("NOT READY") == 1


@pytest.mark.parametrize("columns", [24, 40, 60, 200])
def test_nothing_is_wider_than_the_terminal(home: Path, columns: int) -> None:
    """No line of a drawn screen is wider than the terminal, but for a command that can be typed."""
    for command in ("checklist", "status"):
        for line in re.sub(r"\x1b\[[0-9;]*m", "", _at(home, command, columns=columns)).splitlines():
            assert len(line) <= columns or "isocourse " in line, (command, line)
