"""Random valid records of every kind: each command answers, nothing that was there is lost, no escape is printed."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import NOW
from histories import HISTORIES
from isocourse.course.entries import AdverseEvent, Entry, Record, Urgency
from isocourse.record import store
from isocourse.record.codec import State, extended, parse, serialise
from isocourse.record.kinds import NAMES
from isocourse.record.merge import doubtful, merge
from patient import Patient

READING = [
    "",
    "status",
    "status --json",
    "status --as-of 2026-12-20",
    "checklist",
    "checklist --json --why",
    "checklist --month 1",
    "history --all",
    "history --json",
    "chart",
    "verify",
    "privacy",
    "plan --why",
    "plan --json --months 3 --if 'collect on tomorrow' --if 'away 2026-12-01..2026-12-20' --closed sat",
    "plan --json --if 'test on 2026-12-04' --if 'last capsule on 2026-12-15'",
    "due --within 60d",
    "due --json",
    "ask chest pain",
]
WRITING = [
    "log headache",
    "dose taken --yes",
    "note x",
    "weight 70 --yes",
    "done questions",
    "done fill --days 30 --yes",
    "done test --specimen today --result negative --setting medical",
    "undo",
    "pause",
    "resume",
    "finish --last-capsule today --yes",
    "set --zone America/Denver",
    "regimen --mg 20",
    "lab ALT 31 U/L --high 40",
    "due --alarm no",
]
EXPECTED = {0, 1, 2, 10, 11, 20}


@pytest.mark.parametrize("share", range(3))
def test_every_command_answers_whatever_the_history(share: int) -> None:
    """No record that can be read makes a command fail: exit codes are those of the contract, screens hold no escape."""

    @given(HISTORIES, st.sampled_from(WRITING))
    @settings(max_examples=12, deadline=None)
    def answers(record: Record, line: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            patient = Patient(Path(folder), NOW)
            patient.file.write_bytes(serialise(record))
            for each in (*READING[share::3], line):
                answer = patient(each)
                assert answer.code in EXPECTED, (each, answer)
                assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", answer.out + answer.err), (each, answer)
            after = store.load(str(patient.file))
            assert after.entries[: len(record.entries)] == record.entries

    answers()


@given(HISTORIES)
@settings(max_examples=60, deadline=None)
def test_what_is_saved_is_read_back(record: Record) -> None:
    """Whatever can be saved reads the same, whole, also when it is added entry by entry."""
    data = serialise(record)
    assert parse(data, "x")[:2] == (record, State.WHOLE)
    grown, some = serialise(Record(record.course)), Record(record.course)
    for entry in record.entries:
        grown = extended(grown, some, [entry])
        some = some._replace(entries=(*some.entries, entry))
    assert grown == data


@given(HISTORIES, st.data())
@settings(max_examples=60, deadline=None)
def test_two_halves_of_a_history_join_to_the_whole(record: Record, data: st.DataObject) -> None:
    """A record that went two ways is the same again after `merge`, and nothing that is in both copies is doubted."""
    flags = data.draw(st.lists(st.sampled_from("abc"), min_size=len(record.entries), max_size=len(record.entries)))
    first, second = (
        record._replace(entries=tuple(e for e, flag in zip(record.entries, flags, strict=True) if flag in kept))
        for kept in ("ac", "bc")
    )
    assert merge(first, second).record == record
    assert doubtful(record, record) == ((), ())
    assert all(one in second.entries and one not in first.entries for _, one in doubtful(first, second).alike)


@given(HISTORIES, st.sampled_from(["chest-pain", "of-another-version", "", "A B"]))
@settings(max_examples=12, deadline=None)
def test_an_alarm_with_an_unknown_name_stops_and_is_shown(record: Record, effect: str) -> None:
    """An emergency whose effect no list knows is STOP in the checklist, and no command fails by it."""
    event = AdverseEvent(effect=effect, words="x", urgency=Urgency.EMERGENCY, stop_capsules=True)
    typed = record.entries[-1].recorded + dt.timedelta(seconds=1)
    entry = Entry("ffffffff", typed, NOW.date(), event)
    with tempfile.TemporaryDirectory() as folder:
        patient = Patient(Path(folder), NOW)
        patient.file.write_bytes(serialise(record._replace(entries=(*record.entries, entry))))
        assert patient.must("checklist --json").json["verdict"] == "stop"
        for line in ("", "status", "checklist", "chart", "history", "dose taken --yes", "resume", "done questions"):
            answer = patient(line)
            assert answer.code in EXPECTED, (line, answer)


@pytest.mark.parametrize("alarm", ["log chest pain crushing", "log i want to kill myself", "POSITIVE"])
def test_a_sample_from_before_every_rule_hides_no_stop(patient: Patient, alarm: str) -> None:
    """A sample older than the rules is told; it keeps no positive test out, and beside an open alarm STOP is shown."""
    patient.must("start --category can-become-pregnant --zone America/Chicago --weeks 20")
    patient.must("done test --specimen 2026-11-20 --result negative --setting medical")
    patient.file.write_bytes(
        patient.file.read_bytes().replace(b"specimen_date = 2026-11-20", b"specimen_date = 2005-01-01")
    )
    refused = patient("checklist")
    assert (refused.code, "No iPLEDGE rules are known for 2005-01-01" in refused.err) == (1, True), refused
    patient("done test --specimen yesterday --result positive --setting medical" if alarm == "POSITIVE" else alarm)
    assert patient.must("checklist --json").json["verdict"] == "stop"
    for line in ("checklist", "plan"):
        assert "STOP" in patient.must(line).out
    assert "call" in patient.must("due").out
    for line in ("", "status", "report --text"):
        patient.must(line)


def test_the_strategy_makes_every_kind() -> None:
    """Histories hold entries of every kind that a record knows, and every kind is corrected or taken back."""
    seen: set[str] = set()

    @given(HISTORIES)
    @settings(max_examples=300, deadline=None, database=None)
    def look(record: Record) -> None:
        seen.update(NAMES[type(entry.body)] for entry in record.entries)

    look()
    assert seen == set(NAMES.values())
