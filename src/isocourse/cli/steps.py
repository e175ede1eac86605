"""What `done STEP` was given, read into an entry's body and the day it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from isocourse import course
from isocourse.cli.clock import Now
from isocourse.cli.dates import parse_day, parse_deadline
from isocourse.cli.desk import Desk
from isocourse.cli.values import choice, did_you_mean, maybe, name_text, short_text, whole
from isocourse.content.rules import forms as known_forms
from isocourse.errors import BadValue, Conflict, UnknownEntry
from isocourse.ipledge.contraception import listed
from isocourse.model import (
    AdverseEvent,
    Authorization,
    Body,
    Cleared,
    Contraception,
    Fill,
    HomeTests,
    PregnancyTest,
    Record,
    Setting,
    Step,
    StepId,
    TestResult,
)
from isocourse.rulebook import Forms


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


class _Asked(NamedTuple):
    desk: Desk
    record: Record
    now: Now
    given: Options


def read_step(desk: Desk, record: Record, now: Now, step: str, on: str | None, given: Options) -> tuple[Body, dt.date]:
    """Return the body of the entry and its day: `--on`, else the sample's day for a test, else today."""
    name = known_step(step)
    _refuse_what_belongs_elsewhere(name, given)
    asked = _Asked(desk, record, now, given)
    body = _READERS[name](asked) if name in _READERS else Step(step=StepId(name))
    day = _since(desk, now) if on is None and isinstance(body, Contraception) else desk.day(on, now)
    if on is None and isinstance(body, PregnancyTest):
        day = body.specimen_date
    if isinstance(body, PregnancyTest) and body.specimen_date > day:
        raise BadValue(f"--specimen: the sample of {body.specimen_date} cannot be later than --on {day}")
    return body, day


def _since(desk: Desk, now: Now) -> dt.date:
    """Return since when birth control has been in place: asked for, because a month may hang on it; else today."""
    question = "Since when, without a break? (Enter: today)"
    told = desk.ask_if_person(question, lambda text: parse_day(text, now.today, option="--on"))
    return told or now.today


def _refuse_what_belongs_elsewhere(name: str, given: Options) -> None:
    """Refuse an option that this step does not keep: what a patient says is never dropped in silence."""
    for field, (option, owner) in _BELONGS.items():
        if owner != name and getattr(given, field) != getattr(NOTHING, field):
            raise BadValue(f"{option}: only `done {owner}` takes it, not `done {name}`")


def known_step(given: str) -> str:
    """Return the name of a step, or say which there are."""
    name = given.strip().lower()
    known = sorted([*(item.value for item in StepId), *_READERS])
    if name not in known:
        wrong = f"{given!r} is not a step. {did_you_mean(name, known)}" if name else ""
        raise BadValue(f"STEP: {wrong}The steps: {', '.join(known)}")
    return name


def _test(asked: _Asked) -> Body:
    desk, given, now = asked.desk, asked.given, asked.now
    read_day = _day_reader("--specimen", now)
    read_result, read_setting = choice(TestResult, "--result"), choice(Setting, "--setting")
    specimen = (
        desk.ask("Day the sample was taken", read_day, option="--specimen")
        if given.specimen is None
        else desk.taken(given.specimen, read_day)
    )
    result = (
        desk.ask("Result (negative, positive, pending)", read_result, option="--result")
        if given.result is None
        else read_result(given.result)
    )
    setting = maybe(given.setting, read_setting)
    if given.setting is None and desk.interactive():
        question = "Where (medical, home; Enter: not said, it then counts as home)"
        setting = desk.ask(question, lambda text: read_setting(text) if text else None, option="--setting")
    return PregnancyTest(specimen_date=specimen, result=result, setting=setting)


def _contraception(asked: _Asked) -> Body:
    given, known = asked.given, known_forms()
    named = [form for given_form in given.forms for form in given_form.split(",")]
    abstinence = given.abstinence
    if not named and not abstinence:
        lists = f"primary: {', '.join(known.primary)}; barrier: {', '.join(known.barrier)}"
        question = f"Your two forms, with a comma ({lists}), or abstinence"
        answer = asked.desk.ask(question, short_text("--form"), option="--form (or --abstinence)")
        abstinence = answer.strip().lower() == "abstinence"
        named = [] if abstinence else answer.split(",")
    if named and abstinence:
        raise BadValue("--abstinence: give forms or abstinence, not both")
    forms = tuple(dict.fromkeys(_form(asked.desk, known, form) for form in named if form.strip()))
    if not forms and not abstinence:
        raise BadValue("--form: name the forms of birth control, or say --abstinence")
    return Contraception(forms=forms, abstinence=abstinence, agreed=given.agreed)


def _form(desk: Desk, known: Forms, words: str) -> str:
    """Return a form as the lists call it. What may be either of two is asked for; without a terminal it is refused."""
    plain = " ".join(short_text("--form")(words).lower().replace("_", " ").replace("-", " ").split())
    choices = known.unclear.get(plain)
    if choices is None:
        return listed(plain, known)

    def one_of_them(answer: str) -> str:
        form = listed(answer, known)
        if form not in choices.split(" or "):
            raise BadValue(f"--form: {words.strip()!r} may be two things. Say which: {choices}")
        return form

    return desk.ask(f"Which pill: {choices}?", one_of_them, option="") if desk.interactive() else one_of_them(words)


def _home_tests(asked: _Asked) -> Body:
    given = asked.given.allowed
    if given is None:
        question = "Does your prescriber allow home tests? (yes, no)"
        given = asked.desk.ask(question, _yes_or_no, option="--allowed or --not-allowed")
    return HomeTests(allowed=given)


def _yes_or_no(answer: str) -> bool:
    words = {"yes": True, "y": True, "no": False, "n": False}
    if answer.lower() not in words:
        raise BadValue("say yes or no")
    return words[answer.lower()]


def _authorization(asked: _Asked) -> Body:
    given = asked.given.until

    def read(text: str) -> dt.date:
        return parse_deadline(text, asked.now.today)

    if given is None:
        question = "Do not dispense after (2026-11-26)"
        return Authorization(until=asked.desk.ask(question, read, option="--until"))
    return Authorization(until=asked.desk.taken(given, read))


def _fill(asked: _Asked) -> Body:
    read_days, read_capsules = whole("--days", 1, 90), whole("--capsules", 1, 1000)
    given = asked.given
    days = (
        asked.desk.ask("Days of supply that you collected", read_days, option="--days")
        if given.days is None
        else read_days(given.days)
    )
    return Fill(days=days, capsules=maybe(given.capsules, read_capsules))


def _cleared(asked: _Asked) -> Body:
    given = asked.given.target
    if given is None:
        if not asked.desk.interactive():
            raise BadValue("ID: say which entry was cleared. See the ids: isocourse checklist, isocourse history")
        given = asked.desk.ask("Which entry was cleared? (its id, from the checklist)", name_text("ID"), option="ID")
    standing = course.view(asked.record)
    matches = course.find(standing.entries, given)
    if len(matches) != 1:
        raise UnknownEntry(given, "More than one entry begins with" if matches else "No entry has the id")
    body = matches[0].body
    positive = isinstance(body, PregnancyTest) and body.result is TestResult.POSITIVE
    if not positive and not isinstance(body, AdverseEvent):
        raise Conflict(f"{given} is neither a side effect nor a positive test: there is nothing to clear")
    return Cleared(target=matches[0].id)


_READERS: dict[str, Callable[[_Asked], Body]] = {
    "test": _test,
    "contraception": _contraception,
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
