"""The month ahead, worked out anew from the contract's eleven rules: the days of the test, the pick-up and the rest.

What the supply covers and the lead are taken from the answer: the first is held to `status` by a property, the second
has its cases in plan_by_hand.toml.
"""

from __future__ import annotations

from typing import Any, Final

from oracle.days import SATURDAY, holiday, iso, n, weekday
from oracle.history import CAN, NEVER, Event, Now, Reading, World
from oracle.verdict import UNKNOWN, Month, oracle

Days = dict[str, Any]  # earliest, last_safe, last_possible
OPENS_AGAIN: Final = 10  # days within which something is open, whatever is shut


def pharmacy(day: int) -> bool:
    """Open: no holiday (2.7)."""
    return not holiday(day)


def clinic(day: int) -> bool:
    """Open: no holiday, no weekend (rule 2)."""
    return not holiday(day) and weekday(day) < SATURDAY


def latest(opens: Any, first: int, last: int) -> int | None:  # noqa: ANN401 - one of the two above
    """The latest open day from one day to another."""
    return next((day for day in range(last, first - 1, -1) if opens(day)), None)


def within_window(today: int, last: int, covered: int | None) -> int:
    """Rule 3: the latest open day of the window before the capsules end; else without that; else the last day."""
    limit = min(last, covered) if covered is not None and covered >= today else last
    return latest(pharmacy, today, limit) or latest(pharmacy, today, last) or last


def days(earliest: Any = UNKNOWN, last_safe: Any = UNKNOWN, last_possible: Any = UNKNOWN) -> Days:  # noqa: ANN401
    """The three days of a step, UNKNOWN where the rules say nothing."""
    return {"earliest": earliest, "last_safe": last_safe, "last_possible": last_possible}


def by_supply(world: World, covered: int | None) -> Days:
    """Rule 5 (and 10): no window yet, so the supply is the limit."""
    today = world.today
    if covered is None:
        return days(last_possible=None)
    if covered < today:
        return days(last_safe=today, last_possible=None)
    safe = latest(pharmacy, covered - OPENS_AGAIN, covered) or covered
    return days(last_safe=safe if safe >= today else UNKNOWN, last_possible=None)


def next_test(world: World, fill: Days, covered: int, lead: int, *, closed: bool) -> Days:
    """Rules 4 and 8: the test that opens the next window."""
    today = world.today
    earliest: Any = max(world.last_fill + 1, covered - 6, today)
    if closed and earliest != today:
        earliest = UNKNOWN  # rule 8 says today, rule 4 says later
    safe: Any = UNKNOWN
    if fill["last_safe"] != UNKNOWN:
        last = fill["last_safe"] - lead
        safe = max(latest(clinic, last - OPENS_AGAIN, last) or 0, today)
        if safe == today and not clinic(today):
            safe = UNKNOWN  # the rule says today, and today nobody is there
        safe = safe if UNKNOWN not in (safe, earliest) and safe >= earliest else UNKNOWN
    return days(earliest, safe, max(covered, today) if covered >= today else UNKNOWN)


def with_window(world: World, sample: int | None, last: int, covered: int | None) -> dict[str, Days]:
    """Rules 3 and 6."""
    safe = within_window(world.today, last, covered)
    done = latest(clinic, max(world.today, sample or 0), safe)
    return {
        "fill": days(UNKNOWN if sample is None else sample, safe, last),
        "confirmation": days(last_safe=done or UNKNOWN),
    }


def is_open(world: World, answer: dict[str, Any]) -> bool:
    """Whether the oracle leaves the checklist itself open, or the rules do not speak of such a history."""
    window = answer["window"]
    if answer["verdict"] not in {"ready", "not_ready", "window_closed", "unconfirmed"} or window == UNKNOWN:
        return True
    if (window and UNKNOWN in window.values()) or world.contact() is not None or world.changed() is not None:
        return True
    if any(e["kind"] == "test" and e["result"] != "negative" for e in world.come):
        return True
    forms = answer["steps"].get("contraception", {"state": "done"})
    if world.phase == "before" and (answer["verdict"] == "window_closed" or (window and forms["state"] != "done")):
        return True  # the second: a month of birth control that outlasts the window
    return world.category != CAN and answer["verdict"] == "window_closed"


def chain(history: list[Event], zone: str, now: Now, covered: int | None, lead: int) -> dict[str, Days]:
    """The steps that are compared."""
    answer = oracle(history, zone, now)
    world = World(history, zone, now, Reading())
    if is_open(world, answer):
        return {}
    window, closed = answer["window"], answer["verdict"] == "window_closed"
    if window and not closed:
        sample = n(window["specimen_date"]) if window["specimen_date"] else None
        return with_window(world, sample, n(window["closes_at"][:10]), covered)
    if world.category != CAN:
        return {"fill": by_supply(world, covered)}
    if world.phase == "before":
        return before(world, answer)
    fill = by_supply(world, covered)
    if covered is None:
        return {"fill": fill}
    test = next_test(world, fill, covered, lead, closed=closed)
    return {"fill": fill | {"earliest": test["earliest"]}, "test": test}


def before(world: World, answer: dict[str, Any]) -> dict[str, Days]:
    """Rule 9: no step has a date from the first test; the second has its first day by D4."""
    nothing = days(None, None, None)
    found = {"fill": nothing, "confirmation": days(last_safe=None), "questions": days(last_safe=None)}
    earliest = answer["steps"]["test"].get("not_before", UNKNOWN)
    if Month(world).firsts() and earliest not in {UNKNOWN, NEVER}:
        found["test-second"] = days(earliest, None, None)
    return found


def wrong(found: dict[str, Any], wanted: dict[str, Days], today: int) -> list[str]:
    """Every difference. A first day that has passed is as good as today."""
    lines = []
    steps = {step["id"]: step for step in found["chain"] if step["state"] not in {"done", "not_needed"}}
    for name, parts in wanted.items():
        for part, value in parts.items():
            here = steps[name][part] if name in steps else UNKNOWN
            if UNKNOWN in (here, value):
                continue
            there = None if value is None else iso(value)
            if part == "earliest" and here and there:
                here, there = max(here, iso(today)), max(there, iso(today))
            lines += [f"{name}.{part}: {here} / {there}"] if here != there else []
    return lines


def wrong_gap(found: dict[str, Any], today: int, day: int, last: int | None) -> list[str]:
    """Rule 1, and what a pick-up on a day would mean."""
    covered = found["supply"]["covered_to"]
    starts = None if covered is None else n(covered) + 1
    without = None if starts is None else max(0, today - starts)
    later = None if starts is None else max(0, day - starts)
    told = found["what_if"][0]
    window = "none" if last is None else "open" if day <= last else "closed"
    pairs = [
        ("gap.starts", found["gap"]["starts"], None if starts is None else iso(starts)),
        ("gap.days_without", found["gap"]["days_without"], without),
        ("gap.doses_missed", found["gap"]["doses_missed"], None if without is None else 2 * without),
        ("what_if.days_without", told["days_without"], later),
        ("what_if.doses_missed", told["doses_missed"], None if later is None else 2 * later),
        ("what_if.window", told["window"], window),
    ]
    return [f"{name}: {here} / {there}" for name, here, there in pairs if here != there]
