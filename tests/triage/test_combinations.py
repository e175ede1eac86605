from __future__ import annotations

import pytest

from heard import KNOWLEDGE
from isocourse.course.entries import Severity, Urgency
from isocourse.triage.combinations import highest, red_flags, stops, urgency_of
from isocourse.triage.knowledge import RedFlag


@pytest.mark.parametrize("flag", KNOWLEDGE.red_flags, ids=lambda flag: flag.slug)
def test_each_combination_needs_all_its_groups(flag: RedFlag) -> None:
    """One sign of each group completes a combination; without one group it is not complete."""
    one_each = {group[0] for group in flag.groups}
    assert flag in red_flags(one_each, (), KNOWLEDGE)
    for group in flag.groups:
        rest = {name for other in flag.groups if other is not group for name in other}
        if rest.isdisjoint(group):
            assert flag not in red_flags({*rest, "dry-lips"}, (), KNOWLEDGE)


@pytest.mark.parametrize("sign", sorted(KNOWLEDGE.signs))
def test_no_sign_is_a_combination_by_itself(sign: str) -> None:
    """A combination is of two signs at least; one alone has an urgency of its own."""
    present = {sign}
    assert not any(all(not present.isdisjoint(group) for group in flag.groups) for flag in KNOWLEDGE.red_flags)


def test_nothing_of_today_is_nothing_new() -> None:
    """A combination of old signs alone is not found again."""
    assert red_flags((), {"headache", "dizziness"}, KNOWLEDGE) == ()
    assert red_flags({"dry-lips"}, {"headache", "dizziness"}, KNOWLEDGE) == ()


@pytest.mark.parametrize(
    ("sign", "severity", "urgency", "stop"),
    [
        ("dry-lips", None, Urgency.SELF_CARE, False),
        ("dry-lips", Severity.SEVERE, Urgency.NEXT_VISIT, False),
        ("fatigue", Severity.MODERATE, Urgency.NEXT_VISIT, False),
        ("fatigue", Severity.SEVERE, Urgency.CALL_TODAY, True),
        ("vision-change", Severity.SEVERE, Urgency.CALL_TODAY, True),
        ("fracture", Severity.SEVERE, Urgency.CALL_TODAY, False),
        ("suicide", None, Urgency.EMERGENCY, True),
    ],
)
def test_severe_raises_by_one(sign: str, severity: Severity | None, urgency: Urgency, *, stop: bool) -> None:
    """Severe raises looking after oneself to the next visit, and the next visit to a call that stops the capsules."""
    assert urgency_of(KNOWLEDGE.signs[sign], severity) is urgency
    assert stops(KNOWLEDGE.signs[sign], severity) is stop


def test_highest() -> None:
    """The most urgent of many, and none of nothing."""
    assert highest([Urgency.SELF_CARE, Urgency.CALL_TODAY, Urgency.NONE]) is Urgency.CALL_TODAY
    assert highest([]) is Urgency.NONE
