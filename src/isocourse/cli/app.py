"""One command line: read by the quick reader or by Typer, from one definition; answered; and refused in one place."""

from __future__ import annotations

import os

from isocourse.cli import Run
from isocourse.cli.commands import COMMANDS, Line, function, isocourse
from isocourse.cli.parsing import plain_line
from isocourse.cli.parsing.options import declared, filled, flat


def run(argv: list[str]) -> int:
    """Run a command line and return its exit code; files made on the way are the owner's alone."""
    os.umask(0o077)
    this = Run()
    try:
        line: Line | int | None = plain(argv)
        if line is None:
            from isocourse.cli import typer_app  # most lines are plain

            line = typer_app.read(argv)
        return line if isinstance(line, int) else _answer(this, line)
    except (Exception, KeyboardInterrupt) as problem:  # noqa: BLE001 - what is not expected is raised again
        from isocourse.cli.refusals import refused  # most lines are answered

        return refused(problem, this, argv)


def plain(argv: list[str]) -> Line | None:
    """Return what a plain command line asks for, or nothing where Typer has to look at it."""
    begun = plain_line.read(argv, flat(declared(isocourse)), until_word=True)
    if begun is None:
        return None
    before, rest = begun
    if not rest:
        return Line(before)
    if rest[0] not in COMMANDS:
        return None
    read = plain_line.read(rest[1:], flat(declared(function(rest[0]))))
    return Line(before, rest[0], read[0]) if read else None


def _answer(run: Run, line: Line) -> int:
    if isocourse(run, **filled(declared(isocourse), line.before)):
        return 0
    if not line.command:
        from isocourse.cli.course.status import greet  # only the bare command pays for it

        return greet(run)
    command = function(line.command)
    return command(run, **filled(declared(command), line.given))
