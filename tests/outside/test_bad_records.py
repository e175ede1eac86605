"""Damaged records: one sentence, the place, the next step, exit code 3, the file byte for byte as it was."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from patient import Patient
from refused import BASE, READ, WRITE, one_sentence

MARK = "zebra"


def _swap(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def swapped(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new, 1)

    return swapped


def _same_ids(data: bytes) -> bytes:
    ids = re.findall(rb'\nid = "([0-9a-f]+)"', data)
    return data.replace(ids[1], ids[2])


DAMAGE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a quote is open": (_swap(b'severity = "mild"', b'severity = "mild'), "line "),
    "no equals sign": (_swap(b'severity = "mild"', b"severity mild"), "line "),
    "an unknown key": (_swap(b'severity = "mild"', b'severity = "mild"\nmood = "low"'), "entry[2].mood: not a key"),
    "an unknown key on top": (_swap(b"schema = 1", b'schema = 1\nmood = "low"'), "mood: not a key"),
    "an unknown kind": (_swap(b'kind = "note"', b'kind = "thought"'), "entry[1].kind: must be one of: settings, "),
    "a wrong type": (_swap(b'text = "zebra words"', b"text = 5"), "entry[1].text: must be text in quotes"),
    "a wrong choice": (_swap(b'severity = "mild"', b'severity = "zebra"'), "entry[2].severity: must be one of: mild"),
    "a wrong date": (_swap(b"planned_weeks = 20", b"planned_weeks = 20\nlast_fill = 1026-01-01"), ".last_fill: "),
    "a local time": (_swap(b"-06:00", b""), ".recorded: must be a time with its offset"),
    "a number too big": (_swap(b"planned_weeks = 20", b"planned_weeks = 1e400"), "entry[0].planned_weeks: "),
    "a missing key": (_swap(b'kind = "note"\n', b""), "entry[1].kind: missing"),
    "no course": (_swap(b"\ncourse = ", b"\n# "), "course: missing"),
    "twice the same id": (_same_ids, "has the id"),
    "twice the same key": (_swap(b'text = "zebra words"', b'text = "zebra words"\ntext = "a"'), "line "),
    "not UTF-8": (_swap(b"zebra words", b"zebra \xff\xfe"), "these bytes are not UTF-8 text; save it as UTF-8"),
    "UTF-16": (lambda data: data.decode().encode("utf-16"), "UTF-8"),
    "a newer schema": (_swap(b"schema = 1", b"schema = 2"), "made by a newer isocourse (schema 2;"),
    "no schema": (_swap(b"schema = 1", b""), "schema: missing"),
    "deep brackets": (_swap(b"schema = 1", b"schema = " + b"[" * 4000), ""),
    "a long key": (_swap(b"schema = 1", b"a" + b".a" * 5000 + b" = 1"), "more than 32 dotted parts"),
    "a zone that is nowhere": (_swap(b"America/Chicago", b"America/Zebra"), "a time zone that is not known"),
    "half of it": (lambda data: data[: len(data) // 2], "cut short"),
    "without its last line": (lambda data: data[: data.rindex(b"#")], "its last line"),
    "without its last entry": (
        lambda data: data[: data.rindex(b"\n[[entry]]")] + data[data.rindex(b"\n#") :],
        "it holds 2 of the 3 entries",
    ),
    "nothing": (lambda _: b"", "it is empty"),
    "zeros": (lambda data: b"\0" * len(data), "it is empty"),
}  # fmt: skip


def _damaged(patient: Patient, kind: str) -> bytes:
    patient.must(f"start {BASE} --started 2026-11-02")
    patient.must("note zebra words")
    patient.must("log dry lips --severity mild --note zebra")
    data = DAMAGE[kind][0](patient.file.read_bytes())
    patient.file.write_bytes(data)
    return data


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_record_is_read_by_nobody(patient: Patient, kind: str) -> None:
    """Every command that reads says in one sentence what is wrong, where, and what to do, and shows nothing."""
    data = _damaged(patient, kind)
    for line in READ[:-1]:
        result = patient(line)
        said = one_sentence(result, 3)
        assert str(patient.file) in said
        assert DAMAGE[kind][1] in said
        assert re.search(r"isocourse (?:verify|set --zone)|Update isocourse", said)
        assert MARK not in said.lower()
        assert result.out == ""
    assert patient.file.read_bytes() == data


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_record_is_written_by_nobody(patient: Patient, kind: str) -> None:
    """Every command that writes refuses with exit code 3, and the file stays byte for byte as it was."""
    data = _damaged(patient, kind)
    names = sorted(path.name for path in patient.home.iterdir())
    for line in WRITE[:3] + WRITE[-1:] if kind != "half of it" else WRITE:
        if kind == "a zone that is nowhere" and line.startswith("start"):
            continue  # a course is open: told as such
        result = patient(f"{line} --yes")
        assert result.code == 3, (line, result)
        assert MARK not in result.err.lower()
        assert result.err.count("\n") == 1
    assert patient.file.read_bytes() == data
    assert sorted(path.name for path in patient.home.iterdir()) == names


@pytest.mark.parametrize("kind", DAMAGE)
def test_verify_says_the_way_back(patient: Patient, kind: str) -> None:
    """`verify` names the place and what to do about it, and never sends the patient to `verify` again."""
    data = _damaged(patient, kind)
    result = patient("verify")
    if kind != "a zone that is nowhere":
        said = one_sentence(result, 3)
        assert "isocourse verify" not in said.replace("isocourse verify --accept", "")
        assert re.search(r"--accept|text editor|Update isocourse", said)
    assert MARK not in (result.out + result.err).lower()
    assert patient.file.read_bytes() == data


def test_a_zone_that_is_nowhere_can_be_mended(patient: Patient) -> None:
    """The zone that this computer does not know is replaced by the command that the error names."""
    _damaged(patient, "a zone that is nowhere")
    patient.must("set --zone America/Denver")
    assert patient("status").code == 0
    assert patient("checklist").code == 0


def test_a_record_that_is_no_file(patient: Patient) -> None:
    """A folder, a link to nowhere and a file of gigabytes are refused at once."""
    folder = patient.home / "folder"
    folder.mkdir()
    (patient.home / "link").symlink_to(patient.home / "nowhere" / "c.toml")
    with (patient.home / "huge").open("wb") as huge:
        huge.truncate(2**30)
    for name in ("folder", "link", "huge", "/dev/null", "/dev/zero"):
        for line in ("status", "log dry lips", "verify", f"start {BASE}"):
            result = patient(f"{line} --file", str(patient.home / name))
            assert result.code == 3, (name, line, result)
            assert result.err.count("\n") == 1


def test_paths_that_cannot_be(patient: Patient) -> None:
    """A path with a zero byte, one that is too long, and one below a file are told in one sentence."""
    patient.must(f"start {BASE}")
    for path in ("a\0b", "x" * 5000, str(patient.file / "below")):
        for line in ("status", "log dry lips", f"start {BASE}"):
            result = patient(f"{line} --file", path)
            assert result.code in {1, 3}, (path[:9], line, result)
            assert result.err.count("\n") == 1
