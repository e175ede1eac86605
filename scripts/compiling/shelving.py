"""Big dictionaries written as the text of one file, which `isocourse.content.shelves` reads."""

from __future__ import annotations

from collections.abc import Mapping

from isocourse.content.shelves import DIGITS, END, HEAD, IS, LETTERS, NEXT
from isocourse.errors import Misfit


def shelved(dictionaries: Mapping[str, Mapping[str, str]]) -> str:
    """Return named dictionaries as the text of one file. Raises Misfit for a word with a mark of the file in it."""
    lines = [line for name, words in dictionaries.items() for line in _lines(name, words)]
    index = [""]
    begin = len(HEAD)
    for line in lines:
        head, _, words = line.partition(NEXT)
        end = begin + len(line.encode())
        index.append(NEXT.join((head, str(end - len(words.encode())), str(end))))
        begin = end + 1
    text = HEAD.decode() + "\n".join(lines)
    return f"{text}{chr(10).join(index)}\n{len(text.encode()):0{DIGITS}}{END.decode()}"


def _lines(name: str, words: Mapping[str, str]) -> list[str]:
    shelves: dict[str, list[str]] = {}
    for word, value in words.items():
        if IS in word or any(mark in word + value for mark in (NEXT, "\n")):
            raise Misfit(f"{name}, {word!r}: no word can hold {IS!r}, a tab or a line end")
        shelves.setdefault(word[:LETTERS], []).append(f"{word}{IS}{value}")
    return [f"{name} {start}{NEXT}{NEXT.join(shelf)}" for start, shelf in shelves.items()]
