"""What `done STEP` was given, read into an entry's body and the day it is about."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping

from isocourse.cli.enrolment.forms import Told, ask_since, contraception, forms_question, told_forms
from isocourse.cli.parsing.dates import parse_day
from isocourse.cli.parsing.values import name_text, numbered
from isocourse.cli.parsing.values import result as read_result
from isocourse.cli.parsing.values import setting as read_setting
from isocourse.cli.pharmacy.step_details import ALL, CLEARED, known_step, refuse_foreign
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
from isocourse.typed import Any, Final, TypeVar

T = TypeVar("T")
NOTHING: Final[Mapping[str, Any]] = {}
_BETWEEN: Final = frozenset({"at", "in", "the", "a", "my", "was", "it", "and", "on", "from", "with", "result", "test"})
_WHEN: Final = "Which day was the sample taken?"
_LONGEST: Final = 3  # words of a place, like "at my doctor's office"
TARGET: Final = "target"  # what `cleared` is told: the id of an entry


class Done(NamedTuple):
    """A step that was done, as `done STEP` takes it."""

    name: str
    on: str | None = None
    given: Mapping[str, Any] = NOTHING  # by the names of its details


class _Asked(NamedTuple):
    session: Session
    record: Record
    now: Now
    given: Mapping[str, Any]


def read_step(session: Session, record: Record, now: Now, told: Done) -> tuple[Body, dt.date]:
    """Return the body of the entry and its day: `--on`, else the sample's day for a test, else today."""
    name, on = known_step(told.name), told.on
    refuse_foreign(name, told.given)
    asked = _Asked(session, record, now, told.given)
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


def _value(asked: _Asked, name: str) -> Any:  # noqa: ANN401 - of each detail its own
    """Return a detail of a step: as it was given, or asked for where a question belongs to it."""
    session, detail = asked.session, ALL[name]
    given = asked.given.get(name)
    if isinstance(given, bool):
        return given

    read = detail.reader(asked.now.today)
    if given is not None or not detail.question:
        return None if given is None else session.taken(given, read)
    by_number = numbered(detail.numbers, read) if detail.numbers else read
    if detail.optional:
        return session.ask_if_person(detail.question, by_number)
    return session.ask(detail.question, by_number, option=detail.called)


class Sample(NamedTuple):
    """What one line says of a test: the day of the sample, the result and the place, each where it was said."""

    day: dt.date | None = None
    result: TestResult | None = None
    setting: Setting | None = None


def sample(answer: str, now: Now) -> Sample:
    """Return what a line says of a test, in any order; what is no day, result or place of its own is refused."""
    left = [word for word in re.sub(r"[,;]", " ", answer).split() if word.lower() not in _BETWEEN]
    result, left = _found(read_result, left)
    setting, left = _found(read_setting, left)
    day = " ".join(left) if result or setting else answer
    return Sample(
        parse_day(day, now.today, option="--specimen") if left or not (result or setting) else None, result, setting
    )


def _found(read: Callable[[str], T], words: list[str]) -> tuple[T | None, list[str]]:
    """Return what the first words that can be read mean, the longest of them, and the words that are left."""
    for first in range(len(words)):
        for end in range(min(len(words), first + _LONGEST), first, -1):
            told = _read(read, words[first:end])
            if told is not None:
                return told, words[:first] + words[end:]
    return None, words


def _read(read: Callable[[str], T], words: list[str]) -> T | None:
    try:
        return read(" ".join(words)) if words else None
    except BadValue:
        return None


def _test(asked: _Asked) -> Body:
    session, given, now = asked.session, asked.given, asked.now
    if "specimen" in given:
        told = Sample(_value(asked, "specimen"))
    else:
        told = session.ask(ALL["specimen"].question, lambda answer: sample(answer, now), option="--specimen")
    if "result" in given:
        told = told._replace(result=_value(asked, "result"))
    elif told.result is None:
        more = session.ask(ALL["result"].question, _all_of_it(now), option="--result")
        told = Sample(more.day or told.day, more.result, more.setting or told.setting)
    day = told.day or session.ask(_WHEN, lambda answer: parse_day(answer, now.today, option="--specimen"), option="")
    place = told.setting if "setting" not in given else None
    return PregnancyTest(
        specimen_date=day, result=told.result or TestResult.PENDING, setting=place or _value(asked, "setting")
    )


def _all_of_it(now: Now) -> Callable[[str], Sample]:
    """Return a reader of a test's result, with its day and place where they are said too; Enter: it is pending."""
    by_number = numbered(TestResult, read_result)

    def read(answer: str) -> Sample:
        if not answer.strip():
            return Sample(result=TestResult.PENDING)
        try:
            return Sample(result=by_number(answer))
        except BadValue:
            found = _with_result(answer, now)
            if found is None:
                raise
            return found

    return read


def _with_result(answer: str, now: Now) -> Sample | None:
    try:
        found = sample(answer, now)
    except BadValue:
        return None
    return found if found.result else None


def _contraception(asked: _Asked) -> tuple[Body, dt.date | None]:
    """Return the forms that were given, or asked for, and since when, where the answer said so."""
    session, given = asked.session, asked.given
    named = [form for given_form in given.get("form", ()) for form in given_form.split(",")]
    abstinence, agreed = given.get("abstinence", False), given.get("agreed", False)
    if named or abstinence:
        return contraception(session, named, abstinence=abstinence, agreed=agreed), None

    def read(answer: str) -> Told:
        return told_forms(session, asked.now, answer, agreed=agreed)

    return session.ask(forms_question(), read, option="--form (or --abstinence)")


def _cleared(asked: _Asked) -> Body:
    given = asked.given.get(TARGET)
    if given is None:
        if not asked.session.interactive():
            raise BadValue("ID: say which entry was cleared. See the ids: isocourse checklist, isocourse history")
        return asked.session.ask(
            "Which entry was cleared? (its id, from the checklist)",
            lambda answer: _to_clear(asked, answer),
            option="ID",
        )
    return _cleared_entry(asked, given)


def _to_clear(asked: _Asked, answer: str) -> Body:
    try:
        return _cleared_entry(asked, name_text("ID")(answer))
    except (UnknownEntry, Conflict) as problem:  # a person is asked again
        raise BadValue(f"{problem}. The ids: isocourse checklist, isocourse history") from problem


def _cleared_entry(asked: _Asked, given: str) -> Body:
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
    "home-tests": lambda asked: HomeTests(allowed=_value(asked, "allowed")),
    "authorization": lambda asked: Authorization(until=_value(asked, "until")),
    "fill": lambda asked: Fill(days=_value(asked, "days"), capsules=_value(asked, "capsules")),
    CLEARED: _cleared,
}
