"""What was logged of side effects, counted for the visit sheet. Pure.

Nothing logged is never shown as nothing there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from isocourse.agenda.alarms import REPRODUCTIVE
from isocourse.course.entries import AdverseEvent, Severity, severity_rank
from isocourse.course.standing import Course
from isocourse.course.trends import effects_of
from isocourse.export.private import IsPrivate
from isocourse.export.visit.asked import Asked, Known
from isocourse.named import NamedTuple
from isocourse.triage import mood
from isocourse.triage.combinations import signs_of
from isocourse.triage.knowledge import SurveyQuestion
from isocourse.typed import Final

_UNNAMED: Final = {"none", "other"}

_MOST_WORDS: Final = 6


class Logged(NamedTuple):
    """How often something was logged: days, the worst that was said (None: nobody said), and weeks of the course."""

    days: int
    worst: Severity | None
    weeks: tuple[int, ...]


class Event(NamedTuple):
    """A side effect that was logged: `said` are its effects, each with how bad it was."""

    on: dt.date
    said: Mapping[str, Severity | None]
    body: AdverseEvent


def events_of(course: Course, asked: Asked, known: Known) -> Iterator[Event]:
    """Yield what was logged of side effects, answers about mood that open a sign among them."""
    for entry in course.entries:
        if mood.opens_sign(entry.body):
            entry = mood.as_sign(entry)  # noqa: PLW2901 - the same entry, as what it says
        if not isinstance(entry.body, AdverseEvent):
            continue
        said = effects_of(entry.body, known.effect_of)
        if not asked.reproductive:
            said = {effect: level for effect, level in said.items() if effect not in REPRODUCTIVE}
        if said:
            yield Event(entry.on, said, entry.body)


def effects_in(events: Sequence[Event], started: dt.date | None, since: dt.date) -> tuple[tuple[str, Logged], ...]:
    """Return each effect with how often it was logged, the worst first."""
    names = dict.fromkeys(effect for event in events for effect in event.said if effect not in _UNNAMED)
    rows = [(name, _logged([(e.on, e.said[name]) for e in events if name in e.said], started, since)) for name in names]
    return tuple(sorted(rows, key=lambda row: (-severity_rank(row[1].worst), -row[1].days)))


def survey_in(
    events: Sequence[Event], started: dt.date | None, since: dt.date, known: Known
) -> tuple[tuple[SurveyQuestion, Logged | None], ...]:
    """Return each question of a visit with what was logged of it, or None."""
    own = {sign: n for n, question in enumerate(known.survey) for sign in question.signs}
    of_effect = {e: n for n, question in enumerate(known.survey) if not question.signs for e in question.effects}
    found: dict[int, list[tuple[dt.date, Severity | None]]] = {}
    for event in events:
        for sign in signs_of(event.body):
            number = own.get(sign, of_effect.get(known.effect_of.get(sign, sign)))
            if number is not None:
                found.setdefault(number, []).append((event.on, event.body.severity_of(sign)))
        number = of_effect.get(event.body.effect)
        heard = {known.effect_of.get(sign, sign) for sign in signs_of(event.body)}
        if number is not None and event.body.effect not in heard:
            found.setdefault(number, []).append((event.on, event.said.get(event.body.effect)))
    return tuple(
        (question, _logged(found[n], started, since) if n in found else None) for n, question in enumerate(known.survey)
    )


def own_words(events: Sequence[Event], is_private: IsPrivate, asked: Asked) -> tuple[tuple[dt.date, str], ...]:
    """Return what nobody could name, and the words of what was severe, newest last."""
    said = [
        (event.on, event.body.words)
        for event in events
        if event.body.words and (event.body.severity is Severity.SEVERE or set(event.said) <= _UNNAMED)
    ]
    return tuple([(on, words) for on, words in said if asked.reproductive or not is_private(words)][-_MOST_WORDS:])


def _logged(rows: Sequence[tuple[dt.date, Severity | None]], started: dt.date | None, since: dt.date) -> Logged:
    return Logged(
        days=len({on for on, _ in rows}),
        worst=max((level for _, level in rows), key=severity_rank),
        weeks=tuple(sorted({_week(on, started, since) for on, _ in rows})),
    )


def _week(on: dt.date, started: dt.date | None, since: dt.date) -> int:
    anchor = since if started is None else started
    return max(0, (on - anchor).days // 7 + 1)
