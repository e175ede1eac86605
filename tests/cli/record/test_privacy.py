"""`privacy` against reality; who can read what; and neutral words where others may look."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from isocourse.record import paths, store
from patient import Patient

START = "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02"
GIVEN_AWAY = re.compile(
    r"pregnan|contracept|birth.control|\btests?\b|period|condom|\biud\b|abstinen|menstr|sex|libido|breast",
    re.IGNORECASE,
)
TELLING = (
    "done contraception --form iud --form condom",
    "done test --specimen 2026-11-20 --result negative --setting medical",
    "done not-breast-feeding",
    "done home-tests --allowed",
    "log --effect menstrual-change --severity severe",
    "log --effect sexual-function --severity severe",
    "log --effect dry-lips --severity mild",
)


def modes(folder: Path) -> dict[str, int]:
    """Return the permission bits of everything below a folder."""
    return {str(one.relative_to(folder)): stat.S_IMODE(one.lstat().st_mode) for one in folder.rglob("*")}


@pytest.mark.parametrize("umask", ["000", "022", "777"])
def test_only_the_owner_can_read(tmp_path: Path, umask: str) -> None:
    """Whatever the umask: 0600 for every file and 0700 for every folder that the real commands make."""
    environ = {"PATH": os.environ["PATH"], "ISOCOURSE_FILE": str(tmp_path / "data" / "course.toml")}
    lines = (START, "note a", "note b", "finish --last-capsule today", START, "note c")
    script = "\n".join(f"{sys.executable} -m isocourse {line} || exit 1" for line in lines)
    done = subprocess.run(
        ["sh", "-c", f"umask {umask}\n{script}"],  # noqa: S607 - any shell will do
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = modes(tmp_path)
    assert {name for name, mode in found.items() if mode == 0o700} == {"data", "data/archive"}
    assert all(mode == 0o600 for name, mode in found.items() if (tmp_path / name).is_file())
    assert len(found) == 6


def test_everything_that_is_kept_is_listed(patient: Patient) -> None:
    """After a whole course, a damage and a new course, every file below the folder is in the list, and none outside."""
    for line in (START, "note a", "note b", "finish --last-capsule today", START, "note c", "checklist", "tour"):
        patient.must(line)
    patient.file.write_bytes(patient.file.read_bytes()[:-40])
    patient.must("verify --accept")
    out = "".join(patient.must("privacy", columns=100).out.split())
    for one in patient.home.rglob("*"):
        if one.parent.name != "archive":
            assert f"{one}" in out
    assert len(list((patient.home / "archive").iterdir())) == 3
    listed = {*paths.companions(str(patient.file)), paths.archive_folder(str(patient.file))}
    assert {str(one) for one in patient.home.iterdir()} <= listed


def test_what_is_not_there_is_marked(patient: Patient) -> None:
    """Before a course begins, no file is said to be there."""
    out = " ".join(patient.must("privacy").out.split())
    assert out.count("(not there now)") == len(paths.companions(str(patient.file))) + 1
    assert list(patient.home.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        "It is not encrypted",
        "shell's history",
        "`-` reads them from standard input",
        "root",
        "backups",
        "synced",
        "That isocourse is installed can be seen",
        "deleted file can often be brought back",
        "Full-disk encryption",
        "never uses the network",
        "ask a lawyer",
    ],
)
def test_it_says_what_is_not_protected(patient: Patient, words: str) -> None:
    """The limits stand there in plain words, without a record."""
    assert words in " ".join(patient.must("privacy").out.split())


def test_it_promises_no_more_than_is_done(patient: Patient) -> None:
    """No decoy, no shredding, no password: what is not there is not hinted at."""
    assert not re.search(r"shred|decoy|password|passphrase|secure|anonym", patient.must("privacy").out, re.IGNORECASE)


@pytest.mark.parametrize("line", ["note", "log", "ask"])
def test_words_can_stay_out_of_the_shells_history(patient: Patient, line: str) -> None:
    """Sensitive words are asked for at a terminal, or read from standard input with `-`; the help says so."""
    patient.must(START)
    assert patient(line, stdin="a dry mouth\n\n\n", terminal=True).code == 0
    assert patient(f"{line} -", stdin="a dry mouth\n").code == 0
    said = " ".join(patient.must(f"{line} --help").out.split())
    assert "history" in said or line == "ask"


def test_a_test_result_can_stay_out_of_the_shells_history(patient: Patient) -> None:
    """Without options at a terminal, day, result and place of a test are asked for."""
    patient.must(START)
    result = patient("done test", stdin="2026-11-20\nnegative\nmedical\n", terminal=True)
    assert result.code == 0, result
    assert "negative" in result.out


@pytest.fixture
def telling(patient: Patient) -> Patient:
    """A patient whose record holds all that others should not see at a glance."""
    patient.must(START)
    for line in TELLING:
        patient(line)
    return patient


@pytest.mark.parametrize("line", ["status", "status --json", "status --why", "status --as-of 2026-11-22", ""])
@pytest.mark.parametrize("more", ["", "done test --specimen 2026-11-22 --result positive --setting medical", "sign"])
def test_status_gives_nothing_away(telling: Patient, line: str, more: str) -> None:
    """Nothing about pregnancy, birth control, tests, periods or sex is in `status`, in words or in JSON."""
    if more:
        telling("log --effect possible-pregnancy" if more == "sign" else more)
    result = telling.must(line)
    assert GIVEN_AWAY.findall(result.out + result.err) == []
    assert "lips" in result.out or "--json" in line


def test_an_open_sign_is_still_shown(telling: Patient) -> None:
    """Neutral is not silent: a possible pregnancy is an open sign that needs a call."""
    telling("log --effect possible-pregnancy")
    assert "an open sign that needs a call" in " ".join(telling.must("status").out.split())
    assert telling.must("status --json").json["open_warnings"]


def test_the_checklist_names_them(telling: Patient) -> None:
    """Whoever asks for the checklist sees the steps by their names."""
    assert GIVEN_AWAY.search(telling.must("checklist").out)


@pytest.mark.parametrize("line", ["status", "checklist", "history", "log", "note x"])
def test_no_terminal_title(telling: Patient, line: str) -> None:
    """No command names itself or a symptom in the title of the window."""
    result = telling(line)
    assert "\x1b]" not in result.out + result.err


def test_a_fault_tells_nothing(telling: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the program shows no traceback and none of the patient's words."""

    def fail(*_: object, **__: object) -> None:
        raise ValueError("zebrafinch")

    monkeypatch.setattr(store, "append", fail)
    result = telling("note", "zebrafinch words")
    assert result.code == 70
    assert "zebrafinch" not in result.out + result.err
    assert "Traceback" not in result.err
