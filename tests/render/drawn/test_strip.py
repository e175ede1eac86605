"""The strip of days at a terminal: the same days as in words, and nothing of it in a pipe."""

from __future__ import annotations

import re

import pytest

from isocourse.cli.terminal import screen
from patient import Patient

START = (
    "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-10-28 --mg 40 --times 2"
    " --doses exceptions --fills-before 1 --last-fill 2026-09-28"
)


@pytest.fixture
def course(patient: Patient) -> Patient:
    """Capsules to Thanksgiving, on 12 November."""
    patient.begin([f"2026-10-28 {START}", "2026-10-28 done fill --days 30 --yes"])
    return patient.at("2026-11-12")


def drawn(patient: Patient, monkeypatch: pytest.MonkeyPatch, line: str = "plan", columns: int = 80) -> list[str]:
    """The lines that are more at a terminal, without their colours."""
    words = patient.must(line, columns=columns).out.splitlines()
    with monkeypatch.context() as terminal:
        terminal.setattr(screen, "colours", lambda: True)
        shown = re.sub(r"\x1b\[\d+m", "", patient.must(line, columns=columns).out).splitlines()
    assert shown[: len(words)] == words
    return shown[len(words) :]


def test_days_stand_below_their_weekday(course: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is marked, the holiday too; each step's last safe day stands where its weekday is."""
    lines = drawn(course, monkeypatch)
    rows = {line[2:34].strip(): line[34:] for line in lines}
    assert lines[0][34:] == "TFSSMTWTFSSMTWTF"
    assert rows["today"] == "^"
    assert rows["holidays"].index("h") == 14
    assert rows["capsules"] == "===============x"
    assert rows["Pregnancy test"] == " " * 8 + "---O!!!"
    assert rows["Pick up"] == " " * 8 + "-----O"


def test_it_fits_any_width(course: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line of the strip is longer than the terminal is wide, but for its legend."""
    for columns in (60, 80, 120):
        assert all(len(line) <= columns for line in drawn(course, monkeypatch, columns=columns)[:-1])


@pytest.mark.parametrize(
    "line", ["log bad headache and blurry vision --severity severe", "finish --last-capsule today"]
)
def test_nothing_is_drawn_where_no_step_has_a_day(course: Patient, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    """Under an open sign, and after the course, there is no strip."""
    course.must(line)
    assert drawn(course, monkeypatch) == []
