from __future__ import annotations

import re

import pytest

from patient import Patient

START = "start --category can-become-pregnant --zone America/Chicago --weeks 20"


@pytest.fixture(autouse=True)
def _course(patient: Patient) -> None:
    patient.must(f"{START} --started 2026-11-02")


@pytest.mark.parametrize(
    ("given", "said", "key", "value"),
    [
        ("--zone America/Denver", "zone America/Denver", "zone", "America/Denver"),
        ("--weeks 16", "planned 16 weeks", "planned_weeks", 16),
        ("--weeks 30 --prescribed", "planned 30 weeks", "planned_weeks", 30),
        ("--doctor 'Dr Kim'", "doctor Dr Kim", "doctor", "Dr Kim"),
        ("--doctor-phone 555-0100", "doctor's number 555-0100", "doctor_phone", "555-0100"),
        ("--pharmacy Main", "pharmacy Main", "pharmacy", "Main"),
        ("--pharmacy-phone 555-0200", "pharmacy's number 555-0200", "pharmacy_phone", "555-0200"),
        ("--doses each", "doses logged each", "doses_logged", "each"),
        ("--category cannot-become-pregnant", "cannot become pregnant", "category", "cannot_become_pregnant"),
        ("--fills-before 2 --last-fill 2026-11-01", "fills before 2, last fill 2026-11-01", "fills_before", 2),
    ],
)
def test_each_setting(patient: Patient, given: str, said: str, key: str, value: object) -> None:
    """Each setting is changed from today on, echoed, and kept beside the old one; what is left out stays."""
    out = re.sub(r"\s+", " ", patient.must(f"set {given}").out)
    assert out.startswith("From Sun Nov 22, 2026: settings: ")
    assert said in out
    first, second = patient.must("history --json --kind settings").json["entries"]
    assert second[key] == value
    assert second["on"] == "2026-11-22"
    assert first["zone"] == "America/Chicago"
    assert set(second) & {"category", "zone", "planned_weeks", "doctor"} <= {key}


def test_from_a_day_on(patient: Patient) -> None:
    """--on says from which day on, also one to come; before that day the old setting holds."""
    patient.must("set --weeks 18 --on 2026-11-30")
    assert patient.must("status --json").json["planned_weeks"] == 20
    assert patient.must("status --json --as-of 2026-11-30").json["planned_weeks"] == 18
    patient.must("set --weeks 16 --on 2026-11-10")
    assert patient.must("status --json --as-of 2026-11-09").json["planned_weeks"] == 20
    assert patient.must("status --json").json["planned_weeks"] == 16


def test_a_change_that_does_not_hold(patient: Patient) -> None:
    """A change from a day before the entry that holds today is told as not holding."""
    patient.must("set --weeks 16")
    out = patient.must("set --weeks 18 --on 2026-11-15").out
    assert "does not hold today" in out
    assert "(planned weeks)" in re.sub(r"\s+", " ", out)
    assert "does not hold" not in patient.must("set --weeks 18").out
    assert "does not hold" not in patient.must("set --weeks 19 --on 2026-12-01").out


def test_the_first_capsule(patient: Patient) -> None:
    """The day of the first capsule can be set when it is known, also for days that have passed."""
    patient.must("set --started 2026-11-16")
    assert patient.must("status --json").json["day"] == 7


def test_a_category_changes_the_duties(patient: Patient) -> None:
    """After a change of category the checklist is that of the new one, from that day on."""
    assert patient.must("checklist --json").json["category"] == "can_become_pregnant"
    patient.must("set --category cannot-become-pregnant")
    assert patient.must("checklist --json").json["category"] == "cannot_become_pregnant"
    assert patient.must("checklist --json --as-of 2026-11-21").json["category"] == "can_become_pregnant"


def test_the_zone_decides_what_today_is(patient: Patient) -> None:
    """After a flight the day is that of the new zone."""
    patient.at("2026-11-22", hour=20)
    patient.must("set --zone Asia/Tokyo")
    assert patient.must("status --json").json["as_of"] == "2026-11-23T05:00:00+09:00"


def test_a_number_is_shown_where_it_is_needed(patient: Patient) -> None:
    """The doctor's number that was set last stands in the next alarm."""
    patient.must("set --doctor 'Dr Kim' --doctor-phone 555-0100")
    patient.must("set --doctor-phone 555-0199")
    assert "Dr Kim: 555-0199" in patient("ask crushing chest pain").out
