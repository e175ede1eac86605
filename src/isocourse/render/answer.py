"""The answer to a patient's words: urgent first, then what was heard, then what helps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from isocourse import emergency
from isocourse.days import spoken
from isocourse.knowledge import TriageKnowledge
from isocourse.model import Urgency
from isocourse.render.text import clean
from isocourse.triage.assess import Assessment

Paint = Callable[..., str]

ALARMS: Final = (Urgency.CALL_TODAY, Urgency.EMERGENCY)
_HEAD: Final = {
    Urgency.CALL_TODAY: "CALL YOUR DOCTOR TODAY.",
    Urgency.EMERGENCY: "EMERGENCY: call 911 or go to the emergency department now.",
}
_STOP: Final = {
    Urgency.CALL_TODAY: " Take no more capsules until you have spoken to them.",
    Urgency.EMERGENCY: " Take no more capsules.",
}


def alarm_lines(found: Assessment, paint: Paint, call: str | None) -> list[str]:
    """Return what must be read first, or nothing: what to do, why, and whom to call."""
    if found.urgency not in ALARMS:
        return []
    head = _HEAD[found.urgency] + (_STOP[found.urgency] if found.stop_capsules else "")
    lines = [paint(head, fg="red", bold=True)]
    lines += [f"  {clean(line)}" for line in found.reasons]
    lines += [f"  {line}" for line in found.advice[1:]]
    if call:
        lines.append(f"  {clean(call)}")
    return lines


def quiet_lines(found: Assessment) -> list[str]:
    """Return the answer to what is no alarm: what was heard, what helps, when it becomes urgent."""
    if not found.understood:
        return [
            "Not recognized. That does not mean that it is nothing.",
            "Say it in other words, or look for it here:",
            *emergency.SHORT_LIST.splitlines(),
        ]
    if found.urgency in ALARMS:
        return []
    lines = [f"  {clean(line)}" for line in found.reasons]
    lines += [f"  What helps: {line}" for line in found.helps[:1]]
    lines += [f"    {line}" for line in found.helps[1:]]
    if found.matches and not found.negated:
        lines += [f"  {line}" for line in found.advice[1:] or found.advice]
    lines += [f"  Urgent when: {line}" for line in found.urgent_when[:3]]
    return lines


def as_lines(found: Assessment, paint: Paint, call: str | None) -> list[str]:
    """Return the whole answer of `ask`."""
    alarm = alarm_lines(found, paint, call)
    return [*alarm, *([] if alarm else head_lines(found)), *quiet_lines(found), "Write it down: isocourse log"]


def head_lines(found: Assessment) -> list[str]:
    """Return the one line that names what was heard, or says that it counts for nothing now."""
    if not found.understood:
        return []
    if found.negated:
        return ["Heard as something that you do not have, or no longer have:"]
    if not found.matches:
        return ["Heard as a question, or as somebody else's. If something worries you: isocourse warnings"]
    names = ", ".join(match.name for match in found.matches)
    return [names[0].upper() + names[1:]]


def why_lines(found: Assessment, known: TriageKnowledge) -> list[str]:
    """Return what stands behind an answer: how sure each effect is, when it was reviewed, and the sources."""
    from isocourse.content.sources import sources  # noqa: PLC0415 - only --why reads the sources

    titles = sources()
    head = known.reviewed
    lines = ["", "Behind this answer (no clinician has reviewed it yet):"]
    lines += [f"  {one.name}: confidence {known.effects[one.effect].confidence.value}" for one in found.matches]
    lines.append(
        f"  reviewed {spoken(head.last_reviewed, year=True)}, next review {spoken(head.review_due, year=True)}"
    )
    cited = [line for name in found.sources if name in titles for line in titles[name].lines()]
    return [*lines, "Sources:", *cited] if cited else lines


def as_json(found: Assessment, words: str) -> dict[str, Any]:
    """Return the answer as the contract's JSON object."""
    return {
        "schema": 1,
        "words": words,
        "understood": found.understood,
        "matches": [
            {"effect": match.effect, "name": match.name, "confidence": round(match.confidence, 2)}
            for match in found.matches
        ],
        "urgency": found.urgency.value,
        "stop_capsules": found.stop_capsules,
        "negated": found.negated,
        "reasons": list(found.reasons),
        "sources": list(found.sources),
    }
