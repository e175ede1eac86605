"""`start`: begin a course."""

from __future__ import annotations

import datetime as dt

from isocourse.cli import Run
from isocourse.cli.enrolment.beginning import ask_the_rest, ask_where
from isocourse.cli.enrolment.opening import open_course, refuse_open
from isocourse.cli.enrolment.settings import BESIDES, COURSE, Given, odd_numbers, read_settings
from isocourse.cli.parsing.amounts import kilograms, milligrams
from isocourse.cli.parsing.options import FILE, YES, option
from isocourse.cli.parsing.values import maybe, name_text, times_a_day
from isocourse.cli.session.answers import recorded
from isocourse.cli.session.clock import Now
from isocourse.cli.session.session import Session
from isocourse.content.program import program
from isocourse.course.entries import Body, Contraception, Entry, Regimen, Settings, Weight
from isocourse.course.standing import view
from isocourse.failsafe.emergency import EMERGENCY_LINE
from isocourse.record import store
from isocourse.record.paths import visible
from isocourse.render.entries import describe, regimen_words
from isocourse.typed import Any

PROMISE = "Only your account on this computer can open it. "


def start(
    run: Run,
    *,
    course: dict[str, Any] = COURSE,
    product: str | None = option("--product", help="Brand or maker, in your words."),
    mg: str | None = option("--mg", metavar="MG", help="Milligrams of ONE dose."),
    times: str | None = option("--times", metavar="1|2", help="Doses a day."),
    weight: str | None = option("--weight", metavar="KG", help="Your weight in kilograms, or 155lb."),
    besides: dict[str, Any] = BESIDES,
    yes: bool = YES,
    file: str | None = FILE,
) -> int:
    """Begin a course. At a terminal, what is missing is asked; Enter leaves out what is not known yet.

    A course that began before today: give --started, and --fills-before N --last-fill DATE for the pick-ups you had.
    """
    del yes  # nothing here needs a yes; scripts may say it everywhere
    session = Session(run, file)
    refuse_open(session)
    if session.interactive():
        session.say([*program().welcome, EMERGENCY_LINE, "Ctrl-C stops; nothing is saved before the last answer.", ""])
    given = Given(**course, **besides)
    given, now = ask_where(session, given)
    given, told = ask_the_rest(session, given, now)
    settings = read_settings(given, session, now)
    regimen = _regimen(product, mg, times)
    weighed = maybe(weight, kilograms("--weight"))
    bodies: list[Body] = [*([regimen] if regimen else []), *([Weight(kg=weighed)] if weighed else [])]
    entries, archived = open_course(session, settings, now, bodies, told)
    verdict = _verdict(session, now) if session.interactive() else []
    session.say([*archived, *_answer(session, entries, settings, regimen, now.today), *verdict])
    return 0


def _regimen(product: str | None, mg: str | None, times: str | None) -> Regimen | None:
    found = Regimen(
        product=maybe(product, name_text("--product")),
        mg=maybe(mg, milligrams("--mg")),
        times=maybe(times, times_a_day),
    )
    return found if found != Regimen() else None


def _answer(
    session: Session, entries: tuple[Entry, ...], settings: Settings, regimen: Regimen | None, today: dt.date
) -> list[str]:
    open_to_others = store.open_to_others(session.path)
    lines = [f"Course begun: {describe(entries[0]).removeprefix('settings: ')}"]
    if regimen:
        lines.append(f"Your dose: {regimen_words(regimen)}")
    elif session.interactive():
        lines.append("Your dose, when you know it: isocourse regimen")
    lines += [recorded(entry) for entry in entries if isinstance(entry.body, Contraception)]
    if settings.started is None:
        lines.append("First capsule: not known yet. When it is: isocourse set --started DATE")
    elif settings.started < today and settings.fills_before is None and not session.interactive():
        lines.append("Pick-ups before today? isocourse set --fills-before N --last-fill DATE")
    if settings.doctor_phone is None:
        lines.append("Your doctor's number, for the day you need it: isocourse set --doctor-phone NUMBER")
    return [
        *lines,
        *odd_numbers(settings),
        f"Kept in {visible(session.path)}",
        *(f"  ! {line}" for line in open_to_others),
        f"{'' if open_to_others else PROMISE}What is not protected: isocourse privacy",
        "When something feels wrong: isocourse log. Before the pharmacy: isocourse checklist",
        "`isocourse log` alone asks: apostrophes and question marks are safe there. If you see `>`, press Ctrl-C and"
        " type it alone.",
        EMERGENCY_LINE,
    ]


def _verdict(session: Session, now: Now) -> list[str]:
    """Return where the month stands, for a person who has just told it."""
    from isocourse.cli.pharmacy.verdict import judged  # only a person is told at once
    from isocourse.content.rules import rulebook
    from isocourse.ipledge.notices import ABOUT_FORMS
    from isocourse.render.checklist import verdict_line
    from isocourse.render.notices import words

    book = rulebook()
    found, _ = judged(view(session.record()), now, book)
    told = {*ABOUT_FORMS, "begun-before"}
    flags = [f"  ! {words(book, one)}" for one in found.notices if one.id in told]
    ways = ["Record what is done, step by step: isocourse done"] if found.missing else []
    return ["", *flags, f"Month {found.month}: {verdict_line(found, session.paint)}", *ways]
