"""Whether a reading is told of a time that is closed; and no alarm beside it is swallowed."""

from __future__ import annotations

import pytest

from heard import answer
from isocourse.course.entries import Urgency

LOUD = Urgency.CALL_TODAY.rank


@pytest.mark.parametrize(
    "words",
    [
        "had a fever after the shot in march, nothing since",
        "my knees swelled and i had a rash in 2012, all healed",
        "i had hives in kindergarten. none since",
        "blurry vision when i was nine was a wrong pair of glasses",
        "had chest pain as a teenager from a pulled rib",
        "i was depressed in college, fine ever since",
        "my uncle has yellow eyes, has had them for years",
        "i saw a movie where a man has a seizure",
    ],
)
def test_what_is_long_over_or_nobodys_is_no_alarm(words: str) -> None:
    """A closed story of long ago, a relative's trouble or a film is for the next visit at most."""
    assert answer(words).urgency.rank < LOUD


@pytest.mark.parametrize(
    "words",
    [
        "had a fever after the shot in march, nothing since, but my chest hurts",
        "i had a rash in 2012, all healed, now my face is swollen",
        "i had hives in kindergarten. none since. i cant breathe",
        "had chest pain as a teenager and have it again",
        "had chest pain as a teenager, it is back",
        "i was depressed in college, fine ever since, and now i want to die",
        "i wanted to kill myself when i was sixteen and i still do",
        "i wanted to kill myself when i was sixteen",
        "my uncle has yellow eyes, i have chest pain",
        "my mother is with me, chest pain",
        "i saw a movie where a man has a seizure and i want to kill myself",
        "chest pain during the movie",
        "i fainted yesterday, fine since",
        "nothing since my last period in may, and i am pregnant",
    ],
)
def test_what_is_said_beside_it_stays_an_alarm(words: str) -> None:
    """What is there, what has come back, and what is said of oneself beside it is as loud as alone."""
    assert answer(words).urgency.rank >= LOUD


@pytest.mark.parametrize(
    ("words", "loud"),
    [
        ("the form asks each month if i am depressed", False),
        ("the nurse asked if i have chest pain and i said yes", True),
        ("the nurse asked if i have chest pain, yes i do", True),
        ("the doctor asked if i sleep well, i want to die", True),
        ("i was depressed in 2012, treated, and it has not come back", False),
    ],
)
def test_what_a_form_asks_is_a_question(words: str, *, loud: bool) -> None:
    """What somebody else asks is no answer, until it is answered with yes."""
    assert (answer(words).urgency.rank >= LOUD) is loud
