"""Deleting everything that the program keeps for one record. It can be repeated after an interruption."""
# ruff: noqa: PTH106, PTH108, PTH118, PTH119, PTH120, PTH122, PTH208 - as in the rest of the store, pathlib is a start-up cost

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import NamedTuple

from isocourse import disk, paths
from isocourse.errors import RecordError, reason
from isocourse.lock import held


class Erased(NamedTuple):
    """What was deleted, and what could not be: a path and the reason."""

    removed: tuple[str, ...]
    left: tuple[tuple[str, str], ...]


def targets(path: str) -> list[str]:
    """Return every file that would be deleted, the lock last, so that an interrupted run can go on.

    Raises RecordError where the archive cannot be listed: what is not seen is never taken for not there.
    """
    try:
        files = _kept(path)
    except OSError as problem:
        where = paths.archive_folder(path)
        raise RecordError(f"Nothing was deleted: the archive {where} cannot be read ({reason(problem)}).") from problem
    return [file for file in files if _may_be_there(file)]


def erase(path: str) -> Erased:
    """Delete them all, and the archive folder when nothing is left in it."""
    removed: list[str] = []
    left: list[tuple[str, str]] = []
    folder = paths.archive_folder(path)
    with held(paths.real_path(path)):
        try:
            files = _kept(path)
        except OSError as problem:
            left.append((folder, reason(problem)))
            files = _beside(path)
        for file in files:
            try:
                os.unlink(file)
                removed.append(file)
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError as problem:
                left.append((file, reason(problem)))
    with suppress(OSError):  # it is not there, or it holds what is not ours
        os.rmdir(folder)
    for place in (folder, os.path.dirname(paths.real_path(path))):
        try:
            disk.sync_folder(place)  # or a power cut would bring back what was said to be deleted
        except FileNotFoundError:
            continue
        except OSError as problem:
            left.append((place, f"the disk did not confirm it: {reason(problem)}"))
    return Erased(removed=tuple(removed), left=tuple(left))


def unlink_all(files: list[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Delete files that were written for other programs; return those deleted, and those that could not be."""
    removed, left = [], []
    for file in files:
        try:
            os.unlink(file)
            removed.append(file)
        except FileNotFoundError:
            continue
        except OSError as problem:
            left.append((file, reason(problem)))
    return removed, left


def _kept(path: str) -> list[str]:
    """Return every name that may be kept for a record, there or not; raises OSError with the archive."""
    folder = paths.archive_folder(path)
    stem, extension = os.path.splitext(os.path.basename(paths.companions(path)[0]))
    ours = re.compile(rf"{re.escape(stem)}-[0-9a-f]{{4,32}}(-damaged|-before)?(-\d+)?{re.escape(extension)}")
    try:
        archived = [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if ours.fullmatch(name)]
    except (FileNotFoundError, NotADirectoryError):
        archived = []
    return [*archived, *_beside(path)]


def _beside(path: str) -> list[str]:
    record, *others = paths.companions(path)
    lock = record + paths.LOCK
    return [*(other for other in others if other != lock), record, lock]


def _may_be_there(file: str) -> bool:
    """Say whether a file is there; what may not be looked at is."""
    try:
        os.lstat(file)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True
