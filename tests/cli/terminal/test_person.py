"""What a person types at a real terminal: edited lines, pasted lines, keys that are no letters."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from isocourse.render.text import as_text, without_escapes
from patient import Patient
from shell import COMMAND, at_terminal, environment, shell

if sys.platform == "win32":
    pytest.skip("no pty there", allow_module_level=True)

START = "start --category cannot-become-pregnant --zone America/Chicago --weeks 20"
ASKED = "What do you notice?"
LEFT, RIGHT, HOME = b"\x1b[D", b"\x1b[C", b"\x1bOH"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a course."""
    assert shell(tmp_path, f"isocourse {START}").code == 0
    return tmp_path


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        (b"I can breathe" + 8 * LEFT + b"'t", "I can't breathe"),
        (b"chest pin" + 3 * LEFT + RIGHT + b"a", "chest pain"),
        (b"hest pain" + HOME + b"c", "chest pain"),
        (b"chest pan" + LEFT + b"i", "chest pain"),
    ],
)
def test_arrow_keys_edit_the_line(home: Path, keys: bytes, kept: str) -> None:
    """Arrow keys move in the line; what is judged and kept is what the screen shows."""
    ran = at_terminal(home, ["log"], [(ASKED, keys + b"\r"), ("How bad", b"\r")])
    assert "EMERGENCY: call 911" in ran.out
    assert f'Kept: "{kept}"' in ran.out


def test_no_history_is_left(home: Path) -> None:
    """What was typed at a question is in the record and nowhere else."""
    at_terminal(home, ["log"], [(ASKED, b"chest pain like a zebrafinch\r")])
    holding = [path for path in home.rglob("*") if path.is_file() and b"zebrafinch" in path.read_bytes()]
    assert [path.name for path in holding] == ["course.toml"]


@pytest.mark.parametrize(
    "pasted", [b"mild headache\nand blurry vision\n", b"\x1b[200~mild headache\nand blurry vision\x1b[201~\r"]
)
def test_a_paste_of_two_lines_is_one_answer(home: Path, pasted: bytes) -> None:
    """Two pasted lines are one answer, with or without the marks of a paste; it is shown before it is used."""
    ran = at_terminal(home, ["log"], [(ASKED, pasted), ("How bad", b"\r")])
    assert 'Taken as one answer: "mild headache / and blurry vision"' in " ".join(ran.out.split())
    assert "CALL YOUR DOCTOR TODAY" in ran.out
    assert ran.out.index("Taken as one answer") < ran.out.index("CALL YOUR DOCTOR")


def test_a_phrase_that_goes_on_in_the_next_line_of_a_paste(home: Path) -> None:
    """A phrase that was broken by the end of a line is heard whole."""
    ran = at_terminal(home, ["ask"], [(ASKED, b"I can't\nbreathe\n")])
    assert "EMERGENCY: call 911" in ran.out


def test_questions_stay_off_standard_output(home: Path) -> None:
    """Where only standard output is redirected, the question is on the screen, and not a blank of it in the file."""
    code = "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]))"
    line = f"{' '.join(COMMAND)} ask > seen"
    done = subprocess.run(
        [sys.executable, "-c", code, "sh", "-c", line],
        input=b"dry lips\n",
        capture_output=True,
        cwd=home,
        env=environment(home, TERM="xterm"),
        timeout=60,
        check=False,
    )
    assert ASKED in done.stdout.decode()
    assert (home / "seen").read_text(encoding="utf-8").startswith("Dry, cracked lips")


def test_a_wrong_yes_is_asked_again(patient: Patient) -> None:
    """A yes-or-no question takes y, n or Enter, and asks again for anything else."""
    patient.must(START)
    patient.must("dose taken --mg 40")
    result = patient("dose taken --mg 40", stdin="perhaps\ny\n", terminal=True)
    assert result.code == 0
    assert result.err.count("[y/N]") == 2
    assert "Say y or n" in result.err


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("chest pan\x1b[D\x1b[Di", "chest pani"),
        ("\x1b[31mred\x1b[0m skin", "red skin"),
        ("\x1b]0;title\x07dry lips", "dry lips"),
        ("\x1b]52;c;aGk=\x1b\\dry lips", "dry lips"),
        ("dry\x1bOD lips", "dry lips"),
        ("\x1b[200~two\nlines\x1b[201~", "two\nlines"),
        ("\x9b31mdry", "dry"),
        ("\x1b]never ends, chest pain", "\x1b]never ends, chest pain"),
        ("plain", "plain"),
    ],
)
def test_whole_sequences_are_dropped(typed: str, kept: str) -> None:
    """A sequence of a key or a screen leaves nothing of itself; one without an end takes nothing."""
    assert without_escapes(typed) == kept


def test_sequences_never_reach_triage_or_the_record(patient: Patient) -> None:
    """Words with sequences in them, typed, piped or given, are heard and kept without."""
    patient.must(START)
    for words, stdin in ((["chest \x1b[1mpain"], ""), (["-"], "chest \x1b[1mpain\n")):
        result = patient("log", *words, stdin=stdin)
        assert result.out.startswith("EMERGENCY")
        assert 'Kept: "chest pain"' in result.out
    assert "\\u001b" not in patient.file.read_text(encoding="utf-8")


def test_arguments_that_are_no_text_are_kept(home: Path) -> None:
    """Bytes on the command line that are no text are kept with a mark in their place; nothing else is lost."""
    ran = shell(home, "isocourse log \"$(printf 'chest pain caf\\351')\" --note \"$(printf 'na\\357ve')\"")
    assert ran.out.startswith("EMERGENCY: call 911")
    assert ran.code == 0
    kept = shell(home, "isocourse history --json").out
    assert "caf\\ufffd" in kept
    assert "na\\ufffdve" in kept


def test_utf_8_in_a_locale_that_is_not(home: Path) -> None:
    """Words in UTF-8 are kept as they are where the locale takes them for something else."""
    more = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert shell(home, "isocourse log 'lips dry, na\u00efve'", more=more).code == 0
    assert "na\\u00efve" in shell(home, "isocourse history --json").out


def test_half_a_letter(patient: Patient) -> None:
    """What no system hands over as an argument is kept with a question mark."""
    assert as_text("a\ud800b") == "a?b"
    assert as_text(os.fsdecode(b"caf\xe9")) == "caf\ufffd"
    patient.must(START)
    patient.must("note", "half \ud83d of a letter")


@pytest.mark.parametrize(
    "text",
    [
        "I can't\nbreathe\n",
        "I have terrible chest\npain since noon\n",
        "my tongue is\nswollen\n",
        "no fever\nchest pain\n",
        "dry lips\r\nchest\r\npain",
        "my lips are dry\n- chest pain\n- no fever\n",
    ],
)
def test_a_line_break_is_no_end(patient: Patient, text: str) -> None:
    """A phrase may go on in the next line, and may end with the line: the more urgent reading holds."""
    for line in ("log -", "ask"):
        result = patient(line, stdin=text) if line == "log -" else patient(line, text)
        assert result.out.startswith("EMERGENCY: call 911"), result


@pytest.mark.parametrize(
    "text", ["I can't\n\nbreathe good air", "no chest pain\n- dry lips\n", "I can't stop\n1. dry lips"]
)
def test_an_empty_line_or_a_bullet_is_one(patient: Patient, text: str) -> None:
    """An empty line or a bullet ends what stands before it."""
    assert "EMERGENCY" not in patient("ask", text).out


def test_a_zone_folder_that_is_relative(home: Path) -> None:
    """What Python warns of never reaches the screen."""
    ran = shell(home, "isocourse checklist", more={"PYTHONTZPATH": "rel"})
    assert ran.err == ""
