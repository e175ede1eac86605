"""Charts in color: what is not known has a mark of its own, and a narrow screen gets every row."""

from __future__ import annotations

import re
from unittest import mock

import pytest

from patient import Patient

START = (
    "start --category cannot-become-pregnant --zone America/Chicago --weeks 20 --started 2026-10-26 --mg 40 --times 1"
)


def drawn(patient: Patient, line: str, columns: int = 80) -> str:
    """Return what a terminal in color shows, without the colors."""
    with mock.patch("isocourse.cli.terminal.screen.colours", return_value=True):
        return re.sub(r"\x1b\[\d+m", "", patient.must(line, columns=columns).out)


def test_a_week_of_unknown_milligrams_is_no_zero(patient: Patient) -> None:
    """Where a dose has no known mg, its week and those after are marked as not known."""
    patient.must(START)
    patient.must("dose taken --on 2026-10-27")
    patient.must("regimen --pattern 'by turns' --on 2026-11-09")
    patient.must("dose taken --on 2026-11-10")
    said = drawn(patient, "chart mg")
    assert re.search(r"^  #-\?\?$", said, re.MULTILINE), said
    assert "? not known" in said
    assert "The sum is not known" in said


@pytest.mark.parametrize("columns", [24, 40, 50, 80])
def test_every_side_effect_has_its_row(patient: Patient, columns: int) -> None:
    """At each width all that was logged is there, one mark a week."""
    patient.must(START)
    patient.must("log dry lips --severity severe --on 2026-11-03")
    patient.must("log dry eyes --on 2026-11-10")
    rows = [line for line in drawn(patient, "chart effects", columns).splitlines() if re.search(r"[#+=_-] ?$", line)]
    marks = [re.sub(r"^.*?((?:[#+=_-] ?)+)$", r"\1", row).replace(" ", "") for row in rows]
    assert {"-#--", "--+-"} <= set(marks), rows


def test_mood_is_drawn_with_its_sums(patient: Patient) -> None:
    """The mood questions are bars with their sums beside them."""
    patient.must(START)
    patient.must("mood --answers 1,1")
    assert re.search(r"Nov 22, 2026  ##  2 of 6", drawn(patient, "chart mood"))
