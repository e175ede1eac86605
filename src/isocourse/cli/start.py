"""`start`: begin a course."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated

import typer

from isocourse import store
from isocourse.cli.amounts import kilograms
from isocourse.cli.clock import Now
from isocourse.cli.dates import parse_day
from isocourse.cli.desk import Desk
from isocourse.cli.options import File, Yes
from isocourse.cli.settings import (
    CategoryOption,
    DoctorOption,
    DoctorPhoneOption,
    DosesOption,
    FillsBeforeOption,
    Given,
    LastFillOption,
    PharmacyOption,
    PharmacyPhoneOption,
    PrescribedOption,
    StartedOption,
    WeeksOption,
    ZoneOption,
    is_usual,
    read_settings,
    usual_weeks,
    weeks_reader,
)
from isocourse.cli.values import category as read_category
from isocourse.cli.values import maybe, name_text, number, whole
from isocourse.cli.zones import local_zone_name, zone_meant, zone_named
from isocourse.content.program import program
from isocourse.course import Course, view
from isocourse.emergency import EMERGENCY_LINE
from isocourse.errors import CourseOpen
from isocourse.model import Body, Category, Entry, Record, Regimen, Settings, Weight
from isocourse.paths import visible
from isocourse.render.entries import describe, regimen_words


def start(
    ctx: typer.Context,
    *,
    category: CategoryOption = None,
    zone: ZoneOption = None,
    weeks: WeeksOption = None,
    prescribed: PrescribedOption = False,
    started: StartedOption = None,
    product: Annotated[str | None, typer.Option(help="Brand or maker, in your words.")] = None,
    mg: Annotated[str | None, typer.Option(metavar="MG", help="Milligrams of ONE dose.")] = None,
    times: Annotated[str | None, typer.Option(metavar="1|2", help="Doses a day.")] = None,
    weight: Annotated[str | None, typer.Option(metavar="KG", help="Your weight in kilograms, or 155lb.")] = None,
    doctor: DoctorOption = None,
    doctor_phone: DoctorPhoneOption = None,
    pharmacy: PharmacyOption = None,
    pharmacy_phone: PharmacyPhoneOption = None,
    doses: DosesOption = None,
    fills_before: FillsBeforeOption = None,
    last_fill: LastFillOption = None,
    yes: Yes = False,
    file: File = None,
) -> int:
    """Begin a course. At a terminal, what is missing is asked; Enter leaves out what is not known yet.

    A course that began before today: give --started, and --fills-before N --last-fill DATE for the pick-ups you had.
    """
    del yes  # nothing here needs a yes; scripts may say it everywhere
    desk = Desk(ctx, file)
    _refuse_open(desk)
    if desk.interactive():
        desk.say([*program().welcome, EMERGENCY_LINE, ""])
    category = category or desk.ask(_CATEGORY_QUESTION, _category, option="--category")
    zone = zone_meant(zone) if zone else _ask_zone(desk)
    if not weeks:
        weeks, prescribed = _ask_weeks(desk, prescribed=prescribed)
    given = Given(
        category=category,
        zone=zone,
        weeks=weeks,
        prescribed=prescribed,
        started=started or desk.ask_if_person(_STARTED_QUESTION, _raw(_day_reader(desk))),
        doctor=doctor,
        doctor_phone=doctor_phone or desk.ask_if_person(_PHONE_QUESTION, name_text("--doctor-phone")),
        pharmacy=pharmacy,
        pharmacy_phone=pharmacy_phone,
        doses=doses,
        fills_before=fills_before,
        last_fill=last_fill,
    )
    now = Now(moment=desk.now(None).moment.astimezone(zone_named(given.zone or "UTC")))
    settings = read_settings(given, desk, now)
    mg = mg or desk.ask_if_person(_MG_QUESTION, _raw(number("--mg", 1, 200)))
    times = times or (desk.ask_if_person(_TIMES_QUESTION, _raw(whole("--times", 1, 2))) if mg else None)
    regimen = _regimen(product, mg, times)
    weighed = maybe(weight, kilograms("--weight"))
    first = min(now.today, settings.started or now.today)
    bodies: list[Body] = [settings, *([regimen] if regimen else []), *([Weight(kg=weighed)] if weighed else [])]
    entries = tuple(desk.entry(body, first, now) for body in bodies)
    archived = _create(desk, entries, now)
    desk.say([*archived, *_answer(desk, entries, settings, regimen, now.today)])
    return 0


_CATEGORY_QUESTION = (
    "Your iPLEDGE category, as your prescriber said:\n  1  can become pregnant\n  2  cannot become pregnant\n1 or 2"
)
_ZONE_QUESTION = "Your time zone, like America/Chicago"
_WEEKS_QUESTION = "Planned weeks"
_STARTED_QUESTION = "First capsule, like 2026-11-22 (Enter: not known)"
_PHONE_QUESTION = "Your doctor's phone number (Enter: later)"
_MG_QUESTION = "Milligrams of one dose (Enter: not known)"
_TIMES_QUESTION = "Doses a day, 1 or 2 (Enter: not known)"
_NUMBERED = {"1": Category.CAN_BECOME_PREGNANT, "2": Category.CANNOT_BECOME_PREGNANT}


def _category(answer: str) -> str:
    """Return the category that was typed or numbered."""
    return (_NUMBERED.get(answer) or read_category(answer)).value


def _ask_zone(desk: Desk) -> str:
    """Ask for the zone; at a terminal Enter takes this computer's, when it is known."""
    here = local_zone_name()
    question = f"{_ZONE_QUESTION} (Enter: {here})" if here else _ZONE_QUESTION
    return desk.ask(question, lambda answer: zone_meant(answer or here or ""), option="--zone")


def _ask_weeks(desk: Desk, *, prescribed: bool) -> tuple[str, bool]:
    """Ask for the planned weeks; an unusual number is confirmed at once. Return it, and whether it was prescribed."""
    while True:
        weeks = desk.ask(_WEEKS_QUESTION, _raw(weeks_reader(prescribed=True)), option="--weeks")
        if prescribed or is_usual(int(weeks)):
            return weeks, prescribed
        if desk.confirm(f"A course is usually {usual_weeks()}. Is {weeks} what was prescribed?"):
            return weeks, True


def _day_reader(desk: Desk) -> Callable[[str], object]:
    today = desk.now(None).today
    return lambda answer: parse_day(answer, today, option="--started", future=True)


def _raw(read: Callable[[str], object]) -> Callable[[str], str]:
    """Return a reader that checks an answer and gives back what was typed."""

    def check(answer: str) -> str:
        read(answer)
        return answer

    return check


def _regimen(product: str | None, mg: str | None, times: str | None) -> Regimen | None:
    found = Regimen(
        product=maybe(product, name_text("--product")),
        mg=maybe(mg, number("--mg", 1, 200)),
        times=maybe(times, whole("--times", 1, 2)),
    )
    return found if found != Regimen() else None


def _refuse_open(desk: Desk) -> None:
    if store.read(desk.path) is not None and view(desk.record()).finish() is None:
        raise CourseOpen(desk.path)


def _create(desk: Desk, entries: tuple[Entry, ...], now: Now) -> list[str]:
    """Write the new record; a finished one is kept in the archive first. Return what is still open in that one."""
    new = Record(course=store.new_id(), entries=entries)
    earlier: list[Record] = []

    def instead(record: Record) -> Record:
        if view(record).finish() is None:
            raise CourseOpen(desk.path)
        earlier.append(record)
        return new

    if store.read(desk.path) is None:
        store.create(desk.path, new)
        desk.note_saved()
        return []
    archived = store.renew(desk.path, instead)
    desk.note_saved()
    return _left_open(view(earlier[-1]), now, archived)


def _left_open(course: Course, now: Now, archived: str) -> list[str]:
    """Return what an earlier course leaves behind: open signs and dates that are still due."""
    from isocourse.afterwards import still_due  # noqa: PLC0415 - only a second course has an earlier one
    from isocourse.cli.life import duties_of, stop_lines  # noqa: PLC0415 - as above
    from isocourse.content.course import course_facts  # noqa: PLC0415 - as above
    from isocourse.content.rules import rulebook  # noqa: PLC0415 - as above
    from isocourse.render.course_text import after_lines  # noqa: PLC0415 - as above

    facts = course_facts()
    found = still_due(duties_of(course, now.today, facts, rulebook().on(now.today).month_days), now.today)
    lines = [*stop_lines(course, now.today, facts), *(after_lines(found, facts) if found else [])]
    head = [f"The earlier course was moved to {visible(archived)}."]
    return [*head, "Still open from it, and no longer shown by the checklist:", *lines, ""] if lines else head


def _answer(
    desk: Desk, entries: tuple[Entry, ...], settings: Settings, regimen: Regimen | None, today: dt.date
) -> list[str]:
    open_to_others = store.open_to_others(desk.path)
    lines = [f"Course begun: {describe(entries[0]).removeprefix('settings: ')}"]
    if regimen:
        lines.append(f"Your dose: {regimen_words(regimen)}")
    if settings.started is None:
        lines.append("First capsule: not known yet. When it is: isocourse set --started DATE")
    elif settings.started < today and settings.fills_before is None:
        lines.append("Pick-ups before today? isocourse set --fills-before N --last-fill DATE")
    if settings.doctor_phone is None:
        lines.append("Your doctor's number, for the day you need it: isocourse set --doctor-phone NUMBER")
    return [
        *lines,
        f"Kept in {visible(desk.path)}",
        *(f"  ! {line}" for line in open_to_others),
        f"{'' if open_to_others else 'Only your own user can read it. '}What is not protected: isocourse privacy",
        "When something feels wrong: isocourse log. Before the pharmacy: isocourse checklist",
        EMERGENCY_LINE,
    ]
