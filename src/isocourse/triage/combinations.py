"""How urgent a sign is, and which signs say more together than each alone.

Pure. Sources of every combination are with the red flags (`content/`).
"""

from __future__ import annotations

from collections.abc import Iterable

from isocourse.course.entries import AdverseEvent, Severity, Urgency
from isocourse.triage.knowledge import RedFlag, Sign, TriageKnowledge
from isocourse.typed import Final

DAYS_TOGETHER: Final = 7


def urgency_of(sign: Sign, severity: Severity | None) -> Urgency:
    """Return how urgent a sign alone is, by what the patient says of it."""
    return sign.urgency_severe if severity is Severity.SEVERE else sign.urgency


def stops(sign: Sign, severity: Severity | None) -> bool:
    """Say whether a sign asks for no more capsules: by itself, or because "severe" made a call of it (facts 2.6)."""
    raised = urgency_of(sign, severity)
    return sign.stop_capsules or (raised is Urgency.CALL_TODAY and raised is not sign.urgency)


def signs_of(event: AdverseEvent) -> tuple[str, ...]:
    """Return the signs of an entry; the effect alone where none were kept."""
    return event.signs or (event.effect,)


def red_flags(now: Iterable[str], before: Iterable[str], knowledge: TriageKnowledge) -> tuple[RedFlag, ...]:
    """Return the combinations that are complete, with at least one sign of now in them."""
    fresh = set(now)
    known = fresh | set(before)
    if len(known) < 2:  # noqa: PLR2004 - a combination is of two, and most phrases have one sign
        return ()
    return tuple(
        flag
        for flag in knowledge.red_flags
        if all(not known.isdisjoint(group) for group in flag.groups)
        and any(not fresh.isdisjoint(group) for group in flag.groups)
    )


def highest(urgencies: Iterable[Urgency]) -> Urgency:
    """Return the most urgent, none where there is nothing."""
    return max(urgencies, key=lambda urgency: urgency.rank, default=Urgency.NONE)
