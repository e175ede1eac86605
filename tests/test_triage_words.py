from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard import KNOWLEDGE
from isocourse.triage.words import LONGEST, STRONG, WEAK, Vocabulary, bases, split

VOCABULARY = Vocabulary(KNOWLEDGE.language)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I CAN'T see", ["i", "cant", "see"]),
        ("can\u2019t", ["cant"]),
        ("caf\u00e9 na\u00efve", ["cafe", "naive"]),
        ("light-headed", ["light", "headed"]),
        ("#dry #lips", ["dry", "lips"]),
        ("su*cide", ["sucide"]),
        ("a\u200bb", ["ab"]),
        ("bell\x07and\x1b[31mred", ["bell", "and", "31mred"]),
        ("nausea & fever + chills", ["nausea", "and", "fever", "and", "chills"]),
        ("100% sure", ["100", "percent", "sure"]),
        ("\u05db\u05d0\u05d1 \u0631\u0623\u0633", ["\u05db\u05d0\u05d1", "\u0631\u0627\u0633"]),
        ("\U0001f922", ["\U0001f922"]),
        ("", []),
        (" ... ", []),
    ],
)
def test_split_folds_what_people_type(text: str, words: list[str]) -> None:
    """Case, accents, apostrophes, marks and control characters do not keep a word from being known."""
    assert split(text).words == words


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("a b", [0, 0]),
        ("a, b", [0, WEAK]),
        ("a. b", [0, STRONG]),
        ("a! b?", [0, STRONG]),
        ("a\nb", [0, STRONG]),
        ("a... b", [0, WEAK]),
        ("a .. b", [0, WEAK]),
        ("a - b", [0, WEAK]),
        ("a- b", [0, WEAK]),
        ("a/b", [0, WEAK]),
        (", . a", [STRONG]),
        ("2.5 weeks", [0, 0, 0]),
        ("day 2. weeks", [0, 0, STRONG]),
    ],
)
def test_split_keeps_the_pauses(text: str, breaks: list[int]) -> None:
    """A comma is a pause and a full stop an end; a decimal point and three dots are no end."""
    assert split(text).breaks == breaks


@given(st.text(max_size=200))
def test_split_takes_any_text(text: str) -> None:
    """Whatever is typed comes back as short words, one pause for each, and nothing that steers a terminal."""
    typed = split(text)
    assert len(typed.words) == len(typed.breaks)
    assert all(word and len(word) <= LONGEST and word.isprintable() for word in typed.words)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("headache", "headache"),
        ("depresssed", "depressed"),
        ("depressssssed", "depressed"),
        ("sooooo", "so"),
        ("seizrue", "seizure"),
        ("bleedng", "bleeding"),
        ("xheadache", "headache"),
        ("jaunndiced", "jaundiced"),
        ("hyporventiletung", "hyperventilating"),
        ("xyzzyq", "xyzzyq"),
        ("strike", "strike"),
        ("strikes", "strikes"),
        ("lipt", "lipt"),
    ],
)
def test_a_word_is_found_or_left_alone(typed: str, found: str) -> None:
    """A slip in a long word is mended; a short word, an ordinary word and a strange one are left as they are."""
    assert VOCABULARY.find(typed) == found


@pytest.mark.parametrize(
    ("typed", "concept"),
    [
        ("diarreaha", "DIARRHOEA"),
        ("tryglicerydes", "LIPIDS"),
        ("siezures", "SEIZURE"),
        ("suicdial", "SUICIDE"),
        ("halucinatd", "VOICES"),
        ("migranes", "HEADACHE"),
        ("nasuea", "NAUSEA"),
        ("pregnnt", "PREGNANT"),
    ],
)
def test_a_misspelling_means_what_was_meant(typed: str, concept: str) -> None:
    """The words that patients misspell most have their meaning."""
    assert concept in VOCABULARY.symbols(VOCABULARY.find(typed))


def test_a_form_of_a_word_means_the_word() -> None:
    """The plural or the past of a word that is known is known."""
    assert "PAIN" in VOCABULARY.symbols(VOCABULARY.find("throbbings"))


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("bodies", "body"),
        ("dried", "dry"),
        ("aching", "ache"),
        ("cramping", "cramp"),
        ("throbbing", "throb"),
        ("cryin", "cry"),
        ("aches", "ache"),
        ("rashes", "rash"),
        ("itched", "itch"),
        ("sadness", "sad"),
        ("badly", "bad"),
    ],
)
def test_bases_of_a_word(word: str, base: str) -> None:
    """English endings are taken off to find the word in the list."""
    assert base in list(bases(word))


@pytest.mark.parametrize("word", ["is", "gas", "ing", "ed", "as"])
def test_a_short_word_has_no_base_of_two_letters(word: str) -> None:
    """Two letters are no word to guess at."""
    assert all(len(base) > 2 for base in bases(word))


def test_a_number_is_a_number() -> None:
    """Digits stand for any number in a rule."""
    assert VOCABULARY.symbols("77") == ("77", "NUM")


def test_what_was_mended_is_known_as_such() -> None:
    """A reading that rests on a guess at the spelling is less sure."""
    assert VOCABULARY.is_mended("seizrue")
    assert not VOCABULARY.is_mended("seizures")
    assert not VOCABULARY.is_mended("seizureeees")
