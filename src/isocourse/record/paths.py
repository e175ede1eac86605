"""Where the record is, and what lies beside it.

Everything that the program keeps has a name that follows from the record's own, so that it can be listed and deleted.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Mapping

from isocourse.errors import BadValue, RecordError, RecordRefused
from isocourse.typed import Final

PREVIOUS: Final = ".previous"
LOCK: Final = ".lock"
TEMPORARY: Final = ".tmp"
DAMAGED: Final = ".damaged"  # of the copy that `verify` tells how to make
ENDINGS: Final = ("", PREVIOUS, PREVIOUS + TEMPORARY, TEMPORARY, LOCK)
ARCHIVE: Final = "archive"
DEFAULT_NAME: Final = "course.toml"


def locate(option: str | None, environ: Mapping[str, str]) -> str:
    """Return the record's path, absolute: `--file`, else ISOCOURSE_FILE, else the user's data folder.

    A path that nobody meant is refused: one with a control character, or with what only a shell replaces.
    """
    if option is not None and not option:
        raise BadValue("--file: the path is empty")
    if given := option or environ.get("ISOCOURSE_FILE", ""):
        _refuse_slip(given, "--file" if option else "ISOCOURSE_FILE")
        return os.path.join(_home(environ), given[2:]) if given.startswith("~/") else absolute(given)
    return os.path.join(_data_folder(environ), DEFAULT_NAME)


def usual_place(environ: Mapping[str, str]) -> str | None:
    """Return where the record is when nothing names another place: some programs give their shells another one."""
    try:
        return os.path.join(_data_folder({**environ, "XDG_DATA_HOME": ""}), DEFAULT_NAME)
    except RecordError:
        return None


def absolute(path: str) -> str:
    """Return a path from the root on, as it was written: a later step may leave out `..` only where no link is."""
    if os.path.isabs(path):
        return path
    try:
        whole = os.path.join(os.getcwd(), path)
    except OSError:  # the current folder was deleted
        return path
    return whole if ".." in path or path.endswith("/") else os.path.normpath(whole)


def shell(path: str) -> str:
    """Return a path, absolute, as it is typed in a shell, whatever is in it."""
    import shlex  # hardly ever needed

    path = absolute(path)
    if path.isprintable():
        return shlex.quote(path)
    letters = (chr(byte) if 32 < byte < 127 and byte not in b"\\'" else f"\\x{byte:02x}" for byte in os.fsencode(path))  # noqa: PLR2004 - ASCII
    return f"$'{''.join(letters)}'"


def visible(path: str) -> str:
    """Return a path, absolute, with what is not seen in it written as an escape."""
    path = absolute(path)
    return path if path.isprintable() else "".join(one if one.isprintable() else ascii(one)[1:-1] for one in path)


def _refuse_slip(given: str, where: str) -> None:
    if any(letter < " " or "\x7f" <= letter <= "\x9f" for letter in given) and "\0" not in given:
        raise BadValue(f"{where}: {given!r} holds a control character. Write the path without it")
    if given.startswith("~") and not given.startswith("~/"):
        raise BadValue(f"{where}: {given!r} begins with ~. Only ~/ is replaced by your home folder: write the path out")
    if re.match(r"\$\w|\$\{|%\w+%", given):
        raise BadValue(f"{where}: in {given!r} nothing replaces the variable. Write the path out")


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
    return [real + ending for ending in ENDINGS]


def archive_folder(path: str) -> str:
    """Return the folder beside the record that holds earlier courses and damaged copies."""
    return os.path.join(os.path.dirname(real_path(path)), ARCHIVE)


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
        from platformdirs import user_data_dir

        try:
            return user_data_dir("isocourse", appauthor=False)
        except RuntimeError:
            raise _homeless() from None


def _home(environ: Mapping[str, str]) -> str:
    home = environ.get("HOME" if sys.platform != "win32" else "USERPROFILE", "")
    if not home and sys.platform != "win32":
        import pwd  # hardly ever needed

        try:
            home = pwd.getpwuid(os.getuid()).pw_dir
        except KeyError:
            home = ""
    if not os.path.isabs(home):
        raise _homeless()
    return home


def _homeless() -> RecordError:
    return RecordError("No home folder is known, so there is no place for the record. Name one: --file PATH")
