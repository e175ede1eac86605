"""Every screen, word for word (tests/scenes/*.txt)."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenes import FOLDER, play


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_every_screen_is_the_one_that_was_reviewed(path: Path) -> None:
    """What the program prints in a scene is what stands there: a person reads a change of words before it ships."""
    written = path.read_text(encoding="utf-8")
    assert play(written) == written, "if it is meant: python scripts/update_scenes.py, then read the difference"
