from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from patient import Patient

HEAVY = {"typer", "rich", "pydantic", "icalendar", "asyncio", "importlib.metadata", "ssl", "socket"}
SLOW = {"inspect", "dataclasses", "shutil", "textwrap", "typing"}  # each a hundredth of a command, and more
HEARING = {"isocourse.triage.assess", "isocourse.triage.hearing", "isocourse.triage.words", "isocourse.content.shelves"}
LINES = [
    "--version",
    "log my lips are cracked",
    "ask my lips are cracked",
    "dose taken",
    "done visit",
    "checklist",
    "status",
    "history",
    "due",
    "plan",
    "guide alcohol",
    "warnings --json",
]
PROBE = """
import sys
from isocourse.__main__ import main
try:
    main()
except SystemExit as end:
    assert end.code in (0, None), end.code
sys.stdout = None
sys.stderr.write("\\n" + " ".join(sorted(sys.modules)))
"""


def loaded(file: Path, line: str) -> set[str]:
    """Return the modules that a command line loads in a process of its own."""
    return loaded_by(["--file", str(file), *line.split()], file.parent)


def loaded_by(words: list[str], home: Path) -> set[str]:
    """Return the modules that these words on the command line load."""
    environ = {"HOME": str(home), "PYTHONPATH": ":".join(sys.path), "TZ": "America/Chicago"}
    argv = [sys.executable, "-c", PROBE, *words]
    done = subprocess.run(argv, env=environ, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    return set(done.stderr.splitlines()[-1].split())


@pytest.fixture
def file(patient: Patient) -> Path:
    """Return the record of a course that has just begun."""
    patient.at("2026-11-20").must(
        "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02 --mg 40 --times 1"
    )
    return patient.file


@pytest.mark.parametrize("line", LINES)
def test_a_quick_command_loads_nothing_heavy(line: str, file: Path) -> None:
    """A patient who logs a headache does not wait for tables, networks or package metadata."""
    assert not loaded(file, line) & (HEAVY | SLOW)


def test_the_warning_signs_wait_for_nothing(tmp_path: Path) -> None:
    """`warnings` in a pipe loads the fail-safe and what that stands on: no `typing`, no layout, no command."""
    modules = loaded_by(["warnings"], tmp_path)
    assert not modules & (HEAVY | SLOW)
    assert not {name for name in modules if name.startswith(("isocourse.cli", "isocourse.content"))}


def test_asking_without_a_record_writes_and_hashes_nothing(tmp_path: Path) -> None:
    """`ask` needs neither a writer, nor a hash, nor the rules, nor zones where there is no record."""
    modules = loaded(tmp_path / "none.toml", "ask my lips are cracked")
    assert not modules & {
        "tomli_w",
        "hashlib",
        "tomllib",
        "isocourse.ipledge.rulebook",
        "isocourse.content.rules",
        "isocourse.ipledge",
    }


@pytest.mark.parametrize("line", ["dose taken", "done visit"])
def test_without_words_nothing_is_heard(line: str, file: Path) -> None:
    """A dose or a step is recorded without what understands words."""
    assert not loaded(file, line) & HEARING


@pytest.mark.parametrize("line", ["checklist", "due", "plan", "status"])
def test_without_side_effects_nothing_is_assessed(line: str, file: Path) -> None:
    """A record without side effects is judged without what triage knows; what only reads loads no writer."""
    modules = loaded(file, line)
    assert not modules & HEARING
    assert not modules & {"tomli_w", "hashlib", "isocourse.content.triage"}


def test_looking_at_side_effects_loads_no_words(patient: Patient, file: Path) -> None:
    """What was logged is looked at without the twelve thousand words that heard it."""
    patient.must("log my lips are cracked")
    modules = loaded(file, "checklist")
    assert "isocourse.triage.logged" in modules
    assert not modules & HEARING


@pytest.mark.parametrize("line", ["log my lips are cracked", "ask my lips are cracked"])
def test_understanding_words_loads_no_rules(line: str, file: Path) -> None:
    """Words are understood without the rules of iPLEDGE."""
    assert not {name for name in loaded(file, line) if name.startswith("isocourse.ipledge")}


def test_no_calendar_costs_nothing(file: Path) -> None:
    """Where no calendar was exported, the morning page looks no month ahead."""
    assert not {
        name
        for name in loaded(file, "status")
        if name.startswith(("isocourse.agenda.ahead", "isocourse.record.outfile"))
    }
