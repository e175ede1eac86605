"""One language of crisis: what triage hears as self-harm the fail-safe hears too, and the other way round.

The fail-safe stands alone and reads no content; so the two are two texts, and these tests tie them.
"""

from __future__ import annotations

import pytest

from failsafe.test_self_harm import IDIOMS, SAID
from heard import LISTENER, rows
from isocourse.cli.hearing.assessment import hear, judge
from isocourse.course.entries import Urgency
from isocourse.failsafe.self_harm import mentions_self_harm

PHRASES = sorted({row["phrase"] for name in ("said.csv", "not_said.csv", "meant.csv") for row in rows(name)})
CRISIS = [words for words in PHRASES if LISTENER.hear(words).mentions_self_harm]


def test_there_is_something_to_tie() -> None:
    """Triage hears self-harm in a good part of the phrases that are known."""
    assert len(CRISIS) > 50


@pytest.mark.parametrize("words", CRISIS)
def test_the_fail_safe_hears_what_triage_hears(words: str) -> None:
    """Every phrase in which triage hears self-harm brings up the crisis lines, also where triage is broken."""
    assert mentions_self_harm(words)


ASIDE = "watched suicide squad"  # a film, which triage sets aside and the fail-safe does not


@pytest.mark.parametrize("words", [words for words in SAID if words != ASIDE])
def test_triage_hears_what_the_fail_safe_hears(words: str) -> None:
    """Every phrase that the fail-safe hears is heard as self-harm by the commands, whatever else is said of it."""
    typed = words.encode().decode("unicode_escape") if "\\u" in words else words
    assert hear(typed).mentions_self_harm


LOUDER = {"take all my pills with food", "rather not be here today, this mall is packed"}  # triage takes no chance


@pytest.mark.parametrize("words", [words for words in IDIOMS if words not in LOUDER])
def test_both_let_the_idioms_pass(words: str) -> None:
    """An idiom that the fail-safe lets pass is no emergency of triage either."""
    assert judge(hear(words), None, []).urgency is not Urgency.EMERGENCY
