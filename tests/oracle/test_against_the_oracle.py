"""The checklist against a second implementation of its rules (see verdict.py)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from oracle.compare import differences
from oracle.days import iso, local, month_later, n, weekday
from oracle.histories import ask, asked, moment
from oracle.history import Event, Now
from oracle.verdict import oracle
from patient import Patient

EXAMPLES = int(os.environ.get("ORACLE_EXAMPLES", "200"))  # a few thousand before a release


OFTEN = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES <= 200,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@given(asked())
@settings(OFTEN)
def test_program_and_oracle_agree(tmp_path: Path, drawn: tuple[list[Event], str, list[Now]]) -> None:
    """Two implementations, written apart from the same facts, give the same verdict, window and steps."""
    events, zone, minutes = drawn
    for now in minutes:
        patient = Patient(tmp_path, moment(now))
        found, wanted = ask(patient, events, zone, now), oracle(events, zone, now)
        assert differences(found, wanted, local(zone, *now)[0]) == []


@pytest.mark.parametrize(
    ("day", "later"),
    [
        ("2026-12-15", "2027-01-15"),
        ("2027-01-31", "2027-03-02"),
        ("2027-02-28", "2027-03-30"),
        ("2028-01-31", "2028-03-01"),
    ],
)
def test_the_oracle_counts_a_month_as_the_fact_sheet_does(day: str, later: str) -> None:
    """The four examples of D5 come out."""
    assert iso(month_later(n(day))) == later


def test_the_oracle_knows_its_weekdays() -> None:
    """Thanksgiving of 2026 is Thursday 26 November."""
    assert weekday(n("2026-11-26")) == 3
