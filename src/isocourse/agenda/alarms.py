"""What is open: signs and positive tests that no clinician has cleared. Answered here, and read by every page.

Pure. What triage knows is read only where a side effect was logged.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from isocourse.course.entries import AdverseEvent, Cleared, Entry, Mood, Urgency
from isocourse.course.standing import Course
from isocourse.ipledge.steps import positive_tests
from isocourse.named import NamedTuple
from isocourse.typed import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from isocourse.triage.knowledge import TriageKnowledge

REPRODUCTIVE: Final = frozenset({"possible-pregnancy", "menstrual-change", "sexual-function"})


class Alarm(NamedTuple):
    """One thing that needs a call: a logged side effect under its `effect`, or a positive test, which has none."""

    entry: Entry
    effect: str | None
    urgency: Urgency
    stop_capsules: bool

    @property
    def neutral(self) -> str | None:
        """The effect where a page that others may see can name it; None for tests and what is about reproduction."""
        return None if self.effect in REPRODUCTIVE else self.effect


def alarms(course: Course, today: date, known: Callable[[], TriageKnowledge]) -> tuple[Alarm, ...]:
    """Return what is open on a day, the most urgent first, then the oldest.

    Answers about mood that open a sign are among them. A sign holds whatever day it carries (a flight, a clock that was
    wrong); what cleared it has to have come.
    """
    cleared = {body.target for _, body in course.come(today).of(Cleared)}
    tests = [Alarm(entry, None, Urgency.CALL_TODAY, stop_capsules=True) for entry in positive_tests(course.come(today))]
    told = [entry for entry, _ in course.of(AdverseEvent) if entry.id not in cleared]
    answers = [(entry, body) for entry, body in course.of(Mood) if entry.id not in cleared]
    found = [*tests, *_signs(told, answers, known)]
    return tuple(sorted(found, key=lambda alarm: (-alarm.urgency.rank, alarm.entry.on)))


def _signs(told: list[Entry], answers: list[tuple[Entry, Mood]], known: Callable[[], TriageKnowledge]) -> list[Alarm]:
    """Return the open ones of what was logged; most mornings there is nothing to look at, and nothing is loaded."""
    if answers:
        from isocourse.triage.mood import as_sign, opens_sign

        told = [*told, *(as_sign(entry) for entry, body in answers if opens_sign(body))]
    if not told:
        return []
    from isocourse.triage.logged import open_warnings

    found = open_warnings(told, known())
    return [Alarm(one.entry, one.effect, one.urgency, stop_capsules=one.stop_capsules) for one in found]
