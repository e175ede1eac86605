"""Plain names of effects, read when the first is needed."""

from __future__ import annotations

from functools import lru_cache

from isocourse.course.entries import AdverseEvent
from isocourse.course.standing import Course
from isocourse.errors import ContentBroken
from isocourse.render.text import clean
from isocourse.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from isocourse.triage.knowledge import TriageKnowledge


@lru_cache(maxsize=1)
def knowledge() -> TriageKnowledge:
    """Return what triage knows, read once a run."""
    from isocourse.content import triage  # only commands that name an effect pay for it

    return triage.knowledge()


def effect_name(slug: str) -> str:
    """Return the plain name of an effect, or of a sign's effect; what is unknown, or without facts, stays a slug."""
    try:
        sign = knowledge().signs.get(slug)
        return knowledge().effects[sign.effect].name if sign else clean(slug)
    except ContentBroken:
        return slug


def effect_of(course: Course) -> dict[str, str]:
    """Return the effect of each sign that was logged; nothing where the facts are missing."""
    logged = {sign for _, event in course.of(AdverseEvent) for sign in event.signs}
    if not logged:
        return {}
    try:
        signs = knowledge().signs
        return {slug: signs[slug].effect for slug in logged if slug in signs}
    except ContentBroken:
        return {}
