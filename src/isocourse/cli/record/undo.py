"""`undo`: take back an entry. Nothing is erased: the record keeps both."""

from __future__ import annotations

from isocourse.cli import Run
from isocourse.cli.hearing.effects import effect_name
from isocourse.cli.parsing.options import FILE, YES, argument
from isocourse.cli.pharmacy.verdict_now import verdict_if_known
from isocourse.cli.record.which_entry import choose, closed_warning, opened_warning, pick
from isocourse.cli.session.session import Session
from isocourse.course.entries import Cleared, Entry, Imported, Record, Retraction, Settings
from isocourse.course.standing import live, view
from isocourse.errors import Conflict
from isocourse.render.entries import describe
from isocourse.render.ids import short, tagged


def undo(
    run: Run,
    entry_id: str | None = argument("[ID]", help="The entry; without it, the last one."),
    *,
    yes: bool = YES,
    file: str | None = FILE,
) -> int:
    """Take back the last entry, or one by its id. Undoing a correction brings back what it corrected.

    An undo can be undone too, by its own id. At a terminal, without an id, the last ten are there to pick from.
    """
    session = Session(run, file)
    read = session.record()
    now = session.now(read)
    if entry_id is None and session.interactive() and not yes:
        entry_id = choose(session, read, "Take back which?", undos=True, enter=True)
    taken: list[Entry] = []
    made: list[Entry] = []

    def retract(record: Record) -> list[Entry]:
        taken[:] = [pick(record, entry_id, undos=True)]
        if isinstance(taken[0].body, Settings) and taken[0].id == record.entries[0].id:
            raise Conflict(
                "The first entry holds the course's settings and cannot be taken back. Change them: isocourse set"
            )
        made[:] = [session.entry(Retraction(target=target), now.today, now) for target in _targets(taken[0], record)]
        return made

    record = session.append(retract)
    session.say(
        [
            f"Taken back: {describe(taken[0], effect_name)}   {tagged(taken[0].id)}",
            *closed_warning(taken[0].body),
            *_again(taken[0], record),
            *verdict_if_known(session, record, now),
            f"Not that? isocourse undo {short(made[-1].id)}. Both stay in: isocourse history --all",
        ]
    )
    return 0


def _targets(taken: Entry, record: Record) -> list[str]:
    """Return the ids to take back: of the end of an import, with all that still stands of what it brought in."""
    if not isinstance(taken.body, Imported):
        return [taken.id]
    standing = {entry.id for entry in live(record.entries)}
    return [*(one for one in taken.body.ids if one in standing), taken.id]


def _again(taken: Entry, record: Record) -> list[str]:
    """Return what counts again: the entry that was corrected or taken back, or the sign that was cleared."""
    target = taken.body.target if isinstance(taken.body, Cleared | Retraction) else taken.replaces
    lines = []
    for entry in view(record).entries:
        if entry.id == target:
            lines += [f"Counts again: {describe(entry, effect_name)}   {tagged(entry.id)}", *opened_warning(entry.body)]
    return lines
