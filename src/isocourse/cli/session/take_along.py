"""Writing a file that a patient takes along, or another program reads, and remembering it in the record."""

from __future__ import annotations

import os

from isocourse.cli.session.clock import Now
from isocourse.cli.session.session import Session
from isocourse.course.entries import HandedOut, Record
from isocourse.errors import NotWritten
from isocourse.record import outfile, paths
from isocourse.record.paths import visible

STDOUT = "-"


def place(session: Session, to: str) -> str:
    """Return the whole path of a file to write, which is none of the record's own."""
    path = outfile.place(to)
    own = {os.path.abspath(name) for name in paths.companions(session.path)}
    if path in own or os.path.dirname(path) == paths.archive_folder(session.path):
        raise NotWritten(visible(to), "that is where the record itself is kept")
    return path


def hand_out(session: Session, record: Record, to: str, data: bytes, what: str, now: Now) -> None:
    """Write the file, remember it, and say where it is. One of ours that was changed since is not replaced."""
    told = HandedOut(path=place(session, to), what=what, digest=outfile.digest(data))
    before = [entry.body for entry in record.entries if isinstance(entry.body, HandedOut)]
    known = {body.digest for body in before if body.path == told.path}

    def remember() -> None:
        if told not in [body for body in before if body.path == told.path][-1:]:
            session.append(lambda _: [session.entry(told, now.today, now)])

    outfile.write(told.path, data, lambda held: outfile.digest(held) in known, remember)
    said = f"Written, for you alone to read: {visible(told.path)}"
    if session.json:
        session.warn(said)
    else:
        session.say([said, "`isocourse forget` knows of it."])
