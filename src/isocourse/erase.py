"""Deleting everything that the program keeps for one record. It can be repeated after an interruption."""
# ruff: noqa: PTH106, PTH108, PTH118, PTH119, PTH122, PTH208 - as in the rest of the store, pathlib is a start-up cost

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import NamedTuple

from isocourse import paths
from isocourse.lock import held


class Erased(NamedTuple):
    """What was deleted, and what could not be: a path and the reason."""

    removed: tuple[str, ...]
    left: tuple[tuple[str, str], ...]


def targets(path: str) -> list[str]:
    """Return every file that would be deleted, the lock last, so that an interrupted run can go on."""
    folder = paths.archive_folder(path)
    record, *others = paths.companions(path)
    stem, extension = os.path.splitext(os.path.basename(record))
    ours = re.compile(rf"{re.escape(stem)}-[0-9a-f]{{4,32}}(-damaged|-before)?(-\d+)?{re.escape(extension)}")
    try:
        archived = [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if ours.fullmatch(name)]
    except OSError:
        archived = []
    lock = record + paths.LOCK
    files = [*archived, *(other for other in others if other != lock), record, lock]
    return [file for file in files if os.path.lexists(file)]


def erase(path: str) -> Erased:
    """Delete them all, and the archive folder when nothing is left in it."""
    removed: list[str] = []
    left: list[tuple[str, str]] = []
    with held(paths.real_path(path)):
        for file in targets(path):
            try:
                os.unlink(file)
                removed.append(file)
            except OSError as problem:
                left.append((file, problem.strerror or type(problem).__name__))
    with suppress(OSError):  # it is not there, or it holds what is not ours
        os.rmdir(paths.archive_folder(path))
    return Erased(removed=tuple(removed), left=tuple(left))
