"""The whole command line as Typer built it, for what describes it: the manual and shell completion."""

from __future__ import annotations

from collections.abc import Iterator

import typer

from isocourse.cli.commands import GROUPS
from isocourse.cli.typer_app import root
from isocourse.named import NamedTuple


class Told(NamedTuple):
    """One command: its group in the help, its name and line, its options, those that take a value, and its help."""

    group: str
    name: str
    line: str
    options: tuple[str, ...]
    valued: tuple[str, ...]
    help: str


def commands(width: int = 80) -> Iterator[Told]:
    """Yield every command in the order of the help screen."""
    whole = root()
    parent = typer.Context(whole)
    for group, members in GROUPS.items():
        for name, (_, line) in members.items():
            command = whole.get_command(parent, name)
            inside = command.make_context(f"isocourse {name}", [], resilient_parsing=True, terminal_width=width)
            known = [(opt, param) for param in command.get_params(inside) for opt in param.opts if opt.startswith("--")]
            options = [opt for opt, _ in known]
            valued = [opt for opt, param in known if not (getattr(param, "is_flag", False) or opt == "--help")]
            yield Told(group, name, line, tuple(options), tuple(valued), command.get_help(inside))
