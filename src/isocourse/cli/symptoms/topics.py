"""Where what is a question, or about capsules, rather than a side effect is answered: topics of the guide, `dose`."""

from __future__ import annotations

from isocourse.course.entries import Urgency
from isocourse.triage.assess import Assessment

_MISSED = "missed-dose"
_CAPSULE = "Was it a capsule? Keep it with: isocourse dose missed. Was it birth control? isocourse guide unprotected"


def topics(found: Assessment, text: str) -> list[str]:
    """Return the two topics that fit words best in which no side effect was heard."""
    if found.urgency is not Urgency.NONE or found.negated:
        return []
    from isocourse.content.guide import entries  # only questions look for a topic
    from isocourse.guide.finding import near, rank

    return near(rank(text, entries()))[:2]


def missed(slugs: list[str]) -> list[str]:
    """Return how a missed capsule is kept, where the words speak of a missed dose: it is no side effect."""
    return [_CAPSULE] if _MISSED in slugs else []
