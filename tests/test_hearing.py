from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard import KNOWLEDGE, LISTENER, hear, signs
from isocourse.model import Severity
from isocourse.triage.hearing import Listener
from isocourse.triage.hearing import hear as hear_once


@pytest.mark.parametrize(
    "words",
    [
        "dying to be done with this",
        "my skin is to die for",
        "my son would kill me",
        "bored to death",
        "I cried with joy",
        "watched suicide squad",
        "13 reasons why is a good show",
        "this is a pain in the neck",
        "laughed till my stomach hurt",
    ],
)
def test_idioms_are_set_aside(words: str) -> None:
    """An idiom, a joke or the name of a film is no sign."""
    assert signs(words) <= {"none"}


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("I want to die", "suicide"),
        ("I AM SUICIDAL!!!", "suicide"),
        ("sucidal thoughts", "suicide"),
        ("no more suicidal thoughts", "suicide"),
        ("never thought about hurting myself", "suicide"),
        ("my friend is suicidal", "suicide"),
    ],
)
def test_self_harm_is_noticed_denied_or_not(words: str, sign: str) -> None:
    """Words of self-harm are noticed whatever is said of them, so that the crisis lines can be shown."""
    heard = hear(words)
    assert heard.mentions_self_harm
    assert sign in {one.sign for one in (*heard.signs, *heard.denied, *heard.aside)}


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("unbearable knee pain", Severity.SEVERE),
        ("terrible knee pain", Severity.MODERATE),
        ("a bit of knee pain", Severity.MILD),
        ("knee pain, not too bad", Severity.MILD),
        ("knee pain", None),
    ],
)
def test_how_bad(words: str, severity: Severity | None) -> None:
    """The words for how bad something is are heard."""
    assert hear(words).severity is severity


def test_how_bad_belongs_to_the_sign_beside_it() -> None:
    """Each sign has the severity that is said of it, not of another."""
    found = {
        one.sign: one.severity for one in hear("mild headache since monday, and today excruciating knee pain").signs
    }
    assert found["headache"] is Severity.MILD
    assert found["joint-muscle-pain"] is Severity.SEVERE


@pytest.mark.parametrize(
    ("words", "days", "weekday"),
    [
        ("headache since yesterday", 1, None),
        ("headache last night", 1, None),
        ("headache today", 0, None),
        ("headache 3 days ago", 3, None),
        ("headache for two weeks", 14, None),
        ("headache for the past 2 months", 60, None),
        ("headache a week ago", 7, None),
        ("headache the day before yesterday", 2, None),
        ("headache since monday", None, 0),
        ("headache on sunday", None, 6),
        ("headache", None, None),
        ("day 3 and a headache", None, None),
        ("headache for 900 days", None, None),
        ("headache 4 years ago", None, None),
    ],
)
def test_since_when(words: str, days: int | None, weekday: int | None) -> None:
    """Words for a day give the number of days before today, or the day of the week."""
    heard = hear(words)
    assert (heard.days_ago, heard.weekday) == (days, weekday)


def test_two_close_readings() -> None:
    """Where the same words may mean two effects and neither is much surer, both are named."""
    close = hear("yellow crusts on my sore eyelids").close
    assert close is None or close[0] != close[1]
    assert hear("dry lips").close is None


def test_the_words_heard_are_shown() -> None:
    """The answer can quote what it heard, folded."""
    assert [one.words for one in hear("My LIPS are so cracked!").signs] == ["lips are so cracked"]


def test_about_someone_else() -> None:
    """That somebody else is spoken of is said."""
    assert hear("my sister has hives").about_someone_else
    assert not hear("i have hives").about_someone_else


def test_a_listener_and_a_single_hearing_agree() -> None:
    """One phrase alone is heard as among many."""
    assert hear_once("blurry vision and hives", KNOWLEDGE) == hear("blurry vision and hives")


@given(st.text(max_size=300))
def test_any_text_is_heard(text: str) -> None:
    """Whatever is typed, in whatever script, gives an answer and no error."""
    heard = hear(text)
    assert all(0 < one.confidence < 1 for one in (*heard.signs, *heard.denied, *heard.aside))
    assert all(one.words.isprintable() for one in heard.signs)


@given(st.sampled_from(["headache and blurry vision", "no hives but i faint", "i dont want to live"]), st.data())
@settings(max_examples=30)
def test_dress_does_not_matter(words: str, data: st.DataObject) -> None:
    """Capitals, blanks and trailing marks change nothing."""
    shouted = "".join(char.upper() if data.draw(st.booleans()) else char for char in words)
    spaced = shouted.replace(" ", data.draw(st.sampled_from([" ", "  ", "\t"])))
    assert signs(spaced + data.draw(st.sampled_from(["", ".", "!!", " ..."]))) == signs(words)


def test_work_grows_with_the_words() -> None:
    """Ten thousand words without a full stop are heard in well under a second, and twice as many in twice the time."""
    words = "my lips are dry and no headache but the knees hurt when i wake up with foggy eyes "
    listener = Listener(KNOWLEDGE)
    listener.hear(words)

    def took(times: int) -> float:
        start = time.process_time()
        listener.hear(words * times)
        return time.process_time() - start

    took(10)
    assert took(1112) < 4 * max(min(took(556), took(556)), 0.05)


def test_a_sign_late_in_a_long_text_is_heard() -> None:
    """Nothing is lost at the seams of a very long sentence."""
    for filler in range(95, 140):
        assert "vision-loss" in {
            one.sign for one in LISTENER.hear("la " * filler + "i went blind in my left eye").signs
        }
