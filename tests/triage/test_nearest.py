"""Is it one of these: which documented effects words are nearest to, where something was not understood."""

from __future__ import annotations

import time

import pytest

from heard import KNOWLEDGE, rows
from isocourse.triage.nearest import MOST, Nearest

NEAREST = Nearest(KNOWLEDGE.language.examples)


def test_examples_are_the_labelled_phrases() -> None:
    """What words are compared with are the phrases of our own, under the effect that each is labelled with."""
    said = {(row["effect"], " ".join(row["phrase"].split())) for row in rows("said.csv") if row["negated"] == "false"}
    kept = {(effect, phrase) for effect, one in KNOWLEDGE.language.examples.items() for phrase in one.split(" / ")}
    assert kept == {pair for pair in said if pair[0] not in {"other", "none"}}


@pytest.mark.parametrize(
    ("words", "effect"),
    [
        ("my lips crackle whenever I eat salt", "dry-lips"),
        ("a headachy morning", "headache"),
        ("suicidey", "suicidal-thoughts"),
        ("sunburning", "photosensitivity"),
    ],
)
def test_words_are_near_to_what_they_share_letters_with(words: str, effect: str) -> None:
    """Words that share runs of letters with phrases of an effect are near to it."""
    assert effect in NEAREST.effects(words)


@pytest.mark.parametrize("words", ["", "   ", "42", "!?", "日本語", "qqqq"])
def test_what_shares_nothing_is_near_to_nothing(words: str) -> None:
    """Words that share no letters with any phrase are near to no effect."""
    assert NEAREST.effects(words) == ()


def test_there_are_at_most_three() -> None:
    """However many effects words are like, at most three are named."""
    assert all(len(NEAREST.effects(row["phrase"])) <= MOST for row in rows("not_said.csv"))


def test_long_words_are_quick() -> None:
    """A text without end is compared in a moment."""
    begun = time.process_time()
    NEAREST.effects("my lips are dry and my head hurts " * 2000)
    assert time.process_time() - begun < 1
