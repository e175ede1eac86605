"""`plan` against situations that were worked out by hand (plan_by_hand.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from patient import Patient

TOLD = tomllib.loads(Path(__file__).with_name("plan_by_hand.toml").read_text(encoding="utf-8"))
DATES = ("earliest", "last_safe", "last_possible")


def plan(patient: Patient, case: dict[str, Any]) -> dict[str, Any]:
    """Type the case's lines, each on its day, and ask for the month ahead."""
    lines = [line for name in case["begins"] for line in TOLD["beginnings"][name]] + case.get("given", [])
    logged = ""
    for line in lines:
        day, _, command = line.partition(" ")
        command = command.replace("THE SIGN", logged)
        if command.startswith("log"):
            logged = patient.at(day).must(f"{command} --json").json["id"]
        else:
            patient.at(day).must(f"{command} --yes")
    return dict(patient.at(case["on"]).must("plan --json", *case.get("args", [])).json)


def told(value: Any) -> Any:  # noqa: ANN401 - what TOML holds
    """An empty text stands for null."""
    return None if value == "" else value


def next_test(found: dict[str, Any]) -> str | None:
    """The first day of the test that is still to come, whatever the step is called."""
    days = [s["earliest"] for s in found["chain"] if s["id"] in {"test", "test-second"} and s["state"] != "done"]
    return max((day for day in days if day), default=None)


def checks(case: dict[str, Any], found: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """What is compared: a name, the program's value, the one worked out by hand."""
    steps = {step["id"]: step for step in found["chain"]}
    lines = [
        (f"{name}.{part}", steps.get(name, {}).get(part, "no such step"), told(value))
        for name, values in case.get("steps", {}).items()
        for part, value in zip(DATES, values, strict=True)
        if value != "?"
    ]
    lines += [(name, "there", "not there") for name in case.get("none", []) if name in steps]
    lines += [(name, steps[name][part], None) for name in case.get("undated", []) for part in DATES if name in steps]
    for name in ("gap", "lead"):
        lines += [(f"{name}.{part}", found[name][part], told(value)) for part, value in case.get(name, {}).items()]
    if "covered_to" in case:
        lines.append(("covered_to", found["supply"]["covered_to"], told(case["covered_to"])))
    if "verdict" in case:
        lines.append(("verdict", found["verdict"], case["verdict"]))
    if "window" in case:
        closes = found["window"]["closes_at"][:10] if found["window"] else None
        lines.append(("window", closes, told(case["window"])))
    if "chain_of_contact" in case:
        days = [s["earliest"] for s in found["chain"] if s["id"].startswith("test") and s["state"] != "done"]
        lines.append(("chain of the contact", days, case["chain_of_contact"]))
    if "next_test" in case:
        lines.append(("next test", next_test(found), case["next_test"]))
    for number, wanted in enumerate(case.get("what_if", [])):
        lines += [(f"what_if {number} {part}", found["what_if"][number][part], v) for part, v in wanted.items()]
    return lines


@pytest.mark.parametrize("case", TOLD["case"], ids=lambda case: case["name"].split()[0])
def test_plan_says_what_was_worked_out_by_hand(patient: Patient, case: dict[str, Any]) -> None:
    """Every date of the chain, the gap and each what-if come out as on paper."""
    found = plan(patient, case)
    wrong = [f"{name}: {here} / {there}" for name, here, there in checks(case, found) if here != there]
    assert not wrong, case["name"]
