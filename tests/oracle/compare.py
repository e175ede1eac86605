"""Where the program and the oracle differ."""

from __future__ import annotations

from typing import Any

from oracle.days import iso, n
from oracle.verdict import OPEN, UNKNOWN

OPTIONAL = {"authorization", "visit", "home-tests"}


def differences(found: dict[str, Any], wanted: dict[str, Any], today: int) -> list[str]:
    """Every difference, as `what: the program's / the oracle's`."""
    plain = ("category", "phase", "month", "verdict", "window")
    lines = [f"{name}: {found[name]} / {wanted[name]}" for name in plain if not same(found[name], wanted[name])]
    if wanted["steps"] == UNKNOWN:
        return lines
    steps = {step["id"]: step for step in found["steps"] if step["id"] not in OPTIONAL}
    for name, step in wanted["steps"].items():
        if step == UNKNOWN or (name not in steps and step["state"] == UNKNOWN):
            steps.pop(name, None)
        elif name not in steps:
            lines.append(f"{name}: missing / {step}")
        else:
            lines += of_step(steps.pop(name), step, today)
    return lines + [f"{name}: {step['state']} / not there" for name, step in steps.items()]


def same(found: Any, wanted: Any) -> bool:  # noqa: ANN401 - what JSON holds
    """Whether two values agree; what the oracle leaves open always does."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(same(found[name], value) for name, value in wanted.items())
    return wanted in (UNKNOWN, found)


def of_step(found: dict[str, Any], wanted: dict[str, Any], today: int) -> list[str]:
    """What differs in one step. A day before which a step may not be taken says nothing once it has come."""
    lines = []
    for name, value in wanted.items():
        here = found[name]
        if name == "state" and here in {"todo", "late"}:
            here = OPEN
        if name == "not_before" and value != UNKNOWN:
            here, value = (iso(max(today, n(here))) if here else iso(today)), iso(max(today, value))  # noqa: PLW2901 - both by the same measure
        if not same(here, value):
            lines.append(f"{found['id']}.{name}: {here} / {value}")
    return lines
