"""The outside contract: help, which record, dates, and `--as-of`."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from isocourse import __version__
from isocourse.cli.commands import COMMANDS
from isocourse.failsafe import emergency
from patient import Patient

START = "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02"
READY = (
    "start --category cannot-become-pregnant --zone America/Chicago --weeks 20 --fills-before 1 --last-fill 2026-10-30"
)


CONTRACT = (Path(__file__).parent.parent.parent / "docs" / "contract.md").read_text(encoding="utf-8")
# Every command of docs/contract.md with its options, beside those that most have.
OPTIONS = dict(re.findall(r"^\| `([\w-]+)[^|]*\|([^|]*)\|[^|]*\|$", CONTRACT.partition("## Commands")[2], re.MULTILINE))
COMMON = {"--file", "--yes", "--help"}


def test_every_command_is_in_the_contract() -> None:
    """docs/contract.md has a row for each command, and none for another."""
    assert [name for name in OPTIONS if name in COMMANDS] == [*COMMANDS]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_names_every_option(patient: Patient, command: str) -> None:
    """The help of each command exits with 0, is ASCII, and names the options of docs/contract.md and no other."""
    result = patient.must(f"{command} --help")
    assert result.out.startswith(f"Usage: isocourse {command} ")
    assert result.out.isascii()
    described = re.findall(r"^ {2,4}(?:-\w, )?(--[a-z][a-z0-9-]+)(?: / (--[a-z-]+))?", result.out, re.MULTILINE)
    assert {option for pair in described for option in pair if option} - COMMON == set(
        re.findall(r"--[a-z][a-z0-9-]+", OPTIONS[command])
    )


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_help_fits_a_screen(patient: Patient, command: str, columns: int) -> None:
    """The help of each command fits 50 lines, and the width, but for a command that can be typed."""
    lines = patient.must(f"{command} --help", columns=columns).out.splitlines()
    assert len(lines) <= (50 if columns >= 80 else 56)
    for line in lines:
        assert len(line) <= columns or "isocourse " in line, line


def test_help_of_the_program(patient: Patient) -> None:
    """The help of the program lists every command, groups what is urgent first, and ends with the emergency line."""
    out = patient.must("--help").out
    assert out == patient.must("-h").out
    assert [name for name in COMMANDS if not re.search(rf"^  ([a-z-]+, )?{name}[ ,]", out, re.MULTILINE)] == []
    assert out.index("When something feels wrong") < out.index("Before the pharmacy") < out.index("The course")
    assert emergency.EMERGENCY_LINE in " ".join(out.split())


def test_help_needs_nothing(patient: Patient) -> None:
    """Help is answered with a broken record too, and words of self-harm beside it are heard."""
    patient.file.write_text("schema = [", encoding="utf-8")
    assert patient("log --help").code == 0
    assert patient("log i want to die --help").out.startswith(emergency.CRISIS)


def test_version(patient: Patient) -> None:
    """The version is printed by --version, and by the module."""
    assert patient.must("--version").out == f"isocourse {__version__}\n"
    ran = subprocess.run([sys.executable, "-m", "isocourse", "--version"], capture_output=True, text=True, check=True)
    assert ran.stdout == f"isocourse {__version__}\n"


def test_which_record(patient: Patient) -> None:
    """The record is that of --file on the command, else before it, else of ISOCOURSE_FILE, else the default."""
    names = {name: str(patient.home / f"{name}.toml") for name in ("command", "before", "environment")}
    default = patient.home / ".local/share/isocourse/course.toml"
    said = []
    for line, environ in (
        (f"--file {names['before']} {START} --file {names['command']}", names["environment"]),
        (f"--file {names['before']} {START}", names["environment"]),
        (START, names["environment"]),
        (START, ""),
    ):
        said.append(patient.must(line, ISOCOURSE_FILE=environ).out)
    for path, out in zip([*names.values(), str(default)], said, strict=True):
        assert Path(path).exists()
        assert path in out.replace("\n", "").replace("  ", "")
    assert default.stat().st_mode & 0o777 == 0o600
    assert default.parent.stat().st_mode & 0o777 == 0o700


def test_the_users_data_folder(patient: Patient) -> None:
    """The default place follows XDG_DATA_HOME where it is absolute, and nothing else."""
    folder = patient.home / "data"
    patient.must(START, ISOCOURSE_FILE="", XDG_DATA_HOME=str(folder))
    assert (folder / "isocourse/course.toml").exists()
    patient.must(START, ISOCOURSE_FILE="", XDG_DATA_HOME="relative")
    assert (patient.home / ".local/share/isocourse/course.toml").exists()


def test_no_place(patient: Patient) -> None:
    """Where no home is known, the error says to name a file."""
    result = patient("status", ISOCOURSE_FILE="", HOME="not/absolute")
    assert (result.code, result.out) == (3, "")
    assert "--file PATH" in result.err


def test_bare_command(patient: Patient) -> None:
    """The bare command says how to begin and the emergency line; with a course it is `status`."""
    result = patient.must("")
    assert "isocourse start" in result.out.splitlines()[0]
    assert " ".join(result.out.split()).endswith(emergency.EMERGENCY_LINE)
    patient.must(START)
    assert patient.must("").out == patient.must("status").out


DATES = [
    ("2026-11-20", "2026-11-20"),
    (" 2026-11-20 ", "2026-11-20"),
    ("today", "2026-11-22"),
    ("Today", "2026-11-22"),
    ("yesterday", "2026-11-21"),
    ("1 day ago", "2026-11-21"),
    ("3 days ago", "2026-11-19"),
    ("0 days ago", "2026-11-22"),
    ("sunday", "2026-11-22"),  # today is a Sunday
    ("monday", "2026-11-16"),
    ("Saturday", "2026-11-21"),
    ("2026-11-1", "2026-11-01"),
    ("2026/11/20", "2026-11-20"),
    ("2 weeks ago", "2026-11-08"),
    ("mon", "2026-11-16"),
    ("last sunday", "2026-11-15"),
    ("nov 20", "2026-11-20"),
    ("20 Nov", "2026-11-20"),
]


@pytest.mark.parametrize(("typed", "day"), DATES)
def test_dates(patient: Patient, typed: str, day: str) -> None:
    """The dates of the contract mean the days that people mean; a weekday is the last one, today included."""
    patient.must(START)
    patient.must("note words --on", typed)
    assert patient.must("history --json --kind note").json["entries"][0]["on"] == day


@pytest.mark.parametrize("typed", ["20.11.2026", "next monday", "20261120", "last week", "", "\uff12026-11-20"])
def test_other_dates_are_refused(patient: Patient, typed: str) -> None:
    """Anything else is refused with the list of what is right, never guessed."""
    patient.must(START)
    result = patient("note words --on", typed)
    assert result.code == 2
    assert "2026-11-22, nov 22, today, yesterday, 3 days ago, 2 weeks ago, monday (the last one)" in result.err


@pytest.mark.parametrize("typed", ["11/20/2026", "20/11/2026"])
def test_the_american_way(patient: Patient, typed: str) -> None:
    """A date with one reading is asked back at a terminal, where Enter is a yes, and refused elsewhere with it."""
    patient.must(START)
    refused = patient("note words --on", typed)
    assert (refused.code, "2026-11-20" in refused.err) == (2, True)
    assert patient("note words --on", typed, stdin="n\n", terminal=True).code == 2
    said = patient("note words --on", typed, stdin="\n", terminal=True)
    assert (said.code, said.err) == (0, "2026-11-20? (Enter: yes): ")
    assert patient.must("history --json --kind note").json["entries"][-1]["on"] == "2026-11-20"


def test_two_readings(patient: Patient) -> None:
    """A date with two readings is refused, at a terminal too."""
    patient.must(START)
    for terminal in (False, True):
        refused = patient("note words --on 11/12/2026", stdin="\n", terminal=terminal)
        assert refused.code == 2
        assert "2026-11-12 or 2026-12-11" in refused.err


def test_today_is_the_courses_own(patient: Patient) -> None:
    """Today is the day in the zone of the course, whatever the computer's zone."""
    patient.at("2026-11-23", hour=4)  # Sunday evening in Chicago, Monday in UTC
    patient.must(START)
    patient.must("note words", TZ="Asia/Tokyo")
    assert patient.must("history --json --kind note").json["entries"][0]["on"] == "2026-11-22"
    assert "Nov 22" in patient.must("status").out


@pytest.mark.parametrize(
    ("asked", "moment"),
    [
        ("2026-11-20", "2026-11-20T12:00:00-06:00"),
        ("2026-11-26T21:30", "2026-11-26T21:30:00-06:00"),
        ("2026-07-01T00:00", "2026-07-01T00:00:00-05:00"),
        ("yesterday", "2026-11-21T12:00:00-06:00"),
        ("monday", "2026-11-23T12:00:00-06:00"),
    ],
)
@pytest.mark.parametrize("command", ["status", "checklist", "history"])
def test_as_of(patient: Patient, command: str, asked: str, moment: str) -> None:
    """A day means noon in the course's zone, a time that time there; the answer says `as if` in its first line."""
    patient.must(START.replace("2026-11-02", "2026-06-01"))
    assert patient.must(f"{command} --json --as-of", asked).json["as_of"] == moment
    assert patient.must(f"{command} --as-of", asked).out.lower().startswith("as if")


def test_as_of_leaves_out_what_came_later(patient: Patient) -> None:
    """Entries about later days are left out, entries typed later about earlier days are in, retractions always hold."""
    patient.must(START)
    patient.must("note early --on 2026-11-10")
    patient.must("note late --on 2026-11-20")
    patient.must("note gone --on 2026-11-09")
    patient.must("undo")
    out = patient.must("history --as-of 2026-11-15").out
    assert "early" in out
    assert "late" not in out
    assert "gone" not in out
    assert "gone" in patient.must("history --all --as-of 2026-11-15").out


def test_a_future_day_is_never_ready(patient: Patient) -> None:
    """Today can be ready; a day in the future never is, in words, in JSON and in the exit code."""
    patient.must(READY)
    for step in ("visit", "enrolled", "consent", "counselled"):
        patient.must(f"done {step}")
    patient.must("done authorization --until 2026-12-20")
    if patient.must("checklist --json").json["verdict"] != "ready":
        pytest.fail(patient.must("checklist").out)
    assert patient.must("checklist").out.splitlines()[1].startswith("READY")
    for day in ("2026-11-23", "2026-11-22T23:59", "2026-12-19"):
        future = day != "2026-11-22T23:59"
        out = patient.must(f"checklist --as-of {day}").out
        assert bool(re.search(r"^READY", out, re.MULTILINE)) is not future
        assert (patient.must(f"checklist --json --as-of {day}").json["verdict"] == "ready") is not future
        assert patient(f"checklist --exit-code --as-of {day}").code == (20 if future else 0)


def test_nothing_that_reads_writes(patient: Patient) -> None:
    """Commands that only read leave the record and its folder byte for byte as they were."""
    patient.must(START)
    patient.must("log dry lips --severity mild")
    before = {path.name: path.read_bytes() for path in patient.home.iterdir()}
    for line in (
        "",
        "status",
        "checklist --why",
        "history --all",
        "ask chest pain",
        "verify",
        "warnings",
        "chart",
        "guide",
    ):
        patient(line)
    assert {path.name: path.read_bytes() for path in patient.home.iterdir()} == before
