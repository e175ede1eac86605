"""What is about pregnancy, birth control or sex: it leaves the record only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable

from isocourse.agenda.alarms import REPRODUCTIVE
from isocourse.course.entries import (
    OWN_WORDS,
    AdverseEvent,
    Authorization,
    Body,
    Contraception,
    Entry,
    HomeTests,
    PregnancyTest,
    Settings,
    Step,
    StepId,
)
from isocourse.typed import Final

IsPrivate = Callable[[str], bool]
_STEPS: Final = {StepId.NOT_BREAST_FEEDING, StepId.CONFIRMATION, StepId.QUESTIONS}  # of one category alone


def reproductive(body: Body, effects: list[str], is_private: IsPrivate) -> bool:
    """Say whether an entry is about it; `effects` are those of an event, `is_private` judges a patient's own words."""
    if isinstance(body, PregnancyTest | Contraception | HomeTests | Authorization):
        return True
    if isinstance(body, Step):
        return body.step in _STEPS
    if isinstance(body, AdverseEvent):
        return not REPRODUCTIVE.isdisjoint(effects) or _speaks(body, is_private)
    return _speaks(body, is_private)


def without_category(entry: Entry) -> Entry:
    """Return the settings without the category, which is about it too; any other entry as it is."""
    if isinstance(entry.body, Settings):
        return entry._replace(body=entry.body._replace(category=None))
    return entry


def _speaks(body: Body, is_private: IsPrivate) -> bool:
    said = (getattr(body, name, None) for name in OWN_WORDS)
    return any(is_private(words) for words in said if isinstance(words, str) and words)
