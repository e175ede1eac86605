"""Big dictionaries kept as text in one file, a line for all words with the same two first letters.

Made for the words of the language, of which one phrase needs some dozens in thirty thousand: a line is only read when
one of its words is asked for, which is quicker than any reader of the whole. `scripts/compiling` writes the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeVar

T = TypeVar("T")

LETTERS: Final = 2
HEAD: Final = b"compiled by scripts/compile_content.py\n"
END: Final = b"\nthe end\n"
NEXT: Final = "\t"
_TAB: Final = b"\t"
IS: Final = "="


def is_whole(data: bytes) -> bool:
    """Say whether the bytes of a file begin and end as they were written."""
    return data.startswith(HEAD) and data.endswith(END)


def index(data: bytes) -> dict[bytes, tuple[int, int]]:
    """Return where the lines of a file stand, by the name and the letters that each begins with."""
    places: dict[bytes, tuple[int, int]] = {}
    begin = 0
    while (end := data.find(b"\n", begin)) >= 0:
        tab = data.find(_TAB, begin, end)
        if tab >= 0:
            places[data[begin:tab]] = (tab + 1, end)
        begin = end + 1
    return places


class Shelves(Mapping[str, T]):
    """One of the dictionaries of a file, with the index of its lines; `read` makes a value of its text."""

    def __init__(
        self, data: bytes, places: Mapping[bytes, tuple[int, int]], name: str, read: Callable[[str], T]
    ) -> None:
        self._data = data
        self._places = places
        self._name = name
        self._read = read
        self._open: dict[str, dict[str, T]] = {}

    def __getitem__(self, word: str) -> T:
        return self._shelf(word[:LETTERS])[word]

    def __iter__(self) -> Iterator[str]:
        for head in self._places:
            name, _, start = head.decode().partition(" ")
            if name == self._name:
                yield from self._shelf(start)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _shelf(self, start: str) -> dict[str, T]:
        shelf = self._open.get(start)
        if shelf is None:
            begin, end = self._places.get(f"{self._name} {start}".encode("utf-8", "replace"), (0, 0))
            words = self._data[begin:end].decode("utf-8", "replace").split(NEXT) if end else []
            parts = (word.partition(IS) for word in words)
            shelf = self._open[start] = {word: self._read(value) for word, _, value in parts}
        return shelf
