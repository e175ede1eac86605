"""README.md: what it shows is what happens."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from isocourse.cli.commands import COMMANDS

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("update_readme", ROOT / "scripts" / "update_readme.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_shown_of_the_tour_is_the_tour_word_for_word() -> None:
    """What the README shows is what `isocourse tour` prints; after a change: python scripts/update_readme.py."""
    assert f"```text\n{_script().transcript()}```\n" in README


def test_two_commands_set_everything_up() -> None:
    """The README has one command that installs and plays the tour, and one that installs and runs the tests."""
    commands = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    assert len(commands) == 2
    assert commands[0].endswith("isocourse tour")
    assert commands[1].endswith(" && .venv-dev/bin/python -m pytest -n auto")


def test_every_command_is_named() -> None:
    """Every command of the program stands in the README."""
    assert not [name for name in COMMANDS if f"`{name}" not in README and f"isocourse {name}" not in README]


def test_the_check_calls_the_second_command() -> None:
    """`.ci/run` takes its test command from the README."""
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_pictures_are_drawn_from_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The script of the README's pictures runs, and draws every picture that the README shows."""
    spec = importlib.util.spec_from_file_location("draw_screens", ROOT / "scripts" / "draw_screens.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    module.main()
    shown = re.findall(r"docs/screens/(\w+\.svg)", README)
    assert shown
    assert {path.name for path in tmp_path.iterdir()} >= set(shown)
