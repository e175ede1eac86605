"""The record as a FHIR R4 Bundle (`collection`), for a system that reads it. Pure.

Every resource says that the patient is where it comes from. Ids follow from the record, so that the same record gives
the same Bundle.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence

from isocourse.course.entries import Entry, Pause, Regimen, Resume
from isocourse.course.standing import Course
from isocourse.export.fhir import codes
from isocourse.export.fhir.codes import concept, quantity, said
from isocourse.export.fhir.resources import Maker, Resource, Words, instant
from isocourse.render.entries import regimen_words
from isocourse.typed import Any


def as_fhir(course: Course, shown: Iterable[Entry], today: dt.date, zone: dt.tzinfo, words: Words) -> str:
    """Return the Bundle of the entries that are shown, as JSON in ASCII with a line end."""
    make = Maker(course, zone, words)
    entries = list(shown)
    regimens = [(entry, entry.body) for entry in entries if isinstance(entry.body, Regimen)]
    last = max((entry.recorded for entry in entries), default=None)
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        **({"timestamp": instant(last)} if last else {}),
        "entry": [
            make.packed({"resourceType": "Patient"}, "patient"),
            _course_statement(make, today, regimens, last),
            *(resource for entry in entries for resource in make.resources(entry)),
        ],
    }
    return json.dumps(bundle, indent=1, ensure_ascii=True) + "\n"


def _course_statement(
    make: Maker, today: dt.date, regimens: Sequence[tuple[Entry, Regimen]], last: dt.datetime | None
) -> Resource:
    """Return the course as the patient's statement of use."""
    started, end = make.course.started(today), make.course.finish()
    period = {
        **({"start": started.isoformat()} if started else {}),
        **({"end": end.last_capsule.isoformat()} if end else {}),
    }
    product = next((body.product for _, body in reversed(regimens) if body.product), None)
    found: Resource = {
        "resourceType": "MedicationStatement",
        "status": _status(make.course, started, today),
        **({"statusReason": [{"text": said(end.reason)}]} if end and end.reason else {}),
        "medicationCodeableConcept": concept(codes.ISOTRETINOIN, text=product or "isotretinoin"),
        "subject": make.patient,
        **({"effectivePeriod": period} if period else {}),
        **({"dateAsserted": instant(last)} if last else {}),
        "informationSource": make.patient,
        **({"dosage": [_dosage(n, e, body) for n, (e, body) in enumerate(regimens, 1)]} if regimens else {}),
    }
    return make.packed(found, "course")


def _status(course: Course, started: dt.date | None, today: dt.date) -> str:
    end = course.finish()
    if end:
        return "stopped" if end.stopped_early else "completed"
    if started is None or started > today:
        return "intended"
    breaks = [entry.body for entry in course.entries if isinstance(entry.body, Pause | Resume)]
    return "on-hold" if breaks and isinstance(breaks[-1], Pause) else "active"


def _dosage(number: int, entry: Entry, body: Regimen) -> dict[str, Any]:
    timing = {"boundsPeriod": {"start": entry.on.isoformat()}}
    often = {"frequency": body.times, "period": 1, "periodUnit": "d"} if body.times and not body.pattern else {}
    rate = [{"doseQuantity": quantity(body.mg, "mg")}] if body.mg is not None and not body.pattern else []
    return {
        "sequence": number,
        "text": said(f"from {entry.on.isoformat()}: {regimen_words(body)}"),
        "timing": {"repeat": {**timing, **often}},
        **({"doseAndRate": rate} if rate else {}),
    }
