"""The quick reader: a plain command line, read from what a command declares. Whatever is not plain is left to Typer.

Plain are options by their whole names, each once, with a value that begins with no dash, and words.
"""

from __future__ import annotations

from collections.abc import Iterator

from isocourse.cli.parsing.options import ARGUMENT, ARGUMENTS, FLAG, NEEDED, REPEATED, SWITCH, Declared
from isocourse.typed import Any


def read(
    line: list[str], takes: dict[str, Declared], *, until_word: bool = False
) -> tuple[dict[str, Any], list[str]] | None:
    """Return what a line gives by the names of the parameters, and what is left; None where it is not plain.

    With `until_word` the first word, and all behind it, is left.
    """
    names = {name: (key, one) for key, one in takes.items() for name in one.names}
    given: dict[str, Any] = {}
    words = []
    rest = iter(line)
    for typed in rest:
        if not typed.startswith("-") or typed == "-":
            words.append(typed)
            if until_word:
                break
        elif typed not in names or not _taken(given, typed, *names[typed], rest):
            return None
    if until_word:
        return given, [*words, *rest]
    return (given, []) if _placed(given, words, takes) else None


def _taken(given: dict[str, Any], typed: str, key: str, one: Declared, rest: Iterator[str]) -> bool:
    """Take an option with its value; False where Typer has to look at it."""
    if key in given and one.kind is not REPEATED:
        return False
    if one.kind is FLAG or one.kind is SWITCH:
        given[key] = typed == one.names[0] or one.kind is FLAG
        return True
    value = next(rest, "-?")
    if value.startswith("-") and value != "-":
        return False
    if one.kind is REPEATED:
        given.setdefault(key, []).append(value)
    else:
        given[key] = value
    return True


def _placed(given: dict[str, Any], words: list[str], takes: dict[str, Declared]) -> bool:
    """Give each word its place; False where one is missing, or one too many."""
    for key, one in takes.items():
        if one.kind is ARGUMENTS:
            given[key], words = words, []
        elif one.kind is ARGUMENT or one.kind is NEEDED:
            if words:
                given[key] = words.pop(0)
            elif one.kind is NEEDED:
                return False
    return not words
