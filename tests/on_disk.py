"""What the tests of the record's files share: a record's bytes, and what is seen of a folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from isocourse.course.entries import Entry, Record
from isocourse.record.codec import serialise
from records import NEW, RECORD

BYTES = serialise(RECORD)
GROWN = Record(course=RECORD.course, entries=(*RECORD.entries, NEW))
NOBODY = 65534
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")


def one_more(_: Record) -> list[Entry]:
    """Return one new entry, whatever the record."""
    return [NEW]


def mode(path: Path) -> int:
    """Return the permission bits of a path."""
    return stat.S_IMODE(path.lstat().st_mode)


def names(folder: Path) -> list[str]:
    """Return what lies in a folder."""
    return sorted(one.name for one in folder.iterdir())
