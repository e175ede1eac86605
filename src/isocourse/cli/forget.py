"""`forget`: delete the record and everything that the program keeps with it."""
# ruff: noqa: PTH114 - as in the rest of the program, pathlib is a start-up cost

from __future__ import annotations

import os
from contextlib import suppress

import typer

from isocourse import erase
from isocourse.cli.desk import Desk
from isocourse.cli.handed_files import delete, goes, handed_files, stays
from isocourse.cli.options import File, Yes
from isocourse.errors import Conflict, RecordError, SavedUnconfirmed
from isocourse.paths import conflict_copies, real_path


def forget(ctx: typer.Context, *, yes: Yes = False, file: File = None) -> int:
    """Delete the record, the version before, the archive, the lock, and the sheets and files written from them.

    It lists them, and says what cannot be reached: a backup of `export json`, for one, is named and stays.

    This cannot be undone. At a terminal the word `forget` is asked for; without one, give --yes.
    """
    desk = Desk(ctx, file)
    real = real_path(desk.path)  # a link is followed now: later it may lead nowhere
    files = erase.targets(real)
    if not files:
        raise Conflict(f"There is nothing to delete at {desk.path}.")
    handed = handed_files(real)
    going = [one for one in handed if goes(one)]
    listed = [*files, *(one.told.path for one in going)]
    desk.say(
        ["These files will be deleted, and cannot be brought back by isocourse:", *(f"  {name}" for name in listed)]
    )
    if not yes and desk.ask("Type forget to delete them", str, option="--yes") != "forget":
        raise Conflict("Nothing was deleted.")
    gone, kept = delete(going)  # before the record, which alone remembers them
    if gone:
        desk.note_saved("Deleted")
    done = _erase(real, files)
    if done.removed:
        desk.note_saved("Deleted")
    done = done._replace(removed=(*gone, *done.removed), left=(*kept, *done.left))
    lines = [f"Deleted: {name}" for name in done.removed]
    lines += [stays(one) for one in handed if one not in going]
    if os.path.islink(desk.path):
        lines.append(f"Still there, a link that now leads nowhere: {desk.path}")
    lines += [f"Still there, made by a sync program: {copy}" for copy in conflict_copies(real)]
    lines += [
        "Not reached: backups, synced copies, your shell's history, and what a disk keeps of deleted files.",
        "Remove words from the shell's history with its own command (for bash: history -d, then history -w).",
    ]
    if done.left:
        left = "; ".join(f"{name} ({why})" for name, why in done.left)
        if not done.removed:
            raise RecordError(f"Nothing was deleted: {left}.")
        with suppress(RecordError):
            desk.say(lines)
        raise SavedUnconfirmed(f"Not all is deleted: {left}. Try again: isocourse forget")
    desk.say(lines)
    return 0


def _erase(path: str, files: list[str]) -> erase.Erased:
    """Delete the files; an interruption halfway is not told as `nothing happened`."""
    try:
        return erase.erase(path)
    except KeyboardInterrupt:
        if erase.targets(path) == files:
            raise
        raise SavedUnconfirmed("You stopped it: not all may be deleted. Go on with: isocourse forget") from None
