"""`history`: everything in the record, oldest first."""
# No `from __future__ import annotations` here: Typer would compile each of them at every start.

import datetime as dt
from typing import Annotated

import typer

from isocourse.cli.desk import Desk
from isocourse.cli.names import effect_name
from isocourse.cli.options import AsOf, File, Json
from isocourse.course import Course, live, order
from isocourse.errors import BadValue
from isocourse.kinds import KINDS, NAMES, plain_body
from isocourse.model import Entry, Record, Retraction
from isocourse.render.entries import describe
from isocourse.render.ids import short


def history(
    ctx: typer.Context,
    *,
    kind: Annotated[
        str | None, typer.Option("--kind", help="Only one kind: adverse_event, dose, pregnancy_test ...")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="From this day on.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to this day.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also what was taken back or corrected.")] = False,
    as_of: AsOf = None,
    json: Json = False,
    file: File = None,
) -> int:
    """Everything in the record, oldest first, with the ids that `undo` and `fix` take."""
    desk = Desk(ctx, file, json=json)
    record = desk.record()
    course, now = desk.course(as_of)
    first = desk.day(since, now, option="--since", future=True) if since else None
    last = desk.day(until, now, option="--until", future=True) if until else None
    entries = [
        entry
        for entry in _entries(record, course, everything=everything, as_if=now.as_if, today=now.today)
        if _of_kind(entry, kind) and (first is None or entry.on >= first) and (last is None or entry.on <= last)
    ]
    holding = {entry.id for entry in live(record.entries)}
    if json:
        rows = [_row(entry, live=entry.id in holding) for entry in entries]
        desk.say_json({"schema": 1, "as_of": now.moment.isoformat(timespec="seconds"), "entries": rows})
        return 0
    lines = [_line(entry, holding) for entry in entries]
    desk.say(
        [*desk.as_if(now), *(lines or ["No entries to show for that choice. All of them: isocourse history --all"])]
    )
    return 0


def _entries(record: Record, course: Course, *, everything: bool, as_if: bool, today: dt.date) -> list[Entry]:
    if not everything:
        return list(course.entries)
    return sorted((e for e in record.entries if not as_if or e.on <= today), key=order)


def _of_kind(entry: Entry, kind: str | None) -> bool:
    if kind is None:
        return True
    wanted = kind.strip().lower().replace("-", "_")
    if wanted not in KINDS:
        raise BadValue(f"--kind: {kind!r} is not a kind of entry. The kinds: {', '.join(KINDS)}")
    return NAMES[type(entry.body)] == wanted


def _row(entry: Entry, *, live: bool) -> dict[str, object]:
    head = {"id": entry.id, "kind": NAMES[type(entry.body)], "recorded": entry.recorded, "on": entry.on}
    return {**head, **plain_body(entry.body), "replaces": entry.replaces, "live": live}


def _line(entry: Entry, holding: set[str]) -> str:
    gone = "" if entry.id in holding or isinstance(entry.body, Retraction) else "  (taken back or corrected)"
    return f"{entry.on}  {short(entry.id)}  {describe(entry, effect_name)}{gone}"
