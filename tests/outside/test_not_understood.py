"""What nothing accounted for is said, and the signs are shown: no alarm passes as if it had been understood."""

from __future__ import annotations

import pytest

from heard import answer, hear
from isocourse.course.entries import Urgency
from patient import Patient


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("dry lips and my hand opens by itself", ("opens",)),
        ("dry lips and I dropped my fork", ("dropped", "fork")),
        ("my lips are dry, the birds are reporting on me", ("birds",)),
        ("dry lips and my handwriting crumples", ("crumples",)),
        ("dry eyes, the kite crumples", ("kite", "crumples")),
    ],
)
def test_what_is_left_over_is_named_and_the_signs_are_shown(words: str, left: tuple[str, ...]) -> None:
    """Beside what was understood a word that nothing accounts for is named, and the short list of signs is shown."""
    found = answer(words)
    assert found.urgency.rank < Urgency.CALL_TODAY.rank
    assert set(left) <= set(found.not_understood)
    assert found.signs_shown


@pytest.mark.parametrize(
    "words", ["hand", "my knee", "stomach", "period", "bathroom", "shaking my hand", "my liver", "my back", "eyesight"]
)
def test_a_bare_noun_is_no_understanding(words: str) -> None:
    """A part of the body or a place alone is a hint: it is named as not understood, and the signs are shown."""
    found = answer(words)
    assert found.urgency.rank >= Urgency.CALL_TODAY.rank or found.signs_shown


@pytest.mark.parametrize(
    "words",
    [
        "my lips are dry and cracked, I use aquaphor ten times a day",
        "no headache, no rash, no fever",
        "slight headache after work yesterday",
        "the skin on my hands is dry since last week",
        "my sister has dry lips too",
        "I used to get nosebleeds but they went away",
        "my vision is fine",
    ],
)
def test_what_is_understood_shows_no_list(words: str) -> None:
    """A phrase of which every word is accounted for, or is an ordinary one, gets its answer and no list beside it."""
    found = answer(words)
    assert (found.not_understood, found.signs_shown) == ((), False)


def test_an_alarm_shows_its_own_signs_instead() -> None:
    """An answer that sends to the doctor already says what matters: the list is for those below it."""
    found = answer("chest pain since the wedding of the archduke")
    assert found.urgency is Urgency.EMERGENCY
    assert not found.signs_shown


def test_a_part_of_the_body_needs_something_understood_in_its_own_sentence() -> None:
    """What was understood in one sentence explains no bare noun of another."""
    assert hear("dry lips. my hand.").left == ("hand",)


def test_ask_says_what_it_did_not_understand(patient: Patient) -> None:
    """The answer names the words and lists what must not wait, Poison Help too."""
    out = patient("ask dry lips and my hand opens by itself").out
    assert "Not understood: opens" in out
    assert "Poison Help first, 1-800-222-1222" in out


def test_log_says_it_too(patient: Patient) -> None:
    """The answer of `log` names the words and lists the signs as well."""
    patient.must("start --category cannot-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02")
    assert "Not understood: opens" in patient.must("log dry lips and my hand opens by itself").out


def test_json_names_them(patient: Patient) -> None:
    """In JSON stand the words, whether the signs were shown, and an id that stays for each match and each reason."""
    found = patient("ask --json dry lips and zorp").json
    assert found["not_understood"] == ["zorp"]
    assert found["signs_shown"] is True
    assert [match["id"] for match in found["matches"]] == ["dry-lips"]
    assert found["reason_ids"] == ["dry-lips"]
    assert len(found["reason_ids"]) == len(found["reasons"])
