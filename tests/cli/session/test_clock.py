"""Clocks that are wrong, days that are short or long, and flights: nothing is lost, and what is odd is said."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest

from isocourse.cli.session import clock
from isocourse.cli.session.clock import Now
from isocourse.course.entries import Entry, Note, Record
from isocourse.ipledge.window import Clock, window
from isocourse.record import store
from patient import Patient
from records import RECORD

START = "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02"
READY = (
    "done contraception --form iud --form condom",
    "done test --specimen 2026-11-20 --result negative --setting medical",
    "done confirmation",
    "done questions",
)
EASTERN = ZoneInfo("America/New_York")
ZONES = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
YEARS = range(2025, 2029)


@pytest.fixture
def ready(patient: Patient) -> Patient:
    """A patient whose month is ready, on Sunday 22 November 2026."""
    patient.begin(f"2026-11-22 {line}" for line in (f"{START} --fills-before 1 --last-fill 2026-11-02", *READY))
    assert patient.must("checklist --json").json["verdict"] == "ready"
    return patient


def recorded(patient: Patient) -> list[Entry]:
    """Return the entries in the order in which they stand in the file."""
    return list(store.load(str(patient.file)).entries)


# --- clocks that are wrong --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2000-01-01", "2026-11-20", "2024-02-29"])
def test_a_clock_set_back_keeps_the_order_and_is_told(ready: Patient, day: str) -> None:
    """Entries typed under a clock that went back stand after those that were there, and the answer says so."""
    before = recorded(ready)
    result = ready.at(day).must("note", "typed later")
    after = recorded(ready)
    assert after[:-1] == before
    assert after[-1].recorded > before[-1].recorded
    assert [one.recorded for one in after] == sorted(one.recorded for one in after)
    assert "is the clock wrong? Saved all the same, in this order." in result.err


def test_a_clock_before_all_records_saves_nothing(ready: Patient) -> None:
    """With a dead battery's date nothing is saved, the sentence says what the clock says, and warnings still come."""
    before = ready.file.read_bytes()
    result = ready.at("1970-01-01")("log", "cannot breathe and chest pain")
    assert result.code == 1
    assert "this computer's clock says Thu Jan 1, 1970. Set it right" in " ".join(result.err.split())
    assert "911" in result.out
    assert ready.file.read_bytes() == before


@pytest.mark.parametrize("day", ["2028-01-15", "2099-12-31"])
def test_a_clock_far_ahead_is_told(ready: Patient, day: str) -> None:
    """A year and more after the last entry, the answer asks whether the clock is wrong."""
    result = ready.at(day).must("note", "typed later")
    assert "more than a year later: is the clock wrong?" in result.err


@pytest.mark.parametrize(("day", "hour"), [("2026-11-22", 1), ("2026-11-23", 18), ("2027-11-22", 18)])
def test_an_ordinary_clock_is_not_doubted(ready: Patient, day: str, hour: int) -> None:
    """A few hours back (a flight west), a day or a year later: nothing is said about the clock."""
    ready.at(day, hour)
    for result in (ready("status"), ready("checklist"), ready.must("note", "x")):
        assert "clock" not in result.out + result.err


@pytest.mark.parametrize("day", ["2026-11-20", "2028-06-01"])
def test_a_window_is_never_counted_from_a_wrong_clock_in_silence(ready: Patient, day: str) -> None:
    """With a clock that cannot be right the checklist is never READY, and it and the status say why."""
    ready.at(day)
    told = "Every date here is counted from that clock."
    answer = ready.must("checklist --json").json
    assert answer["verdict"] != "ready"
    assert told in answer["warnings"][0]
    assert told in " ".join(ready.must("checklist").out.split())
    assert told in " ".join(ready.must("status").err.split())
    assert told in " ".join(ready.must("status --json").err.split())
    assert ready("checklist --exit-code").code == 20


def test_a_wrong_clock_alone_takes_ready_away(ready: Patient) -> None:
    """Inside the open window, only the clock being behind the newest entry makes READY unconfirmed."""
    ready.at("2026-11-25").must("note", "the newest entry")
    ready.at("2026-11-23")
    answer = ready.must("checklist --json").json
    assert (answer["verdict"], answer["window"]["closes_at"][:10]) == ("unconfirmed", "2026-11-26")
    assert "confirm it first" in ready.must("status").out
    assert ready.at("2026-11-25").must("checklist --json").json["verdict"] == "ready"


def test_a_question_about_another_day_needs_no_right_clock(ready: Patient) -> None:
    """`--as-of` is the patient's own word for the day, so the clock is not doubted."""
    ready.at("1999-01-01")
    assert "clock" not in ready.must("checklist --as-of 2026-11-22").out


def test_the_real_clock_is_read_in_utc() -> None:
    """The one place that reads the clock gives a moment that no zone can misread."""
    assert clock.read_clock().utcoffset() == dt.timedelta()


def test_midnight_crossed_during_a_run(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day is taken once: a run that begins before midnight and saves after it is about one day."""
    patient.must(START)
    patient.now = dt.datetime(2026, 11, 23, 5, 59, 59, tzinfo=dt.UTC)  # one second before midnight in Chicago

    def append(path: str, make: object) -> Record:
        patient.now += dt.timedelta(seconds=2)
        return real(path, make)  # type: ignore[arg-type] # handed on

    real = store.append
    monkeypatch.setattr(store, "append", append)
    patient.must("note", "late")
    last = recorded(patient)[-1]
    assert (last.on, last.recorded.date()) == (dt.date(2026, 11, 22), dt.date(2026, 11, 22))


# --- zones ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../../etc/passwd", "Europe/"])
def test_an_unknown_zone_in_the_record_is_told(ready: Patient, zone: str) -> None:
    """A zone that this computer does not know is one sentence with the way on; the file stays as it was."""
    text = ready.file.read_text().replace('"America/Chicago"', f'"{zone}"')
    ready.file.write_text(text)
    for line in ("status", "checklist", "note words"):
        result = ready(line)
        assert result.code == 3, result
        assert "isocourse set --zone America/Chicago" in result.err
    assert ready.file.read_text() == text
    ready.must("set --zone America/Denver")
    ready.must("status")


def test_a_flight_over_the_date_line_keeps_every_entry_in_order(patient: Patient) -> None:
    """From Auckland to Honolulu the local day goes back; entries keep the order of typing, and no day is made up."""
    patient.now = dt.datetime(2026, 11, 22, 20, tzinfo=dt.UTC)  # Monday morning in Auckland
    patient.must("start --category can-become-pregnant --zone Pacific/Auckland --weeks 20 --started 2026-11-02")
    patient.must("note", "before the flight")
    patient.now += dt.timedelta(hours=9)  # Sunday evening in Honolulu
    patient.must("set --zone Pacific/Honolulu")
    patient.must("note", "after the flight")
    notes = [entry for entry in recorded(patient) if isinstance(entry.body, Note)]
    assert [str(entry.on) for entry in notes] == ["2026-11-23", "2026-11-22"]
    assert notes[0].recorded < notes[1].recorded
    assert "after the flight" in patient.must("history").out
    assert patient("undo").out.startswith("Taken back: note: after the flight")


@cache
def changes(zone: ZoneInfo) -> list[dt.datetime]:
    """Return the moments, to the hour, at which the offset of a zone changes."""
    found = []
    for year in YEARS:
        day = dt.datetime(year, 1, 1, tzinfo=dt.UTC)
        while day.year == year:
            after = day + dt.timedelta(days=1)
            if day.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
                hours = [day + dt.timedelta(hours=n) for n in range(24)]
                here = day.astimezone(zone).utcoffset()
                found.append(next((h for h in hours if h.astimezone(zone).utcoffset() != here), after))
            day = after
    return found


@pytest.mark.parametrize("share", range(4))
def test_windows_close_on_both_sides_of_every_clock_change(share: int) -> None:
    """In every zone, an hour before and after every change: the hour shown lies in the closing day, never later."""
    for name in ZONES[share::4]:
        zone = ZoneInfo(name)
        for change in changes(zone)[:4]:
            for moment in (change - dt.timedelta(hours=1), change, change + dt.timedelta(hours=1)):
                last = moment.astimezone(EASTERN).date()
                found = window(last, last, None, Clock(moment=moment.astimezone(zone), programme=EASTERN))
                assert found is not None
                at, local = found.closes_at, found.closes_local
                assert (at.date(), at.hour, at.minute) == (last, 23, 59)
                assert local.date() <= last, (name, moment)
                assert local <= at, (name, moment)


def as_kept(moment: dt.datetime) -> dt.datetime:
    """Return a moment as the record keeps it: with the offset that held, not with the zone."""
    return dt.datetime.fromisoformat(moment.isoformat())


@pytest.mark.parametrize("share", range(4))
def test_order_and_doubt_hold_in_every_zone(share: int) -> None:
    """In every zone, around every change, an hour of real time is an hour: the order stays and nothing is doubted."""
    last = RECORD.entries[-1]
    for name in ZONES[share::4]:
        zone = ZoneInfo(name)
        for change in changes(zone)[:2]:
            first = as_kept((change - dt.timedelta(minutes=30)).astimezone(zone))
            second = (change + dt.timedelta(minutes=30)).astimezone(zone)
            record = Record(course=RECORD.course, entries=(last._replace(recorded=first),))
            made, odd = clock.in_order(record, [last._replace(recorded=second)])
            assert (made[0].recorded, odd, clock.doubt(record, second)) == (second, [], None)
            assert Now(moment=second).today == second.date()


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"])
def test_a_real_run_in_a_zone(tmp_path: Path, zone: str) -> None:
    """The real command, with the computer in one zone and the course in another, says the day of the course."""
    environ = {
        "PATH": os.environ["PATH"],
        "TZ": zone,
        "ISOCOURSE_FILE": str(tmp_path / "c.toml"),
    }
    for line in ("start --category cannot-become-pregnant --zone Asia/Tokyo --weeks 20", "note words"):
        begun = dt.datetime.now(ZoneInfo("Asia/Tokyo")).date()
        done = subprocess.run(
            [sys.executable, "-m", "isocourse", *line.split()], env=environ, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
    last = store.load(str(tmp_path / "c.toml")).entries[-1]
    assert last.on in {begun, dt.datetime.now(ZoneInfo("Asia/Tokyo")).date()}


# --- what a wrong clock, or an hour that comes twice, must not do -----------------------------------------------------


@pytest.fixture
def autumn(patient: Patient) -> Patient:
    """A patient in Chicago at 06:50 UTC on 1 November 2026, ten minutes before the hour from one to two comes again."""
    patient.now = dt.datetime(2026, 10, 31, 18, tzinfo=dt.UTC)
    patient.must("start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-10-05")
    patient.now = dt.datetime(2026, 11, 1, 6, 50, tzinfo=dt.UTC)
    return patient


def test_the_hour_that_comes_twice_keeps_its_instants(autumn: Patient) -> None:
    """What is typed twenty minutes later is stamped twenty minutes later, and `undo` takes it, not the one before."""
    autumn.must("note A")
    autumn.now += dt.timedelta(minutes=20)
    autumn.must("note B")
    text = autumn.file.read_text()
    assert "recorded = 2026-11-01T01:50:00-05:00" in text
    assert "recorded = 2026-11-01T01:10:00-06:00" in text
    assert autumn.must("undo").out.startswith("Taken back: note: B")


def test_in_the_hour_that_comes_twice_the_later_word_holds(autumn: Patient) -> None:
    """Forms of birth control that were taken back to one in the second of the two hours are one."""
    autumn.must("done contraception --form iud --form condom")
    autumn.now += dt.timedelta(minutes=20)
    autumn.must("done contraception --form condom")
    rows = autumn.must("history --json --kind contraception").json["entries"]
    assert [row["forms"] for row in rows] == [["iud", "condom"], ["condom"]]
    assert autumn.must("undo").out.startswith("Taken back: birth control: condom")


@pytest.mark.parametrize("minutes", [-10, 10, 70, 130])
def test_entries_of_one_command_keep_their_order_in_that_hour(minutes: int) -> None:
    """Several entries of one command, before, in and after the hour that comes twice, are one tick apart."""
    moment = dt.datetime(2026, 11, 1, 6, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
    last = RECORD.entries[-1]._replace(recorded=as_kept(moment.astimezone(ZoneInfo("America/Chicago"))))
    same = last._replace(recorded=moment.astimezone(ZoneInfo("America/Chicago")))
    made, _ = clock.in_order(RECORD._replace(entries=(last,)), [same, same, same])
    kept = [as_kept(one.recorded).astimezone(dt.UTC) for one in made]
    assert kept == [moment + dt.timedelta(microseconds=n) for n in (1, 2, 3)]


def test_thousands_of_entries_behind_a_clock_that_is_behind_take_no_time_to_speak_of() -> None:
    """An import beside a long record that is ahead is stamped in order; the time does not grow with the square."""
    last = RECORD.entries[-1]._replace(recorded=as_kept(dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)))
    there = [last._replace(id=f"{n:08x}", recorded=last.recorded + n * dt.timedelta(seconds=1)) for n in range(4000)]
    begun = time.process_time()
    made, _ = clock.in_order(RECORD._replace(entries=tuple(there)), [last] * 4000)
    assert time.process_time() - begun < 3
    stamps = [one.recorded for one in made]
    assert there[-1].recorded < stamps[0]
    assert stamps == sorted(set(stamps))


def test_an_entry_from_a_wrong_clock_that_was_taken_back_leads_nobody(ready: Patient) -> None:
    """One note typed in 2028 and taken back: nothing is doubted, nothing is stamped 2028, and READY is READY again."""
    right = ready.now
    ready.at("2028-06-01").must("note from a wrong clock")
    ready.now = right
    assert ready.must("checklist --json").json["verdict"] == "unconfirmed"
    doubt = " ".join(ready.must("status").err.split())
    assert "If it is right, take that entry back: isocourse undo " in doubt
    ready.must("undo", doubt.partition("isocourse undo ")[2].split()[0])
    assert ready.must("checklist --json").json["verdict"] == "ready"
    assert "clock" not in ready.must("status").err
    ready.now += dt.timedelta(minutes=5)
    assert ready.must("note after").err == ""
    assert recorded(ready)[-1].recorded.astimezone(dt.UTC) == ready.now
    assert ready.must("undo").out.startswith("Taken back: note: after")


def test_what_was_typed_behind_a_wrong_clock_is_no_new_wrong_clock(ready: Patient) -> None:
    """Entries that were stamped behind the wrong one keep their order among those of their day, and doubt nobody."""
    right = ready.now
    ready.at("2028-06-01").must("note from a wrong clock")
    wrong = recorded(ready)[-1].id
    ready.now = right
    ready.must("done contraception --form condom")
    ready.must("undo", wrong)
    assert "clock" not in ready.must("status").err
    ready.now += dt.timedelta(minutes=5)
    ready.must("done contraception --form iud --form condom")
    assert ready.must("checklist --json").json["verdict"] == "ready"
    assert ready.must("undo").out.startswith("Taken back: birth control: iud + condom")
    ready.now += dt.timedelta(days=1)
    ready.must("note the next day")
    assert recorded(ready)[-1].recorded.astimezone(dt.UTC) == ready.now


def test_what_takes_back_under_a_wrong_clock_leads_nobody(ready: Patient) -> None:
    """An `undo` typed in 2028 cannot be taken back itself, so it has no say about the clock."""
    right = ready.now
    ready.must("note x")
    ready.at("2028-06-01").must("undo")
    ready.now = right + dt.timedelta(minutes=1)
    assert ready.must("note y").err == ""
    assert recorded(ready)[-1].recorded.astimezone(dt.UTC) == ready.now
    assert ready.must("checklist --json").json["verdict"] == "ready"


@pytest.mark.parametrize("stamp", ["2100-12-31T23:59:59.999999Z", "2100-12-31T23:59:59.999999-06:00"])
def test_an_entry_from_the_end_of_all_years_stops_nobody(ready: Patient, stamp: str) -> None:
    """With an entry recorded at the last moment that a record can hold, whatever is typed is saved, and undone."""
    text = ready.file.read_text()
    first, second = text.rsplit("recorded = ", 1)
    ready.file.write_text(f"{first}recorded = {stamp}\n{second.partition(chr(10))[2]}")
    for _ in range(3):
        ready.now += dt.timedelta(minutes=1)
        ready.must("note", "still saved")
        ready.must("done enrolled")
    ready.must("verify")
    ready.must("note last")
    assert ready.must("undo").out.startswith("Taken back: note: last")


def test_a_finish_without_rules_saves_nothing(ready: Patient) -> None:
    """Under a clock of a year without rules the end of a course is refused before it is saved, as a step is."""
    before = ready.file.read_bytes()
    ready.at("2000-01-02")
    for line in ("finish --last-capsule 2000-01-01", "done questions"):
        answer = ready(line)
        assert answer.code == 1, answer
        assert ready.file.read_bytes() == before
