"""The layout in which a record is written, and a quick reader of exactly that.

Nearly every record stands as this program wrote it, and there `tomllib` takes ten times as long. So such a record is
read line by line; at the slightest departure the quick reader gives up, and the standard parser reads the whole file.
Never does it read anything as the standard parser would not: a number, a day or a time has to be just as it would be
written again, a text on one line, an escape one of three.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from isocourse import __version__
from isocourse.course.entries import Body, Entry, Record
from isocourse.errors import BadValue, Misfit
from isocourse.fields import day, moment
from isocourse.record import seal
from isocourse.record.kinds import KINDS, NAMES, ident, plain_body

SCHEMA: Final = 1
_HEADER: Final = "\n\n[[entry]]\n"
_INDENT: Final = "    "
_ON: Final = "on = 0000-00-00"
_RECORDED: Final = "recorded = 0000-00-00T00:00:00+00:00"
_PRECISE: Final = "recorded = 0000-00-00T00:00:00.000000+00:00"
_CONTROL: Final = bytes({*range(32), 127} - set(b"\t\n"))  # outside of TOML, or (the carriage return) of this layout


class _Departure(Exception):
    """Something does not stand as it would be written."""


def render(record: Record) -> bytes:
    """Return a record as bytes, with the line that seals it."""
    version = ".".join(__version__.split(".")[:2])
    head = (
        f"# isocourse course record, made by isocourse {version}. Comments are not kept: use `isocourse note`.\n"
        f'schema = {SCHEMA}\ncourse = "{record.course}"\n'
    )
    return seal.sealed(head.encode("ascii"), blocks(record.entries), len(record.entries))


def blocks(entries: Iterable[Entry]) -> bytes:
    """Return entries as they stand in a record."""
    import tomli_w  # commands that only read do not pay for it

    made = []
    for entry in entries:
        replaces = f'replaces = "{entry.replaces}"\n' if entry.replaces is not None else ""
        made.append(
            f'\n[[entry]]\nid = "{entry.id}"\nkind = "{NAMES[type(entry.body)]}"\n'
            f"recorded = {entry.recorded.isoformat()}\non = {entry.on.isoformat()}\n{replaces}"
            f"{tomli_w.dumps(plain_body(entry.body))}"
        )
    try:
        return "".join(made).encode("utf-8")
    except UnicodeEncodeError:
        raise BadValue("This cannot be saved: it holds characters that are not text. Nothing was changed") from None


def read(above: bytes) -> Record | None:
    """Return the record that stands above a seal; None where the standard parser has to look.

    Ids that are there twice, and circles, are for the caller to find.
    """
    if above[-1:] != b"\n" or len(above.translate(None, _CONTROL)) != len(above):
        return None
    try:
        head, *found = above[:-1].decode("utf-8").split(_HEADER)
        comment, schema, course = head.split("\n")
        name = course[10:-1]
        if comment[:2] != "# " or (schema, course) != (f"schema = {SCHEMA}", f'course = "{name}"'):
            return None
        return Record(ident(name), _entries([block.split("\n", 4) for block in found]))
    except (_Departure, Misfit, ValueError, LookupError, TypeError):  # odd, unknown or missing: tomllib says better why
        return None


def _entries(found: list[list[str]]) -> tuple[Entry, ...]:
    """Return the entries, each found as its first four lines and the rest in one piece, where it has more."""
    names = [lines[0][6:-1] for lines in found]
    recorded, on = [lines[2] for lines in found], [lines[3] for lines in found]
    if not (
        all(lines[0] == f'id = "{name}"' for lines, name in zip(found, names, strict=True))
        and _shaped([line for line in recorded if "." in line], _PRECISE)
        and _shaped([line for line in recorded if "." not in line], _RECORDED)
        and _shaped(on, _ON)
    ):
        raise _Departure
    known: dict[tuple[str, str], tuple[Body, str | None]] = {}  # most doses are told in the same words
    made = []
    for lines, name, moment_line, day_line in zip(found, names, recorded, on, strict=True):
        told = known.get(said := (lines[1], lines[-1]))
        if told is None:
            told = known[said] = _told(lines[1], *lines[4:])
        at = moment(dt.datetime.fromisoformat(moment_line[11:]))
        made.append(Entry(ident(name), at, day(dt.date.fromisoformat(day_line[5:])), *told))
    return tuple(made)


def _shaped(lines: Sequence[str], shape: str) -> bool:
    """Say whether each line is like `shape`: a digit for each 0, a sign for the +, else the same letters."""
    joined, size = "".join(lines), len(shape)
    return {len(line) for line in lines} <= {size} and not any(
        joined[at::size].strip("0123456789" if mark == "0" else "+-" if mark == "+" else mark)
        for at, mark in enumerate(shape)
    )


def _told(first: str, rest: str = "") -> tuple[Body, str | None]:
    """Return the body of an entry and what it replaces, by the line of its kind and all below its day."""
    if not rest.startswith("replaces = "):
        return _body(first, rest), None
    line, _, below = rest.partition("\n")
    return _body(first, below), ident(_text(line.removeprefix("replaces = ")))


def _body(first: str, told: str) -> Body:
    name = first[8:-1]
    if first != f'kind = "{name}"':
        raise _Departure
    kind = KINDS[name]
    values: dict[str, object] = {}
    lines = iter(told.split("\n") if told else ())
    for line in lines:
        if line.endswith(" = ["):
            key = line[:-4]
            value = kind.fields[key](_list(lines))
        else:
            key, value = _field(name, line)
        if key in values:
            raise _Departure
        values[key] = value
    body: Body = kind.body(**values)
    return body


@lru_cache(maxsize=256)  # `severity = "mild"` comes again and again; what comes once drops out
def _field(kind: str, line: str) -> tuple[str, object]:
    key, _, text = line.partition(" = ")
    return key, KINDS[kind].fields[key]([] if text == "[]" else _value(text))


def _list(lines: Iterator[str]) -> list[object]:
    found: list[object] = []
    for line in lines:
        if line == "]":
            return found
        if not line.startswith(_INDENT) or not line.endswith(","):
            break
        found.append(_value(line[len(_INDENT) : -1]))
    raise _Departure


def _value(text: str) -> object:
    """Return what stands behind an equals sign, or in a list: a text, true or false, a day, a time of day, a number."""
    if text.startswith('"'):
        return _text(text)
    if text in {"true", "false"}:
        return text == "true"
    value: dt.date | dt.time | float
    if text[4:5] == "-":
        value = dt.date.fromisoformat(text)
    elif text[2:3] == ":":
        value = dt.time.fromisoformat(text)
    else:
        value = float(text) if "." in text or "e" in text else int(text)
    if str(value) != text or getattr(value, "tzinfo", None) is not None:  # a time of day has no offset in TOML
        raise _Departure
    return value


def _text(quoted: str) -> str:
    inner = quoted[1:-1]
    if quoted != f'"{inner}"':
        raise _Departure
    return _unescaped(inner) if "\\" in inner or '"' in inner else inner


def _unescaped(inner: str) -> str:
    r"""Resolve \\, \" and \n; what no `\\` belongs to has each other backslash before its letter."""
    found = []
    for part in inner.split("\\\\"):
        if part.count('"') != part.count('\\"'):
            raise _Departure
        found.append(part.replace('\\"', '"').replace("\\n", "\n"))
        if "\\" in found[-1]:
            raise _Departure
    return "\\".join(found)
