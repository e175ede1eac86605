"""`import`: all or nothing, twice adds nothing, alarms are said, and one `undo` takes all of it back."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path
from typing import Any

import pytest

from isocourse.failsafe import emergency
from patient import Patient
from visits import full

START = (
    "start --category cannot-become-pregnant --zone America/Chicago --weeks 20 --started 2026-09-07 --mg 40 --times 2"
)
HEAD = "Reminded;Name;Dosage;Taken;Tags;Interval;Notes;Reminded (ISO 8601);Taken (ISO 8601)"
CRISIS = emergency.CRISIS.splitlines()[0]
TRACKER: dict[str, Any] = {
    "app": "isotretinoin-tracker",
    "version": 2,
    "exportedAt": "2026-11-20T00:00:00Z",
    "doses": [{"id": "a", "startDate": "2026-09-07", "doseMgPerDay": 80}],
    "weights": [{"id": "w", "date": "2026-09-07", "weightKg": 70.5}],
    "missedDates": ["2026-10-01"],
    "settings": {"targetMgPerKg": 120, "calcMode": "latest"},
}
HEALTH = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!ELEMENT HealthData (ExportDate,Me,(Record)*)>
<!ATTLIST HealthData locale CDATA #REQUIRED>
]>
<HealthData locale="en_US">
 <Record type="HKQuantityTypeIdentifierBodyMass" unit="lb" startDate="2026-10-01 23:30:00 -0500" value="155"/>
 <Record type="HKQuantityTypeIdentifierStepCount" unit="count" startDate="2026-10-01 08:00:00 -0500" value="155"/>
 <Record type="HKQuantityTypeIdentifierBodyMass" unit="kg" startDate="2026-11-02 02:00:00 +0000" value="71.2"/>
 <Record type="HKQuantityTypeIdentifierBodyMass" unit="stone" startDate="2026-11-02 02:00:00 +0000" value="11"/>
</HealthData>
"""


def event(reminded: str, taken: str = "", *, name: str = "Isotretinoin", amount: str = "40 mg", notes: str = "") -> str:
    """Return one line of MedTimer's table."""
    return f"1/1/26;{name};{amount};{'x' if taken else ''};;;{notes};{reminded};{taken}"


def write(patient: Patient, name: str, text: str) -> Path:
    """Write a file of another program."""
    path = patient.home / name
    path.write_text(text, encoding="utf-8")
    return path


def medtimer(patient: Patient, *lines: str) -> Path:
    """Write MedTimer's table."""
    return write(patient, "medtimer.csv", "\n".join([HEAD, *lines]) + "\n")


@pytest.fixture
def begun(patient: Patient) -> Patient:
    """A patient with a course."""
    patient.must(START)
    return patient


def entries(patient: Patient, kind: str) -> list[dict[str, Any]]:
    """Return what holds of one kind."""
    found: list[dict[str, Any]] = patient.must(f"history --json --kind {kind}").json["entries"]
    return found


# --- MedTimer ---------------------------------------------------------------------------------------------------------

EVENTS = (
    event("2026-11-01T14:00:00Z", "2026-11-01T14:05:00Z"),
    event("2026-11-02T02:00:00Z"),
    event("2026-11-03T02:00:00Z", "2026-11-03T05:30:00Z", notes="late; very\nlate"),
    event("2026-11-02T15:00:00Z", "2026-11-02T15:00:00Z", name="Vitamin D"),
)


def test_medtimer(begun: Patient) -> None:
    """Doses of the medicine are taken on the day in the course's zone; what was not answered is not known."""
    path = medtimer(begun, *EVENTS)
    found = begun.must(f"import {path} --json --yes").json
    assert {key: found[key] for key in ("from", "taken", "missed", "not_known", "left_out", "bad")} == {
        "from": "medtimer", "taken": 2, "missed": 0, "not_known": 1, "left_out": 1, "bad": 0,
    }  # fmt: skip
    doses = entries(begun, "dose")
    assert [(dose["on"], dose["at"], dose["mg"]) for dose in doses] == [
        ("2026-11-01", "08:05:00", 40),
        ("2026-11-02", "23:30:00", 40),
    ]
    assert doses[1]["reason"] == "late; very\nlate"


def test_what_is_shown_has_line_numbers(begun: Patient) -> None:
    """Not known and left out are listed with their lines."""
    out = begun.must(f"import {medtimer(begun, *EVENTS)} --dry-run").out
    assert "line 3: 2026-11-01: skipped, or never answered" in out
    assert "line 6: another medicine: Vitamin D" in out


def test_a_dry_run_changes_nothing(begun: Patient) -> None:
    """`--dry-run` says the same figures and leaves the record as it is."""
    before = begun.file.read_bytes()
    found = begun.must(f"import {medtimer(begun, *EVENTS)} --dry-run --json").json
    assert set(found) >= {"schema", "from", "taken", "missed", "not_known", "left_out", "bad"}
    assert (found["taken"], found["id"]) == (2, None)
    assert begun.file.read_bytes() == before


def test_twice_adds_nothing_and_more_adds_only_more(begun: Patient) -> None:
    """The same file again changes no byte; a later export of the same program adds what is new."""
    path = medtimer(begun, *EVENTS)
    begun.must(f"import {path} --yes")
    before = begun.file.read_bytes()
    assert "In the record already: 2" in begun.must(f"import {path} --yes").out
    assert begun.file.read_bytes() == before
    medtimer(begun, *EVENTS, event("2026-11-04T14:00:00Z", "2026-11-04T14:01:00Z"))
    assert begun.must(f"import {path} --yes --json").json["taken"] == 1
    assert len(entries(begun, "dose")) == 3


def test_one_undo_takes_it_back_and_it_may_come_again(begun: Patient) -> None:
    """`undo` right after leaves nothing of the import standing; the file can then be brought in again."""
    begun.must("dose taken --on 2026-10-20 --at 08:00")
    path = medtimer(begun, *EVENTS)
    begun.must(f"import {path} --yes")
    begun.must("undo")
    assert [dose["on"] for dose in entries(begun, "dose")] == ["2026-10-20"]
    assert begun.must(f"import {path} --yes --json").json["taken"] == 2
    assert len(entries(begun, "dose")) == 3


def test_a_row_that_was_taken_back_alone_stays_away(begun: Patient) -> None:
    """A single dose that the patient took back does not return with the next import."""
    path = medtimer(begun, *EVENTS)
    begun.must(f"import {path} --yes")
    begun.must(f"undo {entries(begun, 'dose')[0]['id']}")
    assert begun.must(f"import {path} --yes --json").json["taken"] == 0


def test_no_second_dose_beside_one_logged_by_hand(begun: Patient) -> None:
    """A dose of a half day that the record has already is left out, and `--yes` does not change that."""
    begun.must("dose taken --on 2026-11-01 --at 08:30")
    found = begun.must(f"import {medtimer(begun, *EVENTS)} --yes --json").json
    assert (found["taken"], found["left_out"]) == (1, 2)
    assert len(entries(begun, "dose")) == 2


def test_two_wrong_rows_are_named_and_nothing_is_written(begun: Patient) -> None:
    """All or nothing: the lines are named; with `--skip-bad` the rest is taken."""
    path = medtimer(begun, *EVENTS, "garbage", event("not a time", "2026-11-05T14:00:00Z"))
    before = begun.file.read_bytes()
    result = begun(f"import {path} --yes")
    assert result.code == 1
    assert "line 7" in result.err
    assert "line 8" in result.err
    assert begun.file.read_bytes() == before
    assert begun.must(f"import {path} --yes --skip-bad --json").json["bad"] == 2
    assert len(entries(begun, "dose")) == 2


def test_a_medicine_of_another_name(begun: Patient) -> None:
    """Where no medicine is known, those of the file are named; `--medicine` chooses one."""
    path = medtimer(begun, event("2026-11-01T14:00:00Z", "2026-11-01T14:05:00Z", name="Acne pill"))
    result = begun(f"import {path} --yes")
    assert result.code == 1
    assert "Acne pill" in result.err
    assert "--medicine" in result.err
    assert begun.must(f"import {path} --yes --medicine acne --json").json["taken"] == 1


def test_a_future_day_is_a_wrong_row(begun: Patient) -> None:
    """What lies in the future cannot have been taken."""
    path = medtimer(begun, event("2027-11-01T14:00:00Z", "2027-11-01T14:05:00Z"))
    assert begun(f"import {path} --yes").code == 1


def test_alarms_of_texts_are_said_first(begun: Patient) -> None:
    """A note that asks for a call, or speaks of suicide, is answered before anything is taken, also in a dry run."""
    path = medtimer(begun, event("2026-11-01T14:00:00Z", "2026-11-01T14:05:00Z", notes="I want to die"))
    for more in ("--dry-run", "--yes"):
        out = begun.must(f"import {path} {more}").out
        assert out.startswith(CRISIS)
        assert "(line 2)" in " ".join(out.split())
    path = medtimer(begun, event("2026-11-02T14:00:00Z", "2026-11-02T14:05:00Z", notes="bad headache, blurry vision"))
    result = begun.must(f"import {path} --dry-run --json")
    assert begun.must(f"import {path} --yes").out.startswith("CALL YOUR DOCTOR TODAY, if it is still so:")
    assert "CALL YOUR DOCTOR TODAY" in result.err
    assert result.out.count("\n") == 1


def test_five_thousand_rows(begun: Patient) -> None:
    """They are taken in a few seconds, and the record reads on."""
    lines = [
        event(
            f"{2010 + n // 700}-{n % 700 // 60 + 1:02}-{n % 60 // 3 + 1:02}T{n % 3 * 8:02}:00:00Z",
            f"{2010 + n // 700}-{n % 700 // 60 + 1:02}-{n % 60 // 3 + 1:02}T{n % 3 * 8:02}:00:00Z",
            notes=f"dry lips {n % 90}",
        )
        for n in range(5000)
    ]
    path = medtimer(begun, *lines)
    begin = time.monotonic()
    assert begun.must(f"import {path} --yes --json").json["taken"] == 5000
    assert time.monotonic() - begin < 20  # a few seconds on a machine of its own
    assert begun.must("verify --json").json["state"] == "whole"
    begun.must("undo")
    assert entries(begun, "dose") == []
    assert begun.must("verify --json").json["state"] == "whole"


# --- the trackers -----------------------------------------------------------------------------------------------------


def test_a_tracker_of_milligrams_a_day(begun: Patient) -> None:
    """The dose is split by `--times`, weights and missed days are taken, the goal is left out."""
    path = write(begun, "tracker.json", json.dumps(TRACKER))
    found = begun.must(f"import {path} --times 2 --yes --json").json
    assert (found["from"], found["taken"], found["missed"], found["left_out"]) == ("isotretinoin-tracker", 2, 2, 1)
    assert (entries(begun, "regimen")[-1]["mg"], entries(begun, "regimen")[-1]["times"]) == (40, 2)
    assert entries(begun, "weight")[-1]["kg"] == 70.5
    assert [dose["status"] for dose in entries(begun, "dose")] == ["missed", "missed"]
    before = begun.file.read_bytes()
    begun.must(f"import {path} --times 2 --yes")
    assert begun.file.read_bytes() == before


def test_how_many_doses_a_day_is_never_guessed(patient: Patient) -> None:
    """Without `--times`, and without a dose in the record, the number of doses stays unknown."""
    patient.must("start --category cannot-become-pregnant --zone America/Chicago --weeks 20 --started 2026-09-07")
    path = write(patient, "tracker.json", json.dumps(TRACKER))
    patient.must(f"import {path} --yes")
    assert "mg" not in entries(patient, "regimen")[-1]
    assert entries(patient, "regimen")[-1]["pattern"] == "80 mg a day, in how many doses is not known"


def test_no_milligrams_are_a_pause(begun: Patient) -> None:
    """Zero a day pauses the course until a dose comes again."""
    doses = [
        *TRACKER["doses"],
        {"startDate": "2026-10-10", "doseMgPerDay": 0},
        {"startDate": "2026-10-20", "doseMgPerDay": 40},
    ]
    path = write(begun, "tracker.json", json.dumps({**TRACKER, "doses": doses}))
    begun.must(f"import {path} --times 2 --yes")
    assert [entry["on"] for kind in ("pause", "resume") for entry in entries(begun, kind)] == [
        "2026-10-10",
        "2026-10-20",
    ]


def test_wrong_rows_of_a_tracker_are_named(begun: Patient) -> None:
    """A day that is none, a dose below zero and a weight of a mouse are named by their places."""
    wrong = {
        **TRACKER,
        "doses": [{"startDate": "1月1日", "doseMgPerDay": 20}, {"startDate": "2026-10-01", "doseMgPerDay": -5}, 7],
        "weights": [{"date": "2026-10-01", "weightKg": 0.02}],
        "missedDates": ["2026-02-30", 3],
    }
    result = begun(f"import {write(begun, 'tracker.json', json.dumps(wrong))} --times 2 --yes")
    assert result.code == 1
    for place in (
        "doses, number 1",
        "doses, number 2",
        "doses, number 3",
        "weights, number 1",
        "missedDates, number 2",
    ):
        assert place in result.err


def test_a_tracker_of_single_doses(begun: Patient) -> None:
    """The other tracker's doses are taken with their milligrams, its reports as notes, its settings not at all."""
    kept = {
        "version": 1,
        "settings": {"weightKg": 62, "targetMg": 7800},
        "doses": [
            {"id": "d1", "timestamp": "2026-11-02T02:30:00.000Z", "doseMg": 20, "fatGrams": 15, "note": "with food"}
        ],
        "labs": [
            {"id": "l1", "timestamp": "2026-11-03T12:00:00.000Z", "type": "Липиды", "values": "TG 1.2", "note": ""}
        ],
        "lastBackupAt": None,
    }
    found = begun.must(f"import {write(begun, 'other.json', json.dumps(kept))} --yes --json").json
    assert (found["from"], found["taken"], found["left_out"]) == ("isotretinoin-tracker", 2, 1)
    assert (entries(begun, "dose")[0]["on"], entries(begun, "dose")[0]["mg"]) == ("2026-11-01", 20)
    assert "TG 1.2" in entries(begun, "note")[0]["text"]
    assert entries(begun, "weight") == []


# --- Apple Health -----------------------------------------------------------------------------------------------------


def test_weights_of_apple_health(begun: Patient) -> None:
    """Pounds become kilograms, days are those of the course's zone, other records stay where they are."""
    found = begun.must(f"import {write(begun, 'export.xml', HEALTH)} --yes --json").json
    assert (found["from"], found["taken"], found["not_known"]) == ("apple-health", 2, 1)
    assert [(one["on"], one["kg"]) for one in entries(begun, "weight")] == [("2026-10-01", 70.3), ("2026-11-01", 71.2)]
    assert found["rows"][0]["where"] == "line 10"


@pytest.mark.parametrize(
    "declared",
    ['<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">', '<!ENTITY a SYSTEM "file:///etc/passwd">', '<!ENTITY % a "b">'],
)
def test_entities_are_refused(begun: Patient, declared: str) -> None:
    """XML that declares entities is not read, whatever they are."""
    before = begun.file.read_bytes()
    text = f'<?xml version="1.0"?>\n<!DOCTYPE HealthData [{declared}]>\n<HealthData><Record type="x"/></HealthData>'
    result = begun(f"import {write(begun, 'export.xml', text)} --yes")
    assert result.code == 1
    assert "entities" in result.err
    assert begun.file.read_bytes() == before


# --- our own files ----------------------------------------------------------------------------------------------------


def everything(patient: Patient) -> list[dict[str, Any]]:
    """Return the whole history."""
    found: list[dict[str, Any]] = patient.must("history --all --json").json["entries"]
    return found


def test_export_forget_import_gives_the_same_record(patient: Patient) -> None:
    """The backup brings back every entry as it was, retracted and corrected ones too, byte for byte."""
    full(patient)
    patient.must("note gone")
    patient.must("undo")
    patient.must("log dry eyes")
    patient.must("note --question why?")
    before, raw = everything(patient), patient.file.read_bytes()
    backup = patient.home / "backup.json"
    patient.must(f"export json --to {backup}")
    patient.must("forget --yes")
    assert backup.exists()
    assert not patient.file.exists()
    assert patient.must(f"import {backup} --yes --json").json["from"] == "isocourse"
    assert everything(patient) == before
    assert patient.file.read_bytes() == raw


def test_a_backup_of_the_same_course_is_joined(patient: Patient) -> None:
    """What is missing is taken, what is there stays, twice adds nothing, and one `undo` takes it back."""
    full(patient)
    backup = write(patient, "backup.json", patient.must("export json").out)
    kept = patient.file.read_bytes()
    patient.must("note later")
    assert patient.must(f"import {backup} --yes --json").json["taken"] == 0
    later = write(patient, "later.json", patient.must("export json").out)
    patient.file.write_bytes(kept)
    assert patient.must(f"import {later} --yes --json").json["taken"] == 1
    assert entries(patient, "note")[-1]["text"] == "later"
    patient.must("undo")
    assert entries(patient, "note") == []


def test_a_backup_of_another_course_is_refused(patient: Patient) -> None:
    """Two courses are never mixed."""
    full(patient)
    backup = write(patient, "backup.json", patient.must("export json").out.replace('"course": "', '"course": "ff'))
    before = patient.file.read_bytes()
    result = patient(f"import {backup} --yes")
    assert result.code == 1
    assert patient.file.read_bytes() == before


@pytest.mark.parametrize(
    "text",
    [
        '{"schema": 1, "app": "isocourse", "course": "c41d7be0", "entries": [{"id": "1a2b3c4d"}]}',
        '{"schema": 1, "app": "isocourse", "course": "c41d7be0"}',
        '{"schema": 2, "app": "isocourse", "course": "c41d7be0", "entries": []}',
        '{"schema": 1, "app": "isocourse", "course": "../../etc", "entries": []}',
        '{"schema": 1, "app": "isocourse", "course": "c41d7be0", "entries": [7]}',
        '{"app": "isocourse"}',
        '{"app": "something else"}',
        '[{"id": "1a2b3c4d"}]',
        '{"app": "isocourse", ',
        '{"app": "isotretinoin-tracker", "doses": 3}',
        "[" * 100_000,
        "",
        "hello, this is a letter",
        "a,b,c\n1,2,3\n",
        "<html></html>",
        "<HealthData><Record",
    ],
)
@pytest.mark.parametrize("course", [True, False])
def test_what_is_no_file_of_anybody(patient: Patient, text: str, course: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """It is refused in one sentence, and no record is touched or made."""
    if course:
        patient.must(START)
    before = patient.file.read_bytes() if course else None
    result = patient(f"import {write(patient, 'file', text)} --yes")
    assert result.code in {1, 2, 3}
    assert result.err.startswith("isocourse: ")
    assert (patient.file.read_bytes() if patient.file.exists() else None) == before


def test_noise_folders_and_missing_files(begun: Patient) -> None:
    """Binary noise, a zip, a folder and a file that is not there get a sentence each."""
    before = begun.file.read_bytes()
    noise, zipped = begun.home / "noise", begun.home / "zip"
    noise.write_bytes(bytes(range(256)) * 40)
    zipped.write_bytes(b"PK\x03\x04rest")
    for path in (noise, zipped, begun.home, begun.home / "none"):
        result = begun(f"import {path} --yes")
        assert result.code == 1, path
        assert "Nothing was brought in" in result.err
    assert begun(f"import {noise} --from banana").code == 2
    assert begun(f"import {noise} --times 9").code == 2
    assert begun.file.read_bytes() == before


def test_the_place_of_a_file_is_no_words(begun: Patient) -> None:
    """A refused line is heard for alarms, but the path in it is not what a patient says."""
    for line in ("import /tmp/fever/chest-pain.csv --from banana", "import ~/rash.csv --times 9"):
        result = begun(line)
        assert result.code == 2
        assert result.out == ""


def test_no_course(patient: Patient) -> None:
    """Doses need a course to belong to."""
    assert patient(f"import {medtimer(patient, *EVENTS)} --yes").code == 1
    assert not patient.file.exists()


def test_our_own_table_comes_back(patient: Patient) -> None:
    """Doses, weights, side effects, labs, notes and mood of the table come back as they were, under their own ids."""
    full(patient)
    patient.must("note", "=cmd\nand more")
    table = write(patient, "out.csv", patient.must("export csv").out)
    kinds = ("dose", "weight", "adverse_event", "lab", "note", "fill", "regimen", "mood")
    before = {kind: entries(patient, kind) for kind in kinds}
    raw = patient.file.read_bytes()
    assert patient.must(f"import {table} --yes --json").json["taken"] == 0
    assert patient.file.read_bytes() == raw
    patient.must("forget --yes")
    patient.must(START)
    found = patient.must(f"import {table} --yes --json").json
    assert found["bad"] == 0
    for kind in kinds:
        ids = {one["id"] for one in before[kind]}
        after = [one for one in entries(patient, kind) if one["id"] in ids]
        assert [{**one, "recorded": None} for one in after] == [{**one, "recorded": None} for one in before[kind]], kind


def test_a_table_of_ones_own(begun: Patient) -> None:
    """Only `date` and `kind` have to be there; wrong cells are named by their line."""
    good = write(begun, "mine.csv", "date,kind,value,unit,note\n2026-10-01,weight,70.5,kg,\n2026-10-02,note,,,hello\n")
    assert begun.must(f"import {good} --yes --json").json["taken"] == 2
    out = io.StringIO()
    csv.writer(out).writerows(
        [
            ["date", "kind", "value", "status"],
            ["2026-10-01", "weight", "7000", ""],
            ["10/01/2026", "weight", "70", ""],
            ["2026-10-01", "dose", "", "maybe"],
            ["2026-10-01", "spell", "", ""],
            ["2026-10-01", "step", "", "done"],
        ]
    )
    result = begun(f"import {write(begun, 'bad.csv', out.getvalue())} --yes")
    assert result.code == 1
    assert all(f"line {number}:" in result.err for number in (2, 3, 4, 5))
    assert "line 6" not in result.err


def test_words_in_a_table_are_judged_anew(begun: Patient) -> None:
    """A side effect whose row says `none` is kept with the urgency that its words have."""
    table = write(begun, "mine.csv", "date,kind,name,status,note\n2026-11-20,adverse_event,other,none,chest pain\n")
    assert begun.must(f"import {table} --yes").out.startswith("EMERGENCY, if it is still so:")
    assert begun.must("checklist --json").json["verdict"] == "stop"


def test_a_person_is_asked(begun: Patient) -> None:
    """At a terminal the preview comes first; no is no, yes is yes."""
    path = medtimer(begun, *EVENTS)
    before = begun.file.read_bytes()
    result = begun(f"import {path}", stdin="n\n", terminal=True)
    assert result.code == 1
    assert "2 entries to take" in result.out
    assert begun.file.read_bytes() == before
    begun.must(f"import {path}", stdin="y\n", terminal=True)
    assert len(entries(begun, "dose")) == 2
