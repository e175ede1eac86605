"""The layout in which a record is written, and a quick reader of exactly that.

Nearly every record stands as this program wrote it, and there `tomllib` takes ten times as long. So such a record is
read line by line; at the slightest departure the quick reader gives up, and the standard parser reads the whole file.
Never does it read anything as the standard parser would not: a number, a day or a time has to be just as it would be
written again, a text on one line, an escape one of three.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
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
_SHAPE: Final = str.maketrans("123456789", "000000000")
_DAY: Final = "0000-00-00"
_TIMES: Final = frozenset({"00:00:00", "00:00:00.000000"})
_MOMENTS: Final = frozenset(f"{_DAY}T{time}{sign}00:00" for time in _TIMES for sign in "+-")
_CONTROL: Final = bytes({*range(32), 127} - set(b"\t\n"))  # outside of TOML, or (the carriage return) of this layout


class _Departure(Exception):  # noqa: N818 - never leaves this module
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
    import tomli_w  # noqa: PLC0415 - commands that only read do not pay for it

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
    known: dict[tuple[str, str], Body] = {}  # most doses are told in the same words
    try:
        head, *found = above[:-1].decode("utf-8").split(_HEADER)
        comment, schema, course = head.split("\n")
        name = course[10:-1]
        if comment[:2] != "# " or (schema, course) != (f"schema = {SCHEMA}", f'course = "{name}"'):
            return None
        return Record(ident(name), tuple(_entry(block, known) for block in found))
    except (_Departure, Misfit, ValueError, KeyError, TypeError):  # unreadable, unknown, or missing: it says better why
        return None


def _entry(block: str, known: dict[tuple[str, str], Body]) -> Entry:
    first, second, third, fourth, *more = block.split("\n", 4)
    told, replaces = more[0] if more else "", None
    if told.startswith("replaces = "):
        line, _, told = told.partition("\n")
        replaces = ident(_text(line.removeprefix("replaces = ")))
    body = known.get((second, told))
    if body is None:
        body = known[second, told] = _body(second, told)
    name, recorded, on = first[6:-1], third[11:], fourth[5:]
    if (first, third, fourth) != (f'id = "{name}"', f"recorded = {recorded}", f"on = {on}"):
        raise _Departure
    if recorded.translate(_SHAPE) not in _MOMENTS or on.translate(_SHAPE) != _DAY:
        raise _Departure
    at = moment(dt.datetime.fromisoformat(recorded))
    return Entry(ident(name), at, day(dt.date.fromisoformat(on)), body, replaces)


def _body(first: str, told: str) -> Body:
    name = first[8:-1]
    if first != f'kind = "{name}"':
        raise _Departure
    kind = KINDS[name]
    values: dict[str, object] = {}
    lines = iter(told.split("\n") if told else ())
    for line in lines:
        key, _, text = line.partition(" = ")
        if key in values:
            raise _Departure
        values[key] = kind.fields[key](_list(lines) if text == "[" else [] if text == "[]" else _value(text))
    body: Body = kind.body(**values)
    return body


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
    shape = text.translate(_SHAPE)
    if shape == _DAY:
        return dt.date.fromisoformat(text)
    if shape in _TIMES:
        return dt.time.fromisoformat(text)
    value = float(text) if "." in text or "e" in text else int(text)
    if str(value) != text:
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
