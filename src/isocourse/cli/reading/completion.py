"""`completion`: print a completion script for a shell. It writes no file, and completing starts no program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Annotated

import typer

from isocourse.cli.parsing.values import choice
from isocourse.cli.reading.command_line import Told, commands
from isocourse.cli.session.session import Session


class Shell(Enum):
    """A shell that completion is written for."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


def completion(
    ctx: typer.Context, shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh or fish.")]
) -> int:
    """Print a completion script. It writes no file by itself; put it where your shell looks.

    \b
    bash: isocourse completion bash > ~/.local/share/bash-completion/completions/isocourse
    zsh:  isocourse completion zsh > a folder of your fpath, as _isocourse
    fish: isocourse completion fish > ~/.config/fish/completions/isocourse.fish
    """  # noqa: D301 - \b keeps the lines of the help as they are
    Session(ctx).say_line(_WRITERS[choice(Shell, "SHELL")(shell)](list(commands())))
    return 0


def _bash(told: Sequence[Told]) -> str:
    names = " ".join(one.name for one in told)
    cases = "\n".join(f"    {one.name}) words='{' '.join(one.options)}' ;;" for one in told)
    return f"""\
_isocourse() {{
  local command= word words
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case $word in -*) ;; *) command=$word; break ;; esac
  done
  case $command in
{cases}
    *) words='{names} --file --version --help' ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "${{COMP_WORDS[COMP_CWORD]}}"))
}}
complete -o default -F _isocourse isocourse"""


def _zsh(told: Sequence[Told]) -> str:
    return "#compdef isocourse\nautoload -Uz bashcompinit && bashcompinit\n" + _bash(told)


def _fish(told: Sequence[Told]) -> str:
    lines = []
    for one in told:
        line = one.line.replace("'", "\\'")
        lines.append(f"complete -c isocourse -n __fish_use_subcommand -a {one.name} -d '{line}'")
        lines.extend(
            f"complete -c isocourse -n '__fish_seen_subcommand_from {one.name}' -l {option.removeprefix('--')}"
            for option in one.options
        )
    return "\n".join(lines)


_WRITERS: dict[Shell, Callable[[Sequence[Told]], str]] = {Shell.BASH: _bash, Shell.ZSH: _zsh, Shell.FISH: _fish}
