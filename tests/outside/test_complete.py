"""Wherever words, cells or colours are chosen by a kind or a value, each of them has its own."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pytest

from days_of import day, entry
from isocourse.cli.course.regimen import regimen
from isocourse.cli.course.set_ import set_
from isocourse.cli.course.start import start
from isocourse.cli.enrolment.settings import Given
from isocourse.cli.hearing.judge_anew import judged_anew
from isocourse.cli.parsing.options import declared, flat
from isocourse.cli.record import fields_of
from isocourse.cli.record.fields_of import names_of
from isocourse.cli.record.fix import fix
from isocourse.cli.record.history import EVERYDAY
from isocourse.course import entries as model
from isocourse.course.entries import OWN_WORDS, Body, Category, Severity, StepId
from isocourse.export import table
from isocourse.export.fhir import resources
from isocourse.ipledge.checklist import Verdict
from isocourse.record.kinds import KINDS
from isocourse.render import charts, checklist
from isocourse.render import entries as words

BODIES: set[Any] = set(Body.__args__)


@pytest.mark.parametrize(
    ("chosen", "known"),
    [
        ({kind.body for kind in KINDS.values()}, BODIES),
        ({*words.WORDS, model.AdverseEvent}, BODIES),  # a side effect has words of its own
        (fields_of.FIELDS, BODIES),
        (table.CELLS, BODIES),
        (resources.MAKERS, BODIES),
        (words._STEPS, set(StepId)),  # noqa: SLF001 - only this module says them
        (checklist._HEAD, set(Verdict)),  # noqa: SLF001 - as above
        (checklist.CATEGORY, set(Category)),
        (charts.LEVELS, {None, *Severity}),
    ],
    ids="readers words corrections rows resources steps verdicts categories levels".split(),  # noqa: SIM905 - to read
)
def test_each_has_its_own(chosen: Collection[object], known: set[Any]) -> None:
    """A kind or a value that comes anew is missed here before a patient meets it."""
    assert set(chosen) == known


# What no option of `fix` names, and why that is so.
NOT_CORRECTED = {
    "adverse_event": {"signs", "said", "urgency", "stop_capsules"},  # judged anew from what is corrected
    "contraception": {"abstinence"},  # --form reads it
    "note": {"question"},  # a question is taken back, and noted; so are these two
    "cleared": {"target"},
    "mood": {"answers", "difficulty", "urgency", "stop_capsules"},
    "alarm_seen": {"seen"},  # these are the program's own
    "imported": {"source", "ids"},
    "handed_out": {"path", "what", "digest"},
    "exported": {"what", "path", "series", "events"},
    "retraction": {"target"},
}


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"settings"}))
def test_each_field_can_be_corrected(kind: str) -> None:
    """Each field of an entry has its option in `fix`, or stands above with the reason; no option names another."""
    named = {field.name for field in fields_of.FIELDS[KINDS[kind].body][1].values()}
    assert named == set(KINDS[kind].fields) - NOT_CORRECTED.get(kind, set())


def test_each_everyday_name_is_of_a_kind() -> None:
    """What `history --kind` takes for a kind of entry is one."""
    assert set(EVERYDAY.values()) <= set(KINDS)


def test_each_setting_is_echoed() -> None:
    """What is set is said: no field of the settings is kept in silence."""
    given: dict[str, Any] = {
        "category": Category.CANNOT_BECOME_PREGNANT,
        "zone": "America/Chicago",
        "planned_weeks": 17,
        "started": day("11-02"),
        "doctor": "Dr. One",
        "doctor_phone": "555-0101",
        "pharmacy": "Corner",
        "pharmacy_phone": "555-0102",
        "doses_logged": model.DoseLogging.EXCEPTIONS,
        "fills_before": 3,
        "last_fill": day("11-03"),
    }
    assert set(given) == set(model.Settings._fields)
    for name, value in given.items():
        body = model.Settings()._replace(**{name: value})
        said = words.describe(entry(0, "11-22", body)).removeprefix("settings: ")
        assert said, name


NAMES = {  # texts that name something, or that the program makes: no place for what a patient tells
    *("zone", "doctor", "doctor_phone", "pharmacy", "pharmacy_phone", "product", "pattern", "name", "unit"),
    *("effect", "target", "source", "path", "what", "digest"),
}


def test_every_text_is_a_patients_own_or_a_name() -> None:
    """What a patient tells is heard for an alarm and looked through for what is private, whichever field it is in."""
    texts = {
        field
        for body in BODIES
        for field, kind in body.__annotations__.items()
        if str(kind) in {"str", "str | None", "<class 'str'>"}
    }
    assert texts == {*OWN_WORDS, *NAMES}


def test_a_correction_keeps_what_it_does_not_correct() -> None:
    """An event under other words, another effect or severity keeps every field that no judgement makes."""
    body = model.AdverseEvent(effect="dry-lips", signs=("dry-lips",), words="lips dry", note="kept")
    judged = {"effect", "signs", "severity", "urgency", "stop_capsules", "said"}
    assert all(getattr(body, field) for field in set(body._fields) - judged), "give the new field a value here"
    for given in ({"words": "my knees ache"}, {"effect": "headache"}, {"severity": "mild"}):
        found = judged_anew(body, given)
        kept = set(body._fields) - judged - given.keys()
        assert [getattr(found, field) for field in kept] == [getattr(body, field) for field in kept]


OPTIONS = {"planned_weeks": "weeks", "doses_logged": "doses"}  # where an option has another name than its field


def test_each_setting_can_be_given_set_and_corrected() -> None:
    """A field of the settings has an option in `start`, `set` and `fix`."""
    names = {OPTIONS.get(field, field) for field in model.Settings._fields}
    assert set(Given._fields) - {"prescribed"} == names
    assert {name.replace("-", "_") for name in names_of(model.Settings())} == names
    for command in (start, set_, fix):
        assert names <= flat(declared(command)).keys(), command


def test_each_field_of_a_dose_can_be_given_and_corrected() -> None:
    """A field of the dose that was prescribed has an option in `regimen` and in `fix`."""
    for command in (regimen, fix):
        assert set(model.Regimen._fields) <= flat(declared(command)).keys(), command
    assert set(names_of(model.Regimen())) == set(model.Regimen._fields)
