"""What a person is asked, and what words and days they gave."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Sequence

from isocourse.cli.hearing import alarm
from isocourse.cli.parsing.dates import parse_day
from isocourse.cli.session.clock import Now
from isocourse.cli.terminal.standard_error import explain
from isocourse.errors import BadValue, Meant
from isocourse.failsafe import emergency
from isocourse.render.text import as_text, without_escapes
from isocourse.typed import TypeVar

T = TypeVar("T")


class Questions:
    """What a command asks."""

    json: bool

    @staticmethod
    def interactive() -> bool:
        """Say whether a person sits at a terminal and can be asked."""
        return sys.stdin is not None and sys.stdin.isatty()

    def ask(self, question: str, read: Callable[[str], T], *, option: str) -> T:
        """Ask until the answer can be read. Without a terminal, the missing option is an error."""
        if not self.interactive():
            raise BadValue(f"{option} is missing. Without a terminal it has to be given")
        alarm.pay()
        from isocourse.cli.terminal import person  # words given as arguments ask nobody

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

    def confirm(self, question: str, *, yes: bool = False, likely: bool = False) -> bool:
        """Ask a yes-or-no question; without a terminal the answer is no, unless `--yes` was given.

        Where a yes is `likely`, Enter is one.
        """
        if yes or not self.interactive():
            return yes
        if likely:
            return self.ask(f"{question} (Enter: yes)", lambda answer: _yes_or_no(answer or "y"), option="--yes")
        return self.ask(f"{question} [y/N]", _yes_or_no, option="--yes")

    def words(self, given: Sequence[str], question: str, *, felt: bool = False) -> str:
        """Return words from the arguments, from standard input for `-`, or asked for at a terminal.

        Where they say what is `felt`, an alarm in them is printed before anything else is done.
        """
        if list(given) == ["-"]:
            from isocourse.cli.terminal import person

            text = person.piped()
        elif given:
            text = without_escapes(as_text(" ".join(given)))
        else:
            text = self.ask(question, lambda answer: answer, option="WORDS")
        emergency.heed(text, json=self.json)
        if felt:
            alarm.hear_words([text], json=self.json, wait=True)
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
