"""What lies beside a record, told by what is in it: copies of the same course, and what editors leave.

A name says little: each sync program, language and editor has its own. So a file counts as a copy when it reads as a
course record of the same course. What looks like one of ours and is not surely so is named with the reason, and left.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress

from isocourse.errors import RecordError, reason
from isocourse.named import NamedTuple
from isocourse.record import paths
from isocourse.typed import Final

LOOKED_AT: Final = 200  # files that a command which only reads looks into
_HEAD: Final = 4096
_WHOLE: Final = 8 * 1024 * 1024
_SAFE: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_FIRST_WORDS: Final = b"# isocourse course record"
_COURSE: Final = rb"""(?m)^[ \t]*course[ \t]*=[ \t]*["']([0-9a-f]{4,32})["']"""
_SCHEMA: Final = rb"(?m)^[ \t]*schema[ \t]*=[ \t]*[0-9]"
_ENTRY: Final = rb"(?m)^[ \t]*\[\[[ \t]*entry[ \t]*\]\][^\[]*^[ \t]*recorded[ \t]*="
# What editors, and people, call a copy of the file NAME; and what editors keep of it in a form of their own.
_COPIES: Final = (
    r"(.+?)(?:~|\.~\d+~)",
    r"#(.+)#",
    r"(.+)\.(?:bak|backup|old|orig|save(?:\.\d+)?)",
    r"(.+)___jb_[a-z]+___",
)
_SWAPS: Final = (r"\.(.+)\.(?:s[v-w][a-z]|un~|kate-swp)", r"\.~lock\.(.+)#")  # vim, nano, Kate, LibreOffice
_VERSIONS: Final = (".stversions", ".sync", ".dropbox.cache")  # Syncthing, Resilio, Dropbox


class Found(NamedTuple):
    """A file beside a record; `why` tells why it is not ours to delete, None where it is ours."""

    path: str
    why: str | None = None
    unread: bool = False  # whether it is ours could not be told: the disk, or a mode, was in the way


class Sort(NamedTuple):
    """What a file is by its bytes: whether it reads as a course record, and of which course."""

    record: bool = False
    course: str | None = None


def copies(real: str) -> list[str]:
    """Return the other files beside a record that hold the same course, as sync programs and people leave them.

    Cheap: the first few kilobytes of a limited number of files. What an editor keeps for itself is no copy to join.
    """
    folder, name = os.path.split(real)
    names = [one for one in _likely(folder, name, LOOKED_AT) if not _of_program(one, name)]
    course = None
    with suppress(OSError):
        course = course_of(real) if names else None
    if course is None:
        return []
    found = []
    for one in names:
        if any(re.fullmatch(form, one) for form in (*_COPIES, *_SWAPS)):
            continue
        with suppress(OSError):
            if sort(_bytes(path := os.path.join(folder, one), _HEAD)).course == course:
                found.append(path)
    return sorted(found)


def course_of(real: str) -> str | None:
    """Return the id of the course that a record, or the version before it, holds; None where neither tells.

    Raises OSError where one is there and cannot be read, and the other does not tell.
    """
    trouble = None
    for path in (real, real + paths.PREVIOUS):
        try:
            if course := sort(_bytes(path, _HEAD)).course:
                return course
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as problem:
            trouble = None if os.path.islink(path) else problem
    if trouble:
        raise trouble
    return None


def is_record(path: str) -> bool:
    """Say whether a file reads as a course record, whole or damaged, or holds nothing at all. Raises OSError."""
    data = _bytes(path, _WHOLE)
    return sort(data).record or not data.strip(b"\0\r\n\t \xef\xbb\xbf")


def belongings(real: str) -> list[Found]:
    """Return what lies beside a record and in its archive: what belongs to it, and what looks so and is left.

    The program's own names are not among them. Raises OSError with the archive, which has to be seen whole, and
    RecordError where the record is there and cannot say which course it holds.
    """
    folder, name = os.path.split(real)
    archive = os.path.join(folder, paths.ARCHIVE)
    archived = _archived(archive)
    known = {
        course for one in archived if (course := _told_by_name(one, name)) and _sorted(one, _HEAD).course == course
    }
    try:
        known |= {course_of(real) or ""} - {""}
    except OSError as problem:
        raise RecordError(
            f"Nothing was deleted: the record {real} cannot be read ({reason(problem)}). Delete it by hand."
        ) from problem
    beside = _likely(folder, name, 10 * LOOKED_AT, every=True)
    places = [*archived, *(os.path.join(folder, one) for one in beside)]
    found = [*(one for path in places if (one := _found(path, name, known))), *_not_looked_into(folder)]
    if len(beside) == 10 * LOOKED_AT:
        found.append(Found(folder, f"of its many files only {len(beside)} were looked into"))
    ours = {name, name + paths.PREVIOUS, *(os.path.basename(one.path) for one in found if one.why is None)}
    swaps = _swaps(folder, ours)
    once = {one.path for one in swaps}
    return [*(one for one in found if one.path not in once), *swaps]


def head(path: str) -> bytes:
    """Return the first few kilobytes of an ordinary file, never through a link. Raises OSError."""
    return _bytes(path, _HEAD)


def _not_looked_into(folder: str) -> list[Found]:
    """Return the folders beside a record that may hold older versions of it, and are not the program's to search."""
    found = [
        Found(os.path.join(folder, one), "a sync program keeps older versions in it: look there") for one in _VERSIONS
    ]
    link = Found(os.path.join(folder, paths.ARCHIVE), "it is a link; what it leads to was not looked at")
    return [*(one for one in found if os.path.lexists(one.path)), *([link] if os.path.islink(link.path) else [])]


def not_ours(path: str) -> str | None:
    """Return why a file is not to be touched, whatever is in it: a link, a folder, another user's. Raises OSError."""
    status = os.lstat(path)
    if stat.S_ISLNK(status.st_mode):
        return "it is a link"
    if not stat.S_ISREG(status.st_mode):
        return "it is a folder" if stat.S_ISDIR(status.st_mode) else "it is no ordinary file"
    if hasattr(os, "geteuid") and status.st_uid != os.geteuid():
        return "it belongs to another user of this computer"
    return None


def sort(data: bytes) -> Sort:
    """Say what bytes are: by their first line, by the line that names the course, by their entries."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # saved as "Unicode" by an editor
        data = data.decode("utf-16", "replace").encode()
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r", b"\n")
    match = re.search(_COURSE, data)
    begins = data.startswith(_FIRST_WORDS) or (len(data) > 8 and _FIRST_WORDS.startswith(data.strip(b"\0")))  # noqa: PLR2004 - a few letters are no sign
    reads = begins or re.search(_ENTRY, data) or (match and re.search(_SCHEMA, data))
    return Sort(record=bool(reads), course=match[1].decode() if match else None)


def _found(path: str, name: str, known: set[str]) -> Found | None:
    """Return what a file is to the record of this name; None for what is nobody's business here."""
    named = _named_like(os.path.basename(path), name)
    try:
        if why := not_ours(path):
            return Found(path, why) if named or _sorted(path, _HEAD).course in known else None
        is_what = sort(_bytes(path, _WHOLE if named else _HEAD))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as problem:
        return Found(path, f"it cannot be read: {reason(problem)}", unread=True) if named else None
    one = os.path.basename(path)
    if is_what.course in known or one == name + paths.DAMAGED or _unfinished(one, name):
        return Found(path)
    return _told(path, is_what, named=named, known=known)


def _told(path: str, is_what: Sort, *, named: bool, known: set[str]) -> Found | None:
    """Return what a file is whose course is not ours for sure: one that is cut short under our name, or left."""
    if not is_what.record:
        return Found(path, "it does not read as a course record") if named else None
    if is_what.course is None:
        return Found(path, None if named else "whose course it holds cannot be told")
    told = "it holds another course" if known else "whose course it holds cannot be told"
    return Found(path, told) if named else None


def _swaps(folder: str, ours: set[str]) -> list[Found]:
    """Return what editors keep of our files in forms of their own, which only the name tells."""
    found = []
    for one in _names(folder):
        if any((match := re.fullmatch(form, one)) and match[1] in ours for form in _SWAPS):
            path = os.path.join(folder, one)
            with suppress(FileNotFoundError):
                found.append(Found(path, not_ours(path)))
    return found


def _archived(folder: str) -> list[str]:
    """Return the files of the archive; raises OSError where it cannot be listed, which is not the same as empty."""
    try:
        return [] if os.path.islink(folder) else [os.path.join(folder, one) for one in sorted(os.listdir(folder))]
    except (FileNotFoundError, NotADirectoryError):
        return []


def _sorted(path: str, most: int) -> Sort:
    try:
        return sort(_bytes(path, most))
    except OSError:
        return Sort()


def _told_by_name(path: str, name: str) -> str | None:
    """Return the id of the course that a name in the archive tells, as `archive.keep` made it."""
    stem, extension = os.path.splitext(name)
    form = rf"{re.escape(stem)}-([0-9a-f]{{4,32}})(?:-damaged|-before)?(?:-\d+)?{re.escape(extension)}"
    match = re.fullmatch(form, os.path.basename(path))
    return match[1] if match else None


def _likely(folder: str, name: str, limit: int, *, every: bool = False) -> list[str]:
    """Return the names beside a record that are looked into: those like its own, then other text, then `every`."""
    stem, extension = os.path.splitext(name)
    own = {name + end for end in paths.ENDINGS}
    ranked = []
    for one in _names(folder):
        if one in own or one == paths.ARCHIVE:
            continue
        if one.lstrip(".#~").startswith(stem):
            ranked.append((0, one))
        elif one.endswith((extension or ".toml", ".toml")):
            ranked.append((1, one))
        elif one.endswith((".txt", ".bak", "~", paths.PREVIOUS)) or "." not in one.lstrip("."):
            ranked.append((2, one))
        elif every:
            ranked.append((3, one))
    return [one for _, one in sorted(ranked)[:limit]]


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder or ".")
    except OSError:
        return []


def _named_like(one: str, name: str) -> bool:
    """Say whether a name is made from the record's: `course.toml~`, `#course.toml#`, `course copy.toml`."""
    stem, extension = os.path.splitext(name)
    plain = one.lstrip(".#~")
    return plain.startswith(name) or (plain.startswith(stem) and extension in plain and not plain[len(stem)].isalnum())


def _unfinished(one: str, name: str) -> bool:
    """Say whether a name is that of a version that was being written when a run was killed."""
    return re.fullmatch(rf"{re.escape(name)}(?:\.previous)?(?:\.[0-9a-f]{{8}})?\.tmp", one) is not None


def _of_program(one: str, name: str) -> bool:
    return (
        one == name + paths.DAMAGED or one.endswith(paths.PREVIOUS) or (one.startswith(name) and one.endswith(".tmp"))
    )


def _bytes(path: str, most: int) -> bytes:
    """Return the beginning of an ordinary file, never through a link; nothing of anything else."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _SAFE)
    try:
        return os.read(handle, most) if stat.S_ISREG(os.fstat(handle).st_mode) else b""
    finally:
        with suppress(OSError):
            os.close(handle)
