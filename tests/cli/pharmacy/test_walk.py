"""`done` alone, and several steps in one line."""

from __future__ import annotations

import pytest

from patient import Patient

CAN = (
    "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-10-26 --fills-before 1"
    " --last-fill 2026-10-25"
)


@pytest.fixture
def month_two(patient: Patient) -> Patient:
    """A course in its second month, two forms in place."""
    patient.must(CAN)
    patient.must("done contraception --form iud --form condom --on 2026-08-01")
    return patient


def _kinds(patient: Patient) -> list[str]:
    return [one["kind"] for one in patient.must("history --json").json["entries"]]


def test_enter_skips(month_two: Patient) -> None:
    """Enter leaves a step open, nothing is recorded, and the verdict ends the walk."""
    before = month_two.file.read_bytes()
    said = month_two("done", stdin="\n\n\n", terminal=True)
    assert said.code == 0
    assert "NOT READY: 3 steps left." in said.out
    assert month_two.file.read_bytes() == before


def test_a_positive_test_ends_the_walk(month_two: Patient) -> None:
    """A positive test is told at once, and nothing more is asked."""
    said = month_two("done", stdin="yesterday, pos, lab\n", terminal=True)
    assert said.code == 0
    assert said.out.splitlines()[-1].startswith("STOP. Take no more capsules")


def test_what_was_recorded_stays_when_it_is_stopped(month_two: Patient) -> None:
    """Whoever leaves in the middle keeps what was recorded, and hears the verdict."""
    said = month_two("done", stdin="yesterday negative clinic\n", terminal=True)
    assert said.code == 130
    assert "NOT READY: 2 steps left." in said.out
    assert "Nothing was saved" not in said.err
    assert "pregnancy_test" in _kinds(month_two)
    assert month_two("done", stdin="", terminal=True).err.endswith("Stopped. Nothing was saved.\n")


def test_the_pick_up_is_asked_when_nothing_else_is_missing(month_two: Patient) -> None:
    """Once the month is ready, `done` asks for the pick-up."""
    month_two.must("done test --specimen yesterday --result neg --setting clinic")
    month_two.must("done confirmation questions")
    said = month_two("done", stdin="30 days\n", terminal=True)
    assert "Recorded: picked up 30 days" in said.out
    assert "fill" in _kinds(month_two)


def test_several_steps_in_one_line(month_two: Patient) -> None:
    """Steps that need no option are recorded together, on the same day, with one verdict."""
    said = month_two.must("done confirmation questions --on yesterday").out
    assert said.count("Recorded: ") == 2
    assert said.count("NOT READY") == 1
    days = {one["on"] for one in month_two.must("history --json --kind step").json["entries"]}
    assert days == {"2026-11-21"}


@pytest.mark.parametrize(
    ("line", "kind", "step"),
    [("conf", "step", "confirmation"), ("'pick up' --days 30", "fill", None), ("CONSENT", "step", "consent")],
)
def test_steps_have_other_names(month_two: Patient, line: str, kind: str, step: str | None) -> None:
    """A step is known by its first letters and by everyday words."""
    month_two.must(f"done {line}")
    (made,) = month_two.must(f"history --json --kind {kind}").json["entries"]
    assert made.get("step") == step


def test_breast_feeding_is_asked_plainly(patient: Patient) -> None:
    """`no` records the step; `yes` says whom to call and records nothing; other words are asked again."""
    patient.must("start --category can-become-pregnant --zone America/Chicago --weeks 20")
    patient.must("done enrolled consent counselled")
    patient.must("done contraception --form iud --form condom --on 2026-08-01")
    before = patient.file.read_bytes()
    said = patient("done", stdin="ok\nyes\n\n\n\n", terminal=True)
    assert "Are you breast-feeding? no, or yes" in said.out + said.err
    assert "Say no or yes" in said.err
    assert "Call your prescriber today. Breast-feeding is to be avoided" in said.out
    assert patient.file.read_bytes() == before
    patient("done", stdin="no\n\n\n\n", terminal=True)
    steps = patient.must("history --json --kind step").json["entries"]
    assert steps[0]["step"] == "not-breast-feeding" or steps[-1]["step"] == "not-breast-feeding"


@pytest.mark.parametrize("word", ["clear", "cleared", "doctor confirmed", "pill"])
def test_a_step_typed_at_another_ones_question_is_not_recorded_in_silence(month_two: Patient, word: str) -> None:
    """At the question for the test, another step's name records nothing until a person says so."""
    before = month_two.file.read_bytes()
    said = month_two("done", stdin=f"{word}\nn\n\n\n\n\n", terminal=True)
    assert month_two.file.read_bytes() == before
    assert ("isocourse done cleared ID" in said.err) if "clear" in word else ("another step" in said.out + said.err)
    assert "UnknownEntry" not in said.err


@pytest.mark.parametrize("typed", ["visit\n", "doctor confirmed\ny\n"])
def test_another_step_is_recorded_by_its_own_name_or_a_yes(month_two: Patient, typed: str) -> None:
    """The name of a step is a command; other words for it are asked back."""
    before = _kinds(month_two)
    month_two("done", stdin=typed, terminal=True)
    assert len(_kinds(month_two)) == len(before) + 1


def test_an_id_that_is_not_there_is_asked_again(month_two: Patient) -> None:
    """What is no entry's id, or nothing to clear, is refused with its sentence, and asked again."""
    month_two.must("log there was blood in my stool")
    (sign,) = month_two.must("history --json --kind adverse_event").json["entries"]
    said = month_two("done cleared", stdin=f"y\nzzzz\n{sign['id']}\n", terminal=True)
    assert said.code == 0
    assert "UnknownEntry" not in said.err
    assert said.err.count("No entry has the id") == 2
