"""What is kept in JSON beside the reviewed TOML: it is read faster, and holds nothing that the TOML does not."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Final

from compiling import likeness
from compiling.phrases import speaks_of
from compiling.shelving import shelved
from compiling.triage import compiled
from isocourse.content import DATES, FOLDER, QUICK, TOPICS, read_toml
from isocourse.content.triage import FACTS, LANGUAGE, LIKENESS

# What `checklist`, `done`, `dose` and `status` read beside the rule-sets.
QUICK_FILES: Final = (
    "en/checklist.toml",
    "us/contraception.toml",
    "en/course.toml",
    "us/holidays.toml",
    "en/plan.toml",
    "us/steps.toml",
)


def files() -> dict[str, str]:
    """Return the text of each compiled file by its name. Raises Misfit with the place of what is wrong in the TOML."""
    facts = compiled()
    language: Any = facts.pop("language")
    effects: Any = facts["effects"]
    quick = {name: _without_dates(read_toml(name)) for name in (*inside("us/rules"), *QUICK_FILES)}
    topics = {name: _without_dates(read_toml(name)) for name in inside("en/topics")}
    kept = ((QUICK, quick), (TOPICS, topics), (FACTS, facts))
    texts = {name: json.dumps(one, separators=(",", ":")) + "\n" for name, one in kept}
    return {**texts, LANGUAGE: shelved(dictionaries(language, effects)), LIKENESS: likeness.compiled()}


def inside(folder: str) -> list[str]:
    """Return the names of the files of TOML in a folder of the facts, as they are loaded."""
    return sorted(f"{folder}/{path.name}" for path in Path(FOLDER, folder).glob("*.toml"))


def dictionaries(language: Mapping[str, Any], effects: Collection[str]) -> dict[str, dict[str, str]]:
    """Return the language as dictionaries of text, of which the program reads what a phrase needs."""
    return {
        "lexicon": language["lexicon"],
        "starts": {word: str(longest) for word, longest in language["starts"].items()},
        "easy": language["easy"],
        "dangers": language["dangers"],
        "speaks of": speaks_of(effects),
        "plain": dict.fromkeys(language["plain"], ""),
        "mend": {"all": " ".join(language["mend"])},
        "rules": {str(number): _rule(*rule) for number, rule in enumerate(language["rules"])},
        "foreign": language["foreign"],
        "anchors": {word: " ".join(map(str, rules)) for word, rules in language["anchors"].items()},
    }


def _rule(sign: str, weight: float, ordered: int, reach: int, items: list[str], without: str) -> str:
    return ";".join((sign, str(weight), str(ordered), str(reach), " ".join(items), without))


def _without_dates(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value.isoformat() if key in DATES else value for key, value in data.items()}
