"""What was logged and still needs a doctor, by itself or together with what was logged within a week.

Pure. Nothing here hears words: what looks at a record does not pay for the language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from isocourse.course.entries import AdverseEvent, Entry, Urgency
from isocourse.course.standing import order
from isocourse.named import NamedTuple
from isocourse.triage.combinations import DAYS_TOGETHER, highest, red_flags, signs_of, stops, urgency_of
from isocourse.triage.knowledge import TriageKnowledge


class OpenWarning(NamedTuple):
    """A logged event that needs a doctor today or an ambulance, by itself or together with others."""

    entry: Entry
    event: AdverseEvent
    effect: str
    urgency: Urgency
    stop_capsules: bool
    because: tuple[str, ...]


class _Judged(NamedTuple):
    """What is to be said of an event beside others."""

    effect: str
    urgency: Urgency
    stop_capsules: bool
    because: tuple[str, ...]


def open_warnings(entries: Sequence[Entry], knowledge: TriageKnowledge) -> tuple[OpenWarning, ...]:
    """Return the logged events that need a doctor, never below what was answered when they were logged.

    `entries` are the live entries, in any order. Events not more than seven days apart count together. A diary says
    the same again and again: equal events beside the same signs are judged once.
    """
    events = [(entry, entry.body) for entry in sorted(entries, key=order) if type(entry.body) is AdverseEvent]
    told = [signs_of(event) for _, event in events]
    known = {one: frozenset(slug for slug in one if slug in knowledge.signs) for one in set(told)}
    signs = [known[one] for one in told]
    days = [entry.on.toordinal() for entry, _ in events]
    judged: dict[object, _Judged] = {}
    found = []
    for (entry, event), own, near in zip(events, signs, _near(days, signs), strict=True):
        alike = (own, near, event.effect, event.severity, event.urgency, event.stop_capsules, event.said)
        one = judged.get(alike)
        if one is None:
            one = judged[alike] = _judged(event, own, near, knowledge)
        if one.urgency.rank >= Urgency.CALL_TODAY.rank:
            found.append(OpenWarning(entry, event, *one))
    return tuple(found)


def _near(days: Sequence[int], signs: Sequence[frozenset[str]]) -> Iterator[frozenset[str]]:
    """Yield for each day, of numbered days in order, the signs of all that was logged within a week around it."""
    counts: dict[str, int] = {}
    near: frozenset[str] = frozenset()
    low = high = 0
    for day in days:
        while high < len(days) and days[high] <= day + DAYS_TOGETHER:
            for slug in signs[high]:
                counts[slug] = counts.get(slug, 0) + 1
            high += 1
        while days[low] < day - DAYS_TOGETHER:
            for slug in signs[low]:
                counts[slug] -= 1
                if not counts[slug]:
                    del counts[slug]
            low += 1
        if near != counts.keys():
            near = frozenset(counts)
        yield near


def _judged(event: AdverseEvent, own: frozenset[str], near: frozenset[str], knowledge: TriageKnowledge) -> _Judged:
    flags = red_flags(own, near, knowledge)
    worst = max(flags, key=lambda flag: flag.urgency.rank, default=None)
    signs = [(knowledge.signs[slug], event.severity_of(slug)) for slug in own]
    least = Urgency.CALL_TODAY if event.stop_capsules else Urgency.NONE  # who was told to stop was told to call
    alone = [urgency_of(sign, severity) for sign, severity in signs]
    urgency = highest([event.urgency, least, *alone, *(flag.urgency for flag in flags)])
    return _Judged(
        effect=worst.effect if worst and worst.urgency is urgency else event.effect,
        urgency=urgency,
        stop_capsules=event.stop_capsules
        or any(stops(sign, severity) for sign, severity in signs)
        or any(flag.stop_capsules for flag in flags),
        because=tuple(dict.fromkeys(flag.because for flag in flags)),
    )
