"""Open signs on the checklist: each once, under the name of what was logged, and 988 where it is about mood."""

from __future__ import annotations

from patient import Patient

START = "start --category can-become-pregnant --zone America/Chicago --weeks 20"


def test_one_sign_is_told_once_with_its_newest_entry(patient: Patient) -> None:
    """A sign that was logged three times is one paragraph: the newest entry's id, and how many there are."""
    patient.must(START)
    for day in ("2026-11-18", "2026-11-20", "2026-11-22"):
        patient.must(f"log crushing chest pain --on {day}")
    said = " ".join(patient("checklist").out.split())
    assert said.count("EMERGENCY, logged on") == 1
    assert "Nov 22, 2026: chest pain" in said
    assert "Logged 3 times" in said
    assert "988" not in said
    assert len(patient("checklist --json").json["notices"]) >= 3


def test_what_counts_together_is_named_by_what_was_logged(patient: Patient) -> None:
    """An entry of belly pain is named so, also where a possible pregnancy beside it makes the emergency."""
    patient.must(START)
    patient.must("log bad belly pain --severity severe")
    patient.must("log might be pregnant, missed my period")
    said = " ".join(patient("checklist").out.split())
    assert said.count("any chance of pregnancy") == 1
    assert "belly pain" in said


def test_the_crisis_line_stands_where_it_is_about_mood(patient: Patient) -> None:
    """Thoughts of suicide bring 988 to the checklist."""
    patient.must(START)
    patient.must("log i want to die")
    assert "988" in patient("checklist").out
