"""`weight`: the body weight from a day on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from isocourse.cli.parsing.amounts import kilograms, needs_unit
from isocourse.cli.parsing.options import File, On, Yes
from isocourse.cli.session.answers import recorded
from isocourse.cli.session.session import Session
from isocourse.course.entries import Weight
from isocourse.errors import BadValue


def weight_reader(session: Session, option: str) -> Callable[[str], float]:
    """Return a reader of a weight; a person is asked whether a bare number is kilograms or pounds."""
    read = kilograms(option)

    def unit(answer: str) -> str:
        plain = answer.strip().lower()
        if plain in {"kg", "k", "kilograms", "kilos", "1"}:
            return "kg"
        if plain in {"lb", "lbs", "l", "pounds", "p", "2"}:
            return "lb"
        raise BadValue("Say kg or lb")

    def with_unit(given: str) -> float:
        if not needs_unit(given) or not session.interactive():
            return read(given)
        return read(f"{given} {session.ask(f'{given.strip()} kilograms or pounds? (kg, lb)', unit, option=option)}")

    return with_unit


def weight(
    ctx: typer.Context,
    kg: Annotated[str | None, typer.Argument(metavar="KG", help="Kilograms, like 70.5, or pounds: 155lb.")] = None,
    *,
    on: On = None,
    yes: Yes = False,
    file: File = None,
) -> int:
    """Record your weight in kilograms, from a day on. Milligrams per kilogram use the weight of each day."""
    del yes  # nothing here needs a yes; scripts may say it everywhere
    session = Session(ctx, file)
    now = session.now(session.record())
    read = weight_reader(session, "KG")
    weighed = session.ask("Your weight, like 155 lb or 70 kg", read, option="KG") if kg is None else read(kg)
    entry = session.entry(Weight(kg=weighed), session.day(on, now), now)
    session.append(lambda _: [entry])
    session.say([recorded(entry)])
    return 0
