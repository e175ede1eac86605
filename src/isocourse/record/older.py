"""Is this record older than a version of it that is kept beside it? A seal only says that a file is whole in itself.

Pure: bytes in, ids out. It costs a comparison of bytes where the record has grown from the kept version, as it does
whenever nothing but this program changed it.
"""

from __future__ import annotations

import re

from isocourse.typed import Final

# Compiled where they are needed: a record that has only grown asks for neither.
_ID: Final = rb"""(?m)^[ \t]*id[ \t]*=[ \t]*["']([0-9a-f]{4,32})["']"""
_COURSE: Final = rb"""(?m)^[ \t]*course[ \t]*=[ \t]*["']([0-9a-f]{4,32})["']"""


def missing(kept: bytes, *records: bytes) -> tuple[str, ...]:
    """Return the ids that a kept version has and none of the records of the same course."""
    end = kept.rfind(b"# ")
    grown = kept if end < 0 else kept[:end]
    if any(record.startswith(grown) for record in records):  # of the same course, as that line stands in it
        return ()
    course = course_of(kept)
    same = [record for record in records if course_of(record) == course]
    if not same:
        return ()
    there = {one for record in same for one in re.findall(_ID, record)}
    return tuple(one.decode() for one in re.findall(_ID, kept) if one not in there)


def course_of(data: bytes) -> str:
    """Return the id of the course that a record is of, empty where none is found."""
    found = re.search(_COURSE, data)
    return found[1].decode() if found else ""
