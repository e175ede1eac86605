"""`verify`: is the record whole? It changes nothing, unless it is told to accept what is left of a damaged one."""

from __future__ import annotations

from contextlib import suppress

from isocourse.cli import Run
from isocourse.cli.parsing.options import FILE, JSON, YES, flag
from isocourse.cli.session.session import Session
from isocourse.errors import LOOK_CLOSER, Conflict, RecordBroken, RecordError
from isocourse.record import store
from isocourse.record.codec import Reading, State
from isocourse.record.paths import DAMAGED, PREVIOUS, shell, visible
from isocourse.render.text import plural

_STATE = {
    State.WHOLE: "whole: every entry is there, and nothing was changed by hand",
    State.EDITED: "edited by hand: every entry is there, and something was changed outside isocourse",
    State.CUT_SHORT: "CUT SHORT",
}


def verify(
    run: Run,
    *,
    accept: bool = flag("--accept", help="Take a cut-short record as it stands (a terminal asks first)."),
    yes: bool = YES,
    json: bool = JSON,
    file: str | None = FILE,
) -> int:
    """Read the record and say whether it is whole, edited by hand or cut short, and what is wrong where."""
    session = Session(run, file, json=json)
    try:
        reading = store.read(session.path)
    except RecordBroken as problem:
        then = _way_back(session.path) if problem.then == LOOK_CLOSER else problem.then
        raise RecordBroken(session.path, problem.what, then) from None
    if reading is None:
        raise store.no_course(session.path)
    if json:
        session.say_json(_as_json(session.path, reading))
    else:
        session.say(_lines(session.path, reading))
    if reading.state is not State.CUT_SHORT:
        return 0
    if not accept:
        raise RecordError(
            "The record is cut short and was left as it is. Look for a copy first; to go on with what is left:"
            " isocourse verify --accept"
        )
    del yes  # `--accept` is the yes; `--yes` alone never accepts a damaged record
    question = f"Go on with the {plural(reading.found, 'entry', 'entries')} that are left?"
    if session.interactive() and not session.confirm(question):
        raise RecordError("Nothing was changed.")
    accepted = store.accept(session.path)
    if accepted is None or accepted.kept is None:
        raise Conflict("Nothing was accepted: the record changed meanwhile and is not cut short. See: isocourse verify")
    session.note_saved()
    if not json:
        count = plural(accepted.found, "entry", "entries")
        session.say([f"Accepted. The record has {count} now. The damaged file was kept: {visible(accepted.kept)}"])
    return 0


def _as_json(path: str, reading: Reading) -> dict[str, object]:
    return {
        "schema": 1,
        "path": path,
        "state": reading.state.value.replace(" ", "_"),
        "entries": reading.found,
        "promised": reading.promised,
        "problems": list(reading.problems),
        "notices": _notices(path),
    }


def _notices(path: str) -> list[str]:
    older = store.older(path)
    return [*([older] if older else []), *store.notices(path)]


def _way_back(path: str) -> str:
    """Return what to do about a record in which something is wrong."""
    kept = None
    with suppress(RecordError):
        kept = store.previous(path)
    repair = "Repair that place in a text editor"
    if kept is None or kept.state is State.CUT_SHORT:
        return repair
    entries = plural(kept.found, "entry", "entries")
    way = f"cp {shell(path)} {shell(path + DAMAGED)} && cp {shell(path + PREVIOUS)} {shell(path)}"
    return f"{repair}, or go back to the version before, which has {entries} (what came after is lost): {way}"


def _lines(path: str, reading: Reading) -> list[str]:
    count = plural(reading.found, "entry", "entries")
    promised = "" if reading.promised is None else f", {reading.promised} expected by its last line"
    lines = [visible(path), f"  {_STATE[reading.state]}", f"  {count}{promised}"]
    lines += [f"  {problem}" for problem in reading.problems]
    lines += [f"  ! {notice}" for notice in _notices(path)]
    kept = store.previous(path) if reading.state is State.CUT_SHORT else None
    if kept is not None:
        entries = plural(kept.found, "entry", "entries")
        lines.append(f"  The version before the last change has {entries}: {visible(path + PREVIOUS)}")
    return lines
