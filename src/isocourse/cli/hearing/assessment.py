"""What triage makes of words or of a named effect, with what was logged in the last seven days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

from isocourse.cli.hearing.effects import knowledge
from isocourse.cli.parsing.values import did_you_mean
from isocourse.course.entries import AdverseEvent, Severity
from isocourse.course.standing import Course
from isocourse.errors import BadValue
from isocourse.failsafe.emergency import mentions_self_harm
from isocourse.triage.assess import NONE, OTHER, SELF_HARM, Assessment, assess, named
from isocourse.triage.combinations import DAYS_TOGETHER
from isocourse.triage.heard import ALIKE, Heard, HeardSign
from isocourse.triage.hearing import Listener
from isocourse.triage.scope import State
from isocourse.triage.words import joined

_NAMED = ""  # in the place of words, where an effect was chosen by its name


def hear(words: str) -> Heard:
    """Return what is heard in words. Words of self-harm that triage cannot place count as meant: never as nothing.

    A line break ends a phrase, or a phrase goes on in the next line: of both readings the more urgent holds, and of two
    that are as urgent the one that knows what it heard.
    """
    heard = _heard(words)
    whole = joined(words) if "\n" in words or "\r" in words else words
    return heard if whole == words else max(heard, _heard(whole), key=_weight)


def _weight(heard: Heard) -> tuple[int, bool, bool, int]:
    found = judge(heard, None, [])
    known = all(sign.confidence != ALIKE for sign in heard.signs)
    return found.urgency.rank, found.stop_capsules, known, len(heard.signs)


@lru_cache(maxsize=8)
def _heard(words: str) -> Heard:
    heard = listener().hear(words)
    if heard.mentions_self_harm or not mentions_self_harm(words if heard.rest is None else heard.rest):
        return heard
    return heard._replace(signs=(*heard.signs, *hear_effect(SELF_HARM).signs), mentions_self_harm=True)


@lru_cache(maxsize=1)
def listener() -> Listener:
    """Return the listener, made once a run."""
    return Listener(knowledge())


def documented() -> list[str]:
    """Return the slugs of the documented effects, without those for something else and for nothing."""
    return [slug for slug in knowledge().effects if slug not in {OTHER, NONE}]


def effect_slug(given: str) -> str:
    """Return a documented effect's slug, or say where the list is."""
    plain = given.strip().lower()
    named = (effect.slug for effect in knowledge().effects.values() if effect.name == plain)
    slug = next(named, plain.replace(" ", "-"))
    if slug not in {*knowledge().effects, OTHER, NONE}:
        meant = did_you_mean(slug, documented())
        known = ", ".join(knowledge().effects)
        raise BadValue(f"--effect: {given!r} is not a documented effect. {meant}The effects: {known}")
    return slug


def hear_effect(slug: str) -> Heard:
    """Return a documented effect as if it had been heard."""
    heard = named(slug, knowledge()) or Heard()
    return heard._replace(signs=tuple(sign._replace(words=_NAMED) for sign in heard.signs))


def hear_effects(slugs: Sequence[str]) -> Heard:
    """Return documented effects as if they had been heard together."""
    each = [hear_effect(slug) for slug in slugs]
    return each[0]._replace(signs=tuple(sign for one in each for sign in one.signs))


def recent_events(course: Course | None, day: dt.date) -> list[AdverseEvent]:
    """Return the side effects logged within seven days of a day."""
    if course is None:
        return []
    near = dt.timedelta(days=DAYS_TOGETHER)
    return [body for entry, body in course.of(AdverseEvent) if abs(entry.on - day) <= near]


def judge(heard: Heard, severity: Severity | None, recent: list[AdverseEvent]) -> Assessment:
    """Return the answer to what was heard. What was named rather than heard is a reason by its name alone."""
    found = assess(heard, severity=severity, recent=recent, knowledge=knowledge())
    return found._replace(reasons=tuple(map(_reason, found.reasons)))


def _reason(line: str) -> str:
    name = line.removeprefix(f'Heard "{_NAMED}": ')
    return line if name == line else name[:1].upper() + name[1:]


def event_of(found: Assessment, words: str | None, note: str | None, effect: str | None = None) -> AdverseEvent:
    """Return what is kept of an answer. Words that name nothing, or only deny, are kept under a slug that says so."""
    return as_judged(AdverseEvent(effect=OTHER, words=words, note=note), found, effect)


def as_judged(body: AdverseEvent, found: Assessment, effect: str | None = None) -> AdverseEvent:
    """Return an event with what an answer makes of it, all else as it is."""
    heard = found.effect if found.matches and not found.negated else OTHER
    plain = NONE if found.is_nothing else heard
    return body._replace(
        effect=effect or plain,
        signs=found.signs,
        severity=found.severity,
        urgency=found.urgency,
        stop_capsules=found.stop_capsules,
        said=found.said,
    )


def judge_effect(body: AdverseEvent, slug: str, severity: Severity | None, *, keep_signs: bool) -> AdverseEvent:
    """Return a logged event under another effect or severity, judged as if it had been logged so."""
    found = judge(_as_heard(body) if keep_signs and body.signs else hear_effect(slug), severity, [])
    return as_judged(body, found, slug)._replace(severity=severity, said=())


def judge_again(body: AdverseEvent) -> Assessment:
    """Return the answer to a logged event by itself."""
    return judge(_as_heard(body), None, [])


def _as_heard(body: AdverseEvent) -> Heard:
    known = knowledge().signs
    signs = [sign for sign in body.signs or (body.effect,) if sign in known]
    return Heard(
        signs=tuple(HeardSign(sign, _NAMED, 1.0, body.severity_of(sign), State.PRESENT) for sign in signs),
        severity=body.severity,
    )
