"""`undo`, `fix`, `history` and `verify`: the record keeps everything, and says what holds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from isocourse.record import store
from isocourse.record.codec import Reading
from patient import Patient

START = "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02"
Rows = list[dict[str, Any]]


@pytest.fixture(autouse=True)
def _course(patient: Patient) -> None:
    patient.must(START)


def _rows(patient: Patient, more: str = "") -> Rows:
    rows: Rows = patient.must(f"history --json {more}").json["entries"]
    return rows


def _last(patient: Patient) -> str:
    """Return the id of the entry that was typed last."""
    return str(max(_rows(patient, "--all"), key=lambda row: str(row["recorded"]))["id"])


# --- undo -----------------------------------------------------------------------------------------------------------


def test_undo_takes_back_the_last(patient: Patient) -> None:
    """Without an id the entry typed last is taken back, whatever day it is about; the record keeps it."""
    patient.must("note second")
    patient.must("note first --on 2026-11-10")
    out = patient.must("undo").out
    assert out.startswith("Taken back: note: first   ")
    assert "isocourse history --all" in out
    assert [row.get("text") for row in _rows(patient, "--kind note")] == ["second"]
    gone = patient.must("history --all --kind note").out
    assert "note: first  (taken back or corrected)" in gone


def test_undo_again_takes_back_the_one_before(patient: Patient) -> None:
    """Each further `undo` takes back one more entry, but never the settings that the course needs."""
    patient.must("note one")
    patient.must("note two")
    assert "two" in patient.must("undo").out
    assert "one" in patient.must("undo").out
    before = patient.file.read_bytes()
    result = patient("undo")
    assert result.code == 1
    assert "cannot be taken back. Change them: isocourse set" in result.err
    assert patient.file.read_bytes() == before


@pytest.mark.parametrize("letters", [4, 6, 8])
def test_undo_by_id(patient: Patient, letters: int) -> None:
    """An entry is named by its id or the beginning of it, in any case of letters."""
    patient.must("note one")
    named = _last(patient)
    patient.must("note two")
    patient.must(f"undo {named[:letters].upper()}")
    assert [row["text"] for row in _rows(patient, "--kind note")] == ["two"]
    result = patient(f"undo {named}")
    assert result.code == 1
    assert result.err.startswith("isocourse: Taken back or replaced already")


def test_an_id_that_fits_two(patient: Patient) -> None:
    """The beginning of more than one id is refused."""
    patient.must("note one")
    result = patient("undo", "")
    assert result.code == 1
    assert "See the ids: isocourse history" in result.err


def test_undo_of_a_correction(patient: Patient) -> None:
    """Undoing a correction brings back what it corrected; undoing the cleared sign opens it again."""
    patient.must("log crushing chest pain --severity mild")
    sign = _last(patient)
    patient.must(f"fix {sign} --severity severe")
    assert "Counts again: chest pain or trouble breathing - mild" in " ".join(patient.must("undo").out.split())
    assert [row["severity"] for row in _rows(patient, "--kind adverse_event")] == ["mild"]
    patient.must(f"done cleared {sign}")
    assert patient.must("status --json").json["open_warnings"] == []
    answer = " ".join(patient.must("undo").out.split())
    assert "Counts again: chest pain or trouble breathing" in answer
    assert "It is a warning: emergency. If it is still so, do that now." in answer
    assert len(patient.must("status --json").json["open_warnings"]) == 1


def test_undo_of_a_fill_turns_the_month_back(patient: Patient) -> None:
    """The month follows the entries that hold."""
    patient.must("done fill --days 30")
    assert patient.must("status --json").json["month"] == 2
    patient.must("undo")
    assert patient.must("status --json").json["month"] == 1


# --- fix ------------------------------------------------------------------------------------------------------------


def test_fix_replaces(patient: Patient) -> None:
    """A correction is a new entry that names the old one; what is not given stays, and the old one is kept."""
    patient.must("log lips cracked --severity mild --note zebra")
    old = _rows(patient)[-1]
    out = patient.must(f"fix {old['id'][:4]} --severity moderate --on yesterday").out
    said = 'Corrected: dry, cracked lips - moderate - "lips cracked" - note: zebra - 2026-11-21 '
    assert re.sub(r"\s+", " ", out).startswith(said)
    (new,) = _rows(patient, "--kind adverse_event")
    assert (new["severity"], new["on"], new["replaces"]) == ("moderate", "2026-11-21", old["id"])
    assert (new["words"], new["note"], new["effect"]) == (old["words"], old["note"], old["effect"])
    assert [row["live"] for row in _rows(patient, "--all --kind adverse_event")] == [True, False]


def test_fix_judges_another_effect_anew(patient: Patient) -> None:
    """Another effect is judged as if it had been logged so: its alarm is printed, and closed signs close."""
    patient.must("log my elbow feels odd --severity mild")
    result = patient.must(f"fix {_last(patient)} --effect chest-breathing")
    assert result.out.startswith("EMERGENCY: call 911")
    assert len(patient.must("status --json").json["open_warnings"]) == 1
    patient.must(f"fix {_last(patient)} --effect dry-lips")
    assert patient.must("status --json").json["open_warnings"] == []


def test_fix_a_severity_raises_the_alarm(patient: Patient) -> None:
    """A severity that raises the urgency is answered with the alarm."""
    patient.must("log nausea --severity mild")
    assert "CALL YOUR DOCTOR TODAY" in patient.must(f"fix {_last(patient)} --severity severe").out


def test_fix_a_note(patient: Patient) -> None:
    """A note is replaced, also from standard input, and a warning sign in it is heard."""
    patient.must("log dry lips --severity mild")
    out = patient.must(f"fix {_last(patient)} --note -", stdin="and crushing chest pain\n").out
    assert out.startswith("EMERGENCY: call 911")
    assert _rows(patient)[-1]["note"] == "and crushing chest pain"


def test_fix_a_test(patient: Patient) -> None:
    """A test's day, result and place are corrected, and the verdict follows."""
    patient.must("done test --specimen 2026-11-20 --result negative")
    out = patient.must(f"fix {_last(patient)} --setting medical --specimen 2026-11-19").out
    assert "pregnancy test negative, sample Thu Nov 19, 2026, medical" in re.sub(r"\s+", " ", out)
    assert "NOT READY" in out
    out = patient.must(f"fix {_last(patient)} --result positive").out
    assert "STOP. Take no more capsules" in out
    assert f"isocourse done cleared {_last(patient)[:4]}" in out


@pytest.mark.parametrize(
    ("made", "given", "code", "said"),
    [
        (
            "note words",
            "--severity mild",
            1,
            "a note, which has no --severity. It can be corrected with --on, --text",
        ),
        ("log dry lips", "--result negative", 1, "The entry is a side effect, which has no --result"),
        ("set --weeks 18", "--result negative", 1, "The entry is settings, which has no --result"),
        ("note words", "", 2, "Nothing to correct was given, or it is so already"),
        ("note words", "--on today", 2, "Nothing to correct was given, or it is so already"),
        ("note words", "--on tomorrow", 2, "2026-11-23 lies in the future"),
        ("log dry lips", "--effect drylips", 2, "'drylips' is not a documented effect. Did you mean dry-lips?"),
        (
            "done test --specimen 2026-11-20 --result negative --setting medical",
            "--specimen 2006-01-01 --on 2006-01-01",
            1,
            "2006-01-01",
        ),
    ],
)
def test_fix_refuses(patient: Patient, made: str, given: str, code: int, said: str) -> None:
    """What does not fit the entry is refused, and nothing changes."""
    patient.must(made)
    before = patient.file.read_bytes()
    result = patient(f"fix {_last(patient)} {given}")
    assert result.code == code
    assert said in result.err
    assert patient.file.read_bytes() == before


# --- history --------------------------------------------------------------------------------------------------------


def test_history_is_by_day(patient: Patient) -> None:
    """Entries stand oldest day first, each with its day, the beginning of its id and what it says."""
    patient.must("note late")
    patient.must("note early --on 2026-11-05")
    lines = patient.must("history").out.splitlines()
    assert [line[:10] for line in lines if line[0] == "2"] == ["2026-11-02", "2026-11-05", "2026-11-22"]
    assert re.fullmatch(r"2026-11-05  [0-9a-f]{4}  note: early", lines[-2])


@pytest.mark.parametrize(
    ("choice", "texts"),
    [
        ("--kind note", ["early", "late"]),
        ("--kind NOTE --since 2026-11-06", ["late"]),
        ("--kind note --until 2026-11-21", ["early"]),
        ("--kind note --since yesterday --until today", ["late"]),
        ("--kind note --since 2026-12-01", []),
        ("--kind adverse-event", [None]),
        ("--kind adverse_event", [None]),
    ],
)
def test_history_choices(patient: Patient, choice: str, texts: list[str | None]) -> None:
    """--kind, --since and --until choose; both ends count."""
    patient.must("note late")
    patient.must("note early --on 2026-11-05")
    patient.must("log dry lips")
    assert [row.get("text") for row in _rows(patient, choice)] == texts


def test_history_of_nothing(patient: Patient) -> None:
    """A choice that fits nothing says so, which is not the same as an empty record."""
    out = patient.must("history --kind lab").out
    assert out == "No entries to show for that choice. All of them: isocourse history\n"


def test_history_names_effects_in_plain_words(patient: Patient) -> None:
    """Effects are named as a patient would, with the words and how bad it was."""
    patient.must("log lips cracked and bleeding --severity moderate")
    patient.must("log no chest pain")
    out = patient.must("history").out
    assert 'dry, cracked lips - moderate - "lips cracked and bleeding"' in out
    assert 'no side effect - "no chest pain"' in out


# --- verify ---------------------------------------------------------------------------------------------------------


def test_verify_whole(patient: Patient) -> None:
    """A record that the program wrote is whole."""
    out = patient.must("verify").out
    assert out.startswith(f"{patient.file}\n  whole: every entry is there")
    assert "1 entry, 1 expected by its last line" in out


def test_verify_edited(patient: Patient) -> None:
    """A record changed by hand is told as edited, is read, and is written to."""
    text = patient.file.read_text("utf-8").replace("planned_weeks = 20", "planned_weeks = 18")
    patient.file.write_text(text, "utf-8")
    assert "edited by hand" in patient.must("verify").out
    assert patient.must("status --json").json["planned_weeks"] == 18
    patient.must("note more")
    assert "whole" in patient.must("verify").out


def test_verify_changes_nothing(patient: Patient) -> None:
    """`verify` and `verify --accept` leave a sound record byte for byte as it is."""
    before = patient.file.read_bytes()
    patient.must("verify")
    patient.must("verify --accept")
    assert patient.file.read_bytes() == before


def test_verify_cut_short(patient: Patient) -> None:
    """A record that lost an entry is told as cut short, with what is missing and where an older version is."""
    patient.must("note one")
    patient.must("note two")
    data = patient.file.read_bytes()
    patient.file.write_bytes(data[: data.rindex(b"\n[[entry]]")] + data[data.rindex(b"\n#") :])
    result = patient("verify")
    assert result.code == 3
    said = re.sub(r"\s+", " ", result.out)
    assert "CUT SHORT 2 entries, 3 expected by its last line" in said
    assert "it holds 2 of the 3 entries that its last line tells of" in said
    assert "The version before the last change has 2 entries:" in said
    assert result.err.endswith("to go on with what is left: isocourse verify --accept\n")


def test_accept_without_a_terminal(patient: Patient) -> None:
    """--accept is the yes: it shows what is missing, seals what is left, and keeps the damaged file."""
    patient.must("note one")
    damaged = patient.file.read_bytes()[:-20]
    damaged = damaged[: damaged.rindex(b"#")]
    patient.file.write_bytes(damaged)
    out = patient.must("verify --accept").out
    assert out.index("its last line, which tells how many entries it had, is missing") < out.index("Accepted.")
    assert "whole" in patient.must("verify").out
    assert damaged in [path.read_bytes() for path in (patient.home / "archive").iterdir()]


def test_accept_says_only_what_it_did(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record that is whole again when it comes to accepting was not accepted, and nothing is said to be kept."""
    patient.must("note one")
    whole = patient.file.read_bytes()
    patient.file.write_bytes(whole[:-90])
    real = store.accept

    def mended(path: str) -> Reading | None:
        patient.file.write_bytes(whole)
        return real(path)

    monkeypatch.setattr(store, "accept", mended)
    answer = patient("verify --accept")
    assert (answer.code, "Accepted" in answer.out) == (1, False)
    assert "Nothing was accepted: the record changed meanwhile and is not cut short." in answer.err
    assert not (patient.home / "archive").exists()
    assert patient.file.read_bytes() == whole


def test_accept_names_the_file_that_it_kept(patient: Patient) -> None:
    """After accepting, the sentence names how many entries there are and the file with the damaged bytes."""
    patient.must("note one")
    damaged = patient.file.read_bytes()[:-90]
    patient.file.write_bytes(damaged)
    said = re.sub(r"\s+", " ", patient.must("verify --accept").out)
    found = re.search(r"Accepted\. The record has (\d+) entr(?:y|ies) now\. The damaged file was kept: (\S+)", said)
    assert found
    assert Path(found[2]).read_bytes() == damaged
    assert int(found[1]) == len(store.load(str(patient.file)).entries)


@pytest.mark.parametrize("line", ["verify", "status", "log dry lips", "note x"])
def test_a_git_conflict_is_told_with_the_three_commands(patient: Patient, line: str) -> None:
    """Both sides of a conflict in the record are named by every command, with what joins them; nothing is changed."""
    text = patient.file.read_text()
    text += "<<<<<<< HEAD\n# mine\n=======\n# theirs\n>>>>>>> other\n"
    patient.file.write_text(text)
    answer = patient(line)
    said = re.sub(r"\s+", " ", answer.err)
    assert answer.code == 3
    assert "git has left both sides of a conflict in it" in said
    assert (
        "git checkout --ours course.toml; git show :3:./course.toml > theirs.toml;"
        " isocourse merge theirs.toml --file course.toml" in said
    )
    assert patient.file.read_text() == text


def test_others_can_read_it(patient: Patient) -> None:
    """A record that other users of the computer may read is pointed out."""
    patient.file.chmod(0o644)
    assert "Other users of this computer may be able to read" in re.sub(r"\s+", " ", patient.must("verify").out)
    assert "Other users of this computer" in patient.must("status").err


def test_a_second_copy_is_pointed_out(patient: Patient) -> None:
    """A conflict copy beside the record is named, with the command that joins the two."""
    copy = patient.home / "course (conflicted copy 2026-11-20).toml"
    copy.write_bytes(patient.file.read_bytes())
    assert f"isocourse merge '{copy}'" in patient.must("status").err
    assert "A second copy of the record lies beside it" in patient.must("verify").out
