"""Whether a reading is denied: "no headache", "never had any", "rash: none".

Denial reaches forward and stops at a new clause, so that denying one thing never denies the next. The words that decide
are concepts of the language: NO, NOT, BREAK, SELF, OR, UNTIL.
"""

from __future__ import annotations

from isocourse.triage.matching import Match
from isocourse.triage.pieces import Piece
from isocourse.typed import Final

REACH_NO: Final = 7
REACH_NOT: Final = 9
NEAR_UNTIL: Final = 3
FEW_WORDS: Final = 3
ANSWERS: Final = frozenset({"no", "none", "nope", "nah", "never", "nil", "zero", "negative"})
CONTRASTS: Final = frozenset({"not", "isnt", "wasnt", "arent", "werent", "aint"})
LISTING: Final = frozenset({"or", "nor"})
NEGATIVE: Final = frozenset(
    [
        "no",
        "not",
        "never",
        "nor",
        "neither",
        "without",
        "none",
        "zero",
        "avoid",
        "avoids",
        "avoided",
        "avoiding",
        "hardly",
    ]
)


def torn(piece: Piece, match: Match) -> bool:
    """Say whether a reading begins inside a denial and ends beyond a pause, as in "not a rash, its blisters"."""
    pauses = [at for at in range(match.start + 1, match.end) if piece.breaks[at]]
    if not pauses:
        return False
    denials = (*piece.spans("NO"), *piece.spans("NOT"))
    return any(end <= match.start and match.start - end <= FEW_WORDS for _, end in denials)


def denied(piece: Piece, match: Match, used: frozenset[int]) -> bool:
    """Say whether a reading is denied; `used` are the positions of all readings."""
    if _answered_no(piece, match):
        return True
    return any(_denies(piece, span, match, used, REACH_NO) for span in piece.spans("NO")) or any(
        _denies(piece, span, match, used, REACH_NOT) for span in piece.spans("NOT")
    )


def _answered_no(piece: Piece, match: Match) -> bool:
    """Say whether "no" is the answer to a reading: "headaches: none", "rash? nope, not once"."""
    at = next((at for at in range(match.end, len(piece.typed)) if piece.breaks[at]), len(piece.typed))
    if at - match.end >= FEW_WORDS or at == len(piece.typed) or piece.typed[at] not in ANSWERS:
        return False
    return at + 1 == len(piece.typed) or bool(piece.breaks[at + 1]) or piece.typed[at + 1] in {"not", "never", "at"}


def _denies(piece: Piece, denial: tuple[int, int], match: Match, used: frozenset[int], reach: int) -> bool:
    """Say whether a "no" or "not" governs a reading: no new clause between them, and no part of a sign."""
    start, after = denial
    if any(at in used and is_negative(piece.typed[at]) for at in range(start, after)):
        return False
    targets = [at for at in match.at if at >= after]
    if not targets:
        return False
    target = min(targets)
    pauses = [at for at in range(after, target + 1) if piece.breaks[at]]
    if not pauses and target - after > reach:
        return False
    if _turns(piece, denial, target, match, used) or _until_now(piece, match):
        return False
    first = any(at in used for pause in pauses[:1] for at in range(after, pause))
    return not pauses or ((first or after - start > 1) and _is_list(piece, denial, pauses[0], target, reach))


def _until_now(piece: Piece, match: Match) -> bool:
    """Say whether the denial is of the past: "never had headaches until this drug", "never before"."""
    return any(0 <= at - match.end <= NEAR_UNTIL and not piece.breaks[at] for at in starts(piece, "UNTIL"))


def _turns(piece: Piece, denial: tuple[int, int], target: int, match: Match, used: frozenset[int]) -> bool:
    """Say whether a new clause begins before a target: at "but", at "I", at "my" and "now" once a sign was denied."""
    start, after = denial
    if any(after <= at <= target for at in starts(piece, "BREAK")):
        return True
    answer = piece.typed[start:after] == ["no"]  # "no i want to die", where others would write a comma
    denied = min((at for at in used - match.at if at >= after), default=target)
    selves = [at for at in starts(piece, "SELF") if after + 1 < at < target and at not in match.at]
    selves += [at for at in starts(piece, "SELF_SUBJECT") if (after if answer else after + 2) <= at <= target]
    later = [at for at in starts(piece, "SELF", "ALREADY", "CLAUSE") if denied < at <= target]
    return any(piece.typed[at - 1] not in LISTING for at in (*selves, *later))


def is_negative(word: str) -> bool:
    """Say whether a word is the one of an expression that denies ("not" in "does not")."""
    return word in NEGATIVE or word.endswith("nt")


def _is_list(piece: Piece, denial: tuple[int, int], first: int, target: int, reach: int) -> bool:
    """Say whether commas after a denial separate the members of one list: "never had any X, Y", "no X, Y or Z"."""
    verbs = starts(piece, "HAVE", "BE", "FEEL", "GET", "SELF", "NO", "NOT")
    if any(first <= at <= target for at in verbs):
        return False
    pauses = [at for at in range(denial[1], len(piece.typed)) if piece.breaks[at]]
    closed = any(at >= first for at in starts(piece, "OR"))
    several = denial[1] - denial[0] > 1
    contrast = not several and len(pauses) == 1 and piece.typed[denial[0]] in CONTRASTS  # "not a headache, a seizure"
    return closed or (not contrast and (several or reach == REACH_NOT))


def starts(piece: Piece, *symbols: str) -> list[int]:
    """Return where any of some concepts begins."""
    return [start for symbol in symbols for start, _ in piece.spans(symbol)]
