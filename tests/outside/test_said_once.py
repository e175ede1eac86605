"""No answer says the same sentence twice, read from the scenes: every word that the program prints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from isocourse.failsafe.emergency import EMERGENCY_LINE

SCENES = sorted((Path(__file__).parent.parent / "scenes").rglob("*.txt"))
LONG = 5  # words; shorter ones are heads and labels
DESCRIBES_ALL = ("$ manual", "$ tour")  # the help of each command, and answers of several commands


def answers(scene: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a scene with what it printed to standard output, on one line."""
    command, printed = "", ""
    for line in [*scene.splitlines(), "$"]:
        if line.startswith("$"):
            yield command, " ".join(re.sub(r"\^\[\d+m", "", printed).split())
            command, printed = line, ""
        elif line.startswith("  | "):
            printed += line[4:] + "\n"


@pytest.mark.parametrize("path", SCENES, ids=lambda path: path.stem)
def test_no_sentence_stands_twice_in_an_answer(path: Path) -> None:
    """In one answer each sentence is said once; only the line for an emergency may come again."""
    for command, printed in answers(path.read_text(encoding="utf-8")):
        if printed.startswith("{") or command.startswith(DESCRIBES_ALL):
            continue
        sentences = [one.strip(" *!") for one in re.split(r"(?<=[.?!])\s+|\s\*\s", printed)]
        said = Counter(one for one in sentences if len(one.split()) >= LONG and one not in EMERGENCY_LINE)
        assert [one for one, times in said.items() if times > 1] == [], command
