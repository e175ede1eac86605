"""The Typer app, built from what the commands declare: it reads every command line that is not plain, and helps.

Typer is the authority for help, completion, abbreviations, `--`, repeated options and mistakes. It only reads: what
was read is called by `app.py`, as what the quick reader read.
"""

from __future__ import annotations

import errno
import inspect
import sys
from collections.abc import Callable
from typing import Annotated, Any, Final, TypeAlias

import typer
from typer._click.exceptions import (
    ClickException,
    NoSuchOption,
)  # the base of usage errors; typer.exceptions has it only from 0.28 on
from typer.core import TyperGroup

from isocourse import __version__
from isocourse.cli.commands import COMMANDS, EPILOG, GROUPS, INTRO, TOGETHER, Line, function, isocourse
from isocourse.cli.hearing import before_parsing
from isocourse.cli.parsing import options
from isocourse.cli.parsing.options import Declared, declared, flat
from isocourse.cli.refusals import DASHES
from isocourse.errors import BadValue, NoSuchCommand, OutputFailed, WrongUsage
from isocourse.failsafe import emergency
from isocourse.render.text import wrap_all

Click: TypeAlias = Any  # Typer keeps its Click private
_HELP: Final = frozenset({"--help", "-h"})
_TYPES: Final[dict[str, Any]] = {
    options.OPTION: str | None,
    options.FLAG: bool,
    options.SWITCH: bool | None,
    options.REPEATED: list[str] | None,
    options.ARGUMENT: str | None,
    options.NEEDED: str,
    options.ARGUMENTS: list[str] | None,
}
PLAIN: Final[dict[str, Any]] = {
    "add_completion": False,
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
}


def read(argv: list[str]) -> Line | int:
    """Return what a command line asks for, or the exit code where Typer has answered it."""
    line = Line({})
    try:
        found = root(line).main(args=argv, prog_name="isocourse", standalone_mode=False)
    except ClickException as problem:
        raise _told(problem) from problem
    except SystemExit:  # what Click makes of a broken pipe
        raise BrokenPipeError(errno.EPIPE, "") from None
    if found is line or "version" in line.before:
        return line
    if sys.stdout is None and not _HELP.isdisjoint(argv):
        raise OutputFailed
    return found if isinstance(found, int) else 0


def root(line: Line | None = None) -> Click:
    """Return the whole command line; what it is asked for is put into `line`."""
    line = line or Line({})

    def begun(given: dict[str, Any]) -> Line:
        line.before = given
        if "version" in given:
            raise typer.Exit
        return line

    app = typer.Typer(
        cls=Commands,
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"], "obj": line},
        **PLAIN,
    )
    app.callback(help=INTRO)(_typed(isocourse, begun))
    return typer.main.get_command(app)


class Commands(TyperGroup):
    """Finds commands by name, and lists them without importing them."""

    def list_commands(self, ctx: Click) -> list[str]:  # noqa: ARG002 - Click gives it
        """Return the names in the order of the help screen."""
        return list(COMMANDS)

    def get_command(self, ctx: Click, cmd_name: str) -> Click:
        """Import the module of a command and build that command alone."""
        if cmd_name not in COMMANDS:
            return None
        single = typer.Typer(**PLAIN)

        def ended(given: dict[str, Any]) -> Line:
            line: Line = ctx.obj
            line.command, line.given = cmd_name, given
            return line

        single.command(cmd_name)(_typed(function(cmd_name), ended))
        command = typer.main.get_command(single)
        command.name = cmd_name
        return command

    def resolve_command(self, ctx: Click, args: list[str]) -> Click:
        """Find what is meant: a name, what people call it, or its beginning; else suggest the nearest."""
        if args and args[0] not in COMMANDS:
            args = _meant(ctx, args)
        names: dict[str, Any] = dict.fromkeys(COMMANDS)
        self.commands = names  # for the suggestion, which only reads the names
        try:
            return super().resolve_command(ctx, args)
        except ClickException as problem:
            from difflib import get_close_matches  # only a mistake pays for it

            slip = get_close_matches(args[0] if args else "", before_parsing.TAKE_WORDS, 1)
            raise (WrongUsage if slip else NoSuchCommand)(str(_told(problem))) from problem

    def format_commands(self, ctx: Click, formatter: Click) -> None:  # noqa: ARG002 - as above
        """Write the groups of commands from the table alone."""
        for title, members in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl(_rows(members))

    def format_epilog(self, ctx: Click, formatter: Click) -> None:  # noqa: ARG002 - as above
        """Write the examples with their line breaks."""
        formatter.write(EPILOG + wrap_all([emergency.EMERGENCY_LINE], formatter.width).rstrip())


def _typed(command: Callable[..., Any], note: Callable[[dict[str, Any]], Line]) -> Callable[..., Line]:
    """Return a command as Typer takes it, which only notes what it was given."""
    takes = flat(declared(command))

    def noted(**given: object) -> Line:
        return note({name: value for name, value in given.items() if value != takes[name].default})

    noted.__doc__ = command.__doc__
    noted.__signature__ = inspect.Signature([_parameter(name, one) for name, one in takes.items()])  # type: ignore[attr-defined] # what `inspect` reads
    return noted


def _parameter(name: str, one: Declared) -> inspect.Parameter:
    """Return one parameter as Typer declares it."""
    if one.kind in (options.ARGUMENT, options.NEEDED, options.ARGUMENTS):
        info = typer.Argument(metavar=one.metavar, help=one.help)
    else:
        info = typer.Option(
            "/".join(one.names) if one.kind == options.SWITCH else one.names[0],
            *(one.names[1:] if one.kind != options.SWITCH else ()),
            metavar=one.metavar,
            help=one.help,
            hidden=one.hidden,
        )
    default = inspect.Parameter.empty if one.kind == options.NEEDED else one.default
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[_TYPES[one.kind], info]
    )


def _meant(ctx: Click, args: list[str]) -> list[str]:
    """Return the arguments with the command that is meant; `help` prints the help, alone or of a command."""
    from isocourse.cli.hearing.synonyms import BOTH, command_meant  # most people know the name

    word, rest = args[0].lower(), args[1:]
    if word == "help" and (not rest or rest[0].lower() in COMMANDS):
        if rest:
            return [rest[0].lower(), "--help"]
        if not emergency.say(ctx.get_help()) or sys.stdout is None:
            raise OutputFailed
        raise typer.Exit
    if word == "version" and not rest:
        emergency.say(f"isocourse {__version__}")
        raise typer.Exit
    if word in BOTH:
        raise BadValue(BOTH[word])
    return [command_meant(args[0], rest, COMMANDS), *rest]


def _rows(members: dict[str, tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the lines of a group on the help screen."""
    joined = {name for names, _ in TOGETHER.values() for name in names[1:]}
    rows = []
    for name, (_, text) in members.items():
        names, said = TOGETHER.get(name, ((name,), text))
        if name not in joined:
            rows.append((", ".join(names), said))
    return rows


def _told(problem: ClickException) -> WrongUsage:
    """Return what Click says is wrong in a sentence that ends with where to look."""
    context = getattr(problem, "ctx", None)
    name = getattr(context, "info_name", None)
    said = problem.format_message().removesuffix(".").replace("?.", "?")
    hint = DASHES if isinstance(problem, NoSuchOption) and name in before_parsing.TAKE_WORDS else ""
    command = f"{name} " if name in COMMANDS else ""
    return WrongUsage(f"{said}{'' if said.endswith('?') else '.'}{hint} See: isocourse {command}--help")
