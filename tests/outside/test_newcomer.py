"""What somebody new to the program types at its questions."""

from __future__ import annotations

import pytest

from patient import Patient

START = "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02"


@pytest.fixture
def begun(patient: Patient) -> Patient:
    """A course."""
    patient.must(START)
    return patient


def _last(patient: Patient, kind: str) -> dict[str, object]:
    entries = patient.must(f"history --json --kind {kind}").json["entries"]
    return dict(max(entries, key=lambda one: one["recorded"]))


@pytest.mark.parametrize("line", ["155 lb", "155lb", "70.3 kg", "155 lbs"])
def test_a_weight_may_be_two_words(begun: Patient, line: str) -> None:
    """The number and the unit of a weight may stand apart."""
    assert "weight 70.3 kg" in begun.must(f"weight {line}").out


def test_a_wrong_answer_names_the_numbers(patient: Patient) -> None:
    """A question that numbers its answers asks for the numbers again, not for names it never showed."""
    said = patient("start --zone America/Chicago", stdin="girl\n1\n20\n\n\n\n", terminal=True)
    assert "Type 1 or 2" in said.err
    assert "can-become-pregnant," not in said.err


@pytest.mark.parametrize(
    ("answer", "level"), [("a little", "mild"), ("not bad", "mild"), ("so so", "moderate"), ("really bad", "severe")]
)
def test_severity_in_everyday_words(begun: Patient, answer: str, level: str) -> None:
    """How bad something is may be told in everyday words; other words ask for the numbers."""
    said = begun("log dry lips", stdin=f"banana\n{answer}\n", terminal=True)
    assert "Type 1, 2 or 3" in said.err
    assert _last(begun, "adverse_event")["severity"] == level


@pytest.mark.parametrize(
    "answer",
    [
        "nov 20, negative, clinic",
        "nov 20 negative at the clinic",
        "negative nov 20 clinic",
        "clinic, 2026-11-20, neg",
        "negative at my doctor's office on nov 20",
    ],
)
@pytest.mark.parametrize("before", ["", "yesterday\n"])
def test_a_test_in_one_line(begun: Patient, answer: str, before: str) -> None:
    """Date, result and place of a test are read in any order, at the first question and at the one for the result."""
    assert begun("done test", stdin=f"{before}{answer}\n", terminal=True).code == 0
    made = _last(begun, "pregnancy_test")
    assert (made["specimen_date"], made["result"], made["setting"]) == ("2026-11-20", "negative", "medical")


def test_a_result_alone_asks_the_day(begun: Patient) -> None:
    """A result without its day asks for the day; nothing takes it for today's."""
    assert begun("done test", stdin="negative\nnov 20\n\n", terminal=True).code == 0
    assert _last(begun, "pregnancy_test")["specimen_date"] == "2026-11-20"


def test_a_result_may_be_left_open(begun: Patient) -> None:
    """Enter at the result keeps the test as one whose result is not there yet."""
    assert begun("done test", stdin="nov 20\n\n\n", terminal=True).code == 0
    assert _last(begun, "pregnancy_test")["result"] == "pending"


@pytest.mark.parametrize("answer", ["not negative nov 20", "negative or positive nov 20", "positive negative nov 20"])
def test_two_results_are_none(begun: Patient, answer: str) -> None:
    """A line with more in it than one day, one result and one place is asked again, never guessed."""
    said = begun("done test", stdin=f"{answer}\nnov 20 negative clinic\n", terminal=True)
    assert said.code == 0
    assert "not a date" in said.err


@pytest.mark.parametrize(
    ("answer", "kept", "counts"),
    [("1", "combined-pill", True), ("2", "mini-pill", False), ("not sure", "pill", False), ("3", "pill", False)],
)
def test_which_pill_by_number(begun: Patient, answer: str, kept: str, *, counts: bool) -> None:
    """Which pill it is can be told by number; one that nobody is sure of is kept, and does not count."""
    said = begun("done contraception", stdin=f"birth control pill, condom since july\n{answer}\n", terminal=True)
    assert said.code == 0, said
    made = _last(begun, "contraception")
    assert made["forms"] == [kept, "condom"]
    assert made["on"] == "2026-07-01"
    step = {one["id"]: one for one in begun.must("checklist --json").json["steps"]}["contraception"]
    assert (step["state"] == "done") is counts


def test_only_the_day_is_asked_again(begun: Patient) -> None:
    """A since that leaves the day open asks for the day alone; the forms are not lost."""
    said = begun("done contraception", stdin="iud, condom since november\nnov 3\n", terminal=True)
    assert said.code == 0, said
    made = _last(begun, "contraception")
    assert (made["forms"], made["on"]) == (["iud", "condom"], "2026-11-03")


@pytest.mark.parametrize(("answer", "times"), [("once, oct 27", 1), ("twice oct 27", 2), ("2, oct 27", 2)])
def test_once_and_twice_are_counts(patient: Patient, answer: str, times: int) -> None:
    """How often capsules were collected may be told by a word."""
    said = patient(
        "start --category cannot-become-pregnant --zone America/Chicago --weeks 20 --started 2026-10-27",
        stdin=f"{answer}\n\n",
        terminal=True,
    )
    assert said.code == 0, said
    assert _last(patient, "settings")["fills_before"] == times


def test_the_first_month_is_told_at_the_end_of_start(patient: Patient) -> None:
    """A course that began before, with no pick-up told, says at once that the steps are those of a first month."""
    said = patient(
        "start --category cannot-become-pregnant --zone America/Chicago --weeks 20 --started 2026-10-27",
        stdin="\n\n",
        terminal=True,
    )
    assert "the steps are those of a first month" in " ".join(said.out.split())


def test_what_is_missing_for_the_supply_is_named(begun: Patient) -> None:
    """After a pick-up without a dose, status and plan ask for the dose, not for the pick-up."""
    begun.must("set --fills-before 1 --last-fill 2026-11-01")
    begun.must("done fill --days 30 --on 2026-11-02")
    for line in ("status", "plan"):
        said = " ".join(begun.must(line).out.split())
        assert "isocourse regimen --mg MG --times N" in said
        assert "After a pick-up: isocourse done fill" not in said
    begun.must("regimen --mg 40 --times 2 --on 2026-11-02")
    assert "isocourse regimen --mg" not in begun.must("status").out


@pytest.mark.parametrize("answer", ["y", "", "1"])
def test_undo_shows_what_enter_takes(begun: Patient, answer: str) -> None:
    """The question of undo names the entry that Enter and y take; the list is by date, the newest first."""
    begun.must("weight 70 --on 2026-11-03")
    begun.must("note first --on 2026-11-20")
    begun.must("weight 71 --on 2026-11-10")
    said = begun("undo", stdin=f"{answer}\n", terminal=True)
    assert "(Enter or y: 2, what was typed last)" in said.err
    lines = [line for line in said.out.splitlines() if line.lstrip()[:1].isdigit()]
    assert [line.split()[1] for line in lines[:2]] == ["2026-11-20", "2026-11-10"]
    assert ("Taken back: note" if answer == "1" else "Taken back: weight 71") in said.out


def test_completion_alone_says_which_shells(patient: Patient) -> None:
    """Without a shell, `completion` says which there are and a line to type."""
    said = patient("completion")
    assert said.code == 2
    assert "bash, zsh, fish or powershell" in said.err
    assert "isocourse completion bash >" in said.err
