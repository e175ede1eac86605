"""A logged side effect under other words, another effect or severity: judged as if it had been logged so."""

from __future__ import annotations

from isocourse.cli.hearing.assessment import as_judged, effect_slug, hear, judge, judge_effect
from isocourse.cli.parsing.values import severity as read_severity
from isocourse.course.entries import AdverseEvent
from isocourse.errors import BadValue

_UNKNOWN = "unknown"


def judged_anew(body: AdverseEvent, given: dict[str, str]) -> AdverseEvent:
    """Return the event corrected by `severity`, `effect`, `words` and `note`, as far as they are given."""
    told = given.get("severity")
    level = body.severity if told is None else None if told.strip().lower() == _UNKNOWN else read_severity(told)
    found = body._replace(note=given["note"] or None) if "note" in given else body
    words = given.get("words")
    if words is not None:
        if not words:
            raise BadValue("--words: nothing was said")
        found = as_judged(found, judge(hear(words), level, []))._replace(words=words)
    effect = given.get("effect")
    if effect is None and told is None:
        return found
    slug = found.effect if effect is None else effect_slug(effect)
    return judge_effect(found, slug, level, keep_signs=effect is None)
