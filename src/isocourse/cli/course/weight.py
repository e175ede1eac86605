"""`weight`: the body weight from a day on."""

from __future__ import annotations

from typing import Annotated

import typer

from isocourse.cli.parsing.amounts import kilograms
from isocourse.cli.parsing.options import File, On, Yes
from isocourse.cli.session.answers import recorded
from isocourse.cli.session.session import Desk
from isocourse.course.entries import Weight


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
    read = kilograms("KG")
    weighed = desk.ask("Your weight in kilograms, or like 155 lb", read, option="KG") if kg is None else read(kg)
    entry = desk.entry(Weight(kg=weighed), desk.day(on, now), now)
    desk.append(lambda _: [entry])
    desk.say([recorded(entry)])
    return 0
