"""`done`: what is recorded, what is said at once, and what is refused with the record left as it was."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from isocourse.cli.pharmacy.step_details import known_step
from patient import Patient, Result


@pytest.fixture
def ready(patient: Patient) -> Patient:
    """A patient whose first pick-up is ready, from a test of 20 November 2026."""
    return patient.begin(
        [
            "2026-10-01 start --category can-become-pregnant --zone America/Chicago --weeks 20",
            "2026-10-01 done enrolled",
            "2026-10-01 done consent",
            "2026-10-01 done counselled",
            "2026-10-01 done not-breast-feeding",
            "2026-10-01 done contraception --form iud --form condom",
            "2026-10-20 done test --specimen 2026-10-20 --result negative --setting medical",
            "2026-11-20 done test --specimen 2026-11-20 --result negative --setting medical",
            "2026-11-20 done confirmation",
            "2026-11-20 done questions",
        ]
    ).at("2026-11-22")


def said(result: Result) -> str:
    """What stood on the screen, without line breaks."""
    return " ".join(result.out.split())


def last(patient: Patient) -> dict[str, Any]:
    """The newest entry of the record."""
    entries: list[dict[str, Any]] = tomllib.loads(patient.file.read_text(encoding="utf-8"))["entry"]
    return entries[-1]


def test_a_pick_up_when_ready_is_recorded_without_a_word(ready: Patient) -> None:
    """Nothing is warned of when every step was there."""
    assert "!" not in said(ready.must("done fill --days 30 --capsules 60"))
    assert (last(ready)["kind"], last(ready)["days"], last(ready)["capsules"]) == ("fill", 30, 60)


def test_a_pick_up_told_later_is_judged_by_its_own_day(ready: Patient) -> None:
    """A pick-up of a ready day is no cause for a warning because the window has closed since."""
    answer = said(ready.at("2026-11-28").must("done fill --days 30 --on 2026-11-22"))
    assert "not ready" not in answer
    assert str(last(ready)["on"]) == "2026-11-22"


def test_a_pick_up_told_later_of_a_day_that_was_not_ready_is_warned_of(ready: Patient) -> None:
    """What was recorded only after the day of the pick-up does not make that day ready."""
    answer = said(ready.at("2026-11-28").must("done fill --days 30 --on 2026-11-19"))
    assert "the month was not ready: Pregnancy test, negative" in answer


def test_a_pick_up_when_not_ready_is_kept_and_warned_of(ready: Patient) -> None:
    """The entry is there, and the missing steps are named."""
    answer = said(ready.at("2026-11-27").must("done fill --days 30"))
    assert "the month was not ready: Pregnancy test, negative; " in answer
    assert "tell your prescriber" in answer
    assert last(ready)["kind"] == "fill"


def test_a_pick_up_beside_an_open_warning_says_so_first(ready: Patient) -> None:
    """An open sign is named before the steps that are missing."""
    ready.must("done test --specimen 2026-11-21 --result positive --setting medical")
    assert "the month was not ready: a warning sign is open" in said(ready.must("done fill --days 30"))


@pytest.mark.parametrize(("days", "warned"), [(30, False), (31, True)])
def test_more_than_the_months_supply_is_named(ready: Patient, days: int, *, warned: bool) -> None:
    """A fill is for at most thirty days; a bigger one is kept, and the number questioned."""
    assert ("A fill is for at most 30 days" in said(ready.must(f"done fill --days {days}"))) is warned


def test_a_pick_up_typed_twice_is_noticed(ready: Patient) -> None:
    """The second pick-up of one day is kept, with the way to take it back."""
    ready.must("done fill --days 30")
    answer = said(ready.must("done fill --days 30"))
    assert "A pick-up is recorded for that day already. Typed twice? isocourse undo" in answer


def test_a_positive_test_is_answered_first_of_all(ready: Patient) -> None:
    """The first words after a positive test say to stop and to call, with the way to clear it."""
    answer = said(ready.must("done test --specimen 2026-11-21 --result positive"))
    assert answer.startswith("A pregnancy test was positive (Sat Nov 21, 2026). Take no more capsules and call")
    assert f"isocourse done cleared {last(ready)['id'][:4]}" in answer


def test_a_test_is_dated_by_its_sample(ready: Patient) -> None:
    """Without --on a test is about the day of its sample; with it, about that day."""
    ready.must("done test --specimen 2026-11-21 --result pending --setting medical")
    assert str(last(ready)["on"]) == "2026-11-21"
    ready.must("done test --specimen 2026-11-21 --result pending --setting medical --on 2026-11-22")
    assert str(last(ready)["on"]) == "2026-11-22"


def test_a_place_that_was_not_said_stays_unknown(ready: Patient) -> None:
    """Nothing is taken for granted about where a sample was taken."""
    ready.must("done test --specimen 2026-11-21 --result negative")
    assert "setting" not in last(ready)


@pytest.mark.parametrize(
    ("forms", "flagged"),
    [
        ("--form iud --form ring", []),
        ("--form iud,condom", []),
        ("--form condom", ["Fewer than two forms"]),
        ("--form mini-pill,sponge", ["mini-pill", "Fewer than two forms"]),
        ("--form iud --form ring --form female-condom", ["female-condom is on neither list"]),
        ("--abstinence", []),
    ],
)
def test_forms_are_flagged_at_once(ready: Patient, forms: str, flagged: list[str]) -> None:
    """What the lists say is said when the forms are recorded, and each flag ends with the prescriber."""
    answer = said(ready.must(f"done contraception {forms}"))
    assert answer.count("Confirm with your prescriber") == len(flagged)
    for words in flagged:
        assert words in answer


def test_the_next_step_is_named(ready: Patient) -> None:
    """After a step the verdict and the first step still missing are told; at the end, that all are there."""
    ready.must("done fill --days 30")
    answer = said(ready.at("2026-12-18").must("done test --specimen 2026-12-18 --result negative --setting medical"))
    assert "NOT READY: 2 steps left" in answer
    assert "Next: Prescriber confirmed" in answer
    ready.must("done confirmation")
    assert "READY. The window closes Thu Dec 24" in said(ready.must("done questions"))


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("nonsense", 2, "STEP: 'nonsense' is not a step"),
        ("fill", 2, "--days is missing"),
        ("fill --days 0", 2, "--days: '0' is not a whole number from 1 to 90"),
        ("fill --days 91", 2, "--days: '91' is not a whole number from 1 to 90"),
        ("fill --days 30 --on 2026-11-23", 2, "lies in the future"),
        ("test --result negative", 2, "--specimen is missing"),
        ("test --specimen 2026-11-21", 2, "--result is missing"),
        ("test --specimen 2026-11-21 --result negative --on 2026-11-20", 2, "cannot be later than --on 2026-11-20"),
        ("test --specimen 2026-11-21 --result negative --setting car", 2, "--setting"),
        ("contraception", 2, "--form (or --abstinence) is missing"),
        ("contraception --form condom --abstinence", 2, "give forms or abstinence, not both"),
        ("contraception --form ' '", 2, "name the forms of birth control"),
        ("home-tests", 2, "--allowed or --not-allowed is missing"),
        ("authorization", 2, "--until is missing"),
        ("authorization --until someday", 2, "is not a date that can be read"),
        ("cleared", 2, "say which entry was cleared"),
        ("cleared zz", 1, "No entry has the id 'zz'"),
        ("enrolled abcd", 2, "STEP: 'abcd' is not a step"),
        ("cleared abcd efgh", 2, "`done cleared` takes one id"),
        ("confirmation questions --days 30", 2, "several steps in one line take no option but --on"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_recorded(ready: Patient, line: str, code: int, says: str) -> None:
    """A wrong or missing value is told with its option, and the record stays byte for byte as it was."""
    before = ready.file.read_bytes()
    result = ready(f"done {line}")
    assert result.code == code
    assert says in " ".join(result.err.split())
    assert ready.file.read_bytes() == before


def test_only_a_sign_or_a_positive_test_can_be_cleared(ready: Patient) -> None:
    """Clearing an ordinary entry is refused: there is nothing to clear."""
    ready.must("done test --specimen 2026-11-21 --result negative --setting medical")
    result = ready(f"done cleared {last(ready)['id']}")
    assert result.code == 1
    assert "neither a side effect nor a positive test" in result.err


def test_a_later_date_is_kept_and_moves_nothing(ready: Patient) -> None:
    """A date beyond day 7 is recorded without a question; both are shown, and day 7 stands."""
    answer = said(ready.must("done authorization --until 2026-11-30"))
    assert str(last(ready)["until"]) == "2026-11-30"
    assert "The date you were given, Mon Nov 30, 2026, lies after day 7 of your window." in answer
    assert "The window closes Thu Nov 26" in answer


def test_since_when_birth_control_is_used_is_asked_at_a_terminal(ready: Patient) -> None:
    """The day hangs a month on it: a person is asked, and Enter means today."""
    ready.must("done contraception", terminal=True, stdin="iud, condom\n2026-09-01\n")
    assert str(last(ready)["on"]) == "2026-09-01"
    ready.must("done contraception --form iud --form condom", terminal=True, stdin="\n")
    assert str(last(ready)["on"]) == "2026-11-22"


def test_the_pill_is_asked_about(ready: Patient) -> None:
    """The pill may be one that counts or one that does not: a person is asked, a script is told."""
    ready.must("done contraception", terminal=True, stdin="the pill, condom\ncombined\ncombined pill\n\n")
    assert last(ready)["forms"] == ["combined-pill", "condom"]
    refused = ready("done contraception --form pill --form condom")
    assert refused.code == 2
    assert "combined-pill or mini-pill" in refused.err


def test_a_step_that_waits_says_so(patient: Patient) -> None:
    """A confirmation before a test has opened the window is recorded, and it is said why the box stays empty."""
    patient.must("start --category can-become-pregnant --zone America/Chicago --weeks 20")
    assert "counts once a test has opened the window" in said(patient.must("done confirmation"))


def test_day_seven_itself_is_not_asked_about(ready: Patient) -> None:
    """A date that equals the computed one, or lies before it, needs no second word."""
    ready.must("done authorization --until 2026-11-26")
    ready.must("done authorization --until 2026-11-24")


def test_home_tests_are_the_prescribers_word(ready: Patient) -> None:
    """The word is kept as it was given."""
    ready.must("done home-tests --allowed")
    assert last(ready)["allowed"] is True
    ready.must("done home-tests --not-allowed")
    assert last(ready)["allowed"] is False


@pytest.mark.parametrize(
    ("step", "given", "owner"),
    [
        ("visit", "--specimen 2026-11-20", "test"),
        ("questions", "--result positive", "test"),
        ("fill --days 30", "--setting medical", "test"),
        ("visit", "--form iud", "contraception"),
        ("visit", "--abstinence", "contraception"),
        ("visit", "--not-allowed", "home-tests"),
        ("visit", "--allowed", "home-tests"),
        ("visit", "--until 2026-11-26", "authorization"),
        ("confirmation", "--days 30", "fill"),
        ("confirmation", "--capsules 60", "fill"),
    ],
)
def test_what_belongs_to_another_step_is_refused(ready: Patient, step: str, given: str, owner: str) -> None:
    """What a patient says is never dropped in silence: an option that the step does not keep is refused."""
    before = ready.file.read_bytes()
    answer = ready(f"done {step} {given}")
    assert answer.code == 2
    assert f"only `done {owner}` takes it, not `done {step.split(maxsplit=1)[0]}`" in answer.err
    assert ready.file.read_bytes() == before


def test_a_step_that_is_nearly_right_is_guessed(ready: Patient) -> None:
    """A slip of the finger is answered with the step that was meant, and with all of them."""
    assert "'tset' is not a step. Did you mean test? The steps: authorization, " in ready("done tset").err


@pytest.mark.parametrize(
    ("said", "step"),
    [("pill", "contraception"), ("refill", "fill"), ("counseling", "counselled"), ("doctor", "visit")],
)
def test_everyday_names_of_steps(said: str, step: str) -> None:
    """A step is named by what people call it; the pill is birth control, never a pick-up."""
    assert known_step(said) == step
