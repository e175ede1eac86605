"""Words that are not English are never answered as nothing."""

from __future__ import annotations

import pytest

from heard import KNOWLEDGE, answer, hear, rows
from isocourse.failsafe.emergency import SHORT_LIST
from isocourse.triage.foreign import UNKNOWN
from patient import Patient

SPANISH = [
    "dolor de pecho con las capsulas",
    "me tomé diez capsulas juntas",
    "no puedo respirar desde que tomo la capsula",
    "tengo la piel muy seca",
    "dry lips y me duele la cabeza",
    "capsulas todas",
    "cápsulas",
    "I took capsulas muchas",
]
FRENCH = ["j'ai mal à la poitrine depuis les capsules", "mes yeux sont très secs", "ma tête me fait mal"]
OTHERS = [
    "ich habe schmerzen in der brust seit den capsules",
    "estou com dor no peito",
    "ho mal di testa dal primo giorno",
    "боль в груди от capsules",
    "胸が痛い capsules",
    "bukas masakit dibdib ko capsules",
    "boli mnie klatka piersiowa, capsules",
]


@pytest.mark.parametrize("words", [*SPANISH, *FRENCH, *OTHERS])
def test_the_list_of_signs_is_shown(patient: Patient, words: str) -> None:
    """Words in another language are not understood, and the list of signs stands there."""
    found = answer(words)
    assert not found.understood
    assert found.matches == ()
    result = patient("ask", words)
    assert SHORT_LIST in result.out
    assert "No side effect" not in result.out


@pytest.mark.parametrize("words", SPANISH)
def test_spanish_is_told_of_the_line_that_speaks_it(patient: Patient, words: str) -> None:
    """In Spanish the answer says that the crisis line speaks Spanish, and what to press."""
    assert hear(words).language == "spanish"
    out = " ".join(patient("ask", words).out.split())
    assert "988 y oprima el 2" in out


def test_a_language_without_a_list(patient: Patient) -> None:
    """Where as many words are unknown as known, no language is named, and nothing was understood."""
    assert hear("bukas masakit dibdib ko capsules").language == UNKNOWN
    assert patient("ask", "bukas masakit dibdib ko capsules").out.startswith("Not recognized")


def test_an_alarm_stays_one(patient: Patient) -> None:
    """What needs a call in a text of two languages is an alarm all the same."""
    for words in ("tengo chest pain desde ayer", "bad headache y con blurry vision", "i want to die, no puedo mas"):
        result = patient("ask", words)
        assert result.code in {10, 11}, words
        assert "988 y oprima el 2" in " ".join(result.out.split())


@pytest.mark.parametrize(
    "words",
    ["la roche posay makes my lips dry", "dry lips in los angeles", "el paso sun burned my skin", "hedake", "xyzzy"],
)
def test_a_name_is_no_language(words: str) -> None:
    """One small word of another language, in a name, changes nothing."""
    assert hear(words).language is None or not hear(words).signs


def test_english_is_english() -> None:
    """No phrase of ours is taken for another language."""
    for row in (*rows("said.csv"), *rows("not_said.csv"), *rows("meant.csv")):
        assert hear(row["phrase"]).language is None, row["phrase"]


def test_no_small_word_is_said_in_english() -> None:
    """Each language has what is said to its speakers, and enough words to be known by."""
    counted: dict[str, int] = {}
    for tongues in KNOWLEDGE.language.foreign.values():
        for tongue in tongues.split():
            counted[tongue] = counted.get(tongue, 0) + 1
    assert set(counted) == set(KNOWLEDGE.other_languages)
    assert min(counted.values()) > 30
    assert not {"no", "do", "as", "die", "me", "son", "has", "a", "i"} & set(KNOWLEDGE.language.foreign)
