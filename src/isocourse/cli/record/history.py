"""`history`: everything in the record, oldest first, or what is searched for in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from isocourse.agenda.without import Without, without_capsules
from isocourse.cli import Run
from isocourse.cli.hearing.effects import effect_name
from isocourse.cli.parsing.options import AS_OF, FILE, JSON, arguments, flag, option
from isocourse.cli.session.clock import Now
from isocourse.cli.session.session import Session
from isocourse.cli.terminal import screen
from isocourse.course.entries import AdverseEvent, Entry, HandedOut, Record, Retraction
from isocourse.course.standing import Course, live, order
from isocourse.errors import BadValue
from isocourse.named import NamedTuple
from isocourse.record.kinds import KINDS, NAMES, plain_body
from isocourse.render.entries import describe
from isocourse.render.ids import short
from isocourse.render.without import without_words
from isocourse.typed import Final

EVERYDAY: Final = {
    **dict.fromkeys(("effects", "effect", "side effects", "side effect", "symptoms", "symptom"), "adverse_event"),
    **dict.fromkeys(("tests", "test", "pregnancy tests"), "pregnancy_test"),
    **dict.fromkeys(("birth control", "forms"), "contraception"),
    **dict.fromkeys(("pickups", "pick ups", "pick up", "pickup", "refills", "refill"), "fill"),
    **dict.fromkeys(("prescribed", "prescription"), "regimen"),
    **dict.fromkeys(("undone", "undo", "undos"), "retraction"),
    **dict.fromkeys(("date", "dates"), "authorization"),
}
_SPANS: Final = {"d": 1, "day": 1, "w": 7, "week": 7}


def history(
    run: Run,
    words: list[str] = arguments("[WORDS...]", help="Only what has these words in it."),
    *,
    kind: str | None = option("--kind", help="Only one kind: effects, doses, tests, labs, notes ..."),
    since: str | None = option("--since", metavar="DATE", help="From this day on."),
    until: str | None = option("--until", metavar="DATE", help="Up to this day."),
    span: str | None = option("--last", metavar="7d", help="Only the last days: 7d, 2w."),
    everything: bool = flag("--all", help="Also what was taken back or corrected."),
    as_of: str | None = AS_OF,
    json: bool = JSON,
    file: str | None = FILE,
) -> int:
    """Everything in the record, oldest first, with the ids that `undo` and `fix` take.

    \b
    isocourse history lips
    isocourse history --last 7d --kind effects
    """
    session = Session(run, file, json=json)
    record = session.record()
    course, now = session.course(as_of)
    asked = _Asked(
        first=_first(session, now, since, span),
        words=[word.lower() for one in words or [] for word in one.split()],
        kind=_kind(kind),
        last=session.day(until, now, option="--until", future=True) if until else None,
    )
    there = _entries(record, course, everything=everything, as_if=now.as_if, today=now.today)
    entries = [entry for entry in there if asked.holds(entry)]
    holding = {entry.id for entry in live(record.entries)}
    cost = without_capsules(course, now.today)
    if json:
        rows = [{**_row(entry, live=entry.id in holding), **_cost(cost.get(entry.id))} for entry in entries]
        session.say_json({"schema": 1, "as_of": now.moment.isoformat(timespec="seconds"), "entries": rows})
    else:
        lines = _lines(session, entries, holding, cost)
        nothing = ["No entries to show for that choice. All of them: isocourse history"]
        session.read([*session.as_if(now), *(lines or nothing)], at_end=True)
    return 0


class _Asked(NamedTuple):
    """Which entries are looked for."""

    kind: str | None
    words: list[str]
    first: dt.date | None
    last: dt.date | None

    def holds(self, entry: Entry) -> bool:
        """Say whether an entry is one of them."""
        return (
            (self.kind is None or NAMES[type(entry.body)] == self.kind)
            and _says(entry, self.words)
            and (self.first is None or entry.on >= self.first)
            and (self.last is None or entry.on <= self.last)
        )


def _first(session: Session, now: Now, since: str | None, span: str | None) -> dt.date | None:
    """Return the first day that is looked at: the later one where two were given."""
    first = session.day(since, now, option="--since", future=True) if since else None
    if span is None:
        return first
    recent = now.today - dt.timedelta(days=_days(span) - 1)
    return recent if first is None else max(first, recent)


def _lines(session: Session, entries: list[Entry], holding: set[str], cost: Mapping[str, Without]) -> list[str]:
    """Return a line an entry; days of their own, in colour, where a person looks."""
    if screen.colours():
        from isocourse.render.drawn.history import Shown, by_day  # only where a person looks

        shown = [Shown(one, _behind(one, holding, cost), one.id not in holding) for one in entries]
        return by_day(shown, effect_name, session.width())
    return [f"{one.on}  {short(one.id)}  {describe(one, effect_name)}{_behind(one, holding, cost)}" for one in entries]


def _entries(record: Record, course: Course, *, everything: bool, as_if: bool, today: dt.date) -> list[Entry]:
    if not everything:
        return list(course.entries)
    shown = (e for e in record.entries if not isinstance(e.body, HandedOut))
    return sorted((e for e in shown if not as_if or e.on <= today), key=order)


def _kind(given: str | None) -> str | None:
    """Return a kind of entry by its name or an everyday one."""
    if given is None:
        return None
    plain = " ".join(given.lower().replace("_", " ").replace("-", " ").split())
    name = plain.replace(" ", "_")
    found = next((one for one in (name, name.removesuffix("s"), name.removesuffix("es")) if one in KINDS), None)
    wanted = EVERYDAY.get(plain) or found
    if wanted is None:
        raise BadValue(f"--kind: {given!r} is not a kind of entry. The kinds: effects, tests, {', '.join(KINDS)}")
    return wanted


def _days(given: str) -> int:
    """Return the days that `7d`, `2w` or `3 days` mean, today among them."""
    found = re.fullmatch(r"([0-9]{1,4})\s*(d|day|w|week)s?", given.strip().lower())
    if not found or not int(found[1]):
        raise BadValue(f"--last: {given!r} is not a time like 7d or 2w")
    return int(found[1]) * _SPANS[found[2]]


def _says(entry: Entry, searched: list[str]) -> bool:
    """Say whether all these words stand in an entry: in its name, its words, or a note."""
    if not searched:
        return True
    body = entry.body
    signs = body.signs if isinstance(body, AdverseEvent) else ()
    named = NAMES[type(body)].replace("_", " ")
    text = f"{named} {describe(entry, effect_name)} {' '.join(map(effect_name, signs))}".lower()
    return all(word in text for word in searched)


def _row(entry: Entry, *, live: bool) -> dict[str, object]:
    head = {"id": entry.id, "kind": NAMES[type(entry.body)], "recorded": entry.recorded, "on": entry.on}
    return {**head, **plain_body(entry.body), "replaces": entry.replaces, "live": live}


def _cost(found: Without | None) -> dict[str, object]:
    """Return the days without capsules that a pause, or the gap before a pick-up, has cost; nothing where none."""
    return {} if found is None else {"days_without": found.days, "doses_missed": found.doses}


def _behind(entry: Entry, holding: set[str], cost: Mapping[str, Without]) -> str:
    """Return what stands behind an entry: that it no longer holds, or the days without capsules that it tells of."""
    gone = "" if entry.id in holding or isinstance(entry.body, Retraction) else "  (taken back or corrected)"
    return gone + without_words(cost.get(entry.id))
