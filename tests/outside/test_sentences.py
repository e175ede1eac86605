"""Below `render` there is no sentence: what holds is said as data, and the words stand in the content."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parent.parent.parent / "src" / "isocourse"
CORE = ("course", "ipledge", "triage", "guide", "agenda")
CALLED = {
    "compile",
    "fullmatch",
    "match",
    "search",
    "sub",
    "findall",
    "finditer",
    "split",
    "removesuffix",
    "removeprefix",
}


class Allowed(NamedTuple):
    """Literals with a blank in them that a module of the core still holds, and why."""

    number: int
    why: str


# What stands today. A new one is a Notice with words in content/en; when one goes, its count goes down here.
ALLOWED = {
    "course/days.py": Allowed(1, "`As if it were`: the first line of every answer to --as-of, before content is read"),
    "course/trends.py": Allowed(5, "values of enums that programs get in `chart --json`: they stay"),
    "ipledge/steps.py": Allowed(5, "details of a step (where a sample was taken, since when): to become notices"),
    "triage/assess.py": Allowed(11, "how a reading is told back (`Heard ...`), each with its id: to become notices"),
    "triage/mood.py": Allowed(1, "what an answer left out is called in a line of the mood questions"),
    "triage/words.py": Allowed(2, "two patterns, compiled when there is a text of several lines"),
    "guide/finding.py": Allowed(1, "a list of small words that a search passes over"),
    "agenda/ahead.py": Allowed(1, "the value of a blank, `1 day`"),
    "agenda/what_if.py": Allowed(3, "words that are understood in --if, and given back in JSON"),
}  # fmt: skip


# What tells a patient what to do about a sign: in the content, where a clinician reads it, or in the fail-safe.
MEDICAL = re.compile(r"capsules until|no more capsules|call your (doctor|prescriber)|\b911\b|\b988\b", re.IGNORECASE)
SHELL = ("render", "export", "bring_in", "cli")
MEDICAL_ALLOWED = {
    "render/checklist.py": Allowed(2, "the verdict STOP, the first words of an answer that a test holds as they are"),
    "render/status.py": Allowed(1, "the head of an open sign"),
    "export/visit/of_health.py": Allowed(
        2, "`no more capsules until cleared`: told to the doctor about a sign, not to the patient"
    ),
    "cli/visit/heard_rows.py": Allowed(1, "the heads of alarms in rows that are brought in"),
    "cli/record/which_entry.py": Allowed(3, "what taking back or correcting an alarm closes"),
}


def _found(rooms: Iterable[str] = CORE) -> Iterator[tuple[str, str]]:
    """Yield each literal with a blank inside, but for docstrings, errors that are raised, and patterns."""
    for room in rooms:
        for path in sorted((PACKAGE / room).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            passed = {id(below) for node in ast.walk(tree) if _is_no_sentence(node) for below in ast.walk(node)}
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and id(node) not in passed and " " in str(node.value).strip():
                    yield str(path.relative_to(PACKAGE)), f"line {node.lineno}: {node.value!r}"


def _is_no_sentence(node: ast.AST) -> bool:
    """Say whether nothing below a node is said to a patient by the core: a text alone, an error, a pattern."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Raise):
        return True
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLED


def _beyond(found: list[tuple[str, str]], allowed: Mapping[str, Allowed]) -> list[str]:
    """Return what stands in modules that hold more, or fewer, than is allowed to them, and these modules."""
    counts = Counter(name for name, _ in found)
    wrong = {name for name in {*counts, *allowed} if counts[name] != (allowed[name].number if name in allowed else 0)}
    return sorted([*wrong, *(f"{name} {text}" for name, text in found if name in wrong)])


def test_no_sentence_in_the_core() -> None:
    """No module of the core holds a literal with a blank in it, beside those that are listed with a reason."""
    assert _beyond(list(_found()), ALLOWED) == []


def test_no_medical_sentence_in_the_shell() -> None:
    """No other module tells what to do about a sign, beside those that are listed: that is the content's to say."""
    assert _beyond([one for one in _found(SHELL) if MEDICAL.search(one[1])], MEDICAL_ALLOWED) == []
