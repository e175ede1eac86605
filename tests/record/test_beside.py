"""What lies beside a record: copies are known by what is in them, and only what is surely ours is deleted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from isocourse.course.entries import Note, Record
from isocourse.record import beside, store
from isocourse.record.codec import serialise
from on_disk import BYTES, as_root
from patient import Patient
from records import RECORD, entry

OTHER = serialise(Record(course="0be17be0", entries=RECORD.entries))
START = "start --category cannot-become-pregnant --zone America/Chicago --weeks 20"
MARKER = "zebrafinch"
CONFLICTS = [
    "course (Ann's conflicted copy 2026-11-22).toml",
    "course (conflicted copy 2026-11-22 201504).toml",
    "course (Case Conflict).toml",
    "course (In Konflikt stehende Kopie von Anna 2026-11-22).toml",
    "course (copie en conflit de Zoé 2026-11-22).toml",
    "course.sync-conflict-20261122-201504-ABCDEFG.toml",
    "course_conflict-20261122-101500.toml",
    "course.conflict1.toml",
    "course (1).toml",
    "course-LAPTOP.toml",
    "course-a-name-that-is-very-long-indeed.toml",
    "course 2.toml",
    "course copy.toml",
    "Copy of course.toml",
    "courses.toml",
    "backup.toml",
    "diary.txt",
]
ANYTHING = ["notes.md", "copy.toml.part"]  # `forget` looks into every file
EDITORS = [
    "course.toml~",
    "course.toml.~1~",
    "#course.toml#",
    "course.toml.save",
    "course.toml.save.1",
    "course.toml.bak",
    "course.toml.orig",
]
PREVIOUS = [
    "course.toml.sync-conflict-20261122-201504-ABCDEFG.previous",
    "course.toml (Anna's conflicted copy 2026-11-22).previous",
]
SWAPS = {
    ".course.toml.swp": b"b0VIM 8.2\0\0" + MARKER.encode(),
    ".course.toml.swo": b"b0VIM 8.2\0\0" + MARKER.encode(),
    ".course.toml.un~": b"Vim\x9fUnDo\xe5" + MARKER.encode(),
    ".course.toml.kate-swp": b"\0\1" + MARKER.encode(),
}


@pytest.fixture
def telling(patient: Patient) -> Patient:
    """A patient whose record, and the version before it, hold a word that must not stay."""
    patient.must(START)
    patient.must("note", MARKER)
    patient.must("note", f"{MARKER} again")
    return patient


def marked(folder: Path) -> list[str]:
    """Return the files in which the marker stands."""
    files = [one for one in folder.rglob("*") if one.is_file() and not one.is_symlink()]
    return sorted(str(one.relative_to(folder)) for one in files if MARKER.encode() in one.read_bytes())


# --- copies -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CONFLICTS)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_copy_is_known_by_its_course(course: Path, name: str, mark: bytes) -> None:
    """Whatever a sync program or a person calls it, a file of the same course is a copy (F18)."""
    copy = course.with_name(name)
    copy.write_bytes(mark + BYTES)
    assert store.conflict_copies(str(course)) == [str(copy)]
    assert [one for one in store.notices(str(course)) if "isocourse merge " in one]


@pytest.mark.parametrize("name", CONFLICTS)
@pytest.mark.parametrize("data", [OTHER, b"my own list\n", b"", BYTES.replace(b"course = ", b"x = ")])
def test_another_course_is_no_copy(course: Path, name: str, data: bytes) -> None:
    """The record of another person or of another course is no copy of this one (F17), nor is any other text."""
    course.with_name(name).write_bytes(data)
    assert store.conflict_copies(str(course)) == []


@pytest.mark.parametrize("name", [*EDITORS, *PREVIOUS, "course.toml.damaged"])
def test_what_an_editor_keeps_is_no_copy_to_join(course: Path, name: str) -> None:
    """A back-up of an editor, and a copy of the version before, are not told at each `status`."""
    course.with_name(name).write_bytes(BYTES)
    store.append(str(course), lambda _: [entry(30, Note(text="a line more"))])
    assert store.conflict_copies(str(course)) == []


def test_links_folders_and_pipes_are_no_copies(course: Path) -> None:
    """Only an ordinary file is looked into, and nothing waits for a pipe."""
    course.with_name("course 2.toml").mkdir()
    course.with_name("course 3.toml").symlink_to(course)
    os.mkfifo(course.with_name("course 4.toml"))
    assert store.conflict_copies(str(course)) == []


def test_a_full_folder_costs_little(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of thousands of files a bounded number is opened, those with a name like the record's first, none to its end."""
    for number in range(600):
        course.with_name(f"a{number}.toml").write_bytes(b"x" * 9000)
    copy = course.with_name("course-z.toml")
    copy.write_bytes(BYTES)
    opened: list[int] = []
    real = os.read

    def read(handle: int, most: int) -> bytes:
        opened.append(most)
        return real(handle, most)

    monkeypatch.setattr(os, "read", read)
    assert store.conflict_copies(str(course)) == [str(copy)]
    assert len(opened) <= beside.LOOKED_AT + 2
    assert max(opened) <= 4096


def test_a_copy_beside_a_damaged_record_is_found(course: Path) -> None:
    """A record that begins with rubbish is known by the version before it."""
    store.append(str(course), lambda _: [entry(30, Note(text="a line more"))])
    course.write_bytes(b"\0" * 200)
    course.with_name("course 2.toml").write_bytes(BYTES)
    assert len(store.conflict_copies(str(course))) == 1


# --- forget -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*CONFLICTS, *EDITORS, *PREVIOUS, *ANYTHING, "course.toml.damaged"])
@pytest.mark.parametrize("damage", ["whole", "edited", "cut short"])
def test_forget_deletes_every_copy(telling: Patient, name: str, damage: str) -> None:
    """Every file beside the record that holds the same course goes, whole or damaged, whatever its name (E1)."""
    data = telling.file.read_bytes()
    if damage == "edited":
        data = b"\n".join(data.split(b"\n")[1:])  # the first line, which names the program, is gone
    copy = telling.home / name
    copy.write_bytes(data[:-70] if damage == "cut short" else data)
    assert len(marked(telling.home)) == 3
    out = telling.must("forget --yes", columns=100).out
    assert marked(telling.home) == []
    assert not copy.exists()
    assert "".join(f"Deleted: {copy}".replace("é", "?").split()) in "".join(out.split())


@pytest.mark.parametrize("name", SWAPS)
def test_forget_deletes_what_an_editor_keeps_in_its_own_form(telling: Patient, name: str) -> None:
    """A swap or undo file of an editor, which no reader of records reads, is known by the record's name in its own."""
    (telling.home / name).write_bytes(SWAPS[name])
    out = telling.must("forget --yes").out
    assert marked(telling.home) == []
    assert "does not read as a course record" not in " ".join(out.split())


def test_the_swap_file_of_a_copy_goes_with_it(telling: Patient) -> None:
    """An editor that had a copy open leaves as much as one that had the record open."""
    (telling.home / "course copy.toml").write_bytes(telling.file.read_bytes())
    (telling.home / ".course copy.toml.swp").write_bytes(SWAPS[".course.toml.swp"])
    telling.must("forget --yes")
    assert marked(telling.home) == []


def test_what_verify_told_to_keep_is_deleted(telling: Patient) -> None:
    """The damaged copy, made by the command that `verify` prints, is deleted though nothing in it can be read (E1)."""
    telling.file.write_bytes(MARKER.encode() + b"\n[\n")
    result = telling("verify", columns=500)
    command = result.err[result.err.index("cp ") :].strip()
    assert os.system(command) == 0  # noqa: S605 - as a patient pastes it
    assert (telling.home / "course.toml.damaged").exists()
    telling.must("forget --yes")
    assert marked(telling.home) == []


def test_another_persons_record_is_left(telling: Patient) -> None:
    """The record of another course stays, with its companions, and is called no copy (F17)."""
    ben = telling.home / "course-ben.toml"
    for path in (ben, telling.home / "course-ben.toml.previous", telling.home / "ben.toml"):
        path.write_bytes(OTHER)
    assert "copy of the record" not in telling("status").err
    out = " ".join(telling.must("forget --yes", columns=100).out.split())
    assert f"Still there: {ben} (it holds another course)" in out
    assert sorted(one.name for one in telling.home.iterdir()) == [
        "ben.toml",
        "course-ben.toml",
        "course-ben.toml.previous",
    ]


@pytest.mark.parametrize("name", ["course.toml.bak", "course.toml.txt", "course copy.toml"])
def test_what_is_left_is_named_with_the_reason(telling: Patient, name: str) -> None:
    """A file named like the record that is none stays, and the answer says so before and after."""
    (telling.home / name).write_text("milk, eggs\n")
    out = " ".join(telling.must("forget --yes", columns=100).out.split())
    assert f"Not touched: {telling.home / name} (it does not read as a course record)" in out
    assert f"Still there: {telling.home / name} (it does not read as a course record)" in out
    assert (telling.home / name).read_text() == "milk, eggs\n"


@pytest.mark.parametrize("name", ["course copy.toml", "course.toml~", "course.toml.previous", "course.toml.damaged"])
def test_forget_goes_through_no_link(telling: Patient, tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    """A link beside the record is left and named, and what it leads to is not touched."""
    away = tmp_path_factory.mktemp("away") / "mine.toml"
    away.write_bytes(telling.file.read_bytes())
    link = telling.home / name
    link.unlink(missing_ok=True)
    link.symlink_to(away)
    out = " ".join(telling.must("forget --yes", columns=100).out.split())
    assert f"Still there: {link} (it is a link)" in out
    assert link.is_symlink()
    assert away.exists()


@pytest.mark.parametrize("name", [".stversions", ".sync", ".dropbox.cache"])
def test_the_older_versions_of_a_sync_program_are_named(telling: Patient, name: str) -> None:
    """A folder in which a sync program keeps older versions is not searched, and is named before and after."""
    (telling.home / name).mkdir()
    out = " ".join(telling.must("forget --yes", columns=100).out.split())
    assert out.count(f"{telling.home / name} (a sync program keeps older versions in it: look there)") == 2


def test_a_folder_with_too_many_files_is_told(telling: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where not every file was looked into, that is said, and those with a name like the record's come first."""
    monkeypatch.setattr(beside, "LOOKED_AT", 2)
    for number in range(30):
        (telling.home / f"a{number}.toml").write_text("x")
    (telling.home / "course copy.toml").write_bytes(telling.file.read_bytes())
    out = " ".join(telling.must("forget --yes", columns=100).out.split())
    assert f"Still there: {telling.home} (of its many files only 20 were looked into)" in out
    assert marked(telling.home) == []


def test_an_archive_that_is_a_link_is_named(telling: Patient, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing is deleted in a folder that a link leads to."""
    away = tmp_path_factory.mktemp("away")
    (away / "course-c41d7be0.toml").write_bytes(BYTES)
    (telling.home / "archive").symlink_to(away)
    out = " ".join(telling.must("forget --yes", columns=100).out.split())
    assert f"Still there: {telling.home / 'archive'} (it is a link" in out
    assert (away / "course-c41d7be0.toml").exists()


@pytest.mark.parametrize("name", ["thesis.txt", "thesis.toml", "notes/course.toml"])
def test_forget_refuses_what_is_no_record(patient: Patient, name: str) -> None:
    """A file that `--file` names and that is no record of ours stays, with all that lies beside it (E3)."""
    thesis = patient.home / name
    (thesis.parent / "archive").mkdir(parents=True)
    kept = [thesis, thesis.with_name(f"{thesis.name}.tmp"), thesis.with_name(f"{thesis.name}.previous")]
    kept += [thesis.parent / "archive" / f"{thesis.stem}-2024{thesis.suffix}"]
    for path in kept:
        path.write_text('title = "my thesis"\n')
    result = patient("forget --yes --file", str(thesis))
    assert result.code == 3
    assert "it does not read as a course record. Nothing was changed." in result.err
    assert all(path.read_text() == 'title = "my thesis"\n' for path in kept)
    assert not thesis.with_name(f"{thesis.name}.lock").exists()


def test_forget_refuses_a_link_to_what_is_no_record(patient: Patient) -> None:
    """A link does not make a record of the file that it leads to (E3)."""
    thesis, link = patient.home / "thesis.txt", patient.home / "course.toml"
    thesis.write_text("chapter one\n")
    link.symlink_to(thesis)
    assert patient("forget --yes").code == 3
    assert thesis.exists()


def test_only_records_go_from_the_archive(telling: Patient) -> None:
    """In the archive a name is not enough: what is no record of ours, or another person's, stays and is named (E3)."""
    archive = telling.home / "archive"
    archive.mkdir()
    (archive / "course-2024.toml").write_text('title = "plans"\n')
    (archive / "course-ben-0be17be0.toml").write_bytes(OTHER)
    (archive / "course-c41d7be0.toml").write_bytes(BYTES)
    (archive / "course-c41d7be0-damaged.toml").write_bytes(BYTES[:-90])
    (archive / "course-c41d7be0.toml~").write_bytes(BYTES)
    (archive / "course-2025.toml").write_bytes(telling.file.read_bytes())
    (telling.home / "last-year.toml").write_bytes(BYTES)
    out = " ".join(telling.must("forget --yes", columns=100).out.split())
    assert sorted(one.name for one in archive.iterdir()) == ["course-2024.toml", "course-ben-0be17be0.toml"]
    assert f"Still there: {archive / 'course-2024.toml'} (it does not read as a course record)" in out
    assert not (telling.home / "last-year.toml").exists()  # a copy of the earlier course


@as_root
def test_forget_deletes_nothing_of_another_user(telling: Patient) -> None:
    """As root it refuses another user's record, and leaves another user's copy, as every other command does (E3)."""
    copy = telling.home / "course 2.toml"
    copy.write_bytes(telling.file.read_bytes())
    os.chown(copy, 65534, 65534)
    os.chown(telling.file, 65534, 65534)
    result = telling("forget --yes")
    assert (result.code, "it belongs to another user of this computer" in result.err) == (3, True)
    assert len(marked(telling.home)) == 3
    os.chown(telling.file, 0, 0)
    out = " ".join(telling.must("forget --yes", columns=100).out.split())
    assert f"Still there: {copy} (it belongs to another user of this computer)" in out
    assert [one.name for one in telling.home.iterdir()] == [copy.name]


@as_root
def test_another_users_copy_is_named_whatever_its_name(telling: Patient) -> None:
    """A copy of this course that another user owns stays and is named, also where its name tells nothing."""
    copy = telling.home / "backup.toml"
    copy.write_bytes(telling.file.read_bytes())
    os.chown(copy, 65534, 65534)
    out = " ".join(telling.must("forget --yes", columns=100).out.split())
    assert f"Still there: {copy} (it belongs to another user of this computer)" in out
    assert copy.exists()


def test_a_run_that_was_killed_goes_on(telling: Patient) -> None:
    """With the record gone and copies, an empty archive or a lock left, the next run finishes (E5)."""
    (telling.home / "archive").mkdir()
    (telling.home / "course copy.toml").write_bytes(telling.file.read_bytes())
    telling.file.unlink()
    telling.must("forget --yes")
    assert list(telling.home.iterdir()) == []
    for left in ("archive", "course.toml.lock"):
        (telling.home / "archive").mkdir() if left == "archive" else (telling.home / left).touch()
        assert f"Deleted: {telling.home / left}" in " ".join(telling.must("forget --yes", columns=100).out.split())
        assert list(telling.home.iterdir()) == []


def test_a_copy_that_cannot_be_deleted_is_named_for_good(telling: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the record a copy is not found again: the answer says that it has to be deleted by hand."""
    (telling.home / "backup.toml").write_bytes(telling.file.read_bytes())
    real = os.unlink

    def unlink(path: str, **more: object) -> None:
        if path.endswith("backup.toml"):
            raise PermissionError(13, "Permission denied")
        real(path, **more)  # type: ignore[arg-type] # handed on

    monkeypatch.setattr(os, "unlink", unlink)
    result = telling("forget --yes")
    assert result.code == 75
    assert f"{telling.home / 'backup.toml'} (permission denied). Delete by hand the copies that stay." in result.err
    assert marked(telling.home) == ["backup.toml"]


@pytest.mark.parametrize("name", ["archive/course-c41d7be0.toml", "course copy.toml"])
def test_a_copy_that_cannot_be_read_is_no_success(telling: Patient, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody can tell whether a file is a copy, it stays, and the exit code does not say that all is deleted."""
    (telling.home / "archive").mkdir()
    (telling.home / name).write_bytes(telling.file.read_bytes().replace(b"course = ", b'course = "c41d7be0" #'))
    real = os.open

    def refuse(path: str, *more: int) -> int:
        if str(path).endswith(name):
            raise PermissionError(13, "Permission denied")
        return real(path, *more)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        result = telling("forget --yes")
    assert (result.code, "it cannot be read: permission denied" in result.err) == (75, True)
    assert marked(telling.home) == [name]
    if name.startswith("archive"):
        telling.must("forget --yes")
        assert marked(telling.home) == []


def test_the_empty_data_folder_goes_or_is_named(telling: Patient, tmp_path: Path) -> None:
    """The program's own folder is deleted when it is empty, and one that the patient chose is named (E5)."""
    assert f"Still there: {telling.home} (an empty folder)" in " ".join(
        telling.must("forget --yes", columns=100).out.split()
    )
    environ = {"ISOCOURSE_FILE": "", "XDG_DATA_HOME": str(tmp_path / "share")}
    telling.must(START, **environ)
    assert (tmp_path / "share" / "isocourse" / "course.toml").exists()
    telling.must("forget --yes", **environ)
    assert list((tmp_path / "share").iterdir()) == []


def test_privacy_lists_what_forget_would_delete(telling: Patient) -> None:
    """Every copy that `forget` deletes stands in `privacy` before."""
    for name in ("course copy.toml", "course.toml~", ".course.toml.swp"):
        (telling.home / name).write_bytes(telling.file.read_bytes())
    out = "".join(telling.must("privacy", columns=100).out.split())
    assert all("".join(str(one).split()) in out for one in telling.home.iterdir())
