"""What holds for every command: the record that it uses, and the day that it is."""

from __future__ import annotations

import pytest

from isocourse.cli.commands import COMMANDS
from patient import Patient

START = "start --category cannot-become-pregnant --zone Asia/Tokyo --weeks 20 --started 2026-11-02 --mg 40 --times 2"
NEED_NO_RECORD = {"ask", "completion", "guide", "manual", "score", "setup-reminders", "tour", "warnings"}
LINES = {
    "calendar": "calendar --to -",
    "checklist": "checklist",
    "chart": "chart",
    "done": "done visit",
    "dose": "dose taken",
    "due": "due --alarm yes",
    "finish": "finish --last-capsule today",
    "fix": "fix 1a2b --on today",
    "forget": "forget --yes",
    "history": "history",
    "lab": "lab ALT 31 U/L",
    "log": "log dry lips",
    "merge": "merge {copy}",
    "note": "note words",
    "pause": "pause",
    "plan": "plan",
    "privacy": "privacy",
    "regimen": "regimen --mg 20 --times 1",
    "resume": "resume",
    "set": "set --weeks 16",
    "start": START,
    "status": "status",
    "report": "report --text",
    "export": "export csv",
    "import": "import {table}",
    "mood": "mood --answers 0,0",
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
    "mood --answers 0,0": "mood",
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
    table = patient.home / "table.csv"
    table.write_text("date,kind,value\n2026-11-02,weight,70\n", encoding="utf-8")
    line = LINES[name].format(copy=patient.file, table=table)
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


NAME, TEXT = "x" * 201, "x" * 4001  # one letter more than a name, and than a text, may have


@pytest.mark.parametrize(
    ("line", "option"),
    [
        *((f"set --{name} {NAME}", f"--{name}") for name in ("doctor", "doctor-phone", "pharmacy", "pharmacy-phone")),
        *((f"set --{name} ''", f"--{name}") for name in ("doctor", "doctor-phone", "pharmacy", "pharmacy-phone")),
        *((f"set --{name} x", f"--{name}") for name in ("weeks", "zone", "doses", "category", "started", "last-fill")),
        ("set --fills-before x --last-fill 2026-11-20", "--fills-before"),
        ("set --fills-before 61 --last-fill 2026-11-20", "--fills-before"),
        (f"log dry lips --note {TEXT}", "--note"),
        (f"log {TEXT}", "WORDS"),
        (f"note {TEXT}", "TEXT"),
        (f"dose missed --reason {TEXT}", "--reason"),
        (f"pause --reason {TEXT}", "--reason"),
        (f"finish --last-capsule yesterday --reason {TEXT}", "--reason"),
        ("finish --last-capsule yesterday --on 2026-11-20", "--last-capsule"),
        (f"regimen --mg 40 --times 1 --product {TEXT}", "--product"),
        (f"regimen --pattern {TEXT}", "--pattern"),
        ("regimen --pattern ''", "--pattern"),
        (f"done contraception --form {TEXT}", "--form"),
        (f"lab {NAME} 31 U/L", "NAME"),
        (f"lab ALT 31 {NAME}", "UNIT"),
        ("lab ALT 31 U/L --low x", "--low"),
        ("lab ALT 31 U/L --high x", "--high"),
        ("plan --if banana", "--if"),
        ("plan --if 'test on 2026-02-30'", "--if"),
        ("plan --if 'away 2026-12-05..2026-12-01'", "--if"),
        ("plan --lead -1", "--lead"),
        ("plan --closed someday", "--closed"),
        ("plan --months 0", "--months"),
        ("due --within 3x", "--within"),
        ("due --within -1d", "--within"),
        ("due --within 400d", "--within"),
        ("due --alarm perhaps", "--alarm"),
        ("calendar --doses 25:00", "--doses"),
        ("calendar --months 13", "--months"),
        ("history --since x", "--since"),
        ("history --until x", "--until"),
        ("history --kind x", "--kind"),
        ("checklist --month x", "--month"),
        ("status --as-of x", "--as-of"),
        ("done fill --days x", "--days"),
        ("done fill --days 30 --capsules x", "--capsules"),
        ("weight 0.5lb", "KG"),
        ("dose taken --mg x", "--mg"),
        ("dose taken --at x", "--at"),
    ],
)
def test_a_refusal_names_what_was_typed_wrong(patient: Patient, line: str, option: str) -> None:
    """What cannot be read is refused by the name of the option that it was given to, and nothing is recorded."""
    patient.must(START)
    before = patient.file.read_bytes()
    answer = patient(line)
    assert answer.code == 2
    assert answer.err.startswith(f"isocourse: {option}: "), answer.err
    assert patient.file.read_bytes() == before


@pytest.mark.parametrize(
    ("line", "product"), [(f"{START} --product {NAME}", "--product"), (f"{START} --doctor {NAME}", "--doctor")]
)
def test_a_refused_beginning_begins_nothing(patient: Patient, line: str, product: str) -> None:
    """A course that cannot be described is not begun."""
    answer = patient(line)
    assert (answer.code, answer.err.startswith(f"isocourse: {product}: ")) == (2, True)
    assert not patient.file.exists()


@pytest.mark.parametrize("letters", [1, 200])
def test_the_longest_name_is_taken(patient: Patient, letters: int) -> None:
    """A name of 200 letters is kept."""
    patient.must(START)
    patient.must("set --doctor", "x" * letters)
    assert patient.must("history --json").json["entries"][-1]["doctor"] == "x" * letters
