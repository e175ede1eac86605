"""The record as bytes: read what is there, say whether it is whole, and write it in a layout that stays.

Pure: bytes in, bytes out. Files, locks and folders are the business of `store`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum

from isocourse.course.entries import Entry, Record
from isocourse.errors import BadValue, Misfit, RecordBroken, RecordError, RecordNewer
from isocourse.fields import Table, tables, whole
from isocourse.named import NamedTuple
from isocourse.record import bombs, layout, seal
from isocourse.record.kinds import ident, read_entry
from isocourse.record.layout import SCHEMA
from isocourse.typed import Final

_HEADER: Final = b"\n[[entry]]"
_MARKERS: Final = rb"(?m)^<<<<<<< "


class State(Enum):
    """What the last line of a record says about the rest of it."""

    WHOLE = "whole"
    EDITED = "edited"
    CUT_SHORT = "cut short"


class Reading(NamedTuple):
    """A record as it was read. `promised` is the number of entries its last line tells, None where it is missing.

    Only a record that is cut short can have `problems` (parts of a sentence) or an empty `course`.
    """

    record: Record
    state: State
    found: int
    promised: int | None
    problems: tuple[str, ...] = ()
    kept: str | None = None  # where the damaged file was put, of a record that has just been accepted


class _Newer(Exception):
    def __init__(self, schema: int) -> None:
        super().__init__(schema)
        self.schema = schema


def parse(data: bytes, path: str) -> Reading:
    """Read a record; `path` is only for the sentences of `RecordBroken` and `RecordNewer`.

    Entries typed by hand below the last line count as edited. Fewer entries than promised, or no last line: cut short.
    """
    mark = seal.find(data)
    try:
        if mark is None:
            return _unsealed(data)
        record = _read(data, mark.start if mark.unbroken else None)
    except _Newer as problem:
        raise RecordNewer(path, problem.schema, SCHEMA) from None
    except Misfit as problem:
        raise _conflict(data, path) or RecordBroken(path, _with_line(problem, data)) from None
    found = len(record.entries)
    if found < mark.promised:
        missing = f"it holds {found} of the {mark.promised} entries that its last line tells of"
        return Reading(record, State.CUT_SHORT, found, mark.promised, (missing,))
    state = State.WHOLE if mark.unbroken and found == mark.promised else State.EDITED
    return Reading(record, state, found, mark.promised)


def serialise(record: Record) -> bytes:
    """Return the record as bytes, after reading them back. `BadValue` where an entry breaks the ranges of its kind."""
    data = layout.render(record)
    if layout.render(_read_back(data)) != data:
        raise RecordError("Not saved: the record would not read back the same. Nothing was changed.")
    return data


def extended(data: bytes, record: Record, entries: Sequence[Entry]) -> bytes:
    """Return a whole record's bytes with entries added at the end; only what is new is written and read back."""
    mark = seal.find(data)
    known = {entry.id for entry in record.entries}
    if mark is None or not mark.unbroken or any(entry.id in known for entry in entries):
        return serialise(Record(course=record.course, entries=(*record.entries, *entries)))
    serialise(Record(course=record.course, entries=tuple(entries)))
    if any(entry.replaces for entry in entries):
        _refuse_new_circles((*record.entries, *entries))
    return seal.sealed(data[: mark.start], layout.blocks(entries), len(record.entries) + len(entries))


def _unsealed(data: bytes) -> Reading:
    """Read a record without its last line: as far as it goes, without a last entry that ends in the middle."""
    if not data.strip(b"\0\r\n\t \xef\xbb\xbf"):
        return Reading(Record(course=""), State.CUT_SHORT, 0, None, ("it is empty",))
    problems = ["its last line, which tells how many entries it had, is missing"]
    try:
        record = _read(data)
    except Misfit as problem:
        if re.search(_MARKERS, data):
            raise
        record = _without_last(data, problem)
        problems.append(f"its last entry cannot be read ({problem})")
    return Reading(record, State.CUT_SHORT, len(record.entries), None, tuple(problems))


def _without_last(data: bytes, problem: Misfit) -> Record:
    end = data.rfind(_HEADER)
    if end >= 0:
        try:
            return _read(data[: end + 1])
        except Misfit:
            pass
    raise Misfit(f"{problem}; its last line is missing too, so it may be cut short")


def _read(data: bytes, seal_at: int | None = None) -> Record:
    """Read a record: as it was written, where an unbroken seal says that it may be, else as any TOML."""
    record = None if seal_at is None else layout.read(data[:seal_at])
    if record is None:
        record = _read_toml(data)
    _refuse_doubles(record.entries)
    _refuse_circles(record.entries)
    return record


def _read_toml(data: bytes) -> Record:
    text = bombs.decode(data)
    bombs.refuse_monsters(text)
    top = Table(_toml(text), "")
    schema = top.take("schema", whole(1, 9999))
    if schema > SCHEMA:
        raise _Newer(schema)
    course = top.take("course", ident)
    rows = top.maybe("entry", tables) or []
    top.close()
    return Record(course, tuple(read_entry(Table(row, f"entry[{index}]")) for index, row in enumerate(rows)))


def _toml(text: str) -> dict[str, object]:
    import tomllib  # commands without a record do not pay for it

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise Misfit(_placed(str(problem))) from None
    except RecursionError:
        raise Misfit("brackets inside brackets, too many of them") from None
    except ValueError:
        raise Misfit("a number with too many digits") from None


def _placed(message: str) -> str:
    """Return the parser's message with its place in front, as our own messages have it."""
    parts = re.fullmatch(r"(.*?) \(at (?:line (\d+), column (\d+)|(end of document))\)", message, re.DOTALL)
    if not parts:
        return message
    return f"{'at its end' if parts[4] else f'line {parts[2]}, column {parts[3]}'}: {parts[1]}"


def _conflict(data: bytes, path: str) -> RecordBroken | None:
    """Return what to say of a record in which git has left both sides of a conflict."""
    marker = re.search(_MARKERS, data)
    if not marker:
        return None
    from shlex import quote  # only this sentence quotes

    name = quote(re.split(r"[\\/]", path)[-1])
    line = data.count(b"\n", 0, marker.start()) + 1
    ways = f"git checkout --ours {name}; git show :3:./{name} > theirs.toml; isocourse merge theirs.toml --file {name}"
    return RecordBroken(
        path, f"git has left both sides of a conflict in it, from line {line} on", f"Join them, in its folder: {ways}"
    )


def _with_line(problem: Misfit, data: bytes) -> str:
    """Return what is wrong, with the line on which the entry begins where that is sure."""
    index = re.match(r"entry\[(\d+)\]", str(problem))
    headers = [found.start() for found in re.finditer(rb"^[ \t]*\[\[[ \t]*entry[ \t]*\]\]", data, re.MULTILINE)]
    if not index or int(index[1]) >= len(headers) or b"'''" in data or b'"""' in data:
        return str(problem)
    line = data.count(b"\n", 0, headers[int(index[1])]) + 1
    return f"{problem} (the entry that begins on line {line})"


def _refuse_doubles(entries: Sequence[Entry]) -> None:
    if len({entry.id for entry in entries}) == len(entries):
        return
    first: dict[str, int] = {}
    for index, entry in enumerate(entries):
        if entry.id in first:
            raise Misfit(f"entry[{index}].id: entry[{first[entry.id]}] has the id {entry.id} already")
        first[entry.id] = index


def _refuse_circles(entries: Iterable[Entry]) -> None:
    """Refuse entries that replace each other in a circle: each would hide the others, and none would be left."""
    step = {entry.id: entry.replaces for entry in entries if entry.replaces}
    passed: dict[str, str] = {}  # each entry is walked over once, and knows from which one
    for begin in step:
        here: str | None = begin
        while here in step and here not in passed:
            passed[here] = begin
            here = step[here]
        if here in step and passed[here] == begin:
            raise Misfit(f"entry {here}: its `replaces` leads back to itself")


def _read_back(data: bytes) -> Record:
    try:
        return _read(data, data.rfind(b"# "))
    except Misfit as problem:
        raise _unsavable(problem) from None


def _refuse_new_circles(entries: Iterable[Entry]) -> None:
    try:
        _refuse_circles(entries)
    except Misfit as problem:
        raise _unsavable(problem) from None


def _unsavable(problem: Misfit) -> BadValue:
    what = re.sub(r"^entry\[\d+\]\.", "", str(problem))
    return BadValue(f"This cannot be saved: {what}. Nothing was changed")
