"""Self-written phrases: what people say, and what they say that is none."""

from __future__ import annotations

import pytest

from heard import answer, rows
from isocourse.course.entries import Urgency
from isocourse.triage.scoring import ALARMS

LOUD = Urgency.CALL_TODAY.rank


@pytest.mark.parametrize("row", rows("said.csv"), ids=lambda row: row["phrase"])
def test_what_is_said_is_understood(row: dict[str, str]) -> None:
    """Each phrase resolves to its documented effect first, and is exactly as loud as it must be."""
    found = answer(row["phrase"])
    assert (found.urgency.rank >= LOUD) is (row["tier"] in ALARMS)
    if row["tier"] == "emergency":
        assert found.urgency is Urgency.EMERGENCY
    if row["effect"] != "other":
        assert found.effect == row["effect"]


@pytest.mark.parametrize("row", rows("not_said.csv"), ids=lambda row: row["phrase"])
def test_what_is_no_symptom_stays_calm(row: dict[str, str]) -> None:
    """Denials, other people, idioms and small talk are no reason to call a doctor."""
    assert answer(row["phrase"]).urgency.rank < LOUD
