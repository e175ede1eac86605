"""What is drawn at a terminal, and that the same is told in plain words elsewhere."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
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
        f"log my lips are cracked and bleeding --severity severe --on {ago(9)}",
        f"log my knees ache --severity moderate --on {ago(4)}",
        f"log tired all day --on {ago(3)}",
        f"dose missed --on {ago(5)} --reason forgot",
    ]
    for line in lines:
        assert shell(tmp_path, f"isocourse {line}").code == 0
    return tmp_path


def _at(home: Path, *argv: str, columns: int = 80, **more: str) -> str:
    """Return what a terminal of 60 lines shows."""
    ran = at_terminal(home, list(argv), [], columns, 0, **{"LINES": "60", **more})
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


LOOKED_AT = ("checklist", "status", "plan", "chart", "history", "guide", "guide alcohol")


def _bare(shown: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", shown)


@pytest.mark.parametrize(("columns", "rows"), [(24, 20), (60, 20), (80, 24), (120, 40), (200, 50)])
def test_nothing_is_wider_than_the_terminal(home: Path, columns: int, rows: int) -> None:
    """In a terminal of any size no line of what is drawn is wider than it, but for a command that can be typed."""
    for command in LOOKED_AT:
        ran = at_terminal(home, ["--no-pager", *command.split()], [], columns, rows)
        assert ran.code == 0
        assert "\x1b[" in ran.out or (command, columns) == ("status", 24), command  # no room for bars
        for line in _bare(ran.out).splitlines():
            assert len(line) <= columns or "isocourse " in line, (command, line)


@pytest.mark.parametrize("rows", [20, 24])
def test_the_verdict_is_last_of_what_is_taller(home: Path, rows: int) -> None:
    """Checklist and plan end with their verdict where they are taller than the terminal."""
    for command in ("checklist", "plan"):
        shown = _bare(at_terminal(home, [command], [], 60, rows).out)
        assert shown.count("\n") < rows or shown.rindex("NOT READY") > shown.index("By the rules"), command


def test_history_is_a_table_by_day(home: Path) -> None:
    """Each day stands once, a block says how bad it was, and every entry of the plain list is there with its id."""
    shown = _bare(_at(home, "--no-pager", "history"))
    assert re.search(r"^[A-Z][a-z]{2} [A-Z][a-z]{2} \d+ +█  dry, cracked lips · severe · ", shown, re.MULTILINE)
    assert "▅  aching joints or muscles · moderate" in shown
    words = " ".join(re.sub(r"[▂▅█▒]", " ", shown).split())
    plain = shell(home, "isocourse history").out
    assert all(word in words for word in re.sub(r"\d{4}-\d{2}-\d{2}  ", "", plain).split())


def test_chart_draws_blocks_and_says_the_same_words(home: Path) -> None:
    """How bad it was is a block, and below each picture stand the same words as in a pipe."""
    shown, plain = _bare(_at(home, "--no-pager", "chart")), shell(home, "COLUMNS=80 isocourse chart").out

    def told(text: str) -> list[str]:
        return re.findall(r"^In words:\n(?:  .*\n)+", text, re.MULTILINE)

    assert told(shown) == told(plain)
    assert len(told(shown)) == 3
    assert re.search(r"^  dry, cracked lips +[·▂▅█▒ ]+$", shown, re.MULTILINE)


def test_the_guide_says_the_same_in_color(home: Path) -> None:
    """Topics and their list hold the same words in color and in a pipe."""
    for command in ("guide", "guide alcohol", "guide brands"):
        shown, plain = _at(home, "--no-pager", *command.split()), shell(home, f"COLUMNS=80 isocourse {command}").out
        assert _bare(shown).split() == plain.split()


PAGER = "sh -c 'echo PAGER; cat'"


@pytest.mark.parametrize("command", ["chart", "history", "guide", "manual"])
def test_what_is_read_goes_through_the_pager(home: Path, command: str) -> None:
    """What is taller than the terminal is shown by PAGER; not with --no-pager, an empty PAGER, plain words, a pipe."""
    assert at_terminal(home, [command], [], 60, 10, PAGER=PAGER).out.startswith("PAGER\n")
    for argv, environ in (
        (["--no-pager", command], {"PAGER": PAGER}),
        (["--plain", command], {"PAGER": PAGER}),
        ([command], {"PAGER": ""}),
        ([command], {"PAGER": "no-such-program"}),
        ([command], {"PAGER": PAGER, "TERM": "dumb"}),
    ):
        ran = at_terminal(home, argv, [], 60, 10, **environ)
        assert (ran.code, "PAGER\n" in ran.out[:10]) == (0, False), (argv, environ)
    assert "PAGER" not in shell(home, f'PAGER="{PAGER}" isocourse {command} | head -1').both[:10]


def test_a_pager_that_fails_hides_nothing(home: Path) -> None:
    """Where PAGER ends with an error, the text is printed as it is without one."""
    shown = at_terminal(home, ["guide", "pregnancy"], [], 60, 10, PAGER="false")
    plain = at_terminal(home, ["guide", "pregnancy"], [], 60, 10, PAGER="")
    assert (shown.code, shown.out) == (0, plain.out)


def test_what_cannot_wait_has_no_pager(home: Path) -> None:
    """Warnings, answers to words and the checklist never wait in a pager; nor does what fits the screen."""
    for command in ("warnings", "ask crushing chest pain", "log crushing chest pain", "checklist", "status"):
        assert "PAGER" not in at_terminal(home, command.split(), [], 60, 5, PAGER=PAGER).out
    assert "PAGER" not in at_terminal(home, ["guide", "alcohol"], [], 60, 50, PAGER=PAGER).out


def test_less_begins_at_the_end_of_the_history(home: Path) -> None:
    """Where `less` is there, the history opens at its end, where the latest stands, and `q` leaves it."""
    if shutil.which("less") is None:
        pytest.skip("less is not installed here")
    ran = at_terminal(home, ["history"], [("tired all day", b"q")], 60, 8)
    assert ran.code == 0
    assert "settings:" not in ran.out


def test_the_tour_waits_for_who_reads(tmp_path: Path) -> None:
    """At a terminal the tour stops after each command until Enter, and can be left; with --no-pager it runs through."""
    left = at_terminal(tmp_path, ["tour"], [("Enter: go on", b"\n"), ("Enter: go on", b"\x03")], 80, 24)
    assert left.code == 130
    assert "$ isocourse log" in left.out
    assert "checklist --" not in left.out
    left = at_terminal(tmp_path, ["tour"], [("q: leave", b"q\n")], 80, 24)
    assert (left.code, "its record is gone" in left.out) == (0, True)
    through = at_terminal(tmp_path, ["--no-pager", "tour"], [], 80, 24)
    assert through.code == 0
    assert "That was the tour" in through.out
    assert "Enter: go on" not in through.out
