"""In a checkout a change of a TOML shows at once: its compiled form is made again. This file does not ship."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

from isocourse.errors import ContentBroken
from isocourse.typed import Final

COMPILED: Final = ("quick.json", "topics.json", "triage.json", "language.txt", "likeness.txt")
WORDS: Final = "en/words"
KINDS: Final = (".toml", ".csv", "weights.txt")
_ROOT: Final = (os.pardir,) * 3
_PROGRAM: Final = ("scripts", "compile_content.py")
PHRASES: Final = "en/phrases"
_SOURCES: Final = (
    "",
    "en",
    "en/topics",
    WORDS,
    PHRASES,
    "us",
    "us/rules",
)  # folders of `content/` with what is compiled


def renew(folder: str) -> None:
    """Compile again where a TOML has changed since. Raises ContentBroken with what is wrong in it."""
    program = os.path.join(folder, *_ROOT, *_PROGRAM)  # the folder is one of text paths
    if not os.path.exists(program) or _is_of(folder, stamp(folder)):
        return
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if done.returncode:
        raise ContentBroken(f"The facts cannot be compiled. {done.stderr.strip()}")


def stamp(folder: str) -> int:
    """Return when the sources were last changed: the newest TOML, or a folder in which one came or went."""
    return max(_changes(folder), default=0)


def _changes(folder: str) -> Iterator[int]:
    for name in _SOURCES:
        place = os.path.join(folder, name)
        if name:
            yield os.stat(place).st_mtime_ns
        with os.scandir(place) as entries:
            yield from (entry.stat().st_mtime_ns for entry in entries if entry.name.endswith(KINDS))


def _is_of(folder: str, time: int) -> bool:
    """Say whether what is compiled was made of what stood in the sources at that time."""
    try:
        return all(os.stat(os.path.join(folder, name)).st_mtime_ns == time for name in COMPILED)
    except FileNotFoundError:
        return False
