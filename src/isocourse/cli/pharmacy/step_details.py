"""The steps of the month as `done` knows them: their names, and what each is told by besides its day.

Each detail stands here once: the option of `done`, how it is read (by `fix` too), and the question for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from enum import Enum

from isocourse.cli.parsing.dates import parse_day, parse_deadline
from isocourse.cli.parsing.options import Declared, flag, group, option, repeated, switch
from isocourse.cli.parsing.values import did_you_mean, result, setting, whole, yes_or_no
from isocourse.course.entries import Setting, StepId, TestResult
from isocourse.errors import BadValue
from isocourse.named import NamedTuple
from isocourse.typed import Any, Final

CLEARED: Final = "cleared"  # takes an id, which is no option


class Detail(NamedTuple):
    """One thing that is told of a step: its option, how it is read, and the question where it is not given."""

    option: Any  # as `options.py` declares it
    read: Callable[[str, dt.date], Any]  # from what was typed, and today
    question: str = ""  # without one it is not asked for
    numbers: type[Enum] | None = None  # the answers that the question numbers
    optional: bool = False  # a person may leave it unknown

    def reader(self, today: dt.date) -> Callable[[str], Any]:
        """Return how it is read today."""
        return lambda text: self.read(text, today)

    @property
    def called(self) -> str:
        """Return the option as it is typed."""
        declared: Declared = self.option
        return " or ".join(declared.names)


def _plain(read: Callable[[str], Any]) -> Callable[[str, dt.date], Any]:
    return lambda text, _today: read(text)


def _together(text: str, _today: dt.date) -> str:
    """Return a text as it is: forms are read together, by `enrolment.forms`."""
    return text


DETAILS: Final[dict[str, dict[str, Detail]]] = {
    "contraception": {
        "form": Detail(repeated("--form", metavar="FORM", help="A form of birth control; give two."), _together),
        "abstinence": Detail(flag("--abstinence", help="Abstinence instead of forms."), _plain(yes_or_no)),
        "agreed": Detail(
            flag("--agreed", help="Your prescriber agreed to a form that is not on the lists."), _plain(yes_or_no)
        ),
    },
    "test": {
        "specimen": Detail(
            option("--specimen", metavar="DATE", help="The day the sample was taken."),
            lambda text, today: parse_day(text, today, option="--specimen"),
            "Day the sample was taken (or all of it, like: yesterday, negative, clinic)",
        ),
        "result": Detail(
            option("--result", metavar="RESULT", help="negative, positive or pending."),
            _plain(result),
            "Result: 1 negative, 2 positive, 3 pending (Enter: not known yet, 3)",
            TestResult,
        ),
        "setting": Detail(
            option("--setting", metavar="WHERE", help="medical or home."),
            _plain(setting),
            "Where was it taken? 1 office, clinic or lab, 2 home (Enter: not sure, it then counts as home)",
            Setting,
            optional=True,
        ),
    },
    "home-tests": {
        "allowed": Detail(
            switch("--allowed", "--not-allowed", help="Your prescriber's word on home tests."),
            _plain(yes_or_no),
            "Does your prescriber allow home tests? (yes, no)",
        ),
    },
    "authorization": {
        "until": Detail(
            option("--until", metavar="DATE", help="The Do Not Dispense After date, as 2026-11-26."),
            parse_deadline,
            "Do not dispense after (2026-11-26)",
        ),
    },
    "fill": {
        "days": Detail(
            option("--days", metavar="N", help="Days of supply that you collected."),
            _plain(whole("--days", 1, 90, "day")),
            "Days of supply that you collected",
        ),
        "capsules": Detail(
            option("--capsules", metavar="N", help="Capsules that you collected."),
            _plain(whole("--capsules", 1, 1000, "capsule")),
        ),
    },
}
ALL: Final = {name: detail for details in DETAILS.values() for name, detail in details.items()}
OPTIONS: Final = group(**{name: detail.option for name, detail in ALL.items()})


def refuse_foreign(step: str, given: Mapping[str, Any]) -> None:
    """Refuse an option that this step does not keep: what a patient says is never dropped in silence."""
    for owner, details in DETAILS.items():
        for name, detail in details.items():
            if owner != step and name in given:
                raise BadValue(f"{detail.called}: only `done {owner}` takes it, not `done {step}`")


def step_names() -> list[str]:
    """Return the names of all steps."""
    return sorted([*(item.value for item in StepId), *DETAILS, CLEARED])


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
