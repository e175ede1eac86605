from __future__ import annotations

import os
from pathlib import Path

import pytest

from isocourse.course.entries import Entry, Note, Record
from isocourse.errors import BadValue, CourseOpen, NoCourse, RecordError
from isocourse.record import store
from isocourse.record.codec import State, serialise
from on_disk import BYTES, GROWN, mode, names, one_more
from records import LIPS, NEW, RECORD, entry

# --- making and reading -----------------------------------------------------------------------------------------------


def test_without_a_file_there_is_no_course(tmp_path: Path) -> None:
    """A new patient has no record: reading says None, everything else says how to begin, and nothing is made."""
    path = str(tmp_path / "data" / "course.toml")
    assert store.read(path) is None
    assert store.previous(path) is None
    assert store.accept(path) is None
    for act in (store.load, lambda one: store.renew(one, lambda _: RECORD), lambda one: store.append(one, one_more)):
        with pytest.raises(NoCourse):
            act(path)
    assert names(tmp_path) == []


def test_a_record_is_made_for_the_owner_only(tmp_path: Path) -> None:
    """Folders are 0700 and files 0600, however open or closed the umask is, for every file that is kept."""
    for umask in (0o000, 0o777):
        path = tmp_path / f"{umask:o}" / "a" / "course.toml"
        before = os.umask(umask)
        try:
            store.create(str(path), RECORD)
            store.append(str(path), one_more)
        finally:
            os.umask(before)
        assert [mode(path.parent.parent), mode(path.parent)] == [0o700, 0o700]
        assert {one.name: mode(one) for one in path.parent.iterdir()} == {
            "course.toml": 0o600,
            "course.toml.lock": 0o600,
            "course.toml.previous": 0o600,
        }


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    """A folder of the patient's own is not made tighter than the patient made it."""
    tmp_path.chmod(0o755)
    store.create(str(tmp_path / "course.toml"), RECORD)
    assert mode(tmp_path) == 0o755


def test_a_wide_open_record_becomes_private_with_its_previous_version(course: Path) -> None:
    """A record that a person made readable for others is not left so, nor is the version before it."""
    course.chmod(0o644)
    assert store.notices(str(course)) == [
        f"Other users of this computer may be able to read {course}, or its disk does not keep who may."
        f" Close it: chmod 600 {course}"
    ]
    store.append(str(course), one_more)
    assert mode(course) == mode(course.with_name("course.toml.previous")) == 0o600
    assert store.notices(str(course)) == []


def test_a_record_is_read_as_it_was_made(course: Path) -> None:
    """What was created is read as whole."""
    reading = store.read(str(course))
    assert reading is not None
    assert (reading.record, reading.state) == (RECORD, State.WHOLE)
    assert store.load(str(course)) == RECORD
    assert course.read_bytes() == BYTES


def test_a_course_is_never_made_over_another(course: Path) -> None:
    """Creating refuses an existing record and leaves it as it is."""
    with pytest.raises(CourseOpen):
        store.create(str(course), GROWN)
    assert course.read_bytes() == BYTES


def test_a_relative_path_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bare file name is a record in the folder one is in."""
    monkeypatch.chdir(tmp_path)
    store.create("c.toml", RECORD)
    store.append("c.toml", one_more)
    assert store.load("c.toml") == GROWN


def test_ids_are_eight_hex_digits_and_not_repeated() -> None:
    """A new id is eight characters of 0-9 and a-f, another one each time."""
    ids = {store.new_id() for _ in range(50)}
    assert len(ids) == 50
    assert all(len(one) == 8 and set(one) <= set("0123456789abcdef") for one in ids)


# --- changing ---------------------------------------------------------------------------------------------------------


def test_an_entry_is_added_and_the_version_before_is_kept(course: Path) -> None:
    """After saving, the record holds the new entry, `.previous` the version before, and nothing else lies about."""
    assert store.append(str(course), one_more) == GROWN
    assert store.load(str(course)) == GROWN
    before = store.previous(str(course))
    assert before is not None
    assert (before.record, before.state) == (RECORD, State.WHOLE)
    assert names(course.parent) == ["course.toml", "course.toml.lock", "course.toml.previous"]


def test_what_is_added_is_made_from_the_record_as_it_is(course: Path) -> None:
    """The function that makes the entries sees the record that is on the disk at that moment."""
    store.append(str(course), one_more)
    seen = []

    def look(record: Record) -> list[Entry]:
        seen.append(record)
        return []

    assert store.append(str(course), look) == GROWN
    assert seen == [GROWN]


def test_nothing_to_add_writes_nothing(course: Path) -> None:
    """No new entry, no new version."""
    inode = course.stat().st_ino
    store.append(str(course), lambda _: [])
    assert course.stat().st_ino == inode
    assert not course.with_name("course.toml.previous").exists()


def test_an_edited_record_is_written_anew(course: Path) -> None:
    """An edited record is saved in our layout with the edit in it; the patient's own bytes stay in `.previous`."""
    edited = BYTES.replace(b'"moderate"', b'"severe"  # it got worse')
    course.write_bytes(edited)
    record = store.append(str(course), one_more)
    assert course.read_bytes() == serialise(record)
    assert course.with_name("course.toml.previous").read_bytes() == edited


def test_a_failing_question_changes_nothing(course: Path) -> None:
    """When making the entries fails, the record is as it was and the lock is free again."""

    def fail(_: Record) -> list[Entry]:
        raise BadValue("no")

    with pytest.raises(BadValue):
        store.append(str(course), fail)
    assert course.read_bytes() == BYTES
    assert store.append(str(course), one_more) == GROWN


def test_an_entry_out_of_range_changes_nothing(course: Path) -> None:
    """An entry that could not be read back is refused before anything is written."""
    with pytest.raises(BadValue, match="text: must be at most 4000 characters long"):
        store.append(str(course), lambda _: [entry(40, Note(text="x" * 4001))])
    assert course.read_bytes() == BYTES


def test_replacing_never_loses_an_entry(course: Path) -> None:
    """A new version that lacks an old entry, or changes one, is refused."""
    changed = (RECORD.entries[0], entry(20, LIPS._replace(words="else")))
    for entries in (RECORD.entries[:1], changed, ()):
        with pytest.raises(RecordError, match="entries would have been lost"):
            store.replace(str(course), lambda record, kept=entries: record._replace(entries=kept))  # type: ignore[misc] # bound in the loop
    assert course.read_bytes() == BYTES


def test_replacing_may_put_entries_between(course: Path) -> None:
    """A merge may put entries anywhere."""
    between = Record(course=RECORD.course, entries=(RECORD.entries[0], NEW, RECORD.entries[1]))
    assert store.replace(str(course), lambda _: between) == between
    assert store.load(str(course)) == between


def test_a_linked_record_stays_a_link(course: Path, tmp_path: Path) -> None:
    """Behind a link to a link, the real file is replaced, and everything that is kept lies beside the real file."""
    first, second = tmp_path / "one" / "first.toml", tmp_path / "second.toml"
    first.parent.mkdir()
    second.symlink_to(course)
    first.symlink_to(Path("..") / "second.toml")
    store.append(str(first), one_more)
    assert first.is_symlink()
    assert second.is_symlink()
    assert store.load(str(course)) == GROWN
    assert names(first.parent) == ["first.toml"]
    assert names(course.parent) == ["course.toml", "course.toml.lock", "course.toml.previous"]
