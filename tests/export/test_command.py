"""`export`: a table for a spreadsheet, a backup that is whole, and a Bundle that other systems can read."""

from __future__ import annotations

import csv
import io
import json
import shutil
import stat
import subprocess
from typing import Any

import pytest

from isocourse.course.entries import Lab
from isocourse.export.table import as_csv
from patient import Patient
from records import entry
from visits import START, full

HEAD = ["date", "time", "kind", "name", "value", "unit", "low", "high", "severity", "status", "note", "id"]
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
EVIL = '=HYPERLINK("http://x")'


@pytest.fixture
def visited(patient: Patient) -> Patient:
    """A patient with a full course."""
    return full(patient)


def rows(text: str) -> list[dict[str, str]]:
    """Return the rows of a table."""
    return list(csv.DictReader(io.StringIO(text)))


# --- CSV --------------------------------------------------------------------------------------------------------------


def test_the_table_has_the_contracts_head_and_what_holds(visited: Patient) -> None:
    """The head is the contract's; retracted entries are not there, and each row ends with the entry's id."""
    visited.must("note gone")
    visited.must("undo")
    text = visited.must("export csv").out
    assert text.splitlines()[0] == ",".join(HEAD)
    found = rows(text)
    ids = {entry["id"] for entry in visited.must("history --json").json["entries"]}
    assert {row["id"] for row in found} <= ids
    assert not [row for row in found if "gone" in row["note"]]
    lab = next(row for row in found if row["name"] == "ALT")
    assert [lab[key] for key in HEAD[:8]] == ["2026-11-03", "", "lab", "ALT", "31", "U/L", "7", "56"]
    dose = next(row for row in found if row["kind"] == "dose" and row["status"] == "taken")
    assert (dose["time"], dose["value"], dose["unit"]) == ("08:30", "40", "mg")


def test_what_is_private_needs_to_be_asked_for(visited: Patient) -> None:
    """Tests, forms, the category and words about them are in the table only with the option."""
    visited.must("log my period is late")
    visited.must("note The condom broke")
    visited.must("dose missed --on 2026-11-15 --reason", "pregnancy scare")
    plain, asked = visited.must("export csv").out, visited.must("export csv --include-reproductive").out
    for word in ("pregnan", "period", "condom", "iud", "can_become", "scare"):
        assert word not in plain.lower()
        assert word in asked.lower()
    kinds = {row["kind"] for row in rows(plain)}
    assert not kinds & {"pregnancy_test", "contraception", "home_tests", "authorization"}


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(visited: Patient, begin: str) -> None:
    """A cell that begins as a formula does gets an apostrophe in front, wherever a patient typed it."""
    visited.must("lab ALT 1", f"{begin}unit" if begin != "-" else "unit")
    visited.must("log blorp", f"--note={begin}1+1")
    visited.must("dose missed --on 2026-11-18", f"--reason={begin}1+1")
    for row in rows(visited.must("export csv").out):
        assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_negative_number_is_no_formula_either() -> None:
    """A value below zero begins with an apostrophe too."""
    found = rows(as_csv([entry(1, Lab(name="base", value=-2.5, unit="mmol/L"))]))
    assert found[0]["value"] == "'-2.5"


def test_accents_and_line_breaks_stay_in_their_cell(visited: Patient) -> None:
    """A note of two lines with accents, quotes and commas comes back as it was."""
    note = 'café, "naïve"\nand more; 痛'
    visited.must("note", note)
    assert [row["note"] for row in rows(visited.must("export csv").out) if row["kind"] == "note"] == [note]


def test_since(visited: Patient) -> None:
    """Only entries from that day on; a day that cannot be read is refused."""
    assert min(row["date"] for row in rows(visited.must("export csv --since 2026-11-01").out)) >= "2026-11-01"
    assert visited("export csv --since banana").code == 2
    assert visited("export xml").code == 2
    assert visited("export").code == 2


@pytest.mark.parametrize("kind", ["csv", "json", "fhir"])
def test_a_file_is_ours_alone(visited: Patient, kind: str) -> None:
    """0600, the same as on standard output, not over a foreign file, not in a missing folder."""
    path = visited.home / "out"
    visited.must(f"export {kind} --to {path}")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text(encoding="utf-8") == visited.must(f"export {kind}").out
    visited.must(f"export {kind} --to {path}")
    path.write_text("a novel", encoding="utf-8")
    assert visited(f"export {kind} --to {path}").code == 3
    assert path.read_text(encoding="utf-8") == "a novel"
    assert visited(f"export {kind} --to {visited.home}/none/out").code == 3
    assert visited(f"export {kind} --to {visited.home}").code in {2, 3}


def test_no_course(patient: Patient) -> None:
    """Without a record there is nothing to write."""
    assert patient("export csv").code == 1


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here")
def test_a_spreadsheet_reads_it(visited: Patient) -> None:
    """LibreOffice reads the table, accents and all, and finds no formula in it."""
    visited.must("note", "café\nand more")
    visited.must("log blorp --note", EVIL)
    path = visited.home / "out.csv"
    visited.must(f"export csv --to {path}")
    line = [str(OFFICE), "--headless", f"-env:UserInstallation=file://{visited.home}/office", "--convert-to", "fods"]
    subprocess.run([*line, "--outdir", str(visited.home), str(path)], check=True, capture_output=True, timeout=180)
    sheet = (visited.home / "out.fods").read_text(encoding="utf-8")
    assert "café" in sheet
    assert "table:formula" not in sheet


# --- JSON -------------------------------------------------------------------------------------------------------------


def test_the_backup_is_whole_and_says_so(visited: Patient) -> None:
    """Every entry is in it, retracted ones and tests too, and standard error says that it is the backup."""
    visited.must("note gone")
    visited.must("undo")
    result = visited.must("export json")
    assert "backup" in result.err
    found = result.json
    assert (found["schema"], found["app"]) == (1, "isocourse")
    everything = visited.must("history --all --json").json["entries"]
    assert [entry["id"] for entry in found["entries"]].sort() == [entry["id"] for entry in everything].sort()
    assert len(found["entries"]) == len(everything)
    assert {"pregnancy_test", "contraception", "retraction"} <= {entry["kind"] for entry in found["entries"]}
    assert result.out.isascii()


def test_where_files_were_written_does_not_leave(visited: Patient) -> None:
    """The backup holds no path of this computer."""
    visited.must(f"report --to {visited.home}/visit.html")
    out = visited.must("export json").out
    assert str(visited.home) not in out
    assert "handed_out" not in out


def test_a_part_is_no_backup(visited: Patient) -> None:
    """With `--since` it is said that this is a part."""
    assert "no backup" in visited.must("export json --since 2026-11-01").err


# --- FHIR -------------------------------------------------------------------------------------------------------------


def bundle(patient: Patient, more: str = "") -> dict[str, Any]:
    """Return the Bundle."""
    found: dict[str, Any] = patient.must(f"export fhir {more}").json
    return found


def resources(found: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """Return the resources of one type."""
    return [one["resource"] for one in found["entry"] if one["resource"]["resourceType"] == kind]


def codings(value: object) -> list[dict[str, Any]]:
    """Return every coding and every quantity with a code, anywhere."""
    if isinstance(value, dict):
        own = [value] if "code" in value and isinstance(value["code"], str) else []
        return own + [one for inner in value.values() for one in codings(inner)]
    return [one for inner in value for one in codings(inner)] if isinstance(value, list) else []


def references(value: object) -> set[str]:
    """Return every reference, anywhere."""
    if isinstance(value, dict):
        own = {str(value["reference"])} if "reference" in value else set()
        return own.union(*(references(inner) for inner in value.values()))
    return set().union(*(references(inner) for inner in value)) if isinstance(value, list) else set()


def test_the_bundle_keeps_the_rules(visited: Patient) -> None:
    """A collection; full addresses are UUIDs and unlike; each reference leads to one; each code has its system."""
    visited.must("log blorp --severity severe")
    visited.must("mood --answers 0,0,0,0,1,0,0,0,0")
    found = bundle(visited, "--include-reproductive")
    assert (found["resourceType"], found["type"]) == ("Bundle", "collection")
    urls = [one["fullUrl"] for one in found["entry"]]
    assert len(set(urls)) == len(urls)
    assert all(url.startswith("urn:uuid:") for url in urls)
    assert references(found) <= set(urls)
    assert all("system" in one for one in codings(found))
    text = json.dumps(found).lower()
    assert "snomed" not in text
    assert "meddra" not in text
    assert not resources(found, "AdverseEvent")
    (person,) = resources(found, "Patient")
    assert set(person) == {"resourceType", "id"}


def test_every_resource_passes_the_models(visited: Patient) -> None:
    """The models of FHIR R4 take the Bundle, and each resource in it."""
    models = pytest.importorskip("fhir.resources.R4B.bundle")
    for line in ("mood --answers 0,-,0,0,1,0,0,0,0", "pause", "done test --specimen 2026-11-20 --result pending"):
        visited.must(line)
    found = models.Bundle.model_validate(bundle(visited, "--include-reproductive"))
    assert len(found.entry) == len(bundle(visited, "--include-reproductive")["entry"])


def test_the_same_record_gives_the_same_bundle(visited: Patient) -> None:
    """Byte for byte, also a day later, and after a file was handed out."""
    first = visited.must("export fhir").out
    visited.must(f"export csv --to {visited.home}/a.csv")
    visited.at("2026-11-23")
    assert visited.must("export fhir").out == first


def test_the_mapping(visited: Patient) -> None:
    """Each kind of entry becomes the resource of the contract, with the checked codes and UCUM units."""
    visited.must("mood --answers 0,0,0,0,1,0,0,0,0")
    found = bundle(visited)
    (statement,) = resources(found, "MedicationStatement")
    assert statement["status"] == "active"
    assert statement["medicationCodeableConcept"]["coding"][0]["code"] == "6064"
    missed, _, taken = resources(found, "MedicationAdministration")
    assert (missed["status"], missed["statusReason"]) == ("not-done", [{"text": "forgot"}])
    assert (taken["status"], taken["effectiveDateTime"]) == ("completed", "2026-11-20T08:30:00-06:00")
    assert taken["dosage"]["dose"]["code"] == "mg"
    fill = resources(found, "MedicationDispense")[-1]
    assert (fill["daysSupply"]["value"], fill["daysSupply"]["code"], fill["quantity"]["value"]) == (30, "d", 60)
    by_code = {c["code"]: one for one in resources(found, "Observation") for c in one["code"].get("coding", [])}
    assert by_code["29463-7"]["valueQuantity"] == {
        "value": 70, "unit": "kg", "system": "http://unitsofmeasure.org", "code": "kg",
    }  # fmt: skip
    assert by_code["2571-8"]["referenceRange"][0]["high"]["value"] == 150
    assert by_code["1742-6"]["valueQuantity"]["code"] == "U/L"
    effect = by_code["dry-lips"]
    assert effect["category"][0]["coding"][0]["code"] == "survey"
    assert effect["performer"] == [effect["subject"]]
    assert by_code["44261-6"]["valueQuantity"]["value"] == 1
    assert by_code["55758-7"]["valueQuantity"]["value"] == 2
    long = resources(found, "QuestionnaireResponse")[-1]
    assert [item["linkId"] for item in long["item"]][::8] == ["/44250-9", "/44260-8"]
    assert long["item"][4]["answer"][0]["valueCoding"]["code"] == "LA6569-3"


def test_a_lab_without_a_checked_code_keeps_its_own_words(visited: Patient) -> None:
    """Vitamin D has no code here; triglycerides in mmol/L are no mass, so they get none either."""
    visited.must("lab triglycerides 1.7 mmol/L")
    labs = [one for one in resources(bundle(visited), "Observation") if "laboratory" in json.dumps(one["category"])]
    plain = {one["code"]["text"]: one for one in labs if "coding" not in one["code"]}
    assert set(plain) == {"vitamin D", "triglycerides"}
    assert "code" not in plain["vitamin D"]["valueQuantity"]
    assert plain["triglycerides"]["valueQuantity"]["code"] == "mmol/L"


def test_a_pregnancy_test_only_when_asked(visited: Patient) -> None:
    """Without the option no test is in the Bundle, nor anything that names one."""
    assert "2106-3" not in visited.must("export fhir").out
    assert "regnan" not in visited.must("export fhir").out
    test = next(
        one
        for one in resources(bundle(visited, "--include-reproductive"), "Observation")
        if one["code"].get("coding", [{}])[0].get("code") == "2106-3"
    )
    assert test["effectiveDateTime"] == "2026-11-04"
    assert test["valueCodeableConcept"]["text"] == "negative"


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("pause", "on-hold"),
        ("finish --last-capsule 2026-11-20", "completed"),
        ("finish --last-capsule 2026-11-20 --stopped-early --reason rash", "stopped"),
    ],
)
def test_the_status_of_the_course(visited: Patient, line: str, status: str) -> None:
    """A pause, an end and an early end are told apart."""
    visited.must(line)
    assert resources(bundle(visited), "MedicationStatement")[0]["status"] == status


def test_a_course_that_has_not_begun(patient: Patient) -> None:
    """Before the first capsule the statement is an intention."""
    patient.must(START.replace("2026-09-07", "2026-12-07"))
    assert resources(bundle(patient), "MedicationStatement")[0]["status"] == "intended"
