"""Files that leave the record's folder: for the owner only, never over a foreign one, never through a link."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from isocourse.course.entries import HandedOut, Record
from isocourse.errors import BadValue
from isocourse.record import handed_out
from isocourse.record.handed_out import NotWritten
from records import COURSE, RECORD, entry

DATA = b"page one"


def told(path: Path, data: bytes = DATA, what: str = "report") -> HandedOut:
    """Return what the record remembers of a file."""
    return HandedOut(path=str(path), what=what, digest=handed_out.digest(data))


def test_a_new_file_is_the_owners_alone(tmp_path: Path) -> None:
    """A new file has mode 0600, holds the bytes, and nothing else is left in the folder."""
    path = tmp_path / "visit.html"
    assert handed_out.write(str(path), DATA) == handed_out.digest(DATA)
    assert path.read_bytes() == DATA
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["visit.html"]  # noqa: PTH208 - the names alone


def test_a_foreign_file_is_never_overwritten(tmp_path: Path) -> None:
    """A file that isocourse did not write stays as it is."""
    path = tmp_path / "visit.html"
    path.write_bytes(b"a novel")
    with pytest.raises(NotWritten):
        handed_out.write(str(path), DATA)
    assert path.read_bytes() == b"a novel"


def test_our_own_file_is_replaced(tmp_path: Path) -> None:
    """What was written there before, and is unchanged since, may be written anew."""
    path = tmp_path / "visit.html"
    handed_out.write(str(path), DATA)
    handed_out.write(str(path), b"page two", [told(path)])
    assert path.read_bytes() == b"page two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_our_own_file_that_somebody_changed_is_kept(tmp_path: Path) -> None:
    """A file of ours into which somebody has written is theirs."""
    path = tmp_path / "visit.html"
    handed_out.write(str(path), DATA)
    path.write_bytes(DATA + b" and a remark")
    with pytest.raises(NotWritten):
        handed_out.write(str(path), b"page two", [told(path)])
    assert path.read_bytes() == DATA + b" and a remark"


def test_what_the_bytes_show_to_be_ours_is_replaced(tmp_path: Path) -> None:
    """A command that knows its own files by their bytes may say so."""
    path = tmp_path / "reminders.ics"
    path.write_bytes(b"BEGIN:ours")
    handed_out.write(str(path), DATA, ours=lambda data: data.startswith(b"BEGIN:ours"))
    assert path.read_bytes() == DATA


@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_never_followed(tmp_path: Path, there: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """A link is refused, wherever it leads, and what it leads to is untouched."""
    aim, path = tmp_path / "aim", tmp_path / "visit.html"
    if there:
        aim.write_bytes(DATA)
    path.symlink_to(aim)
    with pytest.raises(NotWritten):
        handed_out.write(str(path), b"new", [told(path)], ours=lambda _: True)
    assert path.is_symlink()
    assert aim.exists() == there
    assert not there or aim.read_bytes() == DATA


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A pipe, a device or a folder is no place for a sheet."""
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "folder"):
        (tmp_path / "folder").mkdir(exist_ok=True)
        with pytest.raises(NotWritten):
            handed_out.write(str(tmp_path / name), DATA)


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the swap fails, the old file stays, and no half of a new one."""
    path = tmp_path / "visit.html"
    handed_out.write(str(path), DATA)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    for target in (path, tmp_path / "other.html"):
        with pytest.raises(NotWritten, match="no space left"):
            handed_out.write(str(target), b"new", [told(path)])
    assert [one.name for one in tmp_path.iterdir()] == ["visit.html"]
    assert path.read_bytes() == DATA


@pytest.mark.parametrize("given", ["", "a\0b", "folder/", "\udc80"])
def test_no_path(given: str) -> None:
    """What can be no file's path is refused by the option's name."""
    with pytest.raises(BadValue, match="--to"):
        handed_out.place(given)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """No folder is made, and the sentence says which one is missing."""
    with pytest.raises(NotWritten, match="no folder"):
        handed_out.place(str(tmp_path / "none" / "visit.html"))


def test_place_is_whole_and_keeps_the_last_name(tmp_path: Path) -> None:
    """The folder's links are followed, the file's own name is not."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert handed_out.place(str(tmp_path / "link" / "x")) == str(tmp_path / "real" / "x")


def test_the_record_remembers_the_last_of_each_path(tmp_path: Path) -> None:
    """Of two files at one path the later is remembered, and the last of each kind can be asked for."""
    one, two = tmp_path / "one", tmp_path / "two"
    bodies = [told(one), told(two, what="calendar"), told(one, b"new")]
    record = Record(course=COURSE, entries=tuple(entry(n, body) for n, body in enumerate(bodies)))
    assert handed_out.remembered(record) == [told(two, what="calendar"), told(one, b"new")]
    assert handed_out.last(record, "calendar") == told(two, what="calendar")
    assert handed_out.last(RECORD, "calendar") is None


def test_what_is_still_there_is_found(tmp_path: Path) -> None:
    """Files that are gone are not listed; a changed one is told apart."""
    one, two, gone = (tmp_path / name for name in ("one", "two", "gone"))
    one.write_bytes(DATA)
    two.write_bytes(b"changed")
    record = Record(course=COURSE, entries=tuple(entry(n, told(path)) for n, path in enumerate((one, two, gone))))
    assert [(found.told.path, found.unchanged) for found in handed_out.found(record)] == [
        (str(one), True),
        (str(two), False),
    ]
