"""The visit sheet as data: what happened since the last visit, for a doctor who has two minutes. Pure.

Unknown stays None, and nothing logged is never shown as nothing there. What is about pregnancy, birth control or sex
is left out unless it is asked for; an open sign about it is shown without its name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from isocourse.agenda.alarms import Alarm
from isocourse.course.doses import Supply
from isocourse.course.entries import (
    AdverseEvent,
    Contraception,
    Fill,
    Lab,
    Mood,
    Note,
    PregnancyTest,
    Step,
    StepId,
    Urgency,
)
from isocourse.course.standing import Course, day_and_week
from isocourse.course.trends import effects_of
from isocourse.export.private import reproductive
from isocourse.export.visit.asked import Asked, Known, Span, pairs
from isocourse.export.visit.doses import Dosing, Gap, dosing, gaps_of
from isocourse.export.visit.effects import Logged, effects_in, events_of, own_words, survey_in
from isocourse.named import NamedTuple
from isocourse.triage.knowledge import SurveyQuestion
from isocourse.typed import TypeVar

T = TypeVar("T")


class Sign(NamedTuple):
    """An open warning sign; `effect` and `words` are None where it is not named."""

    id: str
    effect: str | None
    urgency: Urgency
    stop_capsules: bool
    on: dt.date
    words: str | None


class Sheet(NamedTuple):
    """Everything on the sheet."""

    moment: dt.datetime
    since: dt.date
    until: dt.date
    visit: dt.date | None
    last_visit: dt.date | None
    name: str | None
    place: tuple[int, int] | None
    started: dt.date | None
    planned_weeks: int | None
    finished: bool
    first: tuple[Sign, ...]
    dose: Dosing
    supply: Supply
    gaps: tuple[Gap, ...]
    effects: tuple[tuple[str, Logged], ...]
    survey: tuple[tuple[SurveyQuestion, Logged | None], ...]
    own_words: tuple[tuple[dt.date, str], ...]
    mood: tuple[tuple[dt.date, Mood], ...]
    labs: tuple[tuple[dt.date, Lab], ...]
    month: int | None
    fills: tuple[tuple[dt.date, Fill], ...]
    questions: tuple[str, ...]
    reproductive: bool
    tests: tuple[tuple[dt.date, PregnancyTest], ...]
    forms: tuple[tuple[dt.date, Contraception], ...]

    @property
    def looked_for(self) -> tuple[str, ...]:
        """The effects of the questions to which nothing was logged."""
        seen = {effect for question, logged in self.survey if logged for effect in question.effects}
        silent = [question.effects[0] for question, logged in self.survey if logged is None]
        return tuple(effect for effect in dict.fromkeys(silent) if effect not in seen)


def build(course: Course, asked: Asked, known: Known) -> Sheet:
    """Return the sheet."""
    visits = [entry.on for entry, body in course.of(Step) if body.step is StepId.VISIT]
    before = [day for day in visits if day < asked.until]
    started = course.started(asked.until)
    first = min((entry.on for entry in course.entries), default=asked.until)
    since = asked.since or (before[-1] if before else None) or min(started or first, asked.until)
    span = Span(since, asked.until)
    told = list(events_of(course, asked, known))
    inside = [event for event in told if span.holds(event.on)]
    return Sheet(
        moment=asked.moment,
        since=since,
        until=asked.until,
        visit=asked.visit,
        last_visit=before[-1] if before else None,
        name=asked.name,
        place=day_and_week(started, asked.until),
        started=started,
        planned_weeks=course.setting(lambda s: s.planned_weeks, asked.until),
        finished=course.finish() is not None,
        first=_first(asked, known),
        dose=dosing(course, asked, known, span),
        supply=known.book.supply,
        gaps=tuple(gaps_of(known.book, span)),
        effects=effects_in(inside, started, since),
        survey=survey_in(inside, started, since, known),
        own_words=own_words(inside, known.is_private, asked),
        mood=_with_one_before([(e.on, body) for e, body in course.of(Mood)], span, lambda _: ""),
        labs=_with_one_before([(e.on, body) for e, body in course.of(Lab)], span, lambda lab: lab.name.casefold()),
        month=known.month,
        fills=tuple((e.on, body) for e, body in course.of(Fill) if e.on <= asked.until),
        questions=_questions(course, asked.until),
        reproductive=asked.reproductive,
        tests=pairs(course, PregnancyTest, span) if asked.reproductive else (),
        forms=pairs(course, Contraception, Span(dt.date.min, asked.until)) if asked.reproductive else (),
    )


def _first(asked: Asked, known: Known) -> tuple[Sign, ...]:
    """Return what is open, the most urgent first, then the newest."""
    signs = [
        Sign(
            id=one.entry.id,
            effect=one.effect if asked.reproductive else one.neutral,
            urgency=one.urgency,
            stop_capsules=one.stop_capsules,
            on=one.entry.on,
            words=_words_of(one, asked, known),
        )
        for one in known.alarms
    ]
    return tuple(sorted(signs, key=lambda sign: (-sign.urgency.rank, -sign.on.toordinal())))


def _words_of(alarm: Alarm, asked: Asked, known: Known) -> str | None:
    event = alarm.entry.body
    if alarm.effect is None or not isinstance(event, AdverseEvent):
        return None
    effects = [alarm.effect, *effects_of(event, known.effect_of)]
    quiet = not asked.reproductive and reproductive(event, effects, known.is_private)
    return None if quiet else event.words or event.note


def _with_one_before(
    rows: Iterable[tuple[dt.date, T]], span: Span, key: Callable[[T], str]
) -> tuple[tuple[dt.date, T], ...]:
    """Return the rows of the span, and of each key the last one before it, to compare with."""
    before: dict[str, tuple[dt.date, T]] = {}
    inside = []
    for on, body in rows:
        if span.holds(on):
            inside.append((on, body))
        elif on < span.first:
            before[key(body)] = (on, body)
    return (*sorted(before.values(), key=lambda row: row[0]), *inside)


def _questions(course: Course, until: dt.date) -> tuple[str, ...]:
    """Return the questions that no visit has come after."""
    visits = [entry for entry, body in course.of(Step) if body.step is StepId.VISIT and entry.on <= until]
    return tuple(
        body.text
        for entry, body in course.of(Note)
        if body.question and not any((visit.on, visit.recorded) > (entry.on, entry.recorded) for visit in visits)
    )
