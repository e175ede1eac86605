"""How the words of the language are written down: lists, products of words, and forms that a machine makes.

`~feel {|so|very} low, knee(s), -kneeing`: with commas between; `{a|b}` is each of them, and may be nothing; `~` and
`(s)` are forms (`forms.py`); what begins with a dash is left out of what was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Final

from compiling.forms import NOUN, VERB, forms
from isocourse.errors import Misfit

_CHOICE: Final = re.compile(r"\{([^{}]*)\}")
_OUTSIDE: Final = r"(?![^{]*\})"  # not between braces
_COMMA: Final = re.compile(rf",{_OUTSIDE}")
_BAR: Final = re.compile(rf"\|{_OUTSIDE}")
_MARKS: Final = "{}|~()<>"
LEFT_OUT: Final = "-"


class Made:
    """The forms that were made, each with the word that it is a form of, and the words that somebody wrote down."""

    def __init__(self) -> None:
        self.base: dict[str, str] = {}
        self.written: set[str] = set()

    def phrases(self, listed: str) -> list[str]:
        """Return the words and expressions of a list with commas."""
        return self._all(_COMMA.split(listed), " ")

    def choice(self, item: str) -> list[str]:
        """Return the words of a rule's choice, which have bars between, and underscores where they belong together."""
        return self._all(_BAR.split(item), "_")

    def _all(self, entries: list[str], joint: str) -> list[str]:
        found: dict[str, None] = {}
        left_out: set[str] = set()
        for entry in entries:
            word = joint.join(entry.split())
            if word.startswith(LEFT_OUT) and len(word) > 1:
                left_out.update(self._spelled(word.removeprefix(LEFT_OUT), joint))
            elif word:
                spelled = list(self._spelled(word, joint))
                found.update(dict.fromkeys(spelled))
                if spelled == [word] and joint == " ":
                    self.written.add(word)
        if unmade := left_out - found.keys():
            raise Misfit(f"left out, but never made: {sorted(unmade)}")
        return [word for word in found if word not in left_out]

    def _spelled(self, entry: str, joint: str) -> Iterator[str]:
        for one in _products(entry):
            parts = [self._forms(part) for part in one.split(joint) if part]
            for words in product(*parts):
                yield joint.join(words)

    def _forms(self, part: str) -> tuple[str, ...]:
        made = forms(part)
        if any(mark in made[0] for mark in _MARKS):
            raise Misfit(f"{part!r}: a mark that is not understood here")
        if part.startswith(VERB) or part.endswith(NOUN):
            self.base.update((form, made[0]) for form in made[1:] if form != made[0])
        return made


def _products(entry: str) -> Iterator[str]:
    found = _CHOICE.search(entry)
    if found is None:
        yield entry
        return
    for one in found[1].split("|"):
        yield from _products(entry[: found.start()] + one + entry[found.end() :])
