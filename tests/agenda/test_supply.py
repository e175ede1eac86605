"""The lock files: everything that pyproject.toml asks for, at one version each, held by hashes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
NAME = re.compile(r"^[a-z0-9-]+", re.MULTILINE)


def names(wanted: list[str]) -> set[str]:
    """Return the packages that are asked for."""
    return {found[0] for one in wanted if (found := NAME.match(one))}


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.txt", names(PROJECT["dependencies"])),
        ("requirements-dev.txt", names(PROJECT["dependencies"]) | names(PROJECT["optional-dependencies"]["dev"])),
    ],
)
def test_the_lock_holds_what_is_asked_for(lock: str, wanted: set[str]) -> None:
    """Every package that is asked for is locked to one version, and every locked package has its hashes."""
    locked = re.split(r"\n(?=\S)", (ROOT / lock).read_text().strip())
    assert wanted <= {one.split("==")[0] for one in locked}
    for one in locked:
        assert re.match(r"[a-z0-9.-]+==[\w.]+( ; [^\\]+)? \\\n", one), one
        assert "--hash=sha256:" in one


def test_nothing_more_is_needed_to_run() -> None:
    """What runs on a patient's computer is little, and the README or pyproject says why each of it is there."""
    locked = set(NAME.findall((ROOT / "requirements.txt").read_text()))
    assert len(locked) <= 15
    assert not {"requests", "httpx", "urllib3", "pydantic", "click"} & locked
