"""The pure search: which topics words mean."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isocourse.guide.finding import Hit, near, rank, respelled
from isocourse.guide.topics import TopicEntry

ENTRIES = (
    TopicEntry(slug="taking-it", title="Food and water", group="A", keywords=("once a day", "dose", "empty stomach")),
    TopicEntry(slug="missed-dose", title="A missed dose", group="A", keywords=("forgot", "skip")),
    TopicEntry(slug="avoid", title="What to avoid", group="B", keywords=("alcohol", "sharing", "St John's wort")),
    TopicEntry(slug="ipledge-can", title="For those who can", group="C", keywords=("ipledge",)),
)


def slugs(words: str, texts: dict[str, str] | None = None) -> list[str]:
    """Return the slugs that words rank."""
    return [hit.slug for hit in rank(words, ENTRIES, texts)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("missed-dose", [Hit("missed-dose", 4)]),
        ("Missed Dose", [Hit("missed-dose", 4)]),
        ("taking it", [Hit("taking-it", 4)]),
        ("alcohol", [Hit("avoid", 3)]),
        ("ALCOHOL!", [Hit("avoid", 3)]),
        ("is it ok to share", [Hit("avoid", 3)]),
        ("st johns wort", [Hit("avoid", 15)]),
        ("empty stomach", [Hit("taking-it", 8)]),
        ("stomach", []),
        ("water", [Hit("taking-it", 2)]),
        ("dose", [Hit("missed-dose", 4), Hit("taking-it", 3)]),
        ("doses and alcohol", [Hit("missed-dose", 4), Hit("taking-it", 3), Hit("avoid", 3)]),
        ("ipledge", [Hit("ipledge-can", 4)]),
        ("zebra", []),
        ("", []),
        ("the", []),
    ],
)
def test_words_rank_topics(words: str, expected: list[Hit]) -> None:
    """A topic's own name is the only answer; then its name, keywords and title count, in that order."""
    assert rank(words, ENTRIES) == expected


def test_the_text_counts_least() -> None:
    """A word of a topic's text finds it, below one whose keyword it is."""
    texts = {"taking-it": "No alcohol here.", "missed-dose": "Call the clinic."}
    assert rank("alcohol", ENTRIES, texts) == [Hit("avoid", 3), Hit("taking-it", 1)]
    assert slugs("clinics", texts) == ["missed-dose"]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [([], []), ([4], ["0"]), ([4, 3, 2.9], ["0", "1"]), ([8, 4], ["0"]), ([1] * 9, ["0", "1", "2", "3", "4", "5"])],
)
def test_near_keeps_what_fits_about_as_well(scores: list[float], expected: list[str]) -> None:
    """Topics at three quarters of the best score or more stand beside it, six at most."""
    assert near([Hit(str(n), score) for n, score in enumerate(scores)]) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("alcohl", "alcohol"), ("empty stomac", "empty stomach"), ("alcol", "alcol"), ("zebras", "zebra"), ("", "")],
)
def test_misspellings_are_mended(words: str, expected: str) -> None:
    """A word that is nearly a keyword becomes it; short and strange words stay."""
    assert respelled(words, ENTRIES) == expected


@given(st.text(max_size=80))
@settings(max_examples=60)
def test_any_words_are_answered(words: str) -> None:
    """Whatever is typed is answered with topics of the list, each once, best first."""
    hits = rank(words, ENTRIES)
    found = [hit.slug for hit in hits]
    assert len(set(found)) == len(found)
    assert set(found) <= {entry.slug for entry in ENTRIES}
    assert sorted((hit.score for hit in hits), reverse=True) == [hit.score for hit in hits]
    assert near(hits) == found[: len(near(hits))]
