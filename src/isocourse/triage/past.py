"""Whether a reading is told of a time that is closed: "had hives in 2011, none since", "the rash was poison ivy, gone".

Pure. The words that decide are concepts of the language: PAST, WAS, NOW_VERB, CLOSED, LONG_AGO, YOUNG, RETURNED.
"""

from __future__ import annotations

from collections.abc import Iterable

from isocourse.triage.matching import JOINS, Match
from isocourse.triage.pieces import Piece
from isocourse.typed import Final

BACK_NOW: Final = ("ALREADY", "SAME", "TODAY", "RETURNED")
TIMES: Final = ("LONG_AGO", "YOUNG")
AFTER: Final = 4  # words behind a reading that still tell when it was: "my urine was dark", "the rash was from wool"


def long_past(piece: Piece, match: Match, others: Iterable[Match], *, lasting: bool = False) -> bool:
    """Say whether a reading is told of a time long ago, and of no other: "in 2015", "as a child".

    A time that stands beyond another reading is told of that one: "the worst headache, and he had depression in 2015".
    What lasts is past only where it is told so ("had chest pain as a child").
    """
    if not any(piece.spans(concept) for concept in TIMES) or _back_now(piece, match):
        return False
    told = _told_past(piece, match)
    apart = [other for other in others if other.at.isdisjoint(match.at)]
    for concept in TIMES if told else TIMES[:1]:
        for start, end in piece.spans(concept):
            between = range(min(start, match.end), max(end, match.start))
            if start in match.at or any(other.at <= set(between) for other in apart):
                continue
            if not any(piece.breaks[at] or _joins(piece, at) for at in range(between.start + 1, between.stop)):
                return told or not lasting
    return False


def closed(piece: Piece, match: Match, used: frozenset[int]) -> bool:
    """Say whether a reading is told as past and, behind it, as closed: "was ... nothing since"."""
    if not piece.spans("CLOSED") or _back_now(piece, match) or not _told_past(piece, match):
        return False
    return any(start >= match.end and used.isdisjoint(range(start, end)) for start, end in piece.spans("CLOSED"))


def long_closed(piece: Piece, match: Match, used: frozenset[int]) -> bool:
    """Say whether a reading is told as past, of a time long ago, and as closed: what even a crisis of then may be."""
    dated = any(start not in match.at for concept in TIMES for start, _ in piece.spans(concept))
    return dated and closed(piece, match, used)


def _told_past(piece: Piece, match: Match) -> bool:
    """Say whether the clause of a reading is told of the past: "had", "was", and nothing of now in it."""
    first = max((at for at in range(match.start + 1) if piece.breaks[at] or _joins(piece, at)), default=0)
    ends = (at for at in range(match.end, len(piece.typed)) if piece.breaks[at] or _joins(piece, at))
    last = next(ends, len(piece.typed))
    before, behind = range(first, match.end), range(match.end, min(last, match.end + AFTER))
    if any(start in (*before, *behind) and start not in match.at for start, _ in piece.spans("NOW_VERB")):
        return False
    said = any(start in before for start, _ in piece.spans("PAST"))
    return said or any(start in behind for start, _ in piece.spans("WAS"))


def _joins(piece: Piece, at: int) -> bool:
    return any(start == at for join in JOINS for start, _ in piece.spans(join))


def _back_now(piece: Piece, match: Match) -> bool:
    """Say whether something tells that it is there now, but for what only closes: "nothing since", "fine now"."""
    quiet = {
        at for concept in ("CLOSED", *TIMES) for start, end in piece.spans(concept) for at in range(start, end)
    } | match.at
    return any(start not in quiet for concept in BACK_NOW for start, _ in piece.spans(concept))
