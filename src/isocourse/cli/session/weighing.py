"""A weight as people tell it: a person is asked what a bare number is."""

from __future__ import annotations

from collections.abc import Callable

from isocourse.cli.parsing.amounts import kilograms, needs_unit
from isocourse.cli.session.session import Session
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
