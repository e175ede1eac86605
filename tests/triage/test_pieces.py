"""The patient's words cut into sentences, with the place of every word, expression and concept."""

from __future__ import annotations

import pytest

from isocourse.triage.knowledge import Language
from isocourse.triage.pieces import LONGEST, OVERLAP, Piece, pieces
from isocourse.triage.words import STRONG, WEAK, Vocabulary

LANGUAGE = Language(
    lexicon={
        "stiff": "STIFF",
        "neck": "NECK",
        "stiff neck": "MENINGES SERIOUS",
        "stiff neck muscles": "MUSCLE",
        "dead": "DEATH",
        "tired": "TIRED",
        "dead tired": "= TIRED",
        "dead tired of": "= FED_UP",
        "dead tired of it": "ALL",
    },
    starts={"stiff": 3, "dead": 4},
    plain=(),
    mend="",
    rules={},
    anchors={},
    foreign={},
    easy={},
    dangers={},
    speaks_of={},
)


def cut(text: str) -> list[Piece]:
    """Return the pieces of a text."""
    return list(pieces(text, Vocabulary(LANGUAGE), LANGUAGE))


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("NECK", {"neck": [(0, 1)], "NECK": [(0, 1)]}),
        ("necks", {"neck": [(0, 1)], "NECK": [(0, 1)]}),
        ("neck neck", {"neck": [(0, 1), (1, 2)], "NECK": [(0, 1), (1, 2)]}),
        (
            "my stiff neck",
            {
                "my": [(0, 1)],
                "MENINGES": [(1, 3)],
                "SERIOUS": [(1, 3)],
                "stiff": [(1, 2)],
                "STIFF": [(1, 2)],
                "neck": [(2, 3)],
                "NECK": [(2, 3)],
            },
        ),
        (
            "stiff neck muscles",
            {
                "MUSCLE": [(0, 3)],
                "MENINGES": [(0, 2)],
                "SERIOUS": [(0, 2)],
                "stiff": [(0, 1)],
                "STIFF": [(0, 1)],
                "neck": [(1, 2)],
                "NECK": [(1, 2)],
                "muscles": [(2, 3)],
            },
        ),
        ("stiff, neck", {"stiff": [(0, 1)], "STIFF": [(0, 1)], "neck": [(1, 2)], "NECK": [(1, 2)]}),
        (
            "stiff neck, muscles",
            {
                "MENINGES": [(0, 2)],
                "SERIOUS": [(0, 2)],
                "stiff": [(0, 1)],
                "STIFF": [(0, 1)],
                "neck": [(1, 2)],
                "NECK": [(1, 2)],
                "muscles": [(2, 3)],
            },
        ),
    ],
)
def test_words_expressions_and_concepts_have_their_places(text: str, hits: dict[str, list[tuple[int, int]]]) -> None:
    """Each expression is found with the words in it and what they stand for, unless a pause parts it."""
    assert [piece.hits for piece in cut(text)] == [hits]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("dead tired", {"=": [(0, 2)], "TIRED": [(0, 2)], "dead": [(0, 1)], "tired": [(1, 2)]}),
        (
            "so dead tired of neck",
            {
                "so": [(0, 1)],
                "=": [(1, 4)],
                "FED_UP": [(1, 4)],
                "dead": [(1, 2)],
                "tired": [(2, 3)],
                "of": [(3, 4)],
                "neck": [(4, 5)],
                "NECK": [(4, 5)],
            },
        ),
        (
            "dead tired of it",
            {
                "ALL": [(0, 4)],
                "=": [(0, 3)],
                "FED_UP": [(0, 3)],
                "dead": [(0, 1)],
                "tired": [(1, 2)],
                "of": [(2, 3)],
                "it": [(3, 4)],
            },
        ),
        ("dead, tired", {"dead": [(0, 1)], "DEATH": [(0, 1)], "tired": [(1, 2)], "TIRED": [(1, 2)]}),
        (
            "well, dead tired, neck",
            {
                "well": [(0, 1)],
                "=": [(1, 3)],
                "TIRED": [(1, 3)],
                "dead": [(1, 2)],
                "tired": [(2, 3)],
                "neck": [(3, 4)],
                "NECK": [(3, 4)],
            },
        ),
    ],
)
def test_a_whole_takes_its_words_with_it(text: str, hits: dict[str, list[tuple[int, int]]]) -> None:
    """Of an expression that is a whole the words stand for nothing else: dead tired is not dead."""
    assert [piece.hits for piece in cut(text)] == [hits]


def test_spans_of_what_is_not_there() -> None:
    """A word or concept that was not said stands nowhere."""
    (piece,) = cut("stiff neck")
    assert piece.spans("MENINGES") == [(0, 2)]
    assert piece.spans("DEATH") == []


def test_a_text_is_cut_at_its_ends() -> None:
    """Each sentence is a piece, with the words as typed, the pauses in it, and its place in the text."""
    first, second = cut("... well, Necks ache! so tired, really")
    assert (first.typed, first.breaks, first.offset) == (["well", "necks", "ache"], [WEAK, WEAK, 0], 0)
    assert (second.typed, second.breaks, second.offset) == (["so", "tired", "really"], [STRONG, 0, WEAK], 3)
    assert second.spans("TIRED") == [(1, 2)]


@pytest.mark.parametrize("text", ["", "...", " , "])
def test_no_words_are_no_piece(text: str) -> None:
    """Where nothing was said there is nothing to read."""
    assert cut(text) == []


def test_an_end_before_the_first_word_is_no_piece() -> None:
    """A full stop before anything was said cuts nothing off."""
    assert [piece.typed for piece in cut(". neck")] == [["neck"]]


@pytest.mark.parametrize(
    ("count", "parts"),
    [
        (LONGEST, [(0, LONGEST)]),
        (LONGEST + 1, [(0, LONGEST), (40, 21)]),
        (100, [(0, 60), (40, 60)]),
        (150, [(0, 60), (40, 60), (80, 60), (120, 30)]),
    ],
)
def test_a_very_long_sentence_is_cut_with_an_overlap(count: int, parts: list[tuple[int, int]]) -> None:
    """No piece is longer than sixty words, and each next one begins twenty words before the last one's end."""
    words = [f"w{number}x" for number in range(count)]
    cuts = cut("ouch. " + " ".join(words))
    assert OVERLAP == 20
    assert [(piece.offset - 1, len(piece.typed)) for piece in cuts[1:]] == parts
    assert all(piece.typed == words[piece.offset - 1 :][:LONGEST] for piece in cuts[1:])
