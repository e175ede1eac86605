"""`score CSV`: a release can state its figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from patient import Patient

ROWS = """phrase,effect,tier,negated
my lips are cracked,dry-lips,self-care,false
bad headache and blurry vision,severe-headache-vision,call-today,false
i want to die,suicidal-thoughts,emergency,false
no chest pain,chest-breathing,self-care,true
"the pharmacy was shut, again",hearing-change,call-today,false
"""


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    """A table of labelled phrases, the last of which asks for what nobody could hear."""
    path = tmp_path / "labels.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_the_four_figures(patient: Patient, labels: Path) -> None:
    """Right answers are counted by what each figure is about; what is denied is only asked to stay calm."""
    said = patient.must(f"score {labels}").out
    assert said == "alarm 66.7% (2/3) emergency 100.0% (1/1) calm 100.0% (2/2) effect 75.0% (3/4)\n"


def test_json_and_misses(patient: Patient, labels: Path) -> None:
    """Programs get counts; people can ask which phrases were missed."""
    assert patient.must(f"score {labels} --json").json["alarm"] == [2, 3]
    assert "alarm: the pharmacy was shut, again" in patient.must(f"score {labels} --misses").out


@pytest.mark.parametrize("text", ["", "phrase,effect\na,b\n"])
def test_a_table_without_the_columns_is_refused(patient: Patient, tmp_path: Path, text: str) -> None:
    """A table that lacks a column is a wrong value, told in one sentence that names the columns."""
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    result = patient(f"score {path}")
    assert result.code == 2
    assert "effect, negated, phrase, tier" in result.err


def test_no_table_is_one_sentence(patient: Patient, tmp_path: Path) -> None:
    """A file that cannot be read is an expected problem."""
    result = patient(f"score {tmp_path / 'nowhere.csv'}")
    assert result.code == 1
    assert result.err.count("\n") == 1


def test_verify_and_warnings_speak_json(patient: Patient) -> None:
    """Commands that only read answer programs too: the state of the record, and the signs block by block."""
    patient.must("start --category cannot-become-pregnant --zone America/Chicago --weeks 20")
    assert patient.must("verify --json").json["state"] == "whole"
    blocks = patient.must("warnings --json").json["warnings"]
    assert blocks[0]["heading"].startswith("EMERGENCY")
    assert any("988" in line for line in blocks[0]["lines"])
