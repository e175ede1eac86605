"""docs/json.md tells of every field of every `--json`, and of none that is never seen."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import pytest

import json_seen
from isocourse.record.kinds import KINDS
from patient import Patient

PAGE = (Path(__file__).parent.parent.parent / "docs" / "json.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## `([\w ]+?)(?: --json)?`\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
FIELD = re.compile(r"^\| `([^`]+)` \| ([\w ,]+) \|", re.MULTILINE)
OF_A_KIND = {f"entries[].{field}" for kind in KINDS.values() for field in kind.fields}

Seen = Mapping[str, Mapping[str, set[str]]]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """What every command with --json answers on the named records."""
    folder = tmp_path_factory.mktemp("json")
    return json_seen.seen(folder, Patient(folder, dt.datetime(2026, 11, 22, 18, tzinfo=dt.UTC)))


@lru_cache
def _documented(command: str) -> dict[str, set[str]]:
    """Return the fields of a section, each with the types it may have."""
    return {path: set(re.split(r", or ", types.strip())) for path, types in FIELD.findall(SECTIONS[command])}


def _paths(found: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Leave out what belongs to a kind of entry: that has a table of its own."""
    ours = {path: kinds for path, kinds in found.items() if path.removesuffix("[]") not in OF_A_KIND}
    return {path: kinds for path, kinds in ours.items() if not path.startswith("entries[].answers")}


def test_every_command_with_json_has_a_section() -> None:
    """Each command that takes --json, and `export json`, is a section of docs/json.md; no other section is there."""
    assert set(SECTIONS) == {*json_seen.with_json(), "export json"}


@pytest.mark.parametrize("command", sorted(SECTIONS))
def test_every_field_is_documented(seen: Seen, command: str) -> None:
    """A field that a command prints has a row in docs/json.md, below that command."""
    assert sorted(set(_paths(seen[command])) - set(_documented(command))) == []


@pytest.mark.parametrize("command", sorted(SECTIONS))
def test_every_row_is_seen(seen: Seen, command: str) -> None:
    """A field that docs/json.md tells of is printed for at least one of the records of tests/json_seen.py."""
    assert sorted(set(_documented(command)) - set(_paths(seen[command]))) == []


@pytest.mark.parametrize("command", sorted(SECTIONS))
def test_every_value_is_of_the_type(seen: Seen, command: str) -> None:
    """A value is of the type that docs/json.md says, and null only where it says so."""
    documented = _documented(command)
    texts = {"day", "moment"}  # words of the patient's may look like one
    wrong = {
        path: kinds - documented[path]
        for path, kinds in _paths(seen[command]).items()
        if path in documented and kinds - documented[path] - (texts if "text" in documented[path] else set())
    }
    assert wrong == {}


def test_every_kind_of_entry_is_documented() -> None:
    """The table of the kinds of entry has each kind of the record with each of its fields, and no other."""
    table = PAGE.partition("## Kinds of entry")[2]
    rows = dict(re.findall(r"^\| `(\w+)` \|(.*)\|$", table, re.MULTILINE))
    assert set(rows) == set(KINDS)
    for name, kind in KINDS.items():
        told = set(re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)|:.*", "", rows[name])))
        assert told == set(kind.fields), name
