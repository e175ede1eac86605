"""`dose`: one dose taken, missed, or taken beyond the plan."""

from __future__ import annotations

import datetime as dt

from isocourse.cli import Run
from isocourse.cli.parsing.amounts import milligrams, time_of_day
from isocourse.cli.parsing.options import FILE, ON, argument, flag, option
from isocourse.cli.parsing.values import choice, maybe, numbered
from isocourse.cli.session.answers import recorded, refuse_ended, stop_lines
from isocourse.cli.session.clock import Now
from isocourse.cli.session.course_if_any import course_if_any
from isocourse.cli.session.session import Session
from isocourse.cli.symptoms.own_words import kept, listen
from isocourse.content.course import CourseFacts, course_facts
from isocourse.course.days import spoken
from isocourse.course.entries import Dose, DoseStatus, Entry, Record
from isocourse.course.prescription import Plan
from isocourse.course.second_dose import close_by
from isocourse.course.standing import Course, view
from isocourse.errors import BadValue, Conflict
from isocourse.render.entries import describe
from isocourse.render.ids import short, tagged
from isocourse.render.text import plural

_DAY = dt.timedelta(days=1)
_NIGHT_ENDS = dt.time(4)  # a dose typed before that hour may be the evening's
_HALVES = {"morning": dt.time(8), "evening": dt.time(20)}  # what is kept for a half of the day, where it has come
_STATUS = choice(DoseStatus, "WHAT")


def dose(
    run: Run,
    what: str | None = argument("[taken|missed|extra]", help="What happened."),
    *,
    on: str | None = ON,
    at: str | None = option("--at", metavar="TIME", help="When: 21:30, 9:30 pm, morning or evening."),
    mg: str | None = option("--mg", metavar="MG", help="Milligrams swallowed, where not as prescribed: 40 or 40+20."),
    reason: str | None = option("--reason", metavar="TEXT", help="Why; `-` reads it."),
    yes: bool = flag("--yes", "-y", help="Taken everywhere; here it never confirms a second dose."),
    file: str | None = FILE,
) -> int:
    """Record one dose: taken, missed, or extra (swallowed beyond the plan).

    A missed dose is skipped; two are never taken together. A second dose in the same half of a day, before or after
    noon, is shown and has to be confirmed at a terminal: --yes never does that.
    """
    del yes  # a second dose is never confirmed by an option
    session = Session(run, file)
    question = "Which? 1 taken, 2 missed, 3 extra"
    status = session.ask(question, numbered(DoseStatus, _STATUS), option="WHAT") if what is None else _STATUS(what)
    why = kept(session, reason, "--reason", "Why? (Enter: not said)" if status is DoseStatus.MISSED else None)
    course, now, problem = course_if_any(session)
    listen(session, why, course, now)
    facts = course_facts()
    if status is DoseStatus.EXTRA:
        day_of = now.today if course is None else session.day(on, now)
        session.say_first(_extra_lines(facts, pregnancy=course is None or course.may_become_pregnant(day_of)))
    if problem is not None or course is None:
        raise problem or Conflict("No course")
    day = _day_missed(session, now) if status is DoseStatus.MISSED and on is None else session.day(on, now)
    body = Dose(status=status, at=_time(at, day, now), mg=maybe(mg, milligrams("--mg")), reason=why)
    entry = session.entry(body, day, now)
    refuse_ended(course, day)
    after = _save(session, entry, body, _guard(session, course, entry, body, facts))
    session.say([*_answer(session, after, entry, body, now, facts)])
    return 0


def _save(session: Session, entry: Entry, body: Dose, accepted: set[str]) -> Course:
    """Save a dose, unless another than those that were accepted stands beside it now; return the course after it."""

    def make(record: Record) -> list[Entry]:
        standing = view(record)
        refuse_ended(standing, entry.on)
        if {e.id for e in _in_the_way(standing, entry, body)} - accepted:
            raise _second(standing, _in_the_way(standing, entry, body), entry, body)
        return [entry]

    return view(session.append(make))


def _day_missed(session: Session, now: Now) -> dt.date:
    """Return the day of a missed dose, asked for at a terminal: it is often told the day after."""
    return session.ask_if_person("Which day? (Enter: today)", lambda given: session.day(given, now)) or now.today


def _time(at: str | None, day: dt.date, now: Now) -> dt.time | None:
    half = _HALVES.get((at or "").strip().lower())
    if half is not None and day == now.today and now.moment.time() < half:
        half = max(half.replace(hour=half.hour // 12 * 12), now.moment.time().replace(second=0, microsecond=0))
    time = half or maybe(at, time_of_day("--at"))
    if time is not None and day == now.today and time > now.moment.time():
        raise BadValue(f"--at: {time:%H:%M} today has not come yet (it is {now.moment:%H:%M})")
    return time


def _in_the_way(course: Course, entry: Entry, body: Dose) -> list[Entry]:
    """Return the doses that a new one of this kind would stand beside: for `extra`, another extra one."""
    if body.status is DoseStatus.MISSED:
        return []
    close = close_by(course, entry.on, body.at, entry.recorded)
    kinds = {DoseStatus.EXTRA} if body.status is DoseStatus.EXTRA else set(DoseStatus)
    return [other for other in close if isinstance(other.body, Dose) and other.body.status in kinds]


def _guard(session: Session, course: Course, entry: Entry, body: Dose, facts: CourseFacts) -> set[str]:
    """Show a dose of the same half day and have the second one confirmed; return the ids that were shown.

    Raises Conflict without a terminal, and where the answer is no.
    """
    close = _in_the_way(course, entry, body)
    if not close:
        return set()
    if not session.interactive():
        raise _second(course, close, entry, body)
    half = f"Already recorded for the same half of {spoken(entry.on, year=True)}:"
    session.say([half, *(f"  {describe(other)}   {tagged(other.id)}" for other in close), facts.say("never-double")])
    if not session.confirm("Was one more swallowed? Record it"):
        raise Conflict("Nothing was saved; what was recorded before stands.")
    return {other.id for other in close}


def _second(course: Course, close: list[Entry], entry: Entry, body: Dose) -> Conflict:
    there = ", ".join(f"{describe(other)} {tagged(other.id)}" for other in close)
    extra = "" if body.status is DoseStatus.EXTRA else " Swallowed beyond the plan: isocourse dose extra"
    return Conflict(
        f"A second dose in the same half of {spoken(entry.on, year=True)} needs a yes at a terminal; there is: {there}."
        f" Nothing was saved. Another time of day: --at 21:30.{extra}{_night(course, entry, body)}"
    )


def _night(course: Course, entry: Entry, body: Dose) -> str:
    """Return a question after midnight, while a dose that was planned for the day before is not logged."""
    yesterday, typed = entry.on - _DAY, entry.recorded
    if body.status is not DoseStatus.TAKEN or typed.date() != entry.on or typed.time() >= _NIGHT_ENDS:
        return ""
    logged = [e for e, one in course.of(Dose) if e.on == yesterday and one.status is not DoseStatus.EXTRA]
    if len(logged) >= (Plan(course, entry.on).expected(yesterday) or 0):
        return ""
    there = f"isocourse fix {short(entry.id)}" if entry in course.entries else "isocourse dose taken"
    return f" It is after midnight: was it the dose of {spoken(yesterday)}? {there} --on yesterday"


def _extra_lines(facts: CourseFacts, *, pregnancy: bool) -> list[str]:
    lines = ["extra-call", "extra-on-purpose", "extra-signs", *(["extra-pregnancy"] if pregnancy else [])]
    return [facts.say(line) for line in lines]


def _answer(session: Session, course: Course, entry: Entry, body: Dose, now: Now, facts: CourseFacts) -> list[str]:
    plan = Plan(course, now.today)
    logged = [dose for other, dose in plan.doses if other.on == entry.on]
    planned = [one for one in logged if one.status is not DoseStatus.EXTRA]
    expected = plan.expected(entry.on)
    stops = stop_lines(course, now.today, facts) if body.status is not DoseStatus.MISSED else []
    lines = [*(session.paint(line, fg="red", bold=True) for line in stops), recorded(entry)]
    if body.status is DoseStatus.MISSED:
        lines.append("  " + facts.say("missed"))
    if expected and len(planned) > expected:
        lines.append(
            f"  That day now has {plural(len(planned), 'entry', 'entries')} for {plural(expected, 'dose')} planned."
        )
        lines.append("  One of them wrong? isocourse undo ID")
    if night := _night(course, entry, body):
        lines.append(f" {night}")
    if expected and sum(one.status is DoseStatus.TAKEN for one in planned) > expected:
        lines.append("  " + facts.say("extra-call"))
    return [*lines, *(f"  {line}" for line in _gaps(plan, entry.on, body))]


def _gaps(plan: Plan, day: dt.date, body: Dose) -> list[str]:
    """Return what does not fit or is missing around a dose that was swallowed, with the command that would say it."""
    if body.status is DoseStatus.MISSED:
        return []
    lines = []
    if plan.started is None:
        lines.append("The day of your first capsule is not known yet: isocourse set --started DATE")
    elif day < plan.started:
        lines.append(
            f"Your first capsule is recorded for {spoken(plan.started, year=True)}: isocourse set --started DATE"
        )
    if plan.paused(day):
        lines.append("A pause is recorded for that day. Taking capsules again: isocourse resume --on DATE")
    regimen = plan.regimen(day)
    if body.mg is None and (regimen is None or regimen.mg is None):
        lines.append("How many mg it was is not known: isocourse regimen, or --mg with each dose")
    return lines
