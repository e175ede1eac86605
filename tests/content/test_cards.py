"""Each card of words is proved by its own examples (how a card is written: CONTRIBUTING, "To add words")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from compiling.cards import Card
from compiling.words import read_words, rules_of
from heard import KNOWLEDGE, LISTENER
from isocourse.content import FOLDER
from isocourse.triage.heard import Heard
from isocourse.triage.hearing import Listener

LINE = 120
WORDS = read_words()
CARDS = WORDS.cards


def numbers() -> dict[str, frozenset[str]]:
    """Return for each card the numbers of its rules among all that are compiled."""
    found: dict[str, frozenset[str]] = {}
    first = 0
    for card in CARDS:
        after = first + len(list(rules_of(card, WORDS)))
        found[card.where] = frozenset(map(str, range(first, after)))
        first = after
    return found


class Without(Mapping[str, Sequence[str]]):
    """Which rules to look at, without those of a card."""

    def __init__(self, left_out: frozenset[str]) -> None:
        self._all = KNOWLEDGE.language.anchors
        self._left_out = left_out

    def __getitem__(self, word: str) -> Sequence[str]:
        return [number for number in self._all[word] if number not in self._left_out]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


NUMBERS = numbers()


def without(card: Card) -> Listener:
    """Return one who hears as the program does, but for the ways of a card."""
    language = KNOWLEDGE.language._replace(anchors=Without(NUMBERS[card.where]))
    return Listener(KNOWLEDGE._replace(read_language=lambda: language))


def signs(heard: Heard) -> list[str]:
    """Return the signs that are there."""
    return [one.sign for one in heard.signs]


def sense(heard: Heard) -> object:
    """Return what is heard of a phrase, how it is meant and how sure."""
    return [[(one.sign, one.confidence) for one in several] for several in (heard.signs, heard.denied, heard.aside)]


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.where)
def test_a_card_says_what_its_examples_need(card: Card) -> None:
    """Each example of a card is heard as its sign, and not the same without it: no card is dead, or in a shadow."""
    assert card.heard, "a card without an example"
    deaf = without(card)
    for phrase in card.heard:
        heard = LISTENER.hear(phrase)
        assert card.sign.startswith("-") or card.sign in signs(heard), phrase
        assert sense(heard) != sense(deaf.hear(phrase)), f"{phrase!r} needs no such card"


@pytest.mark.parametrize("card", [card for card in CARDS if card.not_heard], ids=lambda card: card.where)
def test_what_is_near_a_card_is_not_heard_as_its_sign(card: Card) -> None:
    """A counter-example of a card is not heard as its sign."""
    for phrase in card.not_heard:
        assert card.sign not in signs(LISTENER.hear(phrase)), phrase


def test_the_words_can_be_read_on_a_screen() -> None:
    """No line of the words is longer than a screen is wide."""
    files = sorted(Path(FOLDER, "en", "words").glob("*.toml"))
    lines = [(path.name, line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(files) > 1
    assert [(name, line) for name, line in lines if len(line) > LINE] == []
