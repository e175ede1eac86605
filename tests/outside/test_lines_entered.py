"""How many lines a person enters to get somewhere: commands and answers, each an Enter."""

from __future__ import annotations

from patient import Patient, Result


class Hand:
    """Types lines and counts them."""

    def __init__(self, patient: Patient) -> None:
        self.patient = patient
        self.lines = 0

    def __call__(self, line: str, *answers: str) -> Result:
        """Enter a command and what it asks for."""
        self.lines += 1 + len(answers)
        result = self.patient(line, stdin="".join(f"{answer}\n" for answer in answers), terminal=True)
        assert result.code == 0, result
        return result


def test_first_effect(patient: Patient) -> None:
    """With no course, a side effect is kept after three answers: five lines from nothing."""
    hand = Hand(patient)
    said = hand("log dry lips", "2", "central", "oct 26", "2").out
    assert hand.lines <= 5
    assert said.index("Not written down yet") < said.index("Course begun") < said.index("Logged: dry, cracked lips")
    entries = patient.must("history --json").json["entries"]
    assert [one["kind"] for one in entries] == ["settings", "adverse_event"]
    assert entries[1]["severity"] == "moderate"


def test_first_verdict(patient: Patient) -> None:
    """From nothing to the first verdict: six lines."""
    hand = Hand(patient)
    said = hand("start", "2", "central", "", "", "").out
    assert hand.lines <= 6
    assert "Month 1: NOT READY: 3 steps left." in said


def test_second_month_ready(patient: Patient) -> None:
    """From nothing to READY in the second month: twelve lines, the month itself at most six of them."""
    hand = Hand(patient)
    said = hand("start", "1", "central", "", "oct 26", "1, oct 25", "iud, condom since aug 1", "").out
    assert "Month 2: NOT READY: 3 steps left." in said
    before = hand.lines
    said = hand("done", "yesterday negative clinic", "y", "y").out
    assert "\nREADY. The window closes Fri Nov 27" in said
    assert hand.lines - before <= 6
    assert hand.lines <= 12
    assert patient("checklist --exit-code").code == 0


def test_an_emergency_is_not_kept_waiting(patient: Patient) -> None:
    """With no course, an emergency asks nothing: it says whom to call, and that it was not written down."""
    said = patient("log chest pain and fainting", stdin="2\ncentral\n\n", terminal=True)
    assert said.out.startswith("EMERGENCY: call 911")
    assert said.err.startswith("isocourse: No course yet")
    assert not patient.file.exists()
