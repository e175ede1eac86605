"""`lab`: keep a lab value with the lab's own range. It is never interpreted beyond that range."""

from __future__ import annotations

from isocourse.cli import Run
from isocourse.cli.parsing.amounts import reading
from isocourse.cli.parsing.options import FILE, ON, YES, argument, option
from isocourse.cli.parsing.values import maybe, short_text
from isocourse.cli.session.answers import recorded
from isocourse.cli.session.session import Session
from isocourse.content.course import course_facts
from isocourse.course.entries import Lab
from isocourse.errors import BadValue
from isocourse.failsafe import emergency

LONGEST = 200


def lab(
    run: Run,
    name: str | None = argument("NAME", help="What was measured: triglycerides, ALT ..."),
    value: str | None = argument("VALUE", help="The number on the report."),
    unit: str | None = argument("UNIT", help="Its unit: mg/dL, U/L ..."),
    *,
    low: str | None = option("--low", metavar="N", help="Low end of the range on the report."),
    high: str | None = option("--high", metavar="N", help="High end of the range on the report."),
    on: str | None = ON,
    yes: bool = YES,
    file: str | None = FILE,
) -> int:
    """Keep a lab value, with its unit and the range that the report prints beside it. --on is the day of the sample.

    \b
    isocourse lab triglycerides 180 mg/dL --high 150
    isocourse lab ALT 31 U/L --low 7 --high 56 --on monday
    """
    del yes  # nothing here needs a yes; scripts may say it everywhere
    session = Session(run, file)
    now = session.now(session.record())
    found = Lab(
        name=_text(session, name, "NAME", "What was measured"),
        value=session.ask("The number", reading("VALUE"), option="VALUE") if value is None else reading("VALUE")(value),
        unit=_text(session, unit, "UNIT", "Its unit, as on the report"),
        low=maybe(low, reading("--low")),
        high=maybe(high, reading("--high")),
    )
    if found.low is not None and found.high is not None and found.low > found.high:
        raise BadValue(f"--low: {found.low:g} is more than --high {found.high:g}")
    entry = session.entry(found, session.day(on, now), now)
    session.append(lambda _: [entry])
    session.say([recorded(entry), *(f"  {line}" for line in _outside(found))])
    return 0


def _outside(found: Lab) -> list[str]:
    """Return what is said of a value outside the lab's own range; within it, or without one, nothing."""
    below = found.low is not None and found.value < found.low
    above = found.high is not None and found.value > found.high
    if not below and not above:
        return []
    facts = course_facts()
    return [facts.say("lab-outside"), facts.say("lab-symptoms")]


def _text(session: Session, given: str | None, option: str, question: str) -> str:
    def read(answer: str) -> str:
        text = short_text(option)(answer)
        if not text or len(text) > LONGEST:
            raise BadValue(f"{option}: give 1 to {LONGEST} letters")
        return text

    text = session.ask(question, read, option=option) if given is None else read(given)
    emergency.heed(text)
    return text
