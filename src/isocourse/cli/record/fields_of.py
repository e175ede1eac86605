"""What can be corrected in each kind of entry: the option that names a field, and how it is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import cast

from isocourse.cli.enrolment.forms import told_forms
from isocourse.cli.enrolment.settings import Given, read_settings
from isocourse.cli.parsing.amounts import milligrams, reading, time_of_day
from isocourse.cli.parsing.dates import parse_day
from isocourse.cli.parsing.options import group, option, repeated
from isocourse.cli.parsing.values import choice, name_text, short_text, times_a_day, yes_or_no
from isocourse.cli.pharmacy.step_details import ALL, known_step
from isocourse.cli.session.clock import Now
from isocourse.cli.session.session import Session
from isocourse.cli.session.weighing import weight_reader
from isocourse.course.entries import (
    AdverseEvent,
    AlarmSeen,
    Authorization,
    Body,
    Cleared,
    Contraception,
    Dose,
    DoseStatus,
    Exported,
    Fill,
    Finish,
    HandedOut,
    HomeTests,
    Imported,
    Lab,
    Mood,
    Note,
    Pause,
    PregnancyTest,
    Regimen,
    Resume,
    Retraction,
    Settings,
    Step,
    StepId,
    Weight,
)
from isocourse.errors import BadValue, Conflict
from isocourse.named import NamedTuple
from isocourse.typed import Any, Final

_UNKNOWN: Final = "unknown"


class Field(NamedTuple):
    """One field of an entry: its name in the body, its option in the help of `fix`, and how it is read."""

    name: str
    metavar: str
    help: str
    read: Callable[[Session, Now, str], Any]
    optional: bool = False  # it may be unknown
    repeated: bool = False  # the option may be given again and again


def _plain(read: Callable[[str], Any]) -> Callable[[Session, Now, str], Any]:
    return lambda _desk, _now, given: read(given)


def _day(option: str) -> Callable[[Session, Now, str], dt.date]:
    return lambda session, now, given: session.taken(given, lambda text: parse_day(text, now.today, option=option))


def _told(name: str) -> Callable[[Session, Now, str], Any]:
    """Return the reader of what a step is told by: `done` reads it as well."""
    return lambda session, now, given: session.taken(given, ALL[name].reader(now.today))


def _forms(session: Session, now: Now, given: str) -> Contraception:
    told = told_forms(session, now, given)
    if told.since is not None:
        raise BadValue("--form: since when is corrected with --on")
    return told.body


def _step(given: str) -> StepId:
    name = known_step(given)
    if name not in {one.value for one in StepId}:
        raise BadValue(f"--step: {name} has entries of another kind. Take this one back (undo) and record that")
    return StepId(name)


def _words(option: str) -> Callable[[Session, Now, str], str]:
    """Return a reader of a text, which has to say something."""
    return _plain(name_text(option))


def _weight(session: Session, _now: Now, given: str) -> float:
    return weight_reader(session, "--weight")(given)


_NOTHING_READ: Final = _plain(short_text("--words"))  # side effects are read, and judged, by `fix` itself
_REASON: Final = Field("reason", "TEXT", "Dose, pause, end: why.", _plain(short_text("--reason")), optional=True)
_MG: Final = Field("mg", "MG", "Dose, or prescribed: mg of one.", _plain(milligrams("--mg")), optional=True)

_OF_ITS_OWN: Final = (
    AlarmSeen,
    Cleared,
    Exported,
    HandedOut,
    Imported,
    Mood,
    Resume,
    Retraction,
)  # nothing but its day

# Kind of entry -> what it is called, and option -> field. In this order they stand in the help. Every kind stands here.
FIELDS: Final[dict[type[Body], tuple[str, dict[str, Field]]]] = {
    AdverseEvent: (
        "a side effect",
        {
            "severity": Field("severity", "HOW", "Side effect: how bad.", _NOTHING_READ, optional=True),
            "effect": Field("effect", "SLUG", "Side effect: which.", _NOTHING_READ),
            "words": Field("words", "TEXT", "Side effect: your words.", _NOTHING_READ),
            "note": Field("note", "TEXT", "Side effect: a note.", _NOTHING_READ),
        },
    ),
    PregnancyTest: (
        "a pregnancy test",
        {
            "specimen": Field("specimen_date", "DATE", "Test: the sample.", _told("specimen")),
            "result": Field("result", "RESULT", "Test: its result.", _told("result")),
            "setting": Field("setting", "WHERE", "Test: medical or home.", _told("setting"), optional=True),
        },
    ),
    Dose: (
        "a dose",
        {
            "what": Field("status", "WHAT", "Dose: taken, missed, extra.", _plain(choice(DoseStatus, "--what"))),
            "at": Field("at", "TIME", "Dose: when.", _plain(time_of_day("--at")), optional=True),
            "mg": _MG,
            "reason": _REASON,
        },
    ),
    Regimen: (
        "a dose that was prescribed",
        {
            "mg": _MG,
            "times": Field("times", "1|2", "Prescribed: doses a day.", _plain(times_a_day), optional=True),
            "product": Field("product", "NAME", "Prescribed: brand.", _words("--product"), optional=True),
            "pattern": Field("pattern", "TEXT", "Prescribed: in words.", _words("--pattern"), optional=True),
        },
    ),
    Weight: ("a weight", {"weight": Field("kg", "KG", "Weight: 70, or 155lb.", _weight)}),
    Lab: (
        "a lab value",
        {
            "name": Field("name", "NAME", "Lab: what.", _words("--name")),
            "value": Field("value", "VALUE", "Lab: the number.", _plain(reading("--value"))),
            "unit": Field("unit", "UNIT", "Lab: its unit.", _words("--unit")),
            "low": Field("low", "N", "Lab: low end.", _plain(reading("--low")), optional=True),
            "high": Field("high", "N", "Lab: high end.", _plain(reading("--high")), optional=True),
        },
    ),
    Contraception: (
        "birth control",
        {
            "form": Field("forms", "FORM", "Birth control, or abstinence.", _forms, repeated=True),
            "agreed": Field("agreed", "yes|no", "Birth control: agreed.", _told("agreed")),
        },
    ),
    Fill: (
        "a pick-up",
        {
            "days": Field("days", "N", "Pick-up: days.", _told("days")),
            "capsules": Field("capsules", "N", "Pick-up: capsules.", _told("capsules"), optional=True),
        },
    ),
    Authorization: (
        "a date from the site or pharmacy",
        {"until": Field("until", "DATE", "Do Not Dispense After.", _told("until"))},
    ),
    HomeTests: ("a word on home tests", {"allowed": Field("allowed", "yes|no", "Home tests.", _told("allowed"))}),
    Step: ("a step", {"step": Field("step", "STEP", "A step: which.", _plain(_step))}),
    Finish: (
        "the end of the course",
        {
            "last-capsule": Field("last_capsule", "DATE", "End: last capsule.", _day("--last-capsule")),
            "stopped-early": Field("stopped_early", "yes|no", "End: sooner.", _plain(yes_or_no)),
            "reason": _REASON,
        },
    ),
    Pause: ("a pause", {"reason": _REASON}),
    Note: ("a note", {"text": Field("text", "TEXT", "Note: its words.", _words("--text"))}),
    Settings: ("settings", {}),  # they take the options of `set`
    **dict.fromkeys(_OF_ITS_OWN, ("an entry of its own kind", {})),
}
_SETTINGS: Final = {name.replace("_", "-"): name for name in Given._fields if name != "prescribed"}


def _options() -> dict[str, Any]:
    """Return the options of `fix`; those of settings are in no help but that of `set`."""
    found: dict[str, Any] = {}
    for _, fields in FIELDS.values():
        for name, field in fields.items():
            make = repeated if field.repeated else option
            found.setdefault(name.replace("-", "_"), make(f"--{name}", metavar=field.metavar, help=field.help))
    hidden = {_SETTINGS[name]: option(f"--{name}") for name in _SETTINGS}
    return group(**found, **hidden)


OPTIONS: Final = _options()


def names_of(body: Body) -> list[str]:
    """Return the options that correct an entry of this kind."""
    return list(_SETTINGS) if isinstance(body, Settings) else list(FIELDS[type(body)][1])


def kind_of(body: Body) -> str:
    """Return what an entry is, in words."""
    return FIELDS[type(body)][0]


def refuse_foreign(body: Body, given: dict[str, str]) -> None:
    """Raise Conflict for a field that this kind of entry does not have."""
    known = names_of(body)
    foreign = [f"--{name}" for name in given if name not in known]
    if foreign:
        there = ", ".join(f"--{name}" for name in ("on", *known))
        raise Conflict(f"The entry is {kind_of(body)}, which has no {foreign[0]}. It can be corrected with {there}")


def corrected(session: Session, now: Now, body: Body, given: dict[str, str]) -> Body:
    """Return a body with the fields that were given; `unknown` empties one that may be empty."""
    refuse_foreign(body, given)
    if isinstance(body, Settings):
        return _settings(session, now, body, given)
    fields = FIELDS[type(body)][1]
    changed: Any = body  # the names of the fields stand beside each kind, above
    for name, text in given.items():
        field = fields[name]
        empty = field.optional and text.strip().lower() == _UNKNOWN
        changed = changed._replace(**{field.name: None if empty else field.read(session, now, text)})
        if isinstance(body, Contraception) and name == "form":
            changed = changed.forms._replace(agreed=changed.agreed)  # forms or abstinence, as they were read
    _check(changed)
    return cast("Body", changed)


def _settings(session: Session, now: Now, body: Settings, given: dict[str, str]) -> Settings:
    known = {name: str(value) for name, value in zip(("fills_before", "last_fill"), body[-2:], strict=True) if value}
    typed = {_SETTINGS[name]: text for name, text in given.items()}
    pair = known if {"fills_before", "last_fill"} & typed.keys() else {}
    read = read_settings(Given(**{**pair, **typed}, prescribed=True), session, now)
    return body._replace(**{name: value for name, value in read._asdict().items() if value is not None})


def _check(body: Body) -> None:
    """Raise BadValue for what does not fit together."""
    if isinstance(body, Lab) and body.low is not None and body.high is not None and body.low > body.high:
        raise BadValue(f"--low: {body.low:g} is more than --high {body.high:g}")
    if isinstance(body, Regimen) and body.pattern is not None and body.mg is not None:
        raise BadValue("--pattern: with a pattern the mg are not known; add --mg unknown")
