"""Two readers, one definition: what the quick reader reads, Typer reads the same; the rest is left to Typer."""

from __future__ import annotations

import contextlib
import io
import random
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from isocourse.cli import app, typer_app
from isocourse.cli.commands import COMMANDS, Line, function, isocourse
from isocourse.cli.parsing.options import declared, filled, flat
from scenes import paths, play

TESTS = Path(__file__).parent.parent
CASES = TESTS / "cases"
VALUES = ("", "-", "x", "mild", "2026-11-20", "nov 22", "40", "yes", "-1", "my lips are dry", "naïve", "a=b", "\udcff")
ODD = (
    "--",
    "-h",
    "--help",
    "--version",
    "-V",
    "-x",
    "--no-such",
    "-s4",
    "-yo",
    "--on=monday",
    "-o=monday",
    "--fil",
    "---",
)
MANY = 4000


def read(line: Line) -> tuple[object, ...]:
    """Return everything that is done with a line: the command, and each value that it gets."""
    before = filled(declared(isocourse), line.before)
    if not line.command or before["version"]:
        return (before,)
    return before, line.command, filled(declared(function(line.command)), line.given)


def by_both(argv: list[str]) -> bool:
    """Read a line by both and find the same; False where the quick reader has left it to Typer."""
    quick = app.plain(list(argv))
    if quick is None:
        return False
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        slow = typer_app.read(list(argv))
    assert isinstance(slow, Line), (argv, slow)
    assert read(quick) == read(slow), argv
    return True


def typed_in_scenes() -> Iterator[list[str]]:
    """Each command line of the scenes."""
    for path in paths():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("$ "):
                yield shlex.split(line[2:].split(" >")[0].partition(" < ")[0])


def typed_in_cases() -> Iterator[list[str]]:
    """Each command line of the cases, without the moment at which it is typed and the name that it gives."""

    def lines(table: Any) -> Iterator[str]:  # noqa: ANN401 - what TOML holds
        if isinstance(table, str) and re.match(r"\d{4}-\d\d-\d\d", table):
            yield re.sub(r" # [a-z_0-9]+$", "", table.partition(" ")[2])
        elif isinstance(table, dict | list):
            for one in table.values() if isinstance(table, dict) else table:
                yield from lines(one)

    for path in sorted(CASES.glob("*/*.toml")):
        for line in lines(tomllib.loads(path.read_text(encoding="utf-8"))):
            words = shlex.split(line)
            if words and words[0] in COMMANDS:
                yield words


def at_random(dice: random.Random) -> list[str]:
    """Return a command line of options of this command and of others, values, words and slips."""
    command = dice.choice([*COMMANDS, "help", "lgo", ""])
    own = (
        [name for one in flat(declared(function(command))).values() for name in one.names]
        if command in COMMANDS
        else []
    )
    before = dice.choice([[], [], [], ["--file", dice.choice(VALUES)], ["--plain"], ["--version"], ["-V", "--file"]])
    pieces = (
        lambda: [dice.choice(own or ODD)],
        lambda: [dice.choice(own or ODD), dice.choice(VALUES)],
        lambda: [dice.choice(VALUES)],
        lambda: [dice.choice((*ODD, "--json", "--file", "--on"))],
    )
    behind = [word for _ in range(dice.randrange(4)) for word in dice.choices(pieces, (3, 6, 5, 1))[0]()]
    return [*before, *([command] if command else []), *behind]


def test_every_line_of_the_scenes_is_read_alike() -> None:
    """What a patient types in a scene means the same to both readers, and nearly all of it is plain."""
    plain = [by_both(argv) for argv in typed_in_scenes()]
    assert sum(plain) > 0.8 * len(plain)


def test_every_line_of_the_cases_is_read_alike() -> None:
    """What a patient types in a case means the same to both readers, and nearly all of it is plain."""
    plain = [by_both(argv) for argv in typed_in_cases()]
    assert sum(plain) > 0.9 * len(plain) > 500


def test_lines_at_random_are_read_alike() -> None:
    """Whatever stands on a command line, the quick reader reads what Typer reads, or leaves it to Typer."""
    dice = random.Random(18)  # noqa: S311 - no secret
    plain = [by_both(at_random(dice)) for _ in range(MANY)]
    assert MANY // 4 < sum(plain) < MANY


def test_scenes_without_the_quick_reader() -> None:
    """A scene that Typer reads alone prints the same words, ends with the same codes and leaves the same record."""
    with mock.patch.object(app, "plain", return_value=None):
        for path in paths()[::8]:
            written = path.read_text(encoding="utf-8")
            assert play(written) == written, path.name


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_left_to_typer(command: str) -> None:
    """Help, two dashes, an option that is joined to its value, or given twice, and a slip are Typer's to answer."""
    for odd in (
        ["--help"],
        ["--", "x"],
        ["--on=monday"],
        ["-yo"],
        ["--file", "a", "--file", "b"],
        ["--file"],
        ["--fil"],
    ):
        assert app.plain([command, *odd]) is None
