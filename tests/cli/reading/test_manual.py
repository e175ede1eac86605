"""`manual` and `completion`: what describes the command line is made from it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from isocourse.cli.commands import COMMANDS
from patient import Patient


def test_the_manual_tells_every_command_and_exit_code(patient: Patient) -> None:
    """One text holds the help of every command, and every exit code of the contract."""
    said = patient.must("manual").out
    assert not [name for name in COMMANDS if f"Usage: isocourse {name} " not in said]
    assert all(f"\n{code:5}  " in said for code in (0, 1, 2, 3, 10, 11, 20, 70, 75, 130))


@pytest.mark.parametrize(
    ("words", "at", "offered"),
    [
        ("isocourse chec", 1, "checklist"),
        ("isocourse log --sev", 2, "--severity"),
        ("isocourse --file x don", 3, "done"),
    ],
)
def test_bash_completes_commands_and_options(
    patient: Patient, tmp_path: Path, words: str, at: int, offered: str
) -> None:
    """A TAB in bash offers the command or option that was begun, without starting the program."""
    script = tmp_path / "completion.sh"
    script.write_text(patient.must("completion bash").out, encoding="utf-8")
    asked = f"source {script}; COMP_WORDS=({words}); COMP_CWORD={at}; _isocourse; echo ${{COMPREPLY[@]}}"
    done = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True)  # noqa: S607 - bash itself
    assert offered in done.stdout.split()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_knows_every_command(patient: Patient, shell: str) -> None:
    """Each script names every command; nothing is written anywhere."""
    before = list(patient.home.iterdir())
    said = patient.must(f"completion {shell}").out
    assert not [name for name in COMMANDS if name not in said]
    assert list(patient.home.iterdir()) == before


def test_an_unknown_shell_is_refused(patient: Patient) -> None:
    """Another shell is a wrong value, and the ones that work are named."""
    result = patient("completion tcsh")
    assert result.code == 2
    assert "bash, zsh, fish" in result.err
