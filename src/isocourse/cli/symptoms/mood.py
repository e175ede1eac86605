"""`mood`: the questions about mood. What an answer asks for is said before anything else happens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from isocourse.cli import Run
from isocourse.cli.hearing.assessment import hear_effect, judge
from isocourse.cli.parsing.options import EXIT_CODE, FILE, JSON, ON, YES, option
from isocourse.cli.session.answers import recorded
from isocourse.cli.session.clock import Now
from isocourse.cli.session.course_if_any import call_line, course_if_any
from isocourse.cli.session.session import Session
from isocourse.cli.symptoms.ask import EXIT
from isocourse.content.mood import Questions, questions
from isocourse.course.entries import Entry, Mood, Urgency
from isocourse.course.standing import Course
from isocourse.errors import BadValue, Stopped
from isocourse.failsafe import emergency
from isocourse.render.answer import ALARMS, alarm_lines
from isocourse.render.text import wrap_all
from isocourse.triage.mood import HIGHEST, LONG, SHORT, Reading, read
from isocourse.typed import Any

LEFT_OUT, LEAVE = "-", "q"
_EFFECTS = {Urgency.EMERGENCY: "suicidal-thoughts", Urgency.CALL_TODAY: "depression-mood"}
Answers = tuple[int | None, ...]


def mood(
    run: Run,
    *,
    answers: str | None = option("--answers", metavar="A,A[,...]", help="2 or 9 answers, 0 to 3; - for one left out."),
    on: str | None = ON,
    exit_code: bool = EXIT_CODE,
    yes: bool = YES,
    json: bool = JSON,
    file: str | None = FILE,
) -> int:
    """Two questions about your mood, and seven more when they are needed: the PHQ-2 and PHQ-9. No diagnosis.

    You can leave at any question: q. Thoughts of suicide: call or text 988.
    """
    del yes  # nothing here needs a yes; scripts may say it everywhere
    session = Session(run, file, json=json)
    course, now, problem = course_if_any(session)
    table = questions()
    if answers is not None:
        given, difficulty = _parsed(session, answers), None
        _act(session, read(given, table.cuts), Urgency.NONE, course, now)
    elif session.interactive():
        given, difficulty = _Sitting(session, table, course, now).asked()
    else:
        raise BadValue("--answers is missing. Without a terminal it has to be given: 2 or 9 numbers, as 0,1")
    found = read(given, table.cuts)
    day = session.day(on, now)
    if problem is not None:
        _unsaved(session, given, found, table, day)
        raise problem
    body = Mood(answers=given, difficulty=difficulty, urgency=found.urgency, stop_capsules=found.stop_capsules)
    entry = session.entry(body, day, now)
    session.append(lambda _: [entry])
    if json:
        session.say_json(_as_json(entry.id, given, found, table, entry.on))
    else:
        session.say(_lines(entry, found, table))
    return EXIT.get(found.urgency, 0) if exit_code else 0


def _parsed(session: Session, text: str) -> Answers:
    """Return the answers of the option. What cannot be read, but may be a yes to the last question, is heard first."""
    parts = [part.strip() for part in text.split(",")]
    allowed = {LEFT_OUT, *map(str, range(HIGHEST + 1))}
    if len(parts) in {SHORT, LONG} and set(parts) <= allowed:
        return tuple(None if part == LEFT_OUT else int(part) for part in parts)
    if any(part not in {"", "0", LEFT_OUT} for part in parts[LONG - 1 :]):
        emergency.speak(json=session.json)
    raise BadValue(
        f"--answers: {text!r} cannot be read. Give {SHORT} or {LONG} answers with commas between, each 0 to {HIGHEST},"
        f" or {LEFT_OUT} for one left out: --answers 0,1"
    )


class _Sitting:
    """The questions at a terminal, one after the other; what an answer asks for is said before the next."""

    def __init__(self, session: Session, table: Questions, course: Course | None, now: Now) -> None:
        self.session, self.table, self.course, self.now = session, table, course, now
        self.given: list[int | None] = []
        self.said = Urgency.NONE

    def asked(self) -> tuple[Answers, int | None]:
        """Return the answers and the unscored one; what was not reached is left out."""
        self._show([self.table.question, _choices(self.table.choices), "- leave one out   q leave here"])
        difficulty = None
        try:
            stayed = self._ask(SHORT)
            if stayed and self._more() and self._ask(LONG) and any(self.given):
                difficulty = self._difficulty()
        except Stopped:
            if self.said not in ALARMS:
                raise
        if not any(answer is not None for answer in self.given):
            raise Stopped
        length = SHORT if len(self.given) <= SHORT else LONG
        return (*self.given, *[None] * (length - len(self.given))), difficulty

    def _ask(self, last: int) -> bool:
        """Ask up to a question; False where the patient left."""
        while len(self.given) < last:
            number = len(self.given) + 1
            answer = self.session.ask(f"{number}. {self.table.items[number - 1]}", _key, option="--answers")
            if answer == LEAVE:
                return False
            self.given.append(None if answer == LEFT_OUT else int(answer))
            found = read([*self.given, *[None] * (LONG - number)], self.table.cuts)
            self.said = _act(self.session, found, self.said, self.course, self.now)
        return True

    def _more(self) -> bool:
        known = [answer for answer in self.given if answer is not None]
        return sum(known) >= self.table.cuts.more or len(known) < len(self.given)

    def _difficulty(self) -> int | None:
        self._show([_choices(self.table.difficulty_choices)])
        answer = self.session.ask(self.table.difficulty, _key, option="--answers")
        return int(answer) if answer.isdigit() else None

    def _show(self, lines: Sequence[str]) -> None:
        """Print what belongs to the questions where they stand, so that JSON has standard output for itself."""
        emergency.say(wrap_all(lines, self.session.width()), to_stderr=True)


def _choices(words: Sequence[str]) -> str:
    return "   ".join(f"{number} {word}" for number, word in enumerate(words))


def _key(answer: str) -> str:
    if answer.lower() in {LEFT_OUT, LEAVE, *map(str, range(HIGHEST + 1))}:
        return answer.lower()
    raise BadValue(f"Type 0, 1, 2 or 3, {LEFT_OUT} to leave it out, or {LEAVE} to leave")


def _act(session: Session, found: Reading, said: Urgency, course: Course | None, now: Now) -> Urgency:
    """Print what answers ask for where it is more urgent than what was said; return what has been said."""
    if found.urgency.rank <= said.rank or found.urgency not in ALARMS:
        return said
    if found.item9:
        emergency.speak(json=session.json)
    alarm = judge(hear_effect(_EFFECTS[found.urgency]), None, [])
    session.say_first(alarm_lines(alarm, session.paint, call_line(course, now)))
    return found.urgency


def _next(found: Reading, table: Questions) -> str:
    lines = {Urgency.EMERGENCY: "crisis", Urgency.CALL_TODAY: "call", Urgency.NEXT_VISIT: "tell"}
    return table.say(lines.get(found.urgency, "none"))


def _lines(entry: Entry, found: Reading, table: Questions) -> list[str]:
    lines = [recorded(entry)]
    if found.instrument == "phq-2" and (found.total or 0) >= table.cuts.more:
        lines.append("  There are seven more questions: isocourse mood")
    lines.append(f"  {_next(found, table)}")
    if found.urgency is Urgency.NEXT_VISIT:
        lines.append(f"  {table.say('guide')}")
    return [
        *lines,
        f"  {table.say('no-diagnosis')}",
        f"  {table.say('under-18')}",
        f"  {table.attribution}",
        emergency.EMERGENCY_LINE,
    ]


def _unsaved(session: Session, given: Answers, found: Reading, table: Questions, day: dt.date) -> None:
    """Give the answer though nothing can be saved."""
    if session.json:
        session.say_json(_as_json(None, given, found, table, day))
    else:
        session.say(["NOT written down: see the reason below.", f"  {_next(found, table)}", emergency.EMERGENCY_LINE])


def _as_json(entry_id: str | None, given: Answers, found: Reading, table: Questions, day: dt.date) -> dict[str, Any]:
    return {
        "schema": 1,
        "id": entry_id,
        "on": day,
        "instrument": found.instrument,
        "answers": list(given),
        "total": found.total,
        "item9": found.item9,
        "urgency": found.urgency.value,
        "stop_capsules": found.stop_capsules,
        "next": _next(found, table),
    }
