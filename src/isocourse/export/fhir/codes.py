"""The codes that FHIR resources carry: systems, LOINC, RxNorm, units. Nothing is coded that was not checked.

LOINC codes are for a kind of unit: a value in other units keeps its own words and no code.
"""

from __future__ import annotations

import re

from isocourse.render.text import clean
from isocourse.typed import Any, Final

LOINC: Final = "http://loinc.org"
RXNORM: Final = "http://www.nlm.nih.gov/research/umls/rxnorm"
UCUM: Final = "http://unitsofmeasure.org"
CATEGORY: Final = "http://terminology.hl7.org/CodeSystem/observation-category"
ABSENT: Final = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
EFFECTS: Final = "urn:isocourse:effect"  # our own slugs
SEVERITY: Final = "urn:isocourse:severity"  # a patient's word, no clinician's grade

ISOTRETINOIN: Final = (RXNORM, "6064", "isotretinoin")
WEIGHT: Final = (LOINC, "29463-7", "Body weight")
PHQ9_TOTAL: Final = (LOINC, "44261-6", "PHQ-9 total score")
PHQ2_TOTAL: Final = (LOINC, "55758-7", "PHQ-2 total score")
PHQ9_PANEL: Final = f"{LOINC}/q/44249-1"
PHQ_ITEMS: Final = (
    "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8",
)  # fmt: skip
PHQ_ANSWERS: Final = ("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9")
HCG_URINE: Final = (LOINC, "2106-3", "Choriogonadotropin (pregnancy test) [Presence] in Urine")
HCG_SERUM: Final = (LOINC, "2118-8", "Choriogonadotropin (pregnancy test) [Presence] in Serum or Plasma")

_MASS: Final = frozenset({"mg/dL"})
_ACTIVITY: Final = frozenset({"U/L", "[IU]/L"})
_UNITS: Final = {
    "mg/dl": "mg/dL", "u/l": "U/L", "units/l": "U/L", "iu/l": "[IU]/L", "mmol/l": "mmol/L", "g/dl": "g/dL",
    "g/l": "g/L", "mg": "mg", "kg": "kg", "%": "%", "umol/l": "umol/L",
}  # fmt: skip
_LABS: Final = (
    (r"triglycerides?|tg|trigs?", "2571-8", "Triglyceride [Mass/volume] in Serum or Plasma", _MASS),
    (r"alt|sgpt|alanine (?:amino)?transaminase|alanine aminotransferase", "1742-6",
     "Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma", _ACTIVITY),
    (r"ast|sgot|aspartate (?:amino)?transaminase|aspartate aminotransferase", "1920-8",
     "Aspartate aminotransferase [Enzymatic activity/volume] in Serum or Plasma", _ACTIVITY),
    (r"(?:total )?cholesterol(?: total)?", "2093-3", "Cholesterol [Mass/volume] in Serum or Plasma", _MASS),
    (r"hdl(?: ?c| cholesterol)?", "2085-9", "Cholesterol in HDL [Mass/volume] in Serum or Plasma", _MASS),
    (r"ldl(?: ?c| cholesterol)?(?: calc(?:ulated)?)?", "13457-7",
     "Cholesterol in LDL [Mass/volume] in Serum or Plasma by calculation", _MASS),
)  # fmt: skip


def said(text: str) -> str:
    """Return a patient's words as FHIR takes a string: nothing unseen in it, no blanks around it, never empty."""
    return "\n".join(" ".join(clean(line).split()) for line in text.split("\n")).strip() or "(blank)"


def concept(*codings: tuple[str, str, str], text: str | None = None) -> dict[str, Any]:
    """Return a CodeableConcept of codes with their systems, and of words."""
    found: dict[str, Any] = {}
    if codings:
        found["coding"] = [
            {"system": system, "code": code, "display": said(display)} for system, code, display in codings
        ]
    if text is not None:
        found["text"] = said(text)
    return found


def quantity(value: float, unit: str) -> dict[str, Any]:
    """Return a Quantity; with a code where the unit is one of UCUM's that are known here."""
    number = int(value) if float(value).is_integer() else value
    code = unit_code(unit)
    coded = {"system": UCUM, "code": code} if code else {}
    named = {"unit": said(unit)} if unit.strip() else {}
    return {"value": number, **named, **coded}


def unit_code(unit: str) -> str | None:
    """Return a unit in UCUM, or None where it is not known."""
    plain = unit.strip().lower().replace(" ", "").replace("µ", "u").replace("μ", "u")
    if plain in {"d", "day", "days"}:
        return "d"
    return plain if re.fullmatch(r"\{[a-z]+\}", plain) else _UNITS.get(plain)


def lab(name: str, unit: str) -> tuple[str, str, str] | None:
    """Return the code of a lab value by its name and its kind of unit, or None where none was checked."""
    plain = re.sub(r"[\W_]+", " ", name.lower()).strip()
    for names, code, display, units in _LABS:
        if re.fullmatch(names, plain) and unit_code(unit) in units:
            return LOINC, code, display
    return None
