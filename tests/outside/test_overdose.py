"""Too many capsules, or capsules in the wrong hands: Poison Help first, whoever swallowed them."""

from __future__ import annotations

import pytest

from patient import Patient

SAID = (
    "i took too many capsules",
    "i took 10 capsules",
    "took two doses at once",
    "double dose",
    "i took an extra capsule by accident",
    "toddler swallowed a capsule",
    "my little brother ate one of my capsules",
    "the dog got into my capsules",
)


DOUBLE = ("took two doses at once", "double dose", "i took an extra capsule by accident")


@pytest.mark.parametrize("words", SAID)
def test_too_many_capsules_are_never_nothing(patient: Patient, words: str) -> None:
    """Too many capsules, or capsules in somebody else: emergency. A double dose: today. Poison Help first."""
    result = patient("ask", *words.split())
    assert result.code == (10 if words in DOUBLE else 11)
    assert result.out.startswith("Call Poison Help")
    assert "1-800-222-1222" in result.out.splitlines()[0]
    assert "Take no more capsules" in " ".join(result.out.split())


@pytest.mark.parametrize("words", ["i took my capsule with breakfast", "took 2 capsules", "i missed a dose"])
def test_an_ordinary_dose_is_no_alarm(patient: Patient, words: str) -> None:
    """A dose as it was prescribed, or a missed one, stays calm."""
    assert patient("ask", *words.split()).code == 0
