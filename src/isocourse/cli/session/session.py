"""One run of a command: which record, what time it is, what to ask and where answers go."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import typer

from isocourse.cli import SAVED
from isocourse.cli.hearing import alarm
from isocourse.cli.parsing.dates import parse_as_of, parse_day
from isocourse.cli.session import clock
from isocourse.cli.session.clock import Now
from isocourse.cli.terminal import screen
from isocourse.cli.terminal.standard_error import complain, explain
from isocourse.course.days import as_if
from isocourse.course.entries import Body, Entry, Record
from isocourse.course.standing import Course, view
from isocourse.errors import BadValue, Meant, OutputFailed, RecordError
from isocourse.failsafe import emergency
from isocourse.record import store
from isocourse.render.ids import ids_of
from isocourse.render.text import as_text, clean, encodable, painted, printable, without_escapes, wrap_all

T = TypeVar("T")

_PIECE = 2048  # letters that are printed at once


class Session:
    """What a command works with."""

    def __init__(self, ctx: typer.Context, file: str | None = None, *, json: bool = False) -> None:
        self.option = file if file is not None else ctx.obj
        self.json = json
        self._meta = ctx.meta
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
        self._meta[SAVED] = word

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

    # --- answers ------------------------------------------------------------------------------------------------------

    @staticmethod
    def width() -> int:
        """Return the columns to fill."""
        return screen.columns()

    def say(self, lines: Sequence[str]) -> None:
        """Print lines to standard output, wrapped, in letters that it has; raise where they cannot be printed."""
        self._write(self._laid_out(lines))

    def say_first(self, lines: Sequence[str]) -> None:
        """Print what must be read whatever happens next: on standard error where standard output is closed or full."""
        alarm.say_first(lines, json=self.json)

    def _laid_out(self, lines: Sequence[str]) -> str:
        """Return lines wrapped; one line stays one, whatever a patient put into it."""
        return wrap_all([line.replace("\n", " ") for line in lines], self.width())

    def is_taller(self, lines: Sequence[str]) -> bool:
        """Say whether lines do not fit a terminal: the first of them would be gone when they are read."""
        rows = screen.rows()
        return rows is not None and self._laid_out(lines).count("\n") >= rows

    def say_line(self, line: str) -> None:
        """Print one line as it is: one answer a line."""
        self._write(line + "\n")

    def say_file(self, text: str) -> None:
        """Print what is a file for another program, as it is: plain ASCII is expected."""
        self._write(text, as_it_is=True)

    def say_json(self, answer: object) -> None:
        """Print one JSON object in plain ASCII."""
        import json  # noqa: PLC0415 - only when asked for

        self._write(json.dumps(answer, ensure_ascii=True, allow_nan=False, default=_plain) + "\n")
        alarm.answered()

    def as_if(self, now: Now) -> list[str]:
        """Return the first line of an answer about another day, or nothing."""
        return [as_if(now.today)] if now.as_if else []

    def paint(self, text: str, **style: Any) -> str:  # noqa: ANN401 - handed to typer.style
        """Return text in colour where a person looks at a terminal that shows it."""
        return painted(typer.style(clean(text), **style)) if screen.colours() else text

    def warn(self, sentence: str) -> None:
        """Write one sentence to standard error."""
        complain(sentence)

    def _write(self, text: str, *, as_it_is: bool = False) -> None:
        """Print text piece by piece, so that a reader who closes the pipe early has seen some of it."""
        if sys.stdout is None:
            raise OutputFailed
        try:
            shown = printable(text, colours=screen.colours())
            plain = text if as_it_is else encodable(shown, sys.stdout.encoding)
            for begin in range(0, len(plain), _PIECE):
                sys.stdout.write(plain[begin : begin + _PIECE])
                sys.stdout.flush()
                alarm.note_seen()
        except (OSError, ValueError) as problem:
            sys.stdout = None  # what Python does with a closed one; else it fails at the end
            raise OutputFailed from problem

    # --- questions ----------------------------------------------------------------------------------------------------

    @staticmethod
    def interactive() -> bool:
        """Say whether a person sits at a terminal and can be asked."""
        return sys.stdin is not None and sys.stdin.isatty()

    def ask(self, question: str, read: Callable[[str], T], *, option: str) -> T:
        """Ask until the answer can be read. Without a terminal, the missing option is an error."""
        if not self.interactive():
            raise BadValue(f"{option} is missing. Without a terminal it has to be given")
        from isocourse.cli.terminal import person  # noqa: PLC0415 - words given as arguments ask nobody

        while True:
            answer = person.answer(question)
            emergency.heed(answer, json=self.json)
            try:
                return self.taken(answer, read)
            except BadValue as problem:
                alarm.hear_words([answer], json=self.json)
                explain(str(problem))

    def taken(self, given: str, read: Callable[[str], T]) -> T:
        """Read what was given; where it has one reading that was not meant for sure, a person is asked back."""
        try:
            return read(given)
        except Meant as problem:
            if not self.interactive() or not self._meant(problem.reading):
                raise
            return read(problem.reading)

    def _meant(self, reading: str) -> bool:
        """Ask whether this is what was meant; Enter is a yes."""
        return self.ask(f"{reading}? (Enter: yes)", lambda answer: _yes_or_no(answer or "y"), option="")

    def ask_if_person(self, question: str, read: Callable[[str], T]) -> T | None:
        """Ask a person for what may stay unknown; Enter, or no terminal, leaves it unknown."""
        if not self.interactive():
            return None
        return self.ask(question, lambda answer: read(answer) if answer else None, option="")

    def confirm(self, question: str, *, yes: bool = False) -> bool:
        """Ask a yes-or-no question; without a terminal the answer is no, unless `--yes` was given."""
        if yes or not self.interactive():
            return yes
        return self.ask(f"{question} [y/N]", _yes_or_no, option="--yes")

    def words(self, given: Sequence[str], question: str, *, felt: bool = False) -> str:
        """Return words from the arguments, from standard input for `-`, or asked for at a terminal.

        Where they say what is `felt`, an alarm in them is printed before anything else is done.
        """
        if list(given) == ["-"]:
            from isocourse.cli.terminal import person  # noqa: PLC0415 - as above

            text = person.piped()
        elif given:
            text = without_escapes(as_text(" ".join(given)))
        else:
            text = self.ask(question, lambda answer: answer, option="WORDS")
        emergency.heed(text, json=self.json)
        if felt:
            alarm.hear_words([text], json=self.json)
        return text.strip()

    def day(self, given: str | None, now: Now, *, option: str = "--on", future: bool = False) -> dt.date:
        """Return the day an option names, today where it is left out."""
        if given is None:
            return now.today
        return self.taken(given, lambda text: parse_day(text, now.today, option=option, future=future))


def _yes_or_no(answer: str) -> bool:
    plain = answer.lower()
    if plain not in {"", "y", "yes", "n", "no"}:
        raise BadValue("Say y or n")
    return plain[:1] == "y"


def _plain(value: object) -> str:
    """Return dates and times as ISO 8601 text."""
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    raise TypeError(type(value).__name__)
