"""`done`: record a step of the month."""
# No `from __future__ import annotations` here: Typer would compile each of them at every start.

import datetime as dt
from typing import Annotated

import typer

from isocourse.cli.parsing.options import File, On, Yes
from isocourse.cli.pharmacy.steps import Options, known_step, read_step
from isocourse.cli.pharmacy.verdict import judged
from isocourse.cli.session.answers import recorded
from isocourse.cli.session.clock import Now
from isocourse.cli.session.session import Session
from isocourse.content.rules import rulebook
from isocourse.course.entries import Authorization, Contraception, Entry, Fill, Record, Step
from isocourse.course.standing import view
from isocourse.ipledge.checklist import Checklist, Verdict
from isocourse.ipledge.notices import ABOUT_FORMS, notice
from isocourse.ipledge.rulebook import Notice, Rulebook
from isocourse.ipledge.steps import DONE
from isocourse.render.checklist import verdict_line
from isocourse.render.notices import words


def done(
    ctx: typer.Context,
    step: Annotated[str | None, typer.Argument(metavar="STEP", help="What was done; see the list above.")] = None,
    target: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="For `cleared`: the entry that was cleared.")
    ] = None,
    *,
    on: On = None,
    form: Annotated[
        list[str] | None, typer.Option("--form", metavar="FORM", help="A form of birth control; give two.")
    ] = None,
    abstinence: Annotated[bool, typer.Option("--abstinence", help="Abstinence instead of forms.")] = False,
    agreed: Annotated[
        bool, typer.Option("--agreed", help="Your prescriber agreed to a form that is not on the lists.")
    ] = False,
    specimen: Annotated[
        str | None, typer.Option("--specimen", metavar="DATE", help="The day the sample was taken.")
    ] = None,
    result: Annotated[
        str | None, typer.Option("--result", metavar="RESULT", help="negative, positive or pending.")
    ] = None,
    setting: Annotated[str | None, typer.Option("--setting", metavar="WHERE", help="medical or home.")] = None,
    allowed: Annotated[
        bool | None, typer.Option("--allowed/--not-allowed", help="Your prescriber's word on home tests.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="The Do Not Dispense After date, as 2026-11-26.")
    ] = None,
    days: Annotated[str | None, typer.Option("--days", metavar="N", help="Days of supply that you collected.")] = None,
    capsules: Annotated[
        str | None, typer.Option("--capsules", metavar="N", help="Capsules that you collected.")
    ] = None,
    yes: Yes = False,
    file: File = None,
) -> int:
    """Record a step of iPLEDGE.

    \b
    Before the first pick-up: enrolled, consent, counselled,
      contraception, not-breast-feeding, test, confirmation,
      questions, fill
    Every month: test, contraception, confirmation,
      questions, fill
    When it applies: visit, home-tests, authorization (the
      date on the site or from the pharmacy), cleared ID (a
      clinician said to go on)

    \b
    isocourse done test --specimen 2026-11-20 --result negative --setting medical
    isocourse done contraception --form iud --form condom
    isocourse done fill --days 30
    """  # noqa: D301 - \b keeps the lines of the help as they are
    session = Session(ctx, file)
    record = session.record()
    now = session.now(record)
    given = Options(form or [], abstinence, agreed, specimen, result, setting, allowed, until, days, capsules, target)
    if step is None:
        step = session.ask("Which step, like test or fill? (Enter: all of them)", known_step, option="STEP")
    del yes  # nothing here needs a yes; scripts may say it everywhere
    body, day = read_step(session, record, now, step, on, given)
    book = rulebook()
    before = _before(record, now, book, day if isinstance(body, Fill) else now.today)
    entry = session.entry(body, day, now)
    expected = record._replace(entries=(*record.entries, entry))
    found, _ = judged(view(expected), now, book)  # before saving: a date without rules is refused here
    after = session.append(lambda _: [entry])
    if after != expected:  # somebody else saved meanwhile
        found, _ = judged(view(after), now, book)
    session.say(_answer(session, book, entry, after, found, before))
    return 0


def _before(record: Record, now: Now, book: Rulebook, day: dt.date) -> Checklist:
    """Return the checklist as it stood: today, or at noon of an earlier day that a pick-up is told of."""
    if day >= now.today:
        return judged(view(record), now, book)[0]
    noon = dt.datetime.combine(day, dt.time(12), tzinfo=now.moment.tzinfo)
    return judged(view(record, until=day), Now(moment=noon), book)[0]


def _answer(
    session: Session, book: Rulebook, entry: Entry, record: Record, found: Checklist, before: Checklist
) -> list[str]:
    lines = [words(book, one) for one in found.notices if one.about == entry.id and one.id == "stop-test"]
    lines.append(recorded(entry))
    lines += [f"  ! {words(book, one)}" for one in _remarks(entry, record, found, before)]
    lines.append(verdict_line(found, session.paint))
    if isinstance(entry.body, Fill):
        return [*lines, "The next month has begun. What it needs: isocourse checklist"]
    if found.missing and found.verdict is not Verdict.STOP:
        lines.append(f"Next: {found.missing[0].title}. All steps: isocourse checklist")
    return lines


def _remarks(entry: Entry, record: Record, found: Checklist, before: Checklist) -> list[Notice]:
    """Return what has to be said about what was just recorded."""
    body = entry.body
    if isinstance(body, Contraception):
        return [one for one in found.notices if one.id in ABOUT_FORMS]
    if isinstance(body, Authorization):
        return [one for one in found.notices if one.id == "authorization-later"]
    if isinstance(body, Step):
        waits = any(step.id == body.step.value and step.state != DONE for step in found.steps)
        return [notice("recorded-waits")] if waits else []
    return _fill_remarks(entry, body, record, before) if isinstance(body, Fill) else []


def _fill_remarks(entry: Entry, fill: Fill, record: Record, before: Checklist) -> list[Notice]:
    found = []
    if before.verdict is not Verdict.READY:
        missing = [step.title for step in before.missing]
        if before.verdict is Verdict.STOP:
            missing.insert(0, "a warning sign is open")
        missing = missing or ["the window"]
        found.append(notice("fill-not-ready", missing="; ".join(missing)))
    if fill.days > before.rules.max_supply_days:
        found.append(notice("supply-limit", days=before.rules.max_supply_days))
    course = view(record)
    if sum(other.on == entry.on for other, _ in course.of(Fill)) > 1:
        found.append(notice("fill-twice"))
    elif entry.id not in {own.id for own in course.pick_ups(entry.on)[1]}:
        found.append(notice("fill-known"))
    return found
