from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from isocourse.errors import NotSaved, RecordError, RecordRefused
from isocourse.record import disk, store
from on_disk import BYTES, NOBODY, as_root, names, one_more
from records import RECORD

# --- odd and hostile files --------------------------------------------------------------------------------------------


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    """A folder in the record's place is refused in one sentence."""
    with pytest.raises(RecordRefused) as caught:
        store.read(str(tmp_path))
    assert str(caught.value) == (
        f"The record {tmp_path} cannot be opened: it is a folder. Nothing was changed. Use another file: --file PATH"
    )
    assert caught.value.exit_code == 3


def make_fifo(path: Path) -> None:
    """Put a named pipe there."""
    os.mkfifo(path)


def make_big(path: Path) -> None:
    """Put a file of a gigabyte there that takes no room."""
    with path.open("wb") as handle:
        handle.truncate(1 << 30)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (make_fifo, "it is no ordinary file"),
        (lambda path: path.symlink_to("/dev/zero"), "it is no ordinary file"),
        (make_big, "it is larger than 4 MiB, so it is no course record"),
        (lambda path: path.symlink_to("nowhere.toml"), "is a link that leads nowhere"),
        (lambda path: path.symlink_to(path.name), "is a link that leads nowhere|symbolic links"),
        (lambda path: path.with_name("x").symlink_to("gone") or path.symlink_to("x/course.toml"), "leads nowhere"),
    ],
)
def test_what_is_no_ordinary_file_is_refused_at_once(make: object, why: str, tmp_path: Path) -> None:
    """Pipes, devices, huge files and dangling links are refused at once, for reading and for writing alike."""
    path = tmp_path / "course.toml"
    make(path)  # type: ignore[operator] # a table of functions
    before = names(tmp_path)
    begun = time.monotonic()
    for act in (store.read, lambda one: store.append(one, one_more), lambda one: store.create(one, RECORD)):
        with pytest.raises(RecordRefused, match=why):
            act(str(path))
    assert time.monotonic() - begun < 60  # a bound on a hang, not a measurement
    assert path.is_symlink() or path.exists()
    assert set(names(tmp_path)) - set(before) <= {"course.toml.lock"}


def test_a_record_in_a_folder_that_is_a_dangling_link_is_refused(tmp_path: Path) -> None:
    """A data folder on a disk that is not there is not the same as a new patient."""
    (tmp_path / "data").symlink_to(tmp_path / "usb-stick")
    with pytest.raises(RecordRefused, match="data is a link that leads nowhere"):
        store.read(str(tmp_path / "data" / "course.toml"))
    with pytest.raises(RecordRefused, match="data is a link that leads nowhere"):
        store.create(str(tmp_path / "data" / "course.toml"), RECORD)


def test_a_record_of_exactly_4_mib_is_read(course: Path) -> None:
    """The limit itself is allowed; one byte more is not."""
    padding = b"#" * (disk.LARGEST - len(BYTES) - 1) + b"\n"
    course.write_bytes(padding + BYTES)
    assert store.load(str(course)) == RECORD
    course.write_bytes(b"#" + padding + BYTES)
    with pytest.raises(RecordRefused, match="larger than 4 MiB"):
        store.load(str(course))


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000])
def test_a_path_that_no_disk_takes_is_refused(path: str) -> None:
    """A path that cannot exist is one sentence, not a traceback."""
    with pytest.raises(RecordError):
        store.read(path)
    with pytest.raises(RecordError):
        store.create(path, RECORD)


def test_a_file_where_a_folder_should_be_is_refused(tmp_path: Path) -> None:
    """A record below a file cannot be read or made."""
    (tmp_path / "file").touch()
    path = str(tmp_path / "file" / "course.toml")
    with pytest.raises(RecordError):
        store.create(path, RECORD)
    assert names(tmp_path) == ["file"]


@pytest.mark.parametrize("suffix", [".tmp", ".previous.tmp"])
def test_what_a_killed_run_left_is_cleaned_up(course: Path, suffix: str) -> None:
    """A left-over of a run that was killed does not stand in the way and is gone after the next save."""
    (course.parent / f"course.toml{suffix}").write_text("half")
    store.append(str(course), one_more)
    assert names(course.parent) == ["course.toml", "course.toml.lock", "course.toml.previous"]


@pytest.mark.parametrize("suffix", [".tmp", ".previous.tmp", ".lock"])
def test_a_planted_link_is_not_followed(course: Path, suffix: str, tmp_path: Path) -> None:
    """A link under a name that the program uses is replaced or refused; what it points at is left alone."""
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (course.parent / f"course.toml{suffix}").unlink(missing_ok=True)
    (course.parent / f"course.toml{suffix}").symlink_to(victim)
    if suffix == ".lock":
        with pytest.raises(NotSaved):
            store.append(str(course), one_more)
    else:
        store.append(str(course), one_more)
    assert victim.read_text() == "mine"


def test_a_left_over_first_version_is_no_course(tmp_path: Path) -> None:
    """A start that was killed before its swap saved nothing, and the next start works."""
    path = tmp_path / "course.toml"
    path.with_name("course.toml.tmp").write_bytes(BYTES)
    assert store.read(str(path)) is None
    store.create(str(path), RECORD)
    assert names(tmp_path) == ["course.toml", "course.toml.lock"]


def test_a_run_killed_between_its_two_renames_leaves_a_good_previous_version(course: Path) -> None:
    """When `.previous` is the record itself under another name, the next save still keeps it."""
    os.link(course, course.with_name("course.toml.previous"))
    store.append(str(course), one_more)
    assert course.with_name("course.toml.previous").read_bytes() == BYTES
    assert names(course.parent) == ["course.toml", "course.toml.lock", "course.toml.previous"]


# --- other people's files ---------------------------------------------------------------------------------------------


@as_root
def test_root_is_refused_on_a_patients_record(course: Path) -> None:
    """With sudo, a record of somebody else is neither read nor written, and no file of root's is left beside it."""
    os.chown(course, NOBODY, NOBODY)
    os.chown(course.parent, NOBODY, NOBODY)
    before = names(course.parent)
    with pytest.raises(RecordRefused, match=r"belongs to another user .* Run isocourse without sudo"):
        store.read(str(course))
    with pytest.raises(RecordRefused, match="its folder belongs to another user"):
        store.append(str(course), one_more)
    with pytest.raises(RecordRefused, match="its folder belongs to another user"):
        store.create(str(course.parent / "deeper" / "other.toml"), RECORD)
    assert names(course.parent) == before


def test_another_users_record_is_refused(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record that belongs to somebody else is not read, even where the disk would allow it."""
    monkeypatch.setattr(os, "geteuid", lambda: NOBODY)
    with pytest.raises(RecordRefused) as caught:
        store.read(str(course))
    assert str(caught.value) == (
        f"The record {course} cannot be opened: it belongs to another user of this computer. Nothing was changed."
        " Ask its owner, or use another file: --file PATH"
    )
