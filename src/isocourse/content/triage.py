"""What triage knows, from the compiled form of the reviewed TOML (see `scripts/compiling`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from isocourse.content import damaged, read_bytes, read_json, read_pages
from isocourse.course.entries import Urgency
from isocourse.reviewed import Confidence, Reviewed
from isocourse.triage.knowledge import (
    AdverseReaction,
    Bars,
    Language,
    Learned,
    RedFlag,
    Scale,
    Sign,
    TriageKnowledge,
    UrgentWhen,
)
from isocourse.typed import Any, Final, TypeVar

FACTS: Final = "triage.json"
LANGUAGE: Final = "language.txt"
LIKENESS: Final = "likeness.txt"
T = TypeVar("T")


def knowledge() -> TriageKnowledge:
    """Return what triage knows; the words are read when they are needed. Raises ContentBroken where that fails."""
    try:
        return _built(read_json(FACTS))
    except (AttributeError, ValueError, KeyError, TypeError) as problem:
        raise damaged(FACTS) from problem


@lru_cache(maxsize=1)
def language() -> Language:
    """Return the words of the language. Raises ContentBroken when they are missing or damaged."""
    from isocourse.content.shelves import Shelves, index, is_whole  # what was logged is judged without words

    data = read_pages(LANGUAGE)
    if not is_whole(data):
        raise damaged(LANGUAGE)
    try:
        places = index(data)
    except ValueError as problem:
        raise damaged(LANGUAGE) from problem
    mend = Shelves(data, places, "mend", str)
    return Language(
        lexicon=Shelves(data, places, "lexicon", str),
        starts=Shelves(data, places, "starts", int),
        easy=Shelves(data, places, "easy", str),
        dangers=Shelves(data, places, "dangers", str),
        speaks_of=Shelves(data, places, "speaks of", str),
        plain=Shelves(data, places, "plain", str),
        mend=mend["all"],
        rules=Shelves(data, places, "rules", str),
        anchors=Shelves(data, places, "anchors", str.split),
        foreign=Shelves(data, places, "foreign", str),
    )


@lru_cache(maxsize=1)
def learned() -> Learned:
    """Return what was learned from labelled phrases. Raises ContentBroken when it cannot be read."""
    from isocourse.content.shelves import END, HEAD, is_whole  # what was logged is judged without words
    from isocourse.triage.likeness import BUCKETS

    data = read_bytes(LIKENESS)
    last, first = len(data) - len(END) - BUCKETS, len(data) - len(END) - 2 * BUCKETS - 1  # where the weights begin
    try:
        persons, joins, never_doubted, bars, biases = data[len(HEAD) : first].decode().splitlines()
        *values, few, many = bars.split()
        alarm, emergency = map(float, biases.split())
        found = Learned(
            frozenset(persons.split()),
            frozenset(joins.split()),
            frozenset(never_doubted.split()),
            Bars(
                **dict(zip(Bars._fields, map(float, values), strict=False)), short_words=int(few), long_words=int(many)
            ),
            Scale(alarm, data[first : first + BUCKETS]),
            Scale(emergency, data[last : last + BUCKETS]),
        )
    except (ValueError, TypeError) as problem:
        raise damaged(LIKENESS) from problem
    if not is_whole(data):
        raise damaged(LIKENESS)
    return found


def _built(data: Mapping[str, Any]) -> TriageKnowledge:
    last, due, confidence, jurisdiction = data["reviewed"]
    return TriageKnowledge(
        effects=_Made(data["effects"].items(), _effect),
        signs=_Made(data["signs"].items(), _sign),
        red_flags=tuple(_red_flag(one) for one in data["red_flags"]),
        what_to_do={Urgency(key): line for key, line in data["what_to_do"].items()},
        headlines={Urgency(key): line for key, line in data["headlines"].items()},
        stops={Urgency(key): line for key, line in data["stops"].items()},
        closed=data["closed"],
        reviewed=Reviewed(
            dt.date.fromisoformat(last), dt.date.fromisoformat(due), Confidence(confidence), jurisdiction
        ),
        read_language=language,
        read_learned=learned,
        other_languages=data["other_languages"],
    )


class _Made(Mapping[str, T]):
    """Facts by their slugs, each made when it is asked for: a phrase needs a few of two hundred."""

    def __init__(self, told: Iterable[tuple[str, Any]], make: Callable[[str, Any], T]) -> None:
        self._told = dict(told)
        self._make = make
        self._made: dict[str, T] = {}

    def __getitem__(self, slug: str) -> T:
        if slug in self._made:
            return self._made[slug]
        told = self._told[slug]
        try:
            return self._made.setdefault(slug, self._make(slug, told))
        except (AttributeError, ValueError, KeyError, TypeError) as problem:
            raise damaged(FACTS) from problem

    def __contains__(self, slug: object) -> bool:
        return slug in self._told

    def __iter__(self) -> Iterator[str]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)


def _effect(slug: str, one: Mapping[str, Any]) -> AdverseReaction:
    return AdverseReaction(
        slug=slug,
        name=one["name"],
        urgency=Urgency(one["urgency"]),
        urgency_severe=Urgency(one["urgency_severe"]),
        stop_capsules=one["stop"],
        helps=tuple(one["helps"]),
        urgent_when=_urgent_when(one),
        tell=tuple(one["tell"]),
        mood=one["mood"],
        sources=tuple(one["sources"]),
        confidence=Confidence(one["confidence"]),
    )


def _sign(slug: str, one: Mapping[str, Any]) -> Sign:
    return Sign(
        slug=slug,
        name=one["name"],
        effect=one["effect"],
        urgency=Urgency(one["urgency"]),
        urgency_severe=Urgency(one["urgency_severe"]),
        stop_capsules=one["stop"],
        severe=one["severe"],
        once=one["once"],
        self_harm=one["self_harm"],
        vague=one["vague"],
        instead_of=tuple(one["instead_of"]),
        tell=tuple(one["tell"]),
        urgent_when=_urgent_when(one),
        headline=one["headline"],
        sources=tuple(one["sources"]),
        confidence=Confidence(one["confidence"]),
    )


def _urgent_when(one: Mapping[str, Any]) -> tuple[UrgentWhen, ...]:
    return tuple(UrgentWhen(text, Urgency(urgency)) for text, urgency in one["urgent_when"])


def _red_flag(one: Mapping[str, Any]) -> RedFlag:
    return RedFlag(
        slug=one["slug"],
        groups=tuple(tuple(group) for group in one["groups"]),
        effect=one["effect"],
        urgency=Urgency(one["urgency"]),
        stop_capsules=one["stop"],
        because=one["because"],
        sources=tuple(one["sources"]),
        confidence=Confidence(one["confidence"]),
    )
