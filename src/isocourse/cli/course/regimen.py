"""`regimen`: the dose that was prescribed, from a day on. Days before keep the dose they had."""

from __future__ import annotations

from isocourse.cli import Run
from isocourse.cli.parsing.amounts import milligrams
from isocourse.cli.parsing.options import FILE, ON, YES, option
from isocourse.cli.parsing.values import maybe, short_text, times_a_day
from isocourse.cli.session.answers import refuse_ended
from isocourse.cli.session.session import Session
from isocourse.content.course import CourseFacts, course_facts
from isocourse.course.days import spoken
from isocourse.course.entries import Entry, Record, Regimen
from isocourse.course.prescription import Plan
from isocourse.course.standing import view
from isocourse.errors import BadValue
from isocourse.failsafe import emergency
from isocourse.render.entries import regimen_words
from isocourse.render.ids import tagged
from isocourse.render.text import clean

_TIMES = times_a_day


def regimen(
    run: Run,
    *,
    mg: str | None = option("--mg", metavar="MG", help="Milligrams of ONE dose, like 40 or 40+20."),
    times: str | None = option("--times", metavar="1|2", help="Doses a day."),
    product: str | None = option("--product", metavar="NAME", help="Brand or maker, in your words."),
    pattern: str | None = option("--pattern", metavar="TEXT", help="Doses that differ, in words: '40 and 20 in turn'."),
    on: str | None = ON,
    yes: bool = YES,
    file: str | None = FILE,
) -> int:
    """Record the dose your prescriber set, from a day on (--on, else today). Earlier days keep the dose they had.

    With a pattern in words the milligrams a day are not known; log doses with `dose taken --mg` to have them counted.
    When the mg change, the doses a day have to be said too; what else you leave out stays as it was.
    """
    del yes  # nothing here needs a yes; scripts may say it everywhere
    session = Session(run, file)
    record = session.record()
    now = session.now(record)
    day = session.day(on, now)
    before = Plan(view(record), day).regimen(day)
    found = _read(session, before or Regimen(), mg, times, product, pattern)
    entry = session.entry(found, day, now)

    def make(record: Record) -> list[Entry]:
        refuse_ended(view(record), day)
        return [entry]

    session.append(make)
    facts = course_facts()
    head = f"Your dose from {spoken(day, year=True)}: {clean(regimen_words(found))}   {tagged(entry.id)}"
    session.say(
        [
            head,
            *(f"  {line}" for line in _product_lines(before, found, facts)),
            "  Earlier days keep the dose they had.",
        ]
    )
    return 0


def _read(
    session: Session, before: Regimen, mg: str | None, times: str | None, product: str | None, pattern: str | None
) -> Regimen:
    if mg is not None and pattern is not None:
        raise BadValue("--pattern: give --mg or --pattern, not both; with a pattern the mg are not known")
    emergency.heed(" ".join(filter(None, (product, pattern))))
    brand = maybe(product, short_text("--product")) or before.product
    if pattern is not None:
        words = short_text("--pattern")(pattern)
        if not words:
            raise BadValue("--pattern: say how the doses differ, like '40 and 20 in turn'")
        return Regimen(product=brand, times=maybe(times, _TIMES), pattern=words)
    if mg is None and (times is not None or product is not None):
        return before._replace(product=brand, times=before.times if times is None else _TIMES(times))
    dose = milligrams("--mg")
    amount = session.ask("Milligrams of ONE dose", dose, option="--mg") if mg is None else dose(mg)
    count = session.ask("Doses a day", _TIMES, option="--times") if times is None else _TIMES(times)
    return Regimen(product=brand, mg=amount, times=count)


def _product_lines(before: Regimen | None, found: Regimen, facts: CourseFacts) -> list[str]:
    """Return what a product needs, and that another one is not the same."""
    if found.product is None:
        return []
    was = before.product if before else None
    changed = was is not None and was.casefold() != found.product.casefold()
    lines = [facts.food(found.product).text, facts.say("swallow")]
    return [facts.say("not-interchangeable"), *lines] if changed else lines
