"""The types of the iPLEDGE rules once read: dated rule-sets, steps, sentences, holidays and forms of birth control."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import Enum

from isocourse.course.days import spoken
from isocourse.course.entries import Category
from isocourse.errors import NoRuleSet
from isocourse.named import NamedTuple
from isocourse.reviewed import Confidence


class CategoryRules(NamedTuple):
    """What one category has to do under one rule-set. Days are counted with the first day as day 1."""

    steps: Mapping[str, tuple[str, ...]]  # phase -> ids of steps, in order
    window_from: str | None = None  # "specimen", "visit", or None: no window of its own
    window_days: int = 0
    warn_from_day: int = 0
    home_tests: bool = False  # False: never; True: once a prescriber allows it, not before the first dose
    first_missed_wait_days: int = 0
    pretreatment_gap_days: int = 0
    prevention_before_second_test: bool = False  # whether the second test comes after a month on forms or of abstinence
    contact_test_days: int = 0  # from unprotected contact to the first test after it; 0: no chain of its own
    forms: int = 0


class RuleSet(NamedTuple):
    """The rules in force from a day until the day before the next rule-set's."""

    id: str
    title: str
    effective_from: dt.date
    last_reviewed: dt.date
    review_due: dt.date
    confidence: Confidence
    sources: tuple[str, ...]
    zone: str
    month_days: int
    max_supply_days: int
    can: CategoryRules
    cannot: CategoryRules
    caveat: str | None = None  # what is not certain about these rules, for `--why`

    def of(self, category: Category) -> CategoryRules:
        """Return the rules of one category."""
        return self.can if category is Category.CAN_BECOME_PREGNANT else self.cannot


class Per(Enum):
    """How often a step is due, and so since when a record of it counts."""

    COURSE = "course"  # once, before the first pick-up
    MONTH = "month"  # after each pick-up anew
    SPECIMEN = "specimen"  # on or after the sample that counts


class StepText(NamedTuple):
    """A step as it is called on the screen, and how often it is due."""

    id: str
    title: str
    optional: bool
    sources: tuple[str, ...]
    per: Per


class Sentence(NamedTuple):
    """A sentence of the checklist, with blanks in braces."""

    id: str
    text: str
    sources: tuple[str, ...]


class Notice(NamedTuple):
    """Something that has to be said: the id of a sentence, what goes into its blanks, and what it is about.

    `about` is the id of an entry, where it is about one. The words are made last, from the content.
    """

    id: str
    blanks: Mapping[str, object] = {}
    about: str | None = None


class FixedHoliday(NamedTuple):
    """A holiday on a date of the year; on a weekend it is observed on the nearest weekday."""

    name: str
    month: int
    day: int


class MovingHoliday(NamedTuple):
    """A holiday on the nth weekday (0 is Monday) of a month; -1 is the last."""

    name: str
    month: int
    weekday: int
    nth: int


class Forms(NamedTuple):
    """The forms of birth control as iPLEDGE groups them."""

    primary: tuple[str, ...]
    barrier: tuple[str, ...]
    not_acceptable: tuple[str, ...]
    mini_pill: str  # the one of those that has a sentence of its own
    names: Mapping[str, str]  # what people say -> the form it is
    unclear: Mapping[str, str]  # what people say that may be either of two forms -> which to ask about
    hints: Mapping[str, str]  # how each of those is known
    contact_signs: tuple[str, ...]  # signs of triage that are unprotected contact (D10)


class Rulebook(NamedTuple):
    """Everything the checklist is judged by."""

    rule_sets: tuple[RuleSet, ...]  # oldest first
    steps: Mapping[str, StepText]
    sentences: Mapping[str, Sentence]
    holidays: tuple[FixedHoliday | MovingHoliday, ...]
    forms: Forms

    def on(self, day: dt.date) -> RuleSet:
        """Return the rule-set of an event's own date; a date before the first is an error, never a default."""
        in_force = [rules for rules in self.rule_sets if rules.effective_from <= day]
        if not in_force:
            raise NoRuleSet(day.isoformat(), self.rule_sets[0].effective_from.isoformat())
        return in_force[-1]

    def say(self, sentence: str, **blanks: object) -> str:
        """Return a sentence with its blanks filled: days as people say them, `{day:y}` with the year, `{day:iso}`."""
        told = {name: _Spoken(value) if isinstance(value, dt.date) else value for name, value in blanks.items()}
        return self.sentences[sentence].text.format(**told)


class _Spoken:
    """A day inside a sentence."""

    def __init__(self, day: dt.date) -> None:
        self._day = day

    def __format__(self, how: str) -> str:
        return self._day.isoformat() if how == "iso" else spoken(self._day, year=how == "y")
