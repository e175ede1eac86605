"""The hazard log names tests; each of them must exist and must run."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
LOG = (TESTS.parent / "SAFETY.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([\w/]+\.py)::(test_\w+)`", LOG)))
HAZARDS = [line for line in LOG.splitlines() if re.match(r"\| H\d\d ", line)]


@pytest.mark.parametrize(("file", "name"), NAMED, ids=str)
def test_every_named_test_exists_and_runs(file: str, name: str) -> None:
    """A test that the hazard log names is there, and nothing skips it or expects it to fail."""
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == name]
    assert found
    assert not any(re.search("skip|xfail", ast.unparse(mark)) for mark in found[0].decorator_list)


def test_every_hazard_is_complete() -> None:
    """Every hazard has a severity from 1 to 5, something that the program does, and a test that shows it."""
    assert HAZARDS
    for line in HAZARDS:
        _, _, hazard, _, severity, control, shown, *_ = line.split("|")
        assert hazard.strip()
        assert 1 <= int(severity) <= 5
        assert control.strip()
        assert "::" in shown


def test_it_says_that_no_clinician_has_reviewed_it() -> None:
    """The page says first what it lacks."""
    assert "No clinician has reviewed" in LOG.split("##")[0]
