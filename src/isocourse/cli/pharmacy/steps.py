"""What `done STEP` was given, read into an entry's body and the day it is about."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import TypeVar

from isocourse.cli.enrolment.forms import Told, ask_since, contraception, forms_question, told_forms
from isocourse.cli.parsing.dates import parse_day, parse_deadline
from isocourse.cli.parsing.values import did_you_mean, maybe, name_text, numbered, whole, yes_or_no
from isocourse.cli.parsing.values import result as read_result
from isocourse.cli.parsing.values import setting as read_setting
from isocourse.cli.session.clock import Now
from isocourse.cli.session.session import Session
from isocourse.course import standing as course
from isocourse.course.entries import (
    AdverseEvent,
    Authorization,
    Body,
    Cleared,
    Fill,
    HomeTests,
    PregnancyTest,
    Record,
    Setting,
    Step,
    StepId,
    TestResult,
)
from isocourse.errors import BadValue, Conflict, UnknownEntry
from isocourse.named import NamedTuple
from isocourse.render.ids import find
from isocourse.triage.mood import opens_sign

T = TypeVar("T")


class Options(NamedTuple):
    """The options of `done` as they were typed."""

    forms: list[str]
    abstinence: bool = False
    agreed: bool = False
    specimen: str | None = None
    result: str | None = None
    setting: str | None = None
    allowed: bool | None = None
    until: str | None = None
    days: str | None = None
    capsules: str | None = None
    target: str | None = None


NOTHING = Options(forms=[])


class Done(NamedTuple):
    """A step that was done, as `done STEP` takes it."""

    name: str
    on: str | None = None
    given: Options = NOTHING


class _Asked(NamedTuple):
    session: Session
    record: Record
    now: Now
    given: Options


def read_step(
    session: Session, record: Record, now: Now, step: str, on: str | None, given: Options
) -> tuple[Body, dt.date]:
    """Return the body of the entry and its day: `--on`, else the sample's day for a test, else today."""
    name = known_step(step)
    _refuse_what_belongs_elsewhere(name, given)
    asked = _Asked(session, record, now, given)
    since = None
    if name == "contraception":
        body, since = _contraception(asked)
        since = since or (ask_since(session, now) if on is None else None)
    else:
        body = _READERS[name](asked) if name in _READERS else Step(step=StepId(name))
    day = session.day(on, now) if on is not None or since is None else since
    if on is None and isinstance(body, PregnancyTest):
        day = body.specimen_date
    if isinstance(body, PregnancyTest) and body.specimen_date > day:
        raise BadValue(f"--specimen: the sample of {body.specimen_date} cannot be later than --on {day}")
    return body, day


def _refuse_what_belongs_elsewhere(name: str, given: Options) -> None:
    """Refuse an option that this step does not keep: what a patient says is never dropped in silence."""
    for field, (option, owner) in _BELONGS.items():
        if owner != name and getattr(given, field) != getattr(NOTHING, field):
            raise BadValue(f"{option}: only `done {owner}` takes it, not `done {name}`")


def step_names() -> list[str]:
    """Return the names of all steps."""
    return sorted([*(item.value for item in StepId), *_READERS, "contraception"])


_EVERYDAY = {
    "birth control": "contraception",
    **dict.fromkeys(("forms", "form", "pill", "the pill", "mini pill", "iud", "condom", "abstinence"), "contraception"),
    "blood test": "test",
    "pregnancy test": "test",
    "urine test": "test",
    **dict.fromkeys(("prescriber", "confirmed", "doctor confirmed"), "confirmation"),
    "quiz": "questions",
    **dict.fromkeys(("collected", "pick up", "pickup", "picked up", "refill"), "fill"),
    **dict.fromkeys(("counseled", "counseling"), "counselled"),
    **dict.fromkeys(("doctor", "appointment", "office visit"), "visit"),
    "not breastfeeding": "not-breast-feeding",
}
_LEAST = 3  # first letters that name a step


def known_step(given: str) -> str:
    """Return the name of a step, from it, its first letters or an everyday word; or say which there are."""
    name = given.strip().lower()
    known = step_names()
    begins = [step for step in known if len(name) >= _LEAST and step.startswith(name)]
    found = name if name in known else _EVERYDAY.get(name.replace("-", " "))
    if found is None and len(begins) == 1:
        return begins[0]
    if found is None:
        wrong = f"{given!r} is not a step. {did_you_mean(name, known)}" if name else ""
        raise BadValue(f"STEP: {wrong}The steps: {', '.join(known)}")
    return found


class Sample(NamedTuple):
    """What one line says of a test: the day of the sample, and the result and the place where they were said."""

    day: dt.date
    result: TestResult | None = None
    setting: Setting | None = None


_RESULT = "Result: 1 negative, 2 positive, 3 pending"
_PLACE = "Where was it taken? 1 office, clinic or lab, 2 home (Enter: not sure, it then counts as home)"
_SAMPLE = "Day the sample was taken (or all of it, like: yesterday, negative, clinic)"


def sample(answer: str, now: Now) -> Sample:
    """Return what a line says of a test; what is no day, result or place of its own is refused."""
    words = re.sub(r"[,;]", " ", answer).split()
    ends = len(words)
    place = next((n for n in range(1, ends) if _read(read_setting, words[n:]) is not None), ends)
    result = next((n for n in range(1, place) if _read(read_result, words[n:place]) is not None), place)
    day = " ".join(words[:result]) if result < ends else answer
    return Sample(
        day=parse_day(day, now.today, option="--specimen"),
        result=_read(read_result, words[result:place]),
        setting=_read(read_setting, words[place:]),
    )


def _read(read: Callable[[str], T], words: list[str]) -> T | None:
    try:
        return read(" ".join(words)) if words else None
    except BadValue:
        return None


def _test(asked: _Asked) -> Body:
    session, given = asked.session, asked.given
    if given.specimen is None:
        told = session.ask(_SAMPLE, lambda answer: sample(answer, asked.now), option="--specimen")
    else:
        told = Sample(session.taken(given.specimen, _day_reader("--specimen", asked.now)))
    result = told.result if given.result is None else read_result(given.result)
    if result is None:
        result = session.ask(_RESULT, numbered(TestResult, read_result), option="--result")
    setting = told.setting if given.setting is None else read_setting(given.setting)
    if setting is None:
        setting = session.ask_if_person(_PLACE, numbered(Setting, read_setting))
    return PregnancyTest(specimen_date=told.day, result=result, setting=setting)


def _contraception(asked: _Asked) -> tuple[Body, dt.date | None]:
    """Return the forms that were given, or asked for, and since when, where the answer said so."""
    session, given = asked.session, asked.given
    named = [form for given_form in given.forms for form in given_form.split(",")]
    if named or given.abstinence:
        return contraception(session, named, abstinence=given.abstinence, agreed=given.agreed), None

    def read(answer: str) -> Told:
        return told_forms(session, asked.now, answer, agreed=given.agreed)

    return session.ask(forms_question(), read, option="--form (or --abstinence)")


def _home_tests(asked: _Asked) -> Body:
    given = asked.given.allowed
    if given is None:
        question = "Does your prescriber allow home tests? (yes, no)"
        given = asked.session.ask(question, yes_or_no, option="--allowed or --not-allowed")
    return HomeTests(allowed=given)


def _authorization(asked: _Asked) -> Body:
    given = asked.given.until

    def read(text: str) -> dt.date:
        return parse_deadline(text, asked.now.today)

    if given is None:
        question = "Do not dispense after (2026-11-26)"
        return Authorization(until=asked.session.ask(question, read, option="--until"))
    return Authorization(until=asked.session.taken(given, read))


def _fill(asked: _Asked) -> Body:
    read_days, read_capsules = whole("--days", 1, 90, "day"), whole("--capsules", 1, 1000, "capsule")
    given = asked.given
    days = (
        asked.session.ask("Days of supply that you collected", read_days, option="--days")
        if given.days is None
        else read_days(given.days)
    )
    return Fill(days=days, capsules=maybe(given.capsules, read_capsules))


def _cleared(asked: _Asked) -> Body:
    given = asked.given.target
    if given is None:
        if not asked.session.interactive():
            raise BadValue("ID: say which entry was cleared. See the ids: isocourse checklist, isocourse history")
        given = asked.session.ask("Which entry was cleared? (its id, from the checklist)", name_text("ID"), option="ID")
    standing = course.view(asked.record)
    matches = find(standing.entries, given)
    if len(matches) != 1:
        raise UnknownEntry(given, "More than one entry begins with" if matches else "No entry has the id")
    body = matches[0].body
    positive = isinstance(body, PregnancyTest) and body.result is TestResult.POSITIVE
    if not positive and not isinstance(body, AdverseEvent) and not opens_sign(body):
        raise Conflict(f"{given} is neither a side effect nor a positive test: there is nothing to clear")
    return Cleared(target=matches[0].id)


_READERS: dict[str, Callable[[_Asked], Body]] = {
    "test": _test,
    "home-tests": _home_tests,
    "authorization": _authorization,
    "fill": _fill,
    "cleared": _cleared,
}


_BELONGS = {
    "specimen": ("--specimen", "test"),
    "result": ("--result", "test"),
    "setting": ("--setting", "test"),
    "forms": ("--form", "contraception"),
    "abstinence": ("--abstinence", "contraception"),
    "agreed": ("--agreed", "contraception"),
    "allowed": ("--allowed or --not-allowed", "home-tests"),
    "until": ("--until", "authorization"),
    "days": ("--days", "fill"),
    "capsules": ("--capsules", "fill"),
    "target": ("ID", "cleared"),
}


def _day_reader(option: str, now: Now) -> Callable[[str], dt.date]:
    return lambda text: parse_day(text, now.today, option=option)
