"""One run of a command: which record, and what time it is; where answers go and what is asked stands beside it."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Sequence

from isocourse.cli import Run
from isocourse.cli.hearing import alarm
from isocourse.cli.parsing.dates import parse_as_of
from isocourse.cli.session import clock
from isocourse.cli.session.clock import Now
from isocourse.cli.session.output import Output
from isocourse.cli.session.questions import Questions
from isocourse.course.entries import Body, Entry, Record
from isocourse.course.standing import Course, view
from isocourse.errors import BadValue, RecordError
from isocourse.record import store
from isocourse.render.ids import ids_of


class Session(Output, Questions):
    """What a command works with: the record, the clock, the screen, and the person.

    One object, since whatever a command calls may have to say something, ask back, or look at the record; in three
    files, since each can be read without the others. `Output` and `Questions` are made nowhere else and know no
    record.
    """

    def __init__(self, run: Run, file: str | None = None, *, json: bool = False) -> None:
        self.option = file if file is not None else run.file
        self.json = json
        self._run = run
        self._path: str | None = None

    # --- the record ---------------------------------------------------------------------------------------------------

    @property
    def path(self) -> str:
        """The record's path."""
        if self._path is None:
            self._path = store.locate(self.option, os.environ)
        return self._path

    def record(self) -> Record:
        """Return the record; without one, say how to begin."""
        return self.known(store.load(self.path))

    @staticmethod
    def known(record: Record) -> Record:
        """Return a record after noting its ids: what is printed of one has to be enough to find it."""
        ids_of(record)
        return record

    def append(self, make: Callable[[Record], Sequence[Entry]]) -> Record:
        """Save new entries under the lock; from then on failures can no longer be told as `not saved`.

        An entry is stamped after the ones that are there: where the clock went back, order is kept and said. Only an
        entry that was taken back, and was ahead of the clock, is not waited for.
        """
        alarm.pay()
        wrong: list[str] = []

        def stamped(record: Record) -> list[Entry]:
            made, odd = clock.in_order(record, make(record))
            wrong[:] = odd
            return made

        record = self.known(store.append(self.path, stamped))
        self.note_saved()
        for sentence in wrong:
            self.warn(sentence)
        return record

    def note_saved(self, word: str = "Saved") -> None:
        """Note that the record changed: whatever fails from now on, fails after that."""
        self._run.saved = word

    def entry(self, body: Body, on: dt.date, now: Now, *, replaces: str | None = None) -> Entry:
        """Return a new entry, stamped with this moment."""
        return Entry(id=store.new_id(), recorded=now.moment, on=on, body=body, replaces=replaces)

    # --- time ---------------------------------------------------------------------------------------------------------

    def now(self, record: Record | None, as_of: str | None = None) -> Now:
        """Return the moment in the course's zone, or in this computer's where there is no course."""
        moment = clock.read_clock()
        zone = self._zone_of(record, moment) if record else None
        local = moment.astimezone(zone)
        older = store.older(self.path) if record else None
        if as_of is None:
            return Now(moment=local, doubt=older or (clock.doubt(record, local) if record else None))
        place = zone or local.tzinfo or dt.UTC
        asked = self.taken(as_of, lambda text: parse_as_of(text, local.date(), place))
        return Now(moment=asked, as_if=True, future=asked.date() > local.date(), doubt=older)

    def _zone_of(self, record: Record, moment: dt.datetime) -> dt.tzinfo | None:
        try:
            return clock.zone_of(record, moment)
        except BadValue as problem:
            raise RecordError(
                f"The record {self.path} names a time zone that is not known on this computer. It was left as it is."
                " Name another: isocourse set --zone America/Chicago"
            ) from problem

    def course(self, as_of: str | None = None) -> tuple[Course, Now]:
        """Return the course as it stands now, or as it stood at `as_of`."""
        record = self.record()
        now = self.now(record, as_of)
        return view(record, until=now.today if now.as_if else None), now
