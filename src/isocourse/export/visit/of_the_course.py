"""The parts of the visit sheet about the course: where it stands, the dose, the capsules, the program. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from isocourse.content.visit import Visit
from isocourse.course.days import spoken
from isocourse.export.visit.doses import Gap
from isocourse.export.visit.parts import MOST, Block, cut
from isocourse.export.visit.sheet import Sheet
from isocourse.render.entries import regimen_words
from isocourse.render.text import plural


def course(sheet: Sheet, words: Visit) -> Block:
    """Return where the course stands and what the sheet covers."""
    return Block("Where the course stands", (place(sheet), period(sheet), words.told))


def place(sheet: Sheet) -> str:
    """Return the week and the day of the course."""
    if sheet.finished:
        return "The course has ended."
    if sheet.started is None:
        return "Week not known: the day of the first capsule is not recorded."
    if sheet.place is None:
        return f"Before the first capsule, planned for {spoken(sheet.started, year=True)}."
    day, week = sheet.place
    planned = f" of {sheet.planned_weeks}" if sheet.planned_weeks else ""
    return f"Week {week}{planned}, day {day}; first capsule {spoken(sheet.started, year=True)}."


def period(sheet: Sheet) -> str:
    """Return what the sheet covers."""
    last = f"Last visit {spoken(sheet.last_visit, year=True)}. " if sheet.last_visit else "No earlier visit recorded. "
    return f"{last}This sheet: {spoken(sheet.since, year=True)} to {spoken(sheet.until, year=True)}."


def dose(sheet: Sheet, words: Visit) -> Block:
    """Return the dose: prescribed, taken and summed."""
    dose = sheet.dose
    prescribed = regimen_words(dose.regimen) if dose.regimen else "not recorded"
    return Block(
        "Dose",
        (f"Prescribed: {prescribed}.", *_before(sheet), *_counts(sheet), *_missed(sheet), _sum(sheet), words.talk),
    )


def _before(sheet: Sheet) -> list[str]:
    told = [f"from {spoken(on, year=True)} {regimen_words(regimen)}" for on, regimen in sheet.dose.before]
    return [f"Earlier: {'; '.join(told[-MOST:])}."] if told else []


def _counts(sheet: Sheet) -> list[str]:
    dose = sheet.dose
    if dose.taken is None:
        return ["Doses: nothing is known of them."]
    counts = (
        ("taken as logged", dose.taken),
        ("assumed", dose.assumed),
        ("missed", dose.missed),
        ("extra", dose.extra),
    )
    told = ", ".join(f"{'?' if count is None else count} {what}" for what, count in counts)
    late = f"Of the assumed, {dose.after_stop} are after a sign that stops capsules: not known whether they were taken."
    return [f"Doses in this time: {told}.", *([late] if dose.after_stop else [])]


def _missed(sheet: Sheet) -> list[str]:
    told = [f"{spoken(on)}{f' ({cut(reason)})' if reason else ''}" for on, reason in sheet.dose.reasons]
    more = f", and {len(told) - MOST} before" if len(told) > MOST else ""
    return [f"Missed: {', '.join(told[-MOST:])}{more}."] if told else []


def _sum(sheet: Sheet) -> str:
    sums, dose = sheet.dose.course, sheet.dose
    weight = (
        f"weight {dose.kilograms:g} kg on {spoken(dose.weighed, year=True)}"
        if dose.kilograms is not None and dose.weighed
        else "no weight recorded"
    )
    if sums.mg_taken is None or sums.mg_assumed is None:
        return f"Since the first capsule: mg not known; {weight}."
    each = "mg/kg not known" if sums.mg_per_kg is None else f"{sums.mg_per_kg:g} mg/kg by the weight of each day"
    return (
        f"Since the first capsule: {sums.mg_taken + sums.mg_assumed:g} mg ({sums.mg_assumed:g} of it assumed), {each};"
        f" last {weight}."
    )


def supply(sheet: Sheet) -> Block:
    """Return what is left, and the days without capsules."""
    left, ends = sheet.supply.days_left, sheet.supply.runs_out
    until = f", the last day covered is {spoken(ends, year=True)}" if ends else ""
    lines = ["Capsules left: not known." if left is None else f"Capsules left: {plural(left, 'day')}{until}."]
    without = [gap for gap in sheet.gaps if gap.why != "not logged"]
    silent = sum(gap.days for gap in sheet.gaps if gap.why == "not logged")
    lines.append(f"Days without capsules: {_gaps(without)}.")
    if silent:
        lines.append(f"Not known whether any were taken: {plural(silent, 'more day')}.")
    return Block("Capsules", tuple(lines))


def _gaps(gaps: Sequence[Gap]) -> str:
    if not gaps:
        return "none logged"
    told = [
        f"{spoken(gap.first)} to {spoken(gap.last)} ({gap.why})" if gap.days > 1 else f"{spoken(gap.first)} ({gap.why})"
        for gap in gaps
    ]
    more = f", and {plural(len(gaps) - MOST, 'more time')} before" if len(gaps) > MOST else ""
    return f"{sum(gap.days for gap in gaps)}: {', '.join(told[-MOST:])}{more}"


def program(sheet: Sheet) -> Block:
    """Return the month of iPLEDGE and what was picked up."""
    month = "not known" if sheet.month is None else str(sheet.month)
    fills = [f"{spoken(on, year=True)} ({plural(fill.days, 'day')})" for on, fill in sheet.fills[-MOST:]]
    return Block(
        "iPLEDGE",
        (f"Month {month}. Picked up: {', '.join(fills) if fills else 'nothing recorded'}.",),
    )


def reproductive(sheet: Sheet) -> list[Block]:
    """Return pregnancy tests and birth control, for a sheet that was asked for them."""
    tests = [
        f"Pregnancy test {body.result.value}, sample {spoken(body.specimen_date, year=True)}"
        f" ({body.setting.value if body.setting else 'where: not said'})"
        for _, body in sheet.tests
    ]
    forms = [
        f"Birth control from {spoken(on, year=True)}: {'abstinence' if body.abstinence else ' + '.join(body.forms)}"
        for on, body in sheet.forms[-1:]
    ]
    return [Block("Pregnancy tests and birth control", (*tests[-MOST:], *forms) or ("None recorded.",))]
