from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard import KNOWLEDGE, LISTENER, PHRASES
from isocourse.content import FOLDER
from isocourse.course.entries import Urgency
from isocourse.triage.assess import assess
from isocourse.triage.hearing import Listener
from isocourse.triage.knowledge import Kind, Kinds
from isocourse.triage.likeness import BUCKETS, ZERO, Likeness, bucket, traits, weight
from isocourse.triage.words import split

RULES_ALONE = Listener(KNOWLEDGE._replace(read_kinds=lambda: Kinds(frozenset(), ())))
FILES = sorted(Path(FOLDER, "en", "phrases").glob("*.csv"))
TESTED = [PHRASES / name for name in ("said.csv", "not_said.csv")]


def _labelled() -> Iterator[dict[str, str]]:
    for file in (*FILES, *TESTED):
        with file.open(encoding="utf-8", newline="") as handle:
            yield from csv.DictReader(handle)


def weights(**heavy: int) -> bytes:
    """Return weights of nothing but for the words given."""
    levels = bytearray([ZERO] * BUCKETS)
    for word, level in heavy.items():
        levels[bucket(word)] = ZERO + level
    return bytes(levels)


def kinds(bar: float, **heavy: int) -> Kinds:
    """Return one kind with this bar."""
    return Kinds(frozenset({"i", "my"}), (Kind("like-alarm", bar, weights(**heavy)),))


def test_what_is_counted_of_words() -> None:
    """A word counts by itself, by its beginning, and with the next one and the one after that."""
    assert traits(["my", "hands", "gave"]) == {
        *("my", "hands", "gave"),
        *("hand*", "gave*"),
        *("my hands", "hands gave", "my _ gave"),
    }


def test_words_that_weigh_enough_are_alike_and_the_telling_ones_are_named() -> None:
    """At the bar a phrase is of the kind, and the words on end that weigh most are told."""
    words = ["yesterday", "i", "gave", "the", "guitar", "away"]
    alike = Likeness(kinds(0.2, guitar=47, gave=47, away=1)).alike(words)
    assert list(alike) == [("like-alarm", "gave the guitar away")]


def test_below_the_bar_nothing_is_alike() -> None:
    """The same words under a higher bar are of no kind."""
    assert not list(Likeness(kinds(5.0, guitar=40)).alike(["i", "gave", "the", "guitar", "away"]))


def test_a_long_phrase_that_names_nobody_is_of_no_kind() -> None:
    """A sentence of a manual has its words without a person; a short note may leave the person out."""
    likeness = Likeness(kinds(0.05, process=47))
    assert not list(likeness.alike(["the", "parent", "process", "will", "kill", "each", "child", "process"]))
    assert list(likeness.alike(["my", "parent", "process", "will", "kill", "each", "child", "process"]))
    assert list(likeness.alike(["process"]))


def test_a_long_phrase_needs_more_of_the_same_weight() -> None:
    """One heavy word says less among many than alone, and no words weigh nothing."""
    heavy = weights(bridge=40)
    alone = weight([bucket("bridge")], heavy)
    among = weight(
        [bucket(trait) for trait in traits(split("i crossed the bridge on my way home today").words)],
        heavy,
    )
    assert alone > among > 0
    assert weight([], heavy) == 0


def test_no_calm_phrase_of_the_labelled_ones_is_alike() -> None:
    """A phrase that is labelled calm, here or in the tests' own, is taken for no alarm by its likeness."""
    likeness = Likeness(KNOWLEDGE.kinds)
    calm = [row["phrase"] for row in _labelled() if row["tier"] in {"self-care", "mention"}]
    assert len(calm) > 4000
    assert not [phrase for phrase in calm if list(likeness.alike(split(phrase).words))]


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("gave my guitar to him and the dog goes to her, tell them i tried", "like-crisis"),
        ("the toaster has been told to report my hours and i have it wrapped in foil", "like-crisis"),
    ],
)
def test_language_that_names_nothing_is_heard(words: str, sign: str) -> None:
    """What no rule knows is heard by what it is like, and asks for what its kind asks for."""
    assert not {one.sign for one in RULES_ALONE.hear(words).signs} & {"suicide", "paranoia", "voices", "self-harm"}
    heard = LISTENER.hear(words)
    assert sign in {one.sign for one in heard.signs}
    assert heard.mentions_self_harm


def test_what_was_understood_raises_no_alarm_but_a_doubt() -> None:
    """Where every word was understood the answer stays, and the signs are shown beside it."""
    alone = assess(RULES_ALONE.hear("my lips are dry"), severity=None, knowledge=KNOWLEDGE)
    listener = Listener(KNOWLEDGE._replace(read_kinds=lambda: kinds(0.0, dry=40)))
    found = assess(listener.hear("my lips are dry"), severity=None, knowledge=KNOWLEDGE)
    assert found == alone._replace(doubted=True)
    assert found.signs_shown
    assert not alone.signs_shown


@given(st.lists(st.sampled_from(sorted({word for file in FILES for word in file.read_text("utf-8").split()[:3000]}))))
def test_likeness_only_raises(words: list[str]) -> None:
    """Whatever is typed, the answer with the weights is never below the answer of the rules alone."""
    text = " ".join(words)
    with_it, alone = (
        assess(listener.hear(text), severity=None, knowledge=KNOWLEDGE) for listener in (LISTENER, RULES_ALONE)
    )
    assert with_it.urgency.rank >= alone.urgency.rank
    assert {match.effect for match in alone.matches} <= {match.effect for match in with_it.matches}
    assert with_it.stop_capsules >= alone.stop_capsules
    assert with_it.self_harm >= alone.self_harm


def test_an_effect_that_was_heard_keeps_its_name() -> None:
    """Words that are only like an alarm raise the answer and do not take the place of what was named."""
    words = "my lips are dry and i gave the guitar away"
    listener = Listener(KNOWLEDGE._replace(read_kinds=lambda: kinds(0.0, guitar=40)))
    found = assess(listener.hear(words), severity=None, knowledge=KNOWLEDGE)
    assert found.urgency is Urgency.CALL_TODAY
    assert found.effect == "dry-lips"
    assert "like-alarm" in found.reason_ids


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_labelled_phrases_are_well_labelled(file: Path) -> None:
    """Each phrase has an effect that exists, and stands once in its file."""
    with file.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert {row["effect"] for row in rows} <= {*KNOWLEDGE.effects, "none", "other"}
    phrases = [row["phrase"].casefold() for row in rows]
    assert len(phrases) == len(set(phrases))
