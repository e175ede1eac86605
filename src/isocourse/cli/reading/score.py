"""`score CSV`: how well phrases are understood, so that a release can state its figures."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

from isocourse.cli import Run
from isocourse.cli.hearing.assessment import hear, judge
from isocourse.cli.parsing.options import JSON, flag, needed
from isocourse.cli.session.session import Session
from isocourse.errors import BadValue, Conflict
from isocourse.render.text import clean
from isocourse.triage.assess import NONE
from isocourse.triage.scoring import Answer, Figure, Score
from isocourse.triage.scoring import score as count

_COLUMNS = {"phrase", "effect", "tier", "negated"}
_MOST_BYTES = 64 * 1024 * 1024  # half a million phrases


def score(
    run: Run,
    labels: str = needed("CSV", help="Columns: phrase, effect, tier, negated."),
    *,
    misses: bool = flag("--misses", help="Also name the phrases that were answered wrong."),
    json: bool = JSON,
) -> int:
    """Score the understanding of words against labelled phrases.

    \b
    alarm      what needs a doctor today, or an ambulance, and
               is called so
    emergency  what needs an ambulance or crisis help, and is
               called so
    calm       all the rest that stays below `call today`
    effect     what names a documented effect, and resolves
               to it first
    """
    session = Session(run, json=json)
    rows = _rows(labels)
    found = count(rows, [_answer(row["phrase"]) for row in rows])
    if json:
        session.say_json({"schema": 1, "phrases": len(rows), **{n: [f.right, f.of] for n, f in _figures(found)}})
        return 0
    if misses:
        session.say([f"{name}: {clean(phrase)}" for name, figure in _figures(found) for phrase in figure.misses])
    session.say_line(" ".join(f"{name} {one.percent:.1f}% ({one.right}/{one.of})" for name, one in _figures(found)))
    return 0


def _figures(found: Score) -> list[tuple[str, Figure]]:
    return list(found._asdict().items())


def _answer(phrase: str) -> Answer:
    found = judge(hear(phrase), None, [])
    return Answer(effect=found.matches[0].effect if found.matches else NONE, urgency=found.urgency)


def _rows(path: str) -> list[dict[str, str]]:
    file = Path(path)
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            raise BadValue(f"CSV: {path} is no file of phrases.")
        if status.st_size > _MOST_BYTES:
            raise BadValue(f"CSV: {path} is larger than {_MOST_BYTES // 1024 // 1024} MB.")
        with file.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
    except (OSError, ValueError, csv.Error) as problem:
        raise Conflict(f"{path} cannot be read as a table of phrases ({type(problem).__name__}).") from None
    if not rows or not set(rows[0]) >= _COLUMNS:
        raise BadValue(f"CSV: {path} must have rows, and the columns {', '.join(sorted(_COLUMNS))}.")
    short = next((number for number, row in enumerate(rows, 2) if None in [row[column] for column in _COLUMNS]), None)
    if short:
        raise BadValue(f"CSV: {path}: row {short} has fewer columns than the first.")
    return rows
