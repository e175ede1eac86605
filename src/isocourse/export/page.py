"""The visit sheet as blocks of sentences and tables, in the order in which a doctor reads. HTML and text show the same.

Pure. What a patient typed stands in these sentences as it was typed: whoever shows them makes it safe.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from isocourse.content.visit import Visit
from isocourse.course.days import spoken
from isocourse.course.entries import Lab, Urgency
from isocourse.export.sheet import Gap, Logged, Sheet, Sign
from isocourse.render.entries import regimen_words
from isocourse.render.status import UNNAMED
from isocourse.render.text import plural
from isocourse.triage import mood

Name = Callable[[str], str]
_HEADS: Final = {Urgency.EMERGENCY: "EMERGENCY", Urgency.CALL_TODAY: "CALL TODAY"}
_LONGEST: Final = 120
_MOST_ROWS: Final = 8
_MOST_SIGNS: Final = 8
_MOST_QUOTES: Final = 4
_MOST: Final = 4  # of one kind that are told one by one


class Table(NamedTuple):
    """Rows under their heads, the first cell of each row naming it; `told` says each row as a sentence."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    told: tuple[str, ...]


class Block(NamedTuple):
    """One part of the sheet. `urgent` stands first and out; `quotes` are a patient's own lines.

    `pictured` is the part that the picture belongs to.
    """

    title: str
    lines: tuple[str, ...] = ()
    table: Table | None = None
    after: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    urgent: bool = False
    pictured: bool = False


def title(sheet: Sheet) -> str:
    """Return the first line of the sheet."""
    whose = f" of {sheet.name}" if sheet.name else ""
    for_day = f" for the visit on {spoken(sheet.visit, year=True)}" if sheet.visit else ""
    return f"Visit sheet{whose}{for_day}"


def blocks(sheet: Sheet, name: Name, words: Visit) -> tuple[Block, ...]:
    """Return the sheet's parts; `name` turns an effect's slug into plain words."""
    found = [
        _signs(sheet, name),
        _course(sheet, words),
        _dose(sheet, words),
        _supply(sheet),
        _survey(sheet, name, words),
        _mood(sheet),
        _labs(sheet),
        _program(sheet),
        *(_reproductive(sheet) if sheet.reproductive else ()),
        Block("Questions for this visit", lines=() if sheet.questions else ("None kept.",), quotes=sheet.questions),
    ]
    return tuple(found)


def _signs(sheet: Sheet, name: Name) -> Block:
    """Return the open signs, those of one name in one line."""
    if not sheet.first:
        return Block("Open warning signs", ("None that the record knows of.",))
    alike: dict[tuple[Urgency, bool, str], list[Sign]] = {}
    for sign in sheet.first:
        alike.setdefault((sign.urgency, sign.stop_capsules, sign_name(sign, name)), []).append(sign)
    lines = [_sign(*key, signs) for key, signs in alike.items()]
    if len(lines) > _MOST_SIGNS + 1:  # the most urgent come first, so these ask for a call today, if not for more
        more = ", ".join(named for _, _, named in list(alike)[_MOST_SIGNS:])
        stop = "; no more capsules until cleared" if any(stop for _, stop, _ in list(alike)[_MOST_SIGNS:]) else ""
        lines[_MOST_SIGNS:] = [f"Also open: {more}{stop}"]
    return Block("Open warning signs", tuple(lines), urgent=True)


def _sign(urgency: Urgency, stop: bool, name: str, signs: Sequence[Sign]) -> str:  # noqa: FBT001 - what they share
    last = signs[0]  # the newest stands first
    times = f" ({plural(len(signs), 'entry', 'entries')}, the first {spoken(signs[-1].on)})" if len(signs) > 1 else ""
    said = f': "{cut(last.words)}"' if last.words else ""
    then = "; no more capsules until cleared" if stop else ""
    return f"{_HEADS[urgency]}: {name}, {spoken(last.on, year=True)}{times}{said}{then}"


def cut(words: str) -> str:
    """Return a patient's words, shortened where they would fill the sheet."""
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def sign_name(sign: Sign, name: Name) -> str:
    """Return what an open sign is called on the sheet; one about pregnancy or sex has no name there."""
    return UNNAMED.partition(" (")[0] if sign.effect is None else name(sign.effect)


def _course(sheet: Sheet, words: Visit) -> Block:
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


def _dose(sheet: Sheet, words: Visit) -> Block:
    dose = sheet.dose
    prescribed = regimen_words(dose.regimen) if dose.regimen else "not recorded"
    return Block(
        "Dose",
        (f"Prescribed: {prescribed}.", *_before(sheet), *_counts(sheet), *_missed(sheet), _sum(sheet), words.talk),
    )


def _before(sheet: Sheet) -> list[str]:
    told = [f"from {spoken(on, year=True)} {regimen_words(regimen)}" for on, regimen in sheet.dose.before]
    return [f"Earlier: {'; '.join(told[-_MOST:])}."] if told else []


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
    more = f", and {len(told) - _MOST} before" if len(told) > _MOST else ""
    return [f"Missed: {', '.join(told[-_MOST:])}{more}."] if told else []


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


def _supply(sheet: Sheet) -> Block:
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
    more = f", and {plural(len(gaps) - _MOST, 'more time')} before" if len(gaps) > _MOST else ""
    return f"{sum(gap.days for gap in gaps)}: {', '.join(told[-_MOST:])}{more}"


def _survey(sheet: Sheet, name: Name, words: Visit) -> Block:
    asked = {effect for question, _ in sheet.survey for effect in question.effects}
    rows = [(question.label, *_cells(logged)) for question, logged in sheet.survey if logged]
    more = [(_capital(name(effect)), *_cells(logged)) for effect, logged in sheet.effects if effect not in asked]
    rows += more[:_MOST_ROWS]
    left = [row[0].lower() for row in more[_MOST_ROWS:]]
    silent = [question.label.lower() for question, logged in sheet.survey if logged is None]
    table = Table(("What", "Days", "Worst", "Weeks"), tuple(rows), tuple(_row(*row) for row in rows)) if rows else None
    return Block(
        "Side effects",
        table=table,
        after=(
            *([f"Also logged: {', '.join(left)}."] if left else []),
            *([f"{words.nothing} {', '.join(silent)}."] if silent else []),
        ),
        quotes=tuple(f'{spoken(on)}: "{cut(said)}"' for on, said in sheet.own_words[-_MOST_QUOTES:]),
        pictured=True,
    )


def _row(label: str, days: str, worst: str, weeks: str) -> str:
    day, week = "day" if days == "1" else "days", "week" if weeks.isdecimal() else "weeks"
    return f"{label}: {days} {day}, worst {worst}, {week} {weeks}"


def _cells(logged: Logged) -> tuple[str, str, str]:
    return str(logged.days), logged.worst.value if logged.worst else "not said", weeks_words(logged.weeks)


def weeks_words(weeks: Iterable[int]) -> str:
    """Return weeks as people write them: `1-3, 5`."""
    runs: list[list[int]] = []
    for week in weeks:
        if runs and week == runs[-1][-1] + 1:
            runs[-1].append(week)
        else:
            runs.append([week])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _mood(sheet: Sheet) -> Block:
    if not sheet.mood:
        return Block("Mood questions (PHQ)", ("Not answered in this time.",))
    rows = []
    for on, body in sheet.mood[-_MOST:]:
        found, nine = mood.total(body), mood.item9(body)
        total = "one left out" if found is None else f"{found} of {mood.highest(body)}"
        thoughts = "not asked" if mood.instrument(body) == "phq-2" else "left out" if nine is None else f"{nine} of 3"
        rows.append((_date(on), mood.instrument(body).upper(), total, thoughts))
    head = ("Day", "Questions", "Total", "Question 9: thoughts of death or self-harm")
    told = [f"{day}, {asked}: {total}; thoughts of death or self-harm: {nine}" for day, asked, total, nine in rows]
    return Block("Mood questions (PHQ)", table=Table(head, tuple(rows), tuple(told)))


def _labs(sheet: Sheet) -> Block:
    if not sheet.labs:
        return Block("Labs", ("None kept in this time.",))
    by_name: dict[str, list[tuple[dt.date, Lab]]] = {}
    for on, lab in sheet.labs:
        by_name.setdefault(lab.name.casefold(), []).append((on, lab))
    rows = [
        (lab.name, _date(on), f"{lab.value:g} {lab.unit}", range_words(lab))
        for found in by_name.values()
        for on, lab in found[-2:]
    ]
    told = [f"{what}, {day}: {value} (the lab's own range: {ends})" for what, day, value, ends in rows]
    return Block("Labs", table=Table(("What", "Day", "Value", "The lab's own range"), tuple(rows), tuple(told)))


def range_words(lab: Lab) -> str:
    """Return the lab's own range and whether a value lies outside it; nothing more is said of a value."""
    if lab.low is None and lab.high is None:
        return "not given"
    ends = f"{lab.low:g} to {lab.high:g}" if lab.low is not None and lab.high is not None else ""
    ends = ends or (f"up to {lab.high:g}" if lab.high is not None else f"from {lab.low:g}")
    return f"{ends}, outside" if outside(lab) else ends


def outside(lab: Lab) -> bool | None:
    """Say whether a value lies outside the lab's own range; None where there is none."""
    if lab.low is None and lab.high is None:
        return None
    return (lab.low is not None and lab.value < lab.low) or (lab.high is not None and lab.value > lab.high)


def _program(sheet: Sheet) -> Block:
    month = "not known" if sheet.month is None else str(sheet.month)
    fills = [f"{spoken(on, year=True)} ({plural(fill.days, 'day')})" for on, fill in sheet.fills[-_MOST:]]
    return Block(
        "iPLEDGE",
        (f"Month {month}. Picked up: {', '.join(fills) if fills else 'nothing recorded'}.",),
    )


def _reproductive(sheet: Sheet) -> list[Block]:
    tests = [
        f"Pregnancy test {body.result.value}, sample {spoken(body.specimen_date, year=True)}"
        f" ({body.setting.value if body.setting else 'where: not said'})"
        for _, body in sheet.tests
    ]
    forms = [
        f"Birth control from {spoken(on, year=True)}: {'abstinence' if body.abstinence else ' + '.join(body.forms)}"
        for on, body in sheet.forms[-1:]
    ]
    return [Block("Pregnancy tests and birth control", (*tests[-_MOST:], *forms) or ("None recorded.",))]


def _date(day: dt.date) -> str:
    """Return a date for the cell of a table, without the weekday."""
    return spoken(day, year=True).partition(" ")[2]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
