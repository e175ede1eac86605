from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isocourse.course import entries
from isocourse.course.entries import Body, Entry, Note, Record
from isocourse.errors import BadValue
from isocourse.record.codec import Reading, State, extended, serialise
from isocourse.record.kinds import KINDS
from records import (
    BYTES,
    COURSE,
    ENTRIES,
    LIPS,
    RECORD,
    RECORDS,
    entry,
    read,
)

LAYOUT = """\
# isocourse course record, made by isocourse 0.1. Comments are not kept: use `isocourse note`.
schema = 1
course = "c41d7be0"

[[entry]]
id = "00000000"
kind = "settings"
recorded = 2026-11-02T18:03:11-06:00
on = 2026-11-02
category = "can_become_pregnant"
zone = "America/Chicago"
planned_weeks = 20
doses_logged = "exceptions"

[[entry]]
id = "00000014"
kind = "adverse_event"
recorded = 2026-11-22T18:03:11-06:00
on = 2026-11-22
effect = "dry-lips"
severity = "moderate"
words = "lips cracked and bleeding"
# 2 entries, sha256 """


def test_the_layout_is_as_people_know_it() -> None:
    """A record is written in this order, with these lines, and a last line that seals it."""
    text = BYTES.decode("ascii")
    assert text.startswith(LAYOUT)
    assert re.fullmatch(r"[0-9a-f]{64}\n", text.removeprefix(LAYOUT))


def test_the_first_line_tells_the_version_and_what_becomes_of_comments() -> None:
    """An empty course is a comment, two keys and the seal."""
    assert serialise(Record(course=COURSE)).decode().splitlines()[:3] == LAYOUT.splitlines()[:3]


@settings(max_examples=150)
@given(RECORDS)
def test_every_record_reads_back_as_it_was_written(record: Record) -> None:
    """Whatever the entries hold, reading what was written gives the same record, whole."""
    reading = read(serialise(record))
    assert reading == Reading(record, State.WHOLE, len(record.entries), len(record.entries))
    assert [type(one.body) for one in reading.record.entries] == [type(one.body) for one in record.entries]


@settings(max_examples=80)
@given(RECORDS, st.lists(ENTRIES, min_size=1, max_size=3, unique_by=lambda one: one.id))
def test_new_entries_change_only_the_end_of_the_file(record: Record, new: list[Entry]) -> None:
    """Adding entries keeps every line above the seal, and gives the same bytes as writing the record anew."""
    fresh = [one for one in new if one.id not in {old.id for old in record.entries}]
    before = serialise(record)
    after = extended(before, record, fresh)
    assert after == serialise(Record(course=COURSE, entries=(*record.entries, *fresh)))
    assert after.startswith(before[: before.rindex(b"# ")])


@settings(max_examples=60)
@given(ENTRIES)
def test_no_line_of_an_entry_can_be_taken_for_a_header_or_a_seal(one: Entry) -> None:
    """Patient's words never begin a line: each entry has one header, and the record one seal."""
    lines = serialise(Record(course=COURSE, entries=(one,))).split(b"\n")
    assert lines.count(b"[[entry]]") == 1
    assert sum(line.startswith(b"#") for line in lines) == 2


def test_the_strategy_of_these_tests_knows_every_kind() -> None:
    """Every kind of entry in the model has a row in the table of kinds, and every field of it has a reader."""
    bodies = {kind.body for kind in KINDS.values()}
    assert bodies == set(entries.Body.__args__)
    assert all(tuple(kind.fields) == kind.body._fields for kind in KINDS.values())
    assert len(bodies) == 23


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (entries.Fill(days=30), ["days = 30"]),
        (entries.Weight(kg=70.0), ["kg = 70"]),
        (entries.Weight(kg=70.5), ["kg = 70.5"]),
        (entries.HomeTests(allowed=False), ["allowed = false"]),
        (entries.Resume(), []),
        (entries.AdverseEvent(effect="itching"), ['effect = "itching"']),
        (entries.Dose(status=entries.DoseStatus.TAKEN, at=dt.time(21, 30)), ['status = "taken"', "at = 21:30:00"]),
        (entries.Contraception(forms=("iud",)), ["forms = [", '    "iud",', "]"]),
        (Note(text='a\n"""\r\x1b[2J\x00\x7f'), [r'text = "a\n\"\"\"\r\u001b[2J\u0000\u007f"']),
    ],
)
def test_what_is_unknown_is_not_written(body: Body, lines: list[str]) -> None:
    """Only what is known is in the file, whole numbers without a point, each text on one line."""
    text = serialise(Record(course=COURSE, entries=(entry(1, body),))).decode()
    block = text[text.index("on = ") : text.rindex("# 1 entries")].splitlines()
    assert block[1:] == lines


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (entries.Weight(kg=7), "kg: must be a number from 20 to 400"),
        (entries.Weight(kg=float("nan")), "kg: must be a number from 20 to 400"),
        (Note(text="x" * 4001), "text: must be at most 4000 characters long"),
        (Note(text="\udcff"), "it holds characters that are not text"),
    ],
)
def test_what_could_not_be_read_back_is_not_written(body: Body, sentence: str) -> None:
    """A body that breaks the ranges of its kind is refused when it is written, whole record or new entry."""
    bad = entry(1, body)
    wanted = re.escape(f"This cannot be saved: {sentence}. Nothing was changed")
    with pytest.raises(BadValue, match=wanted):
        serialise(Record(course=COURSE, entries=(bad,)))
    with pytest.raises(BadValue, match=wanted):
        extended(BYTES, RECORD, [bad])


def test_an_id_that_is_taken_is_not_written_again() -> None:
    """A new entry with the id of an old one is refused."""
    with pytest.raises(BadValue, match=r"id: entry\[1\] has the id 00000014 already"):
        extended(BYTES, RECORD, [entry(20, Note(text="x"))])


def test_a_zone_that_cannot_be_written_is_refused() -> None:
    """An offset with seconds, which TOML does not have, is an error before anything is saved."""
    moment = dt.datetime(2026, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=5, seconds=17)))
    with pytest.raises(BadValue, match=r"^This cannot be saved: line 8, column \d+: "):
        serialise(Record(course=COURSE, entries=(entry(1, LIPS)._replace(recorded=moment),)))
