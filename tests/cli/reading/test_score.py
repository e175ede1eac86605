"""`score CSV`: a release can state its figures."""

from __future__ import annotations

import os
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


@pytest.mark.parametrize("odd", ["/dev/zero", "{folder}", "{pipe}"])
def test_what_is_no_file_is_refused_at_once(patient: Patient, tmp_path: Path, odd: str) -> None:
    """A device, a folder or a pipe is refused in one sentence, before it can eat the machine or hang."""
    os.mkfifo(tmp_path / "pipe")
    path = odd.format(folder=tmp_path, pipe=tmp_path / "pipe")
    result = patient("score", path)
    assert result.code == 2
    assert result.err == f"isocourse: CSV: {path} is no file of phrases.\n"


def test_a_table_too_large_is_refused(patient: Patient, tmp_path: Path) -> None:
    """A file of a size that nobody labelled is refused before it is read."""
    path = tmp_path / "huge.csv"
    with path.open("wb") as handle:
        handle.truncate(65 * 1024 * 1024)
    result = patient("score", str(path))
    assert result.code == 2
    assert "larger than 64 MB" in result.err


def test_a_short_row_is_named(patient: Patient, tmp_path: Path) -> None:
    """A row with fewer columns than the first is told with its number."""
    path = tmp_path / "short.csv"
    path.write_text("phrase,effect,tier,negated\na,none,self-care,false\nb,none\n", encoding="utf-8")
    result = patient("score", str(path))
    assert result.code == 2
    assert "row 3 has fewer columns" in result.err


@pytest.mark.parametrize("name", ["nowhere.csv", "x" * 20_000])
def test_no_table_is_one_sentence(patient: Patient, tmp_path: Path, name: str) -> None:
    """A file that cannot be read, or whose name cannot be one, is an expected problem."""
    result = patient("score", str(tmp_path / name))
    assert result.code == 1
    assert result.err.count("\n") == 1


def test_verify_and_warnings_speak_json(patient: Patient) -> None:
    """Commands that only read answer programs too: the state of the record, and the signs block by block."""
    patient.must("start --category cannot-become-pregnant --zone America/Chicago --weeks 20")
    assert patient.must("verify --json").json["state"] == "whole"
    blocks = patient.must("warnings --json").json["warnings"]
    assert blocks[0]["heading"].startswith("EMERGENCY")
    assert any("988" in line for line in blocks[0]["lines"])


def test_a_table_is_read_as_it_was_written(patient: Patient, tmp_path: Path) -> None:
    """Phrases are UTF-8 whatever the machine speaks, and may hold line ends of any kind between quotes."""
    path = tmp_path / "labels.csv"
    path.write_bytes(b'phrase,effect,tier,negated\r\n"dry\rlips caf\xc3\xa9",hearing-change,call-today,false\r\n')
    said = patient.must(f"score {path} --misses").out
    assert said.startswith("alarm: dry lips caf?\n")  # two question marks would be two letters
    path.write_bytes(b"phrase,effect,tier,negated\n\xff,dry-lips,self-care,false\n")
    result = patient(f"score {path}")
    assert result.code == 1
    assert result.err == f"isocourse: {path} cannot be read as a table of phrases (UnicodeDecodeError).\n"


def test_the_largest_table_is_read(patient: Patient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of just the size that is allowed is read; one byte more is refused."""
    path = tmp_path / "labels.csv"
    path.write_text("phrase,effect,tier,negated\ndry lips,dry-lips,self-care,false\n", encoding="utf-8")
    size = path.stat().st_size
    monkeypatch.setattr("isocourse.cli.reading.score._MOST_BYTES", size)
    patient.must(f"score {path}")
    monkeypatch.setattr("isocourse.cli.reading.score._MOST_BYTES", size - 1)
    assert patient(f"score {path}").code == 2
