"""Which words of a patient nothing accounted for: what was not understood is said, never passed over.

Pure. A word needs no explaining where it stands in a reading, is an ordinary one, or only steers another ("since", "very").
Beside something that was understood a part of the body needs none either; alone it is no understanding.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from isocourse.triage.pieces import Piece
from isocourse.triage.words import bases

BESIDE: Final = "beside"
QUIET: Final = ":"
QUIET_BESIDE: Final = ":beside"
SHORTEST: Final = 2


def unexplained(piece: Piece, known: Collection[int], easy: Mapping[str, str]) -> list[int]:
    """Return the places of the words that nothing accounts for; `known` are those of what was understood."""
    quiet = easy.get(QUIET, "").split() + (easy.get(QUIET_BESIDE, "").split() if known else [])
    taken = {at for concept in quiet for start, end in piece.spans(concept) for at in range(start, end)}
    left = [at for at in range(len(piece.typed)) if at not in known and at not in taken]
    return [at for at in left if not _is_easy(piece, at, easy, beside=bool(known))]


def _is_easy(piece: Piece, at: int, easy: Mapping[str, str], *, beside: bool) -> bool:
    word = piece.typed[at]
    if len(word) < SHORTEST or not word.isalpha():
        return True
    pairs = (f"{word} {''.join(piece.typed[at + 1 : at + 2])}", f"{''.join(piece.typed[max(0, at - 1) : at])} {word}")
    if any(pair in easy for pair in pairs):
        return True
    kinds = [easy[form] for form in (word, *bases(word)) if form in easy]
    return any(kind != BESIDE or beside for kind in kinds)
