"""Money, law, politics, machines: what is told of these is no sign of anybody's body or mind."""

from __future__ import annotations

import pytest

from isocourse.cli.hearing.assessment import hear, judge
from isocourse.course.entries import Urgency

SENTENCES = """
the insurance pays for accidents at work
interest rates have lost half of their value
the jury heard two voices on the tape
the strike paralysed the whole city
the candidate collapsed in the polls
the newspaper reported a rash of burglaries
the government is watching fuel prices closely
the dollar is weaker than last year
angry farmers blocked the road and the vote
the fever of the election is over
the treaty was broken within a day
i have no interest in politics
the behavior of the command has been changed
stop when the previous attempt failed
it is unsafe to run multiple updates in parallel
the cloud kms key used to encrypt the disk
a broken pointer in the buffer
the option cannot be deleted from the configuration
""".strip().splitlines()
SAID_BESIDE = """
i collapsed at work after the vote
my insurance wont cover it and i want to die
the election makes me so depressed i cry all day
i fainted in the queue at the bank
they broke the record and i have chest pain
the government is watching me through the lamp
""".strip().splitlines()


@pytest.mark.parametrize("words", SENTENCES)
def test_other_matters_raise_no_alarm(words: str) -> None:
    """A sentence about money, law, politics or machines is no reason to call a doctor."""
    assert judge(hear(words), None, []).urgency.rank < Urgency.CALL_TODAY.rank


@pytest.mark.parametrize("words", SAID_BESIDE)
def test_they_swallow_no_alarm(words: str) -> None:
    """An alarm that is said beside them is heard."""
    assert judge(hear(words), None, []).urgency.rank >= Urgency.CALL_TODAY.rank
