from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isocourse.course.entries import Cleared, Entry, Note, Record, Retraction
from isocourse.record.codec import serialise
from isocourse.record.merge import MergeRefused, merge
from records import COURSE, ENTRIES, LIPS, RECORD, SETTINGS, entry

POOL = st.lists(ENTRIES, max_size=8, unique_by=lambda one: one.id)


@st.composite
def copies(draw: st.DrawFn) -> tuple[Record, Record, Record]:
    """Three copies of one course, each with some of the same entries, in any order."""
    pool = draw(POOL)
    parts = [draw(st.lists(st.sampled_from(pool), unique_by=lambda one: one.id)) if pool else [] for _ in range(3)]
    first, second, third = (Record(course=COURSE, entries=tuple(part)) for part in parts)
    return first, second, third


@settings(max_examples=60)
@given(copies())
def test_the_order_and_the_grouping_of_copies_do_not_matter(three: tuple[Record, Record, Record]) -> None:
    """Merging is commutative and associative, down to the bytes that would be saved."""
    a, b, c = three
    assert merge(a, b).record == merge(b, a).record
    left = merge(merge(a, b).record, c).record
    right = merge(a, merge(b, c).record).record
    assert left == right
    assert serialise(left) == serialise(right)


@settings(max_examples=60)
@given(copies())
def test_a_copy_merged_twice_changes_nothing(three: tuple[Record, Record, Record]) -> None:
    """Merging is idempotent: what has been merged brings nothing new."""
    a, b, _ = three
    once = merge(a, b).record
    assert merge(once, b) == (once, ())
    assert merge(once, once) == (once, ())


@settings(max_examples=60)
@given(copies())
def test_no_entry_is_lost_or_made_up(three: tuple[Record, Record, Record]) -> None:
    """The result holds the entries of both copies, each once, and tells which came from the second."""
    a, b, _ = three
    merged, taken = merge(a, b)
    assert sorted(one.id for one in merged.entries) == sorted({one.id for one in (*a.entries, *b.entries)})
    assert {one.id for one in taken} == {one.id for one in b.entries} - {one.id for one in a.entries}


def test_entries_stand_in_the_order_of_recording() -> None:
    """Entries of both copies are ordered by the instant at which they were typed, then by id."""
    early, late = entry(1, SETTINGS), entry(3, LIPS)
    same_instant = entry(2, Note(text="b"))._replace(recorded=late.recorded.astimezone(None))
    merged = merge(Record(COURSE, (late,)), Record(COURSE, (same_instant, early)))
    assert [one.id for one in merged.record.entries] == [early.id, same_instant.id, late.id]
    assert [one.id for one in merged.taken] == [early.id, same_instant.id]


def test_a_retraction_in_one_copy_holds_in_the_result() -> None:
    """What was undone in one copy stays undone."""
    undone = Record(COURSE, (*RECORD.entries, entry(21, Retraction(target=RECORD.entries[1].id))))
    assert entry(21, Retraction(target=RECORD.entries[1].id)) in merge(RECORD, undone).record.entries
    assert merge(undone, RECORD).record == undone


def test_another_course_is_refused() -> None:
    """Copies of two courses are never joined."""
    with pytest.raises(MergeRefused) as caught:
        merge(RECORD, Record(course="ffffffff"))
    assert str(caught.value) == (
        "Not merged: the copies belong to different courses (c41d7be0 and ffffffff). Both files are as they were."
    )
    assert caught.value.exit_code == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (entry(5, Note(text="a")), entry(5, Note(text="b"))),
        (entry(5, Note(text="a")), entry(5, Note(text="a"), replaces="0000aaaa")),
        (entry(5, Retraction(target="0000aaaa")), entry(5, Cleared(target="0000aaaa"))),
    ],
)
def test_one_id_for_two_entries_is_refused_and_shown(first: Entry, second: Entry) -> None:
    """The same id with other words, another replacement or another kind is refused, and both entries are handed out."""
    with pytest.raises(MergeRefused) as caught:
        merge(Record(COURSE, (first,)), Record(COURSE, (second,)))
    assert caught.value.clashes == ((first, second),)
    assert str(caught.value) == (
        "Not merged: the same id stands for different entries in the two copies (00000005)."
        " Both files are as they were."
    )


def test_every_id_that_stands_for_two_entries_is_named() -> None:
    """Where several entries clash, the sentence names them all."""
    here = tuple(entry(number, Note(text="here")) for number in (5, 6))
    there = tuple(entry(number, Note(text="there")) for number in (6, 5))
    with pytest.raises(MergeRefused, match=r"in the two copies \(00000006, 00000005\)\."):
        merge(Record(COURSE, here), Record(COURSE, there))


def test_entries_are_ordered_by_the_instant_of_recording_then_by_id() -> None:
    """The union is in the order of recording whatever the ids and the zones say; of one instant the ids decide."""
    early, late = entry(1, Note(text="early")), entry(2, Note(text="late"))
    first, last = late._replace(recorded=early.recorded), early._replace(recorded=late.recorded)
    same = entry(3, Note(text="same"))._replace(recorded=first.recorded.astimezone(dt.UTC))
    mine, theirs = Record(course=COURSE, entries=(last,)), Record(course=COURSE, entries=(same, first))
    merged = merge(mine, theirs)
    assert merged.record.entries == (first, same, last)
    assert merged.taken == (first, same)
