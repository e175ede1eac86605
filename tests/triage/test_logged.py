from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard import KNOWLEDGE
from isocourse.course.entries import AdverseEvent, Entry, Note, Severity, Urgency
from isocourse.triage.combinations import highest, red_flags, signs_of, urgency_of
from isocourse.triage.logged import open_warnings

DAY = dt.date(2026, 11, 22)
AT = dt.datetime(2026, 11, 22, 18, 0, tzinfo=dt.UTC)


def entry(
    name: str,
    day: int,
    *signs: str,
    effect: str = "other",
    urgency: Urgency = Urgency.NONE,
    severity: Severity | None = None,
    stop: bool = False,
) -> Entry:
    """Return a logged event, some days after the first."""
    body = AdverseEvent(effect=effect, signs=signs, urgency=urgency, severity=severity, stop_capsules=stop)
    return Entry(id=name, recorded=AT, on=DAY + dt.timedelta(days=day), body=body)


def test_a_quiet_diary_has_no_warnings() -> None:
    """Dry lips and a note are no warning signs."""
    assert open_warnings((entry("a", 0, "dry-lips"), Entry("b", AT, DAY, Note("hives"))), KNOWLEDGE) == ()


def test_a_sign_by_itself() -> None:
    """A sign that needs a doctor is open, with its urgency and its stop."""
    logged = entry("a", 0, "vision-change", effect="vision-change")
    (found,) = open_warnings((logged,), KNOWLEDGE)
    assert (found.entry, found.event) == (logged, logged.body)
    assert (found.entry.id, found.effect, found.urgency, found.stop_capsules) == (
        "a",
        "vision-change",
        Urgency.CALL_TODAY,
        True,
    )
    assert found.because == ()


def test_severe_counts() -> None:
    """A headache that was called severe is open."""
    (found,) = open_warnings((entry("a", 0, "headache", effect="headache", severity=Severity.SEVERE),), KNOWLEDGE)
    assert (found.urgency, found.stop_capsules) == (Urgency.CALL_TODAY, True)


@pytest.mark.parametrize(
    ("apart", "open_ones"), [(0, ["a", "b"]), (7, ["a", "b"]), (-7, ["b", "a"]), (8, []), (-8, [])]
)
def test_signs_within_seven_days_count_together(apart: int, open_ones: list[str]) -> None:
    """A headache and nausea up to seven days apart are one warning sign, in either order; eight days are not."""
    sick = entry("b", apart, "nausea-vomiting")
    found = open_warnings((entry("a", 0, "headache", effect="headache"), sick), KNOWLEDGE)
    assert [one.entry.id for one in found] == open_ones
    assert all(one.effect == "severe-headache-vision" for one in found)
    assert all(one.because[0].startswith("A headache together with") for one in found)


def test_only_what_was_logged_within_the_week_counts() -> None:
    """A sick stomach of the week before last makes no warning of today's headache, and one of this week does."""
    old, ache, spell = (
        entry("old", 0, "nausea-vomiting"),
        entry("ache", 8, "headache"),
        entry("spell", 9, "nausea-vomiting"),
    )
    assert open_warnings([old, ache], KNOWLEDGE) == ()
    assert [one.entry.id for one in open_warnings([old, ache, spell], KNOWLEDGE)] == ["ache", "spell"]


def test_the_worst_of_several_combinations_gives_the_effect() -> None:
    """A headache, with sight lost two days later, is named after the emergency and not after the lesser combination."""
    found = open_warnings((entry("a", 0, "headache", effect="headache"), entry("b", 2, "vision-loss")), KNOWLEDGE)
    assert [(one.effect, one.urgency) for one in found] == [("severe-headache-vision", Urgency.EMERGENCY)] * 2
    assert [len(one.because) for one in found] == [2, 2]


def test_the_same_sign_in_two_entries_is_no_combination_with_itself() -> None:
    """Whatever was logged twice counts once: two headaches are no headache with something else."""
    assert open_warnings([entry("a", 0, "headache"), entry("b", 1, "headache")], KNOWLEDGE) == ()


def test_never_below_what_was_answered() -> None:
    """A later reading of the signs cannot fall below the answer of the day."""
    (found,) = open_warnings((entry("a", 0, "dry-lips", urgency=Urgency.EMERGENCY, stop=True),), KNOWLEDGE)
    assert (found.urgency, found.stop_capsules, found.effect) == (Urgency.EMERGENCY, True, "other")


def test_a_sign_that_is_no_longer_known_is_passed_over() -> None:
    """A record from another version with a sign of its own is still judged by what it answered."""
    assert open_warnings((entry("a", 0, "gone-sign", effect="gone-effect"),), KNOWLEDGE) == ()


def by_pairs(entries: list[Entry]) -> set[str]:
    """Return the ids of what is open, found the slow way: each entry with all others of its fortnight."""
    found = set()
    for one in entries:
        near = [other for other in entries if abs((other.on - one.on).days) <= 7 and other is not one]
        before = {slug for other in near for slug in signs_of(other.body)}  # type: ignore[arg-type] # all are events
        own = signs_of(one.body)  # type: ignore[arg-type] # as above
        flags = red_flags(own, before, KNOWLEDGE)
        alone = [urgency_of(KNOWLEDGE.signs[slug], None) for slug in own]
        if highest([*alone, *(flag.urgency for flag in flags)]).rank >= Urgency.CALL_TODAY.rank:
            found.add(one.id)
    return found


SLUGS = st.sampled_from(sorted(KNOWLEDGE.signs))
ENTRIES = st.lists(st.tuples(st.integers(0, 20), SLUGS), max_size=6)


@given(ENTRIES, st.integers(0, 20), SLUGS)
@settings(max_examples=80)
def test_one_more_entry_never_closes_another(entries: list[tuple[int, str]], day: int, sign: str) -> None:
    """Logging more never makes an open warning vanish or less urgent."""
    some = [entry(str(number), on, slug) for number, (on, slug) in enumerate(entries)]
    before = {one.entry.id: one.urgency.rank for one in open_warnings(some, KNOWLEDGE)}
    after = {one.entry.id: one.urgency.rank for one in open_warnings([*some, entry("new", day, sign)], KNOWLEDGE)}
    assert all(after[name] >= rank for name, rank in before.items())


@given(st.lists(st.tuples(st.integers(0, 30), st.lists(SLUGS, min_size=1, max_size=3)), max_size=9))
@settings(max_examples=80, deadline=None)
def test_the_quick_way_finds_what_pairs_find(entries: list[tuple[int, list[str]]]) -> None:
    """A window that slides over the days gives the same as looking at every pair of entries."""
    logged = [entry(str(number), on, *slugs) for number, (on, slugs) in enumerate(entries)]
    assert {one.entry.id for one in open_warnings(logged, KNOWLEDGE)} == by_pairs(logged)


def test_thousands_of_one_day_take_no_time_to_speak_of() -> None:
    """Four thousand side effects of one day are looked at once each: the time does not grow with their square."""
    slugs = sorted(KNOWLEDGE.signs)
    logged = [entry(str(number), 0, slugs[number % len(slugs)]) for number in range(4000)]
    begun = time.process_time()
    assert open_warnings(logged, KNOWLEDGE)
    assert time.process_time() - begun < 3
