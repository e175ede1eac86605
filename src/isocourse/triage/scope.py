"""How what was heard was meant: as present, denied, over, about somebody else, or only asked about.

The words that decide are concepts of the language: OVER, PERSON, SAY, SELF, ASK and others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from isocourse.triage.denial import ANSWERS, FEW_WORDS, REACH_NO, denied, is_negative, starts
from isocourse.triage.matching import ASKED, NO_SYMPTOM, OWN, WELL, Match
from isocourse.triage.past import closed
from isocourse.triage.pieces import Piece
from isocourse.typed import Final

REACH_ASK: Final = 8
REACH_PERSON: Final = 8
NO_CHANGE: Final = "no-change"
NO_MORE: Final = frozenset({"no", "not"})  # "dont want to be here no more" is no end of it
NEAR_MY: Final = 2
STEERING: Final = frozenset(
    {"NO", "NOT", "OVER", "OVER_BEFORE", "CLOSED", "LONG_AGO", "YOUNG", "PERSON", "ASK", "STORY"}
)
LINKS: Final = ("WITH", "FILLER")
TELLING: Final = ("SELF", "BE", "HAVE", "FEEL", "ALREADY")
RELATIVE: Final = frozenset({"where", "who", "whose", "which", "about", "that"})
BACK: Final = ("IT", "BREAK", "NUM", "DAY", "WEEK", "MONTH", "NUM_WORD")


class State(Enum):
    """How a sign was meant."""

    PRESENT = "present"
    DENIED = "denied"
    OVER = "over"
    SOMEONE_ELSE = "someone_else"
    ASKED = "asked"
    DOUBTED = "doubted"  # the rest of the phrase is like what needs no doctor


ANYBODY: Final = frozenset({"too-many-capsules"})  # as urgent when somebody else swallowed the capsules
AS_USUAL: Final = frozenset({"period-came"})  # "my period started" is said to be well, and there


def state(piece: Piece, match: Match, others: Sequence[Match], *, dated: bool = False, lasting: bool = False) -> State:
    """Return how a reading was meant; in doubt, as present.

    `dated`: a time long ago is said, and it counts; `lasting`: that it is told as over does not.
    """
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
    well = match.sign not in AS_USUAL and any(other.sign == WELL and match.at <= other.at for other in others)
    is_back = any(start >= match.end and not _undone(piece, start) for start, _ in piece.spans("IS_BACK"))
    if not is_back and (denied(piece, match, used) or well):
        return State.DENIED
    if not is_back and (dated or _over(piece, match, used) or (not lasting and closed(piece, match, used))):
        return State.OVER  # but "no chest pain yesterday but today i have it"
    if _someone_else(piece, match):
        return State.SOMEONE_ELSE
    return State.ASKED if _asked(piece, match, others) else State.PRESENT


def _over(piece: Piece, match: Match, used: frozenset[int]) -> bool:
    """Say whether it has stopped: words after it ("went away"), or right before it ("no longer", "got rid of")."""
    turns = starts(piece, "BREAK", "ALREADY")
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
    doubled = piece.typed[start] in NO_MORE and any(is_negative(piece.typed[at]) for at in match.at)
    return doubled or _undone(piece, start)


def _looks_back(piece: Piece, between: range, used: frozenset[int]) -> bool:
    """Say whether "it stopped" is said of a reading: no other sign stands between, but for one that came with it."""
    if any(at in between for at in starts(piece, "UNTIL")):
        return False
    if any(at in used for at in between):
        linked = used | set(starts(piece, *LINKS))
        return linked.issuperset(between) and not any(piece.breaks[at] for at in between)
    pauses = [at for at in between if piece.breaks[at]] + [at for at in starts(piece, "BREAK", "and") if at in between]
    return set(starts(piece, *BACK)).issuperset(range(max(pauses, default=between.stop), between.stop))


def _undone(piece: Piece, start: int) -> bool:
    """Say whether a "not" stands just before: "has not gone away"."""
    return any(0 < start - at <= FEW_WORDS for at in starts(piece, "NOT", "NO", "NOT_YET"))


def _someone_else(piece: Piece, match: Match) -> bool:
    """Say whether another person is the one who has it, with nothing between that turns back to the patient."""
    if piece.spans("SAME"):
        return False  # "my sister had chest pain and so do i"
    return any(_has_it(piece, span, match) for span in piece.spans("PERSON")) or _told_in_story(piece, match)


def _has_it(piece: Piece, person: tuple[int, int], match: Match) -> bool:
    """Say whether this person has it: named before it, with no pause, or with a verb behind the pause."""
    start, end = person
    if not 0 <= match.start - end <= REACH_PERSON:
        return False
    between = range(end, match.end)
    selves = [at for at in starts(piece, "SELF") if at in between]
    if any(piece.typed[at] != "my" or match.start - at <= NEAR_MY for at in selves):
        return False
    if any(at in between for at in starts(piece, "SAY", "BREAK")):
        return False
    pauses = [at for at in range(end, match.start + 1) if piece.breaks[at]]
    has = any(at in between for at in starts(piece, "HAVE"))
    if pauses and not has and not any(pauses[-1] <= at < match.end for at in starts(piece, "BE")):
        return False  # "my sister is here, chest pain"
    clause = max((at for at in range(start + 1) if piece.breaks[at]), default=0)
    return not any(clause <= at < end for at in starts(piece, "SELF_SUBJECT"))


def _told_in_story(piece: Piece, match: Match) -> bool:
    """Say whether it is told in a film, a book or a game: "a film where a boy faints", with no pause, and no "I"."""
    for _, end in piece.spans("STORY"):
        between = range(end, match.start)
        if (
            len(between) <= REACH_PERSON
            and not RELATIVE.isdisjoint(piece.typed[end : match.start])
            and not any(piece.breaks[at] for at in range(end, match.start + 1))
            and not any(end <= at < match.end for at in starts(piece, "SELF", "BREAK", "AND"))
        ):
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
        and not any(end <= at < match.start for at in starts(piece, "BREAK"))
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
    told = any(pauses[-1] <= at < after for at in starts(piece, *TELLING))
    return told or not (lists or any(at >= pauses[0] for at in starts(piece, "OR")))
