"""Every screen at 60 and 120 columns, with colour and without."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest

from isocourse.cli.terminal import screen
from patient import Patient

START = "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02"


SCREENS = [
    "",
    "status",
    "status --why",
    "checklist",
    "checklist --why",
    "history --all",
    "ask bad headache and blurry vision",
    "ask dry lips --why",
    "ask purple xyzzy",
    "log dry lips",
    "log crushing chest pain --note zebra",
    "note words",
    "done visit",
    "done test --specimen 2026-11-20 --result negative --setting medical",
    "verify",
    "warnings",
    "warnings --why",
    "guide",
    "privacy",
    "chart",
    "plan",
    "plan --why",
    "due --plain",
    "undo",
]


@pytest.mark.parametrize("columns", [60, 120])
@pytest.mark.parametrize("line", SCREENS)
def test_screens_fit(patient: Patient, line: str, columns: int) -> None:
    """No line of any screen is longer than the width, unless it is one word or a command to type."""
    patient.must(f"{START} --mg 40 --times 2 --doctor 'Dr Kim' --doctor-phone 555-0100")
    patient.must(
        "log lips cracked and bleeding since a week and nothing helps, what shall I do about it --severity moderate"
    )
    for shown in patient(line, columns=columns).out.splitlines():
        assert len(shown) <= columns or len(shown.split()) == 1 or "isocourse " in shown, shown


@pytest.mark.parametrize("line", ["status", "checklist", "ask crushing chest pain"])
def test_nothing_only_in_colour(patient: Patient, line: str) -> None:
    """At a terminal in colour the words are the same as in a pipe; what is drawn besides says no more than they."""
    patient.must(START)
    patient.must("log crushing chest pain")
    plain = patient(line).out
    with mock.patch("isocourse.cli.terminal.screen.colours", return_value=True):
        coloured = patient(line).out
    assert "\x1b[" in coloured
    said = re.sub(r"\x1b\[\d+m", "", coloured).splitlines()
    assert " ".join(line for line in said if not line.startswith(("Weeks  ", "Capsules  "))).split() == plain.split()


def test_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR, TERM=dumb and a pipe each mean plain text."""

    class Screen:
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdout", Screen())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert screen.colours()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not screen.colours()
    monkeypatch.setenv("NO_COLOR", "")
    assert screen.colours(), "an empty one counts as not set"
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not screen.colours()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stdout", None)
    assert not screen.colours()


def test_a_real_process_reads_the_clock(tmp_path: Path) -> None:
    """Outside the tests the clock is this computer's: status of a course that starts today is day 1."""
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "ISOCOURSE_FILE": str(tmp_path / "c.toml")}
    command = [sys.executable, "-m", "isocourse"]
    today = dt.datetime.now(dt.UTC).date().isoformat()
    start = START.replace("America/Chicago", "UTC").replace("2026-11-02", today).split()
    subprocess.run([*command, *start], env=environ, check=True, capture_output=True)
    ran = subprocess.run([*command, "status"], env=environ, check=True, capture_output=True, text=True)
    assert "day 1, week 1 of 20" in ran.stdout or "day 2" in ran.stdout
