"""The outside contract: effects, steps, exit codes, and what `--yes` may not do."""

from __future__ import annotations

from unittest import mock

import pytest

from isocourse.content import triage
from patient import Patient

START = "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02"
CANNOT = START.replace("can-become-pregnant", "cannot-become-pregnant")

SLUGS = """
dry-lips dry-skin dry-eyes dry-nose-nosebleed dry-mouth fatigue thinning-hair nausea-vomiting photosensitivity
high-triglycerides joint-muscle-pain back-pain headache severe-headache-vision vision-change night-vision
depression-mood suicidal-thoughts psychosis abdominal-pain-severe liver-jaundice bowel-bleeding-diarrhoea
rash-mild rash-severe allergic-reaction hearing-change muscle-breakdown chest-breathing stroke-seizure
possible-pregnancy infection-nails-skin itching acne-flare sleep-trouble appetite-weight menstrual-change
fragile-skin-healing blood-sugar low-blood-cells sexual-function other none
""".split()  # noqa: SIM905 - readable as the contract has it


def test_effect_slugs() -> None:
    """Every slug of the contract is a documented effect, and there is no other."""
    assert set(triage.knowledge().effects) == set(SLUGS)


@pytest.mark.parametrize("slug", SLUGS)
def test_log_takes_every_slug(patient: Patient, slug: str) -> None:
    """`log --effect` takes every slug, and the record holds it."""
    patient.must(START)
    patient.must(f"log --effect {slug}")
    assert patient.must("history --json --kind adverse-event").json["entries"][0]["effect"] == slug


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("ask dry lips", 0),
        ("ask bad headache and blurry vision", 10),
        ("ask crushing chest pain", 11),
        ("ask --json crushing chest pain", 11),
        ("log crushing chest pain", 0),
        ("log crushing chest pain --exit-code", 11),
        ("log bad headache and blurry vision --exit-code", 10),
        ("log dry lips --exit-code", 0),
        ("checklist", 0),
        ("checklist --exit-code", 20),
        ("undo ffffffff", 1),
        ("log dry lips --on never", 2),
    ],
)
def test_exit_codes(patient: Patient, line: str, code: int) -> None:
    """Each exit code means what the table of the contract says."""
    patient.must(START)
    assert patient(line).code == code


@pytest.mark.parametrize(
    "line",
    ["ask crushing chest pain", "log crushing chest pain --exit-code", "checklist --exit-code", "ask bad headache"],
)
def test_a_broken_record_is_never_hidden(patient: Patient, line: str) -> None:
    """10, 11 and 20 never hide a 3."""
    patient.file.write_text("schema = [", encoding="utf-8")
    assert patient(line).code == 3


def test_saved_is_never_hidden(patient: Patient) -> None:
    """10 and 11 never hide a 75."""
    patient.must(START)
    with mock.patch("isocourse.cli.symptoms.log._logged", side_effect=RuntimeError):
        assert patient("log crushing chest pain --exit-code").code == 75


STEPS = [
    "enrolled",
    "consent",
    "counselled",
    "contraception --form iud --form condom",
    "contraception --abstinence",
    "not-breast-feeding",
    "test --specimen 2026-11-20 --result negative --setting medical",
    "test --specimen yesterday --result pending",
    "home-tests --allowed",
    "home-tests --not-allowed",
    "confirmation",
    "questions",
    "authorization --until 2026-11-25",
    "fill --days 30 --capsules 60",
    "visit",
]


@pytest.mark.parametrize("step", STEPS)
def test_every_step_is_recorded(patient: Patient, step: str) -> None:
    """`done` takes every step of the contract, with --on, and says what it recorded."""
    patient.must(START)
    result = patient.must(f"done {step} --on 2026-11-21")
    assert "Recorded: " in result.out
    assert patient.must("history --json").json["entries"][-1]["on"] == "2026-11-21"


@pytest.mark.parametrize("step", ["cleared {sign}", "cleared {test}"])
def test_cleared(patient: Patient, step: str) -> None:
    """`done cleared` closes an open sign, or a positive test."""
    patient.must(START)
    sign = patient.must("log --json crushing chest pain").json["id"]
    patient.must("done test --specimen 2026-11-20 --result positive --setting medical")
    test = patient.must("history --json --kind pregnancy-test").json["entries"][0]["id"]
    before = len(patient.must("status --json").json["open_warnings"])
    patient.must("done " + step.format(sign=sign[:4], test=test))
    assert len(patient.must("status --json").json["open_warnings"]) == before - 1


def test_a_fill_that_is_not_ready_is_recorded(patient: Patient) -> None:
    """A pick-up that was not ready is recorded, with the warning."""
    patient.must(START)
    result = patient.must("done fill --days 30")
    assert "  ! " in result.out
    assert patient.must("history --json --kind fill").json["entries"]


def test_yes_never_adds_a_second_dose(patient: Patient) -> None:
    """--yes confirms, but never adds a second dose in the same half day."""
    patient.must(CANNOT + " --mg 40 --times 1 --doses each")
    patient.must("done fill --days 30 --on 2026-11-02")
    patient.must("dose taken")
    assert patient("dose taken --yes").code == 1
    assert len(patient.must("history --json --kind dose").json["entries"]) == 1


def test_yes_never_accepts_a_damaged_record(patient: Patient) -> None:
    """--yes never accepts a damaged record; --accept does, after showing what is missing, and keeps the file."""
    patient.must(START)
    patient.must("note words")
    cut = patient.file.read_bytes()
    cut = cut[: cut.rindex(b"#")]
    patient.file.write_bytes(cut)
    assert patient("verify --yes").code == 3
    assert patient.file.read_bytes() == cut
    assert patient("verify --accept", stdin="n\n", terminal=True).code == 3
    assert patient.file.read_bytes() == cut
    result = patient.must("verify --accept", stdin="y\n", terminal=True)
    assert "its last line" in result.out
    assert "2 entries" in result.out
    assert [path.read_bytes() for path in (patient.home / "archive").iterdir() if "damaged" in path.name] == [cut]
    assert "words" in patient.must("history").out
