"""`weight`: the body weight from a day on."""

from __future__ import annotations

from isocourse.cli import Run
from isocourse.cli.parsing.options import FILE, ON, YES, arguments
from isocourse.cli.session.answers import recorded
from isocourse.cli.session.session import Session
from isocourse.cli.session.weighing import weight_reader
from isocourse.course.entries import Weight


def weight(
    run: Run,
    kg: list[str] = arguments("KG", help="Kilograms, like 70.5, or pounds: 155 lb."),
    *,
    on: str | None = ON,
    yes: bool = YES,
    file: str | None = FILE,
) -> int:
    """Record your weight in kilograms, from a day on. Milligrams per kilogram use the weight of each day."""
    del yes  # nothing here needs a yes; scripts may say it everywhere
    session = Session(run, file)
    now = session.now(session.record())
    read = weight_reader(session, "KG")
    weighed = read(" ".join(kg)) if kg else session.ask("Your weight, like 155 lb or 70 kg", read, option="KG")
    entry = session.entry(Weight(kg=weighed), session.day(on, now), now)
    session.append(lambda _: [entry])
    session.say([recorded(entry), "Not that? isocourse undo"])
    return 0
