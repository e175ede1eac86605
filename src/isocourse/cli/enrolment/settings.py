"""The settings of a course as options, shared by `start` and `set`."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import ceil

from isocourse.cli.parsing.options import flag, group, option
from isocourse.cli.parsing.values import category, choice, maybe, name_text, phone, whole
from isocourse.cli.parsing.zones import zone_meant
from isocourse.cli.session.clock import Now
from isocourse.cli.session.session import Session
from isocourse.content.program import program
from isocourse.course.entries import DoseLogging, Settings
from isocourse.errors import BadValue
from isocourse.named import NamedTuple

_WEEKS_IN_A_MONTH = 4.35

# The options of a course's settings, by the fields of `Given`: `start` and `set` take all of them, `fix` too.
COURSE = group(
    category=option(
        "--category", metavar="WHICH", help="can-become-pregnant or cannot-become-pregnant: your prescriber's call."
    ),
    zone=option("--zone", metavar="TZ", help="Your time zone, like America/Chicago."),
    weeks=option("--weeks", metavar="N", help="Planned weeks, 16 to 20."),
    prescribed=flag("--prescribed", help="Another number of weeks is what was prescribed."),
    started=option("--started", metavar="DATE", help="Day of the first capsule, past or planned."),
)
BESIDES = group(
    doctor=option("--doctor", metavar="NAME", help="Shown when you need to call."),
    doctor_phone=option("--doctor-phone", metavar="TEL", help="Your doctor's number."),
    pharmacy=option("--pharmacy", metavar="NAME", help="Your pharmacy."),
    pharmacy_phone=option("--pharmacy-phone", metavar="TEL", help="Its number."),
    doses=option("--doses", metavar="each|exceptions", help="Log each dose, or only missed and extra ones."),
    fills_before=option("--fills-before", metavar="N", help="Pick-ups before this record began."),
    last_fill=option("--last-fill", metavar="DATE", help="The day of the last of those pick-ups."),
)


class Given(NamedTuple):
    """The options as they were typed."""

    category: str | None = None
    zone: str | None = None
    weeks: str | None = None
    prescribed: bool = False
    started: str | None = None
    doctor: str | None = None
    doctor_phone: str | None = None
    pharmacy: str | None = None
    pharmacy_phone: str | None = None
    doses: str | None = None
    fills_before: str | None = None
    last_fill: str | None = None


def is_usual(weeks: int) -> bool:
    """Say whether a course usually lasts that long."""
    return program().weeks_low <= weeks <= program().weeks_high


def usual_weeks() -> str:
    """Return how long a course usually lasts, in words."""
    return f"{program().weeks_low} to {program().weeks_high} weeks"


def weeks_reader(*, prescribed: bool) -> Callable[[str], int]:
    """Return a reader of planned weeks: the usual range, or any number that was prescribed."""

    def read(given: str) -> int:
        months = re.fullmatch(r"([0-9]{1,2})\s*months?", given.strip().lower())
        if months:
            low, high = int(months[1]) * 4, ceil(int(months[1]) * _WEEKS_IN_A_MONTH)
            raise BadValue(f"--weeks: {given} can be {low} to {high} weeks. Give the weeks that your prescriber said")
        weeks = whole("--weeks", 1, 104, "(?:week|wk|w)")(given)
        if not prescribed and not is_usual(weeks):
            raise BadValue(
                f"--weeks: a course is usually {usual_weeks()}. If {weeks} is what was prescribed, add --prescribed"
            )
        return weeks

    return read


def read_settings(given: Given, session: Session, now: Now) -> Settings:
    """Return the settings that were given; what was left out stays None."""
    zone = maybe(given.zone, zone_meant)
    started = maybe(given.started, lambda text: session.day(text, now, option="--started", future=True))
    last_fill = maybe(given.last_fill, lambda text: session.day(text, now, option="--last-fill"))
    fills = maybe(given.fills_before, whole("--fills-before", 0, 60))
    if last_fill is not None and not fills:
        raise BadValue("--last-fill: say with --fills-before how many pick-ups there were")
    if fills and last_fill is None:
        raise BadValue("--fills-before: say with --last-fill when the last of them was")
    return Settings(
        category=maybe(given.category, category),
        zone=zone,
        planned_weeks=maybe(given.weeks, weeks_reader(prescribed=given.prescribed)),
        started=started,
        doctor=maybe(given.doctor, name_text("--doctor")),
        doctor_phone=maybe(given.doctor_phone, name_text("--doctor-phone")),
        pharmacy=maybe(given.pharmacy, name_text("--pharmacy")),
        pharmacy_phone=maybe(given.pharmacy_phone, name_text("--pharmacy-phone")),
        doses_logged=maybe(given.doses, choice(DoseLogging, "--doses")),
        fills_before=fills,
        last_fill=last_fill,
    )


def odd_numbers(settings: Settings) -> list[str]:
    """Return what is said of a number to call that does not look like one: an option keeps it all the same."""
    lines = []
    for whose, number in (("doctor", settings.doctor_phone), ("pharmacy", settings.pharmacy_phone)):
        try:
            maybe(number, phone("--phone"))
        except BadValue:
            other = f"isocourse set --{whose}-phone NUMBER"
            lines.append(f"  ! The {whose}'s number does not look like one to call. Another: {other}")
    return lines
