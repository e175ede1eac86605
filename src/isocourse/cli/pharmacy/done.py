"""`done`: record a step of the month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from isocourse.cli import Run
from isocourse.cli.parsing.options import FILE, ON, YES, arguments
from isocourse.cli.pharmacy.step_details import CLEARED, OPTIONS, known_step
from isocourse.cli.pharmacy.steps import TARGET, Done, read_step
from isocourse.cli.pharmacy.verdict import judged
from isocourse.cli.session.answers import recorded
from isocourse.cli.session.clock import Now
from isocourse.cli.session.session import Session
from isocourse.content.rules import rulebook
from isocourse.course.entries import Authorization, Contraception, Entry, Fill, Record, Step
from isocourse.course.standing import view
from isocourse.errors import BadValue, NoRuleSet, Stopped
from isocourse.ipledge.checklist import Checklist, Verdict
from isocourse.ipledge.notices import ABOUT_FORMS, notice
from isocourse.ipledge.rulebook import Notice, Rulebook
from isocourse.ipledge.steps import DONE
from isocourse.render.checklist import verdict_line
from isocourse.render.notices import words
from isocourse.typed import Any

STOPPED = 130


def done(
    run: Run,
    steps: list[str] = arguments("[STEP...]", help="What was done; see the list above. `cleared` takes an id."),
    *,
    on: str | None = ON,
    typed: dict[str, Any] = OPTIONS,
    yes: bool = YES,
    file: str | None = FILE,
) -> int:
    """Record a step of iPLEDGE. Alone, at a terminal: the open steps of the month, one after the other.

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
    isocourse done confirmation questions --on yesterday
    isocourse done fill --days 30
    """
    session = Session(run, file)
    record = session.record()
    now = session.now(record)
    del yes  # nothing here needs a yes; scripts may say it everywhere
    named, given = _apart(steps or [], typed)
    recorder = _Recorder(session, now, rulebook())
    if not named:
        return _walk(recorder, record, on, given)
    if len(named) > 1 and given:
        raise BadValue("STEP: several steps in one line take no option but --on. Give each a line of its own")
    found, lines = recorder.save([Done(name, on, given) for name in named])
    session.say([*lines, *recorder.closing(found, named)])
    return 0


def _apart(words: list[str], typed: dict[str, Any]) -> tuple[list[str], dict[str, Any]]:
    """Return the steps that were named, and what was given; to that belongs the id that `cleared` takes."""
    if words and known_step(words[0]) == CLEARED:
        ids = words[1:]
        if len(ids) > 1:
            raise BadValue(f"ID: `done cleared` takes one id, not also {ids[1]!r}")
        return [CLEARED], {**typed, TARGET: ids[0]} if ids else typed
    return list(dict.fromkeys(map(known_step, words))), typed


def _walk(recorder: _Recorder, record: Record, on: str | None, given: dict[str, Any]) -> int:
    """Ask for the open steps of the month, and end with the verdict."""
    session = recorder.session
    if not session.interactive():
        raise BadValue("STEP is missing. Without a terminal it has to be given")
    if on is not None or given:
        raise BadValue("STEP: say which step it is. Without a step, the open ones are asked for one after the other")
    from isocourse.cli.pharmacy.walk import walk  # most steps are named

    def one(told: Done) -> Checklist:
        found, lines = recorder.save([told])
        session.say(lines)
        return found

    before = judged(view(record), recorder.now, recorder.book)[0]
    try:
        found = walk(session, recorder.now, before, one)
    except Stopped:  # what was recorded until then is kept, and told
        if recorder.last is None:
            raise
        session.say(["", *recorder.closing(recorder.last, [])])
        return STOPPED
    session.say(recorder.closing(found, []))
    return 0


class _Recorder:
    """Records steps, and says what follows from them."""

    def __init__(self, session: Session, now: Now, book: Rulebook) -> None:
        self.session, self.now, self.book = session, now, book
        self.last: Checklist | None = None  # how the month stood after what was recorded

    def save(self, told: Sequence[Done]) -> tuple[Checklist, list[str]]:
        """Save all steps at once; return where the month stands then, and what is said of each."""
        session, now = self.session, self.now
        record = session.record()
        read = [read_step(session, record, now, one) for one in told]
        days = [day for body, day in read if isinstance(body, Fill)]
        made = [session.entry(body, day, now) for body, day in read]
        expected = record._replace(entries=(*record.entries, *made))
        found, _ = judged(view(expected), now, self.book)  # before saving: a date without rules is refused here
        try:
            before = _before(record, now, self.book, days[0] if days else now.today)
        except NoRuleSet:  # an old sample keeps no positive test out of the record
            if days or found.verdict is not Verdict.STOP:
                raise
            before = found
        after = session.append(lambda _: made)
        if after != expected:  # somebody else saved meanwhile
            found, _ = judged(view(after), now, self.book)
        self.last = found
        return found, [line for entry in made for line in self._said(entry, after, found, before)]

    def _said(self, entry: Entry, record: Record, found: Checklist, before: Checklist) -> list[str]:
        stops = [one for one in found.notices if one.about == entry.id and one.id == "stop-test"]
        remarks = [f"  ! {words(self.book, one)}" for one in _remarks(entry, record, found, before)]
        return [*(words(self.book, one) for one in stops), recorded(entry), *remarks]

    def closing(self, found: Checklist, named: Sequence[str]) -> list[str]:
        """Return the verdict, and what comes next."""
        verdict = verdict_line(found, self.session.paint)
        if "fill" in named:
            return ["The next month has begun. What it needs: isocourse checklist", verdict]
        if found.missing and found.verdict is not Verdict.STOP:
            return [verdict, f"Next: {found.missing[0].title}. All steps: isocourse checklist"]
        return [verdict]


def _before(record: Record, now: Now, book: Rulebook, day: dt.date) -> Checklist:
    """Return the checklist as it stood: today, or at noon of an earlier day that a pick-up is told of."""
    if day >= now.today:
        return judged(view(record), now, book)[0]
    noon = dt.datetime.combine(day, dt.time(12), tzinfo=now.moment.tzinfo)
    return judged(view(record, until=day), Now(moment=noon), book)[0]


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
