from __future__ import annotations

import importlib
import sys
import tomllib

import pytest
from hypothesis import given, settings

from isocourse import record, toml
from isocourse.model import Record
from records import BYTES, RECORDS


@given(RECORDS)
@settings(max_examples=50)
def test_both_readers_read_a_record_alike(sample: Record) -> None:
    """The compiled reader and Python's own give the same values for whatever the program writes."""
    text = record.serialise(sample).decode()
    assert toml.reader.loads(text) == tomllib.loads(text)


def test_without_the_compiled_reader_the_record_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A diary can be read where tomli cannot be loaded."""
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "tomli", None)
        importlib.reload(toml)
        try:
            assert toml.reader is tomllib
            assert record.parse(BYTES, "course.toml").record.entries
        finally:
            without.undo()
            importlib.reload(toml)
    assert toml.reader.__name__ == "tomli"
