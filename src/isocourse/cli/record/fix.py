"""`fix`: correct one entry. The record keeps both; the correction holds."""
# No `from __future__ import annotations` here: Typer would compile each of them at every start.

from typing import Annotated, Any

import typer

from isocourse.cli.hearing.effects import effect_name
from isocourse.cli.parsing.options import File, On, Yes
from isocourse.cli.pharmacy.verdict_now import verdict_if_known, verdict_now
from isocourse.cli.record.fields_of import corrected, names_of, refuse_foreign
from isocourse.cli.record.which_entry import choose, closed_warning, pick
from isocourse.cli.session.clock import Now
from isocourse.cli.session.course_if_any import call_line
from isocourse.cli.session.session import Session
from isocourse.cli.symptoms.own_words import kept, listen
from isocourse.course.entries import AdverseEvent, Body, Entry, PregnancyTest, Record
from isocourse.course.standing import Course, view
from isocourse.errors import BadValue
from isocourse.record.kinds import plain_body
from isocourse.render.entries import describe
from isocourse.render.ids import tagged

_Text = str | None
_TEXTS = ("note", "words", "reason", "text")  # what is heard before it is kept


def _option(name: str, metavar: str, text: str) -> Any:  # noqa: ANN401 - what Typer makes of it
    return typer.Option(f"--{name}", metavar=metavar, help=text)


def _hidden(name: str) -> Any:  # noqa: ANN401 - as above
    return typer.Option(f"--{name}", hidden=True)


def fix(
    ctx: typer.Context,
    entry_id: Annotated[
        _Text, typer.Argument(metavar="[ID]", help="The entry to correct; without it, pick from the last ten.")
    ] = None,
    *,
    on: On = None,
    severity: Annotated[_Text, _option("severity", "HOW", "Side effect: how bad.")] = None,
    effect: Annotated[_Text, _option("effect", "SLUG", "Side effect: which.")] = None,
    words: Annotated[_Text, _option("words", "TEXT", "Side effect: your words.")] = None,
    note: Annotated[_Text, _option("note", "TEXT", "Side effect: a note.")] = None,
    specimen: Annotated[_Text, _option("specimen", "DATE", "Test: the sample.")] = None,
    result: Annotated[_Text, _option("result", "RESULT", "Test: its result.")] = None,
    setting: Annotated[_Text, _option("setting", "WHERE", "Test: medical or home.")] = None,
    what: Annotated[_Text, _option("what", "WHAT", "Dose: taken, missed, extra.")] = None,
    at: Annotated[_Text, _option("at", "TIME", "Dose: when.")] = None,
    mg: Annotated[_Text, _option("mg", "MG", "Dose, or prescribed: mg of one.")] = None,
    reason: Annotated[_Text, _option("reason", "TEXT", "Dose, pause, end: why.")] = None,
    times: Annotated[_Text, _option("times", "1|2", "Prescribed: doses a day.")] = None,
    product: Annotated[_Text, _option("product", "NAME", "Prescribed: brand.")] = None,
    pattern: Annotated[_Text, _option("pattern", "TEXT", "Prescribed: in words.")] = None,
    weight: Annotated[_Text, _option("weight", "KG", "Weight: 70, or 155lb.")] = None,
    name: Annotated[_Text, _option("name", "NAME", "Lab: what.")] = None,
    value: Annotated[_Text, _option("value", "VALUE", "Lab: the number.")] = None,
    unit: Annotated[_Text, _option("unit", "UNIT", "Lab: its unit.")] = None,
    low: Annotated[_Text, _option("low", "N", "Lab: low end.")] = None,
    high: Annotated[_Text, _option("high", "N", "Lab: high end.")] = None,
    form: Annotated[list[str] | None, _option("form", "FORM", "Birth control, or abstinence.")] = None,
    agreed: Annotated[_Text, _option("agreed", "yes|no", "Birth control: agreed.")] = None,
    days: Annotated[_Text, _option("days", "N", "Pick-up: days.")] = None,
    capsules: Annotated[_Text, _option("capsules", "N", "Pick-up: capsules.")] = None,
    until: Annotated[_Text, _option("until", "DATE", "Do Not Dispense After.")] = None,
    allowed: Annotated[_Text, _option("allowed", "yes|no", "Home tests.")] = None,
    step: Annotated[_Text, _option("step", "STEP", "A step: which.")] = None,
    last_capsule: Annotated[_Text, _option("last-capsule", "DATE", "End: last capsule.")] = None,
    stopped_early: Annotated[_Text, _option("stopped-early", "yes|no", "End: sooner.")] = None,
    text: Annotated[_Text, _option("text", "TEXT", "Note: its words.")] = None,
    category: Annotated[_Text, _hidden("category")] = None,
    zone: Annotated[_Text, _hidden("zone")] = None,
    weeks: Annotated[_Text, _hidden("weeks")] = None,
    started: Annotated[_Text, _hidden("started")] = None,
    doctor: Annotated[_Text, _hidden("doctor")] = None,
    doctor_phone: Annotated[_Text, _hidden("doctor-phone")] = None,
    pharmacy: Annotated[_Text, _hidden("pharmacy")] = None,
    pharmacy_phone: Annotated[_Text, _hidden("pharmacy-phone")] = None,
    doses: Annotated[_Text, _hidden("doses")] = None,
    fills_before: Annotated[_Text, _hidden("fills-before")] = None,
    last_fill: Annotated[_Text, _hidden("last-fill")] = None,
    yes: Yes = False,
    file: File = None,
) -> int:
    """Correct one entry: its day, or any field of it; `unknown` empties a field that may be empty.

    Settings take the options of `isocourse set`. Without an id, pick from the last ten entries at a terminal.
    """
    typed = {key.replace("_", "-"): value for key, value in locals().items() if key not in {"ctx", "entry_id", "on"}}
    del yes  # nothing is lost by it, so nothing is asked
    session = Session(ctx, file)
    given = {key: value for key, value in typed.items() if isinstance(value, str) and key != "file"}
    if form:
        given["form"] = ",".join(form)
    given |= {key: kept(session, given[key], f"--{key}") or "" for key in _TEXTS if key in given}
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
    from isocourse.cli.hearing.assessment import judge_again  # noqa: PLC0415 - loads what triage knows
    from isocourse.render.answer import alarm_lines  # noqa: PLC0415 - as above

    lines = alarm_lines(judge_again(body), session.paint, call_line(course, now))
    if lines:
        session.say_first(lines)
    listen(session, body.note, course, now)


def _corrected(session: Session, body: Body, now: Now, given: dict[str, str]) -> Body:
    if not isinstance(body, AdverseEvent):
        return corrected(session, now, body, given)
    refuse_foreign(body, given)
    from isocourse.cli.hearing.judge_anew import judged_anew  # noqa: PLC0415 - loads what triage knows

    return judged_anew(body, given)
