"""Scenes: what a patient types and every word that the program prints, as files that a person can read and review.

A scene (tests/scenes/*.txt) is a list of lines:

    # a remark                    kept as it is
    @ 2026-11-22                  the clock: noon in Chicago of that day, or a moment such as 2026-11-22T23:30-06:00
    = 60                          the columns of the screen from here on; `= 60 colour` at a terminal in colour
    % replace OLD -> NEW          the record is edited by hand; `% cut N` loses its last N bytes, `% copy NAME` lays a
                                  copy beside it, `% write NAME TEXT` writes a file
    $ log dry lips                a command, typed where no person can be asked
    $ log > 2 > moderate          the same at a terminal, with the answers that are given there
    $ note - < words              the same with words on standard input
    $ fix {last} --on monday      {last} is the id of the newest entry

Below a command stands what was printed: standard output after `|`, then standard error after `!`, then the exit code
where it is not 0. `scripts/update_scenes.py` writes it; whoever runs that reads the difference before committing it.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from patient import Patient, Result

FOLDER = Path(__file__).parent / "scenes"
NOON_IN_CHICAGO = dt.time(18, tzinfo=dt.UTC)
SHOWN_HOME = "/home/pat/isocourse"  # as long as the real one: lines are wrapped alike
SHOWN_FOLDER = "/home/pat"  # where the command is typed


def play(script: str) -> str:
    """Return a scene with what the program prints today."""
    home = Path(tempfile.mkdtemp(prefix="scene-", dir="/tmp"))
    ids = itertools.count(0x1A2B0000, 0x01010101)
    try:
        with mock.patch("isocourse.record.store.new_id", side_effect=lambda: f"{next(ids):08x}"[-8:]):
            return "\n".join(_played(script, home)) + "\n"
    finally:
        shutil.rmtree(home)


def _played(script: str, home: Path) -> Iterator[str]:
    patient, columns, colour = Patient(home, dt.datetime(2026, 11, 22, 18, tzinfo=dt.UTC)), 80, False
    for line in script.splitlines():
        if line.startswith("  "):
            continue  # what was printed when the scene was written
        yield line
        sign, said = line[:2].ljust(2), line[2:]
        if sign == "@ ":
            patient.now = _moment(said)
        elif sign == "= ":
            columns, colour = int(said.split()[0]), said.endswith("colour")
        elif sign == "% ":
            _by_hand(patient.file, said)
        elif sign == "$ ":
            with mock.patch("isocourse.cli.terminal.screen.colours", return_value=colour):
                yield from _shown(_run(patient, said, columns), home)


def _moment(said: str) -> dt.datetime:
    if "T" in said:
        return dt.datetime.fromisoformat(said).astimezone(dt.UTC)
    return dt.datetime.combine(dt.date.fromisoformat(said), NOON_IN_CHICAGO)


def _run(patient: Patient, said: str, columns: int) -> Result:
    if "{last}" in said:
        said = said.replace(
            "{last}", re.findall(r'^id = "(....)', patient.file.read_text(encoding="utf-8"), re.MULTILINE)[-1]
        )
    typed, *answers = said.replace("~/", f"{patient.home}/").split(" >")
    typed, _, piped = typed.partition(" < ")
    given = "".join(f"{answer.strip()}\n" for answer in answers)
    return patient(typed, stdin=given or piped.replace("\\n", "\n"), terminal=bool(answers), columns=columns)


def _by_hand(record: Path, said: str) -> None:
    verb, _, rest = said.partition(" ")
    if verb == "replace":
        old, new = rest.split(" -> ")
        text = record.read_text(encoding="utf-8")
        assert old in text, (old, text)
        record.write_text(text.replace(old, new), encoding="utf-8")
    elif verb == "cut":
        record.write_bytes(record.read_bytes()[: -int(rest)])
    elif verb == "copy":
        shutil.copy(record, record.with_name(rest))
    elif verb == "write":
        name, _, text = rest.partition(" ")
        record.with_name(name).write_text(text.replace("\\n", "\n") + "\n", encoding="utf-8")
    else:
        raise ValueError(said)


def _shown(result: Result, home: Path) -> Iterator[str]:
    for mark, text in (("  | ", _readable(result.out)), ("  ! ", result.err)):
        for line in (
            text.replace(str(home), SHOWN_HOME).replace(str(Path.cwd()), SHOWN_FOLDER).replace("\x1b", "^").splitlines()
        ):
            yield f"{mark}{line}".rstrip()
    if result.code:
        yield f"  exit {result.code}"


def _readable(out: str) -> str:
    """Return one JSON object over several lines, so that a difference shows where it is."""
    if out.startswith("{"):
        return "\n".join(json.dumps(json.loads(line), indent=1) for line in out.splitlines())
    return out
