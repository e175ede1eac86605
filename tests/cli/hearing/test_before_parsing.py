from __future__ import annotations

import pytest

from isocourse.cli.commands import COMMANDS, function, isocourse
from isocourse.cli.hearing.before_parsing import FLAGS, KEPT, MAY_HOLD_WORDS, TAKE_WORDS, VALUED
from isocourse.cli.parsing.options import ARGUMENTS, FLAG, OPTION, REPEATED, SWITCH, Declared, declared, flat

EVERYWHERE = {"--help", "-h"}  # Typer's own
CORRECTIONS = {"fix"}  # it reads, and hears, --words and --text itself
NO_WORDS = {"--pattern"}  # how a dose is spread, which a prescriber has said
HEARD = sorted(TAKE_WORDS)  # every word of theirs is heard; others are heard where a line is refused


def options(command: str) -> dict[str, Declared]:
    """Return what a command declares, and what may stand before it, by the names that are typed."""
    takes = [*flat(declared(function(command))).values(), *flat(declared(isocourse)).values()]
    return {name: one for one in takes for name in one.names}


def every() -> dict[str, set[str]]:
    """Return the kinds of each option of all commands."""
    found: dict[str, set[str]] = {}
    for command in COMMANDS:
        for name, one in options(command).items():
            found.setdefault(name, set()).add(one.kind)
    return found


def test_what_takes_words_is_heard() -> None:
    """What is heard as words is a command that declares words."""
    for command in HEARD:
        assert any(one.kind == ARGUMENTS for one in flat(declared(function(command))).values()), command


@pytest.mark.parametrize("command", HEARD)
def test_each_option_of_what_takes_words_is_known_to_hearing(command: str) -> None:
    """A new option of `log`, `ask` or `note` is known before anything is parsed: its value is no word."""
    for name, one in options(command).items():
        assert name in (FLAGS if one.kind == FLAG else VALUED), name


def test_each_option_that_hearing_knows_is_declared() -> None:
    """An option that hearing takes for one with a value, or for a flag, is so wherever it is declared."""
    kinds = every()
    for name in VALUED:
        assert kinds[name] <= {OPTION, REPEATED}, name
    for name in FLAGS - EVERYWHERE:
        assert kinds[name] <= {FLAG, SWITCH}, name


def test_each_option_that_keeps_words_is_heard() -> None:
    """Whatever command keeps a note or a reason in the patient's words, they are heard first: `TEXT` in its help."""
    kept = {
        name
        for command in COMMANDS
        for name, one in options(command).items()
        if one.metavar == "TEXT" and command not in CORRECTIONS
    }
    assert kept - NO_WORDS == KEPT <= MAY_HOLD_WORDS
