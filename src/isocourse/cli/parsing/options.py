"""What a command takes, declared once: as the default of a parameter, in words that need neither Typer nor `inspect`.

    def weight(run: Run, kg: str | None = argument("[KG]", help="Kilograms."), *, on: str | None = ON) -> int:

A plain command line is read from this by `plain_line.py`; any other one, and the help, by the Typer app that
`typer_app.py` builds from the same. Options that several commands share stand below.
"""

from __future__ import annotations

from collections.abc import Callable

from isocourse.typed import Any, overload

OPTION, FLAG, SWITCH, REPEATED = "option", "flag", "switch", "repeated"
ARGUMENT, NEEDED, ARGUMENTS = "argument", "needed", "arguments"
LISTS = (REPEATED, ARGUMENTS)


class Declared:
    """One option, or one argument: what it is called, and what the help says of it."""

    __slots__ = ("default", "help", "hidden", "kind", "metavar", "names")

    def __init__(
        self,
        kind: str,
        names: tuple[str, ...],
        metavar: str | None,
        help: str | None,
        default: str | bool | None = None,
    ) -> None:
        self.kind, self.names, self.metavar, self.help, self.default = kind, names, metavar, help, default
        self.hidden = help is None

    def nothing(self) -> list[str] | str | bool | None:
        """Return the value of what was not given."""
        return [] if self.kind in LISTS else self.default


class Group(dict[str, Any]):
    """Options that belong together: a command takes them as one parameter, a dict of those that were given."""


def declared(command: Callable[..., Any]) -> dict[str, Any]:
    """Return what a command takes by the names of its parameters; the first one is the run."""
    code = command.__code__
    arguments = code.co_varnames[1 : code.co_argcount]
    return {**dict(zip(arguments, command.__defaults__ or (), strict=True)), **(command.__kwdefaults__ or {})}


def flat(takes: dict[str, Any]) -> dict[str, Declared]:
    """Return all that is declared, with the options of each group in its place."""
    found: dict[str, Declared] = {}
    for name, one in takes.items():
        found.update(one if isinstance(one, Group) else {name: one})
    return found


def filled(takes: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """Return a value for each parameter: what was given, or what stands for nothing."""
    found = {}
    for name, one in takes.items():
        if isinstance(one, Group):
            found[name] = {key: given[key] for key in one if key in given}
        else:
            found[name] = given[name] if name in given else one.nothing()
    return found


@overload
def option(*names: str, metavar: str | None = None, help: str | None = None) -> str | None: ...
@overload
def option(*names: str, metavar: str | None = None, help: str | None = None, default: str) -> str: ...
def option(*names: str, metavar: str | None = None, help: str | None = None, default: str | None = None) -> str | None:
    """Declare an option with a value. Without help it is hidden."""
    return Declared(OPTION, names, metavar, help, default)  # type: ignore[return-value] # a reader puts the value there


def group(**options: object) -> dict[str, Any]:
    """Declare options that are taken together."""
    return Group(options)


def flag(*names: str, help: str | None = None) -> bool:
    """Declare an option that is there or not."""
    return Declared(FLAG, names, None, help, default=False)  # type: ignore[return-value] # as above


def switch(yes: str, no: str, *, help: str) -> bool | None:
    """Declare two options, one for yes and one for no."""
    return Declared(SWITCH, (yes, no), None, help)  # type: ignore[return-value] # as above


def repeated(*names: str, metavar: str, help: str) -> list[str]:
    """Declare an option that may be given again and again."""
    return Declared(REPEATED, names, metavar, help)  # type: ignore[return-value] # as above


def argument(metavar: str, *, help: str) -> str | None:
    """Declare a word by its place, which may be left out."""
    return Declared(ARGUMENT, (), metavar, help)  # type: ignore[return-value] # as above


def needed(metavar: str, *, help: str) -> str:
    """Declare a word by its place, which may not be left out."""
    return Declared(NEEDED, (), metavar, help)  # type: ignore[return-value] # as above


def arguments(metavar: str, *, help: str) -> list[str]:
    """Declare all the words."""
    return Declared(ARGUMENTS, (), metavar, help)  # type: ignore[return-value] # as above


FILE = option("--file", metavar="PATH", help="The record to use.")
AS_OF = option("--as-of", metavar="DATE", help="Answer as if it were noon of that day, or 2026-11-26T21:30 there.")
JSON = flag("--json", help="One JSON object instead of words.")
WHY = flag("--why", help="The sources, dates and confidence behind the answer.")
ON = option("--on", "-o", metavar="DATE", help="The day it is about: 2026-11-22, nov 22, yesterday, monday ...")
YES = flag("--yes", "-y", help="Say yes to the question that would be asked.")
TO = option("--to", metavar="FILE|-", help="Where to write it, for you alone; - is standard output.")
REPRODUCTIVE = flag("--include-reproductive", help="Also what is about pregnancy, birth control and sex.")
EXIT_CODE = flag("--exit-code", help="Exit with 10 (call today) or 11 (emergency).")
