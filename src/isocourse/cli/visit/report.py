"""`report`: the sheet that a doctor reads in two minutes."""

from __future__ import annotations

import datetime as dt
import sys

from isocourse.cli import Run
from isocourse.cli.hearing.effects import effect_name, knowledge
from isocourse.cli.parsing.dates import parse_day
from isocourse.cli.parsing.options import AS_OF, FILE, JSON, REPRODUCTIVE, TO, flag, option
from isocourse.cli.parsing.values import maybe, name_text
from isocourse.cli.pharmacy.verdict import judged
from isocourse.cli.session.clock import Now
from isocourse.cli.session.open_signs import open_alarms
from isocourse.cli.session.session import Session
from isocourse.cli.session.take_along import STDOUT, hand_out
from isocourse.cli.visit.private_words import is_private
from isocourse.content.rules import rulebook
from isocourse.content.visit import visit
from isocourse.course.doses import ledger
from isocourse.course.standing import Course, view
from isocourse.course.trends import severity_by_week
from isocourse.errors import BadValue, Conflict, NoRuleSet
from isocourse.export.visit.as_json import as_json
from isocourse.export.visit.asked import Asked, Known
from isocourse.export.visit.blocks import blocks, title
from isocourse.export.visit.html import A4, LETTER, as_html
from isocourse.export.visit.sheet import Sheet, build
from isocourse.export.visit.text import as_text
from isocourse.export.visit.trend import picture


def report(
    run: Run,
    *,
    to: str | None = TO,
    since: str | None = option("--since", metavar="DATE", help="From this day on; else from the last visit."),
    for_day: str | None = option("--for", metavar="DATE", help="The day of the visit it is for."),
    text: bool = flag("--text", help="Plain text of 60 columns instead of a page."),
    a4: bool = flag("--a4", help="A4 paper instead of US letter."),
    name: str | None = option("--name", metavar="NAME", help="A name to print on it."),
    include_reproductive: bool = REPRODUCTIVE,
    as_of: str | None = AS_OF,
    json: bool = JSON,
    file: str | None = FILE,
) -> int:
    """The sheet for your doctor: open signs, week, dose, side effects, mood, labs and your questions, on one page.

    \b
    isocourse report --to visit.html     open it in a browser and print it
    isocourse report --text              the same as text

    What is about pregnancy, birth control or sex stays out of it unless you ask for it.
    """
    session = Session(run, file, json=json)
    record = session.record()
    now = session.now(record, as_of)
    asked, now = _asked(now, since, for_day, maybe(name, name_text("--name")), include_reproductive)
    course = view(record, until=asked.until if now.as_if else None)
    sheet = build(course, asked, _known(course, now))
    plain = text or (to is None and _looked_at())
    page = _text(sheet) if plain else _html(sheet, course, A4 if a4 else LETTER)
    if to not in {None, STDOUT}:
        hand_out(session, record, str(to), page.encode("utf-8", "replace"), "report", now)
    if json:
        session.say_json(as_json(sheet, effect_name))
    elif plain and to in {None, STDOUT}:
        session.say_line(page.rstrip("\n"))
    elif to in {None, STDOUT}:
        session.say_file(page)
    return 0


def _looked_at() -> bool:
    """Whether a person looks at standard output; into a pipe or a file goes the page."""
    return sys.stdout is not None and sys.stdout.isatty()


def _asked(now: Now, since: str | None, for_day: str | None, name: str | None, reproductive: bool) -> tuple[Asked, Now]:
    """Return what the sheet is asked to be, and the moment it is of: never later than now."""
    visit_day = maybe(for_day, lambda given: parse_day(given, now.today, option="--for", future=True))
    until = min(visit_day or now.today, now.today)
    first = maybe(since, lambda given: parse_day(given, now.today, option="--since", future=True))
    if first is not None and first > until:
        raise BadValue(f"--since: {first} lies after the last day of the sheet, {until}")
    if until < now.today:
        now = Now(moment=dt.datetime.combine(until, dt.time(12), tzinfo=now.moment.tzinfo), as_if=True)
    return Asked(now.moment, until, first, visit_day, name, reproductive), now


def _known(course: Course, now: Now) -> Known:
    known = knowledge()
    try:
        month = judged(course, now, rulebook())[0].month
    except (Conflict, NoRuleSet):
        month = None
    return Known(
        book=ledger(course, now.today),
        alarms=open_alarms(course, now.today),
        month=month,
        effect_of={slug: sign.effect for slug, sign in known.signs.items()},
        survey=visit().questions,
        is_private=is_private,
    )


def _text(sheet: Sheet) -> str:
    return as_text(title(sheet), blocks(sheet, effect_name, visit()), visit().foot)


def _html(sheet: Sheet, course: Course, paper: str) -> str:
    weeks = severity_by_week(course, sheet.until, {slug: sign.effect for slug, sign in knowledge().signs.items()})
    drawn = picture(weeks, [effect for effect, _ in sheet.effects], effect_name)
    return as_html(title(sheet), blocks(sheet, effect_name, visit()), drawn, visit().foot, paper)
