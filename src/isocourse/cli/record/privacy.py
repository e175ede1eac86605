"""`privacy`: what is kept where, and what is not protected."""

from __future__ import annotations

import os
from contextlib import suppress

from isocourse.cli import Run
from isocourse.cli.parsing.options import FILE
from isocourse.cli.record.remembered import remembered
from isocourse.cli.session.session import Session
from isocourse.content import privacy as content
from isocourse.errors import RecordError
from isocourse.record import beside, paths, store
from isocourse.record.paths import visible


def privacy(run: Run, *, file: str | None = FILE) -> int:
    """What is kept where on this computer, and what is not protected, in plain words."""
    session = Session(run, file)
    words = content.privacy()
    lines = ["What is kept", *(f"  {line}" for line in words.kept), "Where"]
    files = [*paths.companions(session.path), paths.archive_folder(session.path)]
    lines += [f"  {visible(path)}{'' if os.path.lexists(path) else '   (not there now)'}" for path in files]
    lines += _beside(paths.real_path(session.path))
    lines += [f"  {visible(one.path)}   ({one.made})" for one in remembered(session.path)]
    lines += ["What is not protected", *(f"  ! {line}" for line in store.open_to_others(session.path))]
    lines += [f"  {line}" for line in words.not_protected]
    session.say([*lines, "Delete all of it: isocourse forget"])
    return 0


def _beside(real: str) -> list[str]:
    """Return what else holds the record, or looks as if it did."""
    found = []
    with suppress(OSError, RecordError):
        found = beside.belongings(real)
    return [f"  {visible(one.path)}   ({one.why or 'a copy of it, or of an earlier course'})" for one in found]
