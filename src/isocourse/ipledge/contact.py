"""The way back after unprotected contact (rule D10): a test, a month on two forms, another test. Pure.

A clinician's `cleared` lifts the stop, never the chain. Taking the entry back ends it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from isocourse.course.afterwards import last_swallowed
from isocourse.course.days import month_after
from isocourse.course.entries import AdverseEvent, Contraception, Entry
from isocourse.course.standing import Course, has_duties_of_can
from isocourse.ipledge.contraception import InPlace, runs
from isocourse.ipledge.rulebook import Rulebook, RuleSet
from isocourse.ipledge.specimens import Specimen
from isocourse.named import NamedTuple

Told = tuple[Entry, Contraception]


class Chain(NamedTuple):
    """What one contact asks for. One test is never both the first and the second."""

    entry: Entry
    test_days: int  # how many days after the contact the first test may be taken
    test_from: dt.date
    first: Specimen | None
    forms: InPlace | None  # as recorded on the day of the contact or later
    forms_over: dt.date | None
    second_from: dt.date
    second: Specimen | None

    @property
    def is_open(self) -> bool:
        """Whether something of it is still missing."""
        return self.second is None

    def opens(self, specimen: Specimen) -> bool:
        """Whether a test may open a window: the second one, and those after it."""
        return self.second is not None and specimen.day1 >= self.second.day1


def chain_of(course: Course, tests: Sequence[Specimen], book: Rulebook, today: dt.date) -> Chain | None:
    """Return the chain of the latest contact that counts, finished or not; None where there was none.

    `tests` are all counted specimens of the course. The latest contact asks for everything that earlier ones do.
    """
    contacts = [(entry, rules) for entry in _contacts(course, book) if (rules := _rules(course, entry.on, book, today))]
    if not contacts:
        return None
    entry, rules = max(contacts, key=lambda one: one[0].on)
    counted = [specimen for specimen in tests if specimen.counted]
    test_from = entry.on + dt.timedelta(days=rules.can.contact_test_days)
    first = next((specimen for specimen in counted if specimen.day1 >= test_from), None)
    recorded = [(told, body) for told, body in course.of(Contraception) if told.on >= entry.on]
    prevented = [run for run in runs(recorded, book.forms, rules.can.forms) if run.holds]
    stands = prevented[-1] if prevented and prevented[-1].until is None else None
    over = stands.same_month_over(rules.month_days) if stands else None
    after_first = (first.day1 if first else test_from) + dt.timedelta(days=1)
    after_first_test = [s for s in counted if first and s.day1 > first.day1]
    after_month = [s for s in after_first_test if _month_over(s.day1, recorded, book, rules)]
    return Chain(
        entry=entry,
        test_days=rules.can.contact_test_days,
        test_from=test_from,
        first=first,
        forms=stands,
        forms_over=over,
        second_from=max(over or month_after(entry.on, rules.month_days), after_first),
        second=after_month[0] if after_month else None,
    )


def _month_over(day: dt.date, recorded: Sequence[Told], book: Rulebook, rules: RuleSet) -> bool:
    """Whether a day lies after a month on the two forms, or of the abstinence, that stood on it.

    What was told later changes nothing: a chain that was done stays done.
    """
    found = runs([told for told in recorded if told[0].on <= day], book.forms, rules.can.forms)
    return bool(found) and found[-1].holds and found[-1].same_month_over(rules.month_days) <= day


def _contacts(course: Course, book: Rulebook) -> list[Entry]:
    """Return the logged contacts of days on which the duties of people who can become pregnant hold.

    The day of a change of category belongs to both: what was logged that morning is not gone with it.
    """
    month = book.rule_sets[-1].month_days
    wanted = set(book.forms.contact_signs)
    return [
        entry
        for entry, body in course.of(AdverseEvent)
        if not wanted.isdisjoint(body.signs or (body.effect,)) and has_duties_of_can(course, entry.on, month)
    ]


def _rules(course: Course, day: dt.date, book: Rulebook, today: dt.date) -> RuleSet | None:
    """Return the rules that a contact is followed up by, or None where it is not.

    It is from one month before the first capsule (while there was none: always) to one month after the last. A contact
    from before the rules that ask for it, whose month reaches into them, is taken as theirs: that is the safer reading.
    """
    if day < book.rule_sets[0].effective_from:
        return None
    rules = book.on(day)
    month = month_after(day, rules.month_days)
    started, last = course.started(today), last_swallowed(course)
    if started is not None and started <= today and month < started:
        return None
    if last is not None and day > month_after(last, rules.month_days):
        return None
    rules = rules if rules.can.contact_test_days else book.on(month)
    return rules if rules.can.contact_test_days else None
