"""Which words of a patient nothing accounted for: what was not understood is said, never passed over.

Pure. A word needs no explaining where it stands in a reading, is an ordinary one, or only steers another ("since",
"very"). Beside something that was understood a part of the body needs none either; alone it is no understanding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from isocourse.triage.pieces import Piece
from isocourse.triage.words import bases
from isocourse.typed import Final

BESIDE: Final = "beside"  # the value of a word that needs none beside something that was understood
ALWAYS: Final = "always"  # of one that needs an explanation wherever it stands
QUIET: Final = ":"  # the keys under which the concepts stand that need none, always and beside
QUIET_BESIDE: Final = ":beside"
SHORTEST: Final = 2


class Ordinary:
    """The words that need no explaining. What was looked up once is remembered."""

    def __init__(self, easy: Mapping[str, str]) -> None:
        self._easy = easy
        self._quiet = frozenset(easy.get(QUIET, "").split())
        self._quiet_beside = self._quiet | frozenset(easy.get(QUIET_BESIDE, "").split())
        self._kinds: dict[str, frozenset[str]] = {}

    def unexplained(self, piece: Piece, known: Collection[int]) -> list[int]:
        """Return the places of the words that nothing accounts for; `known` are those of what was understood."""
        quiet = (self._quiet_beside if known else self._quiet) & piece.hits.keys()
        taken = {at for concept in quiet for start, end in piece.spans(concept) for at in range(start, end)}
        taken = {at for at in taken if self._easy.get(piece.typed[at]) != ALWAYS} | set(known)
        return [
            at for at in range(len(piece.typed)) if at not in taken and not self._is_easy(piece, at, beside=bool(known))
        ]

    def telling(self, piece: Piece, hints: Iterable[frozenset[int]]) -> set[int]:
        """Return the places of hints that stand alone ("my back"): of ordinary words only where all of them are."""
        found: set[int] = set()
        for places in hints:
            found |= {at for at in places if not self._is_easy(piece, at, beside=False)} or places
        return found

    def _is_easy(self, piece: Piece, at: int, *, beside: bool) -> bool:
        word = piece.typed[at]
        if len(word) < SHORTEST or not word.isalpha():
            return True
        kinds = self._kinds.get(word)
        if kinds is None:
            forms = (form for form in (word, *bases(word)) if form in self._easy)
            kinds = self._kinds[word] = frozenset(self._easy[form] for form in forms)
        return (beside and BESIDE in kinds) or "" in kinds or self._in_pair(piece.typed, at)

    def _in_pair(self, typed: list[str], at: int) -> bool:
        """Say whether a word is half of an ordinary expression: "eye drops", "side effects"."""
        pairs = (typed[max(0, at - 1) : at + 1], typed[at : at + 2])
        return any(len(pair) == 2 and " ".join(pair) in self._easy for pair in pairs)  # noqa: PLR2004 - a pair
