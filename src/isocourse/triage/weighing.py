"""What the words are like, weighed against what the rules heard in them: raised, doubted, or quiet.

Pure. The weights were learned from labelled phrases (`triage.likeness`). A phrase that weighs more than the rules heard
is raised, as something that may be. A call of the rules in a long clause that sounds like none is doubted: it is told
as such, and the signs are shown; a crisis never is. Where all sounds calm, in words that are known, no signs are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from isocourse.course.entries import Urgency
from isocourse.named import NamedTuple
from isocourse.triage.heard import ALIKE, Heard, HeardSign
from isocourse.triage.knowledge import Sign, TriageKnowledge
from isocourse.triage.likeness import places, telling, weight
from isocourse.triage.pieces import clauses
from isocourse.triage.scope import State
from isocourse.triage.words import Typed
from isocourse.typed import Final

FEW: Final = 3  # different words; a bare noun tells nothing
TOLD_APART: Final = 2  # of the likeliest effects: a crisis among them is one
LIKE: Final = {Urgency.CALL_TODAY: "like-alarm", Urgency.EMERGENCY: "like-emergency"}
CRISES: Final = {"suicidal-thoughts": "like-crisis", "psychosis": "like-psychosis"}


class _Clause(NamedTuple):
    """A part of a text with what it says by itself: how urgent to the rules, and how much like an alarm."""

    words: Sequence[str]
    urgency: int
    alarm: float


class Weigher:
    """Weighs what was heard; `hear` tells what the rules hear in words, for the clauses of a text."""

    def __init__(self, knowledge: TriageKnowledge, hear: Callable[[Typed], tuple[Heard, dict[int, str]]]) -> None:
        self._knowledge = knowledge
        self._hear = hear

    def weighed(self, heard: Heard, typed: Typed) -> Heard:
        """Return what was heard, with what the words are like where that asks for more, or for much less."""
        learned, urgency = self._knowledge.learned, urgency_of(heard, self._knowledge.signs)
        bars, words = learned.bars, typed.words
        at = places(words, heard, urgency)
        alarm = weight(at, learned.alarm)
        whole = _Clause(words, urgency, alarm)
        is_short = len(words) <= bars.short_words
        is_loud = alarm >= (bars.short if is_short else bars.alarm)
        bar = bars.short if is_short else bars.emergency if is_loud else bars.alone
        is_emergency = weight(at, learned.emergency) >= bar
        if is_loud or is_emergency:
            known = self._known(words)
            wanted = Urgency.EMERGENCY if is_emergency and known >= bars.known_emergency else Urgency.CALL_TODAY
            return self._raised(heard, wanted, words) if known >= bars.known and wanted.rank > urgency else heard
        if urgency >= Urgency.CALL_TODAY.rank:
            bar = bars.calm if urgency < Urgency.EMERGENCY.rank else bars.calm_emergency
            is_sure = heard.mentions_self_harm or any(one.sign in learned.never_doubted for one in heard.signs)
            return self._doubted(heard) if alarm < bar and not is_sure and self._is_calm(typed, whole, bar) else heard
        if not heard.left and (heard.signs or heard.denied or heard.aside):
            return heard._replace(doubted=alarm >= bars.doubt)
        bar = bars.left if heard.left else bars.nothing
        quiet = alarm < bar and self._is_quiet(typed, whole, heard.left, bar)
        return heard._replace(quiet=quiet, alike=() if quiet and heard.signs else self._effects(words))

    def _is_calm(self, typed: Typed, whole: _Clause, bar: float) -> bool:
        """Say whether each clause in which the rules hear a call is a long one and below the bar.

        Where none says it alone, the whole text has to be long.
        """
        many = self._knowledge.learned.bars.long_words
        loud = [part for part in self._clauses(typed, whole) if part.urgency >= Urgency.CALL_TODAY.rank]
        if not loud:
            return len(typed.words) >= many
        return all(len(part.words) >= many and part.alarm < bar for part in loud)

    def _is_quiet(self, typed: Typed, whole: _Clause, left: Collection[str], bar: float) -> bool:
        """Say whether each clause with something left is like nothing that needs a doctor, in words that are known."""
        known = self._knowledge.language.speaks_of
        if len(set(typed.words)) < FEW or not all(word in known for word in left):
            return False
        parts = (part for part in self._clauses(typed, whole) if not left or not set(left).isdisjoint(part.words))
        return all(part.alarm < bar for part in parts)

    def _clauses(self, typed: Typed, whole: _Clause) -> Iterator[_Clause]:
        """Yield the clauses, each judged alone; a single one is judged already."""
        learned = self._knowledge.learned
        parts = clauses(typed, learned.joins)
        if len(parts) == 1:
            yield whole
            return
        for part in parts:
            heard = self._hear(part)[0]
            urgency = urgency_of(heard, self._knowledge.signs)
            yield _Clause(part.words, urgency, weight(places(part.words, heard, urgency), learned.alarm))

    def _known(self, words: Sequence[str]) -> float:
        """Return how many of the words, of 1, are known from patients; all, where they are few or name somebody.

        A manual or a law names nobody, and has words of its own.
        """
        learned, known = self._knowledge.learned, self._knowledge.language.speaks_of
        if len(words) < learned.bars.short_words or not learned.persons.isdisjoint(words):
            return 1.0
        return sum(word in known for word in words) / len(words)

    def _effects(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the effects that the words speak of, the likeliest first."""
        from isocourse.triage.nearest import Nearest  # most phrases are understood

        return Nearest(self._knowledge.language.speaks_of, self._knowledge.effects).effects(words)

    def _raised(self, heard: Heard, urgency: Urgency, words: Sequence[str]) -> Heard:
        """Return what was heard, with a sign for what the words are like, and the effects that they speak of."""
        alike = self._effects(words)
        sign, scale = LIKE[urgency], self._knowledge.learned.alarm
        if urgency is Urgency.EMERGENCY:
            scale = self._knowledge.learned.emergency
            sign = next((CRISES[effect] for effect in alike[:TOLD_APART] if effect in CRISES), sign)
        idle = [word for word in words if self._knowledge.language.easy.get(word) == ""]
        like = HeardSign(sign, telling(words, scale, idle), ALIKE, None, State.PRESENT)
        self_harm = heard.mentions_self_harm or self._knowledge.signs[sign].self_harm
        return heard._replace(signs=(*heard.signs, like), mentions_self_harm=self_harm, alike=alike)

    def _doubted(self, heard: Heard) -> Heard:
        """Return what was heard, with the signs that need a doctor set aside as doubted."""
        signs = self._knowledge.signs
        loud = [one for one in heard.signs if signs[one.sign].urgency.rank >= Urgency.CALL_TODAY.rank]
        return heard._replace(
            signs=tuple(one for one in heard.signs if one not in loud),
            aside=(*heard.aside, *(one._replace(state=State.DOUBTED) for one in loud)),
            doubted=True,
        )


def urgency_of(heard: Heard, signs: Mapping[str, Sign]) -> int:
    """Return how urgent the signs that were heard are by themselves, as the rank of an urgency."""
    return max((signs[one.sign].urgency.rank for one in heard.signs), default=0)
