"""The outside contract: what is asked, where, and of whom."""

from __future__ import annotations

import pytest

from patient import Patient

START = "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02"


ASKED = [
    ("log", "dry lips\n\n", "WORDS"),
    ("ask", "dry lips\n", "WORDS"),
    ("note", "words\n", "WORDS"),
    ("done", "visit\n", "STEP"),
    ("done test", "2026-11-20\nnegative\nmedical\n", "--specimen"),
    ("done fill", "30\n", "--days"),
    ("done authorization", "2026-11-25\n", "--until"),
    ("done contraception", "iud, condom\n\n", "--form (or --abstinence)"),
]


@pytest.mark.parametrize(("line", "typed", "option"), ASKED)
def test_a_terminal_is_asked(patient: Patient, line: str, typed: str, option: str) -> None:
    """At a terminal a missing value is asked on standard error; without one it is an error that names the option."""
    patient.must(START)
    result = patient(line, stdin=typed, terminal=True)
    assert result.code == 0
    assert result.err.rstrip().endswith((":", "?", "said)"))
    before = patient.file.read_bytes()
    refused = patient(line)
    assert refused.code == 2
    assert refused.err == f"isocourse: {option} is missing. Without a terminal it has to be given\n"
    assert patient.file.read_bytes() == before


def test_a_wrong_answer_is_asked_again(patient: Patient) -> None:
    """An answer that cannot be read is explained, and the question comes again."""
    patient.must(START)
    result = patient("done test", stdin="yesterdya\nyesterday\nmaybe\nnegative\n\n", terminal=True)
    assert result.code == 0
    assert "'yesterdya' is not a date" in result.err
    assert "--specimen" not in result.err
    assert "Type 1, 2 or 3" in result.err


def test_the_end_of_input_stops(patient: Patient) -> None:
    """Ctrl-D at a prompt stops with 130, and nothing is saved."""
    patient.must(START)
    before = patient.file.read_bytes()
    result = patient("done test", stdin="yesterday\n", terminal=True)
    assert result.code == 130
    assert result.err.endswith("Stopped. Nothing was saved.\n")
    assert patient.file.read_bytes() == before


def test_json_prompts_stay_off_stdout(patient: Patient) -> None:
    """With --json the questions are on standard error, and standard output is still one JSON object."""
    result = patient("ask --json", stdin="dry lips\n", terminal=True)
    assert result.json["matches"][0]["effect"] == "dry-lips"
    assert "What do you notice?" in result.err


def test_an_unusual_number_of_weeks_is_confirmed(patient: Patient) -> None:
    """At a terminal nobody has to begin again for `--prescribed`: it is asked at once, and a no asks for the weeks."""
    answer = patient(
        "start --category cannot-become-pregnant --zone America/Chicago",
        stdin="30\nn\n24\ny\n\n\n\n",
        terminal=True,
    )
    assert answer.code == 0
    assert "Is 30 what was prescribed?" in answer.err
    assert "planned 24 weeks" in " ".join(answer.out.split())
