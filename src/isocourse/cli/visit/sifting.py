"""Which rows of a file are new to the record."""

from __future__ import annotations

from isocourse.bring_in.rows import Aside, Found, Row, ident_of
from isocourse.course.entries import Dose, DoseStatus, Imported, Record
from isocourse.course.second_dose import NOON
from isocourse.course.standing import Course, live
from isocourse.named import NamedTuple


class Sifted(NamedTuple):
    """The new rows with the ids that they get, how many are known, and doses that are logged by hand already."""

    new: list[Row]
    idents: list[str]
    known: int
    close_by: tuple[Aside, ...] = ()

    @property
    def missed(self) -> int:
        """How many of the new rows are missed doses."""
        return sum(isinstance(row.body, Dose) and row.body.status is DoseStatus.MISSED for row in self.new)


def sift(record: Record, course: Course, found: Found) -> Sifted:
    """Return what is new. A dose is never added to one that the record has for the same half of a day."""
    ids = {entry.id for entry in record.entries}
    standing = {entry.id for entry in live(record.entries)}
    undone = {
        one
        for entry in record.entries
        if isinstance(entry.body, Imported) and entry.id not in standing
        for one in entry.body.ids
    }
    logged = _logged(course)
    new: list[Row] = []
    idents: list[str] = []
    close: list[Aside] = []
    known = 0
    for row in found.rows:
        if row.ident and row.ident in ids and row.ident not in undone:
            known += 1
            continue
        ident, there = ident_of(found.source, row.key, ids, undone)
        if there:
            known += 1
        elif _in_the_way(row, logged):
            close.append(Aside(row.place, f"{row.on}: the record has a dose for that part of the day"))
        else:
            new.append(row)
            idents.append(row.ident if row.ident and row.ident not in ids else ident)
    return Sifted(new, idents, known, tuple(close))


def _logged(course: Course) -> dict[object, set[bool | None]]:
    """Return the halves of each day for which the record has a dose; None where the half is not known."""
    found: dict[object, set[bool | None]] = {}
    for entry, body in course.of(Dose):
        found.setdefault(entry.on, set()).add(None if body.at is None else body.at < NOON)
    return found


def _in_the_way(row: Row, logged: dict[object, set[bool | None]]) -> bool:
    if not isinstance(row.body, Dose):
        return False
    halves = logged.get(row.on, set())
    mine = None if row.body.at is None else row.body.at < NOON
    return bool(halves) and (mine is None or None in halves or mine in halves)
