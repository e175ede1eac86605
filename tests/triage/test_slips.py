"""One wrong letter: what nothing accounts for may be a danger misspelled, and the answer shows how it was read."""

from __future__ import annotations

import pytest

from heard import KNOWLEDGE, answer, hear
from isocourse.course.entries import Urgency
from isocourse.triage.slips import meant

DANGERS = KNOWLEDGE.language.dangers


@pytest.mark.parametrize(
    ("typed", "word"), [("chst", "chest"), ("skni", "skin"), ("swollne", "swollen"), ("hcest", "chest")]
)
def test_a_lost_or_swapped_letter_is_found(typed: str, word: str) -> None:
    """A word with a letter lost, or two swapped, may be the word of danger, also where it is short."""
    assert word in meant(typed, DANGERS)


@pytest.mark.parametrize("typed", ["", "a", "ab", "42", "naïve", "xyzzy", "cheat"])
def test_what_is_too_far_off_is_nothing(typed: str) -> None:
    """A short word with a letter changed, a number or a word of other letters is taken for nothing."""
    assert "chest" not in meant(typed, DANGERS)


@pytest.mark.parametrize(
    ("words", "read_as"),
    [
        ("my chst feels tight", ("chst", "chest")),
        ("i wnat to die", ("wnat", "want")),
        ("half of my fcae is numb", ("fcae", "face")),
    ],
)
def test_one_wrong_letter_loses_no_emergency(words: str, read_as: tuple[str, str]) -> None:
    """An emergency with one letter wrong is one, and the answer says how the word was read."""
    assert answer(words).urgency is Urgency.EMERGENCY
    typed, word = read_as
    assert read_as in hear(words).read_as
    assert f'"{typed}" is read as "{word}".' in answer(words).reasons


@pytest.mark.parametrize(
    "words", ["the ranges of the gateway", "secure mode of the browser", "spaces", "cron", "wheels"]
)
def test_a_guess_alone_is_no_alarm(words: str) -> None:
    """A word that only may be a misspelled sign raises nothing by itself."""
    assert answer(words).urgency.rank < Urgency.CALL_TODAY.rank


def test_a_denial_holds_for_what_is_mended() -> None:
    """A misspelled sign that is denied stays denied."""
    assert answer("no chst pain at all").urgency is Urgency.NONE
