"""The outside contract: JSON, one object on standard output and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from patient import Patient, Result

START = "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02"


ASK = ["schema", "words", "understood", "matches", "urgency", "stop_capsules", "negated", "reasons", "sources"]
CHECKLIST = [
    "schema", "as_of", "category", "phase", "month", "rule_set", "rules_reviewed", "verdict", "window", "steps",
    "warnings",
]  # fmt: skip
STEP = ["id", "title", "state", "on", "not_before", "last_safe_day", "sources"]
STATUS = [
    "schema", "as_of", "day", "week", "month", "phase", "planned_weeks", "doses", "supply", "next", "open_warnings",
]  # fmt: skip
DOSES = ["taken", "assumed", "missed", "extra", "mg_taken", "mg_assumed", "mg_per_kg"]
URGENCIES = {"none", "self_care", "next_visit", "call_today", "emergency"}


def _object(result: Result, keys: list[str]) -> Any:  # noqa: ANN401 - what JSON holds
    """Return the one object on standard output: one line, ASCII, schema 1, and at least the keys of the contract."""
    assert result.out.count("\n") == 1
    assert result.out.isascii()
    assert set(keys) <= set(result.json)
    assert result.json["schema"] == 1
    return result.json


@pytest.mark.parametrize(
    "words", ["dry lips", "chest pain", "no chest pain", "xyzzy", "i want to die", "caf\u00e9 \u75db"]
)
def test_ask_json(patient: Patient, words: str) -> None:
    """The answer of `ask` holds the keys of the contract, and an urgency that is never null."""
    found = _object(patient("ask --json", words), ASK)
    assert found["words"] == words
    assert found["urgency"] in URGENCIES
    assert all(set(match) >= {"effect", "name", "confidence"} for match in found["matches"])
    assert all(0 <= match["confidence"] <= 1 for match in found["matches"])


def test_log_json(patient: Patient) -> None:
    """The answer of `log` is that of `ask` with the id of the entry."""
    patient.must(START)
    found = _object(patient.must("log --json chest pain"), [*ASK, "id"])
    assert found["id"] == patient.must("history --json").json["entries"][-1]["id"]
    assert found["urgency"] == "emergency"
    assert found["stop_capsules"] is True


def test_checklist_json(patient: Patient) -> None:
    """The checklist holds the keys of the contract, with and without a window."""
    patient.must(START)
    found = _object(patient.must("checklist --json"), CHECKLIST)
    assert found["window"] is None
    assert [list(step) for step in found["steps"]] == [STEP] * len(found["steps"])
    patient.must("done contraception --form iud --form condom --on 2026-09-01")
    patient.must("done test --specimen 2026-10-20 --result negative --setting medical")
    patient.must("done test --specimen 2026-11-20 --result negative --setting medical")
    window = _object(patient.must("checklist --json"), CHECKLIST)["window"]
    assert list(window) == ["specimen_date", "day", "closes_at", "closes_local", "source"]
    assert window == {
        "specimen_date": "2026-11-20",
        "day": 3,
        "closes_at": "2026-11-26T23:59:00-05:00",
        "closes_local": "2026-11-26T22:59:00-06:00",
        "source": "computed",
    }
    assert {step["state"] for step in found["steps"]} <= {"done", "todo", "late", "not_needed"}


def test_status_json(patient: Patient) -> None:
    """The status holds the keys of the contract, and what is unknown is null, never 0."""
    patient.must(START.replace(" --started 2026-11-02", ""))
    found = _object(patient.must("status --json"), STATUS)
    assert list(found["doses"]) == DOSES
    assert list(found["supply"]) == ["days_left", "runs_out"]
    assert [found[key] for key in ("day", "week")] == [None, None]
    assert set(found["doses"].values()) == {None}
    patient.must("set --started 2026-11-02")
    assert _object(patient.must("status --json"), STATUS)["day"] == 21


@pytest.mark.parametrize("line", ["status --json", "checklist --json", "history --json", "log dry lips --json"])
def test_json_of_an_error_is_empty(patient: Patient, line: str) -> None:
    """On an error nothing but the answer to the words stands on standard output."""
    result = patient(line)
    assert result.code == 1
    assert result.out == "" or result.json["id"] is None


def test_batch(patient: Patient) -> None:
    """`ask -` writes one answer a line, for a blank line too, and exits with 0."""
    result = patient.must("ask -", stdin="dry lips\n\n  \nchest pain\nlast without an end")
    assert len(result.out.splitlines()) == 5
    answers = patient.must("ask --json -", stdin="dry lips\n\nchest pain").out.splitlines()
    assert len(answers) == 3
    assert patient.must("ask -", stdin="").out == ""
