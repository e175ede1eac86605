"""`warnings`: every warning sign by urgency, with the numbers to call."""

from __future__ import annotations

import sys

from isocourse.cli import Run
from isocourse.cli.parsing.options import FILE, JSON, WHY
from isocourse.cli.session.session import Session
from isocourse.errors import IsocourseError, RecordError
from isocourse.failsafe import emergency


def warnings(run: Run, *, why: bool = WHY, json: bool = JSON, file: str | None = FILE) -> int:
    """Every warning sign, the urgent ones first, with the numbers to call. Needs no record."""
    if json:
        Session(run, file, json=True).say_json({"schema": 1, "warnings": _blocks()})
        return 0
    if not why:
        _show()
    elif sys.stdout is not None and sys.stdout.isatty():  # there the end of what is printed stays on the screen
        try:
            _explain(Session(run))
        finally:
            _show()
    else:
        _show()
        _explain(Session(run))
    return 0


def _show() -> None:
    if not emergency.show_warnings():
        raise RecordError("The warning signs could not be printed: standard output is closed or full.")


def _explain(session: Session) -> None:
    try:
        session.say(["", "Behind each sign, and how sure it is:", *_why(), ""])
    except IsocourseError as problem:
        session.warn(f"The sources could not be shown. {problem}")


def _blocks() -> list[dict[str, object]]:
    """Return the text as its blocks: a heading, and the signs or numbers below it."""
    blocks: list[dict[str, object]] = []
    for block in emergency.WARNINGS.strip().split("\n\n"):
        heading, *lines = block.splitlines()
        text = "\n".join(lines).replace("\n    ", " ")
        blocks.append({"heading": heading, "lines": [line.strip(" *") for line in text.splitlines()]})
    return blocks


def _why() -> list[str]:
    from isocourse.content import triage  # the signs above are printed whatever happens here
    from isocourse.content.sources import sources
    from isocourse.reviewed import listed

    known, titles = triage.knowledge(), sources()
    lines = []
    for effect in sorted(known.effects.values(), key=lambda e: -e.urgency.rank):
        mark = " (unconfirmed)" if effect.confidence.value == "unconfirmed" else ""
        lines.append(f"  {effect.name}: {effect.urgency.value.replace('_', ' ')}; {', '.join(effect.sources)}{mark}")
    cited = sorted({source for effect in known.effects.values() for source in effect.sources}, key=_by_number)
    return [*lines, "", *listed(cited, titles)]


def _by_number(source: str) -> tuple[int, str]:
    digits = "".join(filter(str.isdigit, source))
    return int(digits or 0), source
