"""`completion`: print a completion script for a shell. It writes no file, and completing starts no program."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from isocourse.cli import Run
from isocourse.cli.parsing.options import argument
from isocourse.cli.parsing.values import choice
from isocourse.cli.reading.completing import FILES, TAKE_FILES, Shelf, shelf
from isocourse.cli.session.session import Session
from isocourse.errors import BadValue
from isocourse.typed import Final


class Shell(Enum):
    """A shell that completion is written for."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


def completion(
    run: Run,
    shell: str | None = argument("SHELL", help="bash, zsh, fish or powershell."),
) -> int:
    """Print a completion script. It writes no file by itself; put it where your shell looks.

    \b
    bash: isocourse completion bash > ~/.local/share/bash-completion/completions/isocourse
    zsh:  isocourse completion zsh > a folder of your fpath, as _isocourse
    fish: isocourse completion fish > ~/.config/fish/completions/isocourse.fish
    powershell: isocourse completion powershell >> $PROFILE
    """
    if shell is None:
        raise BadValue(_WHICH)
    Session(run).say_line(_WRITERS[choice(Shell, "SHELL")(shell)](shelf()))
    return 0


_WHICH: Final = (
    "SHELL is missing. Say which: bash, zsh, fish or powershell. For bash, type:"
    " isocourse completion bash > ~/.local/share/bash-completion/completions/isocourse"
)

# The scripts, with a name between two @ where something of this program comes in.
_BASH: Final = """\
_isocourse() {
  local cur prev command= words= word i=1
  cur=${COMP_WORDS[COMP_CWORD]}
  prev=${COMP_WORDS[COMP_CWORD-1]}
  if [ "$cur" = "=" ]; then cur=; elif [ "$prev" = "=" ]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi
  while [ "$i" -lt "$COMP_CWORD" ]; do
    word=${COMP_WORDS[i]}
    case $word in
      --file) i=$((i+1)); if [ "${COMP_WORDS[i]}" = "=" ]; then i=$((i+1)); fi ;;
      -*|=) ;;
      *) command=$word; break ;;
    esac
    i=$((i+1))
  done
  COMPREPLY=()
  case $prev in
@values@
    @files@) return ;;
    @other@) compopt +o default 2>/dev/null; return ;;
    *) case $cur in
    -*) case $command in
@options@
      *) words='@globals@' ;;
      esac ;;
    *) case $command in
      '') words='@names@' ;;
      @take_files@) return ;;
@places@
      esac ;;
    esac ;;
  esac
  compopt +o default 2>/dev/null
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _isocourse isocourse"""
_ZSH: Final = """\
#compdef isocourse
_isocourse() {
  local cur=$words[CURRENT] prev=$words[CURRENT-1] command= word
  local -a found names
  integer i=2
  names=(
@names@
  )
  while (( i < CURRENT )); do
    word=$words[i]
    case $word in
      --file) (( i++ )) ;;
      -*) ;;
      *) command=$word; break ;;
    esac
    (( i++ ))
  done
  case $prev in
@values@
    @files@) _files; return ;;
    @other@) return 1 ;;
  esac
  if [[ $cur == -* ]]; then
    case $command in
@options@
      *) found=(@globals@) ;;
    esac
  else
    case $command in
      '') _describe 'command' names; return ;;
      @take_files@) _files; return ;;
@places@
    esac
  fi
  (( $#found )) && compadd -- $found
}
if [[ ${funcstack[1]-} == _isocourse ]]; then
  _isocourse "$@"
else
  (( ${+functions[compdef]} )) || { autoload -Uz compinit && compinit -D }
  compdef _isocourse isocourse
fi"""


def _filled(script: str, known: Shelf, names: str, word: str, value: str) -> str:
    """Return a script of cases with what is known: `word` is how a case offers words, `value` the one of an option."""
    cases = {
        "names": names,
        "values": "\n".join("    " + value.format(option, " ".join(words)) for option, words in known.values.items()),
        "options": "\n".join("      " + word.format(one.name, " ".join(one.options)) for one in known.commands),
        "places": "\n".join(
            "      " + word.format(one.name, " ".join(one.words)) for one in known.commands if one.words
        ),
        "globals": " ".join(known.globals),
        "files": "|".join(FILES),
        "take_files": "|".join(TAKE_FILES),
        "other": "|".join(option for option in known.valued if option not in known.values and option not in FILES),
    }
    for name, text in cases.items():
        script = script.replace(f"@{name}@", text)
    return script


def _bash(known: Shelf) -> str:
    word = "{}) words='{}' ;;"
    return _filled(_BASH, known, " ".join(one.name for one in known.commands), word, word)


def _zsh(known: Shelf) -> str:
    names = "\n".join(f"    '{one.name}:{_quoted(one.line)}'" for one in known.commands)
    return _filled(_ZSH, known, names, "{}) found=({}) ;;", "{}) compadd -- {}; return ;;")


def _fish(known: Shelf) -> str:
    lines = [
        "function __isocourse_command",
        "    set -l words (commandline -opc)",
        "    set -e words[1]",
        "    while set -q words[1]",
        "        switch $words[1]",
        "            case --file",
        "                set -e words[1]",
        "            case '-*'",
        "            case '*'",
        "                echo $words[1]",
        "                return 0",
        "        end",
        "        set -e words[1]",
        "    end",
        "    return 1",
        "end",
        "function __isocourse_is",
        "    set -l there (__isocourse_command)",
        '    test "$there" = $argv[1]',
        "end",
        "complete -c isocourse -f",
    ]
    begin = "complete -c isocourse -n 'not __isocourse_command >/dev/null'"
    lines.append(f"{begin} -l file -r -F")
    lines += [f"{begin} -l {name.removeprefix('--')}" for name in known.globals if name not in FILES]
    for one in known.commands:
        lines.append(f"{begin} -a {one.name} -d '{_quoted(one.line)}'")
        here = f"complete -c isocourse -n '__isocourse_is {one.name}'"
        lines += [f"{here} {_fish_option(option, one.valued, known)}" for option in one.options]
        if one.words:
            lines.append(f"{here} -a '{' '.join(one.words)}'")
        if one.name in TAKE_FILES:
            lines.append(f"{here} -F")
    return "\n".join(lines)


def _fish_option(option: str, valued: tuple[str, ...], known: Shelf) -> str:
    name = f"-l {option.removeprefix('--')}"
    if option in FILES:
        return f"{name} -r -F"
    words = known.values.get(option)
    return f"{name} -x -a '{' '.join(words)}'" if words else f"{name} -x" if option in valued else name


def _powershell(known: Shelf) -> str:
    def row(name: str, words: tuple[str, ...]) -> str:
        return f"    '{name}' = @({', '.join(map(_ps, words))})"

    options = "\n".join(row(one.name, one.options) for one in known.commands)
    places = "\n".join(row(one.name, one.words) for one in known.commands if one.words)
    values = "\n".join(row(option, tuple(words)) for option, words in known.values.items())
    names = ", ".join(_ps(one.name) for one in known.commands)
    general = ", ".join(map(_ps, known.globals))
    return f"""\
Register-ArgumentCompleter -Native -CommandName isocourse -ScriptBlock {{
  param($word, $ast, $position)
  $options = @{{
{options}
  }}
  $places = @{{
{places}
  }}
  $values = @{{
{values}
  }}
  $before = @($ast.CommandElements | Where-Object {{ $_.Extent.EndOffset -lt $position }} | ForEach-Object {{ "$_" }})
  $command = $null
  for ($i = 1; $i -lt $before.Count; $i++) {{
    if ($before[$i] -eq '--file') {{ $i++ }}
    elseif (-not $before[$i].StartsWith('-')) {{ $command = $before[$i]; break }}
  }}
  $last = $before[-1]
  if ($values.ContainsKey($last)) {{ $found = $values[$last] }}
  elseif ($word.StartsWith('-')) {{ $found = if ($command) {{ $options[$command] }} else {{ {general} }} }}
  elseif (-not $command) {{ $found = {names} }}
  else {{ $found = $places[$command] }}
  $found | Where-Object {{ $_ -like "$word*" }} | ForEach-Object {{ $_ }}
}}"""


def _ps(word: str) -> str:
    return f"'{word}'"


def _quoted(line: str) -> str:
    """Return a line for a word in single quotes, without what zsh takes for the end of a name."""
    return line.replace("'", "").replace(":", "").replace("\\", "")


_WRITERS: dict[Shell, Callable[[Shelf], str]] = {
    Shell.BASH: _bash,
    Shell.ZSH: _zsh,
    Shell.FISH: _fish,
    Shell.POWERSHELL: _powershell,
}
