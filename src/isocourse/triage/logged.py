"""What was logged and still needs a doctor, by itself or together with what was logged within a week.

Pure. Nothing here hears words: what looks at a record does not pay for the language.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from isocourse.knowledge import TriageKnowledge
from isocourse.model import AdverseEvent, Entry, Urgency
from isocourse.triage.combinations import DAYS_TOGETHER, highest, red_flags, stops, urgency_of, with_effects

_WEEK: Final = dt.timedelta(days=DAYS_TOGETHER)


class OpenWarning(NamedTuple):
    """A logged event that needs a doctor today or an ambulance, by itself or together with others."""

    entry: Entry
    event: AdverseEvent
    effect: str
    urgency: Urgency
    stop_capsules: bool
    because: tuple[str, ...]
    with_entries: tuple[str, ...]


def open_warnings(entries: Sequence[Entry], knowledge: TriageKnowledge) -> tuple[OpenWarning, ...]:
    """Return the logged events that need a doctor, never below what was answered when they were logged.

    `entries` are the live entries, in any order. Events not more than seven days apart count together.
    """
    events = [(entry, entry.body) for entry in entries if isinstance(entry.body, AdverseEvent)]
    events.sort(key=lambda pair: (pair[0].on, pair[0].recorded, pair[0].id))
    days = [entry.on for entry, _ in events]
    found = []
    for entry, event in events:
        near = events[bisect_left(days, entry.on - _WEEK) : bisect_right(days, entry.on + _WEEK)]
        found.append(_open(entry, event, [other for other in near if other[0].id != entry.id], knowledge))
    return tuple(one for one in found if one.urgency.rank >= Urgency.CALL_TODAY.rank)


def _open(
    entry: Entry, event: AdverseEvent, near: Sequence[tuple[Entry, AdverseEvent]], knowledge: TriageKnowledge
) -> OpenWarning:
    own = [knowledge.signs[slug] for slug in _slugs(event, knowledge)]
    flags = red_flags(_slugs(event, knowledge), {s for _, body in near for s in _slugs(body, knowledge)}, knowledge)
    alone = {flag.slug for flag in red_flags(_slugs(event, knowledge), (), knowledge)}
    together = [flag for flag in flags if flag.slug not in alone]
    worst = max(flags, key=lambda flag: flag.urgency.rank, default=None)
    urgency = highest(
        [event.urgency, *(urgency_of(sign, event.severity) for sign in own), *(flag.urgency for flag in flags)]
    )
    return OpenWarning(
        entry=entry,
        event=event,
        effect=worst.effect if worst and worst.urgency is urgency else event.effect,
        urgency=urgency,
        stop_capsules=event.stop_capsules
        or any(stops(sign, event.severity) for sign in own)
        or any(f.stop_capsules for f in flags),
        because=tuple(dict.fromkeys(flag.because for flag in flags)),
        with_entries=tuple(
            other.id
            for other, body in near
            if any(
                not with_effects(_slugs(body, knowledge), knowledge).isdisjoint(g) for f in together for g in f.groups
            )
        ),
    )


def _slugs(event: AdverseEvent, knowledge: TriageKnowledge) -> tuple[str, ...]:
    """Return the signs of an entry that are known; the effect alone where none were kept."""
    return tuple(slug for slug in (*(event.signs or (event.effect,)),) if slug in knowledge.signs)
