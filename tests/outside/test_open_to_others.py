"""What is said where others can reach the record: no promise that the disk does not keep (F21, attacks E5)."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from isocourse.record import store
from patient import Patient

START = "start --category cannot-become-pregnant --zone America/Chicago --weeks 20"
PROMISE = "Only your account on this computer can open it."
unix = pytest.mark.skipif(os.name != "posix", reason="modes of Unix")
pytestmark = unix


def said(patient: Patient, line: str) -> str:
    """Return what a command printed, on one line."""
    result = patient(line)
    return " ".join((result.out + result.err).split())


def test_privacy_is_promised_where_it_holds(patient: Patient) -> None:
    """On a disk that keeps modes, in a folder of one's own, the promise stands and nothing is warned of."""
    patient.home.chmod(0o700)
    assert PROMISE in said(patient, START)
    for line in ("status", "verify", "privacy"):
        assert "Other users" not in said(patient, line).replace("Other users may see", "")


def test_a_disk_without_modes_gets_no_promise(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every file stays open to all whatever was asked for, that is said, and the promise is not (F21)."""
    real = os.stat

    def open_to_all(path: object, *more: object, **options: object) -> os.stat_result:
        status = real(path, *more, **options)  # type: ignore[arg-type] # handed on
        if str(path).endswith("course.toml"):
            return os.stat_result((status.st_mode | 0o777, *status[1:]))
        return status

    monkeypatch.setattr(os, "stat", open_to_all)
    shown = said(patient, START)
    assert PROMISE not in shown
    for line in ("status", "verify", "privacy"):
        assert f"Other users of this computer may be able to read {patient.file}" in said(patient, line)
    assert "Other users of this computer may be able to read" in shown


@pytest.mark.parametrize("mode", [0o777, 0o702, 0o770])
def test_a_folder_that_others_can_write_is_told(patient: Patient, mode: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may rename files in the folder can put an older record in place of this one: that is told (E5)."""
    monkeypatch.setattr("grp.getgrgid", lambda _: (_ for _ in ()).throw(KeyError))
    patient.home.chmod(mode)
    shown = said(patient, START)
    assert PROMISE not in shown
    for found in (shown, *(said(patient, line) for line in ("status", "verify", "privacy"))):
        assert f"can swap or delete the record: the folder {patient.home} is open to them." in found
        assert f"chmod go-w {patient.home}" in found


@pytest.mark.parametrize("mode", [0o700, 0o755, 0o1777])
def test_a_folder_that_only_the_owner_can_change_is_fine(patient: Patient, mode: int) -> None:
    """A folder that others may list, or one where each may delete only what is theirs, is no reason to warn."""
    patient.home.chmod(mode)
    assert PROMISE in said(patient, START)


def test_a_group_of_ones_own_has_no_others(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many systems give each user a group of their own: a folder that this group can write is still the user's."""
    import grp  # noqa: PLC0415 - not on Windows
    import pwd  # noqa: PLC0415 - as above

    me = pwd.getpwuid(os.geteuid())
    os.chown(patient.home, -1, me.pw_gid)
    patient.home.chmod(0o770)
    for members, warned in (([], False), ([me.pw_name], False), (["ben"], True)):
        group = grp.struct_group((me.pw_name, "x", me.pw_gid, members))
        monkeypatch.setattr("grp.getgrgid", lambda _, group=group: group)
        assert bool(store.open_to_others(str(patient.file))) is warned


def test_a_folder_above_counts_too(patient: Patient, tmp_path: Path) -> None:
    """Who can rename a folder on the way can swap all that is in it."""
    place = tmp_path / "a" / "b" / "course.toml"
    patient.must(f"{START} --file {place}")
    (tmp_path / "a").chmod(0o777)
    assert store.open_to_others(str(place)) == [
        f"Other users of this computer can swap or delete the record: the folder {tmp_path / 'a'} is open to them."
        f" Close it: chmod go-w {tmp_path / 'a'}"
    ]


def test_the_printed_commands_close_it(patient: Patient) -> None:
    """What is printed to close a record or a folder can be pasted, and closes it."""
    odd = patient.home / "it's (x'; touch PWNED; ')"
    odd.mkdir()
    odd.chmod(0o777)
    place = odd / "course.toml"
    patient("", *START.split(), "--file", str(place))
    place.chmod(0o666)
    for sentence in store.open_to_others(str(place)):
        subprocess.run(["bash", "-c", sentence.partition(": chmod")[2].join(("chmod", ""))], check=True, cwd=odd)  # noqa: S607 - as pasted
    assert (stat.S_IMODE(place.stat().st_mode), stat.S_IMODE(odd.stat().st_mode)) == (0o600, 0o755)
    assert not (odd / "PWNED").exists()


@pytest.mark.parametrize(
    "name",
    [
        "course (Anna's conflicted copy 2026-11-28).toml",
        "course (x';touch PWNED;' conflict).toml",
        "course $(touch PWNED).toml",
        "course `touch PWNED`.toml",
        "course \n;touch PWNED;.toml",
        "-course.toml",
    ],
)
def test_the_printed_merge_can_be_pasted(patient: Patient, name: str) -> None:
    """Whatever a copy is called, the line that `status` prints joins it, and runs nothing else (E2, F19)."""
    patient.must(START)
    copy = patient.home / name
    copy.write_bytes(patient.file.read_bytes())
    patient.must("note", "after the copy")
    line = patient("status").err
    command = line[line.index("isocourse merge ") :].strip()
    environ = {**os.environ, "ISOCOURSE_FILE": str(patient.file)}
    script = f'isocourse() {{ "{sys.executable}" -m isocourse "$@"; }}\n{command}\n'
    done = subprocess.run(
        ["bash", "-c", script],  # noqa: S607 - as pasted
        cwd=patient.home,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "Merged: 0 entries" in done.stdout) == (0, True), done
    assert not (patient.home / "PWNED").exists()
