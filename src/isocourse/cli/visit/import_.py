"""`import`: doses, weights and more from another program, or the whole record from its backup. All or nothing."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable

from isocourse.bring_in import backup, detect
from isocourse.bring_in.rows import MOST_BYTES, MOST_ROWS, Found, Row, Unreadable, Wish, listed
from isocourse.cli import Run
from isocourse.cli.parsing.options import FILE, JSON, YES, flag, needed, option
from isocourse.cli.parsing.values import maybe, whole
from isocourse.cli.session.clock import Now, in_order
from isocourse.cli.session.session import Session
from isocourse.cli.visit.heard_rows import alarms, judged, speak
from isocourse.cli.visit.sifting import Sifted, sift
from isocourse.content.course import course_facts
from isocourse.course.entries import Entry, Imported, Record, Regimen
from isocourse.course.standing import Course, view
from isocourse.errors import BadValue, Conflict, NoCourse, reason
from isocourse.record import store
from isocourse.record.disk import LARGEST
from isocourse.record.merge import merge
from isocourse.render.text import plural
from isocourse.typed import Any, Final

_SHOWN: Final = 12
_BACK: Final = "Not what you wanted? isocourse undo takes all of it back."
_ENTRY_BYTES: Final = 400  # about what an entry and its being taken back need at most


def import_(
    run: Run,
    path: str = needed("FILE", help="The file; it is only read."),
    *,
    source: str | None = option("--from", metavar="KIND", help=f"{', '.join(detect.SOURCES)}; else found out."),
    medicine: str | None = option("--medicine", metavar="NAME", help="What isotretinoin is called in it."),
    times: str | None = option("--times", metavar="N", help="Doses a day, where it has mg a day."),
    skip_bad: bool = flag("--skip-bad", help="Leave out rows that cannot be read."),
    dry_run: bool = flag("--dry-run", help="Only say what would be taken."),
    yes: bool = YES,
    json: bool = JSON,
    file: str | None = FILE,
) -> int:
    """Take in what another program kept: MedTimer, an isotretinoin tracker, Apple Health (weights), or our own files.

    Shows what is taken, what is not known, and what is left out. All or nothing; twice adds nothing; `isocourse undo`
    right after takes the whole import back. A backup (`export json`) brings back the whole record.
    """
    session = Session(run, file, json=json)
    source = maybe(source, _source)
    often = maybe(times, whole("--times", 1, 4))
    data = _bytes(path)
    kind = source or detect.source_of(data)
    if kind == detect.OURS:
        return _restore(session, data, dry_run=dry_run, yes=yes)
    record = session.record()
    now = session.now(record)
    course = view(record)
    found = detect.read(kind, data, _wish(now, medicine, often or _times(course)))
    sifted = sift(record, course, found)
    rows = [row._replace(body=body) for row, body in zip(sifted.new, judged(session, sifted.new), strict=True)]
    speak(session, alarms(session, rows))
    if found.bad and not skip_bad and not dry_run:
        raise _refused(found)
    if dry_run or not rows or (session.interactive() and not session.json):
        _shown(session, found, sifted, None)
    if dry_run or not rows:
        return 0
    _agreed(session, f"Take in {plural(len(rows), 'entry', 'entries')}?", yes=yes)
    return _shown(session, found, sifted, _save(session, kind, rows, sifted.idents, now))


def _source(given: str) -> str:
    if given not in detect.SOURCES:
        raise BadValue(f"--from: {given!r} is not one of: {', '.join(detect.SOURCES)}")
    return given


def _agreed(session: Session, question: str, *, yes: bool) -> None:
    """Ask a person; raise Conflict where the answer is no."""
    if session.interactive() and not session.confirm(question, yes=yes):
        raise Conflict("Nothing was brought in.")


def _bytes(path: str) -> bytes:
    """Return what is in a file of another program."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(f"{path} is no plain file")
        if status.st_size > MOST_BYTES:
            raise Unreadable(f"{path} is larger than {MOST_BYTES >> 20} MiB")
        with open(path, "rb") as handle:
            return handle.read(MOST_BYTES + 1)
    except (OSError, ValueError, MemoryError) as problem:
        raise Unreadable(f"{path} cannot be read ({reason(problem)})") from None


def _wish(now: Now, medicine: str | None, times: int | None) -> Wish:
    """Return what a reader has to know of the patient."""
    return Wish(
        zone=now.moment.tzinfo or now.moment.astimezone().tzinfo,  # type: ignore[arg-type] # a moment here has a zone
        today=now.today,
        medicines=(medicine.casefold(),) if medicine else _medicines(),
        times=times,
    )


def _medicines() -> tuple[str, ...]:
    """Return the names of isotretinoin that are known, in small letters."""
    products = [name for food in course_facts().foods for name in food.products]
    return tuple(dict.fromkeys(["isotretinoin", *products]))


def _times(course: Course) -> int | None:
    known = [body.times for _, body in course.of(Regimen) if body.times]
    return known[-1] if known else None


def _refused(found: Found) -> Conflict:
    lines = "; ".join(listed(found.bad, _SHOWN))
    return Conflict(
        f"Nothing was brought in: {plural(len(found.bad), 'row')} cannot be read ({lines}). The record is as it was."
        " Mend the file, or leave them out: --skip-bad"
    )


def _save(session: Session, source: str, rows: list[Row], idents: Iterable[str], now: Now) -> str:
    """Save the rows and the end of the import; return the end's id."""
    if len(rows) > MOST_ROWS:
        raise Conflict(f"Nothing was brought in: {len(rows)} rows are more than a record holds ({MOST_ROWS}).")
    size = os.path.getsize(session.path) + sum(_ENTRY_BYTES + len(str(row.body)) for row in rows)
    if size > LARGEST:
        raise Conflict("Nothing was brought in: the record would become too large to be read.")
    entries = [
        Entry(id=ident, recorded=now.moment, on=row.on, body=row.body) for ident, row in zip(idents, rows, strict=True)
    ]
    end = session.entry(Imported(source=source, ids=tuple(entry.id for entry in entries)), now.today, now)

    def make(record: Record) -> list[Entry]:
        if {entry.id for entry in record.entries} & {entry.id for entry in entries}:
            raise Conflict("Nothing was brought in: another window brought the same in at the same moment.")
        return [*entries, end]

    session.append(make)
    return end.id


def _shown(session: Session, found: Found, sifted: Sifted, end: str | None, then: str = _BACK) -> int:
    """Say what was taken, or would be, and what can be done then."""
    if session.json:
        session.say_json(_as_json(found, sifted, end))
        return 0
    taken = plural(len(sifted.new), "entry", "entries")
    lines = [f"Brought in from {found.source}: {taken}." if end else f"From {found.source}: {taken} to take."]
    if sifted.known:
        lines.append(f"  In the record already: {sifted.known}.")
    asides = (
        ("Not known", found.not_known),
        ("Left out", (*found.left_out, *sifted.close_by)),
        ("Cannot be read", found.bad),
    )
    for name, rows in asides:
        if rows:
            lines += [f"  {name}: {len(rows)}", *(f"    {line}" for line in listed(rows, _SHOWN))]
    if end:
        lines.append(then)
    session.say(lines)
    return 0


def _as_json(found: Found, sifted: Sifted, end: str | None) -> dict[str, Any]:
    left_out = (*found.left_out, *sifted.close_by)
    rows = {"not_known": found.not_known, "left_out": left_out, "bad": found.bad}
    return {
        "schema": 1,
        "from": found.source,
        "taken": len(sifted.new) - sifted.missed,
        "missed": sifted.missed,
        "known": sifted.known,
        **{name: len(asides) for name, asides in rows.items()},
        "id": end,
        "rows": [{"what": name, "where": one.place, "why": one.why} for name, asides in rows.items() for one in asides],
    }


def _restore(session: Session, data: bytes, *, dry_run: bool, yes: bool) -> int:
    """Bring back a record from its backup: as it was where there is none, joined where it is the same course."""
    theirs = backup.read(detect.document(data))
    try:
        mine = session.record()
    except NoCourse:
        mine = None
    taken = merge(mine, theirs).taken if mine else theirs.entries
    found = Found(detect.OURS, rows=tuple(Row("", entry.id, entry.on, entry.body) for entry in taken))
    sifted = Sifted(new=list(found.rows), idents=[entry.id for entry in taken], known=len(theirs.entries) - len(taken))
    speak(session, alarms(session, found.rows))
    if dry_run or not taken:
        return _shown(session, found, sifted, None)
    _agreed(session, f"Bring back {plural(len(taken), 'entry', 'entries')}?", yes=yes)
    if mine is None:
        store.create(session.path, theirs)
        session.note_saved()
        return _shown(session, found, sifted, theirs.course, "The record is as it was when the backup was made.")
    now = session.now(mine)
    end = session.entry(Imported(source=detect.OURS, ids=tuple(entry.id for entry in taken)), now.today, now)

    def joined(record: Record) -> Record:
        both = merge(record, theirs).record
        return both._replace(entries=(*both.entries, _after(end, both)))

    store.replace(session.path, joined)
    session.note_saved()
    return _shown(session, found, sifted, end.id)


def _after(end: Entry, record: Record) -> Entry:
    """Return the end of the import stamped after everything in the record."""
    return in_order(record, [end])[0][0]
