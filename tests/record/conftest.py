"""The record that the tests of this room begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from isocourse.record import store
from records import RECORD


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return the path of a record in a folder of its own."""
    path = tmp_path / "data" / "course.toml"
    store.create(str(path), RECORD)
    return path
