"""What triage makes of words or of a named effect, with what was logged in the last seven days."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from isocourse.cli.names import knowledge
from isocourse.course import Course
from isocourse.emergency import mentions_self_harm
from isocourse.errors import BadValue
from isocourse.model import AdverseEvent, Severity
from isocourse.triage import Assessment, Heard, HeardSign, Listener, State, assess, named
from isocourse.triage.assess import DAYS_TOGETHER, NONE, OTHER, SELF_HARM


def hear(words: str) -> Heard:
    """Return what is heard in words. Words of self-harm that triage cannot place count as meant: never as nothing."""
    heard = _listener().hear(words)
    placed = heard.signs or heard.denied or heard.aside
    return heard if placed or not mentions_self_harm(words) else hear_effect(SELF_HARM)


@lru_cache(maxsize=1)
def _listener() -> Listener:
    return Listener(knowledge())


def effect_slug(given: str) -> str:
    """Return a documented effect's slug, or say where the list is."""
    slug = given.strip().lower().replace(" ", "-")
    if slug not in {*knowledge().effects, OTHER, NONE}:
        raise BadValue(f"--effect: {given!r} is not a documented effect. The list: isocourse log --help")
    return slug


def hear_effect(slug: str) -> Heard:
    """Return a documented effect as if it had been heard."""
    return named(slug, knowledge()) or Heard()


def recent_events(course: Course | None, day: dt.date) -> list[AdverseEvent]:
    """Return the side effects logged within seven days of a day."""
    if course is None:
        return []
    near = dt.timedelta(days=DAYS_TOGETHER)
    return [body for entry, body in course.of(AdverseEvent) if abs(entry.on - day) <= near]


def judge(heard: Heard, severity: Severity | None, recent: list[AdverseEvent]) -> Assessment:
    """Return the answer to what was heard."""
    return assess(heard, severity=severity, recent=recent, knowledge=knowledge())


def event_of(found: Assessment, words: str | None, note: str | None, effect: str | None = None) -> AdverseEvent:
    """Return what is kept of an answer. Words that name nothing, or only deny, are kept under a slug that says so."""
    plain = OTHER if not found.understood else found.effect if found.matches and not found.negated else NONE
    return AdverseEvent(
        effect=effect or plain,
        signs=found.signs,
        severity=found.severity,
        words=words,
        note=note,
        urgency=found.urgency,
        stop_capsules=found.stop_capsules,
    )


def judge_effect(body: AdverseEvent, slug: str, severity: Severity | None, *, keep_signs: bool) -> AdverseEvent:
    """Return a logged event under another effect or severity, judged as if it had been logged so."""
    heard = hear_effect(slug)
    if keep_signs and body.signs:
        known = knowledge().signs
        heard = Heard(signs=tuple(HeardSign(s, s, 1.0, None, State.PRESENT) for s in body.signs if s in known))
    found = judge(heard, severity, [])
    return event_of(found, body.words, body.note, slug)._replace(severity=severity)
