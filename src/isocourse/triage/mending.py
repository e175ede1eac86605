"""A word that nothing accounts for, tried as a danger with one wrong letter: in a rule or an expression, short or long.

Pure. A guess is taken only where it makes the answer more urgent together with other words: alone it is no alarm.
"""

from __future__ import annotations

from collections.abc import Callable

from isocourse.course.entries import Urgency
from isocourse.triage.combinations import highest, red_flags, urgency_of
from isocourse.triage.heard import Heard
from isocourse.triage.knowledge import TriageKnowledge
from isocourse.triage.pieces import sentence
from isocourse.triage.slips import meant
from isocourse.triage.words import Typed
from isocourse.typed import Final, TypeAlias

MOST_SUSPECTS: Final = 8
ReadAs: TypeAlias = tuple[tuple[str, str], ...]


class Mender:
    """Tries the words that nothing accounts for; `hear` tells what is heard in words, and what is left over."""

    def __init__(self, knowledge: TriageKnowledge, hear: Callable[[Typed], tuple[Heard, dict[int, str]]]) -> None:
        self._knowledge = knowledge
        self._hear = hear
        self._lexicon = knowledge.language.lexicon
        self._dangers = knowledge.language.dangers

    def mended(self, typed: Typed, left: dict[int, str], heard: Heard) -> tuple[Typed, ReadAs]:
        """Return the words with the misspelled ones replaced that make the answer more urgent, and which ones."""
        read_as: list[tuple[str, str]] = []
        worst = self._urgency(heard)
        for at in [at for at, word in left.items() if word not in self._lexicon][:MOST_SUSPECTS]:
            if worst is Urgency.EMERGENCY:
                break
            best = typed
            for word in meant(typed.words[at], self._dangers):
                tried = Typed([*typed.words[:at], word, *typed.words[at + 1 :]], typed.breaks)
                again = self._hear(sentence(tried, at))[0]
                signs = tuple(one for one in again.signs if " " in one.words)  # a guess alone is no alarm
                urgency = self._urgency(again._replace(signs=signs), heard)
                if urgency.rank > worst.rank:
                    worst, best = urgency, tried
            if best is not typed:
                read_as.append((typed.words[at], best.words[at]))
                typed = best
        return typed, tuple(read_as)

    def _urgency(self, heard: Heard, beside: Heard | None = None) -> Urgency:
        """Return how urgent what is heard is, also together with what stands beside it."""
        signs = self._knowledge.signs
        now = [one.sign for one in heard.signs]
        others = [one.sign for one in beside.signs] if beside else []
        alone = [urgency_of(signs[one.sign], one.severity) for one in heard.signs]
        return highest([*alone, *(flag.urgency for flag in red_flags(now, others, self._knowledge))])
