"""An alarm waits for nothing: no record, clock, folder, option, import or stream keeps it back."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from isocourse.failsafe import emergency
from patient import Patient
from shell import COMMAND, at_terminal, environment, shell

START = "start --category cannot-become-pregnant --zone America/Chicago --weeks 20"
HEAD = "EMERGENCY: call 911"
CHEST = "crushing chest pain"
NOT_PRINTED = "isocourse: The answer could not be printed: standard output is closed or full.\n"


@pytest.mark.parametrize(
    "line",
    [
        f"log '{CHEST}' --effect headach",
        f"log {CHEST} --severity",
        f"log {CHEST} --severty severe",
        f"log {CHEST} --severity awful",
        f"log {CHEST} --on someday",
        f"log --on '{CHEST}' dry lips",
        f"ask {CHEST} --as-of tmorrow",
        f"ask {CHEST} --nonsense",
        f"ask --json {CHEST} --as-of never",
        "log worst headache of my life -severe",
        "log --crushing chest pain",
        "ask '-chest pain and trouble breathing'",
        "lgo chest pain",
        "chest pain",
        "-- -chest pain",
        "note i have chest pain --onn today",
        "done chest pain",
        "dose 'i cant breathe'",
        f"pause --reason '{CHEST}' --on someday",
        f"log {CHEST} {'and more ' * 600}",
        f"log {'and so on. ' * 600} {CHEST}",
        f"log dry lips --note '{CHEST}' --on someday",
    ],
)
def test_a_small_mistake_keeps_no_alarm_back(patient: Patient, line: str) -> None:
    """Whatever is wrong, the alarm in its words is printed, once, and the exit code is that of a mistake."""
    patient.must(START)
    result = patient(line)
    seen = result.err if "--json" in line else result.out
    assert result.code == 2
    assert seen.startswith(HEAD)
    assert (result.out + result.err).count(HEAD) == 1
    assert result.err.splitlines()[-1].startswith("isocourse: ")


@pytest.mark.parametrize("line", ["lgo dry lips", "ask my lips are dry --as-of tmorrow", "done tst", "dose two", "-x"])
def test_a_mistake_without_an_alarm_is_only_told(patient: Patient, line: str) -> None:
    """A mistake beside calm words is one sentence, and nothing else."""
    patient.must(START)
    result = patient(line)
    assert (result.code, result.out) == (2, "")
    assert len(result.err.splitlines()) == 1


def test_options_are_not_words(patient: Patient) -> None:
    """A refused line whose options only sound like signs raises no alarm."""
    result = patient("start --category can-become-pregnant --zone UTC --weeks 300 --doctor 'Dr. Payne'")
    assert (result.code, result.out) == (2, "")


@pytest.mark.parametrize("line", ["log '-my lips hurt'", "ask '-my lips hurt'", "note -- --x --bad -y"])
def test_words_that_begin_with_a_dash(patient: Patient, line: str) -> None:
    """Where words begin with a dash, the sentence says how they are given; after two dashes they are words."""
    patient.must(START)
    result = patient(line)
    assert result.code == 0 if "--x" in line else "isocourse log -- -my lips" in result.err


@pytest.mark.parametrize("command", ["ask", "log"])
@pytest.mark.parametrize("where", [">&-", ">/dev/full", "| true; sleep 0.1; (exit 3)"])
def test_no_stream_keeps_an_alarm_back(tmp_path: Path, command: str, where: str) -> None:
    """Where standard output is closed, full or a broken pipe, the alarm is on standard error, and the code is true."""
    if "true" in where:
        line = f"(sleep 0.3; exec {' '.join(COMMAND)} {command} {CHEST}; echo) | true; sleep 1; (exit 3)"
        ran = shell(tmp_path, line)
    else:
        ran = shell(tmp_path, f"isocourse {command} {CHEST} {where}")
    assert ran.code == 3
    assert ran.err.startswith(HEAD)
    assert ran.err.count(HEAD) == 1
    assert NOT_PRINTED in ran.err


@pytest.mark.parametrize("phrase", ["my face is swollen", "i want to die", "took ten capsules at once", "seizure"])
def test_a_batch_of_which_nothing_can_be_printed(tmp_path: Path, phrase: str) -> None:
    """`ask -` with standard output closed reads on, and tells the alarms on standard error."""
    ran = shell(tmp_path, "isocourse ask - >&-", stdin=f"dry lips\n{phrase}\ndry lips\n".encode())
    assert ran.code == 3
    assert "911" in ran.err


@pytest.mark.parametrize("command", ["ask", "log"])
def test_a_folder_that_is_gone(tmp_path: Path, command: str) -> None:
    """In a folder that was deleted, with a relative --file, the alarm comes first, and the sentence is true."""
    ran = shell(tmp_path, f"mkdir gone; cd gone; rmdir ../gone; isocourse --file course.toml {command} {CHEST}")
    assert ran.out.startswith(HEAD)
    assert ran.code in {1, 3, 11}
    assert "standard output" not in ran.err


@pytest.mark.parametrize("line", [f"ask {CHEST}", f"log {CHEST}", "ask -", "log -", "log --effect chest-breathing"])
def test_a_record_that_takes_minutes(tmp_path: Path, line: str) -> None:
    """While the record is still being read, the alarm is on the screen already."""
    code = (
        "import sys, time\nfrom isocourse.record import store\nfrom isocourse.__main__ import main\n"
        f"store.load = lambda path: time.sleep(30)\nsys.argv = ['isocourse', *{shlex.split(line)!r}]\nmain()"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(tmp_path)
    )
    assert run.stdin
    assert run.stdout
    run.stdin.write(b"crushing chest pain\n")
    run.stdin.close()
    begun = time.monotonic()
    timer = threading.Timer(20, run.kill)
    timer.start()
    first = run.stdout.readline()
    run.kill()
    timer.cancel()
    run.wait()
    run.stdout.close()
    assert first.lower().startswith(b"emergency")
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize(
    "module", ["typer", *(f"isocourse.{name}" for name in ("store", "cli.app", "cli.log", "cli.clock"))]
)
@pytest.mark.parametrize("command", ["ask", "log"])
def test_an_import_that_fails(tmp_path: Path, module: str, command: str) -> None:
    """Where a module cannot be loaded, the alarm was printed before it was needed."""
    code = (
        f"import sys\nsys.modules[{module!r}] = None\nfrom isocourse.__main__ import main\n"
        f"sys.argv = ['isocourse', {command!r}, {CHEST!r}]\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith(HEAD)
    assert done.returncode in {1, 3, 11, 70}


def test_an_unknown_command_without_typer(tmp_path: Path) -> None:
    """Where the command line cannot be read at all, its words are heard all the same."""
    code = (
        "import sys\nsys.modules['typer'] = None\nfrom isocourse.__main__ import main\n"
        "sys.argv = ['isocourse', 'lgo', 'chest pain']\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith(HEAD)
    assert done.returncode == 70


def test_without_content_the_short_list_stands_for_it(tmp_path: Path) -> None:
    """Where words cannot be judged, the signs that need a call are listed, once."""
    code = (
        "import sys\nimport isocourse.content as c\nc.FOLDER = '/nowhere'\nfrom isocourse.__main__ import main\n"
        "sys.argv = ['isocourse', 'ask', 'dry lips']\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert done.returncode == 70
    assert (done.stdout + done.stderr).count(emergency.SHORT_LIST) == 1


def test_what_depends_on_the_record_comes_after_and_nothing_twice(patient: Patient) -> None:
    """What was logged before may raise the answer; no line is printed twice, and the doctor's number stands with it."""
    patient.must(f"{START} --doctor Kim --doctor-phone 555-0100")
    patient.must("log bad headache --severity moderate")
    result = patient("ask my vision is blurry")
    lines = result.out.splitlines()
    assert lines[0].startswith("CALL YOUR DOCTOR TODAY")
    assert len(set(lines)) == len(lines)
    assert "It counts together with what you logged" in " ".join(result.out.split())
    assert "555-0100" in result.out
    logged = patient("log crushing chest pain").out.splitlines()
    assert logged[0].startswith(HEAD)
    assert sum(HEAD in line for line in logged) == 1
    assert "  Kim: 555-0100" in logged


PAIN = "log bad belly pain --severity severe"
LATE = "log might be pregnant, missed my period"
CALL = "CALL YOUR DOCTOR TODAY"


@pytest.mark.parametrize("line", [LATE, LATE.replace("log", "ask"), "log --effect possible-pregnancy"])
def test_one_verdict_stands_on_top_the_highest(patient: Patient, line: str) -> None:
    """Where what was logged before makes an emergency of it, no weaker verdict stands above, and none on a stream."""
    patient.must(START.replace("cannot", "can"))
    patient.must(PAIN)
    result = patient(line)
    assert result.out.startswith("EMERGENCY")
    assert CALL not in result.out + result.err
    noted = patient(f"note {LATE.removeprefix('log ')}")
    assert CALL not in noted.out + noted.err


@pytest.mark.parametrize("tail", ["--severity awful", "--on someday", "--effect headach", "--help", "--nonsense"])
def test_a_call_today_waits_for_nothing_that_ends_without_it(patient: Patient, tail: str) -> None:
    """What is a call today by itself is printed once, on top, also where the line is refused or asks for help."""
    patient.must(START)
    result = patient(f"{LATE} {tail}")
    assert result.out.startswith(CALL)
    assert (result.out + result.err).count(CALL) == 1
    note = patient("pause --reason 'might be pregnant, missed my period' --on someday")
    assert note.out.startswith(CALL)


def test_a_call_today_with_a_broken_record_or_a_closed_stream(tmp_path: Path) -> None:
    """A record that cannot be read, a stream that is closed and a module that is gone keep no call today back."""
    ran = shell(tmp_path, f"echo broken > c.toml; isocourse --file c.toml {LATE}")
    assert ran.out.startswith(CALL)
    assert shell(tmp_path, f"isocourse {LATE} >&-").err.startswith(CALL)
    code = (
        "import sys\nsys.modules['isocourse.cli.symptoms.log'] = None\nfrom isocourse.__main__ import main\n"
        f"sys.argv = ['isocourse', *{LATE.split()!r}]\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith(CALL)


@pytest.mark.parametrize("command", ["ask", "log"])
@pytest.mark.parametrize(("words", "head", "rows"), [("bad headache and blurry vision", CALL, 12), (CHEST, HEAD, 4)])
def test_a_low_terminal_shows_the_verdict_last_too(
    tmp_path: Path, command: str, words: str, head: str, rows: int
) -> None:
    """Where the answer is taller than the screen, its head is also its last line; where it fits, it is said once."""
    assert shell(tmp_path, f"isocourse {START}").code == 0
    typed = [("How bad?", b"\n")] if command == "log" and head == CALL else []
    low = at_terminal(tmp_path, [command, *words.split()], typed, 60, rows)
    assert head in " ".join(low.out.split("\n")[-4:])
    high = at_terminal(tmp_path, [command, *words.split()], typed, 100, 90)
    assert high.out.count(head) == 1


def test_an_effect_that_is_not_known_kills_nothing(patient: Patient) -> None:
    """A record of a newer version, or one that was edited, may name an effect that is not known here."""
    patient.must(START)
    patient.must("log crushing chest pain")
    text = patient.file.read_text(encoding="utf-8")
    patient.file.write_text(text.replace('"chest-breathing"', '"chest-pain"'), encoding="utf-8")
    for line in ("checklist", "status", "", "done visit", "log dry lips", "ask dry lips", "ask crushing chest pain"):
        assert patient(line).code in {0, 11}, line
    assert "\nSTOP. " in patient("checklist").out


def test_the_answer_about_another_day_still_begins_with_it(patient: Patient) -> None:
    """An alarm about another day begins with the day where that is plain, and says it once."""
    lines = patient(f"ask {CHEST} --as-of 2026-11-20").out.splitlines()
    assert lines[0] == "As if it were Fri Nov 20, 2026."
    assert lines[1].startswith(HEAD)
    assert sum("As if" in line for line in lines) == 1


def test_a_json_answer_tells_the_alarm_itself(patient: Patient) -> None:
    """With --json the alarm is in the object; where none can be printed, it is on standard error."""
    result = patient(f"ask --json {CHEST}")
    assert (result.json["urgency"], result.err) == ("emergency", "")
    patient.must(START)
    refused = patient(f"log --json {CHEST} --severity awful")
    assert refused.out == ""
    assert refused.err.startswith(HEAD)


def test_json_that_cannot_be_printed(tmp_path: Path) -> None:
    """With standard output closed, the alarm of a JSON answer is on standard error."""
    ran = shell(tmp_path, f"isocourse ask --json {CHEST} >&-")
    assert ran.code == 3
    assert ran.err.startswith(HEAD)


@pytest.mark.skipif(os.name == "nt", reason="no such streams there")
@pytest.mark.parametrize(("line", "code"), [("ask -", 0), ("log -", 0), ("note -", 0), ("log dry lips --note -", 0)])
def test_standard_input_that_does_not_wait(tmp_path: Path, line: str, code: int) -> None:
    """A pipe that does not block (Node makes such) is read to its end, however late its words come."""
    assert shell(tmp_path, f"isocourse {START}").code == 0
    there, here = os.pipe()
    os.set_blocking(there, False)
    run = subprocess.Popen(
        [*COMMAND, *line.split()],
        stdin=there,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
    )
    for part in (b"my lips ", b"are dry\n"):
        time.sleep(0.4)
        os.write(here, part)
    os.close(here)
    out, err = run.communicate(timeout=30)
    os.close(there)
    assert (run.returncode, b"Traceback" in err) == (code, False)
    assert b"dry" in out


def test_a_terminal_that_is_given_words_at_a_question(tmp_path: Path) -> None:
    """Words typed where a number was asked are heard before they are refused."""
    ran = at_terminal(tmp_path, ["start"], [("1 or 2", b"i have chest pain and cannot breathe\n"), ("1 or 2", b"\x03")])
    assert HEAD in ran.out
    assert ran.code == 130


@pytest.mark.parametrize("at", [0, 10_000, 20_000, 60_000])
def test_a_long_text_is_heard_in_its_middle_too(tmp_path: Path, at: int) -> None:
    """Of a diary of pages each line is judged, of a far longer one its beginning and its end; then it is refused."""
    calm = "we walked by the lake today. " * 2100
    text = f"{calm[:at]} {CHEST} {calm[at : max(20_000, at)]}"
    ran = shell(tmp_path, "isocourse log -", text.encode())
    assert HEAD in ran.both
    assert ran.code == 2


def test_words_that_are_looked_up_are_heard_too(patient: Patient) -> None:
    """`guide crushing chest pain` is no way to miss an emergency; a topic by its name alone rings no alarm."""
    assert patient("guide", "crushing", "chest", "pain").out.startswith(HEAD)
    assert patient("history", "crushing", "chest", "pain").out.startswith(HEAD)
    for topic in (("pregnancy",), ("overdose",), ("birth", "control"), ("dry", "lips")):
        assert HEAD not in patient("guide", *topic).out


def test_words_in_place_of_a_command_are_told_where_to_write_them(patient: Patient) -> None:
    """After the alarm in words that are no command comes how to write them down, not the nearest command's name."""
    said = patient("chest pain")
    assert said.out.startswith("EMERGENCY: call 911")
    assert said.code == 2
    assert said.err == "isocourse: To write it down: isocourse log, then Enter, and say it in your own words.\n"
    assert "Did you mean 'log'?" in patient("lgo dry lips").err
