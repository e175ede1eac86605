"""What was logged and still needs a doctor, by itself or together with what was logged within a week.

Pure. Nothing here hears words: what looks at a record does not pay for the language.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Final

from isocourse.course.entries import AdverseEvent, Entry, Urgency
from isocourse.named import NamedTuple
from isocourse.triage.combinations import DAYS_TOGETHER, highest, red_flags, signs_of, stops, urgency_of
from isocourse.triage.knowledge import RedFlag, Sign, TriageKnowledge

_WEEK: Final = dt.timedelta(days=DAYS_TOGETHER)


class OpenWarning(NamedTuple):
    """A logged event that needs a doctor today or an ambulance, by itself or together with others."""

    entry: Entry
    event: AdverseEvent
    effect: str
    urgency: Urgency
    stop_capsules: bool
    because: tuple[str, ...]


def open_warnings(entries: Sequence[Entry], knowledge: TriageKnowledge) -> tuple[OpenWarning, ...]:
    """Return the logged events that need a doctor, never below what was answered when they were logged.

    `entries` are the live entries, in any order. Events not more than seven days apart count together.
    """
    events = [(entry, entry.body) for entry in entries if isinstance(entry.body, AdverseEvent)]
    events.sort(key=lambda pair: (pair[0].on, pair[0].recorded, pair[0].id))
    signs = [frozenset(slug for slug in signs_of(event) if slug in knowledge.signs) for _, event in events]
    days = [entry.on for entry, _ in events]
    near: Counter[str] = Counter()  # how many entries of the two weeks around one have each sign
    found = []
    low = high = 0
    for (entry, event), own in zip(events, signs, strict=True):
        while high < len(days) and days[high] <= entry.on + _WEEK:
            near.update(signs[high])
            high += 1
        while days[low] < entry.on - _WEEK:
            near.subtract(signs[low])
            low += 1
        others = {slug for slug, count in near.items() if count > (slug in own)}
        flags = red_flags(own, others, knowledge)
        found.append(_open(entry, event, [knowledge.signs[slug] for slug in own], flags))
    return tuple(one for one in found if one.urgency.rank >= Urgency.CALL_TODAY.rank)


def _open(entry: Entry, event: AdverseEvent, own: Sequence[Sign], flags: Sequence[RedFlag]) -> OpenWarning:
    worst = max(flags, key=lambda flag: flag.urgency.rank, default=None)
    alone = [urgency_of(sign, event.severity_of(sign.slug)) for sign in own]
    least = Urgency.CALL_TODAY if event.stop_capsules else Urgency.NONE  # who was told to stop was told to call
    urgency = highest([event.urgency, least, *alone, *(flag.urgency for flag in flags)])
    return OpenWarning(
        entry=entry,
        event=event,
        effect=worst.effect if worst and worst.urgency is urgency else event.effect,
        urgency=urgency,
        stop_capsules=event.stop_capsules
        or any(stops(sign, event.severity_of(sign.slug)) for sign in own)
        or any(flag.stop_capsules for flag in flags),
        because=tuple(dict.fromkeys(flag.because for flag in flags)),
    )
