"""A big dictionary kept as text, a shelf for all words with the same two first letters, read when it is asked for.

Made for the words of the language, of which one phrase needs some dozens in twelve thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeVar

from isocourse.errors import Misfit

T = TypeVar("T")

LETTERS: Final = 2
_NEXT: Final = ";"
_IS: Final = "="


def shelved(words: Mapping[str, str]) -> dict[str, str]:
    """Return a dictionary as shelves of text. Raises Misfit for a word with one of the marks between the words."""
    shelves: dict[str, list[str]] = {}
    for word, value in words.items():
        if _IS in word or _NEXT in word + value:
            raise Misfit(f"{word!r}: no word can hold {_IS!r} or {_NEXT!r}")
        shelves.setdefault(word[:LETTERS], []).append(f"{word}{_IS}{value}")
    return {start: _NEXT.join(lines) for start, lines in shelves.items()}


class Shelves(Mapping[str, T]):
    """The dictionary that shelves stand for; `read` makes a value of its text."""

    def __init__(self, shelves: Mapping[str, str], read: Callable[[str], T]) -> None:
        self._shelves = shelves
        self._read = read
        self._open: dict[str, dict[str, T]] = {}

    def __getitem__(self, word: str) -> T:
        return self._shelf(word[:LETTERS])[word]

    def __iter__(self) -> Iterator[str]:
        return (word for start in self._shelves for word in self._shelf(start))

    def __len__(self) -> int:
        return sum(len(self._shelf(start)) for start in self._shelves)

    def _shelf(self, start: str) -> dict[str, T]:
        shelf = self._open.get(start)
        if shelf is None:
            text = self._shelves.get(start)
            lines = (line.partition(_IS) for line in text.split(_NEXT)) if text else ()
            shelf = self._open[start] = {word: self._read(value) for word, _, value in lines}
        return shelf
