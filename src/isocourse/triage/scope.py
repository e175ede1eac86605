"""Whether what was heard is so: denied, over, about somebody else, or only asked about.

The words that decide are concepts of the language: NO, NOT, BREAK, OVER, PERSON, SAY, SELF, ASK. Denial reaches forward
and stops at a new clause, so that denying one thing never denies the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Final

from isocourse.triage.matching import ASKED, NO_SYMPTOM, OWN, WELL, Match
from isocourse.triage.pieces import Piece

REACH_NO: Final = 7
REACH_NOT: Final = 9
REACH_ASK: Final = 8
REACH_PERSON: Final = 8
CONTRASTS: Final = frozenset({"not", "isnt", "wasnt", "arent", "werent", "aint"})
LISTING: Final = frozenset({"or", "nor"})
NO_CHANGE: Final = "no-change"
ANSWERS: Final = frozenset({"no", "none", "nope", "nah", "never", "nil", "zero", "negative"})
FEW_WORDS: Final = 3
NEGATIVE: Final = frozenset(
    {
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
    }
)
NO_MORE: Final = frozenset({"no", "not"})  # "dont want to be here no more" is no end of it
NEAR_MY: Final = 2
NEAR_UNTIL: Final = 3
STEERING: Final = frozenset({"NO", "NOT", "OVER", "OVER_BEFORE", "LONG_AGO", "PERSON", "ASK"})
LINKS: Final = ("WITH", "FILLER")
TELLING: Final = ("SELF", "BE", "HAVE", "FEEL", "ALREADY")
BACK: Final = ("IT", "BREAK", "NUM", "DAY", "WEEK", "MONTH", "NUM_WORD")


class State(Enum):
    """How a sign was meant."""

    PRESENT = "present"
    DENIED = "denied"
    OVER = "over"
    SOMEONE_ELSE = "someone_else"
    ASKED = "asked"


ANYBODY: Final = frozenset({"too-many-capsules"})  # as urgent when somebody else swallowed the capsules


def state(piece: Piece, match: Match, others: Sequence[Match]) -> State:
    """Return how a reading was meant; in doubt, as present."""
    if match.sign in ANYBODY:
        return State.PRESENT
    if (
        piece.hits.keys().isdisjoint(STEERING)
        and ANSWERS.isdisjoint(piece.typed)
        and not any(other.sign in OWN for other in others)
    ):
        return State.PRESENT
    told = [other for other in others if other.sign not in {*OWN, NO_SYMPTOM, NO_CHANGE}]
    used = frozenset(at for other in told for at in other.at)
    if _denied(piece, match, used) or any(other.sign == WELL and match.at <= other.at for other in others):
        return State.DENIED
    if _over(piece, match, used) or long_past(piece, match):
        return State.OVER
    if _someone_else(piece, match):
        return State.SOMEONE_ELSE
    return State.ASKED if _asked(piece, match, others) else State.PRESENT


def torn(piece: Piece, match: Match) -> bool:
    """Say whether a reading begins inside a denial and ends beyond a pause, as in "not a rash, its blisters"."""
    pauses = [at for at in range(match.start + 1, match.end) if piece.breaks[at]]
    if not pauses:
        return False
    denials = (*piece.spans("NO"), *piece.spans("NOT"))
    return any(end <= match.start and match.start - end <= FEW_WORDS for _, end in denials)


def long_past(piece: Piece, match: Match) -> bool:
    """Say whether a reading is told of a time long ago, and of no other: "in 2015", "as a child"."""
    told = [start for start, _ in piece.spans("LONG_AGO") if start not in match.at]
    near = any(not any(piece.breaks[min(start, match.end) : max(start + 1, match.start)]) for start in told)
    return near and not piece.spans("ALREADY") and not piece.spans("SAME")


def _starts(piece: Piece, *symbols: str) -> list[int]:
    return [start for symbol in symbols for start, _ in piece.spans(symbol)]


def _denied(piece: Piece, match: Match, used: frozenset[int]) -> bool:
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
    if any(at in used and _is_negative(piece.typed[at]) for at in range(start, after)):
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
    return any(0 <= at - match.end <= NEAR_UNTIL and not piece.breaks[at] for at in _starts(piece, "UNTIL"))


def _turns(piece: Piece, denial: tuple[int, int], target: int, match: Match, used: frozenset[int]) -> bool:
    """Say whether a new clause begins before a target: at "but", at "I", at "my" and "now" once a sign was denied."""
    start, after = denial
    if any(after <= at <= target for at in _starts(piece, "BREAK")):
        return True
    answer = piece.typed[start:after] == ["no"]  # "no i want to die", where others would write a comma
    denied = min((at for at in used - match.at if at >= after), default=target)
    selves = [at for at in _starts(piece, "SELF") if after + 1 < at < target and at not in match.at]
    selves += [at for at in _starts(piece, "SELF_SUBJECT") if (after if answer else after + 2) <= at <= target]
    later = [at for at in _starts(piece, "SELF", "ALREADY", "CLAUSE") if denied < at <= target]
    return any(piece.typed[at - 1] not in LISTING for at in (*selves, *later))


def _is_negative(word: str) -> bool:
    """Say whether a word is the one of an expression that denies ("not" in "does not")."""
    return word in NEGATIVE or word.endswith("nt")


def _is_list(piece: Piece, denial: tuple[int, int], first: int, target: int, reach: int) -> bool:
    """Say whether commas after a denial separate the members of one list: "never had any X, Y", "no X, Y or Z"."""
    verbs = _starts(piece, "HAVE", "BE", "FEEL", "GET", "SELF", "NO", "NOT")
    if any(first <= at <= target for at in verbs):
        return False
    pauses = [at for at in range(denial[1], len(piece.typed)) if piece.breaks[at]]
    closed = any(at >= first for at in _starts(piece, "OR"))
    several = denial[1] - denial[0] > 1
    contrast = not several and len(pauses) == 1 and piece.typed[denial[0]] in CONTRASTS  # "not a headache, a seizure"
    return closed or (not contrast and (several or reach == REACH_NOT))


def _over(piece: Piece, match: Match, used: frozenset[int]) -> bool:
    """Say whether it has stopped: words after it ("went away"), or right before it ("no longer", "got rid of")."""
    turns = _starts(piece, "BREAK", "ALREADY")
    for _, end in piece.spans("OVER_BEFORE"):
        if 0 <= match.start - end <= REACH_NO and not any(end <= at < match.start for at in turns):
            return True
    for span in piece.spans("OVER"):
        if span[0] >= match.end and span[0] not in used and not _goes_on(piece, span, match, used):
            return _looks_back(piece, range(match.end, span[0]), used)
    return False


def _goes_on(piece: Piece, span: tuple[int, int], match: Match, used: frozenset[int]) -> bool:
    """Say whether "stopped" is undone, or said of something else: "stopped my headache", "stopped eating"."""
    start, end = span
    if span in piece.spans("OVER_BEFORE") and any(at >= end for at in used):
        return True
    if "".join(piece.typed[end : end + 1]).endswith("ing"):
        return True
    doubled = piece.typed[start] in NO_MORE and any(_is_negative(piece.typed[at]) for at in match.at)
    return doubled or _undone(piece, start)


def _looks_back(piece: Piece, between: range, used: frozenset[int]) -> bool:
    """Say whether "it stopped" is said of a reading: no other sign stands between, but for one that came with it."""
    if any(at in between for at in _starts(piece, "UNTIL")):
        return False
    if any(at in used for at in between):
        linked = used | set(_starts(piece, *LINKS))
        return linked.issuperset(between) and not any(piece.breaks[at] for at in between)
    pauses = [at for at in between if piece.breaks[at]] + [at for at in _starts(piece, "BREAK", "and") if at in between]
    return set(_starts(piece, *BACK)).issuperset(range(max(pauses, default=between.stop), between.stop))


def _undone(piece: Piece, start: int) -> bool:
    """Say whether a "not" stands just before: "has not gone away"."""
    return any(0 < start - at <= FEW_WORDS for at in _starts(piece, "NOT", "NO", "NOT_YET"))


def _someone_else(piece: Piece, match: Match) -> bool:
    """Say whether another person is the one who has it, with nothing between that turns back to the patient."""
    selves = _starts(piece, "SELF")
    if piece.spans("SAME"):
        return False  # "my sister had chest pain and so do i"
    for _, end in piece.spans("PERSON"):
        if not 0 <= match.start - end <= REACH_PERSON:
            continue
        between = range(end, match.end)
        turned = [at for at in selves if at in between and (piece.typed[at] != "my" or match.start - at <= NEAR_MY)]
        if turned or any(at in between for at in _starts(piece, "SAY", "BREAK")):
            continue
        if any(at < end for at in _starts(piece, "SELF_SUBJECT")):
            continue
        return True
    return False


def _asked(piece: Piece, match: Match, others: Iterable[Match]) -> bool:
    """Say whether it is only asked, read about or feared: "can it cause X", "risk of X", "scared it will give me X"."""
    if any(start >= match.end for start, _ in piece.spans("SAME")):
        return False  # "can it cause seizures, i just had one"
    asked = [(start, end, True) for start, end in piece.spans("ASK")]
    asked += [(other.start, other.end, False) for other in others if other.sign == ASKED]
    return any(
        start < match.start
        and match.start - end <= REACH_ASK
        and not any(end <= at < match.start for at in _starts(piece, "BREAK"))
        and not _told_after(piece, end, match, lists=lists)
        for start, end, lists in asked
    )


def _told_after(piece: Piece, end: int, match: Match, *, lists: bool) -> bool:
    """Say whether a comma ends what was asked and the patient tells what is: "will it pass, my eyes are blurry now".

    A comma goes on with a list where what is asked is one by itself ("side effects include"), or where an "or" follows.
    """
    pauses = [at for at in range(end, match.start + 1) if piece.breaks[at]]
    if not pauses:
        return False
    after = next((at for at in range(match.end, len(piece.typed)) if piece.breaks[at]), len(piece.typed))
    told = any(pauses[-1] <= at < after for at in _starts(piece, *TELLING))
    return told or not (lists or any(at >= pauses[0] for at in _starts(piece, "OR")))
