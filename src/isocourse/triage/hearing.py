"""From a patient's words to signs: what was heard, how sure, how bad, since when, and in which state.

Pure: the words of the language are data. A `Listener` holds what it has looked up so far; make one and use it for many
phrases.
"""

from __future__ import annotations

from collections.abc import Iterable

from isocourse.course.entries import Severity, Urgency
from isocourse.triage.denial import torn
from isocourse.triage.foreign import language_of
from isocourse.triage.heard import Heard, HeardSign
from isocourse.triage.knowledge import TriageKnowledge
from isocourse.triage.matching import FAR, NO_SYMPTOM, OWN, UNSURE, Match, Rules, matches, outdoes
from isocourse.triage.mending import Mender
from isocourse.triage.past import long_closed, long_past
from isocourse.triage.pieces import Piece, pieces_of, scene
from isocourse.triage.scope import State, state
from isocourse.triage.severity import said_of, spans_named, spans_said
from isocourse.triage.timing import When, when
from isocourse.triage.unexplained import Ordinary
from isocourse.triage.weighing import Weigher
from isocourse.triage.words import Typed, Vocabulary, split
from isocourse.typed import Final

NEAR: Final = 4
CLOSE: Final = 0.1
CROSSING: Final = 0.1
MENDED: Final = 0.1
PER_WORD: Final = 0.01
MOST_FOR_WORDS: Final = 5
SEVERITIES: Final = (Severity.SEVERE, Severity.MODERATE, Severity.MILD)


class _Gathered:
    """What was gathered piece by piece, before it is summed up."""

    def __init__(self) -> None:
        self.best: dict[tuple[str, State], HeardSign] = {}
        self.places: list[tuple[str, frozenset[int], float]] = []
        self.since = When()
        self.severities: set[Severity] = set()
        self.rest: list[str] = []
        self.read_as: list[tuple[str, str]] = []
        self.left: dict[int, str] = {}
        self.idioms = False


class Listener:
    """Hears phrases in one language."""

    def __init__(self, knowledge: TriageKnowledge) -> None:
        self._knowledge = knowledge
        self._vocabulary = Vocabulary(knowledge.language)
        self._rules = Rules(knowledge.language)
        self._ordinary = Ordinary(knowledge.language.easy)
        self._mender = Mender(knowledge, self._hear)
        self._weigher = Weigher(knowledge, self._hear)

    def hear(self, words: str) -> Heard:
        """Return what is heard in a patient's words: by the rules, and by what the words are like."""
        heard, typed = self.by_rules(words)
        return self._weigher.weighed(heard, typed)._replace(
            words=words, language=language_of(typed.words, self._vocabulary, self._knowledge.language)
        )

    def by_rules(self, words: str) -> tuple[Heard, Typed]:
        """Return what the rules hear, and the words as they read them: some may be misspelled."""
        typed = split(words)
        heard, left = self._hear(typed)
        if left:
            mended, read_as = self._mender.mended(typed, left, heard)
            if read_as:
                heard = self._hear(mended)[0]
                heard = heard._replace(read_as=(*read_as, *heard.read_as))
                typed = mended
        return heard, typed

    def _hear(self, typed: Typed) -> tuple[Heard, dict[int, str]]:
        """Return what is heard in words that are split, and those that nothing accounts for, by their places."""
        got = _Gathered()
        language = self._knowledge.language
        for piece in pieces_of(typed, self._vocabulary, language):
            found, idle = matches(piece, self._rules)
            believed = self._believed(piece, found)
            known = self._known(piece, found, believed) | idle
            unclear = set(self._ordinary.unexplained(piece, known))
            unclear.update(self._ordinary.telling(piece, [match.at for match, _ in believed if not known]))
            got.left.update((piece.offset + at, piece.typed[at]) for at in sorted(unclear))
            got.rest += [word for at, word in enumerate(piece.typed) if at not in idle]
            got.idioms = got.idioms or bool(idle)
            self._gather(piece, believed, got)
            got.since = got.since if got.since != When() else when(piece)
        whole = scene(typed, self._vocabulary, language)
        if whole is not None:
            told = self._believed(whole, matches(whole, self._rules, reach=FAR)[0])
            self._gather(whole, told, got)
            got.left = {at: word for at, word in got.left.items() if not any(at in match.at for match, _ in told)}
        heard = self._sum(got.best.values(), got.places, got.severities, got.since)
        heard = heard._replace(left=tuple(dict.fromkeys(got.left.values())), read_as=tuple(dict.fromkeys(got.read_as)))
        return (heard._replace(rest=" ".join(got.rest)) if got.idioms else heard), got.left

    def _gather(self, piece: Piece, believed: list[tuple[Match, State]], got: _Gathered) -> None:
        """Add what is believed of a piece to what was gathered before."""
        said = said_of(piece, [match for match, _ in believed])
        for (match, how), own in zip(believed, said, strict=True):
            one = self._heard(piece, match, how)._replace(said=own)
            words = [piece.typed[at] for at in sorted(match.at)]
            got.read_as += [(word, self._vocabulary.find(word)) for word in words if self._vocabulary.is_mended(word)]
            got.places.append((match.sign, frozenset(at + piece.offset for at in match.at), one.confidence))
            before = got.best.get((one.sign, one.state))
            if before is None or before.confidence < one.confidence:
                got.best[one.sign, one.state] = one._replace(said=one.said or (before.said if before else None))
            elif one.said and not before.said:
                got.best[one.sign, one.state] = before._replace(said=one.said)
        got.severities.update(level for _, _, level in spans_said(piece))

    def _known(self, piece: Piece, found: list[Match], believed: list[tuple[Match, State]]) -> frozenset[int]:
        """Return the places of what is understood: "fine", questions, and readings that are more than a hint ("hand").

        A hint is understood where it is denied, or says once more what is said for sure.
        """
        signs = self._knowledge.signs
        sure_of = ((match, how, self._heard(piece, match, how).confidence) for match, how in believed)
        clear = [(match, how) for match, how, sure in sure_of if sure > UNSURE and not match.crossing]
        said = {signs[match.sign].effect for match, _ in clear}
        sure = [m.at for m, how in believed if how is State.DENIED or (m, how) in clear or signs[m.sign].effect in said]
        own = [match.at for match in found if match.sign in OWN]
        return frozenset(at for places in (*sure, *own) for at in places)

    def _believed(self, piece: Piece, found: list[Match]) -> list[tuple[Match, State]]:
        """Return the readings with their states, without those that a longer one explains.

        A reading yields to a longer one of the same sign, or to one that is there: a denial hushes no other sign.
        """
        signs = self._knowledge.signs
        told = [match for match in found if match.sign not in OWN and not torn(piece, match)]
        longest = [match for match in told if not any(outdoes(other, match, signs) for other in told)]
        others = [*longest, *(match for match in found if match.sign in OWN)]
        states = [(match, self._state(piece, match, others)) for match in told]
        return [
            (match, how)
            for match, how in states
            if not any(
                (other.sign == match.sign or theirs in {State.PRESENT, how}) and outdoes(other, match, signs)
                for other, theirs in states
            )
        ]

    def _state(self, piece: Piece, match: Match, others: list[Match]) -> State:
        """Return how a reading was meant. What counts once it has happened is over only where it was long ago."""
        sign = self._knowledge.signs[match.sign]
        lasting = sign.urgency is Urgency.EMERGENCY and not sign.once
        if sign.self_harm:  # "my dad died in 2015 and i want to follow him" is of today
            dated = long_closed(piece, match, frozenset(at for other in others for at in other.at))
        else:
            dated = long_past(piece, match, others, lasting=lasting)
        how = state(piece, match, others, dated=dated, lasting=sign.self_harm or sign.once)
        return State.PRESENT if how is State.OVER and sign.once and not dated else how

    def _heard(self, piece: Piece, match: Match, how: State) -> HeardSign:
        words = [piece.typed[at] for at in sorted(match.at)]
        mended = any(self._vocabulary.is_mended(word) for word in words)
        weight = match.weight - CROSSING * match.crossing - MENDED * mended
        near = _said(piece, match.start - NEAR, match.end + NEAR)
        return HeardSign(
            sign=match.sign,
            words=" ".join(piece.typed[match.start : match.end]),
            confidence=round(min(0.99, weight + PER_WORD * min(len(match.at), MOST_FOR_WORDS)), 2),
            severity=near[0] if near else None,
            state=how,
        )

    def _sum(
        self,
        heard: Iterable[HeardSign],
        places: list[tuple[str, frozenset[int], float]],
        severities: set[Severity],
        since: When,
    ) -> Heard:
        everything = self._surer(list(heard))
        signs = {one.sign: one for one in everything if one.state is State.PRESENT}
        others = [one for one in everything if one.sign not in signs]
        said = next((level for level in SEVERITIES if level in severities), None)
        return Heard(
            signs=tuple(signs.values()),
            denied=tuple(one for one in others if one.state in {State.DENIED, State.OVER}),
            aside=tuple(one for one in others if one.state in {State.SOMEONE_ELSE, State.ASKED}),
            severity=next((one.said for one in signs.values() if one.said), said),
            days_ago=since.days_ago,
            weekday=since.weekday,
            mentions_self_harm=any(self._knowledge.signs[one.sign].self_harm for one in everything),
            close=self._close(places, signs),
        )

    def _surer(self, heard: list[HeardSign]) -> list[HeardSign]:
        """Leave out what the words only may mean and asks for no doctor today, where surer readings stand beside it."""
        effects = {one.sign: self._knowledge.signs[one.sign] for one in heard}
        sure = (one for one in heard if one.confidence > UNSURE and one.state is State.PRESENT)
        if all(effects[one.sign].effect == NO_SYMPTOM for one in sure):
            return heard
        return [
            one for one in heard if one.confidence > UNSURE or effects[one.sign].urgency.rank > Urgency.NEXT_VISIT.rank
        ]

    def _close(
        self, places: list[tuple[str, frozenset[int], float]], signs: dict[str, HeardSign]
    ) -> tuple[str, str] | None:
        """Return two signs of different effects that share words and are about as sure."""
        effects = self._knowledge.signs
        present = [place for place in places if place[0] in signs][: NEAR * NEAR]
        for number, (sign, at, sure) in enumerate(present):
            for other, there, as_sure in present[number + 1 :]:
                if effects[sign].effect != effects[other].effect and at & there and abs(sure - as_sure) <= CLOSE:
                    return (sign, other)
        return None


def hear(words: str, knowledge: TriageKnowledge) -> Heard:
    """Return what is heard in one phrase. For many phrases keep a `Listener`."""
    return Listener(knowledge).hear(words)


def _said(piece: Piece, low: int, high: int) -> list[Severity]:
    """Return the severities said between two positions, the worst first."""
    return [level for start, _, level in spans_named(piece) if low <= start < high]
