"""Which rules of the language hold in a piece of text, and which of them to believe when several share words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from isocourse.course.entries import Urgency
from isocourse.named import NamedTuple
from isocourse.triage.knowledge import Language, Rule, Sign
from isocourse.triage.pieces import Piece, Span
from isocourse.typed import Final

GAP: Final = "..."
LONGEST_GAP: Final = 6
CLOSE_BY: Final = 4
FAR: Final = 20  # a rule of this reach or more tells a scene, which may go over several sentences
MOST_FILLER: Final = 4
FILLER: Final = "FILLER"
JOINS: Final = ("AND", "BREAK")
UNSURE: Final = 0.6
WELL: Final = "-well"
NOTHING: Final = "-nothing"
ASKED: Final = "-asked"
OWN: Final = (WELL, NOTHING, ASKED)
NO_SYMPTOM: Final = "none"


class Match(NamedTuple):
    """One reading of some words as a sign. `at` are the positions of the words that carry it."""

    sign: str
    weight: float
    at: frozenset[int]
    crossing: bool

    @property
    def start(self) -> int:
        """Return the position of the first word."""
        return min(self.at)

    @property
    def end(self) -> int:
        """Return the position after the last word."""
        return max(self.at) + 1


class Rules:
    """The rules of a language, read when they are first needed."""

    def __init__(self, language: Language) -> None:
        self._raw = language.rules
        self._anchors = language.anchors
        self._read: dict[str, list[tuple[Rule, tuple[frozenset[str], ...]]]] = {}

    def candidates(self, piece: Piece) -> Iterator[Rule]:
        """Yield the rules of which every item is somewhere in the piece."""
        present = set(piece.hits)
        for symbol in piece.hits:
            for rule, items in self._anchored(symbol):
                for item in items:
                    if item.isdisjoint(present):
                        break
                else:
                    yield rule

    def _anchored(self, symbol: str) -> list[tuple[Rule, tuple[frozenset[str], ...]]]:
        known = self._read.get(symbol)
        if known is None:
            rules = [read(self._raw[number]) for number in self._anchors.get(symbol, ())]
            known = [(rule, tuple(item for item in rule.items if GAP not in item)) for rule in rules]
            self._read[symbol] = known
        return known


def read(line: str) -> Rule:
    """Return the rule that a line of the compiled language stands for."""
    sign, weight, ordered, reach, items, without = line.split(";")
    return Rule(
        sign=sign,
        weight=float(weight),
        ordered=ordered == "1",
        reach=int(reach),
        items=tuple(frozenset(item.split("|")) for item in items.split()),
        without=frozenset(without.split("|")) if without else frozenset(),
    )


def matches(piece: Piece, rules: Rules, *, reach: int = 0) -> tuple[list[Match], frozenset[int]]:
    """Return the readings of a piece, the places where it says "fine" or only asks among them, and what is set aside.

    Words are set aside where they are an idiom, a film, a joke: no reading rests on them alone. Only rules of a `reach`
    are looked at.
    """
    found: dict[tuple[str, frozenset[int]], Match] = {}
    for rule in rules.candidates(piece):
        if rule.reach < reach:
            continue
        for spans in _in_order(piece, rule) if rule.ordered else _nearby(piece, rule):
            match = _match(piece, rule, spans)
            known = found.get((match.sign, match.at))
            if (known is None or known.weight < match.weight) and not _hindered(piece, rule, match):
                found[match.sign, match.at] = match
    idle = frozenset(at for match in found.values() if match.sign == NOTHING for at in match.at)
    loose = [match for match in found.values() if not match.at <= idle]
    return _bound(loose), idle


def _match(piece: Piece, rule: Rule, spans: Sequence[Span]) -> Match:
    at = frozenset(position for start, end in spans for position in range(start, end))
    return Match(sign=rule.sign, weight=rule.weight, at=at, crossing=not rule.ordered and _crosses(piece, at))


def _crosses(piece: Piece, at: frozenset[int]) -> bool:
    """Say whether a comma, an "and" or a "but" stands between the words of a reading."""
    low, high = min(at), max(at)
    if any(piece.breaks[low + 1 : high + 1]):
        return True
    return any(low < start < high and start not in at for join in JOINS for start, _ in piece.spans(join))


def _pauses(piece: Piece, spans: Sequence[Span]) -> bool:
    return _crosses(piece, frozenset(at for start, end in spans for at in range(start, end)))


def _hindered(piece: Piece, rule: Rule, match: Match) -> bool:
    """Say whether something stands near, with no pause between, that makes the rule not hold."""
    first, last = match.start, match.end - 1
    for symbol in rule.without:
        for start, _ in piece.spans(symbol):
            if start in match.at or not first - rule.reach <= start <= last + rule.reach:
                continue
            if first < start < last or not _crosses(piece, frozenset((start, first if start < first else last))):
                return True
    return False


def _nearby(piece: Piece, rule: Rule) -> Iterator[tuple[Span, ...]]:
    """Yield, for each place of the first item, the nearest places of the others, where they are within reach."""
    first, *others = (sorted({span for symbol in item for span in piece.spans(symbol)}) for item in rule.items)
    for anchor in first:
        chosen = [anchor]
        for spans in others:
            free = [span for span in spans if all(span[1] <= other[0] or other[1] <= span[0] for other in chosen)]
            if not free:
                break
            chosen.append(min(free, key=lambda span: max(anchor[0] - span[1], span[0] - anchor[1])))
        else:
            low, high = min(span[0] for span in chosen), max(span[1] for span in chosen)
            between = high - low - sum(end - start for start, end in chosen)
            if between <= rule.reach and (rule.reach > CLOSE_BY or not _pauses(piece, chosen)):
                yield tuple(chosen)


def _in_order(piece: Piece, rule: Rule) -> Iterator[tuple[Span, ...]]:
    """Yield the places where the items follow one another, with filler between, or more where the rule has a gap."""
    filler = {start for start, _ in piece.spans(FILLER)}
    for item_spans in sorted({span for symbol in rule.items[0] for span in piece.spans(symbol)}):
        chosen = [item_spans]
        reach = 0
        for item in rule.items[1:]:
            if GAP in item:
                reach = LONGEST_GAP
                continue
            following = _next(piece, item, chosen[-1][1], reach, filler)
            reach = 0
            if following is None:
                break
            chosen.append(following)
        else:
            yield tuple(chosen)


def _next(piece: Piece, item: Iterable[str], after: int, reach: int, filler: set[int]) -> Span | None:
    """Return the first and longest place of an item behind a position: at once, after filler, or within a gap."""
    best: Span | None = None
    for symbol in item:
        for span in piece.spans(symbol):
            if span[0] < after or (best is not None and (span[0], -span[1]) >= (best[0], -best[1])):
                continue
            between = span[0] - after
            if between <= reach or (between <= MOST_FILLER and all(at in filler for at in range(after, span[0]))):
                best = span
    return best


def _bound(found: list[Match]) -> list[Match]:
    """Leave out readings across a comma or an "and" whose every word already has a partner on its own side."""
    taken = {at for match in found if not match.crossing and len(match.at) > 1 for at in match.at}
    return [match for match in found if not match.crossing or not taken.issuperset(match.at)]


def outdoes(other: Match, match: Match, signs: Mapping[str, Sign]) -> bool:
    """Say whether one reading explains all the words of another. What needs a doctor today only yields to as much."""
    if not other.at >= match.at or (other.crossing and not match.crossing):
        return False
    if other.sign == match.sign:
        return other.at > match.at
    mine, theirs = signs[match.sign], signs[other.sign]
    if match.sign in theirs.instead_of:
        return True
    if other.sign in mine.instead_of or (other.at == match.at and other.weight <= match.weight):
        return False
    return mine.urgency.rank <= max(theirs.urgency.rank, Urgency.NEXT_VISIT.rank)
