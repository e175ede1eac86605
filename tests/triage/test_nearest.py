"""Is it one of these: which documented effects words speak of, where something was not understood."""

from __future__ import annotations

import time

import pytest

from heard import KNOWLEDGE, rows
from isocourse.triage.nearest import MOST, Nearest
from isocourse.triage.words import split

NEAREST = Nearest(KNOWLEDGE.language.speaks_of, KNOWLEDGE.effects)


def effects(words: str) -> tuple[str, ...]:
    """Return the effects that the words of a text speak of."""
    return NEAREST.effects(split(words).words)


def test_words_add_up() -> None:
    """Each word, and its beginning, speaks for its effects; the sum decides, and a weak one is left out."""
    nearest = Nearest(
        {"sting": "0:12 1:3", "eyes": "0:15", "night*": "1:22", "a": "2:9"}, ("dry-eyes", "rash", "other")
    )
    assert nearest.effects(["my", "eyes", "sting", "nightly"]) == ("dry-eyes", "rash")
    assert nearest.effects(["a", "sting"]) == ()


def test_what_weighs_less_than_half_is_not_meant() -> None:
    """Beside an effect that the words speak of plainly, one with less than half its weight is left out."""
    nearest = Nearest({"lips": "0:60 1:29", "crack": "1:0", "nose": "1:2"}, ("dry-lips", "dry-nose"))
    assert nearest.effects(["lips"]) == ("dry-lips",)
    assert nearest.effects(["lips", "nose"]) == ("dry-lips", "dry-nose")


@pytest.mark.parametrize(
    ("words", "effect"),
    [
        ("my lips crackle whenever I eat salt", "dry-lips"),
        ("a headachy morning", "headache"),
        ("suicidey", "suicidal-thoughts"),
        ("sunburning", "photosensitivity"),
        ("the oncoming lamps smear at night when I drive", "night-vision"),
    ],
)
def test_words_speak_of_what_they_were_labelled_with(words: str, effect: str) -> None:
    """Words that people say an effect with speak of it."""
    assert effect in effects(words)


def test_most_phrases_of_an_effect_speak_of_it() -> None:
    """Of the tests' own phrases, nine in ten have their effect among the three."""
    named = [row for row in rows("said.csv") if row["effect"] not in {"other", "none"} and row["negated"] == "false"]
    assert sum(row["effect"] in effects(row["phrase"]) for row in named) > 0.9 * len(named)


@pytest.mark.parametrize("words", ["", "   ", "4217", "!?", "日本語", "qqqq"])
def test_what_nobody_said_speaks_of_nothing(words: str) -> None:
    """Words that stand in no labelled phrase speak of no effect."""
    assert effects(words) == ()


def test_there_are_at_most_three() -> None:
    """However many effects words speak of, at most three are named."""
    assert all(len(effects(row["phrase"])) <= MOST for row in rows("not_said.csv"))


def test_long_words_are_quick() -> None:
    """A text without end is looked up in a moment."""
    begun = time.process_time()
    effects("my lips are dry and my head hurts " * 2000)
    assert time.process_time() - begun < 1
