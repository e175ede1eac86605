"""How bad a sign is said to be, and of which of several signs that was said.

Pure. The words that say it are concepts of the language: SEVERE, BAD, MODERATE and MILD.
"""

from __future__ import annotations

from collections.abc import Sequence

from isocourse.course.entries import Severity
from isocourse.triage.matching import JOINS, Match
from isocourse.triage.pieces import Piece
from isocourse.typed import Final

LEVELS: Final = (
    ("SEVERE", Severity.SEVERE),
    ("BAD", Severity.MODERATE),
    ("MODERATE", Severity.MODERATE),
    ("MILD", Severity.MILD),
)
NOT: Final = frozenset({"not", "isnt", "wasnt", "arent", "werent", "aint", "hardly"})
DEGREES: Final = frozenset({"that", "so", "very", "too", "really", "even", "exactly", "particularly", "all"})
EVERY: Final = frozenset({"both", "all", "everything", "each"})


def spans_said(piece: Piece) -> list[tuple[int, int, Severity]]:
    """Return where a piece says how bad something is, the worst first; "not mild" says nothing of it."""
    return [one for one in spans_named(piece) if not _denied(piece, one[0])]


def spans_named(piece: Piece) -> list[tuple[int, int, Severity]]:
    """Return where a piece names how bad it is, also where that is denied: in doubt an answer goes by the worst."""
    return [(start, end, level) for concept, level in LEVELS for start, end in piece.spans(concept)]


def said_of(piece: Piece, matches: Sequence[Match]) -> list[Severity | None]:
    """Return what is said of each reading: by a word of it, else by the nearest one of its clause, else just before."""
    found: list[Severity | None] = [None] * len(matches)
    for start, end, level in spans_said(piece):
        for number in _meant(piece, start, end, matches):
            found[number] = found[number] or level
    return found


def _denied(piece: Piece, start: int) -> bool:
    at = start - 1
    if at > 0 and piece.typed[at] in DEGREES and not piece.breaks[at + 1]:
        at -= 1
    return at >= 0 and piece.typed[at] in NOT and not any(piece.breaks[at + 1 : start + 1])


def _meant(piece: Piece, start: int, end: int, matches: Sequence[Match]) -> list[int]:
    """Return the numbers of the readings that a word is said of."""
    own = [number for number, match in enumerate(matches) if not match.at.isdisjoint(range(start, end))]
    if own or not matches:
        return own
    if not EVERY.isdisjoint(piece.typed[max(0, start - 2) : end + 2]):
        return list(range(len(matches)))
    far = [_distance(piece, start, end, match) for match in matches]
    return [number for number, one in enumerate(far) if one == min(far)]


def _distance(piece: Piece, start: int, end: int, match: Match) -> tuple[int, int]:
    """Return how far a reading is: pauses between first (one more where it comes after), then words."""
    if match.end <= start:
        return (_pauses(piece, match.end, start), start - match.end)
    if match.start >= end:
        pauses = _pauses(piece, end, match.start)
        return (pauses + bool(pauses), match.start - end)
    return (0, 0)


def _pauses(piece: Piece, low: int, high: int) -> int:
    joins = sum(low <= start < high for join in JOINS for start, _ in piece.spans(join))
    return joins + sum(bool(piece.breaks[at]) for at in range(low, min(high + 1, len(piece.typed))))
