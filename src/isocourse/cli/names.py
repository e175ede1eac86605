"""Plain names of effects, read when the first is needed."""

from __future__ import annotations

from functools import lru_cache

from isocourse.errors import ContentBroken
from isocourse.knowledge import TriageKnowledge
from isocourse.render.text import clean


@lru_cache(maxsize=1)
def knowledge() -> TriageKnowledge:
    """Return what triage knows, read once a run."""
    from isocourse.content import triage  # noqa: PLC0415 - only commands that name an effect pay for it

    return triage.knowledge()


def effect_name(slug: str) -> str:
    """Return the plain name of an effect; a slug that is unknown, or whose facts are missing, stands for itself."""
    try:
        effect = knowledge().effects.get(slug)
    except ContentBroken:
        return slug
    return effect.name if effect else clean(slug)
