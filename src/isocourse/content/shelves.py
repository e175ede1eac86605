"""Big dictionaries kept as text in one file, a line for all words with the same two first letters.

Made for the words of the language, of which one phrase needs some dozens in twelve thousand: a line is only taken out
of the file's bytes when one of its words is asked for, which is quicker than any reader of the whole and needs no more
memory than the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeVar

from isocourse.errors import Misfit

T = TypeVar("T")

LETTERS: Final = 2
HEAD: Final = b"compiled by scripts/compile_content.py\n"
END: Final = b"\nthe end\n"
_NEXT: Final = "\t"
_IS: Final = "="


def shelved(dictionaries: Mapping[str, Mapping[str, str]]) -> str:
    """Return named dictionaries as the text of one file. Raises Misfit for a word with a mark of the file in it."""
    lines = [line for name, words in dictionaries.items() for line in _lines(name, words)]
    return HEAD.decode() + "\n".join(lines) + END.decode()


def _lines(name: str, words: Mapping[str, str]) -> list[str]:
    shelves: dict[str, list[str]] = {}
    for word, value in words.items():
        if _IS in word or any(mark in word + value for mark in (_NEXT, "\n")):
            raise Misfit(f"{name}, {word!r}: no word can hold {_IS!r}, a tab or a line end")
        shelves.setdefault(word[:LETTERS], []).append(f"{word}{_IS}{value}")
    return [f"{name} {start}{_NEXT}{_NEXT.join(shelf)}" for start, shelf in shelves.items()]


def is_whole(data: bytes) -> bool:
    """Say whether the bytes of a file begin and end as they were written."""
    return data.startswith(HEAD) and data.endswith(END)


class Shelves(Mapping[str, T]):
    """One of the dictionaries of a file; `read` makes a value of its text."""

    def __init__(self, data: bytes, name: str, read: Callable[[str], T]) -> None:
        self._data = data
        self._name = name
        self._read = read
        self._open: dict[str, dict[str, T]] = {}

    def __getitem__(self, word: str) -> T:
        return self._shelf(word[:LETTERS])[word]

    def __iter__(self) -> Iterator[str]:
        for line in self._data.decode("utf-8", "replace").split("\n"):
            if line.startswith(f"{self._name} "):
                yield from self._shelf(line[len(self._name) + 1 :].partition(_NEXT)[0])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _shelf(self, start: str) -> dict[str, T]:
        shelf = self._open.get(start)
        if shelf is None:
            lines = (line.partition(_IS) for line in self._line(start))
            shelf = self._open[start] = {word: self._read(value) for word, _, value in lines}
        return shelf

    def _line(self, start: str) -> list[str]:
        mark = f"\n{self._name} {start}{_NEXT}".encode("utf-8", "replace")
        begin = self._data.find(mark)
        if begin < 0 or "\n" in start or _NEXT in start:
            return []
        end = self._data.find(b"\n", begin + 1)
        return self._data[begin + len(mark) : end].decode("utf-8", "replace").split(_NEXT)
