"""A file for other programs: for the owner only, never over a file that is not ours, never through a link."""
# ruff: noqa: PTH100, PTH105, PTH108, PTH118, PTH112 - as in the rest of the store, pathlib is a start-up cost

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from isocourse.errors import Conflict, NotWritten, reason
from isocourse.record import disk
from isocourse.record.paths import visible

LARGEST: Final = 4 * 1024 * 1024

Ours = Callable[[bytes], bool]


class OutFile:
    """A file that is written beside its place first, and takes it in one step."""

    def __init__(self, path: str, ours: Ours, spare: str) -> None:
        self.path = os.path.abspath(path)
        folder, name = os.path.split(self.path)
        self._spare = os.path.join(folder, f".{name[:100]}.{spare}.tmp")
        if not name or "\0" in path:
            raise NotWritten(visible(path), "that is no name of a file")
        if not os.path.isdir(folder):
            raise NotWritten(visible(self.path), "there is no such folder")
        held = held_by(self.path)
        if held is not None and not ours(held):
            raise Conflict(
                f"{visible(self.path)} is there already, and is not ours. Nothing was written. Name another: --to"
            )

    def prepare(self, data: bytes) -> None:
        """Write the bytes beside the place."""
        try:
            disk.write_new(self._spare, data)
        except OSError as problem:
            raise NotWritten(visible(self.path), reason(problem)) from problem

    def take_place(self) -> None:
        """Put the file in its place; raises OSError where that fails."""
        os.replace(self._spare, self.path)

    def drop(self) -> None:
        """Remove what was prepared."""
        with suppress(OSError):
            os.unlink(self._spare)


def held_by(path: str) -> bytes | None:
    """Return what a file holds, or None where there is none; refuses links, folders and what cannot be read."""
    try:
        status = os.lstat(path)
        if not stat.S_ISREG(status.st_mode):
            what = "a link" if stat.S_ISLNK(status.st_mode) else "no ordinary file"
            raise Conflict(f"{visible(path)} is {what}. Nothing was written. Name another: --to")
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0))
        with os.fdopen(handle, "rb") as file:
            return file.read(LARGEST)
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise NotWritten(visible(path), reason(problem)) from problem


def delete(paths: list[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Delete files that were written here; return those deleted, and those that could not be, with the reason."""
    gone: list[str] = []
    left: list[tuple[str, str]] = []
    for path in paths:
        try:
            os.unlink(path)
            gone.append(path)
        except FileNotFoundError:
            continue
        except OSError as problem:
            left.append((path, reason(problem)))
    return gone, left
