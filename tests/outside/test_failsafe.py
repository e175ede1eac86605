"""What must print whatever is broken: the warning signs, and the crisis lines of everything that takes words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

import isocourse
from isocourse.failsafe import emergency
from patient import Patient

PACKAGE = Path(isocourse.__file__).parent
START = "start --category cannot-become-pregnant --zone America/Chicago --weeks 20"
CRISIS, WARNINGS = emergency.CRISIS, emergency.WARNINGS
DESPAIR = "isocourse log i want to die"


class Ran(NamedTuple):
    """What a command left behind: exit code, standard output and standard error as bytes."""

    code: int
    out: bytes
    err: bytes


class Shell:
    """Runs the program as a process of its own, by a line of `sh` in which `isocourse` stands for it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.python = [sys.executable]
        self.folder = home
        self.environ = {"PATH": os.environ["PATH"], "HOME": str(home)}

    def __call__(self, line: str, stdin: bytes = b"", **environ: str) -> Ran:
        """Run one line."""
        command = " ".join([*self.python, "-m", "isocourse"])
        done = subprocess.run(
            ["sh", "-c", f'isocourse() {{ {command} "$@"; }}; {line}'],  # noqa: S607 - any shell will do
            input=stdin,
            capture_output=True,
            cwd=self.folder,
            env={**self.environ, **environ},
            timeout=60,
            check=False,
        )
        assert b"Traceback" not in done.stdout + done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A shell in an empty home."""
    return Shell(tmp_path)


def _nothing(_: Shell) -> None:
    return


def _sources_alone(shell: Shell) -> None:
    shell.python = [sys.executable, "-S", "-E"]
    shell.folder = PACKAGE.parent


def _without_data(shell: Shell) -> None:
    shutil.copytree(PACKAGE, shell.home / "isocourse", ignore=shutil.ignore_patterns("__pycache__", "*.toml", "*.json"))


def _without_content(shell: Shell) -> None:
    shutil.copytree(PACKAGE, shell.home / "isocourse", ignore=shutil.ignore_patterns("__pycache__", "content"))


def _no_home(shell: Shell) -> None:
    del shell.environ["HOME"]


def _broken(content: bytes) -> Callable[[Shell], None]:
    def lay(shell: Shell) -> None:
        folder = shell.home / ".local/share/isocourse"
        folder.mkdir(parents=True)
        (folder / "course.toml").write_bytes(content)

    return lay


def _environ(**more: str) -> Callable[[Shell], None]:
    return lambda shell: shell.environ.update(more)


CONDITIONS: dict[str, Callable[[Shell], None]] = {
    "nothing wrong": _nothing,
    "no HOME": _no_home,
    "HOME nowhere": _environ(HOME="/nonexistent"),
    "broken record": _broken(b"\xff\xfe not toml ["),
    "cut-short record": _broken(b"schema = 1\n"),
    "ascii": _environ(PYTHONIOENCODING="ascii:strict", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"),
    "cp1252, one column": _environ(PYTHONIOENCODING="cp1252", COLUMNS="1", TERM="dumb"),
    "no package data": _without_data,
    "no content at all": _without_content,
    "no typer": _sources_alone,
}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_warnings_whatever_is_broken(shell: Shell, condition: str) -> None:
    """The warning signs are printed whole, and the exit code is 0."""
    CONDITIONS[condition](shell)
    ran = shell("isocourse warnings")
    assert (ran.code, ran.out.decode(), ran.err) == (0, WARNINGS, b"")


@pytest.mark.parametrize("condition", CONDITIONS)
def test_crisis_lines_whatever_is_broken(shell: Shell, condition: str) -> None:
    """The crisis lines are the first thing that is printed, and no traceback follows."""
    CONDITIONS[condition](shell)
    ran = shell(DESPAIR)
    assert ran.out.decode("utf-8", "replace").startswith(CRISIS)
    assert ran.code in {1, 3, 70}


def test_utf_16(shell: Shell) -> None:
    """A terminal that takes UTF-16 gets it."""
    assert shell("isocourse warnings", PYTHONIOENCODING="utf-16").out.decode("utf-16") == WARNINGS


@pytest.mark.parametrize("where", [">&-", ">/dev/full"])
def test_stdout_closed_or_full(shell: Shell, where: str) -> None:
    """Where standard output is closed or full, both go to standard error, and the exit code says that output failed."""
    if where == ">/dev/full" and not Path("/dev/full").exists():
        pytest.skip("this system has no full device")
    ran = shell(f"isocourse warnings {where}")
    assert (ran.code, ran.err.decode()) == (3, WARNINGS)
    ran = shell(f"isocourse ask i want to die {where}")
    assert ran.err.decode().startswith(CRISIS)
    assert ran.code == 3
    assert shell(f"isocourse --help {where}; test $? -ne 70").code == 0


def test_both_closed(shell: Shell) -> None:
    """Without any stream left the exit code is not 0."""
    assert shell("isocourse warnings >&- 2>&-").code == 3
    assert shell("isocourse log i want to die >&- 2>&-").code in {1, 3}


def test_stderr_closed(shell: Shell) -> None:
    """With standard error closed, crisis lines of a JSON answer still reach the patient."""
    ran = shell("isocourse ask --json i want to die 2>&-")
    assert CRISIS in ran.out.decode()


def test_stdin_closed(shell: Shell) -> None:
    """With standard input closed, what has to be asked is an error that names it."""
    ran = shell("isocourse log <&-")
    assert (ran.code, ran.out) == (2, b"")
    assert b"WORDS is missing" in ran.err
    assert shell("isocourse log dry lips --note - <&-").code == 1


def test_read_only_home(shell: Shell) -> None:
    """In a home where nothing can be written, `start` says that nothing was saved; both lists still print."""
    if os.geteuid() == 0:
        (shell.home / ".local").write_text("a file where a folder should be", encoding="utf-8")
    else:
        shell.home.chmod(0o500)
    ran = shell(f"isocourse {START}")
    shell.home.chmod(0o700)
    assert ran.code == 3
    assert b"not saved" in ran.err.lower() or b"cannot" in ran.err


def test_stdin_that_is_no_text(shell: Shell) -> None:
    """Bytes that are no text do not keep the crisis lines back, in any locale."""
    for environ in ({}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        ran = shell("isocourse log -", stdin=b"\xff\xfe i want to die \x80", **environ)
        assert ran.out.decode().startswith(CRISIS)
        assert ran.code == 1


def test_arguments_that_are_no_text(shell: Shell) -> None:
    """Bytes on the command line that are no text do not keep the crisis lines back either."""
    ran = shell("isocourse log \"$(printf '\\377 i want to die')\"")
    assert ran.out.decode().startswith(CRISIS)


@pytest.mark.parametrize(
    "line",
    [
        "log --nonsense i want to die",
        "log i want to die --severity awful",
        "log i want to die --on 31/12/2026",
        "ask --as-of never i want to die",
        "log dry lips --note 'i want to die'",
        "note i want to die",
        "frobnicate i want to die",
        "start --doctor 'i want to die'",
        "pause --reason 'i want to die'",
        "dose missed --reason 'i want to die'",
        "--nonsense i want to die",
        "done 'i want to die'",
        "guide i want to die",
        "fix 0000 --note 'i want to die'",
    ],
)
def test_no_mistake_keeps_the_crisis_lines_back(patient: Patient, line: str) -> None:
    """Whatever is wrong on the line, the crisis lines are printed before the complaint, once."""
    result = patient(line)
    assert result.out.startswith(CRISIS)
    assert result.out.count("988lifeline") == 1


@pytest.mark.parametrize("line", ["log -", "ask -", "note -", "log dry lips --note -", "pause --reason -"])
def test_words_on_stdin(patient: Patient, line: str) -> None:
    """Words read from standard input are heard as well."""
    patient.must(START)
    result = patient(line, stdin="I feel like ending it all\n")
    assert (result.err if line == "ask -" else result.out).count(CRISIS) == 1


@pytest.mark.parametrize("line", ["log", "ask", "note", "start", "done test"])
def test_words_at_a_prompt(patient: Patient, line: str) -> None:
    """Whatever a prompt asks for, words of self-harm typed there bring up the crisis lines."""
    if line not in {"start", "log", "ask"}:
        patient.must(START)
    result = patient(line, stdin="i want to die\n", terminal=True)
    assert CRISIS in result.out


def test_json_keeps_stdout_clean(patient: Patient) -> None:
    """With JSON the crisis lines go to standard error, and standard output holds one JSON object."""
    for line in ("ask --json i want to die", "log --json i want to die"):
        result = patient(line)
        assert result.err.startswith(CRISIS)
        assert result.json["urgency"] == "emergency"
    result = patient("ask --json -", stdin="dry lips\n\ni want to die\n")
    assert result.err == CRISIS
    assert len(result.out.splitlines()) == 3


@pytest.mark.parametrize("line", ["warnings --nonsense", "warnings now please", "--nonsense warnings now"])
def test_a_mistake_keeps_no_warning_back(patient: Patient, line: str) -> None:
    """A mistake beside `warnings` is told, and the warning signs are printed all the same."""
    result = patient(line)
    assert result.code == 2
    assert result.out == WARNINGS


def test_screen_full_after_saving(shell: Shell) -> None:
    """An entry that was saved while the screen was full is told as saved."""
    assert shell(f"isocourse {START}").code == 0
    ran = shell("isocourse note dry today >&-")
    assert (ran.code, ran.err) == (
        75, b"isocourse: Saved, but the answer could not be printed. Look at it: isocourse history\n",
    )  # fmt: skip
