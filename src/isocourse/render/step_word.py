"""Whether a step is done, as a word: a box is not heard, and a colour is not seen by everybody."""

from __future__ import annotations

from collections.abc import Callable

from isocourse.ipledge.steps import DONE, LATE
from isocourse.typed import Any, Final

_WORDS: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    DONE: ("done", {"fg": "green"}),
    LATE: ("late", {"fg": "red", "bold": True}),
}
_TO_DO: Final[tuple[str, dict[str, Any]]] = ("to do", {"fg": "yellow", "bold": True})


def step_word(state: str, paint: Callable[..., str]) -> str:
    """Return `done`, `late` or `to do`, as wide as the longest of them."""
    word, style = _WORDS.get(state, _TO_DO)
    return paint(word, **style) + " " * (len(_TO_DO[0]) - len(word))
