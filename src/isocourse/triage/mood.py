"""The mood questions: how answers are added up, and what they ask for. Pure; numbers and words come from the content.

Never a diagnosis: no severity has a name here.
"""

from __future__ import annotations

from collections.abc import Sequence

from isocourse.course.entries import AdverseEvent, Entry, Mood, Urgency
from isocourse.named import NamedTuple
from isocourse.typed import Final

SHORT: Final = 2
LONG: Final = 9
HIGHEST: Final = 3
_THOUGHTS: Final = 8  # where the ninth question stands
_LOW, _THOUGHTS_OF = "depression-mood", "suicidal-thoughts"


class Cuts(NamedTuple):
    """From which score on something is asked for; each with its source in the content."""

    more: int  # of the first two: ask the other seven
    item_call: int  # the first or the second by itself: call today, no more capsules
    total_call: int  # of all nine: the same


class Reading(NamedTuple):
    """What answers come to. `total` is None where one was left out; `item9` where it was not asked or not answered."""

    instrument: str
    total: int | None
    item9: int | None
    urgency: Urgency
    stop_capsules: bool


def read(answers: Sequence[int | None], cuts: Cuts) -> Reading:
    """Return what answers come to. What was left out counts as nothing added, never as zero on the sheet."""
    known = [answer for answer in answers if answer is not None]
    item9 = answers[_THOUGHTS] if len(answers) > _THOUGHTS else None
    first_two = [answer for answer in answers[:SHORT] if answer is not None]
    if item9:
        urgency = Urgency.EMERGENCY
    elif any(answer >= cuts.item_call for answer in first_two) or sum(known) >= cuts.total_call:
        urgency = Urgency.CALL_TODAY
    else:
        urgency = Urgency.NEXT_VISIT if any(known) else Urgency.NONE
    return Reading(
        instrument="phq-2" if len(answers) == SHORT else "phq-9",
        total=sum(known) if len(known) == len(answers) else None,
        item9=item9,
        urgency=urgency,
        stop_capsules=urgency.rank >= Urgency.CALL_TODAY.rank,
    )


def total(body: Mood) -> int | None:
    """Return the sum of the answers, None where one was left out."""
    known = [answer for answer in body.answers if answer is not None]
    return sum(known) if len(known) == len(body.answers) else None


def item9(body: Mood) -> int | None:
    """Return the answer to the question about thoughts of death or of hurting oneself."""
    return body.answers[_THOUGHTS] if len(body.answers) > _THOUGHTS else None


def instrument(body: Mood) -> str:
    """Return which questions were asked."""
    return "phq-2" if len(body.answers) == SHORT else "phq-9"


def highest(body: Mood) -> int:
    """Return the highest sum that there can be."""
    return len(body.answers) * HIGHEST


def as_sign(entry: Entry) -> Entry:
    """Return an entry of mood as the sign that it opens, under the same id; any other entry as it is."""
    body = entry.body
    if not isinstance(body, Mood):
        return entry
    effect = _THOUGHTS_OF if item9(body) else _LOW
    return entry._replace(
        body=AdverseEvent(effect=effect, urgency=body.urgency, stop_capsules=body.stop_capsules, note=_said(body))
    )


def opens_sign(body: object) -> bool:
    """Whether answers ask for a call today or more, and stay open until a clinician has cleared them."""
    return isinstance(body, Mood) and body.urgency.rank >= Urgency.CALL_TODAY.rank


def _said(body: Mood) -> str:
    found = total(body)
    return f"{instrument(body).upper()}, {'one left out' if found is None else f'{found} of {highest(body)}'}"
