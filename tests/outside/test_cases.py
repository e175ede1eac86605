"""Cases that a clinician can read (tests/cases/ipledge/*.toml), each played through the real commands.

A case has a `name`, its `source` (source ids, or the place in the rules), perhaps a beginning from `beginnings.toml`,
and `given`: lines such as `2026-11-20 done test --specimen 2026-11-20 --result negative --setting medical`. The first
word is the day (noon in Chicago) or the moment at which the line is typed. `# name` at the end names the entry that
the line made, for `{name}` in later lines. `refused` holds lines that must fail, with their exit code.

A check looks at the checklist `at` a day (noon in Chicago) or at a moment. What may be checked is `Check` below: a
word that is not among them fails the case, so that a slip of the pen never checks nothing.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypedDict, cast

import pytest

from beginnings import beginning, moment
from isocourse.content.rules import rulebook
from patient import Patient, Result

FOLDER = Path(__file__).parent.parent / "cases" / "ipledge"
BEGINNINGS = "beginnings.toml"
REFUSED, NOT_READY = 1, 20
SAYS_READY = re.compile(r"^READY", re.MULTILINE)
NAMED = re.compile(r"\{(\w+)\}")


RULES = lru_cache(maxsize=1)(rulebook)
BEGUN: dict[str, bytes] = {}  # the records of beginnings that were played already


class Check(TypedDict, total=False):
    """What a check may hold. `none` in a string stands for an empty field."""

    at: dt.date | dt.datetime  # where the clock stands
    as_of: str  # --as-of
    show_month: int  # --month
    rule_set: str
    category: str
    phase: str
    month: int
    verdict: str
    window: str | dict[str, str | int]  # "none", or any of its fields
    states: dict[str, str]  # the state of a step; "absent" when the step is not among them
    not_before: dict[str, str]
    last_safe_day: dict[str, str]
    on: dict[str, str]
    warnings: list[str]  # exactly so many warnings, with these words in this order
    warns: list[str]  # words that stand in a warning
    never_warns: list[str]
    says: list[str]  # words that stand on the screen
    never_says: list[str]
    exit_code: int  # of --exit-code
    shown_as_of: str  # the moment that the JSON says
    supply_ends: str  # the day after which nothing is left, from `status`


class Refused(TypedDict, total=False):
    """A line that has to fail."""

    line: str
    exit_code: int
    says: str


class Case(TypedDict, total=False):
    """One story."""

    name: str
    source: list[str]
    begins: str
    given: list[str]
    refused: list[Refused]
    check: list[Check]


def _tables(path: Path, name: str) -> list[Any]:
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(tables) == {name}, path
    return cast("list[Any]", tables[name])


def cases() -> Iterator[object]:
    """Each case, with its file and name for pytest to show."""
    for path in sorted(FOLDER.glob("*.toml")):
        if path.name != BEGINNINGS:
            for case in _tables(path, "case"):
                yield pytest.param(case, id=f"{path.stem}: {case['name']}")


def known(table: object, allowed: type) -> None:
    """Fail on a key that nothing reads."""
    assert isinstance(table, dict)
    assert set(table) <= set(allowed.__annotations__), set(table) - set(allowed.__annotations__)


class Story:
    """A case as it is played: the patient, and the names that its lines gave to entries."""

    def __init__(self, patient: Patient) -> None:
        self.patient = patient
        self.names: dict[str, str] = {}

    def begin(self, name: str) -> None:
        """Take up a beginning; its lines are typed once and the record is kept for the next case."""
        if name not in BEGUN:
            for line in beginning(FOLDER / BEGINNINGS, name):
                self.must(line)
            BEGUN[name] = self.patient.file.read_bytes()
        self.patient.file.write_bytes(BEGUN[name])
        self.patient.file.chmod(0o600)

    def must(self, line: str) -> None:
        """Type a line that has to succeed."""
        result = self.type(line)
        assert result.code == 0, (line, result)

    def named(self, words: str) -> str:
        """Words with the ids of entries put in: `{name}`, or `{name_short}` as much of it as is shown."""
        return NAMED.sub(lambda m: self.names[m[1]], words)

    def type(self, line: str) -> Result:
        """Type one line of `given` at its moment."""
        words, _, name = line.partition(" # ")
        when, _, command = words.partition(" ")
        self.patient.now = moment(when)
        result = self.patient(self.named(command))
        if name:
            entries = tomllib.loads(self.patient.file.read_text(encoding="utf-8"))["entry"]
            self.names[name.strip()] = entries[-1]["id"]
            self.names[f"{name.strip()}_short"] = entries[-1]["id"][:4]
        return result


def steps_of(answer: dict[str, Any], field: str, wanted: dict[str, str]) -> dict[str, str]:
    """The field of those steps that the check names, as the check writes it."""
    steps = {step["id"]: step for step in answer["steps"]}
    return {name: (str(steps[name][field] or "none") if name in steps else "absent") for name in wanted}


def check_answer(check: Check, answer: dict[str, Any]) -> None:
    """Compare the JSON of the checklist with what must hold."""
    for field in ("rule_set", "category", "phase", "month", "verdict"):
        if field in check:
            assert answer[field] == check[field], (field, answer)
    for field in ("state", "not_before", "last_safe_day", "on"):
        wanted = cast("dict[str, str]", check.get("states" if field == "state" else field, {}))
        assert steps_of(answer, field, wanted) == wanted, answer
    window = check.get("window", {})
    if window == "none":
        assert answer["window"] is None, answer
    elif window:
        assert isinstance(window, dict)
        assert answer["window"] is not None, answer
        assert {k: "none" if answer["window"][k] is None else answer["window"][k] for k in window} == window, answer


def check_words(check: Check, warnings: list[str], screen: str) -> None:
    """Compare the sentences."""
    on_screen = " ".join(screen.split())
    if "warnings" in check:
        assert len(warnings) == len(check["warnings"]), warnings
        for words, warning in zip(check["warnings"], warnings, strict=True):
            assert words in warning, (words, warning)
    for words in check.get("warns", []):
        assert any(words in warning for warning in warnings), (words, warnings)
    for words in check.get("never_warns", []):
        assert not any(words in warning for warning in warnings), (words, warnings)
    for words in check.get("says", []):
        assert words in on_screen, (words, on_screen)
    for words in check.get("never_says", []):
        assert words not in on_screen, (words, on_screen)


def look(story: Story, check: Check) -> None:
    """Ask for the checklist, on the screen and as JSON, and compare."""
    known(check, Check)
    story.patient.now = moment(check["at"].isoformat())
    asked = "checklist"
    if "as_of" in check:
        asked += f" --as-of {check['as_of']}"
    if "show_month" in check:
        asked += f" --month {check['show_month']}"
    screen = story.patient(f"{asked} --exit-code")
    if check.get("exit_code") == REFUSED:
        assert screen.code == REFUSED, screen
        return
    answer = story.patient.must(f"{asked} --json").json
    check_answer(check, answer)
    ready = answer["verdict"] == "ready"
    assert bool(SAYS_READY.search(screen.out)) == ready, screen
    assert screen.code == check.get("exit_code", 0 if ready else NOT_READY), screen
    check["warns"] = [story.named(words) for words in check.get("warns", [])]
    check["says"] = [story.named(words) for words in check.get("says", [])]
    check_words(check, answer["warnings"], screen.out)
    if "shown_as_of" in check:
        assert answer["as_of"] == check["shown_as_of"]
    if "supply_ends" in check:
        assert story.patient.must("status --json").json["supply"]["runs_out"] == check["supply_ends"]


@pytest.fixture(autouse=True)
def _rules_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading the rules anew for each command is most of the time."""
    for command in ("checklist", "done"):
        monkeypatch.setattr(f"isocourse.cli.pharmacy.{command}.rulebook", RULES)


@pytest.mark.parametrize("case", list(cases()))
def test_case(case: Case, patient: Patient) -> None:
    """What the case says must hold, holds when it is played."""
    known(case, Case)
    assert case["source"]
    assert case.get("check") or case.get("refused")
    story = Story(patient)
    if "begins" in case:
        story.begin(case["begins"])
    for line in case.get("given", []):
        story.must(line)
    for refused in case.get("refused", []):
        known(refused, Refused)
        before = patient.file.read_bytes()
        result = story.type(refused["line"])
        assert result.code == refused["exit_code"], (refused, result)
        assert refused.get("says", "") in " ".join(result.err.split()), result
        assert patient.file.read_bytes() == before
    for check in case.get("check", []):
        look(story, check)
