"""The temporary files beside a record: each run has names of its own, and the next one to save cleans up.

With one name for all, a run whose lock was taken away would swap another run's file into the record's place.
"""

from __future__ import annotations

import os
from contextlib import suppress

from isocourse.record.paths import PREVIOUS, TEMPORARY
from isocourse.typed import Final

_MARK: Final = 8  # hexadecimal digits that tell one run's file from another's


def temporary(path: str) -> str:
    """Return a new name beside `path` that nobody else uses: `course.toml.1f2e3d4c.tmp`."""
    return f"{path}.{os.urandom(_MARK // 2).hex()}{TEMPORARY}"


def left_over(real: str) -> list[str]:
    """Return the temporary files that runs which were killed have left beside the record at `real`."""
    folder, name = os.path.split(real)
    try:
        names = os.listdir(folder or ".")
    except OSError:
        return []
    return [os.path.join(folder, other) for other in sorted(names) if other.startswith(name) and _ours(other, name)]


def clean(real: str) -> None:
    """Delete them; call it where nobody else can be writing one."""
    for path in left_over(real):
        with suppress(OSError):
            os.unlink(path)


def _ours(other: str, name: str) -> bool:
    middle = other.removeprefix(name).removeprefix(PREVIOUS)
    if not middle.endswith(TEMPORARY):
        return False
    mark = middle.removesuffix(TEMPORARY)
    return not mark or (len(mark) == _MARK + 1 and mark[0] == "." and set(mark[1:]) <= set("0123456789abcdef"))
