"""Scenes: what a patient types and every word that the program prints, as files that a person can read and review.

A scene (tests/scenes/<subject>/<idea>.txt) shows one idea in at most forty lines. It is a list of lines:

    # a sentence                  what the scene shows; the first line
    ~ can, first visit            it begins there, at the day of the last line of that beginning (beginnings.toml)
    @ 2026-11-22                  the clock: noon in Chicago of that day, or a moment such as 2026-11-22T23:30-06:00
    = 60                          the columns of the screen from here on; `= 60 colour` at a terminal in colour
    % replace OLD -> NEW          the record is edited by hand; `% cut N` loses its last N bytes, `% copy NAME` lays a
                                  copy beside it, `% back NAME` lays that in its place, `% write NAME TEXT` writes a
                                  file
    $ log dry lips                a command, typed where no person can be asked
    $ log > 2 > moderate          the same at a terminal, with the answers that are given there
    $ note - < words              the same with words on standard input
    $ fix {last} --on monday      {last} is the id of the newest entry

Below a command stands what was printed: standard output after `|`, then standard error after `!`, then the exit code
where it is not 0. `scripts/update_scenes.py` writes it; whoever runs that reads the difference before committing it.

`  ...` in it stands for lines that are not the point of this scene. It is put there by hand, and stays as long as the
lines around it do; where they change, all that is printed stands there again, to be cut anew. What an entry is called
begins with `1a2b`; the entries of a beginning are called b001, b002 and so on.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from unittest import mock

from beginnings import beginning, moment
from patient import Begun, Patient, Result, begun

FOLDER = Path(__file__).parent / "scenes"
BEGINNINGS = FOLDER / "beginnings.toml"
FIRST_DAY = dt.datetime(2026, 11, 22, 18, tzinfo=dt.UTC)
CUT = "  ..."
SHOWN_HOME = "/home/pat/isocourse"  # as long as the real one: lines are wrapped alike
SHOWN_FOLDER = "/home/pat"  # where the command is typed


def paths() -> list[Path]:
    """Return every scene."""
    return sorted(FOLDER.rglob("*.txt"))


def play(script: str) -> str:
    """Return a scene with what the program prints today."""
    home = _home()
    try:
        with _ids(0x1A2B0000, 0x01010101):
            return "\n".join(_played(script, home)) + "\n"
    finally:
        shutil.rmtree(home)


def _home() -> Path:
    return Path(tempfile.mkdtemp(prefix="scene-", dir="/tmp"))


def _ids(first: int, step: int) -> mock._patch[mock.MagicMock]:
    ids = itertools.count(first, step)
    return mock.patch("isocourse.record.store.new_id", side_effect=lambda: f"{next(ids):08x}"[-8:])


def _played(script: str, home: Path) -> Iterator[str]:
    patient, columns, colour = Patient(home, FIRST_DAY), 80, False
    for line, written in _with_what_was_written(script.splitlines()):
        yield line
        sign, said = line[:2].ljust(2), line[2:]
        if sign == "~ ":
            patient.lay(_begun(said))
        elif sign == "@ ":
            patient.now = moment(said)
        elif sign == "= ":
            columns, colour = int(said.split()[0]), said.endswith("colour")
        elif sign == "% ":
            _by_hand(patient.file, said)
        elif sign == "$ ":
            with mock.patch("isocourse.cli.terminal.screen.colours", return_value=colour):
                yield from with_cuts(written, list(_shown(_run(patient, said, columns), home)))


def _with_what_was_written(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Each line of the script, with what stands below it: what was printed when the scene was written."""
    starts = [number for number, line in enumerate(lines) if not line.startswith("  ")]
    for start, end in itertools.pairwise([*starts, len(lines)]):
        yield lines[start], list(lines[start + 1 : end])


def with_cuts(written: Sequence[str], printed: Sequence[str]) -> list[str]:
    """What is printed, cut where it was cut before; where the lines around a cut have changed, nothing is cut."""
    if _fits(written, printed):
        return list(written)
    shown: list[str] = []
    for verb, start, end, first, last in SequenceMatcher(None, written, printed, autojunk=False).get_opcodes():
        a_cut = verb == "replace" and list(written[start:end]) == [CUT]
        shown += [CUT] if a_cut else printed[first:last]
    return shown


def _fits(written: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether what is written is printed, with one line or more in the place of each cut."""
    pattern = "".join(r"(?:.*\n)+" if line == CUT else f"{re.escape(line)}\n" for line in written)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


@cache
def _begun(name: str) -> Begun:
    with _ids(0xB0010000, 0x00010000):
        return begun(beginning(BEGINNINGS, name))


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
    elif verb == "back":
        record.with_name(rest).replace(record)
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
