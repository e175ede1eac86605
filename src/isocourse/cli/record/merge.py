"""`merge`: join another copy of this record (a conflict copy of a synced folder) without losing an entry."""

from __future__ import annotations

import os
from contextlib import suppress

from isocourse.cli import Run
from isocourse.cli.hearing.effects import effect_name
from isocourse.cli.parsing.options import FILE, YES, needed
from isocourse.cli.session.session import Session
from isocourse.course.entries import Entry, Record
from isocourse.errors import Conflict
from isocourse.record import store
from isocourse.record.merge import Doubtful, Merged, doubtful
from isocourse.record.merge import merge as join
from isocourse.record.paths import visible
from isocourse.render.entries import describe
from isocourse.render.ids import short
from isocourse.render.text import plural


def merge(
    run: Run,
    copy: str = needed("FILE", help="The other copy; it is only read."),
    *,
    yes: bool = YES,
    file: str | None = FILE,
) -> int:
    """Join another copy of this record: every entry of both is kept, and what was taken is listed."""
    del yes  # nothing is lost by it, so nothing is asked
    session = Session(run, file)
    with suppress(OSError, ValueError):
        if os.path.samefile(copy, session.path):
            raise Conflict(f"{visible(copy)} is this record itself, not a copy of it. Nothing was changed.")
    theirs = store.read(copy)
    if theirs is None:
        raise Conflict(f"There is no file {visible(copy)}. Nothing was changed.")
    other = store.load(copy)
    joined: list[Merged] = []
    doubts: list[Doubtful] = []

    def both(record: Record) -> Record:
        joined.append(join(record, other))
        doubts.append(doubtful(record, other))
        return joined[-1].record

    session.known(store.replace(session.path, both))
    session.note_saved()
    taken = joined[-1].taken
    lines = [f"Merged: {plural(len(taken), 'entry', 'entries')} taken from {visible(copy)}."]
    lines += [_line(entry) for entry in taken]
    session.say(
        [
            *lines,
            *_contested(doubts[-1]),
            *_alike(doubts[-1]),
            "The other file was left as it is. Delete it when you have looked at: isocourse history",
        ]
    )
    return 0


def _line(entry: Entry) -> str:
    return f"  {entry.on}  {short(entry.id)}  {describe(entry, effect_name)}"


def _contested(found: Doubtful) -> list[str]:
    """Return which version holds of entries that were changed in both copies."""
    lines = []
    for contest in found.contests:
        others = "; ".join(describe(entry, effect_name) for entry in contest.others)
        lines += [
            "  ! Changed in both copies. Only one can hold: the more urgent, else the one typed last. That is",
            f"  {_line(contest.holds)}",
            f"    and not: {others}",
            f"    If that is not right: isocourse fix {short(contest.holds.id)}",
        ]
    return lines


def _alike(found: Doubtful) -> list[str]:
    """Return the entries that may be one event, written down in both copies, and how to take one back."""
    return [
        f"  ! Written in both copies, perhaps twice the same: {describe(other, effect_name)} · {other.on}."
        f" If it was only once: isocourse undo {short(other.id)}"
        for _, other in found.alike
    ]
