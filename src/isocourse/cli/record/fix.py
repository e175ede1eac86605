"""`fix`: correct one entry. The record keeps both; the correction holds."""

from __future__ import annotations

from typing import Annotated

import typer

from isocourse.cli.hearing.effects import effect_name
from isocourse.cli.parsing.options import File, On, Yes
from isocourse.cli.parsing.values import choice
from isocourse.cli.record.which_entry import closed_warning, pick
from isocourse.cli.session.clock import Now
from isocourse.cli.session.course_if_any import call_line
from isocourse.cli.session.session import Session
from isocourse.cli.symptoms.own_words import kept, listen
from isocourse.course.entries import (
    AdverseEvent,
    Body,
    Entry,
    PregnancyTest,
    Record,
    Setting,
    Settings,
    Severity,
    TestResult,
)
from isocourse.course.standing import Course, view
from isocourse.errors import BadValue, Conflict
from isocourse.render.entries import describe
from isocourse.render.ids import short


def fix(
    ctx: typer.Context,
    entry_id: Annotated[str, typer.Argument(metavar="ID", help="The entry to correct; see `isocourse history`.")],
    *,
    on: On = None,
    severity: Annotated[str | None, typer.Option("--severity", metavar="HOW", help="mild, moderate or severe.")] = None,
    effect: Annotated[
        str | None, typer.Option("--effect", metavar="SLUG", help="The documented effect it was.")
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="A note of your own.")] = None,
    specimen: Annotated[
        str | None, typer.Option("--specimen", metavar="DATE", help="A test: the day of the sample.")
    ] = None,
    result: Annotated[str | None, typer.Option("--result", metavar="RESULT", help="A test: its result.")] = None,
    setting: Annotated[str | None, typer.Option("--setting", metavar="WHERE", help="A test: medical or home.")] = None,
    yes: Yes = False,
    file: File = None,
) -> int:
    """Correct one entry: its day, a side effect's severity or name, a test's sample day, result or place."""
    del yes  # nothing is lost by it, so nothing is asked
    session = Session(ctx, file)
    read = session.record()
    now = session.now(read)
    note = kept(session, note, "--note")
    made: list[Entry] = []
    before: list[Entry] = []

    def replace(record: Record) -> list[Entry]:
        old = pick(record, entry_id)
        body = _corrected(session, old.body, now, (severity, effect, note), (specimen, result, setting))
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
    _verdict(
        session, read._replace(entries=(*read.entries, *made)), now, made[0]
    )  # a day without rules is refused here
    after = session.append(replace)
    said = f"Corrected: {describe(made[0], effect_name)} · {made[0].on}   {short(made[0].id)}"
    session.say([said, *closed_warning(before[0].body, made[0].body), *_verdict(session, after, now, made[0])])
    return 0


def _verdict(session: Session, record: Record, now: Now, entry: Entry) -> list[str]:
    """Return what a corrected test makes of the month."""
    if not isinstance(entry.body, PregnancyTest):
        return []
    from isocourse.cli.pharmacy.verdict import judged  # noqa: PLC0415 - only tests need the rules
    from isocourse.content.rules import rulebook  # noqa: PLC0415 - as above
    from isocourse.render.checklist import verdict_line  # noqa: PLC0415 - as above
    from isocourse.render.notices import words  # noqa: PLC0415 - as above

    book = rulebook()
    found, _ = judged(view(record), now, book)
    named = [f"  ! {words(book, one)}" for one in found.notices if one.about == entry.id and one.id == "stop-test"]
    return [verdict_line(found, session.paint), *named]


def _alarm(session: Session, body: Body, course: Course, now: Now) -> None:
    """Print the alarm that a corrected side effect or its note asks for, before it is saved."""
    if not isinstance(body, AdverseEvent):
        return
    from isocourse.cli.hearing.assessment import judge_again  # noqa: PLC0415 - loads what triage knows
    from isocourse.render.answer import alarm_lines  # noqa: PLC0415 - as above

    lines = alarm_lines(judge_again(body), session.paint, call_line(course, now))
    if lines:
        session.say_first(lines)
    listen(session, body.note, course, now)


Texts = tuple[str | None, str | None, str | None]


def _corrected(session: Session, body: Body, now: Now, event: Texts, test: Texts) -> Body:
    if isinstance(body, Settings):
        raise Conflict("Settings are changed from a day on, not corrected: isocourse set")
    if any(value is not None for value in event) and not isinstance(body, AdverseEvent):
        raise Conflict("Only a side effect has a severity, an effect or a note")
    if any(value is not None for value in test) and not isinstance(body, PregnancyTest):
        raise Conflict("Only a pregnancy test has a sample day, a result or a setting")
    if isinstance(body, AdverseEvent):
        return _event(body, *event)
    if isinstance(body, PregnancyTest):
        specimen, result, setting = test
        return PregnancyTest(
            specimen_date=body.specimen_date if specimen is None else session.day(specimen, now, option="--specimen"),
            result=body.result if result is None else choice(TestResult, "--result")(result),
            setting=body.setting if setting is None else choice(Setting, "--setting")(setting),
        )
    return body


def _event(body: AdverseEvent, severity: str | None, effect: str | None, note: str | None) -> AdverseEvent:
    """Return the event corrected. Another effect or severity is judged anew, as if it had been logged so."""
    from isocourse.cli.hearing.assessment import effect_slug, judge_effect  # noqa: PLC0415 - loads what triage knows

    level = body.severity if severity is None else choice(Severity, "--severity")(severity)
    noted = body._replace(note=body.note if note is None else note)
    if effect is None and severity is None:
        return noted
    slug = body.effect if effect is None else effect_slug(effect)
    return judge_effect(noted, slug, level, keep_signs=effect is None)
