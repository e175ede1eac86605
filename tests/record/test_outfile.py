"""Files that leave the record's folder: for the owner only, never over a foreign one, never through a link."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from isocourse.cli.record.remembered import remembered
from isocourse.course.entries import HandedOut, Record
from isocourse.errors import BadValue, NotOurs, NotSaved, NotWritten, SavedUnconfirmed
from isocourse.record import outfile, store
from records import COURSE, entry

DATA = b"page one"


def write(path: Path, data: bytes = DATA, *ours: bytes) -> None:
    """Write a file over nothing, or over one of these bytes."""
    outfile.write(str(path), data, lambda held: held in ours, lambda: None)


def told(path: Path, data: bytes = DATA, what: str = "report") -> HandedOut:
    """Return what the record remembers of a file."""
    return HandedOut(path=str(path), what=what, digest=outfile.digest(data))


def test_a_new_file_is_the_owners_alone(tmp_path: Path) -> None:
    """A new file has mode 0600, holds the bytes, and nothing else is left in the folder."""
    path = tmp_path / "visit.html"
    write(path)
    assert path.read_bytes() == DATA
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["visit.html"]  # noqa: PTH208 - the names alone


def test_a_foreign_file_is_never_overwritten(tmp_path: Path) -> None:
    """A file that isocourse did not write, or that was changed since, stays as it is."""
    path = tmp_path / "visit.html"
    path.write_bytes(b"a novel")
    with pytest.raises(NotOurs):
        write(path, b"page two", DATA)
    assert path.read_bytes() == b"a novel"
    assert [one.name for one in tmp_path.iterdir()] == ["visit.html"]


def test_our_own_file_is_replaced(tmp_path: Path) -> None:
    """What was written there before, and is unchanged since, may be written anew."""
    path = tmp_path / "visit.html"
    write(path)
    path.chmod(0o644)
    write(path, b"page two", DATA)
    assert path.read_bytes() == b"page two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_never_followed(tmp_path: Path, there: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """A link is refused, wherever it leads, and what it leads to is untouched."""
    aim, path = tmp_path / "aim", tmp_path / "visit.html"
    if there:
        aim.write_bytes(DATA)
    path.symlink_to(aim)
    with pytest.raises(NotOurs):
        write(path, b"new", DATA)
    assert path.is_symlink()
    assert aim.exists() == there
    assert not there or aim.read_bytes() == DATA


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A pipe, a device or a folder is no place for a sheet."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "folder"):
        with pytest.raises(NotOurs):
            write(tmp_path / name)


def test_a_file_is_remembered_before_it_is_there(tmp_path: Path) -> None:
    """While the record learns of it the old file stands; where the record cannot remember, nothing has changed."""
    path = tmp_path / "visit.html"
    seen = []
    outfile.write(str(path), DATA, lambda _: False, lambda: seen.append(path.read_bytes()))
    outfile.write(str(path), b"new", lambda held: held == DATA, lambda: seen.append(path.read_bytes()))
    assert seen == [b"", DATA]

    def refuse() -> None:
        raise NotSaved("course.toml", "full")

    for target in (path, tmp_path / "other.html"):
        with pytest.raises(NotSaved):
            outfile.write(str(target), DATA, lambda held: held == b"new", refuse)
    assert [one.name for one in tmp_path.iterdir()] == ["visit.html"]
    assert path.read_bytes() == b"new"


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the swap fails, the old file stays and no half of a new one, and it is said that the record knows of it."""
    path = tmp_path / "visit.html"
    write(path)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    for target in (path, tmp_path / "other.html"):
        with pytest.raises(SavedUnconfirmed, match="no space left"):
            write(target, b"new", DATA)
    assert [one.name for one in tmp_path.iterdir()] == ["visit.html"]
    assert path.read_bytes() == DATA


def test_what_came_in_between_is_never_overwritten(tmp_path: Path) -> None:
    """A file that another program puts there while the record is written stays."""
    path = tmp_path / "visit.html"
    theirs = tmp_path / "theirs"

    def come_between() -> None:
        theirs.write_bytes(b"a novel")
        theirs.replace(path)

    for _ in range(2):
        with pytest.raises(SavedUnconfirmed, match="another program put its own file there"):
            outfile.write(str(path), DATA, lambda _: True, come_between)
        assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("visit.html", b"a novel")]


@pytest.mark.parametrize("given", ["", "a\0b", "folder/", "\udc80"])
def test_no_path(given: str) -> None:
    """What can be no file's path is refused by the option's name."""
    with pytest.raises(BadValue, match="--to"):
        outfile.place(given)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """No folder is made, and the sentence says which one is missing."""
    with pytest.raises(NotWritten, match="no folder"):
        outfile.place(str(tmp_path / "none" / "visit.html"))


def test_place_is_whole_and_keeps_the_last_name(tmp_path: Path) -> None:
    """The folder's links are followed, the file's own name is not."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert outfile.place(str(tmp_path / "link" / "x")) == str(tmp_path / "real" / "x")


def test_what_is_still_there_is_found(tmp_path: Path) -> None:
    """Files that are gone, or links now, are not listed; a changed one is told apart, an older version is ours too."""
    one, two, gone, link, old = (tmp_path / name for name in ("one", "two", "gone", "link", "old"))
    one.write_bytes(DATA)
    two.write_bytes(b"changed")
    link.symlink_to(one)
    old.write_bytes(DATA)
    bodies = [*(told(path) for path in (one, two, gone, link, old)), told(old, b"newer", what="csv")]
    course = tmp_path / "course.toml"
    store.create(str(course), Record(course=COURSE, entries=tuple(entry(n, body) for n, body in enumerate(bodies))))
    assert [(found.path, found.what, found.unchanged) for found in remembered(str(course))] == [
        (str(one), "report", True),
        (str(two), "report", False),
        (str(old), "csv", True),
    ]
