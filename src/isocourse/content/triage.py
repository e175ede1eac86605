"""What triage knows, from the compiled form beside the reviewed TOML (see `scripts/compile_content.py`)."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING, Any, Final

from isocourse.content import FOLDER
from isocourse.errors import ContentBroken
from isocourse.knowledge import (
    AdverseReaction,
    Confidence,
    Language,
    RedFlag,
    Reviewed,
    Sign,
    TriageKnowledge,
)
from isocourse.model import Urgency

if TYPE_CHECKING:
    from collections.abc import Mapping

COMPILED: Final = "triage.json"


def knowledge() -> TriageKnowledge:
    """Return what triage knows. Raises ContentBroken when the file is missing or damaged."""
    import json  # noqa: PLC0415 - only commands that triage pay for it

    try:
        with open(os.path.join(FOLDER, COMPILED), encoding="utf-8") as handle:  # noqa: PTH118, PTH123 - pathlib is a start-up cost
            return built(json.load(handle))
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise ContentBroken(
            f"The facts that come with isocourse ({COMPILED}) are damaged. Install it again."
        ) from problem


def built(data: Mapping[str, Any]) -> TriageKnowledge:
    """Return the types that the compiled data stands for. Raises KeyError, ValueError or TypeError when it is not that."""
    language = data["language"]
    last, due, confidence, jurisdiction = data["reviewed"]
    return TriageKnowledge(
        effects={slug: _effect(slug, one) for slug, one in data["effects"].items()},
        signs={slug: _sign(slug, one) for slug, one in data["signs"].items()},
        red_flags=tuple(_red_flag(one) for one in data["red_flags"]),
        what_to_do={Urgency(key): line for key, line in data["what_to_do"].items()},
        stop_line=data["stop_line"],
        ask_line=data["ask_line"],
        language=Language(
            lexicon=language["lexicon"],
            starts=language["starts"],
            plain=frozenset(language["plain"]),
            mend=language["mend"],
            rules=language["rules"],
            anchors=language["anchors"],
        ),
        reviewed=Reviewed(
            dt.date.fromisoformat(last), dt.date.fromisoformat(due), Confidence(confidence), jurisdiction
        ),
    )


def _effect(slug: str, one: Mapping[str, Any]) -> AdverseReaction:
    return AdverseReaction(
        slug=slug,
        name=one["name"],
        label_term=one["label_term"],
        urgency=Urgency(one["urgency"]),
        urgency_severe=Urgency(one["urgency_severe"]),
        stop_capsules=one["stop"],
        helps=tuple(one["helps"]),
        urgent_when=tuple(one["urgent_when"]),
        tell=tuple(one["tell"]),
        sources=tuple(one["sources"]),
        confidence=Confidence(one["confidence"]),
    )


def _sign(slug: str, one: Mapping[str, Any]) -> Sign:
    return Sign(
        slug=slug,
        name=one["name"],
        effect=one["effect"],
        urgency=Urgency(one["urgency"]),
        urgency_severe=Urgency(one["urgency_severe"]),
        stop_capsules=one["stop"],
        severe=one["severe"],
        once=one["once"],
        self_harm=one["self_harm"],
        instead_of=tuple(one["instead_of"]),
        sources=tuple(one["sources"]),
        confidence=Confidence(one["confidence"]),
    )


def _red_flag(one: Mapping[str, Any]) -> RedFlag:
    return RedFlag(
        slug=one["slug"],
        groups=tuple(tuple(group) for group in one["groups"]),
        effect=one["effect"],
        urgency=Urgency(one["urgency"]),
        stop_capsules=one["stop"],
        because=one["because"],
        sources=tuple(one["sources"]),
        confidence=Confidence(one["confidence"]),
    )
