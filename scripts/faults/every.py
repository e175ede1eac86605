"""Random valid records of every kind through every command, under clocks that are wrong and in hours that come twice.

The histories are those of the tests; here there are thousands of them, and the clock moves between the commands.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Final
from unittest import mock

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from hypothesis import HealthCheck, given, seed, settings

from histories import HISTORIES
from isocourse import __main__ as program
from isocourse.course.entries import Record
from isocourse.record.codec import State, parse, serialise

_EXPECTED: Final = frozenset({0, 1, 2, 3, 10, 11, 20, 75})
_LINES: Final = """\
|status|status --json|checklist --json|checklist --month 1|history --all|history --json|chart|verify|privacy
|ask chest pain|log headache|dose taken --yes|note x|weight 70 --yes|done questions|done fill --days 30 --yes|undo
|done test --specimen today --result negative --setting medical|pause|resume|finish --last-capsule today --yes
|set --zone America/Denver|regimen --mg 20|lab ALT 31 U/L""".replace("\n", "").split("|")[1:]
_SAVE: Final = frozenset({"note x", "undo", "done questions", "finish --last-capsule today --yes", "regimen --mg 20"})
# A day like any other, the two hours from one to two in Chicago, years ahead, years back, the ends of all years.
_CLOCKS: Final = (
    "2026-11-22T18:00",
    "2026-11-01T06:50",
    "2026-11-01T07:10",
    "2028-06-01T12:00",
    "2024-02-29T12:00",
    "2100-12-31T23:59",
    "2000-01-01T00:00",
    "1970-01-01T00:00",
    "2101-01-01T00:00",
)


def histories(many: int) -> list[str]:
    """Return what went wrong: an exit code of no contract, an entry that is gone, an order that the clock decided."""
    bad: list[str] = []
    codes: Counter[int] = Counter()
    dice = random.Random(20261128)  # noqa: S311 - which line comes next is no secret
    begun = time.monotonic()

    @seed(20261128)
    @settings(max_examples=many, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(HISTORIES)
    def go(record: Record) -> None:
        with tempfile.TemporaryDirectory(prefix="histories-") as top:
            _lines(Path(top) / "course.toml", record, dice, bad, codes)

    go()
    tally = ", ".join(f"{count} exit {code}" for code, count in sorted(codes.items()))
    print(
        f"histories: {many} records, {codes.total()} lines: {tally}; {len(bad)} bad, {time.monotonic() - begun:.0f} s"
    )
    return bad


def _lines(file: Path, record: Record, dice: random.Random, bad: list[str], codes: Counter[int]) -> None:
    file.write_bytes(serialise(record))
    before = record.entries
    for _ in range(6):
        line, clock = dice.choice(_LINES), dice.choice(_CLOCKS)
        code, said = _run(file, line, dt.datetime.fromisoformat(clock).replace(tzinfo=dt.UTC))
        codes[code] += 1
        reading = parse(file.read_bytes(), str(file))
        after = reading.record.entries
        shown = f"{line!r} at {clock}, exit {code}: {said[-200:]!r}"
        if code not in _EXPECTED or "Traceback" in said:
            bad.append(f"histories: {shown}")
        if reading.state is not State.WHOLE or after[: len(before)] != before:
            bad.append(f"histories: AN ENTRY IS GONE after {shown}")
        if code in {0, 75} and line in _SAVE and after[-1:] == before[-1:]:
            bad.append(f"histories: ACKNOWLEDGED AND LOST: {shown}")
        before = after


def _run(file: Path, line: str, now: dt.datetime) -> tuple[int, str]:
    out = io.StringIO()
    with (
        mock.patch.dict(os.environ, {"HOME": str(file.parent), "ISOCOURSE_FILE": str(file)}, clear=True),
        mock.patch("isocourse.cli.session.clock.read_clock", return_value=now),
        mock.patch.object(sys, "argv", ["isocourse", *line.split()]),
        mock.patch.object(program, "gc"),
        mock.patch.object(sys, "stdin", io.StringIO()),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(out),
    ):
        try:
            program.main()
        except SystemExit as stop:
            return stop.code if isinstance(stop.code, int) else 0, out.getvalue()
    return 0, out.getvalue()
