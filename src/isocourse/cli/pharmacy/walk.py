"""`done` alone: the open steps of the month in order, each asked for once, and then the verdict."""

from __future__ import annotations

from collections.abc import Callable

from isocourse.cli.enrolment.forms import forms_question, told_forms
from isocourse.cli.parsing.dates import parse_day
from isocourse.cli.pharmacy.step_details import CLEARED, known_step
from isocourse.cli.pharmacy.steps import Done, sample
from isocourse.cli.session.clock import Now
from isocourse.cli.session.session import Session
from isocourse.errors import BadValue
from isocourse.ipledge.checklist import Checklist, Verdict
from isocourse.ipledge.steps import DONE, StepState

_YES = frozenset({"y", "yes", "done", "ok"})
_NO = frozenset({"", "n", "no", "not yet", "skip"})
_BREAST = "not-breast-feeding"
_AS = {"test-after-contact": "test"}
_SKIP = " (Enter: not yet)"
_HOW = "Enter: not yet. Ctrl-C leaves; what was recorded until then is kept."


def walk(session: Session, now: Now, found: Checklist, record: Callable[[Done], Checklist]) -> Checklist:
    """Ask for each open step and record what was done; return where the month stands then.

    The name of another step, typed at any question, records that one, once it is confirmed, and ends the walk; so does
    a positive test.
    """
    steps = _open(found)
    if steps:
        titles = "; ".join(f"{number} {step.title}" for number, step in enumerate(steps, 1))
        session.say([f"Still open: {titles}.", _HOW])
    for step in steps:
        name = _AS.get(step.id, step.id)
        told = session.ask(_question(step, name), _reader(session, name, now), option="STEP")
        if told is not None:
            found = record(told)
            if told.name != name or found.verdict is Verdict.STOP:
                break
    return found


def _open(found: Checklist) -> list[StepState]:
    """Return the steps to ask for: the pick-up only where nothing else is missing."""
    return list(found.missing) or [step for step in found.steps if step.id == "fill" and step.state != DONE]


def _question(step: StepState, name: str) -> str:
    if name == "test":
        return f"{step.title}: day of the sample, result and place, like: yesterday, negative, clinic{_SKIP}"
    if name == "contraception":
        return forms_question(_SKIP)
    if name == "fill":
        return f"{step.title}: days of supply that you collected, and the day, like: 30, yesterday{_SKIP}"
    if name == _BREAST:
        return f"Are you breast-feeding? no, or yes{_SKIP}"
    return f"{step.title}: y, or the day{_SKIP}"


def _reader(session: Session, name: str, now: Now) -> Callable[[str], Done | None]:
    """Return a reader of what is answered for a step: nothing, what was done, or the name of another step."""

    def read(answer: str) -> Done | None:
        plain = answer.strip().lower()
        if name == _BREAST and plain in {"n", "no"}:
            return Done(name)
        if name == _BREAST and plain in {"y", "yes"}:
            _breast_feeding(session)
            return None
        if plain in _NO:
            return None
        try:
            other = known_step(answer)
        except BadValue:
            if name == _BREAST:
                raise BadValue("Say no or yes") from None
            return _done(session, name, now, answer)
        return _another(session, name, other, sure=plain == other)

    return read


def _another(session: Session, name: str, other: str, *, sure: bool) -> Done:
    """Return the step that was named at the question of another: by its own name, or once it is confirmed."""
    if other == CLEARED:
        raise BadValue(
            "STEP: `cleared` takes the id of an entry, by itself: Ctrl-C, then isocourse done cleared ID. Here, answer"
            " the question"
        )
    if not sure and other != name and not session.confirm(f"That names another step. Record {other} instead?"):
        raise BadValue("STEP: nothing was recorded. Answer the question")
    return Done(other)


def _breast_feeding(session: Session) -> None:
    """Say what a yes asks for; it records nothing, and the step stays open."""
    from isocourse.cli.hearing.effects import knowledge  # only a yes pays for it

    session.say([*knowledge().signs["breast-feeding"].tell, "The step stays open."])


def _done(session: Session, name: str, now: Now, answer: str) -> Done:
    plain = answer.strip().lower()
    if name == "test":
        told = sample(answer, now)
        said = {key: one.value for key, one in (("result", told.result), ("setting", told.setting)) if one}
        if told.day is not None:
            said["specimen"] = str(told.day)
        return Done(name, None, said)
    if name == "contraception":
        forms = told_forms(session, now, answer)
        given = {"form": list(forms.body.forms), "abstinence": forms.body.abstinence}
        return Done(name, None if forms.since is None else str(forms.since), given)
    if name == "fill":
        days, _, day = answer.partition(",")
        return Done(name, str(parse_day(day, now.today)) if day.strip() else None, {"days": days})
    return Done(name, None if plain in _YES else str(parse_day(answer, now.today)))
