"""The visit sheet as data: what happened since the last visit, for a doctor who has two minutes. Pure.

Unknown stays None, and nothing logged is never shown as nothing there. What is about pregnancy, birth control or sex
is left out unless it is asked for; an open sign about it is shown without its name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple, TypeVar

from isocourse.agenda.alarms import REPRODUCTIVE, Alarm
from isocourse.course.doses import Day, Doses, Ledger, Supply, totals
from isocourse.course.entries import (
    AdverseEvent,
    Body,
    Contraception,
    Dose,
    DoseStatus,
    Fill,
    Lab,
    Mood,
    Note,
    PregnancyTest,
    Regimen,
    Severity,
    Step,
    StepId,
    Urgency,
    Weight,
    severity_rank,
)
from isocourse.course.standing import Course, day_and_week
from isocourse.course.trends import effects_of
from isocourse.export.private import IsPrivate, reproductive
from isocourse.triage import mood
from isocourse.triage.combinations import signs_of
from isocourse.triage.knowledge import SurveyQuestion

B = TypeVar("B", bound=Body)
T = TypeVar("T")

_UNNAMED: Final = {"none", "other"}
_MOST_WORDS: Final = 6


class Sign(NamedTuple):
    """An open warning sign; `effect` and `words` are None where it is not named."""

    id: str
    effect: str | None
    urgency: Urgency
    stop_capsules: bool
    on: dt.date
    words: str | None


class Logged(NamedTuple):
    """How often something was logged: days, the worst that was said (None: nobody said), and weeks of the course."""

    days: int
    worst: Severity | None
    weeks: tuple[int, ...]


class Gap(NamedTuple):
    """Days on end without capsules, or of which nothing is known; `why` is pause, missed or not logged."""

    first: dt.date
    last: dt.date
    days: int
    why: str


class Dosing(NamedTuple):
    """The dose: what was prescribed, what was taken since the last visit, and the sums since the first capsule.

    `before` is what was prescribed earlier in that time; `after_stop` counts the assumed doses after an open stop sign.
    """

    regimen: Regimen | None
    before: tuple[tuple[dt.date, Regimen], ...]
    taken: int | None
    assumed: int | None
    missed: int | None
    extra: int | None
    after_stop: int
    reasons: tuple[tuple[dt.date, str | None], ...]
    course: Doses
    kilograms: float | None
    weighed: dt.date | None


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


class Asked(NamedTuple):
    """What the sheet is asked to be: `until` is its day, `visit` the day of the visit it is for, if that was said."""

    moment: dt.datetime
    until: dt.date
    since: dt.date | None = None
    visit: dt.date | None = None
    name: str | None = None
    reproductive: bool = False


class Known(NamedTuple):
    """What was worked out elsewhere."""

    book: Ledger
    alarms: Sequence[Alarm]
    month: int | None
    effect_of: Mapping[str, str]
    survey: Sequence[SurveyQuestion]
    is_private: IsPrivate


def build(course: Course, asked: Asked, known: Known) -> Sheet:
    """Return the sheet."""
    visits = [entry.on for entry, body in course.of(Step) if body.step is StepId.VISIT]
    before = [day for day in visits if day < asked.until]
    started = course.started(asked.until)
    first = min((entry.on for entry in course.entries), default=asked.until)
    since = asked.since or (before[-1] if before else None) or min(started or first, asked.until)
    span = _Span(since, asked.until)
    told = list(_events(course, asked, known))
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
        dose=_dosing(course, asked, known, span),
        supply=known.book.supply,
        gaps=tuple(_gaps(known.book, span)),
        effects=_effects(inside, started, since),
        survey=_survey(inside, started, since, known),
        own_words=_own_words(inside, known.is_private, asked),
        mood=_with_one_before([(e.on, body) for e, body in course.of(Mood)], span, lambda _: ""),
        labs=_with_one_before([(e.on, body) for e, body in course.of(Lab)], span, lambda lab: lab.name.casefold()),
        month=known.month,
        fills=tuple((e.on, body) for e, body in course.of(Fill) if e.on <= asked.until),
        questions=_questions(course, asked.until),
        reproductive=asked.reproductive,
        tests=_pairs(course, PregnancyTest, span) if asked.reproductive else (),
        forms=_pairs(course, Contraception, _Span(dt.date.min, asked.until)) if asked.reproductive else (),
    )


class _Span(NamedTuple):
    first: dt.date
    last: dt.date

    def holds(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


class _Event(NamedTuple):
    on: dt.date
    said: Mapping[str, Severity | None]  # its effects, each with how bad it was
    body: AdverseEvent


def _events(course: Course, asked: Asked, known: Known) -> Iterator[_Event]:
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
            yield _Event(entry.on, said, entry.body)


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


def _dosing(course: Course, asked: Asked, known: Known, span: _Span) -> Dosing:
    regimens = list(dict(_pairs(course, Regimen, _Span(dt.date.min, asked.until))).items())  # of one day, the last
    in_force = max((on for on, _ in regimens if on <= span.first), default=span.first)
    stop = min((alarm.entry.on for alarm in known.alarms if alarm.stop_capsules), default=asked.until)
    weights = [(entry.on, body.kg) for entry, body in course.of(Weight) if entry.on <= asked.until]
    days = [day for day in known.book.days if span.holds(day.day)]
    sums = totals(known.book)
    unknown = sums.taken is None
    missed = [(e.on, body) for e, body in course.of(Dose) if body.status is DoseStatus.MISSED and span.holds(e.on)]
    hide = known.is_private if not asked.reproductive else _nothing
    return Dosing(
        regimen=regimens[-1][1] if regimens else None,
        before=tuple(pair for pair in regimens[:-1] if pair[0] >= in_force),
        taken=None if unknown else sum(day.taken for day in days),
        assumed=None if unknown or any(day.unknown for day in days) else sum(day.assumed for day in days),
        missed=None if unknown else sum(day.missed for day in days),
        extra=None if unknown else sum(day.extra for day in days),
        after_stop=sum(day.assumed for day in days if day.day > stop),
        reasons=tuple((on, None if body.reason and hide(body.reason) else body.reason) for on, body in missed),
        course=sums,
        kilograms=weights[-1][1] if weights else None,
        weighed=weights[-1][0] if weights else None,
    )


def _nothing(_: str) -> bool:
    return False


def _gaps(book: Ledger, span: _Span) -> Iterator[Gap]:
    days = [day for day in book.days if span.holds(day.day)]
    for why, run in groupby(days, key=_without):
        found = list(run)
        if why:
            yield Gap(first=found[0].day, last=found[-1].day, days=len(found), why=why)


def _without(day: Day) -> str:
    """Return why a day was without capsules; nothing where it was not, or where none were planned."""
    if day.taken or day.assumed or day.extra:
        return ""
    if day.paused:
        return "pause"
    if day.expected and day.missed >= day.expected:
        return "missed"
    return "not logged" if day.unlogged else ""


def _week(on: dt.date, started: dt.date | None, since: dt.date) -> int:
    anchor = since if started is None else started
    return max(0, (on - anchor).days // 7 + 1)


def _logged(rows: Sequence[tuple[dt.date, Severity | None]], started: dt.date | None, since: dt.date) -> Logged:
    return Logged(
        days=len({on for on, _ in rows}),
        worst=max((level for _, level in rows), key=severity_rank),
        weeks=tuple(sorted({_week(on, started, since) for on, _ in rows})),
    )


def _effects(events: Sequence[_Event], started: dt.date | None, since: dt.date) -> tuple[tuple[str, Logged], ...]:
    names = dict.fromkeys(effect for event in events for effect in event.said if effect not in _UNNAMED)
    rows = [(name, _logged([(e.on, e.said[name]) for e in events if name in e.said], started, since)) for name in names]
    return tuple(sorted(rows, key=lambda row: (-severity_rank(row[1].worst), -row[1].days)))


def _survey(
    events: Sequence[_Event], started: dt.date | None, since: dt.date, known: Known
) -> tuple[tuple[SurveyQuestion, Logged | None], ...]:
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


def _own_words(events: Sequence[_Event], is_private: IsPrivate, asked: Asked) -> tuple[tuple[dt.date, str], ...]:
    """Return what nobody could name, and the words of what was severe, newest last."""
    said = [
        (event.on, event.body.words)
        for event in events
        if event.body.words and (event.body.severity is Severity.SEVERE or set(event.said) <= _UNNAMED)
    ]
    return tuple([(on, words) for on, words in said if asked.reproductive or not is_private(words)][-_MOST_WORDS:])


def _with_one_before(
    rows: Iterable[tuple[dt.date, T]], span: _Span, key: Callable[[T], str]
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


def _pairs(course: Course, kind: type[B], span: _Span) -> tuple[tuple[dt.date, B], ...]:
    return tuple((entry.on, body) for entry, body in course.of(kind) if span.holds(entry.on))
