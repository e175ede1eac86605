"""Days without capsules that lie behind, in words."""

from __future__ import annotations

from isocourse.agenda.without import Without
from isocourse.render.text import plural


def without_words(found: Without | None) -> str:
    """Return what a pause, or the gap before a pick-up, has cost, to stand behind its line."""
    if found is None or not (found.days or found.lasts):
        return ""
    doses = "" if found.doses is None else f", {plural(found.doses, 'dose')}"
    so_far = " so far" if found.lasts else ""
    return f" · {plural(found.days, 'day')} without capsules{so_far}{doses}"
