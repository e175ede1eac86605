"""One line for each kind of entry, for `history` and for the answers of commands that record."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from isocourse.course.days import spoken
from isocourse.course.entries import (
    AdverseEvent,
    AlarmSeen,
    Authorization,
    Body,
    Category,
    Cleared,
    Contraception,
    Dose,
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
    Settings,
    Severity,
    Step,
    StepId,
    Weight,
    severity_rank,
)
from isocourse.render.ids import short
from isocourse.render.text import clean, plural
from isocourse.triage import mood
from isocourse.typed import Any, Final

_STEPS: Final[Mapping[StepId, str]] = {
    StepId.ENROLLED: "enrolled in iPLEDGE",
    StepId.CONSENT: "consent signed",
    StepId.COUNSELLED: "counseled",
    StepId.NOT_BREAST_FEEDING: "not breast-feeding",
    StepId.CONFIRMATION: "prescriber confirmed in iPLEDGE",
    StepId.QUESTIONS: "iPLEDGE questions answered",
    StepId.VISIT: "office visit",
}


POUNDS_IN_A_KILOGRAM = 2.20462


def describe(entry: Entry, effect_name: Callable[[str], str] = str) -> str:
    """Return what an entry says in one line, safe to print; `effect_name` turns a slug into plain words."""
    body = entry.body
    if isinstance(body, AdverseEvent):
        return _event(body, effect_name)
    return clean(WORDS[type(body)](body))


def _event(body: AdverseEvent, effect_name: Callable[[str], str]) -> str:
    parts = _named(body, effect_name)
    if body.words:
        parts.append(f'"{body.words}"')
    if body.note:
        parts.append(f"note: {body.note}")
    return clean(" · ".join(parts))


def _named(body: AdverseEvent, effect_name: Callable[[str], str]) -> list[str]:
    """Return every effect of an entry with how bad it was said to be: once for all, or each for itself."""
    said: dict[str, Severity | None] = {effect_name(body.effect): None if body.said else body.severity}
    for sign in body.signs if effect_name is not str else ():
        name, level = effect_name(sign), body.severity_of(sign)
        said[name] = max((said.get(name), level), key=severity_rank)
    if body.effect == "none":
        return [effect_name("none")]
    levels = [level.value if level else "how bad: not said" for level in said.values()]
    if len(set(levels)) == 1:
        return [" + ".join(said), levels[0]]
    return [" + ".join(f"{name} ({level})" for name, level in zip(said, levels, strict=True))]


def _settings(body: Settings) -> str:
    known = {
        "category": {
            None: None,
            Category.CAN_BECOME_PREGNANT: "can become pregnant",
            Category.CANNOT_BECOME_PREGNANT: "cannot become pregnant",
        }[body.category],
        "zone": body.zone,
        "planned": plural(body.planned_weeks, "week") if body.planned_weeks else None,
        "first capsule": body.started,
        **_to_call("doctor", body.doctor, body.doctor_phone),
        **_to_call("pharmacy", body.pharmacy, body.pharmacy_phone),
        "doses logged": body.doses_logged.value if body.doses_logged else None,
        "fills before": body.fills_before,
        "last fill": body.last_fill,
    }
    return "settings: " + ", ".join(f"{name} {value}" for name, value in known.items() if value is not None)


def _to_call(who: str, name: str | None, number: str | None) -> dict[str, str | None]:
    """Return a name with its number; a number alone says whose it is."""
    return {who if name else f"{who}'s number": " ".join(filter(None, (name, number))) or None}


def regimen_words(body: Regimen) -> str:
    """Return a dose as it is echoed: `40 mg x 2 = 80 mg a day`, with the product when known."""
    product = f"{body.product}, " if body.product else ""
    if body.pattern:
        return f"{product}{body.pattern} (mg a day not known)"
    if body.mg is None:
        return f"{product}mg not known"
    if body.times is None:
        return f"{product}{body.mg:g} mg a dose, times a day not known"
    return f"{product}{body.mg:g} mg × {body.times} = {body.mg * body.times:g} mg a day"  # the sign


def _dose(body: Dose) -> str:
    at = f" at {body.at:%H:%M}" if body.at else ""
    mg = f", {body.mg:g} mg" if body.mg is not None else ""
    return f"dose {body.status.value}{at}{mg}" + (f": {body.reason}" if body.reason else "")


def _test(body: PregnancyTest) -> str:
    where = f", {body.setting.value}" if body.setting else ", where not said"
    return f"pregnancy test {body.result.value}, sample {spoken(body.specimen_date, year=True)}{where}"


def _contraception(body: Contraception) -> str:
    agreed = ", your prescriber agreed" if body.agreed else ""
    return "birth control: " + ("abstinence" if body.abstinence else " + ".join(body.forms)) + agreed


def _fill(body: Fill) -> str:
    capsules = f", {plural(body.capsules, 'capsule')}" if body.capsules else ""
    return f"picked up {plural(body.days, 'day')}{capsules}"


def _lab(body: Lab) -> str:
    ends = [
        *([f"from {body.low:g}"] if body.low is not None else []),
        *([f"to {body.high:g}"] if body.high is not None else []),
    ]
    given = f" (range on the report: {' '.join(ends)})" if ends else ""
    outside = (body.low is not None and body.value < body.low) or (body.high is not None and body.value > body.high)
    return f"{body.name} {body.value:g} {body.unit}{given}" + (", outside the range on your report" if outside else "")


def mood_words(body: Mood) -> str:
    """Return what was answered to the mood questions: the sum, never a name for it."""
    nine = mood.item9(body)
    thoughts = "" if nine is None else f", question 9: {nine}"
    return f"mood questions ({mood.instrument(body).upper()}): {score_words(body)}{thoughts}"


def score_words(body: Mood) -> str:
    """Return the sum alone."""
    found = mood.total(body)
    return "no total: one was left out" if found is None else f"{found} of {mood.highest(body)}"


def _finish(body: Finish) -> str:
    early = ", stopped early" if body.stopped_early else ""
    return f"course ended{early}, last capsule {spoken(body.last_capsule, year=True)}" + _because(body.reason)


def _because(reason: str | None) -> str:
    return f": {reason}" if reason else ""


WORDS: dict[type[Body], Callable[[Any], str]] = {
    Settings: _settings,
    Regimen: lambda b: f"dose from here on: {regimen_words(b)}",
    Weight: lambda b: f"weight {b.kg:g} kg ({b.kg * POUNDS_IN_A_KILOGRAM:.0f} lb)",
    Dose: _dose,
    PregnancyTest: _test,
    Contraception: _contraception,
    Step: lambda b: _STEPS.get(b.step, b.step.value.replace("-", " ")),
    HomeTests: lambda b: "home tests " + ("allowed" if b.allowed else "not allowed") + " by the prescriber",
    Authorization: lambda b: f"do not dispense after {spoken(b.until, year=True)}",
    Fill: _fill,
    Cleared: lambda b: f"a clinician cleared {short(b.target)}",
    Lab: _lab,
    Pause: lambda b: "paused" + _because(b.reason),
    Resume: lambda _: "resumed",
    Finish: _finish,
    Note: lambda b: f"{'question for the visit' if b.question else 'note'}: {b.text}",
    Mood: mood_words,
    Imported: lambda b: f"brought in from {b.source}: {plural(len(b.ids), 'entry', 'entries')}",
    HandedOut: lambda b: f"written for you to take along: {b.what}, {b.path}",
    Exported: lambda b: f"{b.what} written to {b.path or 'standard output'}",
    AlarmSeen: lambda b: "the alarm of the calendar showed" if b.seen else "the alarm of the calendar did not show",
    Retraction: lambda b: f"took back {short(b.target)}",
}
