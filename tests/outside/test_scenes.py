"""Every screen, word for word (tests/scenes/*.txt)."""

from __future__ import annotations

from difflib import unified_diff
from itertools import islice
from pathlib import Path

import pytest

from scenes import FOLDER, play

SHOWN = 60  # lines of a difference


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_every_screen_is_the_one_that_was_reviewed(path: Path) -> None:
    """What the program prints in a scene is what stands there: a person reads a change of words before it ships."""
    written = path.read_text(encoding="utf-8")
    played = play(written)
    if played != written:  # not `assert`: showing a difference of a thousand lines takes longer than all the tests
        lines = unified_diff(written.splitlines(), played.splitlines(), "reviewed", "today", lineterm="", n=1)
        pytest.fail(
            "\n".join([*islice(lines, SHOWN), "If it is meant: python scripts/update_scenes.py"]), pytrace=False
        )
