"""The patient's words, a sentence at a time, with what the vocabulary knows of them: words, expressions, concepts."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from isocourse.named import NamedTuple
from isocourse.triage.knowledge import Language
from isocourse.triage.words import STRONG, WEAK, Typed, Vocabulary, split
from isocourse.typed import Final, TypeAlias

LONGEST: Final = 60
OVERLAP: Final = 20
WHOLE: Final = "="
CLOSED: Final = "CLOSED"

Span: TypeAlias = tuple[int, int]


class Piece(NamedTuple):
    """One sentence, or part of a very long one.

    `typed` are its words as the patient wrote them and `breaks` the pauses before them; `hits` tells for each word and
    concept where it stands, as spans of positions; `offset` is where the piece begins among all the words.
    """

    typed: list[str]
    breaks: list[int]
    hits: dict[str, list[Span]]
    offset: int

    def spans(self, symbol: str) -> list[Span]:
        """Return where a word or concept stands."""
        return self.hits.get(symbol, [])


def pieces(text: str, vocabulary: Vocabulary, language: Language) -> Iterator[Piece]:
    """Yield the sentences of a text; a very long one in overlapping parts."""
    return pieces_of(split(text), vocabulary, language)


def pieces_of(typed: Typed, vocabulary: Vocabulary, language: Language) -> Iterator[Piece]:
    """Yield the sentences of words that are split; a very long one in overlapping parts.

    A stop before what only closes ("had hives in may. none since") is a pause.
    """
    found = [vocabulary.find(word) for word in typed.words]
    closing = {at for at, strength in enumerate(typed.breaks) if strength == STRONG and _closes(found, at, language)}
    if closing:
        typed = Typed(typed.words, [WEAK if at in closing else one for at, one in enumerate(typed.breaks)])
    for start, end in _sentences(typed):
        yield Piece(
            typed=typed.words[start:end],
            breaks=typed.breaks[start:end],
            hits=_hits(found[start:end], typed.breaks[start:end], vocabulary, language),
            offset=start,
        )


def scene(typed: Typed, vocabulary: Vocabulary, language: Language) -> Piece | None:
    """Return all sentences of a short text as one piece, where it has several: a scene may be told over them."""
    if len(typed.words) > LONGEST or not any(strength == STRONG for strength in typed.breaks[1:]):
        return None
    found = [vocabulary.find(word) for word in typed.words]
    return Piece(typed.words, typed.breaks, _hits(found, typed.breaks, vocabulary, language), 0)


def sentence(typed: Typed, at: int) -> Typed:
    """Return the sentence, or the part of a very long one, that a word stands in."""
    return next(part for (start, end), part in _parts(typed) if start <= at < end)


def clauses(typed: Typed, joins: Collection[str]) -> list[Typed]:
    """Return what stands between stops, commas and the words that join; of what is very long the parts."""
    begins = {at for at, word in enumerate(typed.words) if typed.breaks[at] or word in joins}
    breaks = [STRONG * (at in begins) for at in range(len(typed.words))]
    return [part for _, part in _parts(Typed(typed.words, breaks))]


def _parts(typed: Typed) -> Iterator[tuple[Span, Typed]]:
    for start, end in _sentences(typed):
        yield (start, end), Typed(typed.words[start:end], typed.breaks[start:end])


def _sentences(typed: Typed) -> Iterator[Span]:
    stops = [at for at, strength in enumerate(typed.breaks) if strength == STRONG and at]
    for start, end in zip([0, *stops], [*stops, len(typed.words)], strict=True):
        begin = start
        while end - begin > LONGEST:
            yield begin, begin + LONGEST
            begin += LONGEST - OVERLAP
        if begin < end:
            yield begin, end


def _closes(found: list[str], at: int, language: Language) -> bool:
    """Say whether a sentence begins with what closes the one before: "none since"."""
    ends = range(at + 2, at + min(language.starts.get(found[at], 1), len(found) - at) + 1)
    return any(CLOSED in language.lexicon.get(" ".join(found[at:end]), "").split() for end in ends)


def _hits(found: list[str], breaks: list[int], vocabulary: Vocabulary, language: Language) -> dict[str, list[Span]]:
    """Return where each symbol stands. An expression that is a whole takes away the concepts of its words."""
    hits: dict[str, list[Span]] = {}
    at = 0
    while at < len(found):
        end = at + 1
        for length, symbols in _expressions(found, breaks, at, language):
            for symbol in symbols:
                hits.setdefault(symbol, []).append((at, at + length))
            if WHOLE in symbols:
                end = at + length
                break
        for inner in range(at, end):
            symbols = vocabulary.symbols(found[inner]) if end == at + 1 else (found[inner],)
            for symbol in symbols:
                hits.setdefault(symbol, []).append((inner, inner + 1))
        at = end
    return hits


def _expressions(
    found: list[str], breaks: list[int], at: int, language: Language
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the expressions that begin here, the longest first: their length and what they stand for."""
    longest = min(language.starts.get(found[at], 1), len(found) - at)
    for length in range(longest, 1, -1):
        symbols = language.lexicon.get(" ".join(found[at : at + length]))
        if symbols is not None and not any(breaks[at + 1 : at + length]):
            yield length, tuple(symbols.split())
