from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from isocourse.course.entries import Record
from isocourse.errors import CourseOpen, DiskUnconfirmed, NoCourse, RecordBroken, RecordCutShort, RecordError
from isocourse.record import store
from isocourse.record.codec import State
from on_disk import BYTES, GROWN, mode, names, one_more
from records import RECORD

OTHER = RECORD._replace(course="0123cafe")


# --- the archive ------------------------------------------------------------------------------------------------------


def test_a_finished_course_moves_to_the_archive(course: Path) -> None:
    """When another course begins, the earlier one is in the archive, and never is there a moment without a record."""
    store.append(str(course), one_more)
    kept = store.renew(str(course), lambda _: OTHER)
    assert kept == str(course.parent / "archive" / "course-c41d7be0.toml")
    assert store.load(kept) == GROWN
    assert store.load(str(course)) == OTHER


@pytest.mark.parametrize("call", ["open", "write", "fsync", "rename", "link", "replace"])
def test_a_new_course_that_cannot_be_saved_leaves_the_earlier_one(
    course: Path, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever fails while another course begins, the earlier one is still the record."""
    real = getattr(os, call)
    for failing in range(1, 20):
        left = iter([False] * (failing - 1) + [True])
        saved = True

        def fail(*args: object, left: Iterator[bool] = left, **more: object) -> object:
            if next(left, False):
                raise OSError(errno.ENOSPC, "full")
            return real(*args, **more)

        course.write_bytes(BYTES)
        with monkeypatch.context() as patch:
            patch.setattr(os, call, fail)
            try:
                store.renew(str(course), lambda _: OTHER)
            except DiskUnconfirmed:
                pass
            except RecordError:
                saved = False
        assert store.load(str(course)) == (OTHER if saved else RECORD)


def test_what_refuses_the_new_course_changes_nothing(course: Path) -> None:
    """A course that is open is not moved to the archive."""

    def refuse(_: Record) -> Record:
        raise CourseOpen("here")

    with pytest.raises(CourseOpen):
        store.renew(str(course), refuse)
    assert course.read_bytes() == BYTES
    assert names(course.parent) == ["course.toml", "course.toml.lock"]


def test_the_archive_is_never_written_over(course: Path) -> None:
    """A name that is taken gets a number; a copy of the same bytes is not made twice."""
    first = store.renew(str(course), lambda _: GROWN)
    assert store.renew(str(course), lambda _: GROWN) == first.replace(".toml", "-2.toml")
    assert store.renew(str(course), lambda _: OTHER) == first.replace(".toml", "-2.toml")
    assert store.load(first) == RECORD
    assert names(course.parent / "archive") == ["course-c41d7be0-2.toml", "course-c41d7be0.toml"]


def test_every_file_that_is_kept_is_listed(course: Path) -> None:
    """The list of what belongs to a record holds every file that was made for it, and the archive's folder."""
    cut_short(course)
    store.accept(str(course))
    listed = {Path(one).name for one in store.companions(str(course))}
    assert set(names(course.parent)) - {"archive"} <= listed
    assert store.archive_folder(str(course)) == str(course.parent / "archive")


# --- cut short --------------------------------------------------------------------------------------------------------


def cut_short(course: Path) -> bytes:
    """Cut the record's last line and the entry before it in half; return what is left."""
    store.append(str(course), one_more)
    left = course.read_bytes()
    left = left[: left.rindex(b'text = "a')]
    course.write_bytes(left)
    return left


def test_a_record_that_is_cut_short_is_never_written_to(course: Path) -> None:
    """Neither adding, merging, archiving nor a new start touches a record that is cut short."""
    left = cut_short(course)
    path = str(course)
    for act in (
        lambda: store.append(path, one_more),
        lambda: store.replace(path, lambda record: record),
        lambda: store.renew(path, lambda record: record),
        lambda: store.create(path, RECORD),
        lambda: store.load(path),
    ):
        with pytest.raises(RecordCutShort, match=r"is cut short: its last line, .* is missing; its last entry cannot"):
            act()
    assert course.read_bytes() == left
    assert store.load(str(course) + ".previous") == RECORD


@pytest.mark.parametrize("left", [b"", None])
def test_a_lost_file_beside_its_previous_version_is_no_new_patient(course: Path, left: bytes | None) -> None:
    """An empty or missing file with a `.previous` beside it is cut short; no new course is started over it."""
    store.append(str(course), one_more)
    course.unlink()
    if left is not None:
        course.write_bytes(left)
    reading = store.read(str(course))
    assert reading is not None
    assert (reading.state, reading.found, reading.promised) == (State.CUT_SHORT, 0, None)
    for act in (lambda: store.append(str(course), one_more), lambda: store.create(str(course), RECORD)):
        with pytest.raises(RecordCutShort):
            act()
    with pytest.raises(RecordError) as caught:
        store.accept(str(course))
    assert str(caught.value) == (
        f"Nothing in the record {course} can be used, so it was left as it is."
        f" Go back to the version before its last change: cp {course}.previous {course}"
    )
    assert course.with_name("course.toml.previous").read_bytes() == BYTES


def test_an_empty_file_alone_can_be_moved_away(tmp_path: Path) -> None:
    """An empty file without a previous version is refused with the way on."""
    path = tmp_path / "course.toml"
    path.touch()
    with pytest.raises(RecordError, match="Move it away, then begin again: isocourse start"):
        store.accept(str(path))


def test_accepting_keeps_what_is_left_and_throws_nothing_away(course: Path) -> None:
    """What is left becomes a whole record; the damaged file and the version before it are in the archive."""
    left = cut_short(course)
    reading = store.accept(str(course))
    assert reading is not None
    assert (reading.record, reading.state) == (RECORD, State.WHOLE)
    assert store.load(str(course)) == RECORD
    archive = course.parent / "archive"
    assert (archive / "course-c41d7be0-damaged.toml").read_bytes() == left
    assert (archive / "course-c41d7be0-before.toml").read_bytes() == BYTES
    assert course.with_name("course.toml.previous").read_bytes() == left
    assert mode(archive) == 0o700
    assert {mode(one) for one in archive.iterdir()} == {0o600}


def test_accepting_a_sound_record_changes_nothing(course: Path) -> None:
    """There is nothing to accept in a whole record."""
    reading = store.accept(str(course))
    assert reading is not None
    assert reading.state is State.WHOLE
    assert names(course.parent) == ["course.toml", "course.toml.lock"]


def test_a_broken_record_cannot_be_accepted(course: Path) -> None:
    """A mistake that hides entries is to be mended, not accepted."""
    course.write_bytes(BYTES.replace(b'"dry-lips"', b'"dry-lips'))
    with pytest.raises(RecordBroken):
        store.accept(str(course))


def test_a_copy_that_cannot_be_put_into_the_archive_leaves_nothing_behind(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the archive refuses the copy, the record is as it was and no half of it lies beside it."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(RecordError) as caught:
        store.renew(str(course), lambda _: OTHER)
    assert str(caught.value) == (
        f"Not saved: the archive {course.parent}/archive cannot be written (invalid cross-device link)."
        f" The record {course} is as it was before."
    )
    assert course.read_bytes() == BYTES
    assert not [name for name in names(course.parent) if name.endswith(".tmp")]


def test_a_copy_that_cannot_even_be_removed_is_told_like_any_other(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When neither the archive takes the copy nor the copy can be deleted, the first reason is the one that is told."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "rename", refuse)
    monkeypatch.setattr(os, "unlink", refuse)
    with pytest.raises(RecordError, match=r"cannot be written \(read-only file system\)"):
        store.renew(str(course), lambda _: OTHER)
    assert course.read_bytes() == BYTES


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda data: data.replace(b'"dry-lips"', b'"dry-lips'), "The record {path} cannot be read: line"),
        (lambda data: data[:-9], "The record {path} is cut short: "),
    ],
)
def test_a_new_course_after_a_damaged_one_is_refused_by_name(
    course: Path, spoil: Callable[[bytes], bytes], said: str
) -> None:
    """The damaged record that stands in the way is named, and left."""
    damaged = spoil(BYTES)
    course.write_bytes(damaged)
    with pytest.raises(RecordError) as caught:
        store.renew(str(course), lambda _: OTHER)
    assert str(caught.value).startswith(said.format(path=course))
    assert course.read_bytes() == damaged


def test_a_new_course_in_the_place_of_none_is_refused(tmp_path: Path) -> None:
    """Where there is no record there is nothing to renew."""
    with pytest.raises(NoCourse, match=str(tmp_path / "none.toml")):
        store.renew(str(tmp_path / "none.toml"), lambda _: OTHER)


def test_a_damaged_record_is_named_when_it_cannot_be_accepted(course: Path) -> None:
    """Accepting names the file that has to be mended, and so does looking at the version before."""
    course.write_bytes(BYTES.replace(b'"dry-lips"', b'"dry-lips'))
    with pytest.raises(RecordBroken, match=f"The record {course} cannot be read"):
        store.accept(str(course))
    before = course.with_name("course.toml.previous")
    before.write_bytes(BYTES.replace(b'"dry-lips"', b'"dry-lips'))
    with pytest.raises(RecordBroken, match=f"The record {before} cannot be read"):
        store.previous(str(course))
