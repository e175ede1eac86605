"""The whole command line as Typer built it, for what describes it: the manual and shell completion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import typer


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
    from isocourse.cli.app import GROUPS, app  # noqa: PLC0415 - app imports its commands, not the other way round

    root: Any = typer.main.get_command(app)
    parent = typer.Context(root)
    for group, members in GROUPS.items():
        for name, (_, line) in members.items():
            command = root.get_command(parent, name)
            inside = command.make_context(f"isocourse {name}", [], resilient_parsing=True, terminal_width=width)
            known = [(opt, param) for param in command.get_params(inside) for opt in param.opts if opt.startswith("--")]
            options = [opt for opt, _ in known]
            valued = [opt for opt, param in known if not (getattr(param, "is_flag", False) or opt == "--help")]
            yield Told(group, name, line, tuple(options), tuple(valued), command.get_help(inside))
