"""Which files that were written for other programs are still ours to delete."""

from __future__ import annotations

from collections.abc import Iterable

from isocourse.course.entries import Exported
from isocourse.errors import IsocourseError
from isocourse.record import disk
from isocourse.record.codec import parse
from isocourse.record.outfile import held_by

_NO_LONGER = "a calendar was written there; what is there now is no calendar of ours"


def exported_files(records: Iterable[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the files that these records remember: those that are still ours, and the others with the reason."""
    paths = sorted({path for record in records for path in _paths_of(record)})
    ours: list[str] = []
    other: list[tuple[str, str]] = []
    for path in paths:
        try:
            held = held_by(path)
        except IsocourseError:
            other.append((path, _NO_LONGER))
            continue
        if held is not None and _made_here(held):
            ours.append(path)
        elif held is not None:
            other.append((path, _NO_LONGER))
    return ours, other


def _made_here(data: bytes) -> bool:
    from isocourse.export.ics import is_ours  # noqa: PLC0415 - only a record that remembers a file pays for it

    return is_ours(data)


def _paths_of(file: str) -> list[str]:
    """Return the paths in one file of the program's; a file that cannot be read remembers none."""
    try:
        snapshot = disk.snapshot(file)
        entries = parse(snapshot.data, file).record.entries if snapshot else ()
    except IsocourseError:
        return []
    return [entry.body.path for entry in entries if isinstance(entry.body, Exported) and entry.body.path]
