"""Forms of birth control: recorded, and flagged where the programme's lists say so. The prescriber decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from isocourse.course import month_after
from isocourse.model import Contraception, Entry
from isocourse.rulebook import Forms

# Flags that mean that what is recorded is not two forms with a primary one among them: the step stays open.
HOLDS = frozenset({"one-form", "mini-pill", "no-primary"})


class Flag(NamedTuple):
    """Something to confirm with the prescriber: the id of a sentence, and the form it is about."""

    sentence: str
    form: str = ""


class InPlace(NamedTuple):
    """What is recorded today, since when without a gap that the record shows, and what to confirm."""

    since: dt.date
    body: Contraception
    flags: tuple[Flag, ...]

    @property
    def holds(self) -> bool:
        """Whether the step can count as done."""
        return not any(flag.sentence in HOLDS for flag in self.flags)

    def month_over(self, days: int) -> dt.date | None:
        """Return the day on which a full month is over; None for abstinence, which needs no month."""
        return None if self.body.abstinence else month_after(self.since, days)


def flags(body: Contraception, forms: Forms, needed: int) -> tuple[Flag, ...]:
    """Return what to flag: one form only, the mini-pill, no primary form, a word that is not on the list."""
    if body.abstinence:
        return ()
    found = []
    listed = {*forms.primary, *forms.barrier, *forms.not_acceptable}
    named = set(body.forms)
    if len(named) < needed:
        found.append(Flag("one-form"))
    if named & set(forms.not_acceptable):
        found.append(Flag("mini-pill"))
    barriers = named & set(forms.barrier)
    if len(named) >= needed and not named & set(forms.primary) and barriers:
        found.append(Flag("no-primary"))
    found.extend(Flag("unlisted-form", form) for form in sorted(named - listed))
    return tuple(found)


def in_place(recorded: Sequence[tuple[Entry, Contraception]], forms: Forms, needed: int) -> InPlace | None:
    """Return what is in place after the last entry, counted from the first of the unbroken run of entries that hold."""
    current: InPlace | None = None
    for entry, body in recorded:
        found = InPlace(since=entry.on, body=body, flags=flags(body, forms, needed))
        if (
            current is not None
            and current.holds
            and found.holds
            and not body.abstinence
            and not current.body.abstinence
        ):
            found = found._replace(since=current.since)
        current = found
    return current
