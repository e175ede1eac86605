"""The command `chart`."""

from __future__ import annotations

import pytest

from command import Command
from patient import Patient


@pytest.fixture
def command(patient: Patient) -> Command:
    """Return the command on a course of ten days with two side effects."""
    made = Command(patient)
    made.good(
        *("start", "--category", "cannot-become-pregnant", "--zone", "America/Chicago", "--weeks", "20"),
        *("--started", "2026-11-12", "--doses", "exceptions", "--mg", "40", "--times", "1", "--weight", "80"),
    )
    made.good("done", "fill", "--days", "30", "--on", "2026-11-12")
    made.good("log", "--effect", "fatigue", "--severity", "mild", "--on", "2026-11-13")
    made.good("log", "--effect", "dry-lips", "--on", "2026-11-20")
    return made


def test_all_pictures(command: Command) -> None:
    """Without a choice every picture is drawn, each with its words."""
    out = command.good("chart").out
    assert out.index("Side effects by week") < out.index("Doses by day") < out.index("Milligrams so far")
    assert out.count("In words:") == 3


@pytest.mark.parametrize(("which", "shown"), [("effects", "Side effects"), ("doses", "Doses by"), ("mg", "Milligrams")])
def test_one_picture(command: Command, which: str, shown: str) -> None:
    """One picture comes alone."""
    out = command.good("chart", which).out
    assert out.startswith(shown)
    assert out.count("In words:") == 1


def test_figures_with_their_sources(command: Command) -> None:
    """The two figures that people meet stand below the milligrams, with their sources under --why."""
    answer = command.good("chart", "mg", "--why")
    assert "Some doctors aim for 120 to 150 mg/kg in all." in answer.text
    assert "S75, S76; confidence medium" in answer.text
    assert "No clinician has reviewed it." in answer.text
    assert "S75:" in answer.text
    assert "Sources:" not in command.good("chart", "doses", "--why").text


def test_chart_as_json(command: Command) -> None:
    """With --json each picture's figures come as one object."""
    answer = command.good("chart", "--json").json
    assert set(answer) == {"schema", "as_of", "effects", "doses", "mg"}
    assert [row["effect"] for row in answer["effects"]["rows"]] == ["fatigue", "dry-lips"]
    assert len(answer["doses"]) == 11
    assert (answer["mg"]["mg_assumed"], answer["mg"]["mg_per_kg"]) == (400, 5)
    assert set(command.good("chart", "mg", "--json").json) == {"schema", "as_of", "mg"}


def test_chart_as_of_a_day(command: Command) -> None:
    """As of an earlier day the pictures end there and say so first."""
    answer = command.good("chart", "--as-of", "2026-11-14")
    assert answer.out.startswith("As if it were Sat Nov 14, 2026.")
    assert "dry" not in answer.text.split("Doses by day")[0]
    assert "0 + 80 mg" in answer.text


def test_chart_refuses_what_it_does_not_have(command: Command) -> None:
    """Another picture is refused with the list, and without a course there is none."""
    assert "'skin' is not one of: effects, doses, mg" in command("chart", "skin").err
    assert command("--file", str(command.patient.home / "none.toml"), "chart").code == 1


def test_who_hears_the_screen_gets_words_alone(patient: Patient) -> None:
    """With --plain, or ISOCOURSE_PLAIN=1, a chart is told in words: no row of digits, no calendar of letters."""
    patient.must("start --category cannot-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02")
    patient.must("set --doses each")
    patient.must("log dry lips --severity mild --on 2026-11-10")
    patient.must("mood --answers 1,1")
    shown = patient.must("--plain chart").out
    assert "dry, cracked lips: 1 time, in 1 of 3 weeks. Worst: mild, week 2." in " ".join(shown.split())
    assert "Mo Tu We" not in shown
    assert ".1." not in shown
    assert "Sun Nov 22, 2026: 2 of 6" in shown
    assert patient.must("chart", ISOCOURSE_PLAIN="1").out == shown
