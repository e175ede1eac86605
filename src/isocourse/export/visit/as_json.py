"""The visit sheet as the contract's JSON object. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from isocourse.course.entries import Lab
from isocourse.export.visit.effects import Logged
from isocourse.export.visit.parts import outside, sign_name
from isocourse.export.visit.sheet import Sheet, Sign
from isocourse.render.entries import regimen_words
from isocourse.render.mood import mood_json
from isocourse.typed import Any

Name = Callable[[str], str]


def as_json(sheet: Sheet, name: Name) -> dict[str, Any]:
    """Return the same figures as the page. Unknown is null."""
    return {
        "schema": 1,
        "as_of": sheet.moment.isoformat(timespec="seconds"),
        "since": sheet.since,
        "until": sheet.until,
        "visit": sheet.visit,
        "last_visit": sheet.last_visit,
        "day": sheet.place[0] if sheet.place else None,
        "week": sheet.place[1] if sheet.place else None,
        "planned_weeks": sheet.planned_weeks,
        "first": [_sign(sign, name) for sign in sheet.first],
        "dose": _dose(sheet),
        "supply": sheet.supply._asdict(),
        "effects": [_effect(effect, logged, name) for effect, logged in sheet.effects],
        "looked_for": list(sheet.looked_for),
        "own_words": [{"on": on, "words": words} for on, words in sheet.own_words],
        "mood": [mood_json(on, body) for on, body in sheet.mood],
        "labs": [_lab(on, lab) for on, lab in sheet.labs],
        "gaps": [{"from": gap.first, "to": gap.last, "days": gap.days, "why": gap.why} for gap in sheet.gaps],
        "month": sheet.month,
        "fills": [{"on": on, "days": fill.days, "capsules": fill.capsules} for on, fill in sheet.fills],
        "questions": list(sheet.questions),
        "reproductive": sheet.reproductive,
        **(_reproductive(sheet) if sheet.reproductive else {}),
    }


def _sign(sign: Sign, name: Name) -> dict[str, Any]:
    return {
        "id": sign.id,
        "effect": sign.effect,
        "name": sign_name(sign, name),
        "urgency": sign.urgency.value,
        "stop_capsules": sign.stop_capsules,
        "on": sign.on,
        "words": sign.words,
    }


def _effect(effect: str, logged: Logged, name: Name) -> dict[str, Any]:
    return {
        "effect": effect,
        "name": name(effect),
        "days": logged.days,
        "worst": logged.worst.value if logged.worst else None,
        "weeks": list(logged.weeks),
    }


def _dose(sheet: Sheet) -> dict[str, Any]:
    dose, sums = sheet.dose, sheet.dose.course
    known = sums.mg_taken is not None and sums.mg_assumed is not None
    return {
        "prescribed": regimen_words(dose.regimen) if dose.regimen else None,
        "product": dose.regimen.product if dose.regimen else None,
        "taken": dose.taken,
        "assumed": dose.assumed,
        "missed": dose.missed,
        "extra": dose.extra,
        "missed_on": [on for on, _ in dose.reasons],
        "reasons": [reason for _, reason in dose.reasons if reason],
        "mg": round((sums.mg_taken or 0) + (sums.mg_assumed or 0), 2) if known else None,
        "mg_assumed": sums.mg_assumed,
        "mg_per_kg": sums.mg_per_kg,
        "weight_kg": dose.kilograms,
        "weight_on": dose.weighed,
    }


def _lab(on: dt.date, lab: Lab) -> dict[str, Any]:
    return {
        "on": on,
        "name": lab.name,
        "value": lab.value,
        "unit": lab.unit,
        "low": lab.low,
        "high": lab.high,
        "outside": outside(lab),
    }


def _reproductive(sheet: Sheet) -> dict[str, Any]:
    return {
        "tests": [
            {
                "on": on,
                "specimen_date": body.specimen_date,
                "result": body.result.value,
                "setting": body.setting.value if body.setting else None,
            }
            for on, body in sheet.tests
        ],
        "forms": [{"on": on, "forms": list(body.forms), "abstinence": body.abstinence} for on, body in sheet.forms],
    }
