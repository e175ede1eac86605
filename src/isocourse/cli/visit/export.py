"""`export`: the record as CSV, as JSON (the backup), or as a FHIR Bundle."""

from __future__ import annotations

import datetime as dt
from enum import Enum

from isocourse.cli import Run
from isocourse.cli.hearing.effects import effect_name, knowledge
from isocourse.cli.parsing.dates import parse_day
from isocourse.cli.parsing.options import AS_OF, FILE, REPRODUCTIVE, TO, needed, option
from isocourse.cli.parsing.values import choice, maybe
from isocourse.cli.parsing.zones import zone_named
from isocourse.cli.session.clock import Now
from isocourse.cli.session.session import Session
from isocourse.cli.session.take_along import STDOUT, hand_out
from isocourse.cli.visit.private_words import is_private
from isocourse.content.mood import questions
from isocourse.course.entries import AdverseEvent, Entry, Record
from isocourse.course.standing import Course, view
from isocourse.course.trends import effects_of
from isocourse.export import backup, table
from isocourse.export.fhir.bundle import as_fhir
from isocourse.export.fhir.resources import Words
from isocourse.export.private import reproductive, without_category


class Format(Enum):
    """What a record can be written as."""

    CSV = "csv"
    JSON = "json"
    FHIR = "fhir"


def export(
    run: Run,
    kind: str = needed("csv|json|fhir", help="csv, json (the whole record) or fhir."),
    *,
    to: str | None = TO,
    since: str | None = option("--since", metavar="DATE", help="From this day on."),
    include_reproductive: bool = REPRODUCTIVE,
    as_of: str | None = AS_OF,
    file: str | None = FILE,
) -> int:
    """Write your record as CSV (a spreadsheet), JSON (a backup for `import`) or FHIR R4 (for a clinic's system).

    CSV and FHIR leave out what is about pregnancy, birth control or sex unless you ask for it. JSON is complete.
    """
    session = Session(run, file)
    wanted = choice(Format, "FORMAT")(kind)
    record = session.record()
    now = session.now(record, as_of)
    first = maybe(since, lambda given: parse_day(given, now.today, option="--since", future=True))
    if wanted is Format.JSON:
        text = _backup(session, record, first, now)
    else:
        course = view(record, until=now.today if now.as_if else None)
        shown = _shown(course, first, private=not include_reproductive)
        text = table.as_csv(shown) if wanted is Format.CSV else _fhir(course, shown, now)
    if to in {None, STDOUT}:
        session.say_file(text)
    else:
        hand_out(session, record, str(to), text.encode("utf-8", "replace"), wanted.value, now)
    return 0


def _backup(session: Session, record: Record, first: dt.date | None, now: Now) -> str:
    """Return the whole record, and say what it is."""
    kept = [e for e in record.entries if (first is None or e.on >= first) and (not now.as_if or e.on <= now.today)]
    if len(kept) == len(record.entries):
        session.warn("This is the backup: all of the record, also what was taken back, and what is about pregnancy.")
    else:
        session.warn("This is a part of the record, and no backup. All of it: isocourse export json")
    return backup.as_json(record._replace(entries=tuple(kept)))


def _shown(course: Course, first: dt.date | None, *, private: bool) -> list[Entry]:
    entries = [entry for entry in course.entries if first is None or entry.on >= first]
    if not private:
        return entries
    return [without_category(entry) for entry in entries if not reproductive(entry.body, _effects(entry), is_private)]


def _effects(entry: Entry) -> list[str]:
    if not isinstance(entry.body, AdverseEvent):
        return []
    return list(effects_of(entry.body, {slug: sign.effect for slug, sign in knowledge().signs.items()}))


def _fhir(course: Course, shown: list[Entry], now: Now) -> str:
    table_of = questions()
    name = course.setting(lambda settings: settings.zone, now.today)
    zone = zone_named(name, option="the record's zone") if name else now.moment.tzinfo or dt.UTC
    words = Words(effect_name=effect_name, items=table_of.items, choices=table_of.choices)
    return as_fhir(course, shown, now.today, zone, words)
