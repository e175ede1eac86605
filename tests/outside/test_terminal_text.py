"""What a patient typed never reaches the terminal as anything but readable text (fault plan F10)."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

import isocourse
from isocourse.cli.commands import COMMANDS
from patient import Patient, Result

UNSEEN = [chr(n) for n in range(0x110000) if unicodedata.category(chr(n)) in {"Cc", "Cf", "Zl", "Zp"} and n]
START = "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02"
NASTY = {
    "colour": "ab\x1b[31mcd",
    "link": "ab\x1b]8;;http://evil\x07click\x1b]8;;\x07cd",
    "clipboard": "ab\x1b]52;c;aGk=\x07cd",
    "eight-bit": "ab\x9b2J\x9d0;title\x9ccd",
    "new line": "ab\nREADY. Collect today.\r\nREADY\u2028READY\u2029READY\x0bREADY\x0cREADY\x85READY cd",
    "carriage": "ab\rREADY cd",
    "backspace": "ab\b\b\b\x7fcd",
    "right to left": "ab\u202e\u2066dc\u200f cd",
    "hidden": "ab\u200b\u200d\ufeff\u00ad\U000e0041cd",
    "markup": "ab[bold red]x[/][link=http://e]y[/link][@click=z]:warning: cd",
    "one half": "ab" + "".join(UNSEEN[:120]) + "cd",
    "other half": "ab" + "".join(UNSEEN[120:]) + "cd",
    "percent": "ab%s%d{0}{name}$HOME`id`cd",
}
DONE = ["enrolled", "consent", "counselled"]


def _harmless(result: Result) -> None:
    for stream in (result.out, result.err):
        for line in stream.split("\n"):
            assert all(unicodedata.category(one) not in {"Cc", "Cf", "Zl", "Zp"} for one in line), ascii(line)
            assert not line.startswith("READY"), line


def _readable(text: str, result: Result) -> None:
    shown = " ".join((result.out + result.err).split())
    assert "ab" in shown
    assert "cd" in shown
    if text.isprintable():
        assert "".join(text.split()) in "".join(shown.split())


@pytest.fixture(params=NASTY, name="nasty")
def _nasty(request: pytest.FixtureRequest) -> str:
    """Text that a terminal would obey."""
    return NASTY[str(request.param)]


def test_nothing_typed_reaches_the_terminal_raw(patient: Patient, nasty: str) -> None:
    """Nasty words in every field that takes words come out of every command harmless and readable."""
    for result in (
        patient.must(f"{START} --mg 40 --times 1", "--doctor", nasty, "--doctor-phone", nasty, "--product", nasty),
        patient.must("set", "--pharmacy", nasty, "--pharmacy-phone", nasty),
        patient.must("log", nasty, "--note", nasty),
        patient.must("log crushing chest pain", nasty),
        patient.must("note", nasty),
        patient.must("note -", stdin=nasty),
        patient.must("dose missed --reason", nasty),
        patient.must("pause --reason", nasty),
        patient.must("resume"),
        patient.must("regimen --product", nasty, "--pattern", nasty),
        patient.must("lab", nasty, "4.2", nasty),
        patient.must("done contraception --form", nasty, "--form", "condom"),
    ):
        _harmless(result)
    assert "ab" in patient("log", nasty).out
    for line in (
        "history",
        "history --all",
        "status",
        "checklist",
        "checklist --why",
        "chart",
        "verify",
        "ask chest pain",
    ):
        _harmless(patient(line))
    _readable(nasty, patient("history --kind note"))
    _readable(nasty, patient("history --kind settings"))


def test_answers_in_batches(patient: Patient, nasty: str) -> None:
    """`ask -` answers each line harmlessly; JSON is pure ASCII, one object a line."""
    patient.must(START)
    result = patient("ask -", stdin=nasty + "\n")
    _harmless(result)
    result = patient("ask --json -", stdin=nasty.replace("\n", " ") + "\n")
    assert result.out.isascii()
    assert json.loads(result.out.splitlines()[0])["words"]
    for line in ("history --json", "status --json", "checklist --json"):
        out = patient(line).out
        assert out.isascii()
        assert out.count("\n") == 1
        assert "\x1b" not in out


def _mistakes(nasty: str) -> list[list[str]]:
    options = ["--category", "--zone", "--weeks", "--started", "--mg", "--times", "--weight", "--doses", "--last-fill"]
    return [
        [nasty],
        ["--" + nasty],
        ["--file", nasty + "/x/y", "status"],
        ["undo", nasty],
        ["fix", nasty, "--severity", "mild"],
        ["done", nasty],
        ["done", "test", "--specimen", nasty, "--result", nasty],
        ["done", "authorization", "--until", nasty],
        ["done", "cleared", nasty],
        ["log", "x", "--effect", nasty],
        ["log", "x", "--severity", nasty],
        ["log", "x", "--on", nasty],
        ["history", "--kind", nasty],
        ["history", "--since", nasty],
        ["status", "--as-of", nasty],
        ["checklist", "--month", nasty],
        ["checklist", "extra", nasty],
        ["guide", nasty],
        ["lab", "x", nasty, "y"],
        ["weight", nasty],
        ["dose", nasty],
        *(["set", option, nasty] for option in options),
        *([command, "--no-such-" + nasty] for command in COMMANDS),
    ]


@pytest.mark.parametrize("nasty", ["\x1b[31m\nREADY. Collect", "".join(NASTY.values())])
def test_every_error(patient: Patient, nasty: str) -> None:
    """Nasty words in an argument come back in the complaint harmless, on one line, and nothing fails."""
    patient.must(START)
    before = patient.file.read_bytes()
    for argv in _mistakes(nasty):
        result = patient("", *argv)
        _harmless(result)
        assert result.code in {0, 1, 2, 3}, (argv, result)
        if argv[0] != "guide":
            assert result.err.count("\n") <= 1, result
    assert patient.file.read_bytes() == before


def test_a_long_value_is_not_repeated_whole(patient: Patient) -> None:
    """A complaint about a value of many letters stays short enough to read."""
    patient.must(START)
    for argv in _mistakes("x" * 5000):
        assert len(patient("", *argv).err) < 1500, argv


def test_a_folder_with_an_odd_name(patient: Patient, tmp_path: Path) -> None:
    """A record in a folder whose name holds control characters is named with these as escapes, by every command."""
    odd = tmp_path / "od\x1b[31md\nREADY \u202e"
    (odd / "isocourse").mkdir(parents=True)
    environ: dict[str, Any] = {"ISOCOURSE_FILE": "", "XDG_DATA_HOME": str(odd)}
    for line in (START, "verify", "privacy", START, "forget"):
        result = patient(line, **environ)
        _harmless(result)
        assert "od\\x1b[31md" in result.out + result.err
    (odd / "isocourse" / "course.toml").write_text("schema = [", encoding="utf-8")
    for line in ("status", "verify", "log dry lips", "checklist"):
        result = patient(line, **environ)
        _harmless(result)
        assert (result.code, "od\\x1b[31md" in result.err) == (3, True)


# What a terminal obeys: a colour, one that conceals, a title, the clipboard, a link, a query, a reset, eight-bit forms.
PAYLOADS = [
    "\x1b[31m",
    "\x1b[8m",
    "\x1b[1;8m",
    "\x1b[0m\x1b[7m",
    "\x1b[2J",
    "\x1b]0;title\x07",
    "\x1b]52;c;aGk=\x07",
    "\x1b]8;;http://e\x1b\\",
    "\x1b[6n",
    "\x1bc",
    "\x1bP$q\x1b\\",
    "\x9b8m",
    "\x9d0;t\x9c",
    "\x1b[0123456789ab;8m",
    "\r\x08\x7f",
    "\u202e\u2066",
    "\x0e",
]
EVERYWHERE = [
    *("status", "checklist", "checklist --why", "history --all", "chart", "verify", "privacy", "merge nothing.toml"),
    *("done cleared zz", "undo zz", "fix zz --severity mild", "guide zz", "dose taken --on tomorrow", "forget"),
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_reaches_a_terminal_in_colour(patient: Patient, payload: str, tmp_path: Path) -> None:
    """Where colours are shown, the only escapes that come out are the program's own: colours that it wrote (E4)."""
    odd = tmp_path / "x{}y"
    environ: dict[str, Any] = {"ISOCOURSE_FILE": "", "XDG_DATA_HOME": str(odd).format(payload), "TZ": f":{payload}/x"}
    own = re.compile(r"\x1b\[(?:[0-2]|3[1-356])m")
    text = f"a{payload}b"
    told = [
        [*START.split(), "--doctor", text, "--doctor-phone", text, "--mg", "40", "--product", text],
        ["done", "contraception", "--form", f"{payload}iud", "--form", text],
        ["log", "bad headache and blurry vision", text, "--note", text],
        ["note", text],
        ["lab", text, "1", text],
        ["dose", "missed", "--reason", text],
        ["log", text],
    ]
    with mock.patch("isocourse.cli.terminal.screen.colours", return_value=True):
        results = [patient(argv[0], *argv[1:], **environ) for argv in told]
        results += [patient(line, **environ) for line in EVERYWHERE]
        results += [patient("start", stdin="1\n\n20\n\n\n\n\n", terminal=True, ISOCOURSE_FILE="", TZ=environ["TZ"])]
        results += [patient("forget", stdin="no\n", terminal=True, **environ)]
    for result in results:
        for one in own.sub("", result.out + result.err).replace("\n", ""):
            assert unicodedata.category(one) not in {"Cc", "Cf", "Zl", "Zp"}, ascii(result)
        if payload not in {"\x1b[31m", "\x1b[0m\x1b[7m"}:
            assert payload not in result.out + result.err
    shown = patient("checklist", **environ).out
    assert "iud" in shown


def test_a_patients_colour_is_not_the_programs(patient: Patient) -> None:
    """Even a colour that the program uses itself does not come out of a patient's words."""
    patient.must(START)
    with mock.patch("isocourse.cli.terminal.screen.colours", return_value=True):
        patient("done contraception --form iud", "--form", "\x1b[31mx")
        assert "\x1b[31mx" not in patient("checklist").out


def test_there_is_one_door() -> None:
    """Nothing is printed or asked but by the few functions that clean it; the others hand their lines to these."""
    source = Path(isocourse.__file__).parent
    doors = {
        "cli/session/output.py",
        "cli/terminal/standard_error.py",
        "cli/terminal/person.py",
        "failsafe/emergency.py",
    }
    direct = re.compile(
        r"(?<!\.)\bprint\(|\becho\(|\bsecho\(|\binput\(|typer\.(?:prompt|confirm)\(|(?:stdout|stderr|stream)\.write\("
    )
    found = {str(one.relative_to(source)) for one in source.rglob("*.py") if direct.search(one.read_text("utf-8"))}
    assert found == doors


def test_a_hostile_record(patient: Patient) -> None:
    """Control characters written into the record by hand come out harmless as well."""
    patient.must(START)
    patient.must("note plain")
    patient.must("log dry lips --severity mild")
    text = patient.file.read_text("utf-8")
    text = text.replace('"plain"', '"ab\\u001b[31m\\u202e\\nREADY cd"').replace('"dry lips"', '"ab\\u009b2J cd"')
    text = text.replace('effect = "dry-lips"', 'effect = "ab\\u001b[31m\\nREADY cd"')
    patient.file.write_text(text, "utf-8")
    for line in ("history", "status", "checklist", "verify", "chart", "undo", "ask dry lips", "log dry lips"):
        result = patient(line)
        _harmless(result)
        assert result.code in {0, 3}


def test_colours_are_only_for_terminals(patient: Patient) -> None:
    """In a pipe, with NO_COLOR or on a dumb terminal, no answer holds an escape sequence."""
    patient.must(START)
    patient.must("log chest pain")
    screens: list[dict[str, Any]] = [{"TERM": "xterm-256color"}, {"TERM": "xterm", "NO_COLOR": "1"}, {"TERM": "dumb"}]
    for environ in screens:
        for line in ("status", "checklist", "ask chest pain", "history", "--help", "log --help"):
            assert "\x1b" not in patient(line, **environ).out
