"""Whole courses that a clinician can read (tests/cases/courses/*.toml), played day by day through the real commands.

`given` holds lines such as `2026-12-18 done fill --days 30`: the day, at noon in Chicago, or the moment at which the
line is typed; `2026-11-20..2026-11-25` types it once on each of these days. `hand` is how a person works the figures
out. A check runs a command `at` a day (`status` where none is said) after that day's lines: `json` names fields of its
JSON, dots leading inward, `none` standing for unknown; `says` and `never_says` are words on its screen.

Every third day and on each day with a line, `status` is asked too: what was counted once never shrinks, and nothing
ever fails.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypedDict, cast

import pytest

from patient import Patient

FOLDER = Path(__file__).parent.parent / "cases" / "courses"
NOON_IN_CHICAGO = dt.time(18, tzinfo=dt.UTC)
EVENING = dt.timedelta(hours=1)


class Check(TypedDict, total=False):
    """What a check may hold."""

    at: dt.date
    run: str
    json: dict[str, str | float]
    says: list[str]
    never_says: list[str]


class Case(TypedDict):
    """One course."""

    name: str
    source: list[str]
    hand: str
    given: list[str]
    check: list[Check]


def cases() -> Iterator[object]:
    """Each course, named by its file."""
    for path in sorted(FOLDER.glob("*.toml")):
        yield pytest.param(tomllib.loads(path.read_text(encoding="utf-8")), id=path.stem)


def noon(day: dt.date) -> dt.datetime:
    """The moment at which a line of a day is typed."""
    return dt.datetime.combine(day, NOON_IN_CHICAGO)


def typed(line: str) -> Iterator[tuple[dt.datetime, str]]:
    """The moments at which a line is typed, and the command."""
    when, _, command = line.partition(" ")
    if "T" in when:
        yield dt.datetime.fromisoformat(when).astimezone(dt.UTC), command
        return
    first, _, last = when.partition("..")
    day = dt.date.fromisoformat(first)
    while day <= dt.date.fromisoformat(last or first):
        yield noon(day), command
        day += dt.timedelta(days=1)


def field(answer: Any, path: str) -> str | float:  # noqa: ANN401 - what JSON holds
    """A field of an answer as the check writes it."""
    for key in path.split("."):
        answer = answer[key]
    return "none" if answer is None else cast("str | float", answer)


def look(patient: Patient, check: Check) -> None:
    """Run the command of a check and compare."""
    assert set(check) <= set(Check.__annotations__), check
    assert {"json", "says", "never_says"} & set(check), check
    command = check.get("run", "status")
    if "json" in check:
        answer = patient.must(f"{command} --json").json
        assert {path: field(answer, path) for path in check["json"]} == check["json"], answer
    screen = " ".join(patient.must(command).out.split())
    for words in check.get("says", []):
        assert words in screen, (words, screen)
    for words in check.get("never_says", []):
        assert words not in screen, (words, screen)


def live_through(patient: Patient, day: dt.date, before: dict[str, Any]) -> dict[str, Any]:
    """Ask for the status of a day; within a course what was counted never shrinks, and milligrams fit their doses."""
    patient.now = noon(day)
    answer: dict[str, Any] = patient.must("status --json").json
    same_course = before and answer["day"] is not None and before["day"] is not None and before["day"] < answer["day"]
    for name in ("taken", "assumed", "missed", "extra") if same_course else ():
        now, then = answer["doses"][name], before["doses"][name]
        assert now is None or then is None or now >= then, (day, name, answer, before)
    assert answer["supply"]["days_left"] is None or answer["supply"]["days_left"] >= 0
    return answer


@pytest.mark.parametrize("case", list(cases()))
def test_course(case: Case, patient: Patient) -> None:
    """Every figure of the course is the one that a clinician works out by hand, on each day that is checked."""
    assert set(case) == set(Case.__annotations__)
    assert all(case.values())
    lines = sorted((pair for line in case["given"] for pair in typed(line)), key=lambda pair: pair[0])
    checks = sorted(case["check"], key=lambda check: check["at"])
    day, last = lines[0][0].date(), max(lines[-1][0].date(), checks[-1]["at"])
    status: dict[str, Any] = {}
    while day <= last:
        today = [pair for pair in lines if pair[0].date() == day]
        for patient.now, command in today:
            result = patient(command)
            assert result.code == 0, (day, command, result)
        if today or day.toordinal() % 3 == 0:
            status = live_through(patient, day, status)
        patient.now = noon(day) + EVENING
        for check in [check for check in checks if check["at"] == day]:
            look(patient, check)
        day += dt.timedelta(days=1)
