"""Forms of birth control: recorded, and flagged where the programme's lists say so. The prescriber decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from isocourse.course.days import month_after
from isocourse.course.entries import Contraception, Entry
from isocourse.ipledge.rulebook import Forms
from isocourse.named import NamedTuple

# Flags that mean that what is recorded is not two forms with a primary one among them: the step stays open.
HOLDS = frozenset({"one-form", "mini-pill", "not-accepted", "no-primary", "unlisted-form"})


class Flag(NamedTuple):
    """Something to confirm with the prescriber: the id of a sentence, and the form it is about."""

    sentence: str
    form: str = ""


class InPlace(NamedTuple):
    """Birth control over a time without a gap that the record shows, as last told, and what to confirm.

    `since` is the first day of two forms, whichever they were; `same_since` the first day of two that stand still.
    `until` is the day something else was told, None while it stands.
    """

    since: dt.date
    same_since: dt.date
    body: Contraception
    flags: tuple[Flag, ...]
    until: dt.date | None = None

    @property
    def holds(self) -> bool:
        """Whether the step can count as done."""
        return not any(flag.sentence in HOLDS for flag in self.flags)

    def month_over(self, days: int) -> dt.date:
        """Return the day on which a full month without a gap is over."""
        return month_after(self.since, days)

    def same_month_over(self, days: int) -> dt.date:
        """Return the day on which the two forms that stand have been used for a full month (D4, D10)."""
        return month_after(self.same_since, days)


def listed(words: str, forms: Forms) -> str:
    """Return a form as the lists call it, from what people say; words that are on no list with hyphens for blanks."""
    plain = "-".join(words.lower().replace("_", " ").replace("-", " ").split())
    if plain in {*forms.primary, *forms.barrier, *forms.not_acceptable}:
        return plain
    return forms.names.get(plain.replace("-", " "), plain)


def flags(body: Contraception, forms: Forms, needed: int) -> tuple[Flag, ...]:
    """Return what to flag: too few forms, the mini-pill and others that are not accepted, no primary form, other words.

    `agreed` is the prescriber's word for what is on no list; it never makes one count that is not accepted.
    """
    if body.abstinence:
        return ()
    found = []
    named = dict.fromkeys(listed(form, forms) for form in body.forms)
    refused = [form for form in named if form in forms.not_acceptable]
    unlisted = sorted(set(named) - {*forms.primary, *forms.barrier, *forms.not_acceptable})
    counted = [form for form in named if form not in refused and (body.agreed or form not in unlisted)]
    if len(counted) < needed:
        found.append(Flag("one-form"))
    if forms.mini_pill in refused:
        found.append(Flag("mini-pill"))
    found.extend(Flag("not-accepted", form) for form in refused if form != forms.mini_pill)
    if len(counted) >= needed and not any(form in forms.primary or form in unlisted for form in counted):
        found.append(Flag("no-primary"))
    found.extend(Flag("agreed-form" if body.agreed else "unlisted-form", form) for form in unlisted)
    return tuple(found)


def runs(recorded: Sequence[tuple[Entry, Contraception]], forms: Forms, needed: int) -> list[InPlace]:
    """Return what was in place over time: an unbroken run of entries that hold is one, an entry that does not is one.

    Forms and abstinence are two ways: a change from one to the other begins anew.
    """
    found: list[InPlace] = []
    for entry, body in recorded:
        new = InPlace(since=entry.on, same_since=entry.on, body=body, flags=flags(body, forms, needed))
        before = found[-1] if found else None
        if before and before.holds and new.holds and body.abstinence is before.body.abstinence:
            kept = _kept(before.body, body, forms)
            stands = body.abstinence or not HOLDS & {flag.sentence for flag in flags(kept, forms, needed)}
            found[-1] = new._replace(since=before.since, same_since=before.same_since if stands else entry.on)
            continue
        if found:
            found[-1] = found[-1]._replace(until=entry.on)
        found.append(new)
    return found


def _kept(before: Contraception, now: Contraception, forms: Forms) -> Contraception:
    """Return the forms that were told both times."""
    earlier = {listed(form, forms) for form in before.forms}
    return now._replace(forms=tuple(form for form in now.forms if listed(form, forms) in earlier))
