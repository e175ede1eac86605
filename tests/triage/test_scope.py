"""Whether what was heard is so: present, denied, over, somebody else's, or only asked."""

from __future__ import annotations

import pytest

from heard import KNOWLEDGE, by_rules, rows
from isocourse.triage.matching import WELL, Match
from isocourse.triage.pieces import pieces
from isocourse.triage.scope import State, state
from isocourse.triage.words import Vocabulary


@pytest.mark.parametrize("row", rows("meant.csv"), ids=lambda row: row["phrase"])
def test_states(row: dict[str, str]) -> None:
    """A denial reaches its own sign and no further; what is over, asked or somebody else's is told apart."""
    heard = by_rules(row["phrase"])
    found = {one.sign: one.state for one in (*heard.signs, *heard.denied, *heard.aside)}
    wanted = {sign: state for state in State for sign in row.get(state.value, "").split()}
    assert {sign: found.get(sign) for sign in wanted} == wanted


@pytest.mark.parametrize(
    ("near", "far", "state_near"),
    [
        (
            "no trace in the past two weeks of hives",
            "no trace in all the past two weeks of hives",
            State.DENIED,
        ),
        (
            "i have not in the last two or three weeks had any hives",
            "i have not in the very last two or three weeks had any hives",
            State.DENIED,
        ),
        (
            "my sister who works nights at the big hospital has hives",
            "my sister who works nights at the big city hospital has hives",
            State.SOMEONE_ELSE,
        ),
        (
            "read about one case in the north of norway with hives",
            "read about one case in the far north of norway with hives",
            State.ASKED,
        ),
        (
            "no longer plagued day and night by all those hives",
            "no longer plagued both day and night by all those hives",
            State.OVER,
        ),
    ],
)
def test_words_reach_only_so_far(near: str, far: str, state_near: State) -> None:
    """A denial, another person or a question reaches over a few words; a sign farther off is taken as the patient's."""
    heard = by_rules(near)
    assert [one.state for one in (*heard.signs, *heard.denied, *heard.aside) if one.sign == "hives"] == [state_near]
    assert "hives" in {one.sign for one in by_rules(far).signs}


def test_what_is_said_to_be_well_has_no_sign() -> None:
    """Where all words of a sign say that a part of the body is well, it is denied; one word outside, and it is not."""
    (piece,) = pieces("my vision is fine", Vocabulary(KNOWLEDGE.language), KNOWLEDGE.language)

    def reading(sign: str, *at: int) -> Match:
        return Match(sign=sign, weight=0.9, at=frozenset(at), crossing=False)

    well = reading(WELL, 1, 3)
    assert state(piece, reading("vision-change", 1), [well]) is State.DENIED
    assert state(piece, reading("vision-change", 1, 3), [well]) is State.DENIED
    assert state(piece, reading("vision-change", 1, 2), [well]) is State.PRESENT
