"""What people call the commands, and what may not be taken for one."""

from __future__ import annotations

import pytest

from isocourse.cli.commands import COMMANDS
from isocourse.cli.hearing.synonyms import BOTH, SYNONYMS, command_meant
from patient import Patient

START = "start --category cannot-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02"


def test_every_synonym_names_a_command() -> None:
    """A synonym leads to a command, and is none itself."""
    assert set(SYNONYMS.values()) <= set(COMMANDS)
    assert not set(COMMANDS) & {*SYNONYMS, *BOTH}


@pytest.mark.parametrize(
    ("word", "rest", "meant"),
    [
        ("LOG", ["dry", "lips"], "log"),
        ("edit", ["1a2b"], "fix"),
        ("list", ["lips"], "history"),
        ("check", [], "checklist"),
        ("che", ["--why"], "checklist"),
        ("stat", [], "status"),
        ("s", [], "s"),
        ("st", [], "st"),
        ("not", ["breathing"], "not"),
        ("stop", ["my", "heart"], "stop"),
        ("chest", ["pain"], "chest"),
    ],
)
def test_what_is_meant(word: str, rest: list[str], meant: str) -> None:
    """Capitals, synonyms and beginnings are understood; a beginning with words behind it is no command."""
    assert command_meant(word, rest, COMMANDS) == meant


@pytest.mark.parametrize("command", ["LOG", "add", "", "help", "Ask", "note", "stop", "list"])
def test_none_of_them_hides_an_alarm(patient: Patient, command: str) -> None:
    """However the command is called, an alarm in the words stands first."""
    patient.must(START)
    assert patient(f"{command} chest pain").out.startswith("EMERGENCY: call 911")


def test_short_options(patient: Patient) -> None:
    """-s, -o and -V are short forms; a patient's words that begin so are refused with a hint, after the alarm."""
    patient.must(START)
    patient.must("log headache -s severe -o yesterday")
    entry = patient.must("history --json --kind effects").json["entries"][0]
    assert (entry["severity"], entry["on"]) == ("severe", "2026-11-21")
    assert patient.must("-V").out == patient.must("--version").out
    refused = patient("log -stabbing chest pain")
    assert refused.out.startswith("EMERGENCY: call 911")
    assert refused.err.endswith("come after two dashes: isocourse log -- -my lips.\n")


def test_help_and_delete(patient: Patient) -> None:
    """`help` prints the help, alone or of a command; what deletes is never guessed."""
    assert patient.must("help").out == patient.must("--help").out
    assert patient.must("help log").out == patient.must("log --help").out
    refused = patient("delete")
    assert refused.code == 2
    assert "isocourse undo" in refused.err
    assert "isocourse forget" in refused.err
