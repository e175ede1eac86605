"""The month ahead against a second implementation of its rules, and what must hold of every plan."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings

from oracle.days import iso, local, n
from oracle.histories import ask, asked, moment
from oracle.history import Event, Now, Reading, World
from oracle.plan_properties import broken
from oracle.plan_rules import chain, wrong, wrong_gap
from oracle.test_against_the_oracle import EXAMPLES, OFTEN
from patient import Patient


@given(asked())
@settings(OFTEN, max_examples=max(EXAMPLES // 3, 1))
def test_every_day_of_the_chain_follows_the_rules(tmp_path: Path, drawn: tuple[list[Event], str, list[Now]]) -> None:
    """First, last safe and last possible day of the test, the pick-up and what goes with them; the gap; one what-if."""
    events, zone, minutes = drawn
    for number, now in enumerate(minutes):
        today = local(zone, *now)[0]
        collected = today + 7 * number
        question = f'plan --if "collect on {iso(collected)}"'
        found = ask(Patient(tmp_path, moment(now)), events, zone, now, question)
        covered, window = found["supply"]["covered_to"], found["window"]
        wanted = chain(events, zone, now, n(covered) if covered else None, found["lead"]["days"])
        assert not wrong(found, wanted, today)
        if found["verdict"] not in {"stop", "no_window"}:
            assert not wrong_gap(found, today, collected, n(window["closes_at"][:10]) if window else None)


@given(asked())
@settings(OFTEN, max_examples=max(EXAMPLES // 3, 1))
def test_what_must_hold_of_every_plan(tmp_path: Path, drawn: tuple[list[Event], str, list[Now]]) -> None:
    """No step before its cause, no day that is too early, too late, past or shut; no errand under an alarm."""
    events, zone, minutes = drawn
    for now in minutes:
        patient = Patient(tmp_path, moment(now))
        found = ask(patient, events, zone, now, "plan")
        checklist, status = (ask(patient, events, zone, now, command) for command in ("checklist", "status"))
        assert not broken(found, checklist, status, World(events, zone, now, Reading()))
        assert ask(patient, events, zone, now, "plan") == found
