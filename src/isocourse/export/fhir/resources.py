"""Each entry of the record as the FHIR R4 resources that say it. Pure.

What was not said is left out, doses nobody logged are in none, and a side effect is an Observation of the patient's,
never an AdverseEvent, which is a clinician's record.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Callable, Iterator, Sequence

from isocourse.course.entries import (
    AdverseEvent,
    AlarmSeen,
    Authorization,
    Body,
    Cleared,
    Contraception,
    Dose,
    DoseStatus,
    Entry,
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
    Setting,
    Settings,
    Step,
    TestResult,
    Weight,
)
from isocourse.course.standing import Course
from isocourse.export.fhir import codes
from isocourse.export.fhir.codes import concept, quantity, said
from isocourse.named import NamedTuple
from isocourse.triage import mood
from isocourse.typed import Any, Final

_SPACE: Final = uuid.UUID("6f0f1d5e-6b0c-5b0a-9c55-1a1f5b8a3f10")  # of this program's own: no host, no person
MEDICATION: Final = concept(codes.ISOTRETINOIN, text="isotretinoin")
Resource = dict[str, Any]


class Words(NamedTuple):
    """The reviewed words that go with the codes."""

    effect_name: Callable[[str], str]
    items: Sequence[str]
    choices: Sequence[str]


class Maker:
    """Makes the resources of one record."""

    def __init__(self, course: Course, zone: dt.tzinfo, words: Words) -> None:
        self.course, self.zone, self.words = course, zone, words
        self.patient = {"reference": self.url("patient")}

    def url(self, *parts: str) -> str:
        """Return the id of a resource, which follows from the record and the parts."""
        return f"urn:uuid:{uuid.uuid5(_SPACE, '/'.join((self.course.id, *parts)))}"

    def packed(self, resource: Resource, *parts: str) -> Resource:
        """Return a resource as an entry of the Bundle, under its id."""
        url = self.url(*parts)
        kind = resource.pop("resourceType")
        return {"fullUrl": url, "resource": {"resourceType": kind, "id": url.removeprefix("urn:uuid:"), **resource}}

    def observation(self, entry: Entry, category: str, code: dict[str, Any], **more: Any) -> Resource:  # noqa: ANN401 - JSON
        """Return an Observation of the patient's for an entry."""
        shown = {"system": codes.CATEGORY, "code": category}
        return {
            "resourceType": "Observation",
            "status": "final",
            "category": [{"coding": [shown]}],
            "code": code,
            "subject": self.patient,
            "effectiveDateTime": entry.on.isoformat(),
            "issued": instant(entry.recorded),
            "performer": [self.patient],
            **more,
        }

    def resources(self, entry: Entry) -> Iterator[Resource]:
        """Yield what one entry becomes; nothing where FHIR has no place for it."""
        make = MAKERS[type(entry.body)]
        if make is not None:
            yield from make(self, entry, entry.body)

    def effect(self, entry: Entry, body: AdverseEvent) -> Iterator[Resource]:
        """Yield a side effect with how bad it was; nothing where none was felt."""
        if body.effect == "none":
            return
        name = self.words.effect_name(body.effect)
        told = [line for line in (body.words, body.note) if line]
        if body.severity:
            value = {"valueCodeableConcept": concept((codes.SEVERITY, body.severity.value, body.severity.value))}
        else:
            absent = concept((codes.ABSENT, "unknown", "Unknown"))
            value = {"dataAbsentReason": absent}
        notes = {"note": [{"text": said(line)} for line in told]} if told else {}
        slug = [(codes.EFFECTS, body.effect, name)] if re.fullmatch(r"[a-z0-9-]+", body.effect) else []
        code = concept(*slug, text=name)
        yield self.packed(self.observation(entry, "survey", code, **value, **notes), entry.id)

    def weight(self, entry: Entry, body: Weight) -> Iterator[Resource]:
        """Yield a weight, in kilograms."""
        code = concept(codes.WEIGHT, text="Body weight")
        found = self.observation(entry, "vital-signs", code, valueQuantity=quantity(body.kg, "kg"))
        yield self.packed(found, entry.id)

    def lab(self, entry: Entry, body: Lab) -> Iterator[Resource]:
        """Yield a lab value in its own unit, with the lab's own range."""
        known = codes.lab(body.name, body.unit)
        ends = {
            key: quantity(value, body.unit)
            for key, value in (("low", body.low), ("high", body.high))
            if value is not None
        }
        ranges = {"referenceRange": [ends]} if ends else {}
        code = concept(*([known] if known else []), text=body.name)
        value = quantity(body.value, body.unit)
        yield self.packed(self.observation(entry, "laboratory", code, valueQuantity=value, **ranges), entry.id)

    def test(self, entry: Entry, body: PregnancyTest) -> Iterator[Resource]:
        """Yield a pregnancy test by the day of its sample."""
        if body.setting is Setting.HOME:
            code = concept(codes.HCG_URINE, text="pregnancy test at home")
        else:
            code = concept(codes.HCG_URINE, codes.HCG_SERUM, text="pregnancy test; urine or serum was not recorded")
        pending = body.result is TestResult.PENDING
        value = {} if pending else {"valueCodeableConcept": {"text": body.result.value}}
        found = self.observation(entry, "laboratory", code, **value)
        found["effectiveDateTime"] = body.specimen_date.isoformat()
        found["status"] = "registered" if pending else "final"
        yield self.packed(found, entry.id)

    def dose(self, entry: Entry, body: Dose) -> Iterator[Resource]:
        """Yield a dose that was logged: taken, missed or beyond the plan."""
        missed = body.status is DoseStatus.MISSED
        when = entry.on.isoformat()
        if body.at:
            when = dt.datetime.combine(entry.on, body.at, tzinfo=self.zone).isoformat(timespec="seconds")
        found: Resource = {
            "resourceType": "MedicationAdministration",
            "status": "not-done" if missed else "completed",
            **({"statusReason": [{"text": said(body.reason)}]} if missed and body.reason else {}),
            "medicationCodeableConcept": MEDICATION,
            "subject": self.patient,
            "effectiveDateTime": when,
            "performer": [{"actor": self.patient}],
            **({"note": [{"text": "beyond the plan"}]} if body.status is DoseStatus.EXTRA else {}),
            **({"dosage": {"dose": quantity(body.mg, "mg")}} if body.mg is not None and not missed else {}),
        }
        yield self.packed(found, entry.id)

    def fill(self, entry: Entry, body: Fill) -> Iterator[Resource]:
        """Yield a pick-up, with the days that it covers."""
        found: Resource = {
            "resourceType": "MedicationDispense",
            "status": "completed",
            "medicationCodeableConcept": MEDICATION,
            "subject": self.patient,
            **({"quantity": {**quantity(body.capsules, "{capsule}"), "unit": "capsule"}} if body.capsules else {}),
            "daysSupply": quantity(body.days, "d"),
            "whenHandedOver": entry.on.isoformat(),
        }
        yield self.packed(found, entry.id)

    def mood(self, entry: Entry, body: Mood) -> Iterator[Resource]:
        """Yield the answers about mood, and their total where none was left out."""
        long, total = len(body.answers) == mood.LONG, mood.total(body)
        items = [self._item(number, answer) for number, answer in enumerate(body.answers)]
        response: Resource = {
            "resourceType": "QuestionnaireResponse",
            **({"questionnaire": codes.PHQ9_PANEL} if long else {}),
            "status": "in-progress" if total is None else "completed",
            "subject": self.patient,
            "authored": instant(entry.recorded),
            "source": self.patient,
            "item": items,
        }
        yield self.packed(response, entry.id, "answers")
        if total is not None:
            code = concept(
                codes.PHQ9_TOTAL if long else codes.PHQ2_TOTAL, text=f"{mood.instrument(body).upper()} total"
            )
            more = {"derivedFrom": [{"reference": self.url(entry.id, "answers")}]}
            value = {**quantity(total, "{score}"), "unit": "score"}
            yield self.packed(self.observation(entry, "survey", code, valueQuantity=value, **more), entry.id)

    def _item(self, number: int, answer: int | None) -> Resource:
        coding = None if answer is None else (codes.LOINC, codes.PHQ_ANSWERS[answer], self.words.choices[answer])
        said = {} if coding is None else {"answer": [{"valueCoding": concept(coding)["coding"][0]}]}
        return {"linkId": f"/{codes.PHQ_ITEMS[number]}", "text": self.words.items[number], **said}


def instant(moment: dt.datetime) -> str:
    """Return a moment in UTC, as FHIR writes it."""
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


_ABOUT_FILES: Final = (AlarmSeen, Exported, HandedOut, Imported, Retraction)
_OF_THE_MONTH: Final = (Authorization, Cleared, Contraception, HomeTests, Step)
_OF_THE_COURSE: Final = (Finish, Note, Pause, Regimen, Resume, Settings)
# Every kind stands here, with None where it becomes no resource.
MAKERS: Final[dict[type[Body], Callable[[Maker, Entry, Any], Iterator[Resource]] | None]] = {
    AdverseEvent: Maker.effect,
    Weight: Maker.weight,
    Lab: Maker.lab,
    PregnancyTest: Maker.test,
    Dose: Maker.dose,
    Fill: Maker.fill,
    Mood: Maker.mood,
    **dict.fromkeys((*_OF_THE_COURSE, *_OF_THE_MONTH, *_ABOUT_FILES), None),
}
