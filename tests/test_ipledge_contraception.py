"""Forms of birth control: what is flagged, and since when two forms have been in place."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

import pytest

from days_of import course_of, day
from isocourse.content.rules import forms
from isocourse.ipledge.contraception import Flag, InPlace, flags, in_place
from isocourse.model import Contraception

FORMS = forms()
PRIMARY = {"tubal-sterilization", "vasectomy", "iud", "combined-pill", "patch", "ring", "injection", "implant"}
BARRIER = {"condom", "diaphragm", "cervical-cap", "sponge"}
WORDS = [*PRIMARY, *BARRIER, "mini-pill", "withdrawal", "rhythm"]
NEEDED = 2


def expected(named: set[str]) -> set[str]:
    """What is flagged, by the four rules as they are written down: one form, mini-pill, no primary, unlisted."""
    rules = {
        "one-form": len(named) < 2,
        "mini-pill": "mini-pill" in named,
        "no-primary": len(named) >= 2 and not named & PRIMARY and bool(named & BARRIER),
        "unlisted-form": bool(named - PRIMARY - BARRIER - {"mini-pill"}),
    }
    return {name for name, holds in rules.items() if holds}


def test_the_lists_are_those_of_the_programme() -> None:
    """The primary and barrier forms are the eight and the four of the contract, and the mini-pill is in neither."""
    assert set(FORMS.primary) == PRIMARY
    assert set(FORMS.barrier) == BARRIER
    assert set(FORMS.not_acceptable) == {"mini-pill"}


def test_every_choice_of_up_to_three_forms_is_flagged_by_the_rules() -> None:
    """For each choice of one, two or three words the flags are those of the four rules, and nothing else is judged."""
    for size in (1, 2, 3):
        for named in combinations(WORDS, size):
            found = flags(Contraception(forms=named), FORMS, NEEDED)
            assert {flag.sentence for flag in found} == expected(set(named)), named


def test_a_form_named_twice_is_one_form() -> None:
    """Saying the same form twice does not make two."""
    assert flags(Contraception(forms=("iud", "iud")), FORMS, NEEDED) == (Flag("one-form"),)


def test_each_unlisted_word_is_named() -> None:
    """The patient reads which word is not on the list."""
    found = flags(Contraception(forms=("iud", "withdrawal", "rhythm")), FORMS, NEEDED)
    assert found == (Flag("unlisted-form", "rhythm"), Flag("unlisted-form", "withdrawal"))


def test_abstinence_is_not_judged_by_forms() -> None:
    """Abstinence stands alone."""
    assert flags(Contraception(abstinence=True), FORMS, NEEDED) == ()


@pytest.mark.parametrize(
    ("named", "holds"),
    [
        (("iud", "condom"), True),
        (("iud", "ring"), True),
        (("iud", "withdrawal"), True),
        (("iud",), False),
        (("condom", "sponge"), False),
        (("condom", "withdrawal"), False),
        (("mini-pill", "condom"), False),
        (("mini-pill", "iud", "condom"), False),
    ],
)
def test_which_flags_keep_the_step_open(named: tuple[str, ...], *, holds: bool) -> None:
    """One form, the mini-pill or no primary form keep the step open; an unlisted word alone is only flagged."""
    assert standing(("11-01", named)).holds is holds


def standing(*lines: tuple[str, tuple[str, ...] | None]) -> InPlace:
    """What is in place after these entries; None stands for abstinence."""
    bodies = [
        (on, Contraception(abstinence=True) if named is None else Contraception(forms=named)) for on, named in lines
    ]
    found = in_place(course_of(*bodies).of(Contraception), FORMS, NEEDED)
    assert found is not None
    return found


PAIR, OTHER_PAIR, ONE = ("iud", "condom"), ("iud", "diaphragm"), ("iud",)


@pytest.mark.parametrize(
    ("lines", "since"),
    [
        ([("11-01", PAIR)], "11-01"),
        ([("11-01", PAIR), ("11-10", OTHER_PAIR)], "11-01"),
        ([("11-01", PAIR), ("11-10", OTHER_PAIR), ("11-15", PAIR)], "11-01"),
        ([("11-01", ONE), ("11-10", PAIR)], "11-10"),
        ([("11-01", PAIR), ("11-10", ONE)], "11-10"),
        ([("11-01", PAIR), ("11-10", ONE), ("11-12", PAIR)], "11-12"),
        ([("11-01", None), ("11-10", PAIR)], "11-10"),
        ([("11-01", PAIR), ("11-10", None)], "11-10"),
        ([("11-01", PAIR), ("11-10", None), ("11-12", PAIR)], "11-12"),
        ([("11-01", None), ("11-10", None)], "11-10"),
    ],
)
def test_the_month_counts_from_the_first_of_an_unbroken_run(
    lines: list[tuple[str, tuple[str, ...] | None]], since: str
) -> None:
    """Two forms changed for two others go on; one form or abstinence between them begins the count again."""
    assert standing(*lines).since == day(since)


def test_nothing_recorded_nothing_in_place() -> None:
    """Without an entry nothing is assumed."""
    assert in_place([], FORMS, NEEDED) is None


def test_abstinence_needs_no_month() -> None:
    """Two forms need a full month, the later of 30 days and a calendar month; abstinence needs none."""
    assert standing(("2027-02-01", PAIR)).month_over(30) == dt.date(2027, 3, 3)
    assert standing(("11-25", PAIR)).month_over(30) == dt.date(2026, 12, 25)
    assert standing(("11-25", None)).month_over(30) is None
