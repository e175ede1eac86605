"""What must hold of every plan, whatever the history."""

from __future__ import annotations

from typing import Any

from oracle.days import SATURDAY, holiday, iso, local, n, weekday
from oracle.history import CAN, World
from oracle.verdict import Month, alternatives

CLINIC = {"visit", "test", "test-second", "confirmation"}
PHARMACY = {"order", "fill"}
ERRANDS = PHARMACY | {"confirmation", "questions"}
CAUSES = (("test", "confirmation"), ("test", "questions"), ("test", "fill"), ("test-second", "fill"))


def shut(name: str, day: int) -> bool:
    """Rule 2: holidays, and for the clinic Saturdays and Sundays."""
    return holiday(day) or (name in CLINIC and weekday(day) >= SATURDAY)


def broken(found: dict[str, Any], checklist: dict[str, Any], status: dict[str, Any], world: World) -> list[str]:
    """Every property that does not hold."""
    chain = {step["id"]: step for step in found["chain"] if step["state"] not in {"done", "not_needed"}}
    lines = [
        f"{name} differs from the checklist's"
        for name in ("verdict", "phase", "month")
        if found[name] != checklist[name]
    ]
    if found["window"] != checklist["window"]:
        lines.append(f"window: {found['window']} / {checklist['window']}")
    if found["supply"]["covered_to"] != status["supply"]["runs_out"]:
        lines.append("covered_to is not the day on which the supply runs out")
    today = min(world.today, local("America/New_York", *world.now)[0])  # a window closes in New York
    lines += [line for step in chain.values() for line in of_days(step, found, today)]
    waits = world.category == CAN and Month(world).pending  # its window is shown while the test is still to do
    lines += [] if waits else of_causes(chain)
    if found["verdict"] == "stop":
        lines += [
            f"{name} has a date under an alarm"
            for name in sorted(ERRANDS & set(chain))
            if any(chain[name][part] for part in ("earliest", "last_safe", "last_possible"))
        ]
    elif world.category == CAN and world.phase != "after":
        lines += of_rules(chain, world)
    return lines


def of_days(step: dict[str, Any], found: dict[str, Any], today: int) -> list[str]:
    """What is wrong between the days of one step."""
    name, safe, possible, earliest = step["id"], step["last_safe"], step["last_possible"], step["earliest"]
    lines = []
    if safe and possible and safe > possible:
        lines.append(f"{name}: the last safe day lies after the last possible one: {safe} > {possible}")
    if safe and n(safe) < today:
        lines.append(f"{name}: the last safe day has passed: {safe}")
    if safe and earliest and safe < earliest:
        lines.append(f"{name}: the last safe day lies before the first one: {safe} < {earliest}")
    if name in CLINIC | PHARMACY and safe and shut(name, n(safe)):
        last = found["window"]["closes_at"][:10] if found["window"] else None
        if safe not in {iso(today), last, earliest}:
            lines.append(f"{name}: the last safe day is shut: {safe}")
    return lines


def of_causes(chain: dict[str, Any]) -> list[str]:
    """A step that comes before what it needs."""
    lines = []
    for cause, effect in CAUSES:
        if cause in chain and effect in chain and chain[cause]["earliest"]:
            first = chain[cause]["earliest"]
            lines += [
                f"{effect}.{part} lies before {cause}: {chain[effect][part]} < {first}"
                for part in ("earliest", "last_safe", "last_possible")
                if chain[effect][part] and chain[effect][part] < first
            ]
    if all(chain.get(name, {}).get("last_safe") for name in ("order", "fill")):
        order, fill = chain["order"]["last_safe"], chain["fill"]["last_safe"]
        lines += [f"order lies after fill: {order} > {fill}"] if order > fill else []
    return lines


def of_rules(chain: dict[str, Any], world: World) -> list[str]:
    """A test that is planned earlier than a rule allows, or a pick-up without a window before the first of all."""
    month = Month(world)
    found = [Month(world.read(reading)).earliest() for reading in alternatives()]
    earliest = min((day for day in found if day), default=None)
    step = chain.get("test-second") or (chain.get("test") if world.phase == "monthly" else None)
    lines = []
    if step and step["earliest"] and earliest and max(n(step["earliest"]), world.today) < earliest:
        lines.append(f"{step['id']}: earlier than a rule allows: {step['earliest']} < {iso(earliest)}")
    window = month.window()
    if world.phase == "before" and world.contact() is None and not (window and window[3]):
        lines += [f"{name}: a date without a window" for name in PHARMACY & set(chain) if chain[name]["last_safe"]]
    return lines
