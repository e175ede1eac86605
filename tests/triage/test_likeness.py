"""What words are like: raised where the rules are deaf, and doubted where they hear what is not meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard import KNOWLEDGE, LISTENER, rows
from isocourse.course.entries import Urgency
from isocourse.triage.assess import Assessment, assess
from isocourse.triage.heard import Heard, HeardSign
from isocourse.triage.hearing import Listener
from isocourse.triage.knowledge import Bars, Learned, Scale
from isocourse.triage.likeness import BUCKETS, ZERO, bucket, by_rules, places, telling, traits, weight
from isocourse.triage.scope import State
from isocourse.triage.words import split

BARS = Bars(
    alarm=1.0,
    short=2.0,
    emergency=1.0,
    alone=2.0,
    doubt=0.5,
    nothing=-1.0,
    left=-2.0,
    calm=-1.0,
    calm_emergency=-2.0,
    known=0.9,
    known_emergency=0.95,
    short_words=3,
    long_words=6,
)
NOTHING = Scale(0.0, bytes([ZERO]) * BUCKETS)


def scale(bias: float = 0.0, **heavy: int) -> Scale:
    """Return weights of nothing but for the words given."""
    levels = bytearray([ZERO] * BUCKETS)
    for word, level in heavy.items():
        levels[bucket(word)] = ZERO + level
    return Scale(bias, bytes(levels))


def answer(words: str, alarm: Scale, emergency: Scale = NOTHING, bars: Bars = BARS) -> Assessment:
    """Return the answer by the rules as they ship, and by these scales."""
    learned = Learned(
        frozenset({"i", "my"}), frozenset({"and", "but"}), frozenset({"too-many-capsules"}), bars, alarm, emergency
    )
    listener = Listener(KNOWLEDGE._replace(read_learned=lambda: learned))
    return assess(listener.hear(words), severity=None, knowledge=KNOWLEDGE)


def by_rules_alone(words: str) -> Assessment:
    """Return the answer by the rules."""
    heard, _ = LISTENER.by_rules(words)
    return assess(heard, severity=None, knowledge=KNOWLEDGE)


def test_what_is_counted_of_words() -> None:
    """A word counts by itself, by its beginning, and with the next one and the one after that."""
    assert traits(["my", "hands", "gave"]) == {
        *("my", "hands", "gave"),
        *("hand*", "gave*"),
        *("my hands", "hands gave", "my _ gave"),
    }


def test_what_is_counted_of_what_was_heard() -> None:
    """Each sign counts by how it was meant, with the urgency and how many words were left."""
    heard = Heard(
        signs=(HeardSign("hives", "hives", 0.9, None, State.PRESENT),),
        denied=(HeardSign("fever", "fever", 0.9, None, State.DENIED),),
        aside=(HeardSign("rash-mild", "rash", 0.9, None, State.ASKED),),
        left=("zorp",),
    )
    assert set(by_rules(heard, 4)) == {"=4", "=1 left", "+hives", "-fever", "-rash-mild asked"}
    assert set(by_rules(Heard(), 0)) == {"=?", "=0 left"}


def test_a_long_phrase_needs_more_of_the_same_weight() -> None:
    """One heavy word says less among many than alone; what weighs nothing leaves the bias."""
    heavy = scale(0.25, bridge=40)
    alone = weight(places(["bridge"], Heard(), 0), heavy)
    among = weight(places(split("i crossed the bridge on my way home today").words, Heard(), 0), heavy)
    assert alone > among > 0.25
    assert weight([], heavy) == 0.25


def test_the_words_that_weigh_most_are_told() -> None:
    """Of a phrase the few words on end are told that weigh most."""
    assert (
        telling(split("yesterday i gave the guitar away").words, scale(guitar=30, gave=30, away=1))
        == "gave the guitar away"
    )


def test_idle_words_are_told_only_between_others() -> None:
    """Ordinary words at the ends are left out; where fewer than two others are left all are told."""
    words = ["i", "gave", "the", "guitar", "to"]
    assert telling(words, scale(guitar=30, gave=30), idle=["i", "the", "to"]) == "gave the guitar"
    assert telling(["then", "it", "is"], scale(), idle=["then", "it", "is"]) == "then it is"


def test_above_the_bar_a_phrase_is_raised() -> None:
    """What weighs enough is an alarm, or an emergency where the other scale says so; below the bar it is none."""
    words = "my zorp fell off the wall"
    assert answer(words, scale(0.9)).urgency is Urgency.NONE
    assert answer(words, scale(1.1)).urgency is Urgency.CALL_TODAY
    assert answer(words, scale(1.1), scale(1.1)).urgency is Urgency.EMERGENCY
    assert answer(words, scale(-1.1), scale(1.9)).urgency is Urgency.NONE
    assert answer(words, scale(-1.1), scale(2.1)).urgency is Urgency.EMERGENCY


def test_a_short_phrase_needs_more() -> None:
    """A phrase of few words has a bar of its own."""
    assert answer("zorp my wall", scale(1.9)).urgency is Urgency.NONE
    assert answer("zorp my wall", scale(2.1), scale(1.9)).urgency is Urgency.CALL_TODAY
    assert answer("zorp my wall", scale(2.1), scale(2.1)).urgency is Urgency.EMERGENCY


def test_a_long_phrase_that_names_nobody_in_words_of_its_own_is_of_no_kind() -> None:
    """A sentence of a manual names no person, and has words that no patient says."""
    assert answer("the cron daemon forks each stale socket", scale(3.0), scale(3.0)).urgency is Urgency.NONE
    assert answer("my cron daemon forks each stale socket", scale(3.0), scale(3.0)).urgency is Urgency.EMERGENCY
    assert answer("woke up with vision blurry and pain", scale(3.0), scale(3.0)).urgency is Urgency.EMERGENCY


def test_a_long_phrase_that_names_nobody_is_an_emergency_only_in_words_that_are_all_known() -> None:
    """One unknown word in thirteen is enough to leave it a call."""
    words = "woke up with vision blurry and pain then went back to bed"
    assert answer(words, scale(3.0), scale(3.0)).urgency is Urgency.EMERGENCY
    assert answer(f"{words} zorp", scale(3.0), scale(3.0)).urgency is Urgency.CALL_TODAY


def test_an_alarm_of_likeness_names_what_it_may_be_about() -> None:
    """Where the words speak of a documented effect the answer names it; of dying it is a crisis."""
    found = answer("my guts let go of red ribbons, zorp", scale(3.0))
    assert found.matches[0].effect == "bowel-bleeding-diarrhoea"
    crisis = answer("goodbye letter for mum is in my drawer, tomorrow its over", scale(3.0), scale(3.0))
    assert crisis.self_harm
    assert crisis.matches[0].effect == "suicidal-thoughts"


def test_what_was_understood_raises_a_doubt() -> None:
    """Where every word was understood, and it is a little like an alarm, the signs are shown beside the answer."""
    alone = by_rules_alone("my lips are dry")
    found = answer("my lips are dry", scale(0.6))
    assert found == alone._replace(doubted=True)
    assert found.signs_shown
    assert not answer("my lips are dry", scale(0.4)).signs_shown


def test_where_some_was_not_understood_the_signs_are_shown_unless_it_sounds_calm() -> None:
    """What is left over is named, and shows the signs unless the phrase is like nothing that needs a doctor."""
    loud, quiet = (answer("my lips are dry and my sofa", scale(bias)) for bias in (-1.9, -2.1))
    assert loud.signs_shown
    assert not quiet.signs_shown
    assert loud.not_understood == quiet.not_understood == ("sofa",)


LONG = "hard to say whether it was chest pain or the mood of that long red evening"


def test_an_alarm_that_is_not_meant_so_is_doubted() -> None:
    """In a long sentence that weighs less than the bar a call is taken back; the signs are shown instead."""
    loud = by_rules_alone(LONG)
    assert loud.urgency is Urgency.EMERGENCY
    assert answer(LONG, scale(-1.9)).urgency is Urgency.EMERGENCY
    calm = answer(LONG, scale(-2.1))
    assert calm.urgency.rank < Urgency.CALL_TODAY.rank
    assert calm.signs_shown
    assert "it may not be about you now" in " ".join(calm.reasons)


@pytest.mark.parametrize(
    "words",
    [
        f"{LONG}. chest pain",
        "chest pain. " + "i had a good day and the cat slept on the warm chair. " * 4,
        "la " * 150 + "and now i have chest pain",
    ],
)
def test_a_short_sentence_is_never_doubted(words: str) -> None:
    """Whatever stands around it, an alarm that is said in a few words stays one."""
    assert answer(words, scale(-2.1, chest=46, pain=46)).urgency is Urgency.EMERGENCY


def test_poison_is_never_doubted() -> None:
    """Capsules that were swallowed by somebody they are not for stay an emergency, however the rest sounds."""
    words = "our toddler ate four of my capsules after the long day at the nursery"
    assert by_rules_alone(words).urgency is Urgency.EMERGENCY
    assert answer(words, scale(-9.0)).urgency is Urgency.EMERGENCY


@given(st.sampled_from(["i want to kill myself", "i took all the pills", "i cut my arms again"]), st.text(max_size=200))
def test_a_crisis_is_never_doubted(words: str, beside: str) -> None:
    """However calm the rest is, what speaks of suicide or self-harm stays an emergency."""
    assert answer(f"{words} {beside}", scale(-9.0)).urgency is by_rules_alone(f"{words} {beside}").urgency


@pytest.mark.parametrize(
    ("words", "effect"),
    [
        ("gave my guitar to him and the dog goes to her, tell them i tried", "suicidal-thoughts"),
        ("the toaster has been told to report my hours and i have it wrapped in foil", "psychosis"),
    ],
)
def test_language_that_names_nothing_is_heard(words: str, effect: str) -> None:
    """What no rule knows is heard by what it is like."""
    assert by_rules_alone(words).urgency is not Urgency.EMERGENCY
    found = assess(LISTENER.hear(words), severity=None, knowledge=KNOWLEDGE)
    assert found.urgency is Urgency.EMERGENCY
    assert effect in {match.effect for match in found.matches}


def test_the_tests_own_phrases_are_judged_as_they_are_labelled() -> None:
    """Of the tests' own calm phrases hardly any is raised, and of the alarms hardly any is lost."""
    every = [*rows("said.csv"), *rows("not_said.csv")]
    for loud in (True, False):
        some = [row for row in every if _is_alarm(row) is loud]
        right = [row for row in some if _calls(row["phrase"]) is loud]
        assert len(right) > 0.97 * len(some), loud


def _is_alarm(row: dict[str, str]) -> bool:
    return row["tier"] in {"call-today", "emergency"} and row["negated"] == "false"


def _calls(words: str) -> bool:
    found = assess(LISTENER.hear(words), severity=None, knowledge=KNOWLEDGE)
    return found.urgency.rank >= Urgency.CALL_TODAY.rank
