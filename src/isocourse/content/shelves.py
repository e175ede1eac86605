"""Big dictionaries kept as text in one file, a line for all words with the same two first letters.

Made for the words of the language, of which one phrase needs some dozens in thirty thousand: a line is only read when
one of its words is asked for, which is quicker than any reader of the whole. At its end the file says where each line
stands, so that the others are not even read into memory. `scripts/compiling` writes the file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping

from isocourse.typed import Any, Final, TypeVar

T = TypeVar("T")

LETTERS: Final = 2
HEAD: Final = b"compiled by scripts/compile_content.py\n"
END: Final = b"\nthe end\n"
NEXT: Final = "\t"
_TAB: Final = b"\t"
IS: Final = "="


DIGITS: Final = 9  # of the number, before the end, of the place where the index begins


class Pages:
    """The bytes of a file, read where they are asked for: a slice of them is a read."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._size = os.fstat(self._file).st_size

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, place: slice) -> bytes:
        begin, end, _ = place.indices(self._size)
        os.lseek(self._file, begin, os.SEEK_SET)
        return os.read(self._file, max(0, end - begin))

    def __del__(self) -> None:
        if hasattr(self, "_file"):
            os.close(self._file)


class Places:
    """Where the lines of a file stand, by the name and the letters that each begins with."""

    def __init__(self, index: bytes) -> None:
        self._index = index

    def get(self, head: bytes) -> tuple[int, int]:
        """Return where a line begins and ends; of one that is not there nothing."""
        at = self._index.find(b"\n" + head + _TAB)
        if at < 0:
            return 0, 0
        begin, end = self._index[at + len(head) + 2 : self._index.index(b"\n", at + 1)].split(_TAB)
        return int(begin), int(end)

    def __iter__(self) -> Iterator[bytes]:
        for line in self._index.split(b"\n"):
            head, tab, _ = line.partition(_TAB)
            if tab:
                yield head


def is_whole(data: Pages | bytes) -> bool:
    """Say whether the bytes of a file begin and end as they were written."""
    return data[: len(HEAD)] == HEAD and data[-len(END) :] == END


def index(data: Pages | bytes) -> Places:
    """Return where the lines of a file stand. Raises ValueError where the file does not say."""
    end = len(data) - len(END)
    return Places(data[int(data[end - DIGITS : end]) : end - DIGITS])


class Shelves(Mapping[str, T]):
    """One of the dictionaries of a file, with the index of its lines; `read` makes a value of its text."""

    def __init__(self, data: Pages | bytes, places: Places, name: str, read: Callable[[str], T]) -> None:
        self._data = data
        self._places = places
        self._name = name
        self._read = read
        self._open: dict[str, dict[str, T]] = {}

    def __getitem__(self, word: str) -> T:
        return self._shelf(word[:LETTERS])[word]

    def get(self, word: str, default: Any = None) -> Any:  # noqa: ANN401 - as its mother says it
        """Return what a word stands for: as its mother does, without an error that is caught for each word unknown."""
        return self._shelf(word[:LETTERS]).get(word, default)

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and word in self._shelf(word[:LETTERS])

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
            begin, end = self._places.get(f"{self._name} {start}".encode("utf-8", "replace"))
            words = self._data[begin:end].decode("utf-8", "replace").split(NEXT) if end else []
            parts = (word.partition(IS) for word in words)
            shelf = self._open[start] = {word: self._read(value) for word, _, value in parts}
        return shelf
