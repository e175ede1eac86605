"""How hard a text is to read."""

from __future__ import annotations

import re


def syllables(word: str) -> int:
    """Return about how many syllables a word has."""
    groups = len(re.findall(r"[aeiouy]+", word)) - (word.endswith("e") and not word.endswith(("le", "ee")))
    return max(groups, 1)


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text: the US school year that reads it."""
    sentences = [s for s in re.split(r"(?<=[.?!])\s", text) if s]
    words = re.findall(r"[a-z]+", text.lower())
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
