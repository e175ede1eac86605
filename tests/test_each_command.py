"""What holds for every command: the record that it uses, and the day that it is."""

from __future__ import annotations

import pytest

from isocourse.cli.app import COMMANDS
from patient import Patient

START = "start --category cannot-become-pregnant --zone Asia/Tokyo --weeks 20 --started 2026-11-02 --mg 40 --times 2"
NEED_NO_RECORD = {"ask", "completion", "guide", "manual", "score", "tour", "warnings"}
LINES = {
    "checklist": "checklist",
    "chart": "chart",
    "done": "done visit",
    "dose": "dose taken",
    "finish": "finish --last-capsule today",
    "fix": "fix 1a2b --on today",
    "forget": "forget --yes",
    "history": "history",
    "lab": "lab ALT 31 U/L",
    "log": "log dry lips",
    "merge": "merge {copy}",
    "note": "note words",
    "pause": "pause",
    "privacy": "privacy",
    "regimen": "regimen --mg 20 --times 1",
    "resume": "resume",
    "set": "set --weeks 16",
    "start": START,
    "status": "status",
    "undo": "undo",
    "verify": "verify",
    "weight": "weight 70",
}
DATED = {
    "done visit": "step",
    "dose missed": "dose",
    "finish --last-capsule today": "finish",
    "lab ALT 31 U/L": "lab",
    "log dry lips": "adverse_event",
    "note words": "note",
    "pause": "pause",
    "regimen --mg 20 --times 1": "regimen",
    "set --weeks 16": "settings",
    "weight 70": "weight",
}


def test_every_command_is_tried_here() -> None:
    """A new command is added to these tables, or to those that need no record."""
    assert set(LINES) | NEED_NO_RECORD == set(COMMANDS)


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("before", [False, True])
def test_the_file_that_is_named_is_the_record(patient: Patient, name: str, before: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """`--file`, after the command or before it, is the record that is used; the one of ISOCOURSE_FILE is left alone."""
    patient.must(START)
    untouched = patient.file.read_bytes()
    other = patient.home / "other.toml"
    line = LINES[name].format(copy=patient.file)
    answer = patient(f"--file {other} {line}" if before else f"{line} --file {other}", columns=1000)
    assert str(other) in answer.out + answer.err
    assert patient.file.read_bytes() == untouched
    assert other.exists() == (name == "start")


@pytest.mark.parametrize("line", DATED)
def test_today_is_the_day_in_the_zone_of_the_course(patient: Patient, line: str) -> None:
    """At eight in the evening in London it is tomorrow in Tokyo, where the patient is: every entry is of that day."""
    patient.at("2026-11-22", hour=20).must(START)
    patient.must(line)
    entry = patient.must(f"history --json --kind {DATED[line]}").json["entries"][-1]
    assert (entry["on"], entry["recorded"][:10]) == ("2026-11-23", "2026-11-23")


def test_a_correction_is_of_the_day_in_the_zone_of_the_course(patient: Patient) -> None:
    """`fix` and `undo` are stamped where the patient is, and `today` is today there."""
    patient.at("2026-11-22", hour=20).must(START)
    patient.must("log dry lips --on 2026-11-20")
    sign = patient.must("history --json").json["entries"][-1]["id"]
    patient.must(f"fix {sign} --on today")
    fixed = patient.must("history --json").json["entries"][-1]
    assert (fixed["on"], fixed["recorded"][:10]) == ("2026-11-23", "2026-11-23")
    patient.must("undo")
    assert patient.must("history --json --all").json["entries"][-1]["on"] == "2026-11-23"
