"""How courses begin, by name: a file `beginnings.toml` beside the cases or scenes that begin so.

A beginning has a `name`, perhaps the name of the one that it goes on from in `begins`, and `given`: lines such as
`2026-10-01 done consent`. The first word is the day (noon in Chicago) or the moment at which the line is typed.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

NOON_IN_CHICAGO = dt.time(18, tzinfo=dt.UTC)  # in winter; in summer it is one o'clock there: the same day


@cache
def _of(path: Path) -> dict[str, dict[str, Any]]:
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(tables) == {"beginning"}, path
    found = {one["name"]: one for one in tables["beginning"]}
    assert len(found) == len(tables["beginning"]), path  # no name twice
    return found


def beginning(path: Path, name: str) -> list[str]:
    """Return the lines of a beginning, after those of the one that it goes on from."""
    found = _of(path)[name]
    assert set(found) <= {"name", "begins", "given"}, found
    return [*(beginning(path, found["begins"]) if "begins" in found else []), *found["given"]]


def names(path: Path) -> set[str]:
    """Return what beginnings there are."""
    return set(_of(path))


def moment(word: str) -> dt.datetime:
    """Return the instant at which a line is typed."""
    if "T" in word:
        return dt.datetime.fromisoformat(word).astimezone(dt.UTC)
    return dt.datetime.combine(dt.date.fromisoformat(word), NOON_IN_CHICAGO)
