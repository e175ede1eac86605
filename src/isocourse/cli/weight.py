"""`weight`: the body weight from a day on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from isocourse.cli.amounts import kilograms, needs_unit
from isocourse.cli.desk import Desk
from isocourse.cli.life import recorded
from isocourse.cli.options import File, On, Yes
from isocourse.errors import BadValue
from isocourse.model import Weight


def weight_reader(desk: Desk, option: str) -> Callable[[str], float]:
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
        if not needs_unit(given) or not desk.interactive():
            return read(given)
        return read(f"{given} {desk.ask(f'{given.strip()} kilograms or pounds? (kg, lb)', unit, option=option)}")

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
    desk = Desk(ctx, file)
    now = desk.now(desk.record())
    read = weight_reader(desk, "KG")
    weighed = desk.ask("Your weight, like 155 lb or 70 kg", read, option="KG") if kg is None else read(kg)
    entry = desk.entry(Weight(kg=weighed), desk.day(on, now), now)
    desk.append(lambda _: [entry])
    desk.say([recorded(entry)])
    return 0
