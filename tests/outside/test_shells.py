"""Completion in the shells themselves, as far as they are installed here."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from patient import Patient

CASES = [
    ("isocourse sta", {"start", "status"}),
    ("isocourse --file x.toml lo", {"log"}),
    ("isocourse log --sev", {"--severity"}),
    ("isocourse --file x.toml log --sev", {"--severity"}),
    ("isocourse log --severity m", {"mild", "moderate"}),
    ("isocourse done con", {"confirmation", "consent", "contraception"}),
    ("isocourse done contraception --form con", {"condom"}),
    ("isocourse guide avoi", {"avoid"}),
    ("isocourse chart e", {"effects"}),
    ("isocourse history --kind eff", {"effect", "effects"}),
    ("isocourse completion z", {"zsh"}),
    ("isocourse start --zone America/Chi", {"America/Chicago"}),
    ("isocourse log --effect dry-l", {"dry-lips"}),
    ("isocourse --plain --no-pager hist", {"history"}),
    ("isocourse --no-pager chart e", {"effects"}),
    ("isocourse --file x.toml log --severity m", {"mild", "moderate"}),
    ("isocourse --file x.toml --plain done contraception --form con", {"condom"}),
]


def _needs(shell: str) -> str:
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"{shell} is not installed here")
    return found


def _script(patient: Patient, shell: str) -> Path:
    path = patient.home / f"completion.{shell}"
    path.write_text(patient.must(f"completion {shell}").out, encoding="utf-8")
    return path


def test_bash(patient: Patient) -> None:
    """In bash Tab knows commands, options and values, also after a global option, and offers nothing else there."""
    program = _needs("bash")
    script = _script(patient, "bash")
    for line, expected in CASES:
        words = line.split(" ")
        quoted = " ".join(f"'{word}'" for word in words)
        asked = f"COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _isocourse; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        done = subprocess.run(
            [program, "--norc", "-c", f"source {script}; {asked}"], capture_output=True, text=True, check=False
        )
        assert set(done.stdout.split()) == expected, (line, done)
        assert not done.stderr, (line, done)


def test_fish(patient: Patient) -> None:
    """The same in fish."""
    program = _needs("fish")
    script = _script(patient, "fish")
    asked = "; ".join(f"complete -C '{line}'; echo ---" for line, _ in CASES)
    done = subprocess.run(
        [program, "--no-config", "-c", f"source {script}; {asked}"],
        capture_output=True,
        text=True,
        check=False,
        env={"HOME": str(patient.home), "PATH": os.environ["PATH"], "TERM": "dumb", "LC_ALL": "C.UTF-8"},
    )
    answers = done.stdout.split("---\n")
    for (line, expected), answer in zip(CASES, answers, strict=False):
        assert {one.split("\t")[0] for one in answer.splitlines()} == expected, (line, answer, done.stderr)


class _Zsh:
    """zsh at a terminal. Keys are typed when it waits for them: what is typed ahead is not completed."""

    def __init__(self, program: str, home: Path, set_up: str) -> None:
        self.child, self.master = pty.fork()
        if self.child == 0:  # pragma: no cover - the child becomes the shell
            environ = {"HOME": str(home), "PATH": os.environ["PATH"], "TERM": "xterm", "LC_ALL": "C.UTF-8"}
            os.execve(program, [program, "-f"], environ)  # noqa: S606 - the shell itself
        self.press(f"PROMPT='%%'; {set_up}; echo re''ady\n", until="ready")

    def press(self, keys: str, until: str = "\0") -> str:
        """Type keys; return what is shown until a word comes, or until nothing comes any more."""
        os.write(self.master, keys.encode())
        seen = ""
        ends = time.monotonic() + 30
        while time.monotonic() < ends:
            quiet = not select.select([self.master], [], [], 0.4 if until == "\0" and seen else 3)[0]
            if quiet or (until in seen and not select.select([self.master], [], [], 0.3)[0]):
                break
            seen += os.read(self.master, 65536).decode("utf-8", "replace")
        return seen

    def complete(self, line: str) -> str:
        """Return what Tab, pressed twice, shows behind a line."""
        shown = self.press(line) + self.press("\t") + self.press("\t")
        self.press("\x15")
        return shown

    def end(self) -> None:
        """Close the terminal."""
        os.close(self.master)
        os.waitpid(self.child, 0)


@pytest.mark.parametrize("way", ["fpath", "eval"])
def test_zsh(patient: Patient, way: str) -> None:
    """The same in zsh, from a file of the fpath or by eval: no error, and the names are there."""
    program = _needs("zsh")
    script = _script(patient, "zsh")
    folder = patient.home / "functions"
    folder.mkdir()
    shutil.copy(script, folder / "_isocourse")
    begin = "autoload -Uz compinit; compinit -D; setopt nobeep autolist"
    set_up = f"fpath=({folder} $fpath); {begin}" if way == "fpath" else f'{begin}; eval "$(cat {script})"'
    shell = _Zsh(program, patient.home, set_up)
    for line, expected in (CASES[1], *CASES[4:7]) if way == "fpath" else CASES[:1]:  # each takes seconds
        seen = shell.complete(line)
        assert "unrecognized" not in seen, seen
        assert "_isocourse:" not in seen, seen
        assert all(name.removeprefix(line.rpartition(" ")[2]) in seen for name in expected), (line, seen)
    shell.end()


def test_powershell_is_whole(patient: Patient) -> None:
    """The script for PowerShell names every command, and its brackets close. It was never run: Debian has no pwsh."""
    said = patient.must("completion powershell").out
    assert said.count("{") == said.count("}")
    assert said.count("(") == said.count(")")
    assert "'checklist'" in said
