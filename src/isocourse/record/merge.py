"""Join two copies of one record: the union of their entries, whichever copy comes first.

Pure. An entry never changes once it is written, so an id that stands for two different entries is a fault to show.
"""

from __future__ import annotations

import datetime as dt

from isocourse.course.entries import Entry, Record
from isocourse.course.standing import Contest, contests, live
from isocourse.errors import Conflict
from isocourse.named import NamedTuple


class Merged(NamedTuple):
    """The joined record, and the entries that only the second copy had."""

    record: Record
    taken: tuple[Entry, ...]


class Doubtful(NamedTuple):
    """What a person should look at: versions made apart of one entry, and pairs that may be one event written twice."""

    contests: tuple[Contest, ...]
    alike: tuple[tuple[Entry, Entry], ...]


class MergeRefused(Conflict):
    """The copies cannot be joined. `clashes` holds the pairs of entries that share an id and nothing else."""

    def __init__(self, why: str, clashes: tuple[tuple[Entry, Entry], ...] = ()) -> None:
        super().__init__(f"Not merged: {why}. Both files are as they were.")
        self.clashes = clashes


def merge(mine: Record, theirs: Record) -> Merged:
    """Return the union of two copies, ordered by the instant of recording, then by id.

    The same for either order and any grouping of the copies, and for a copy merged twice. Retractions and replacements
    are entries like all others, so they are kept, and they hold whatever copy they come from.
    """
    if mine.course != theirs.course:
        raise MergeRefused(f"the copies belong to different courses ({mine.course} and {theirs.course})")
    known = {entry.id: entry for entry in mine.entries}
    clashes = tuple(
        (known[entry.id], entry) for entry in theirs.entries if entry.id in known and not _same(known[entry.id], entry)
    )
    if clashes:
        ids = ", ".join(first.id for first, _ in clashes)
        raise MergeRefused(f"the same id stands for different entries in the two copies ({ids})", clashes)
    taken = tuple(entry for entry in theirs.entries if entry.id not in known)
    entries = tuple(sorted((*mine.entries, *taken), key=_order))
    return Merged(record=mine._replace(entries=entries), taken=tuple(sorted(taken, key=_order)))


def doubtful(mine: Record, theirs: Record) -> Doubtful:
    """Return what joining two copies makes doubtful, and neither copy alone: mine first in each pair."""
    joined = merge(mine, theirs).record.entries
    old = {*contests(mine.entries), *contests(theirs.entries)}
    here, there = ({entry.id for entry in copy.entries} for copy in (mine, theirs))
    only_here: dict[tuple[object, ...], list[Entry]] = {}
    only_there = []
    for entry in live(joined):
        if entry.id not in there:
            only_here.setdefault(_event(entry), []).append(entry)
        elif entry.id not in here:
            only_there.append(entry)
    pairs = [(twins.pop(), entry) for entry in only_there if (twins := only_here.get(_event(entry)))]
    return Doubtful(tuple(one for one in contests(joined) if one not in old), tuple(pairs))


def _event(entry: Entry) -> tuple[object, ...]:
    """Return what two entries of one event have in common: kind, day and all that was said."""
    return type(entry.body), entry.on, entry.body


def _same(first: Entry, second: Entry) -> bool:
    """Compare two entries. Bodies of two kinds are different even when their values are equal, as tuples are not."""
    return type(first.body) is type(second.body) and first == second


def _order(entry: Entry) -> tuple[dt.datetime, str]:
    return entry.recorded.astimezone(dt.UTC), entry.id
