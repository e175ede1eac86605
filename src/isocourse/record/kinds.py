"""The kinds of entry: one table that says, for reading and for writing, what a body of each kind holds.

A field with a default in its type may be left out of the file, and is left out when it has that default; a field
without one must be there. Ranges are wide: they refuse slips of the pen and hostile files and judge nothing clinical.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum

from isocourse.course import entries
from isocourse.errors import Misfit
from isocourse.fields import (
    Table,
    above,
    clock,
    day,
    flag,
    moment,
    number,
    one_of,
    scores,
    text,
    text_up_to,
    texts_up_to,
    whole,
)
from isocourse.named import NamedTuple
from isocourse.typed import Any, Final

LONGEST_TEXT: Final = 4000
_ID_LENGTHS: Final = range(4, 33)

Reader = Callable[[object], object]


class Kind(NamedTuple):
    """One kind of entry: the type of its body and how each field of it is read."""

    body: type[Any]
    fields: Mapping[str, Reader]


def ident(value: object) -> str:
    """Read an id: 4 to 32 characters of 0-9 and a-f."""
    given = text(value)
    if len(given) not in _ID_LENGTHS or given.strip("0123456789abcdef"):
        raise Misfit("must be an id: 4 to 32 characters of 0-9 and a-f")
    return given


def _said(value: object) -> tuple[entries.SaidOf, ...]:
    """Read what was said of single signs, each as `headache=severe`."""
    pairs = [line.rpartition("=") for line in texts_up_to(100, 200)(value)]
    return tuple(entries.SaidOf(text(sign), one_of(entries.Severity)(level)) for sign, _, level in pairs)


_words = text_up_to(LONGEST_TEXT)
_short = text_up_to(200)
_mg = above(0, 200)
_lab = number(-1e6, 1e6)

KINDS: Final[Mapping[str, Kind]] = {
    "settings": Kind(
        body=entries.Settings,
        fields={
            "category": one_of(entries.Category),
            "zone": _short,
            "planned_weeks": whole(1, 104),
            "started": day,
            "doctor": _short,
            "doctor_phone": _short,
            "pharmacy": _short,
            "pharmacy_phone": _short,
            "doses_logged": one_of(entries.DoseLogging),
            "fills_before": whole(0, 60),
            "last_fill": day,
        },
    ),
    "regimen": Kind(
        body=entries.Regimen, fields={"product": _short, "mg": _mg, "times": whole(1, 4), "pattern": _words}
    ),
    "weight": Kind(body=entries.Weight, fields={"kg": number(20, 400)}),
    "dose": Kind(
        body=entries.Dose, fields={"status": one_of(entries.DoseStatus), "at": clock, "mg": _mg, "reason": _words}
    ),
    "adverse_event": Kind(
        body=entries.AdverseEvent,
        fields={
            "effect": _short,
            "signs": texts_up_to(100, 200),
            "severity": one_of(entries.Severity),
            "words": _words,
            "note": _words,
            "urgency": one_of(entries.Urgency),
            "stop_capsules": flag,
            "said": _said,
        },
    ),
    "pregnancy_test": Kind(
        body=entries.PregnancyTest,
        fields={"specimen_date": day, "result": one_of(entries.TestResult), "setting": one_of(entries.Setting)},
    ),
    "contraception": Kind(
        body=entries.Contraception, fields={"forms": texts_up_to(20, 200), "abstinence": flag, "agreed": flag}
    ),
    "step": Kind(body=entries.Step, fields={"step": one_of(entries.StepId)}),
    "home_tests": Kind(body=entries.HomeTests, fields={"allowed": flag}),
    "authorization": Kind(body=entries.Authorization, fields={"until": day}),
    "fill": Kind(body=entries.Fill, fields={"days": whole(1, 90), "capsules": whole(1, 1000)}),
    "cleared": Kind(body=entries.Cleared, fields={"target": ident}),
    "lab": Kind(body=entries.Lab, fields={"name": _short, "value": _lab, "unit": _short, "low": _lab, "high": _lab}),
    "pause": Kind(body=entries.Pause, fields={"reason": _words}),
    "resume": Kind(body=entries.Resume, fields={}),
    "finish": Kind(body=entries.Finish, fields={"last_capsule": day, "stopped_early": flag, "reason": _words}),
    "note": Kind(body=entries.Note, fields={"text": _words, "question": flag}),
    "mood": Kind(
        body=entries.Mood,
        fields={
            "answers": scores((2, 9), 3),
            "difficulty": whole(0, 3),
            "urgency": one_of(entries.Urgency),
            "stop_capsules": flag,
        },
    ),
    "imported": Kind(body=entries.Imported, fields={"source": _short, "ids": texts_up_to(20000, 32)}),
    "handed_out": Kind(body=entries.HandedOut, fields={"path": _words, "what": _short, "digest": _short}),
    "exported": Kind(
        body=entries.Exported,
        fields={"what": _short, "path": _words, "series": whole(0, 9999), "events": texts_up_to(400, 100)},
    ),
    "alarm_seen": Kind(body=entries.AlarmSeen, fields={"seen": flag}),
    "retraction": Kind(body=entries.Retraction, fields={"target": ident}),
}
NAMES: Final[Mapping[type[Any], str]] = {kind.body: name for name, kind in KINDS.items()}


def read_entry(table: Table) -> entries.Entry:
    """Return the entry that a table holds; refuse any key that its kind does not know."""
    kind = KINDS[table.take("kind", _kind)]
    entry = entries.Entry(
        id=table.take("id", ident),
        recorded=table.take("recorded", moment),
        on=table.take("on", day),
        body=_body(table, kind),
        replaces=table.maybe("replaces", ident),
    )
    table.close()
    return entry


def plain_body(body: entries.Body) -> dict[str, object]:
    """Return a body as plain values for TOML, without what is unknown and what is as it would be anyway."""
    defaults = body._field_defaults
    return {
        key: _plain(value)
        for key, value in zip(body._fields, body, strict=True)
        if key not in defaults or value != defaults[key]
    }


def _kind(value: object) -> str:
    name = text(value)
    if name not in KINDS:
        raise Misfit(f"must be one of: {', '.join(KINDS)}")
    return name


def _body(table: Table, kind: Kind) -> entries.Body:
    defaults = kind.body._field_defaults
    values = {}
    for key, read in kind.fields.items():
        value = table.maybe(key, read) if key in defaults else table.take(key, read)
        values[key] = defaults.get(key) if value is None else value
    body: entries.Body = kind.body(**values)
    return body


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, entries.SaidOf):
        return f"{value.sign}={value.severity.value}"
    if isinstance(value, tuple):
        return ["-" if one is None else _plain(one) for one in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
