"""What a word with one wrong letter may have been, among the words that danger is told in.

Pure. Only asked for words that nothing accounts for; what a reading is worth is decided by whoever asks.
"""

from __future__ import annotations

from collections.abc import Mapping

from isocourse.triage.words import one_slip
from isocourse.typed import Final

SHORTEST: Final = 3
LONGEST: Final = 20
LONG: Final = 6
MOST: Final = 12


def slot(word: str) -> str:
    """Return where a word is kept: by its first letter and its length."""
    return word[:1] + chr(ord("a") + min(len(word), LONGEST))


def meant(word: str, dangers: Mapping[str, str]) -> list[str]:
    """Return the words of danger that a typed word may be: one letter lost, added, changed, or two swapped."""
    if len(word) < SHORTEST or not (word.isascii() and word.isalpha()):
        return []
    starts = dict.fromkeys((word[0], word[1]))  # the first two may be swapped
    places = dict.fromkeys(slot(first + "a" * (size - 1)) for first in starts for size in _sizes(word))
    known = (one for place in places for one in dangers.get(place, "").split())
    return [one for one in known if one_slip(word, one) and _likely(word, one)][:MOST]


def _likely(word: str, known: str) -> bool:
    """Say whether a slip is a likely one: in a short word a letter is lost or swapped rather than added or changed."""
    if len(word) < len(known) or (len(word) == len(known) and sorted(word) == sorted(known)):
        return True
    return len(word) >= LONG


def _sizes(word: str) -> tuple[int, ...]:
    """Return the lengths to look at; a lost letter first, which is the commonest slip."""
    return (len(word) + 1, len(word), len(word) - 1)
