"""Streams that fail: closed, full, or a pipe that nobody reads. The exit code is true, and never 120."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from shell import Ran, shell

START = "start --category cannot-become-pregnant --zone America/Chicago --weeks 20"
BROKEN = (
    "(exec 3>&1; { trap '' PIPE; sleep 0.05; isocourse %s; echo $? >code; } %s | true); read code <code; exit $code"
)
UNBUFFERED = [{}, {"PYTHONUNBUFFERED": "1"}]
NOT_PRINTED = "isocourse: The answer could not be printed: standard output is closed or full.\n"

if not Path("/dev/full").exists():
    pytest.skip("this system has no full device", allow_module_level=True)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which a course was begun."""
    folder = tmp_path_factory.mktemp("begun")
    assert shell(folder, f"isocourse {START}").code == 0
    return folder


@pytest.fixture
def home(begun: Path, tmp_path: Path) -> Path:
    """A copy of that home."""
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    return tmp_path


def _run(home: Path, line: str, where: str, more: dict[str, str]) -> Ran:
    """Run a line with streams closed, full or broken."""
    if "|" not in where:
        return shell(home, f"isocourse {line} {where}", more=more)
    return shell(home, BROKEN % (line, where.replace("|", "")), more=more)


STREAMS = {
    "stdout full": ">/dev/full",
    "stdout closed": ">&-",
    "both full": ">/dev/full 2>/dev/full",
    "both closed": ">&- 2>&-",
    "stdout full, stderr closed": ">/dev/full 2>&-",
    "stdout broken": "|",
    "both broken": "2>&1 |",
}


@pytest.mark.parametrize("streams", STREAMS)
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("log my lips are dry", 75),
        ("log crushing chest pain", 75),
        ("checklist", 3),
        ("ask crushing chest pain", 3),
        ("history --json", 3),
        ("--help", 3),
        ("--version", 3),
        ("warnings", 3),
        ("lgo", 2),
    ],
)
def test_the_exit_code_is_true(home: Path, line: str, code: int, streams: str) -> None:
    """Saved and then not printed is 75, not printed is 3, a mistake stays a mistake, whatever the streams are."""
    assert _run(home, line, STREAMS[streams], UNBUFFERED[line.startswith("log")]).code == code


@pytest.mark.parametrize("more", UNBUFFERED, ids=["buffered", "unbuffered"])
@pytest.mark.parametrize("where", ["2>/dev/full", "2>&-"])
@pytest.mark.parametrize(
    ("line", "code"), [("lgo", 2), ("undo nosuch", 1), ("--file /dev/null/x status", 3), ("log dry lips", 0)]
)
def test_standard_error_that_fails(home: Path, line: str, code: int, where: str, more: dict[str, str]) -> None:
    """Where only standard error fails, the exit code is that of the command."""
    assert shell(home, f"isocourse {line} {where}", more=more).code == code


@pytest.mark.parametrize("more", UNBUFFERED, ids=["buffered", "unbuffered"])
@pytest.mark.parametrize("line", ["manual", "history", "guide alcohol", "checklist", "status", "--help"])
def test_a_reader_who_has_seen_enough(home: Path, line: str, more: dict[str, str]) -> None:
    """A pipe that is closed after something was printed (`| head -1`) is no failure to speak of."""
    ran = shell(home, f"isocourse {line} | head -1", more=more)
    assert ran.err == ""
    assert len(ran.out.splitlines()) == 1


def test_a_reader_who_has_seen_nothing(home: Path) -> None:
    """A pipe that nobody reads is told."""
    assert NOT_PRINTED in _run(home, "status", "|", {}).err


def test_a_saved_entry_is_told_as_saved(home: Path) -> None:
    """What was saved while nothing could be printed is in the record."""
    ran = shell(home, "isocourse note dry today >/dev/full")
    assert (ran.code, ran.err) == (
        75, "isocourse: Saved, but the answer could not be printed. Look at it: isocourse history\n",
    )  # fmt: skip
    shell(home, "isocourse note also this >/dev/full 2>/dev/full")
    assert "also this" in shell(home, "isocourse history").out
