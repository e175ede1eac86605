from __future__ import annotations

import re

import pytest

from isocourse.failsafe import emergency
from patient import Patient

START = "start --category can-become-pregnant --zone America/Chicago --weeks 20"
EVERYTHING = (
    f"{START} --started 2026-11-02 --product Claravis --mg 40 --times 2 --weight 60.5 --doctor 'Dr Kim'"
    " --doctor-phone 555-0100 --pharmacy 'Main Street' --pharmacy-phone 555-0200 --doses exceptions --fills-before 1"
    " --last-fill 2026-11-01"
)


def _said(out: str) -> str:
    return re.sub(r"\s+", " ", out)


def _entries(patient: Patient, kind: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = patient.must(f"history --json --kind {kind}").json["entries"]
    return found


def test_three_options_are_enough(patient: Patient) -> None:
    """A course begins with category, zone and weeks; nothing else is assumed."""
    said = _said(patient.must(START).out)
    assert said.startswith("Course begun: category can become pregnant, zone America/Chicago, planned 20 weeks")
    assert "First capsule: not known yet. When it is: isocourse set --started DATE" in said
    assert said.endswith(emergency.EMERGENCY_LINE + " ")
    (settings,) = _entries(patient, "settings")
    assert set(settings) - {"id", "kind", "recorded", "on", "replaces", "live"} == {"category", "zone", "planned_weeks"}
    assert not _entries(patient, "regimen")
    assert not _entries(patient, "weight")


def test_every_option_is_kept(patient: Patient) -> None:
    """Each option of `start` is in the record as it was given, and the dose is echoed as mg a day."""
    said = _said(patient.must(EVERYTHING).out)
    assert "Your dose: Claravis, 40 mg x 2 = 80 mg a day" in said
    (settings,) = _entries(patient, "settings")
    expected = {
        "category": "can_become_pregnant",
        "zone": "America/Chicago",
        "planned_weeks": 20,
        "started": "2026-11-02",
        "doctor": "Dr Kim",
        "doctor_phone": "555-0100",
        "pharmacy": "Main Street",
        "pharmacy_phone": "555-0200",
        "doses_logged": "exceptions",
        "fills_before": 1,
        "last_fill": "2026-11-01",
    }
    assert expected.items() <= settings.items()
    (regimen,) = _entries(patient, "regimen")
    assert {"product": "Claravis", "mg": 40, "times": 2}.items() <= regimen.items()
    (weight,) = _entries(patient, "weight")
    assert weight["kg"] == 60.5


def test_a_course_that_began_before(patient: Patient) -> None:
    """A course that began earlier is dated from its first capsule, and the month counts the pick-ups before."""
    patient.must(EVERYTHING)
    assert _entries(patient, "settings")[0]["on"] == "2026-11-02"
    status = patient.must("status --json").json
    assert (status["day"], status["week"], status["month"], status["phase"]) == (21, 3, 2, "monthly")


def test_a_course_that_is_planned(patient: Patient) -> None:
    """A first capsule in the future is a plan: the entries are of today, and there is no day or week yet."""
    patient.must(f"{START} --started 2026-12-01")
    assert _entries(patient, "settings")[0]["on"] == "2026-11-22"
    assert patient.must("status --json").json["day"] is None
    assert "first capsule planned for Tue Dec 1, 2026" in patient.must("status").out


@pytest.mark.parametrize(
    ("given", "echoed"),
    [
        ("--mg 40", "40 mg a dose, times a day not known"),
        ("--times 2", "mg not known"),
        ("--product Claravis", "Claravis, mg not known"),
        ("--mg 12.5 --times 2", "12.5 mg x 2 = 25 mg a day"),
    ],
)
def test_half_a_dose_stays_half_known(patient: Patient, given: str, echoed: str) -> None:
    """What is not said about the dose is said to be unknown, never filled in."""
    assert f"Your dose: {echoed}" in _said(patient.must(f"{START} {given}").out)


def test_where_it_is_kept(patient: Patient) -> None:
    """`start` names the file, and only its owner can read file and folder."""
    path = patient.home / "deep" / "er" / "c.toml"
    out = patient.must(f"{START} --file {path}").out
    assert str(path) in out.replace("\n", "").replace("  ", "")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.parent.parent.stat().st_mode & 0o777 == 0o700


def test_an_open_course_is_not_begun_again(patient: Patient) -> None:
    """While a course is open `start` refuses, at a terminal before any question, and changes nothing."""
    patient.must(START)
    before = patient.file.read_bytes()
    for result in (patient(START), patient("start", stdin="1\n", terminal=True)):
        assert result.code == 1
        assert result.err.startswith("isocourse: A course is open already")
        assert "isocourse set" in result.err
        assert result.out == ""
    assert patient.file.read_bytes() == before


def test_a_finished_course_goes_to_the_archive(patient: Patient) -> None:
    """The next course begins in a new record; the finished one is kept in the archive, whole."""
    patient.must(f"{START} --started 2026-07-01")
    patient.must("finish --on 2026-11-20", stdin="")
    old = patient.file.read_bytes()
    out = _said(patient.must(START).out)
    (kept,) = (patient.home / "archive").iterdir()
    assert f"The earlier course was moved to {kept}" in out
    assert kept.read_bytes() == old
    assert len(patient.must("history --json").json["entries"]) == 1


TYPED = "1\nAmerica/Chicago\n20\n2026-11-02\n1, nov 1\niud, condom since aug 1\n555-0100\n"


def test_at_a_terminal(patient: Patient) -> None:
    """At a terminal `start` says what it is and is not, then asks what is missing, one question at a time."""
    result = patient("start", stdin=TYPED, terminal=True)
    assert result.code == 0
    said = _said(result.out)
    assert said.startswith(
        "isocourse keeps one course of isotretinoin in one file on this computer. It is not a doctor"
    )
    assert said.index(emergency.EMERGENCY_LINE) < said.index("Course begun")
    assert "Month 2: NOT READY: 3 steps left." in said
    (settings,) = _entries(patient, "settings")
    assert settings["doctor_phone"] == "555-0100"
    assert settings["started"] == "2026-11-02"
    assert (settings["fills_before"], settings["last_fill"]) == (1, "2026-11-01")
    (forms,) = _entries(patient, "contraception")
    assert (forms["forms"], forms["on"]) == (["iud", "condom"], "2026-08-01")


def test_enter_leaves_unknown(patient: Patient) -> None:
    """Enter leaves unknown what may be unknown, and asks again for what is needed."""
    result = patient("start", stdin="\n2\n\nAmerica/Chicago\n\n20\n\n\n\n", terminal=True)
    assert result.code == 0
    (settings,) = _entries(patient, "settings")
    assert settings["category"] == "cannot_become_pregnant"
    assert "started" not in settings
    assert "doctor_phone" not in settings
    assert not _entries(patient, "regimen")


def test_options_are_not_asked_again(patient: Patient) -> None:
    """What was given as an option is not asked."""
    result = patient(EVERYTHING, stdin="\n", terminal=True)
    assert result.code == 0
    assert result.err.startswith("Your two forms")
    assert result.err.count("(Enter: later)") == 1


def test_stopped_half_way(patient: Patient) -> None:
    """Stopping in the middle of the questions leaves no file behind."""
    assert patient("start", stdin="1\nAmerica/Chicago\n", terminal=True).code == 130
    assert list(patient.home.iterdir()) == []
