"""The course as it stands on a day, derived from the entries: what holds, which settings, which day and week.

Pure: `today` is an argument everywhere, and a day is always the patient's local day.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from operator import attrgetter

from isocourse.course.days import month_after
from isocourse.course.entries import (
    AdverseEvent,
    Body,
    Category,
    Entry,
    Fill,
    Finish,
    HandedOut,
    Mood,
    PregnancyTest,
    Record,
    Retraction,
    Settings,
    TestResult,
    Urgency,
    severity_rank,
)
from isocourse.named import NamedTuple
from isocourse.typed import Any, Final, TypeVar

B = TypeVar("B", bound=Body)
T = TypeVar("T")


# What entries are sorted by: the day they are about, then when they were typed, then the id.
order: Final[Callable[[Entry], tuple[dt.date, dt.datetime, str]]] = attrgetter("on", "recorded", "id")
_on: Final[Callable[[Entry], dt.date]] = attrgetter("on")
_SILENT: Final = frozenset({Retraction, HandedOut})  # what says nothing of the course


class Contest(NamedTuple):
    """Versions of one entry that each claim to hold, as only a merge or an editor can make them."""

    holds: Entry
    others: tuple[Entry, ...]


def live(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that hold, in order: not retracted, and of an entry and its corrections exactly one.

    Undoing a correction brings back what it corrected. Of corrections that were made apart from each other the most
    urgent holds (a positive test, a sign that stops the capsules, what is more severe), else the one typed last.
    Retractions themselves are left out, and files that were handed out: they say nothing of the course.
    """
    return _resolve(entries)[0]


def contests(entries: Iterable[Entry]) -> list[Contest]:
    """Return the entries of which versions made apart from each other stand side by side."""
    return _resolve(entries)[1]


def _resolve(entries: Iterable[Entry]) -> tuple[list[Entry], list[Contest]]:
    everything = list(entries)
    retracted = taken_back(everything)
    versions = [entry for entry in everything if type(entry.body) not in _SILENT]
    corrections: dict[str, list[str]] = {}
    for entry in versions:
        if entry.replaces is not None:
            corrections.setdefault(entry.replaces, []).append(entry.id)
    kept = [e for e in versions if e.replaces is None and e.id not in corrections and e.id not in retracted]
    found = []
    if corrections:
        known = {entry.id: entry for entry in versions}
        for first in corrections:
            if first not in known or known[first].replaces is None:
                holds, others = _one_of(first, corrections, known, retracted)
                kept += [holds] if holds else []
                found += [Contest(holds, tuple(sorted(others, key=order)))] if holds and others else []
    return sorted(kept, key=order), found


def taken_back(entries: Iterable[Entry]) -> set[str]:
    """Return the ids of what was taken back. Taking a retraction back brings its target back, and so on.

    Retractions of each other in a ring, which only an editor can make, all hold.
    """
    targets = {entry.id: entry.body.target for entry in entries if type(entry.body) is Retraction}
    against = Counter(target for target in targets.values() if target in targets)
    ready = [one for one in targets if not against[one]]
    gone: set[str] = set()
    for one in ready:  # which grows on the way
        target = targets[one]
        if one not in gone:
            gone.add(target)
        against[target] -= 1
        if target in targets and not against[target]:
            ready.append(target)
    return gone | {targets[one] for one in targets.keys() - set(ready)}


def _one_of(
    first: str, corrections: Mapping[str, Sequence[str]], known: Mapping[str, Entry], retracted: Container[str]
) -> tuple[Entry | None, list[Entry]]:
    """Return the version that holds, of an entry and all that corrects it, and those that would hold without it.

    A version that was taken back gives way to its own corrections, which were made elsewhere, and to what it corrected.
    """
    walk = [first]
    for name in walk:  # which grows on the way
        walk += corrections.get(name, ())
    holding: dict[str, Entry] = {}
    lost = []
    for name in reversed(walk):
        below = [one for one in corrections.get(name, ()) if one in holding]
        claims = [holding[one] for one in below]
        if name in known and name not in retracted and all(one in retracted for one in below):
            claims.append(known[name])
        if claims:
            holding[name] = max(claims, key=_weight)
            lost += [one for one in claims if one is not holding[name]]
    return holding.get(first), lost


def _weight(entry: Entry) -> tuple[tuple[int, ...], dt.datetime, str]:
    return _alarm(entry.body), entry.recorded, entry.id


def _alarm(body: Body) -> tuple[int, ...]:
    """Return how much an entry asks for care, to be compared; all that ask for none are equal."""
    if isinstance(body, PregnancyTest):
        return (2 * (body.result is TestResult.POSITIVE), body.result is TestResult.PENDING)
    if isinstance(body, AdverseEvent):
        stops = body.stop_capsules or body.urgency is Urgency.EMERGENCY
        return (int(stops), body.urgency.rank, int(body.stop_capsules), severity_rank(body.severity))
    if isinstance(body, Mood):
        return (int(body.stop_capsules), body.urgency.rank)
    return (0,)


class Course:
    """A record as it stands: live entries in order, and the settings that opened it. It never changes.

    What is looked up again and again is sorted out once.
    """

    __slots__ = ("_come", "_kinds", "entries", "id", "opening")

    def __init__(self, id: str, entries: tuple[Entry, ...], opening: Settings) -> None:  # noqa: A002 - what it is called
        self.id = id
        self.entries = entries
        self.opening = opening
        self._kinds: dict[type[Any], list[Any]] | None = None
        self._come: dict[dt.date, Course] = {}

    def of(self, kind: type[B]) -> list[tuple[Entry, B]]:
        """Return the entries of one kind with their bodies, oldest first."""
        if self._kinds is None:
            self._kinds = {}
            for entry in self.entries:
                self._kinds.setdefault(type(entry.body), []).append((entry, entry.body))
        return list(self._kinds.get(kind, ()))

    def with_entries(self, entries: Iterable[Entry]) -> Course:
        """Return the same course with other live entries, in order."""
        return Course(self.id, tuple(entries), self.opening)

    def setting(self, pick: Callable[[Settings], T | None], on: dt.date) -> T | None:
        """Return a setting as it stood on a day: the latest from that day or before, else the opening one."""
        values = [pick(body) for entry, body in self.of(Settings) if entry.on <= on]
        known = [value for value in values if value is not None]
        return known[-1] if known else pick(self.opening)

    def category(self, on: dt.date) -> Category | None:
        """Return the iPLEDGE category on the day of an event."""
        return self.setting(lambda s: s.category, on)

    def may_become_pregnant(self, day: dt.date) -> bool:
        """Whether what is about pregnancy is for this person on a day; it is where the category is unknown."""
        return self.category(day) is not Category.CANNOT_BECOME_PREGNANT

    def started(self, today: dt.date) -> dt.date | None:
        """Return the day of the first capsule, past or planned; None while unknown."""
        return self.setting(lambda s: s.started, today)

    def come(self, today: dt.date) -> Course:
        """Return the course without what is told of days that have not come: it counts for nothing yet.

        What asks for a call stays, whatever day it carries: a side effect, a positive test.
        """
        if today not in self._come:
            ahead = self.entries[bisect_right(self.entries, today, key=_on) :]
            doubtful = [*ahead, *(test for test, _ in self.of(PregnancyTest))]
            out = {e.id for e in doubtful if not (_has_come(e, today) or _asks_for_a_call(e.body))}
            self._come[today] = self.with_entries(e for e in self.entries if e.id not in out) if out else self
        return self._come[today]

    def pick_ups(self, today: dt.date) -> tuple[int, list[Entry]]:
        """Return how many pick-ups there were before this record, and those in it that are not among them."""
        earlier = self.setting(lambda s: s.fills_before, today) or 0
        last = self.setting(lambda s: s.last_fill, today) if earlier else None
        return earlier, [entry for entry, _ in self.of(Fill) if last is None or entry.on > last]

    def finish(self) -> Finish | None:
        """Return how the course ended, or None while it goes on."""
        ends = self.of(Finish)
        return ends[-1][1] if ends else None


def view(record: Record, *, until: dt.date | None = None) -> Course:
    """Return the course as it stands, or as it stood on a day: later entries are left out, retractions always hold.

    The settings that opened the course are kept whatever their day: a course can be backfilled.
    """
    course = _course(record)
    return course if until is None else course.with_entries(e for e in course.entries if e.on <= until)


def _course(record: Record) -> Course:
    """Return how a record stands; worked out once for one that is looked at again, as each command does."""
    for entries, course in _last:
        if entries is record.entries and course.id == record.course:
            return course
    course = Course(record.course, tuple(live(record.entries)), Settings())
    settings = course.of(Settings)
    known = {e.id: e for e in record.entries} if any(e.replaces for e, _ in settings) else {}
    if settings:
        course.opening = min(settings, key=lambda setting: _typed_first(setting[0], known))[1]
    _last[:] = [(record.entries, course)]
    return course


_last: list[tuple[tuple[Entry, ...], Course]] = []


def _typed_first(entry: Entry, known: Mapping[str, Entry]) -> tuple[dt.datetime, str]:
    """Return when what an entry corrects was first typed: a correction keeps its place."""
    seen = {entry.id}
    while entry.replaces is not None and entry.replaces in known and entry.replaces not in seen:
        entry = known[entry.replaces]
        seen.add(entry.id)
    return entry.recorded, entry.id


def _has_come(entry: Entry, today: dt.date) -> bool:
    sample = entry.body.specimen_date if isinstance(entry.body, PregnancyTest) else entry.on
    return max(entry.on, sample) <= today


def _asks_for_a_call(body: Body) -> bool:
    if isinstance(body, Mood):
        return body.stop_capsules
    return isinstance(body, AdverseEvent) or (isinstance(body, PregnancyTest) and body.result is TestResult.POSITIVE)


def has_duties_of_can(course: Course, day: dt.date, month_days: int) -> bool:
    """Whether the duties of people who can become pregnant hold on a day: in that category, or a month after it."""
    if course.category(day) is Category.CAN_BECOME_PREGNANT:
        return True
    changes = {entry.on for entry, body in course.of(Settings) if body.category is not None and entry.on <= day}
    left = {on for on in changes if course.category(on - dt.timedelta(days=1)) is Category.CAN_BECOME_PREGNANT}
    return any(day <= month_after(on, month_days) for on in left)


def day_and_week(started: dt.date | None, today: dt.date) -> tuple[int, int] | None:
    """Return day and week of the course, both counted from 1; None before the first capsule or while it is unknown."""
    if started is None or today < started:
        return None
    day = (today - started).days + 1
    return day, (day - 1) // 7 + 1
