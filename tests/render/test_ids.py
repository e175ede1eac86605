"""A printed id is as long as it has to be to be one (attacks G)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isocourse.course.entries import AdverseEvent, Body, Note, Record, Urgency
from isocourse.record import store
from isocourse.render.ids import find, shown
from patient import Patient
from records import SETTINGS, entry

IDS = st.lists(st.text("ab01", min_size=4, max_size=9), min_size=1, max_size=12, unique=True)


@given(IDS)
def test_each_printed_id_finds_its_entry(ids: list[str]) -> None:
    """Whatever ids a record holds, what is printed of each finds that entry alone, and is no longer than it must be."""
    entries = [entry(n, Note(text="x"))._replace(id=one) for n, one in enumerate(ids)]
    for one in entries:
        printed = shown(one.id, sorted(ids))
        assert [other.id for other in find(entries, printed)] == [one.id]
        assert one.id.startswith(printed)
        assert len(printed) == 4 or [other.id for other in find(entries, printed[:-1])] != [one.id]
        assert shown(one.id, sorted({*ids} - {one.id})) == printed  # an entry that is not in the record yet


@pytest.fixture
def alike(patient: Patient) -> Patient:
    """A patient with two signs whose ids begin alike, one of them an open one."""
    sign = AdverseEvent(
        effect="severe-headache-vision", signs=(), words="bad", urgency=Urgency.CALL_TODAY, stop_capsules=True
    )
    ids = ("11110000", "abcd1234", "abcd1299", "beef0000")
    bodies: tuple[Body, ...] = (SETTINGS, sign, sign, Note(text="plain"))
    entries = tuple(entry(n, body)._replace(id=one) for n, (one, body) in enumerate(zip(ids, bodies, strict=True)))
    store.create(str(patient.file), Record(course="c41d7be0", entries=entries))
    return patient


@pytest.mark.parametrize("line", ["history", "status", "dose taken", "history --all"])
def test_no_printed_id_is_refused(alike: Patient, line: str) -> None:
    """Each id that a command prints is taken by the command that it is for."""
    shown = set(re.findall(r"\babcd[0-9a-f]*", alike(line).out))
    newest = {"abcd129"}  # `status` tells a sign once, with its newest entry
    assert shown == (newest if line == "status" else {"abcd123", *newest})
    for one in shown:
        assert alike("fix", one, "--severity", "mild").code == 0


def test_an_answer_names_the_entry_by_enough(alike: Patient) -> None:
    """`undo` and `done cleared` name an entry with as much of its id as the next command needs."""
    assert "a clinician cleared abcd123" in alike.must("done cleared abcd123").out
    assert "   (entry abcd129)" in alike.must("undo abcd129").out
    assert "  beef  " in alike.must("history").out


def test_after_a_merge_too(alike: Patient) -> None:
    """What `merge` lists has enough of each id among all entries of both."""
    other = alike.home / "other.toml"
    entries = (*store.load(str(alike.file)).entries, entry(9, Note(text="theirs"))._replace(id="beef0001"))
    store.create(str(other), Record(course="c41d7be0", entries=entries))
    assert "  beef0001  note: theirs" in alike.must("merge", str(other)).out
