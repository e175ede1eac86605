"""Forms of birth control: what is flagged, and since when two forms have been in place."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

import pytest

from days_of import course_of, day
from isocourse.content.rules import forms
from isocourse.course.entries import Contraception
from isocourse.ipledge.contraception import Flag, InPlace, flags, listed, runs

FORMS = forms()
PRIMARY = {"tubal-sterilization", "vasectomy", "iud", "combined-pill", "patch", "ring", "injection", "implant"}
BARRIER = {"condom", "diaphragm", "cervical-cap", "sponge"}
REFUSED = {"mini-pill", "withdrawal", "spermicide"}
UNLISTED = {"the-new-thing", "a-gadget"}
WORDS = [*PRIMARY, *BARRIER, *REFUSED, *UNLISTED]
NEEDED = 2


def expected(named: set[str], *, agreed: bool) -> set[str]:
    """What is flagged, by the rules as they are written down."""
    counted = named & (PRIMARY | BARRIER | (UNLISTED if agreed else set()))
    rules = {
        "one-form": len(counted) < 2,
        "mini-pill": "mini-pill" in named,
        "not-accepted": bool(named & (REFUSED - {"mini-pill"})),
        "no-primary": len(counted) >= 2 and counted <= BARRIER,
        "unlisted-form": bool(named & UNLISTED) and not agreed,
        "agreed-form": bool(named & UNLISTED) and agreed,
    }
    return {name for name, holds in rules.items() if holds}


def test_the_lists_are_those_of_the_programme() -> None:
    """The primary and barrier forms are the eight and the four of the contract, and no form is on two lists."""
    assert set(FORMS.primary) == PRIMARY
    assert set(FORMS.barrier) == BARRIER
    assert set(FORMS.not_acceptable) >= REFUSED
    assert not set(FORMS.not_acceptable) & (PRIMARY | BARRIER)


@pytest.mark.parametrize("agreed", [False, True])
def test_every_choice_of_up_to_three_forms_is_flagged_by_the_rules(*, agreed: bool) -> None:
    """For each choice of one, two or three words the flags are those of the rules, and nothing else is judged."""
    for size in (1, 2, 3):
        for named in combinations(WORDS, size):
            found = flags(Contraception(forms=named, agreed=agreed), FORMS, NEEDED)
            assert {flag.sentence for flag in found} == expected(set(named), agreed=agreed), named


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("copper IUD", "iud"),
        ("Mirena", "iud"),
        ("combined_pill", "combined-pill"),
        ("Condoms", "condom"),
        ("depo-provera", "injection"),
        ("NuvaRing", "ring"),
        ("tubes tied", "tubal-sterilization"),
        ("progestin-only pill", "mini-pill"),
        ("POP", "mini-pill"),
        ("natural family planning", "fertility-awareness"),
        ("my new gadget", "my-new-gadget"),
    ],
)
def test_everyday_names_are_understood(words: str, form: str) -> None:
    """A form is found by what people call it; words that nobody knows stay as they are."""
    assert listed(words, FORMS) == form


def test_what_people_say_is_said_of_one_form_only() -> None:
    """No name stands for two forms, and each name leads to a form of the lists."""
    known = {*FORMS.primary, *FORMS.barrier, *FORMS.not_acceptable}
    assert set(FORMS.names.values()) <= known
    assert not set(FORMS.names) & set(FORMS.unclear)
    assert all(set(choice.split(" or ")) <= known for choice in FORMS.unclear.values())


def test_a_form_named_twice_is_one_form() -> None:
    """Saying the same form twice does not make two."""
    assert flags(Contraception(forms=("iud", "iud")), FORMS, NEEDED) == (Flag("one-form"),)


def test_each_unlisted_word_is_named() -> None:
    """The patient reads which word is not on the list."""
    found = flags(Contraception(forms=("iud", "ring", "y", "x")), FORMS, NEEDED)
    assert found == (Flag("unlisted-form", "x"), Flag("unlisted-form", "y"))


def test_abstinence_is_not_judged_by_forms() -> None:
    """Abstinence stands alone."""
    assert flags(Contraception(abstinence=True), FORMS, NEEDED) == ()


@pytest.mark.parametrize(
    ("named", "holds"),
    [
        (("iud", "condom"), True),
        (("iud", "ring"), True),
        (("iud", "withdrawal"), False),
        (("iud", "ring", "a-gadget"), False),
        (("iud", "copper-iud"), False),
        (("iud",), False),
        (("condom", "sponge"), False),
        (("condom", "withdrawal"), False),
        (("mini-pill", "condom"), False),
        (("mini-pill", "iud", "condom"), False),
    ],
)
def test_which_flags_keep_the_step_open(named: tuple[str, ...], *, holds: bool) -> None:
    """Fewer than two forms that count, the mini-pill, no primary form or a word on no list keep the step open."""
    assert standing(("11-01", named)).holds is holds


def standing(*lines: tuple[str, tuple[str, ...] | None]) -> InPlace:
    """What is in place after these entries; None stands for abstinence."""
    bodies = [
        (on, Contraception(abstinence=True) if named is None else Contraception(forms=named)) for on, named in lines
    ]
    return runs(course_of(*bodies).of(Contraception), FORMS, NEEDED)[-1]


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
        ([("11-01", None), ("11-10", None)], "11-01"),
    ],
)
def test_the_month_counts_from_the_first_of_an_unbroken_run(
    lines: list[tuple[str, tuple[str, ...] | None]], since: str
) -> None:
    """Two forms changed for two others go on; one form or abstinence between them begins the count again."""
    assert standing(*lines).since == day(since)


def test_nothing_recorded_nothing_in_place() -> None:
    """Without an entry nothing is assumed."""
    assert runs([], FORMS, NEEDED) == []


def test_the_month_is_the_later_of_30_days_and_a_calendar_month() -> None:
    """Two forms and abstinence are counted alike; which rules ask for the month of abstinence, they say."""
    assert standing(("2027-02-01", PAIR)).month_over(30) == dt.date(2027, 3, 3)
    assert standing(("11-25", PAIR)).month_over(30) == dt.date(2026, 12, 25)
    assert standing(("11-25", None)).month_over(30) == dt.date(2026, 12, 25)
