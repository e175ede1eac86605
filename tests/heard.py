"""What the tests of triage share: the knowledge as it ships, one listener, and short ways to ask them."""

from __future__ import annotations

import csv
from pathlib import Path

from isocourse.content.triage import knowledge
from isocourse.course.entries import AdverseEvent, Severity
from isocourse.triage.assess import Assessment, assess
from isocourse.triage.heard import Heard
from isocourse.triage.hearing import Listener

KNOWLEDGE = knowledge()
LISTENER = Listener(KNOWLEDGE)
PHRASES = Path(__file__).parent / "phrases"


def hear(words: str) -> Heard:
    """Return what is heard."""
    return LISTENER.hear(words)


def by_rules(words: str) -> Heard:
    """Return what the rules hear, without what the words are like."""
    return LISTENER.by_rules(words)[0]


def answer(words: str, *, severity: Severity | None = None, recent: tuple[AdverseEvent, ...] = ()) -> Assessment:
    """Return the answer to words."""
    return assess(hear(words), severity=severity, recent=recent, knowledge=KNOWLEDGE)


def signs(words: str) -> set[str]:
    """Return the signs that are counted."""
    return {one.sign for one in hear(words).signs}


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of self-written phrases."""
    with (PHRASES / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
