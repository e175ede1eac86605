"""`forget`: delete the record and everything that the program keeps with it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress

from isocourse.cli import Run
from isocourse.cli.parsing.options import FILE, YES
from isocourse.cli.record.remembered import Remembered, remembered
from isocourse.cli.session.session import Session
from isocourse.errors import Conflict, RecordError, SavedUnconfirmed
from isocourse.record import erase, outfile
from isocourse.record.paths import real_path, visible


def forget(run: Run, *, yes: bool = YES, file: str | None = FILE) -> int:
    """Delete the record, every copy beside it, the archive and files made from it; say what stays, and why.

    A backup of `export json`, for one, is named and stays.

    This cannot be undone. At a terminal the word `forget` is asked for; without one, give --yes.
    """
    session = Session(run, file)
    real = real_path(session.path)  # a link is followed now: later it may lead nowhere
    plan = erase.targets(real)
    outside = remembered(real, plan.files)
    going = [one.path for one in outside if one.goes]
    staying = [one for one in outside if not one.goes]
    stays = [f"Not touched: {visible(name)} ({why})" for name, why in (*plan.kept, *plan.unread)]
    if not plan.files and not plan.folders:
        raise Conflict(
            " ".join([f"There is nothing to delete at {visible(session.path)}.", *(f"{one}." for one in stays)])
        )
    head = "These files will be deleted, and cannot be brought back by isocourse:"
    listed = [*going, *plan.files, *plan.folders]
    session.say([head, *(f"  {visible(name)}" for name in listed), *stays])
    if not yes and session.ask("Type forget to delete them", str, option="--yes") != "forget":
        raise Conflict("Nothing was deleted.")
    gone, left = outfile.delete(going)  # before the record, which remembers where they are
    if gone:
        session.note_saved("Deleted")
    done = _erase(real, plan)
    done = done._replace(removed=(*gone, *done.removed), left=(*left, *done.left))
    if done.removed:
        session.note_saved("Deleted")
    lines = _told(done, staying, session.path)
    if done.left:
        unable = "; ".join(f"{visible(name)} ({why})" for name, why in done.left)
        if not done.removed:
            raise RecordError(f"Nothing was deleted: {unable}.")
        with suppress(RecordError):
            session.say(lines)
        raise SavedUnconfirmed(f"Not all is deleted: {unable}. {_again(real, done)}")
    session.say(lines)
    return 0


def _told(done: erase.Erased, staying: Iterable[Remembered], path: str) -> list[str]:
    """Return what was deleted, what is still there and why, and what no program reaches."""
    lines = [f"Deleted: {visible(name)}" for name in done.removed]
    lines += [f"Still there, {one.why}: {visible(one.path)}. Delete it yourself, if it shall go." for one in staying]
    if os.path.islink(path):
        lines.append(f"Still there, a link that now leads nowhere: {visible(path)}")
    lines += [f"Still there: {visible(name)} ({why})" for name, why in done.kept]
    return [
        *lines,
        "Not reached: backups, synced copies, your shell's history, and what a disk keeps of deleted files.",
        "Remove words from the shell's history with its own command (for bash: history -d, then history -w).",
    ]


def _again(real: str, done: erase.Erased) -> str:
    """Say how to go on; without the record, a copy that only its content tells is not found again."""
    beside = [one for one, _ in done.left if os.path.dirname(one) == os.path.dirname(real) and os.path.isfile(one)]
    lost = not os.path.lexists(real) and not all(one.startswith(real) for one in beside)
    return ("Delete by hand the copies that stay. " if lost else "") + "Try again: isocourse forget"


def _erase(path: str, plan: erase.Plan) -> erase.Erased:
    """Delete the files; an interruption halfway is not told as `nothing happened`."""
    try:
        return erase.erase(path)
    except KeyboardInterrupt:
        if erase.targets(path) == plan:
            raise
        raise SavedUnconfirmed("You stopped it: not all may be deleted. Go on with: isocourse forget") from None
