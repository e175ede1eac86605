"""Where the record is, and what lies beside it.

Everything that the program keeps has a name that follows from the record's own, so that it can be listed and deleted.
"""
# ruff: noqa: PTH114, PTH116, PTH117, PTH118, PTH119, PTH120, PTH122, PTH123, PTH208 - pathlib is a start-up cost that every command would pay

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Mapping
from typing import Final

from isocourse.errors import BadValue, RecordError, RecordRefused

PREVIOUS: Final = ".previous"
LOCK: Final = ".lock"
TEMPORARY: Final = ".tmp"
ARCHIVE: Final = "archive"
_FIRST_WORDS: Final = b"# isocourse course record"


def locate(option: str | None, environ: Mapping[str, str]) -> str:
    """Return the record's path: `--file`, else ISOCOURSE_FILE, else the user's data folder."""
    if option is not None and not option:
        raise BadValue("--file: the path is empty")
    if given := option or environ.get("ISOCOURSE_FILE", ""):
        return os.path.join(_home(environ), given[2:]) if given.startswith("~/") else given
    return os.path.join(_data_folder(environ), "course.toml")


def real_path(path: str) -> str:
    """Return where the record really is, links followed; refuse a link that leads nowhere."""
    if "\0" in path:
        raise RecordRefused(ascii(path), "no path can hold a zero byte")
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        raise RecordRefused(ascii(path), "no path can hold such letters") from None
    part = path
    while part and not _exists(part):
        if os.path.islink(part):
            raise RecordRefused(path, f"{part} is a link that leads nowhere")
        part = os.path.dirname(part)
    return os.path.realpath(path)


def companions(path: str) -> list[str]:
    """Return every file that the program may keep for this record, whether it is there or not."""
    real = real_path(path)
    names = ("", PREVIOUS, PREVIOUS + TEMPORARY, TEMPORARY, LOCK)
    return [real + name for name in names]


def archive_folder(path: str) -> str:
    """Return the folder beside the record that holds earlier courses and damaged copies."""
    return os.path.join(os.path.dirname(real_path(path)), ARCHIVE)


def conflict_copies(path: str) -> list[str]:
    """Return the copies that Dropbox, Syncthing, Nextcloud, OneDrive and the like have laid beside the record."""
    real = real_path(path)
    folder, name = os.path.split(real)
    stem, extension = os.path.splitext(name)
    try:
        names = sorted(os.listdir(folder or "."))
    except OSError:
        return []
    named, perhaps = _conflict_names(stem, extension)
    found = [os.path.join(folder, other) for other in names if named.fullmatch(other) or perhaps.fullmatch(other)]
    return [other for other in found if named.fullmatch(os.path.basename(other)) or _is_record(other)]


def _conflict_names(stem: str, extension: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the names that only conflict copies have, and those (OneDrive's, iCloud's) that a person might choose."""
    before, after = re.escape(stem), re.escape(extension)
    sure = rf"{before}(?: \([^)]*conflict[^)]*\)| \(\d+\)|\.sync-conflict-[^/]+){after}"
    perhaps = rf"{before}(?:-[A-Za-z0-9][A-Za-z0-9-]{{0,14}}(?:-\d+)?| \d+){after}"
    return re.compile(sure, re.IGNORECASE), re.compile(perhaps)


def _is_record(path: str) -> bool:
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return False
        with open(path, "rb") as handle:
            return handle.read(len(_FIRST_WORDS) + 3).removeprefix(b"\xef\xbb\xbf").startswith(_FIRST_WORDS)
    except OSError:
        return False


def _exists(path: str) -> bool:
    """Say whether something is there; what may not be looked at is there."""
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as problem:
        return problem.errno != errno.ELOOP
    return True


def _data_folder(environ: Mapping[str, str]) -> str:
    if sys.platform == "linux":
        # By hand, as platformdirs does it: importing it costs more than Python's own start.
        base = environ.get("XDG_DATA_HOME", "")
        return os.path.join(base if base.startswith("/") else os.path.join(_home(environ), ".local/share"), "isocourse")
    else:  # noqa: RET505 - the type checker looks at one platform at a time
        from platformdirs import user_data_dir  # noqa: PLC0415 - as above

        try:
            return user_data_dir("isocourse", appauthor=False)
        except RuntimeError:
            raise _homeless() from None


def _home(environ: Mapping[str, str]) -> str:
    home = environ.get("HOME" if sys.platform != "win32" else "USERPROFILE", "")
    if not home and sys.platform != "win32":
        import pwd  # noqa: PLC0415 - hardly ever needed

        try:
            home = pwd.getpwuid(os.getuid()).pw_dir
        except KeyError:
            home = ""
    if not os.path.isabs(home):
        raise _homeless()
    return home


def _homeless() -> RecordError:
    return RecordError("No home folder is known, so there is no place for the record. Name one: --file PATH")
