"""Forms of birth control: recorded, and flagged where the programme's lists say so. The prescriber decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from isocourse.course import month_after
from isocourse.model import Contraception, Entry
from isocourse.rulebook import Forms, RuleSet

# Flags that mean that what is recorded is not two forms with a primary one among them: the step stays open.
HOLDS = frozenset({"one-form", "mini-pill", "not-accepted", "no-primary", "unlisted-form"})


class Flag(NamedTuple):
    """Something to confirm with the prescriber: the id of a sentence, and the form it is about."""

    sentence: str
    form: str = ""


class InPlace(NamedTuple):
    """Birth control that the record shows without a gap, as last told, and what to confirm.

    `since` is the first day of the forms that stand; `unbroken` that of any that held up to them. `until` is the day
    something else was told, None while it stands.
    """

    since: dt.date
    unbroken: dt.date
    body: Contraception
    flags: tuple[Flag, ...]
    until: dt.date | None = None

    @property
    def holds(self) -> bool:
        """Whether the step can count as done."""
        return not any(flag.sentence in HOLDS for flag in self.flags)

    def began(self, rules: RuleSet) -> dt.date:
        """Return the day a rule-set counts from: of these forms (D4 from 2026 on), before it of any without a gap."""
        return self.since if rules.can.prevention_before_second_test else self.unbroken

    def month_over(self, rules: RuleSet) -> dt.date:
        """Return the day on which a full month is over."""
        return month_after(self.began(rules), rules.month_days)


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
    """Return what was in place over time: the same forms that hold, told again, are one; an entry that does not is one.

    A form that was told without a gap keeps its first day, so a third one beside two does not begin anew. A new pair
    does; forms and abstinence are two ways.
    """
    found: list[InPlace] = []
    days: dict[str, dt.date] = {}  # the first day of each form that was told without a gap
    for entry, body in recorded:
        new = InPlace(since=entry.on, unbroken=entry.on, body=body, flags=flags(body, forms, needed))
        last = found[-1] if found and found[-1].holds and found[-1].body.abstinence is body.abstinence else None
        days = {name: days.get(name, entry.on) if last else entry.on for name in _named(body, forms)}
        if last and new.holds:
            new = new._replace(since=_standing_since(days, body, forms, needed), unbroken=last.unbroken)
            if new.since == last.since:
                found[-1] = new
                continue
        if found:
            found[-1] = found[-1]._replace(until=entry.on)
        found.append(new)
    return found


def _named(body: Contraception, forms: Forms) -> list[str]:
    return ["abstinence"] if body.abstinence else list(dict.fromkeys(listed(form, forms) for form in body.forms))


def _standing_since(days: dict[str, dt.date], body: Contraception, forms: Forms, needed: int) -> dt.date:
    """Return the first day from which enough of the forms that stand were all in use."""
    for day in sorted(set(days.values())):
        old = body._replace(forms=tuple(name for name, first in days.items() if first <= day))
        if body.abstinence or not any(flag.sentence in HOLDS for flag in flags(old, forms, needed)):
            return day
    return max(days.values())


def month_kept(day: dt.date, found: Sequence[InPlace], rules: RuleSet) -> bool:
    """Whether a day lies after a month on the forms, or the abstinence, that stood on it."""
    return any(run.holds and run.month_over(rules) <= day and (run.until is None or day < run.until) for run in found)
