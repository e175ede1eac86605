"""What was logged and still needs a doctor, by itself or together with what was logged within a week.

Pure. Nothing here hears words: what looks at a record does not pay for the language.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from isocourse.knowledge import RedFlag, Sign, TriageKnowledge
from isocourse.model import AdverseEvent, Entry, Urgency
from isocourse.triage.combinations import DAYS_TOGETHER, highest, red_flags, signs_of, stops, urgency_of

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
    signs = [[slug for slug in signs_of(event) if slug in knowledge.signs] for _, event in events]
    found = []
    for at, (entry, event) in enumerate(events):
        low, high = bisect_left(days, entry.on - _WEEK), bisect_right(days, entry.on + _WEEK)
        flags = red_flags(signs[at], set().union(*signs[low:at], *signs[at + 1 : high]), knowledge)
        near = [(events[n][0].id, signs[n]) for n in range(low, high) if n != at] if flags else []
        partners = _partners(signs[at], near, flags, knowledge)
        found.append(_open(entry, event, [knowledge.signs[slug] for slug in signs[at]], flags, partners))
    return tuple(one for one in found if one.urgency.rank >= Urgency.CALL_TODAY.rank)


def _open(
    entry: Entry, event: AdverseEvent, own: Sequence[Sign], flags: Sequence[RedFlag], partners: tuple[str, ...]
) -> OpenWarning:
    worst = max(flags, key=lambda flag: flag.urgency.rank, default=None)
    alone = [urgency_of(sign, event.severity_of(sign.slug)) for sign in own]
    urgency = highest([event.urgency, *alone, *(flag.urgency for flag in flags)])
    return OpenWarning(
        entry=entry,
        event=event,
        effect=worst.effect if worst and worst.urgency is urgency else event.effect,
        urgency=urgency,
        stop_capsules=event.stop_capsules
        or any(stops(sign, event.severity_of(sign.slug)) for sign in own)
        or any(flag.stop_capsules for flag in flags),
        because=tuple(dict.fromkeys(flag.because for flag in flags)),
        with_entries=partners,
    )


def _partners(
    own: Sequence[str], near: Sequence[tuple[str, Sequence[str]]], flags: Sequence[RedFlag], knowledge: TriageKnowledge
) -> tuple[str, ...]:
    """Return the ids of the entries that take part in what an entry is not in alone."""
    alone = red_flags(own, (), knowledge)
    groups = [group for flag in flags if flag not in alone for group in flag.groups]
    return tuple(name for name, slugs in near if any(not set(slugs).isdisjoint(group) for group in groups))
