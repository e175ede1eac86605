"""`privacy`: what is kept where, and what is not protected."""

from __future__ import annotations

import os

import typer

from isocourse import paths
from isocourse.cli.desk import Desk
from isocourse.cli.handed_files import handed_files
from isocourse.cli.options import File
from isocourse.content import privacy as content


def privacy(ctx: typer.Context, *, file: File = None) -> int:
    """What is kept where on this computer, and what is not protected, in plain words."""
    desk = Desk(ctx, file)
    words = content.privacy()
    lines = ["What is kept", *(f"  {line}" for line in words.kept), "Where"]
    files = [*paths.companions(desk.path), paths.archive_folder(desk.path)]
    lines += [f"  {path}{'' if os.path.lexists(path) else '   (not there now)'}" for path in files]
    lines += [f"  {copy}   (a copy that a sync program made)" for copy in paths.conflict_copies(desk.path)]
    lines += [f"  {one.told.path}   (written for you to take along)" for one in handed_files(desk.path)]
    lines += ["What is not protected", *(f"  {line}" for line in words.not_protected)]
    desk.say([*lines, "Delete all of it: isocourse forget"])
    return 0
