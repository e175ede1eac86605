"""What is kept of words whose alarm was doubted."""

from __future__ import annotations

from isocourse.cli.hearing.assessment import event_of, judge
from isocourse.triage.assess import NONE, OTHER
from isocourse.triage.heard import Heard, HeardSign
from isocourse.triage.scope import State

EAR = HeardSign("hearing-change", "deaf ear", 0.9, None, State.PRESENT)


def test_a_doubted_alarm_is_kept_as_words_never_as_no_side_effect() -> None:
    """It may be so after all: the diary says that it is the patient's words, and not that there was nothing."""
    doubted = Heard(aside=(EAR._replace(state=State.DOUBTED),), doubted=True)
    assert event_of(judge(doubted, None, []), "turned a deaf ear", None).effect == OTHER


def test_what_was_only_asked_is_kept_as_no_side_effect() -> None:
    """A question tells of nothing that is there."""
    asked = Heard(aside=(EAR._replace(state=State.ASKED),))
    assert event_of(judge(asked, None, []), "can it make me deaf", None).effect == NONE
