"""The layout in which a record is written, and a quick reader of exactly that.

Nearly every record stands as this program wrote it, and there `tomllib` takes ten times as long. So such a record is
read line by line; at the slightest departure the quick reader gives up, and the standard parser reads the whole file.
Never does it read anything as the standard parser would not: a number, a day or a time has to be just as it would be
written again, a text on one line, an escape one of three.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial

from isocourse import __version__
from isocourse.course.entries import Body, Entry, Record
from isocourse.errors import BadValue, Misfit
from isocourse.fields import day, moment
from isocourse.record import seal
from isocourse.record.kinds import KINDS, NAMES, ident, plain_body
from isocourse.typed import Final

SCHEMA: Final = 1
_HEADER: Final = '\n[[entry]]\nid = "'
_INDENT: Final = "    "
_DIGITS: Final = bytes.maketrans(b"123456789", b"000000000")
_MOMENTS: Final = frozenset(
    f"recorded = 0000-00-00T00:00:00{parts}{sign}00:00".encode() for parts in ("", ".000000") for sign in "+-"
)
_MADE: Final = partial(tuple.__new__, Entry)  # as `Entry` does, where its fields are sure to be five
_DAYS: Final = frozenset([b"on = 0000-00-00"])
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
    if any(control in above for control in _CONTROL):
        return None
    try:
        head, *found = above.decode("utf-8").split(_HEADER)
        comment, schema, course, end = head.split("\n")
        name = course[10:-1]
        if comment[:2] != "# " or (schema, course, end) != (f"schema = {SCHEMA}", f'course = "{name}"', ""):
            return None
        return Record(ident(name), _entries([block.split("\n", 4) for block in found]) if found else ())
    except (_Departure, Misfit, ValueError, LookupError, TypeError):  # odd, unknown or missing: tomllib says better why
        return None


def _entries(found: list[list[str]]) -> tuple[Entry, ...]:
    """Return the entries, each found as its first four lines and the rest in one piece; a blank line ends each.

    All ids are read together, and all moments; most days and bodies are there more than once, and are read once.
    """
    names, kinds, moments, days, rests = zip(*found, strict=True)
    on = _days(list(set(days)))
    said = list(zip(kinds, rests, strict=True))
    told = {one: _told(*one) for one in dict.fromkeys(said)}
    bodies, replaces = zip(*map(told.__getitem__, said), strict=True)
    rows = zip(_names(names), _moments(moments), map(on.__getitem__, days), bodies, replaces, strict=True)
    return tuple(map(_MADE, rows))


def _names(told: Sequence[str]) -> list[str]:
    """Return ids, each from behind the quotation mark before it to the one behind it."""
    names = [one[:-1] for one in told]
    if "".join(told) != '"'.join([*names, ""]):
        raise _Departure
    for one in {len(name): name for name in names}.values():  # one of each length
        ident(one)
    if "".join(names).encode("ascii").translate(None, b"0123456789abcdef"):
        raise _Departure
    return names


def _moments(lines: Sequence[str]) -> list[dt.datetime]:
    """Return moments, each from a line as it would be written: then the text of all is in the order of their days."""
    _refuse_other_shapes(lines, _MOMENTS)
    ends = [line[-6:] for line in lines]
    one_of_each = dict(zip(ends, lines, strict=True))
    for line in (min(lines), max(lines), *one_of_each.values()):
        if moment(dt.datetime.fromisoformat(line[11:])).isoformat() != line[11:]:
            raise _Departure
    zones = {end: dt.datetime.fromisoformat(line[11:]).tzinfo for end, line in one_of_each.items()}
    days = map(dt.date.fromisoformat, [line[11:21] for line in lines])
    times = map(dt.time.fromisoformat, [line[22:-6] for line in lines])
    return list(map(dt.datetime.combine, days, times, map(zones.__getitem__, ends)))


def _days(lines: Sequence[str]) -> dict[str, dt.date]:
    """Return the day of each line that is as it would be written."""
    _refuse_other_shapes(lines, _DAYS)
    found = {line: dt.date.fromisoformat(line[5:]) for line in lines}
    for one in (min(lines), max(lines)):
        day(found[one])
    return found


def _refuse_other_shapes(lines: Iterable[str], shapes: frozenset[bytes]) -> None:
    if not shapes.issuperset("\n".join(lines).encode("ascii").translate(_DIGITS).split(b"\n")):
        raise _Departure


def _told(first: str, rest: str) -> tuple[Body, str | None]:
    """Return the body of an entry and what it replaces, by the line of its kind and all below its day."""
    if rest and not rest.endswith("\n"):
        raise _Departure
    if not rest.startswith("replaces = "):
        return _body(first, rest[:-1]), None
    line, _, below = rest[:-1].partition("\n")
    return _body(first, below), ident(_text(line.removeprefix("replaces = ")))


def _body(first: str, told: str) -> Body:
    name = first[8:-1]
    if first != f'kind = "{name}"':
        raise _Departure
    kind = KINDS[name]
    values: dict[str, object] = {}
    lines = iter(told.split("\n") if told else ())
    for line in lines:
        key, value = _field(name, _whole(line, lines) if line[-1:] == "[" else line)
        if key in values:
            raise _Departure
        values[key] = value
    body: Body = kind.body(**values)
    return body


def _whole(line: str, below: Iterator[str]) -> str:
    """Return a list in one piece: the line that opens it, and those below it up to the one that ends it."""
    found = [line]
    for one in below:
        found.append(one)
        if one == "]":
            return "\n".join(found)
    raise _Departure


@lru_cache(maxsize=256)  # `severity = "mild"` comes again and again; what comes once drops out
def _field(kind: str, told: str) -> tuple[str, object]:
    key, _, text = told.partition(" = ")
    return key, KINDS[kind].fields[key](_list(text) if text[:1] == "[" else _value(text))


def _list(text: str) -> list[object]:
    if text == "[]":
        return []
    first, *items, last = text.split("\n")
    if (first, last) != ("[", "]") or any(one[:4] != _INDENT or one[-1] != "," for one in items):
        raise _Departure
    return [_value(one[4:-1]) for one in items]


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
