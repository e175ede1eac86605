"""Pure: which topics of the guide a person's words mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from isocourse.guide.topics import TopicEntry
from isocourse.named import NamedTuple
from isocourse.typed import Final

_NO_SUBJECT: Final = (
    "a about after again all also always am an and any anybody anyone anything are as at be because been before being"
    " both but by can could did do does doing done dont each else ever every for from get getting go goes going gone"
    " got had happen happens has have having he her here him his how i id if im in into is it its ive just know let"
    " like make may maybe me might more my need now of off on one onto or our out over please really said say see she"
    " should since so some somebody someone something still such take taken taking tell than that the their them then"
    " there these they thing things think this those though through to told took try two up us use used using very"
    " want was we well went were what whats when where which while who whom why will wish with would yet you your"
)
_FILLER: Final = frozenset(_NO_SUBJECT.split())
_SLUG, _KEYWORD, _TITLE, _TEXT = 4.0, 3.0, 2.0, 1.0
_CLOSE: Final = 0.75  # of the best score
_MOST: Final = 6
_ALIKE: Final = 0.8  # of the letters, for a misspelled word
_LONG: Final = 6  # letters; what is shorter is never taken for a misspelling
_SHORTEST: Final = 4  # letters of a word that may lose an ending


class Hit(NamedTuple):
    """A topic and how well the words fit it."""

    slug: str
    score: float


def rank(words: str, entries: Sequence[TopicEntry], texts: Mapping[str, str] | None = None) -> list[Hit]:
    """Return the topics that the words fit, best first; equals stay in the order of the list.

    A word counts most in a topic's name, then in a keyword (more where all words of a longer keyword were said), then
    in the title, and least in the text. Where the words are a topic's own name, that topic is the only answer.
    """
    for entry in entries:
        if _words(words) == _words(entry.slug):
            return [Hit(entry.slug, _SLUG)]
    said = frozenset(_stems(words))
    hits = [Hit(entry.slug, _score(said, entry, (texts or {}).get(entry.slug, ""))) for entry in entries]
    return sorted((hit for hit in hits if hit.score), key=lambda hit: -hit.score)


def on_the_subject(words: str, title: str, pieces: Sequence[str]) -> list[int]:
    """Return which pieces of a topic hold most of the words; all where none does, or where the words name the topic."""
    said = frozenset(_stems(words)) - frozenset(_stems(title))
    held = [len(said & set(_stems(piece))) for piece in pieces]
    return [n for n, count in enumerate(held) if count == max(held)]


def near(hits: Sequence[Hit]) -> list[str]:
    """Return the slugs that fit about as well as the best one."""
    return [hit.slug for hit in hits if hit.score >= _CLOSE * hits[0].score][:_MOST]


def respelled(words: str, entries: Sequence[TopicEntry]) -> str:
    """Return the words with each one that nothing knows replaced by the nearest keyword, where one is near."""
    from difflib import get_close_matches  # only words that found nothing pay for it

    known = sorted({stem for entry in entries for keyword in entry.keywords for stem in _stems(keyword)})
    return " ".join(
        next(iter(get_close_matches(stem, known, n=1, cutoff=_ALIKE) if len(stem) >= _LONG else []), stem)
        for stem in _stems(words)
    )


def _score(said: frozenset[str], entry: TopicEntry, text: str) -> float:
    best = dict.fromkeys(said & set(_stems(text)), _TEXT)
    best.update(dict.fromkeys(said & set(_stems(entry.title)), _TITLE))
    for keyword in entry.keywords:
        stems = _stems(keyword)
        if said.issuperset(stems):
            weight = _KEYWORD + len(stems) - 1
            best.update({stem: max(weight, best.get(stem, 0)) for stem in stems})
    for stem in said & set(_stems(entry.slug)):
        best[stem] = max(_SLUG, best[stem]) if stem in best else _SLUG
    return sum(best.values())


def _stems(text: str) -> list[str]:
    """Return the words that carry meaning, without their endings; all words where none does."""
    words = _words(text)
    return [_stem(word) for word in words if word not in _FILLER] or [_stem(word) for word in words]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", re.sub(r"['’]", "", text.lower()))  # the quote that phones make


def _stem(word: str) -> str:
    for ending, shortest in (("ing", 6), ("ed", 5), ("s", 4)):
        if word.endswith(ending) and len(word) >= shortest and not word.endswith("ss"):
            word = word.removesuffix(ending)
            break
    return word.removesuffix("e") if len(word) >= _SHORTEST else word
