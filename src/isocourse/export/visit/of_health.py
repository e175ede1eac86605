"""The parts of the visit sheet about health: open signs, side effects, mood, labs. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from isocourse.content.visit import Visit
from isocourse.course.days import spoken
from isocourse.course.entries import Lab, Urgency
from isocourse.export.visit.effects import Logged
from isocourse.export.visit.parts import MOST, Block, Name, Table, cut, date, range_words, sign_name, weeks_words
from isocourse.export.visit.sheet import Sheet, Sign
from isocourse.render.text import plural
from isocourse.triage import mood
from isocourse.typed import Final

_HEADS: Final = {Urgency.EMERGENCY: "EMERGENCY", Urgency.CALL_TODAY: "CALL TODAY"}
_LATER: Final = {Urgency.EMERGENCY: "EMERGENCY", Urgency.CALL_TODAY: "CALL"}

_MOST_ROWS: Final = 8

_MOST_SIGNS: Final = 8

_MOST_QUOTES: Final = 4


def signs(sheet: Sheet, name: Name) -> Block:
    """Return the open signs, those of one name in one line."""
    if not sheet.first:
        return Block("Open warning signs", ("None that the record knows of.",))
    alike: dict[tuple[Urgency, bool, str], list[Sign]] = {}
    for sign in sheet.first:
        alike.setdefault((sign.urgency, sign.stop_capsules, sign_name(sign, name)), []).append(sign)
    today = sheet.moment.date()
    lines = [_sign(*key, signs, today) for key, signs in alike.items()]
    if len(lines) > _MOST_SIGNS + 1:  # the most urgent come first, so these ask for a call today, if not for more
        more = ", ".join(named for _, _, named in list(alike)[_MOST_SIGNS:])
        stop = "; no more capsules until cleared" if any(stop for _, stop, _ in list(alike)[_MOST_SIGNS:]) else ""
        lines[_MOST_SIGNS:] = [f"Also open: {more}{stop}"]
    return Block("Open warning signs", tuple(lines), urgent=True)


def _sign(urgency: Urgency, stop: bool, name: str, signs: Sequence[Sign], today: dt.date) -> str:  # noqa: FBT001 - what they share
    last = signs[0]  # the newest stands first
    ago = (today - last.on).days
    head = f"{_LATER[urgency]}, {plural(ago, 'day')} ago, not cleared" if ago > 0 else _HEADS[urgency]
    times = f" ({plural(len(signs), 'entry', 'entries')}, the first {spoken(signs[-1].on)})" if len(signs) > 1 else ""
    said = f': "{cut(last.words)}"' if last.words else ""
    then = "; no more capsules until cleared" if stop else ""
    return f"{head}: {name}, {spoken(last.on, year=True)}{times}{said}{then}"


def survey(sheet: Sheet, name: Name, words: Visit) -> Block:
    """Return the side effects: what was logged, then what was not."""
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


def mood_answers(sheet: Sheet) -> Block:
    """Return the answers about mood."""
    if not sheet.mood:
        return Block("Mood questions (PHQ)", ("Not answered in this time.",))
    rows = []
    for on, body in sheet.mood[-MOST:]:
        found, nine = mood.total(body), mood.item9(body)
        total = "one left out" if found is None else f"{found} of {mood.highest(body)}"
        thoughts = "not asked" if mood.instrument(body) == "phq-2" else "left out" if nine is None else f"{nine} of 3"
        rows.append((date(on), mood.instrument(body).upper(), total, thoughts))
    head = ("Day", "Questions", "Total", "Question 9: thoughts of death or self-harm")
    told = [f"{day}, {asked}: {total}; thoughts of death or self-harm: {nine}" for day, asked, total, nine in rows]
    return Block("Mood questions (PHQ)", table=Table(head, tuple(rows), tuple(told)))


def labs(sheet: Sheet) -> Block:
    """Return the lab values, two of each name."""
    if not sheet.labs:
        return Block("Labs", ("None kept in this time.",))
    by_name: dict[str, list[tuple[dt.date, Lab]]] = {}
    for on, lab in sheet.labs:
        by_name.setdefault(lab.name.casefold(), []).append((on, lab))
    rows = [
        (lab.name, date(on), f"{lab.value:g} {lab.unit}", range_words(lab))
        for found in by_name.values()
        for on, lab in found[-2:]
    ]
    told = [f"{what}, {day}: {value} (the lab's own range: {ends})" for what, day, value, ends in rows]
    return Block("Labs", table=Table(("What", "Day", "Value", "The lab's own range"), tuple(rows), tuple(told)))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
