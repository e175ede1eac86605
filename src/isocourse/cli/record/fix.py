"""`fix`: correct one entry. The record keeps both; the correction holds."""

from __future__ import annotations

from isocourse.cli import Run
from isocourse.cli.hearing.effects import effect_name
from isocourse.cli.parsing.options import FILE, ON, YES, argument
from isocourse.cli.pharmacy.verdict_now import verdict_if_known, verdict_now
from isocourse.cli.record.fields_of import OPTIONS, corrected, names_of, refuse_foreign
from isocourse.cli.record.which_entry import choose, closed_warning, pick
from isocourse.cli.session.clock import Now
from isocourse.cli.session.course_if_any import call_line
from isocourse.cli.session.session import Session
from isocourse.cli.symptoms.own_words import kept, listen
from isocourse.course.entries import OWN_WORDS, AdverseEvent, Body, Entry, PregnancyTest, Record
from isocourse.course.standing import Course, view
from isocourse.errors import BadValue
from isocourse.record.kinds import plain_body
from isocourse.render.entries import describe
from isocourse.render.ids import tagged
from isocourse.typed import Any


def fix(
    run: Run,
    entry_id: str | None = argument("[ID]", help="The entry to correct; without it, pick from the last ten."),
    *,
    on: str | None = ON,
    typed: dict[str, Any] = OPTIONS,
    yes: bool = YES,
    file: str | None = FILE,
) -> int:
    """Correct one entry: its day, or any field of it; `unknown` empties a field that may be empty.

    Settings take the options of `isocourse set`. Without an id, pick from the last ten entries at a terminal.
    """
    del yes  # nothing is lost by it, so nothing is asked
    session = Session(run, file)
    given = {key.replace("_", "-"): ",".join(one) if isinstance(one, list) else one for key, one in typed.items()}
    given |= {key: kept(session, given[key], f"--{key}") or "" for key in OWN_WORDS if key in given}
    read = session.record()
    now = session.now(read)
    if entry_id is None:
        entry_id = choose(session, read, "Correct which?") if session.interactive() else _no_id()
    old = pick(read, entry_id)
    if not given and on is None and session.interactive():
        on, given = _ask(session, old, now)
    return _fix(session, read, now, old.id, on, given)


def _no_id() -> str:
    raise BadValue("ID is missing. Without a terminal it has to be given. See the ids: isocourse history")


def _ask(session: Session, entry: Entry, now: Now) -> tuple[str | None, dict[str, str]]:
    """Ask what is wrong in an entry, and what is right."""
    names = ["on", *names_of(entry.body)]
    there = plain_body(entry.body)
    shown = [f"{n} {name}" for n, name in enumerate(names, 1)]
    session.say([f"{describe(entry, effect_name)} · {entry.on}   {tagged(entry.id)}"])

    def read(answer: str) -> str:
        plain = answer.strip().lower()
        begins = [name for name in names if plain and name.startswith(plain)]
        if plain in map(str, range(1, len(names) + 1)):
            return names[int(plain) - 1]
        if plain not in names and len(begins) != 1:
            raise BadValue(f"FIELD: give a number, 1 to {len(names)}, or a name")
        return plain if plain in names else begins[0]

    field = session.ask(f"What is wrong in it? {', '.join(shown)}", read, option="FIELD")
    now_is = entry.on if field == "on" else there.get(field)
    question = f"What is right for {field}?" + (f" It says {now_is}" if now_is is not None else "")

    def right(answer: str) -> str:
        if field == "on":
            return str(session.day(answer, now))
        _corrected(session, entry.body, now, {field: answer})
        return answer

    value = session.ask(question, right, option=field)
    return (value, {}) if field == "on" else (None, {field: value})


def _fix(session: Session, read: Record, now: Now, entry_id: str, on: str | None, given: dict[str, str]) -> int:
    made: list[Entry] = []
    before: list[Entry] = []

    def replace(record: Record) -> list[Entry]:
        old = pick(record, entry_id)
        if before == [old]:
            return made
        body = _corrected(session, old.body, now, given)
        day = old.on if on is None else session.day(on, now)
        if isinstance(body, PregnancyTest) and on is None:
            day = max(day, body.specimen_date)
        if body == old.body and day == old.on:
            raise BadValue("Nothing to correct was given, or it is so already. See: isocourse fix --help")
        before[:] = [old]
        made[:] = [session.entry(body, day, now, replaces=old.id)]
        return made

    replace(read)
    _alarm(session, made[0].body, view(read), now)
    if isinstance(made[0].body, PregnancyTest):  # a day without rules is refused here
        verdict_now(session, read._replace(entries=(*read.entries, *made)), now)
    after = session.append(replace)
    said = f"Corrected: {describe(made[0], effect_name)} · {made[0].on}   {tagged(made[0].id)}"
    session.say([said, *closed_warning(before[0].body, made[0].body), *verdict_if_known(session, after, now, made[0])])
    return 0


def _alarm(session: Session, body: Body, course: Course, now: Now) -> None:
    """Print the alarm that a corrected side effect or its note asks for, before it is saved."""
    if not isinstance(body, AdverseEvent):
        listen(session, getattr(body, "reason", None) or getattr(body, "text", None), course, now)
        return
    from isocourse.cli.hearing.assessment import judge_again  # loads what triage knows
    from isocourse.render.answer import alarm_lines

    lines = alarm_lines(judge_again(body), session.paint, call_line(course, now))
    if lines:
        session.say_first(lines)
    listen(session, body.note, course, now)


def _corrected(session: Session, body: Body, now: Now, given: dict[str, str]) -> Body:
    if not isinstance(body, AdverseEvent):
        return corrected(session, now, body, given)
    refuse_foreign(body, given)
    from isocourse.cli.hearing.judge_anew import judged_anew  # loads what triage knows

    return judged_anew(body, given)
