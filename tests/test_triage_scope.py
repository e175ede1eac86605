"""Whether what was heard is so: present, denied, over, somebody else's, or only asked."""

from __future__ import annotations

import pytest

from heard import hear, rows
from isocourse.triage.scope import State


@pytest.mark.parametrize("row", rows("meant.csv"), ids=lambda row: row["phrase"])
def test_states(row: dict[str, str]) -> None:
    """A denial reaches its own sign and no further; what is over, asked or somebody else's is told apart."""
    heard = hear(row["phrase"])
    found = {one.sign: one.state for one in (*heard.signs, *heard.denied, *heard.aside)}
    wanted = {sign: state for state in State for sign in row[state.value].split()}
    assert {sign: found.get(sign) for sign in wanted} == wanted
