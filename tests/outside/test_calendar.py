"""`calendar`: the file, what stands in it, what other programs read in it, and what it never does."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from patient import Patient

START = (
    "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-10-28 --mg 40 --times 2"
    " --doses exceptions --fills-before 1 --last-fill 2026-09-28 --pharmacy Walton --doctor Kim"
)
SECRET = re.compile(
    r"isotretinoin|isocourse|accutane|ipledge|pharmac|pregnan|test|birth|contracep|drug|capsul|walton|kim|prescri|breast"
    r"|dose|window",
    re.IGNORECASE,
)
REPRODUCTIVE = re.compile(r"pregnan|test|birth|contracep|breast|ipledge|isotretinoin|isocourse", re.IGNORECASE)


@pytest.fixture
def course(patient: Patient) -> Patient:
    """A patient in month 2 with capsules to Thanksgiving, on 12 November."""
    patient.begin([f"2026-10-28 {START}", "2026-10-28 done fill --days 30 --yes"])
    return patient.at("2026-11-12")


def export(patient: Patient, line: str = "") -> bytes:
    """Export to reminders.ics in the patient's home and return its bytes."""
    path = patient.home / "reminders.ics"
    patient.must(f"calendar --to {path} {line}")
    return path.read_bytes()


def parsed(data: bytes) -> Any:  # noqa: ANN401 - its properties have types of their own
    """The file as the library reads it."""
    return Calendar.from_ical(data)


def events(data: bytes) -> list[tuple[str, object]]:
    """The events of a file by name and begin."""
    calendar = parsed(data)
    return [(str(one["SUMMARY"]), one["DTSTART"].dt) for one in calendar.walk("VEVENT")]


def test_each_last_safe_day_and_the_day_before(course: Patient) -> None:
    """Each dated step has an all-day event on its last safe day and one the day before, each with an alarm."""
    data = export(course)
    days = [day for _, day in events(data)]
    wanted = [link["last_safe"] for link in course.must("plan --json").json["chain"] if link["state"] == "todo"]
    assert {str(day) for day in days} >= set(wanted)
    assert len(days) == 2 * len(wanted)
    calendar = parsed(data)
    for event in calendar.walk("VEVENT"):
        assert len(event.walk("VALARM")) == 1
        assert event["DESCRIPTION"]
        assert not isinstance(event["DTSTART"].dt, dt.datetime)


def test_an_open_window_ends_at_a_minute_to_midnight_eastern(course: Patient) -> None:
    """The window's last day is a timed event in Eastern, with the zone in the file."""
    course.at("2026-11-20").must("done test --specimen 2026-11-20 --result negative --setting medical")
    data = export(course)
    assert b"DTEND;TZID=America/New_York:20261126T235900\r\n" in data
    assert b"DTSTART;TZID=America/New_York:20261126T090000\r\n" in data
    assert b"TRIGGER:PT0S\r\n" in data
    assert data.count(b"BEGIN:VTIMEZONE") == 1


def test_doses_float(course: Patient) -> None:
    """Doses come daily at the local time of wherever the patient is, up to the last day of the capsules."""
    data = export(course, "--doses 08:00,20:30")
    assert b"DTSTART:20261112T080000\r\n" in data
    assert b"DTSTART:20261112T203000\r\n" in data
    assert re.search(rb"RRULE:FREQ=DAILY;UNTIL=20261126T080000\r\n", data)
    assert b"DTSTART:20261112T080000Z" not in data


@pytest.mark.parametrize("line", ["", "--doses 08:00", "--months 3"])
def test_nothing_is_given_away(course: Patient, line: str) -> None:
    """By default no drug, programme, pharmacy, reproductive word, person or name of this program is in it."""
    course.at("2026-11-20").must("done test --specimen 2026-11-20 --result negative --setting medical")
    data = export(course, line).decode()
    assert not SECRET.findall(data)
    assert "//" not in data.replace("-//Reminders//Month ahead 1//EN", "")


def test_plain_names_the_pharmacy_and_nothing_reproductive(course: Patient) -> None:
    """`--plain` may name the pharmacy, never anything reproductive."""
    data = export(course, "--plain").decode()
    assert "Go to the pharmacy (Walton)" in data
    assert not REPRODUCTIVE.findall(data)


def test_the_form_of_the_file(course: Patient) -> None:
    """CRLF, 75 octets, ASCII, bare UUIDs, no METHOD, private, transparent, and the number of entries as SEQUENCE."""
    data = export(course)
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert data.isascii()
    assert b"METHOD" not in data
    uids = re.findall(rb"^UID:(.*)\r$", data, re.MULTILINE)
    assert all(re.fullmatch(rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", uid) for uid in uids)
    assert len(set(uids)) == len(uids)
    calendar = parsed(data)
    for event in calendar.walk("VEVENT"):
        assert (event["CLASS"], event["TRANSP"], event["SEQUENCE"]) == ("PRIVATE", "TRANSPARENT", 3)
        assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == dt.datetime(2026, 10, 28, 18, tzinfo=dt.UTC)
    assert re.search(rb"\r\nEND:VALARM\r\nEND:VEVENT\r\n", data)


def test_no_change_same_bytes(course: Patient) -> None:
    """Exported twice, the file is the same; exporting is no entry that counts."""
    first = export(course)
    before = course.file.read_bytes()
    assert export(course) == first
    assert course.file.read_bytes() == before


def test_fresh_gives_new_uids_and_they_stay(course: Patient) -> None:
    """`--fresh` makes every event anew for programs that keep the old days; the next export keeps those."""
    one, other = export(course), export(course, "--fresh")
    uids = [set(re.findall(rb"^UID:(.*)\r$", data, re.MULTILINE)) for data in (one, other, export(course))]
    assert len(uids[0] & uids[1]) == 1  # that of the calendar itself
    assert uids[1] == uids[2]


def test_a_new_day_keeps_its_uid(course: Patient) -> None:
    """A step whose day has moved is the same event with a higher SEQUENCE: a program that follows the file moves it."""
    before = parsed(export(course))
    course.at("2026-11-13").must("dose missed --on 2026-11-12")
    after = parsed(export(course))
    assert {str(e["UID"]) for e in before.walk("VEVENT")} == {str(e["UID"]) for e in after.walk("VEVENT")}
    assert {int(e["SEQUENCE"]) for e in after.walk("VEVENT")} == {4}


def test_taking_back_makes_it_newer(course: Patient) -> None:
    """`undo` raises SEQUENCE too: what is taken back must replace what a calendar holds."""
    export(course)
    course.must("note words")
    course.must("undo --yes")
    assert b"SEQUENCE:5\r\n" in export(course)


def test_the_owner_alone_can_read_it(course: Patient) -> None:
    """The file is 0600, also where a readable one of ours was there before."""
    export(course)
    path = course.home / "reminders.ics"
    path.chmod(0o644)
    export(course)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(one.name for one in course.home.glob("*.tmp")) == []


@pytest.mark.parametrize(
    "foreign", [b"", b"words of somebody else", b"BEGIN:VCALENDAR\r\nPRODID:-//Other//EN\r\nEND:VCALENDAR\r\n"]
)
def test_a_foreign_file_is_left_alone(course: Patient, foreign: bytes) -> None:
    """A file that is not a calendar of ours is never overwritten, and nothing is recorded."""
    path = course.home / "theirs.ics"
    path.write_bytes(foreign)
    before = course.file.read_bytes()
    answer = course(f"calendar --to {path}")
    assert answer.code == 1
    assert "not" in answer.err
    assert path.read_bytes() == foreign
    assert course.file.read_bytes() == before


def test_a_link_is_never_followed(course: Patient) -> None:
    """A link in the file's place is refused, wherever it leads."""
    export(course)
    link = course.home / "link.ics"
    for target in ("reminders.ics", "nowhere"):
        link.unlink(missing_ok=True)
        link.symlink_to(course.home / target)
        assert course(f"calendar --to {link}").code == 1
    assert not (course.home / "nowhere").exists()


@pytest.mark.parametrize("where", ["nowhere/x.ics", "folder", "x.ics/y.ics"])
def test_no_such_folder(course: Patient, where: str) -> None:
    """Where no file can be, the command says so, and the record is as it was."""
    (course.home / "folder").mkdir()
    (course.home / "x.ics").write_text("")
    before = course.file.read_bytes()
    answer = course(f"calendar --to {course.home / where}")
    assert answer.code in {1, 3}
    assert course.file.read_bytes() == before


def test_to_standard_output(course: Patient) -> None:
    """`--to -` prints the file as it would be written, and no word beside it."""
    printed = course.must("calendar --to -")
    assert printed.out.replace("\r\n", "\n").startswith("BEGIN:VCALENDAR\nVERSION:2.0\n")
    assert printed.out.encode() == export(course)


def test_json(course: Patient) -> None:
    """`--json` says where the file is and what stands in it."""
    answer = course.must(f"calendar --to {course.home / 'x.ics'} --json").json
    assert answer["path"] == str(course.home / "x.ics")
    assert {"step": "fill", "month": 3, "day": "2026-11-25"} in answer["events"]


def test_privacy_says_where_it_is(course: Patient) -> None:
    """`privacy` lists the calendar among what is kept."""
    export(course)
    path = course.home / "reminders.ics"
    assert f"{path} (a calendar that was exported)" in " ".join(course.must("privacy", columns=1000).out.split())


def test_forget_deletes_it(course: Patient) -> None:
    """`forget` lists and deletes the files that were written, also one that an earlier export wrote."""
    export(course)
    other = course.home / "other.ics"
    course.must(f"calendar --to {other}")
    answer = course.must("forget --yes", columns=1000)
    assert not (course.home / "reminders.ics").exists()
    assert not other.exists()
    assert f"Deleted: {other}" in answer.out


def test_forget_names_what_is_not_ours_any_more(course: Patient) -> None:
    """A file in its place that somebody else wrote since is named, and stays."""
    export(course)
    path = course.home / "reminders.ics"
    path.write_text("their own words")
    assert str(path) in course.must("forget --yes", columns=1000).out
    assert path.read_text() == "their own words"


def test_a_calendar_that_has_become_wrong(course: Patient) -> None:
    """When a day that is to come changes, `due`, `status` and `checklist` say that it is wrong; not before."""
    export(course)
    assert course.must("due --json").json["calendar"] == {"exported": "2026-11-12", "stale": False}
    for command in ("due", "status", "checklist"):
        assert "calendar that was exported" not in course.must(command).out
    course.at("2026-11-20").must("done test --specimen 2026-11-20 --result negative --setting medical")
    assert course.must("due --json").json["calendar"]["stale"] is True
    for command in ("due", "status", "checklist"):
        assert "calendar that was exported" in course.must(command, columns=1000).out
    export(course)
    assert course.must("due --json").json["calendar"]["stale"] is False


@pytest.mark.parametrize("line", ["", "--months 3", "--doses 08:00", "--plain", "--fresh"])
def test_a_calendar_is_not_wrong_by_age(course: Patient, line: str) -> None:
    """As the days go by and nothing is recorded, what is still to come stays right."""
    export(course, line)
    for day in range(12, 26):
        assert course.at(f"2026-11-{day}").must("due --json").json["calendar"]["stale"] is False, day


@pytest.mark.parametrize(
    "event", ["odd", "odd odd odd", "fill 999 2026-11-25", "fill ² 2026-11-25", "fill 3 2026-02-30"]
)
def test_events_that_a_hand_has_changed(course: Patient, event: str) -> None:
    """What stands in the record of an export is never taken for granted: the calendar is wrong, and nothing fails."""
    export(course)
    text = course.file.read_text(encoding="utf-8")
    course.file.write_text(text.replace("fill 3 2026-11-25", event), encoding="utf-8")
    assert course.must("due --json").json["calendar"]["stale"] is True
    course.must("status")


def test_an_alarm_leaves_only_a_call(course: Patient) -> None:
    """Under an open sign the file holds a call to make, no errand, no dose; what was exported before is wrong."""
    export(course, "--doses 08:00")
    course.must("log bad headache and blurry vision --severity severe")
    assert course.must("due --json").json["calendar"]["stale"] is True
    data = export(course, "--doses 08:00")
    assert [name for name, _ in events(data)] == ["A call to make"]
    assert course.must("due --json").json["calendar"]["stale"] is False


def test_a_closed_window_leaves_a_call_and_the_doses(course: Patient) -> None:
    """When the window has closed while capsules are there, the file holds a call and the doses, and no errand."""
    course.at("2026-11-12").must("done test --specimen 2026-11-12 --result negative --setting medical")
    course.at("2026-11-19")
    assert [name for name, _ in events(export(course, "--doses 08:00"))] == ["A call to make", "Reminder"]
    assert course.must("due --json").json["calendar"]["stale"] is False


@pytest.mark.parametrize("line", ["pause --reason lab", "log the condom broke last night and i forgot my pill"])
def test_no_dose_is_called_for_while_none_is_to_be_taken(course: Patient, line: str) -> None:
    """In a pause, and from unprotected contact until its steps are done, also once cleared, no dose is in the file."""
    course.must(line)
    entry = course.must("history --json").json["entries"][-1]
    if entry["kind"] == "adverse_event":
        course.must(f"done cleared {entry['id']}")
    assert b"RRULE:FREQ=DAILY" not in export(course, "--doses 08:00")


def test_nothing_has_a_day(patient: Patient) -> None:
    """Where no step has a day, the file is empty and the answer says so."""
    patient.must("start --category can-become-pregnant --zone America/Chicago --weeks 20")
    path = patient.home / "x.ics"
    answer = patient.must(f"calendar --to {path}")
    assert "No step has a day yet" in answer.out
    assert events(path.read_bytes()) == []


def test_undo_means_what_the_patient_told(course: Patient) -> None:
    """`undo` after an export takes back what the patient recorded last, not that a file was written."""
    course.must("note words")
    export(course)
    assert "words" in course.must("undo --yes").out


@pytest.fixture
def full(course: Patient) -> Path:
    """A file with every kind of event in it."""
    course.at("2026-11-20").must("done test --specimen 2026-11-20 --result negative --setting medical")
    export(course, "--doses 08:00")
    return course.home / "reminders.ics"


def test_vobject_reads_it(full: Path) -> None:
    """Vobject finds the same events, with an alarm each."""
    vobject = pytest.importorskip("vobject", reason="vobject is not installed")
    calendar = vobject.readOne(full.read_text(encoding="ascii"))
    wanted = events(full.read_bytes())
    assert len(calendar.vevent_list) == len(wanted)
    assert [one.summary.value for one in calendar.vevent_list] == [name for name, _ in wanted]
    assert all(one.valarm.trigger.value is not None for one in calendar.vevent_list)


def test_khal_reads_it(full: Path, tmp_path: Path) -> None:
    """Khal imports it and lists the events of the window's last day."""
    if not (khal := shutil.which("khal")):
        pytest.skip("khal is not installed")
    (tmp_path / "cal").mkdir()
    config = tmp_path / "khal.conf"
    config.write_text(
        f"[calendars]\n[[one]]\npath = {tmp_path / 'cal'}\n[sqlite]\npath = {tmp_path / 'khal.db'}\n"
        "[locale]\nlocal_timezone = America/Chicago\ndefault_timezone = America/Chicago\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    line = [khal, "-c", str(config)]
    subprocess.run([*line, "import", "--batch", str(full)], check=True, capture_output=True, text=True)
    shown = subprocess.run(
        [*line, "list", "2026-11-26", "2026-11-27"], check=True, capture_output=True, text=True
    ).stdout
    assert "08:00-22:59 Last day" in shown
    assert (
        "An errand"
        in subprocess.run(
            [*line, "list", "2026-11-25", "2026-11-26"], check=True, capture_output=True, text=True
        ).stdout
    )


def test_calcurse_reads_it(full: Path, tmp_path: Path) -> None:
    """Calcurse imports it without a complaint."""
    if not (calcurse := shutil.which("calcurse")):
        pytest.skip("calcurse is not installed")
    line = [calcurse, "-D", str(tmp_path / "data"), "-C", str(tmp_path / "conf")]
    (tmp_path / "data").mkdir()
    done = subprocess.run([*line, "-i", str(full)], check=True, capture_output=True, text=True)
    assert "skipped" not in done.stdout or "0 skipped" in done.stdout, done.stdout
    shown = subprocess.run(
        [*line, "-Q", "--from", "11/25/2026", "--days", "2"], check=True, capture_output=True, text=True
    )
    assert "An errand" in shown.stdout
    assert "Last day" in shown.stdout


def test_ical_js_reads_it(full: Path) -> None:
    """ical.js, the reader of Thunderbird, finds the same events, and the end of the window at the true moment."""
    node = shutil.which("node")
    script = (
        "const I=require('ical.js').default||require('ical.js');"
        "const c=new I.Component(I.parse(require('fs').readFileSync(process.argv[1],'utf8')));"
        "for(const z of c.getAllSubcomponents('vtimezone'))I.TimezoneService.register(z);"
        "console.log(JSON.stringify(c.getAllSubcomponents('vevent').map(v=>{const e=new I.Event(v);"
        "return [e.summary,e.endDate.toJSDate().toISOString(),v.getAllSubcomponents('valarm').length]})))"
    )
    root = Path(__file__).parent.parent.parent
    if not node or not (root / "node_modules" / "ical.js").exists():
        pytest.skip("ical.js is not installed: npm install --no-save ical.js")
    done = subprocess.run([node, "-e", script, str(full)], check=True, capture_output=True, text=True, cwd=root)
    found = json.loads(done.stdout)
    assert [name for name, _, _ in found] == [name for name, _ in events(full.read_bytes())]
    assert all(alarms == 1 for _, _, alarms in found)
    assert "2026-11-27T04:59:00.000Z" in {end for name, end, _ in found if name.startswith("Last day")}
