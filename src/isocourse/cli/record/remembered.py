"""The files outside the record's folder that a record remembers: which of them `forget` deletes, and which it names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress

from isocourse.course.entries import Exported, HandedOut, Record
from isocourse.errors import IsocourseError
from isocourse.named import NamedTuple
from isocourse.record import disk, outfile, paths
from isocourse.record.codec import parse
from isocourse.typed import Final

BACKUP: Final = "json"
CALENDAR: Final = "calendar"


class Remembered(NamedTuple):
    """A file that was written and is still there; `unchanged` when what it holds is of our making."""

    path: str
    what: str
    unchanged: bool

    @property
    def goes(self) -> bool:
        """Whether `forget` deletes it. A backup was made to outlast the record."""
        return self.unchanged and self.what != BACKUP

    @property
    def why(self) -> str:
        """Why it stays."""
        return "a backup that you made" if self.unchanged else "it was changed since isocourse wrote it"

    @property
    def made(self) -> str:
        """How it came there."""
        made = "a calendar that was exported" if self.what == CALENDAR else "written for you to take along"
        return made if self.unchanged else f"{made}; changed since"


def remembered(path: str, more: Iterable[str] = ()) -> list[Remembered]:
    """Return the files that are there of those that a record, the version before it or an earlier course remembers.

    `more` are other files that may hold the record, as copies do.
    """
    written: dict[str, list[HandedOut | Exported]] = {}
    for record in _records(dict.fromkeys([*_files(path), *more])):
        for entry in record.entries:
            if isinstance(entry.body, HandedOut | Exported) and entry.body.path:
                written.setdefault(entry.body.path, []).append(entry.body)
    return [one for place, told in written.items() if (one := _found(place, told))]


def _found(path: str, told: list[HandedOut | Exported]) -> Remembered | None:
    what = told[-1].what
    try:
        held = outfile.held_by(path)
    except OSError:
        return Remembered(path, what, unchanged=False)
    if held is None:
        return None
    return Remembered(path, what, unchanged=any(_made_here(held, one) for one in told))


def _made_here(held: bytes, told: HandedOut | Exported) -> bool:
    if isinstance(told, HandedOut):
        return outfile.digest(held) == told.digest
    from isocourse.export.ics import is_ours  # only a record that remembers a calendar pays for it

    return is_ours(held)


def _files(path: str) -> list[str]:
    """Return the files of the program's own that may hold the record or an earlier course, the oldest first."""
    real, folder = paths.real_path(path), paths.archive_folder(path)
    earlier: list[str] = []
    with suppress(OSError):
        earlier = [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".toml")]
    return [*earlier, *(one for one in paths.companions(path) if one != real), real]


def _records(files: Iterable[str]) -> Iterator[Record]:
    """Return what the files hold; one that is not there, or cannot be read, remembers nothing."""
    for file in files:
        with suppress(IsocourseError):
            snapshot = disk.snapshot(file)
            if snapshot:
                yield parse(snapshot.data, file).record
