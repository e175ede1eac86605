from __future__ import annotations

import pytest

from isocourse.course.entries import Urgency
from isocourse.triage.scoring import Answer, Figure, score


def row(effect: str, tier: str, negated: str = "false") -> dict[str, str]:
    """Return a labelled phrase."""
    return {"phrase": f"{effect} {tier} {negated}", "effect": effect, "tier": tier, "negated": negated}


ROWS = [
    row("suicidal-thoughts", "emergency"),
    row("chest-breathing", "emergency"),
    row("vision-change", "call-today"),
    row("dry-lips", "self-care"),
    row("fatigue", "mention"),
    row("headache", "mention", "true"),
    row("suicidal-thoughts", "emergency", "true"),
    row("other", "mention"),
    row("none", "self-care"),
]
ANSWERS = [
    Answer("suicidal-thoughts", Urgency.EMERGENCY),
    Answer("chest-breathing", Urgency.CALL_TODAY),
    Answer("night-vision", Urgency.NEXT_VISIT),
    Answer("dry-lips", Urgency.SELF_CARE),
    Answer("depression-mood", Urgency.CALL_TODAY),
    Answer("none", Urgency.NONE),
    Answer("none", Urgency.EMERGENCY),
    Answer("fatigue", Urgency.NEXT_VISIT),
    Answer("none", Urgency.NONE),
]


def test_the_four_figures() -> None:
    """Alarms, emergencies, calm and effects are each counted over the phrases that they are about."""
    found = score(ROWS, ANSWERS)
    assert found.alarm == Figure(2, 3, ("vision-change call-today false",))
    assert found.emergency == Figure(1, 2, ("chest-breathing emergency false",))
    assert found.calm == Figure(4, 6, ("fatigue mention false", "suicidal-thoughts emergency true"))
    assert found.effect == Figure(3, 5, ("vision-change call-today false", "fatigue mention false"))
    assert round(found.alarm.percent, 1) == 66.7


def test_nothing_to_score() -> None:
    """No phrases give no figures, and no error."""
    assert score([], []).alarm.percent == 0


def test_one_answer_a_phrase() -> None:
    """A missing answer is an error, not a better figure."""
    with pytest.raises(ValueError, match="shorter"):
        score(ROWS, ANSWERS[:-1])


def test_a_missing_column() -> None:
    """Labels without a column that is needed are an error."""
    with pytest.raises(KeyError, match="tier"):
        score([{"phrase": "x", "effect": "none", "negated": "false"}], [Answer("none", Urgency.NONE)])
