from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard import KNOWLEDGE
from isocourse.triage.knowledge import Language
from isocourse.triage.words import LONGEST, STRONG, WEAK, Typed, Vocabulary, bases, split

VOCABULARY = Vocabulary(KNOWLEDGE.language)
LEXICON = {
    "headache": "HEAD PAIN",
    "depressed": "MOOD",
    "suicidal": "SUICIDE",
    "itchy": "ITCH",
    "ache": "PAIN",
    "doe": "DEER",
    "24": "DAY",
    "100": "MANY",
}
FEW_WORDS = Language(
    lexicon=LEXICON,
    starts={},
    plain={"does", "pitch", "pitchy", "heartache"},
    mend="headache depressed suicidal itchy",
    rules={},
    anchors={},
    foreign={},
    easy={},
    dangers={},
    speaks_of={},
)
NOTHING_TO_MEND = FEW_WORDS._replace(mend="")


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


@pytest.mark.parametrize(
    ("text", "words", "breaks"),
    [
        ("dry - cracked", ["dry", "cracked"], [0, WEAK]),
        ("dry- cracked", ["dry", "cracked"], [0, WEAK]),
        ("dry--cracked", ["dry", "cracked"], [0, WEAK]),
        ("dry...cracked", ["dry", "cracked"], [0, WEAK]),
        ("dry.....cracked", ["dry", "cracked"], [0, WEAK]),
        ("Fever? No", ["fever", "no"], [0, WEAK]),
        ("Rash? Never. Pain?", ["rash", "never", "pain"], [0, WEAK, STRONG]),
        ("Can I drink? Beer mostly", ["can", "i", "drink", "beer", "mostly"], [0, 0, 0, STRONG, 0]),
        (". , dry", ["dry"], [STRONG]),
        ("took 20, not 20.5", ["took", "20", "not", "20", "5"], [0, 0, WEAK, 0, 0]),
        ("took 20.5 mg not 20.", ["took", "20", "5", "mg", "not", "20"], [0, 0, 0, 0, 0, 0]),
        ("felt faint.2 hours", ["felt", "faint", "2", "hours"], [0, 0, STRONG, 0]),
        ("on day 3! hot", ["on", "day", "3", "hot"], [0, 0, 0, STRONG]),
    ],
)
def test_split_tells_words_and_pauses_apart(text: str, words: list[str], breaks: list[int]) -> None:
    """No mark, dash or row of stops leaves anything in a word, and each is the pause or the end that was meant."""
    assert split(text) == Typed(words, breaks)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("so^so", ["soso"]),
        ("so\u02c5so", ["soso"]),
        ("40\u20ac or 50\u20ac more", ["40", "or", "50", "more"]),
        ("hot\U0001f912cold\U0001f912", ["hot", "\U0001f912", "cold", "\U0001f912"]),
        ("\u0663 days", ["\u0663", "days"]),
        ("he\u0336llo", ["hello"]),
    ],
)
def test_split_folds_strange_signs(text: str, words: list[str]) -> None:
    """A picture is a word of its own, a loose accent is nothing, any other sign parts words, however often it comes."""
    assert split(text).words == words


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("headachr", "headache"),  # changed
        ("xeadache", "headache"),
        ("headach", "headache"),  # lost
        ("eadache", "headache"),
        ("headxache", "headache"),  # added
        ("headachee", "headache"),
        ("heafache", "headache"),
        ("ehadache", "headache"),  # swapped
        ("headahce", "headache"),
        ("itchi", "itchy"),
    ],
)
def test_one_slip_is_mended(typed: str, found: str) -> None:
    """One letter changed, lost, added or swapped with its neighbour, at either end or between, is a slip."""
    assert Vocabulary(FEW_WORDS).find(typed) == found


@pytest.mark.parametrize(
    "typed",
    [
        "xeadbche",
        "hxaxache",
        "headxyhe",  # two neighbours changed
        "hedaachx",  # swapped, and one more changed
        "hedaacxe",
        "xxheadache",
        "heache",
        "itch",  # too short to guess at
        "ithy",
        "hea4ache",
        "head\u00e6che",
        "pitch",  # ordinary words, and forms of them
        "pitchy",
        "heartache",
        "heartaches",
    ],
)
def test_more_than_a_slip_is_left_alone(typed: str) -> None:
    """What is two slips away, short, not in plain letters or an ordinary word is no misspelling of anything."""
    vocabulary = Vocabulary(FEW_WORDS)
    assert vocabulary.find(typed) == typed
    assert not vocabulary.is_mended(typed)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("deprissod", "depressed"),
        ("deprisod", "depressed"),  # one s less
        ("depreessead", "depressed"),  # two letters more
        ("deepreessead", "deepreessead"),  # three letters more
        ("suecudal", "suecudal"),  # only four consonants
        ("shipwrecked", "shipwrecked"),
        ("depurple", "depurple"),
    ],
)
def test_the_same_consonants_are_the_same_word(typed: str, found: str) -> None:
    """A word of five consonants or more is known by them, whatever its vowels, if it is about as long."""
    assert Vocabulary(FEW_WORDS).find(typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("depresssed", "depressed"),
        ("aaaache", "ache"),
        ("acheeees", "ache"),
        ("aches", "ache"),
        ("acche", "acche"),
        ("does", "does"),
        ("1000", "1000"),
        ("24", "24"),
    ],
)
def test_a_drawn_out_word_is_the_word(typed: str, found: str) -> None:
    """A letter held down is let go, not a doubled one; a number stays as it is, and so does an ordinary word."""
    vocabulary = Vocabulary(NOTHING_TO_MEND)
    assert vocabulary.find(typed) == found
    assert not vocabulary.is_mended(typed)


@pytest.mark.parametrize(
    ("word", "symbols"),
    [
        ("headache", ("headache", "HEAD", "PAIN")),
        ("table", ("table",)),
        ("7", ("7", "NUM")),
        ("24", ("24", "DAY", "NUM")),
        ("2nd", ("2nd", "NUM")),
        ("b12", ("b12",)),
        ("x2", ("x2",)),
    ],
)
def test_symbols_of_a_word(word: str, symbols: tuple[str, ...]) -> None:
    """A word stands for itself and its concepts, and for a number if it begins with a digit."""
    assert Vocabulary(FEW_WORDS).symbols(word) == symbols


@pytest.mark.parametrize(
    ("word", "all_bases"),
    [
        ("bed", []),
        ("ding", []),
        ("used", ["use"]),
        ("dries", ["dry", "drie", "dri"]),
        ("adding", ["add", "adde"]),
        ("throbbing", ["throbb", "throbbe", "throb"]),
        ("throbbings", ["throbb", "throbbe", "throbbing"]),
        ("throbbin", ["throbb", "throbbe", "throb"]),
        ("throbbed", ["throbbe", "throbb", "throb"]),
        ("throbbd", ["throbb", "throb"]),
        ("balls", ["ball"]),
        ("aching", ["ach", "ache"]),
        ("headache", []),
    ],
)
def test_all_bases_of_a_word(word: str, all_bases: list[str]) -> None:
    """A word may be a form of these words and of no others; a doubled letter is single again before an ending."""
    assert list(bases(word)) == all_bases


def test_a_word_is_looked_for_once() -> None:
    """What was found once is remembered, so that a word said a hundred times costs one look."""
    asked: list[object] = []

    class Asked:
        """Ordinary words that note what was asked of them."""

        def __contains__(self, word: object) -> bool:
            asked.append(word)
            return word == "table"

    vocabulary = Vocabulary(FEW_WORDS._replace(plain=Asked()))
    assert [vocabulary.find("table") for _ in range(3)] == ["table"] * 3
    assert asked == ["table"]


def test_a_caret_inside_a_word_is_nothing() -> None:
    """A caret, as of a smile, joins what it stands between; other marks part it."""
    assert split("blur^ry blur~ry").words == ["blurry", "blur", "ry"]


def test_ten_of_ten_is_no_date() -> None:
    """A figure out of ten is heard as that; a date and a hundred are left alone."""
    assert split("9/10 headache").words[:4] == ["9", "out", "of", "10"]
    assert "out" not in split("since 9/10/2026, 5/100").words
