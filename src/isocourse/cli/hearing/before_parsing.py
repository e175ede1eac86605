"""The words of a command line, judged before anything is done with it.

`log`, `ask` and `note` take words, and any command may keep a note or a reason: these are heard before a record, a
clock, an option or an import can fail. A line that is refused is heard as a whole: whatever was meant by it. The
options that it knows stand here, since no command is imported yet; its test ties them to what the commands declare.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from isocourse.cli.hearing import alarm
from isocourse.cli.hearing.synonyms import SYNONYMS
from isocourse.typed import Final

TAKE_WORDS: Final = frozenset({"ask", "log", "note"})
_LOOKED_UP: Final = frozenset({"guide", "history"})
KEPT: Final = frozenset({"--note", "--reason"})
MAY_HOLD_WORDS: Final = KEPT | {"--severity", "-s", "--on", "-o", "--effect", "--as-of"}
VALUED: Final = MAY_HOLD_WORDS | {"--file"}
FLAGS: Final = frozenset(
    {
        "--why",
        "--exit-code",
        "--json",
        "--yes",
        "-y",
        "--help",
        "-h",
        "--version",
        "-V",
        "--plain",
        "--no-pager",
        "--question",
    }
)
_PATHS: Final = ("/", "~/", "./", "../")
_DAY: Final = r"\d{4}-\d\d-\d\d"  # compiled where another day is asked about


class Line:
    """A command line apart: its command, its words, what might be words, and the values of options.

    A plain class: each NamedTuple costs every command a fifth of a millisecond.
    """

    __slots__ = ("command", "dashed", "values", "words")

    def __init__(self) -> None:
        self.command = ""
        self.words: list[str] = []
        self.dashed: list[str] = []  # the words with those that begin with a dash, which is left out
        self.values: list[tuple[str, str]] = []


def heard_first(argv: Sequence[str]) -> None:
    """Print the emergency that is in the words of a command line, before anything else is done with it.

    What asks for a call today waits for the record, unless the line asks for help only.
    """
    alarm.reset()
    line = _apart(argv)
    json = "--json" in argv
    wait = {"--help", "-h"}.isdisjoint(argv)
    if line.command in TAKE_WORDS:
        alarm.hear_words(_ways(line.words, line.dashed), json=json, first=_as_if(line), wait=wait)
    elif line.command in _LOOKED_UP and len(line.words) > 1:  # one word is a topic: it is read, not felt
        alarm.hear_words(_ways(line.words, line.dashed), json=json, only_emergency=True)
    for option, value in line.values:
        if option in KEPT:
            alarm.hear_words([value], json=json, wait=wait)


def heard_anyway(argv: Sequence[str]) -> None:
    """Print the alarm that is in a line which was refused: its words with the command and without, and its values."""
    line = _apart(argv)
    if line.command not in TAKE_WORDS:  # the place of a file is no words: `/tmp` was heard as a temperature
        line.words = [word for word in line.words if not word.startswith(_PATHS)]
        line.dashed = [word for word in line.dashed if not word.startswith(_PATHS)]
    silent = line.command in TAKE_WORDS or _says_nothing(line)
    whole = () if silent else ((line.command, *line.words), (line.command, *line.dashed))
    values = [value for option, value in line.values if option in MAY_HOLD_WORDS]
    for text in (_ways(line.words, line.dashed, *whole), *([value] for value in values)):
        alarm.hear_words(text, json="--json" in argv)
    alarm.settle()


def _says_nothing(line: Line) -> bool:
    """Whether the command is `mood` with nothing but numbers behind it: its name alone tells of no low mood."""
    return line.command == "mood" and not any(
        letter.isalpha() for word in line.dashed if word != "answers" for letter in word
    )


def _ways(*ways: Sequence[str]) -> list[str]:
    return [" ".join(way) for way in ways]


def _as_if(line: Line) -> list[str]:
    """Return what stands first in an answer about another day, where the day is plain."""
    given = dict(line.values).get("--as-of", "")
    if line.command != "ask" or not given or not re.fullmatch(_DAY, given):
        return []
    import datetime as dt  # only another day needs it

    from isocourse.course.days import as_if

    try:
        return [as_if(dt.date.fromisoformat(given))]
    except ValueError:
        return []


def _command(word: str) -> str:
    """Return a command by what people call it, where its words are to be heard."""
    plain = word.lower()
    meant = SYNONYMS.get(plain, plain)
    return meant if meant in TAKE_WORDS | _LOOKED_UP else word


def _apart(argv: Sequence[str]) -> Line:
    """Take a command line apart as generously as can be: an option that is not known leaves its value as a word."""
    line = Line()
    wanted, closed = "", False
    for one in argv:
        name, given, value = one.partition("=")
        if wanted:
            line.values.append((wanted, one))
            wanted = ""
        elif closed or not one.startswith("-") or one == "-":
            if not line.command:
                line.command = _command(one)
            else:
                line.words.append(one)
                line.dashed.append(one)
        elif one == "--":
            closed = True
        elif name in VALUED:
            wanted = "" if given else name
            line.values += [(name, value)] if given else []
        elif one not in FLAGS:
            line.dashed.append(one.lstrip("-"))
    return line
