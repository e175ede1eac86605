"""Cases of the month ahead that a clinician can read (tests/cases/plan/*.toml), each played through the real commands.

A case has a `name`, its `source`, and `given` lines as in test_cases.py. A check asks `isocourse plan` with `asked`
(options, may be empty) at noon in Chicago of the day `at`. `days` holds, for a step, its first, its last safe and its
last possible day in that order, `-` for none, or `absent`.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypedDict

import pytest

from isocourse.content.rules import rulebook
from outside.test_cases import Story, known
from patient import Patient

FOLDER = Path(__file__).parent.parent / "cases" / "plan"
RULES = lru_cache(maxsize=1)(rulebook)


class Check(TypedDict, total=False):
    """What a check may hold."""

    at: dt.date
    asked: str
    verdict: str
    phase: str
    covered_to: str
    gap: list[Any]  # first day, days without, doses missed; `-` for unknown
    lead: list[Any]  # days, and where they come from
    window: str  # the sample's day, or `none`
    days: dict[str, str]
    states: dict[str, str]
    what_if: list[list[Any]]  # window, days without, doses missed of each change
    notes: list[str]  # words that stand in a note
    never_notes: list[str]
    order: list[str]  # the steps, in order


class Case(TypedDict, total=False):
    """One story."""

    name: str
    source: list[str]
    given: list[str]
    check: list[Check]


def cases() -> Iterator[object]:
    """Each case, with its file and name for pytest to show."""
    for path in sorted(FOLDER.glob("*.toml")):
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        assert set(tables) == {"case"}
        for case in tables["case"]:
            yield pytest.param(case, id=f"{path.stem}: {case['name']}")


def shown(value: object) -> object:
    """An unknown value as a case writes it."""
    return "-" if value is None else value


def look(story: Story, check: Check) -> None:
    """Ask for the month ahead, on the screen and as JSON, and compare."""
    known(check, Check)
    story.patient.now = dt.datetime.combine(check["at"], dt.time(18), tzinfo=dt.UTC)
    answer = story.patient.must(f"plan --json {check.get('asked', '')}").json
    story.patient.must(f"plan {check.get('asked', '')}")
    check_head(check, answer)
    check_chain(check, answer)
    for words in check.get("notes", []):
        assert any(words in note for note in answer["notes"]), (words, answer["notes"])
    for words in check.get("never_notes", []):
        assert not any(words in note for note in answer["notes"]), (words, answer["notes"])


def check_head(check: Check, answer: dict[str, Any]) -> None:
    """Compare what stands before the chain."""
    for field in ("verdict", "phase"):
        assert answer[field] == check.get(field, answer[field]), answer
    if "covered_to" in check:
        assert shown(answer["supply"]["covered_to"]) == check["covered_to"], answer
    if "gap" in check:
        assert [shown(value) for value in answer["gap"].values()] == check["gap"], answer
    if "lead" in check:
        assert list(answer["lead"].values()) == check["lead"], answer
    if "window" in check:
        assert (answer["window"]["specimen_date"] if answer["window"] else "none") == check["window"], answer
    if "what_if" in check:
        found = [[shown(one[name]) for name in ("window", "days_without", "doses_missed")] for one in answer["what_if"]]
        assert found == check["what_if"], answer


def check_chain(check: Check, answer: dict[str, Any]) -> None:
    """Compare the steps of this month."""
    chain = {link["id"]: link for link in answer["chain"] if link["month"] == answer["month"]}
    for step, wanted in check.get("days", {}).items():
        link = chain.get(step)
        days = [shown(link[name]) for name in ("earliest", "last_safe", "last_possible")] if link else ["absent"]
        assert days == wanted.split(), (step, days, answer)
    for step, wanted in check.get("states", {}).items():
        assert chain[step]["state"] == wanted, answer
    if "order" in check:
        assert [link["id"] for link in answer["chain"]] == check["order"]


@pytest.mark.parametrize("case", list(cases()))
def test_case(case: Case, patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the case says must hold, holds when it is played; and asking records nothing."""
    for command in ("checklist", "done", "plan"):
        monkeypatch.setattr(f"isocourse.cli.pharmacy.{command}.rulebook", RULES)
    known(case, Case)
    assert case["source"]
    assert case["check"]
    story = Story(patient)
    for line in case["given"]:
        story.must(line)
    before = patient.file.read_bytes()
    for check in case["check"]:
        look(story, check)
    assert patient.file.read_bytes() == before
