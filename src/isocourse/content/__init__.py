"""The reviewed facts that come with the program, and the only code that reads them.

Each file of TOML in this folder holds one kind of fact; each loader opens only the file that it needs. What the quick
commands need is compiled to JSON too, which is read ten times faster: by the build, and in a checkout when a TOML is
newer (`scripts/compile_content.py`). A test proves that both are equal; where the JSON is missing the TOML is read.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache

from isocourse.errors import ContentBroken, Misfit
from isocourse.fields import Table
from isocourse.typed import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from isocourse.content.shelves import Pages

T = TypeVar("T")

FOLDER = os.path.dirname(os.path.abspath(__file__))
_LOADER: Final[Any] = __spec__.loader  # reads files of this folder also where it stands in a zip
QUICK: Final = "quick.json"
TOPICS: Final = "topics.json"  # those of the guide, which nothing else needs
DATES: Final = ("effective_from", "last_reviewed", "review_due")


def facts(name: str, take: Callable[[Table], T]) -> T:
    """Return what `take` takes out of a file of facts; it has to take all of it.

    Raises ContentBroken when the file is missing or damaged.
    """
    try:
        table = load(name)
        found = take(table)
        table.close()
    except Misfit as problem:
        raise damaged(problem) from problem
    return found


def load(name: str) -> Table:
    """Return the TOML file `name` of this folder as one table."""
    compiled = _quick(FOLDER, TOPICS if name.startswith("en/topics/") else QUICK)
    return Table(compiled.get(name) or read_toml(name), name)


def names(folder: str) -> list[str]:
    """Return the names of the TOML files of a folder of this one, as `load` takes them."""
    known = [name for name in _quick(FOLDER, QUICK) if name.startswith(f"{folder}/")]
    if known:
        return known
    try:
        inside = os.listdir(os.path.join(FOLDER, folder))
    except OSError as problem:
        raise damaged(folder) from problem
    return sorted(f"{folder}/{name}" for name in inside if name.endswith(".toml"))


def read_toml(name: str) -> dict[str, Any]:
    """Return what a TOML file of this folder holds, read from the TOML itself."""
    import tomllib  # only commands that read content pay for it

    try:
        return tomllib.loads(_data(FOLDER, name).decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise damaged(name) from problem


def read_json(name: str) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return what a compiled file of this folder holds, which is JSON."""
    import json

    try:
        return json.loads(read_bytes(name))
    except ValueError as problem:
        raise damaged(name) from problem


def read_bytes(name: str) -> bytes:
    """Return the bytes of a compiled file of this folder."""
    _renew(FOLDER)
    try:
        return _data(FOLDER, name)
    except OSError as problem:
        raise damaged(name) from problem


def read_pages(name: str) -> Pages | bytes:
    """Return a compiled file of this folder, read where it is asked for; as a whole where it lies in an archive."""
    from isocourse.content.shelves import Pages  # only the words need it

    _renew(FOLDER)
    try:
        return Pages(os.path.join(FOLDER, name))
    except OSError:
        return read_bytes(name)


def _data(folder: str, name: str) -> bytes:
    found: bytes = _LOADER.get_data(os.path.join(folder, name))
    return found


def damaged(what: object) -> ContentBroken:
    """Return what to raise when a file of facts, or a place in one, cannot be read."""
    return ContentBroken(f"The facts that come with isocourse ({what}) are damaged. Install it again.")


@lru_cache(maxsize=2)
def _quick(folder: str, file: str) -> dict[str, dict[str, Any]]:
    """Return the files of TOML that are kept as JSON in one file, by their names."""
    _renew(folder)
    try:
        compiled = _data(folder, file)
    except FileNotFoundError:
        return {}
    except OSError as problem:
        raise damaged(file) from problem
    import json

    try:
        return {name: _with_dates(data) for name, data in json.loads(compiled).items()}
    except (AttributeError, TypeError, ValueError) as problem:
        raise damaged(file) from problem


@lru_cache(maxsize=1)
def _renew(folder: str) -> None:
    """Compile again where a TOML has changed: in a checkout only, for the sources of the words do not ship."""
    if os.path.isdir(os.path.join(folder, "en", "words")):
        from isocourse.content.checkout import renew  # it does not ship either

        renew(folder)


def _with_dates(data: dict[str, Any]) -> dict[str, Any]:
    import datetime as dt

    return {key: dt.date.fromisoformat(value) if key in DATES else value for key, value in data.items()}
