"""The last line of a record: how many entries stand above it, and a hash of every byte above it.

An empty or shortened TOML file is valid TOML. Without this line a lost diary would read as "no warnings".
"""

from __future__ import annotations

import importlib
import re
from contextlib import suppress
from functools import lru_cache

from isocourse.named import NamedTuple
from isocourse.typed import Any, Final

_WORDS: Final = b" entries, sha256 "
_BEFORE: Final = re.compile(rb"\n[ \t]*(# ([0-9]{1,7}))\Z")  # an editor may have indented it
_AFTER: Final = re.compile(rb" entries, sha256 ([0-9a-f]{64})[ \t]*(?:\r?\n|\Z)")
_LONGEST: Final = 100  # of what stands before the words: looking further would make a hostile file slow


class Seal(NamedTuple):
    """The last seal found: where its line starts, what it promises, and whether nothing has changed since."""

    start: int
    promised: int
    unbroken: bool


def sealed(above: bytes, more: bytes, count: int) -> bytes:
    """Return `above`, which was hashed before it grew, and `more` with the line that seals both."""
    hashed = _hashed(above).copy()
    hashed.update(more)
    return b"%b%b# %d entries, sha256 %b\n" % (above, more, count, hashed.hexdigest().encode())


def find(data: bytes) -> Seal | None:
    """Return the last seal, or None where there is none."""
    at = len(data)
    while (at := data.rfind(_WORDS, 0, at)) >= 0:
        above = data[at - _LONGEST : at] if at > _LONGEST else b"\n" + data[:at]
        before = _BEFORE.search(above)
        after = _AFTER.match(data, at)
        if before and after:
            start = at - len(before[1])
            nothing_below = after.end() == len(data) and data.endswith(b"\n")
            unbroken = nothing_below and after[1] == _hashed(data[:start]).hexdigest().encode()
            return Seal(start=start, promised=int(before[2]), unbroken=unbroken)
    return None


@lru_cache(maxsize=1)
def hasher() -> Any:  # noqa: ANN401 - the modules have no types of their own
    """Return SHA-256 from the interpreter's small module, as `random` does: OpenSSL costs 5 ms and 3.5 MB a run."""
    for name in ("_sha2", "_sha256"):  # since Python 3.12, and before; some builds have neither
        with suppress(ImportError):
            return importlib.import_module(name).sha256
    return importlib.import_module("hashlib").sha256


@lru_cache(maxsize=2)
def _hashed(data: bytes) -> Any:  # noqa: ANN401 - as above
    """Return a hash that more can be added to, on a copy: what was hashed once goes on from there."""
    return hasher()(data)
