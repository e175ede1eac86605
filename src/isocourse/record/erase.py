"""Deleting everything that the program keeps for one record. It can be repeated after an interruption.

Only what is a course record of ours is deleted, by its content; what is left is named with the reason.
"""

from __future__ import annotations

import os
from contextlib import suppress

from isocourse.errors import RecordError, RecordRefused, reason
from isocourse.named import NamedTuple
from isocourse.record import beside, disk, paths
from isocourse.record.lock import held
from isocourse.typed import Final

_OWN_FOLDER: Final = "isocourse"  # of the default place; other folders were chosen by the patient
_STRANGE: Final = "it does not read as a course record"
_BY_HAND: Final = "If it is yours and should go, delete it by hand."


class Plan(NamedTuple):
    """What is to be deleted, the lock and then the folders last, and what stays: a path and the reason.

    `unread` is what could not be looked into, so that nobody knows whether it should go.
    """

    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    unread: tuple[tuple[str, str], ...] = ()


class Erased(NamedTuple):
    """What was deleted, what could not be, and what was left on purpose: a path and the reason."""

    removed: tuple[str, ...]
    left: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...] = ()


def targets(path: str) -> Plan:
    """Return what would be deleted and what would be left.

    Raises RecordError where the archive cannot be listed (what is not seen is never taken for not there), and where
    what lies at the path is no record, or another user's.
    """
    real = paths.real_path(path)
    _refuse_strange(real)
    try:
        return _plan(real, beside.belongings(real))
    except OSError as problem:
        where = paths.archive_folder(path)
        raise RecordError(f"Nothing was deleted: the archive {where} cannot be read ({reason(problem)}).") from problem


def erase(path: str) -> Erased:
    """Delete them all, and the folders of ours in which nothing is left."""
    real = paths.real_path(path)
    left: list[tuple[str, str]] = []
    with held(real):
        _refuse_strange(real)
        try:
            plan = _plan(real, beside.belongings(real))
        except OSError as problem:
            left.append((paths.archive_folder(path), reason(problem)))
            plan = _plan(real, [])
        left.extend(plan.unread)
        removed = _unlink(plan.files, left)
    for folder in _folders(real):
        with suppress(OSError):  # it holds what is not ours
            os.rmdir(folder)
            removed.append(folder)
    _sync(real, left)
    return Erased(removed=tuple(removed), left=tuple(left), kept=(*plan.kept, *_empty_folder(real)))


def _unlink(files: tuple[str, ...], left: list[tuple[str, str]]) -> list[str]:
    """Delete files one by one, none that became a link or another user's since it was looked at."""
    removed = []
    for file in files:
        try:
            if why := beside.not_ours(file):
                left.append((file, why))
                continue
            os.unlink(file)
            removed.append(file)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as problem:
            left.append((file, reason(problem)))
    return removed


def _plan(real: str, found: list[beside.Found]) -> Plan:
    """Put in order what there is: copies first, the record and the lock last, so that an interrupted run can go on."""
    record, lock = real, real + paths.LOCK
    others = [real + end for end in paths.ENDINGS if real + end not in {record, lock}]
    files = [one.path for one in found if one.why is None]
    kept = [(one.path, one.why) for one in found if one.why is not None and not one.unread]
    unread = [(one.path, one.why) for one in found if one.why is not None and one.unread]
    for path in (*others, record, lock):
        try:
            why = beside.not_ours(path) or _no_leftover(path, real)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            why = None  # what may not be looked at is there; deleting it will tell
        if why:
            kept.append((path, why))
        else:
            files.append(path)
    folders = tuple(_emptied(real, files))
    return Plan(files=tuple(files), folders=folders, kept=tuple(kept), unread=tuple(unread))


def _emptied(real: str, files: list[str]) -> list[str]:
    """Return the folders of ours that hold nothing else."""
    gone = set(files)
    for folder in _folders(real):
        with suppress(OSError):
            if {os.path.join(folder, one) for one in os.listdir(folder)} <= gone:
                gone.add(folder)
    return [folder for folder in _folders(real) if folder in gone]


def _no_leftover(path: str, real: str) -> str | None:
    """Return why a file of our name is not ours, where no record is there that would tell."""
    if os.path.lexists(real) or os.path.lexists(real + paths.PREVIOUS):
        return None
    if path.endswith(paths.LOCK):
        return None if os.path.getsize(path) == 0 else "it is no lock of isocourse"
    return None if os.path.basename(real) == paths.DEFAULT_NAME or beside.is_record(path) else _STRANGE


def _refuse_strange(real: str) -> None:
    """Refuse to delete what lies at the path and is no record of ours: a thesis, another user's diary, a folder."""
    previous = real + paths.PREVIOUS
    for path in (real, previous):
        try:
            why = beside.not_ours(path)
            if why is None and (beside.is_record(path) or _at_home(real) or _beyond_reading(path)):
                return
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as problem:
            if _at_home(real):
                return
            raise RecordRefused(path, reason(problem), _BY_HAND) from problem
        if path == previous or why or not _sure(previous):
            then = "Run isocourse as that user, without sudo." if why and "user" in why else _BY_HAND
            raise RecordRefused(path, why or _STRANGE, then)


def _sure(previous: str) -> bool:
    """Say whether the version before tells that a damaged file is a record."""
    with suppress(OSError):
        return beside.not_ours(previous) is None and beside.sort(beside.head(previous)).record
    return False


def _at_home(real: str) -> bool:
    """Say whether a path is the program's own default place, where nothing else is kept."""
    return os.path.basename(os.path.dirname(real)) == _OWN_FOLDER and os.path.basename(real) == paths.DEFAULT_NAME


def _beyond_reading(path: str) -> bool:
    """Say whether a file with the program's own name for a record is damaged so that it is nothing else either."""
    if os.path.basename(path) != paths.DEFAULT_NAME:
        return False
    import tomllib  # hardly ever needed

    try:
        tomllib.loads(beside.head(path).decode())
    except ValueError:
        return True
    return False


def _folders(real: str) -> list[str]:
    """Return the folders that may go when they are empty, the inner one first."""
    folder = os.path.dirname(real)
    own = [folder] if os.path.basename(folder) == _OWN_FOLDER else []
    return [one for one in (os.path.join(folder, paths.ARCHIVE), *own) if _is_folder(one)]


def _empty_folder(real: str) -> list[tuple[str, str]]:
    folder = os.path.dirname(real)
    try:
        return [] if os.listdir(folder) else [(folder, "an empty folder")]
    except OSError:
        return []


def _is_folder(path: str) -> bool:
    return os.path.isdir(path) and not os.path.islink(path)


def _sync(real: str, left: list[tuple[str, str]]) -> None:
    """Have the disk keep it, or a power cut would bring back what was said to be deleted."""
    folder = os.path.dirname(real)
    above = [] if os.path.isdir(folder) else [os.path.dirname(folder)]
    for place in (os.path.join(folder, paths.ARCHIVE), folder, *above):
        try:
            disk.sync_folder(place)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as problem:
            left.append((place, f"the disk did not confirm it: {reason(problem)}"))
