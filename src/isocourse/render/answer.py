"""The answer to a patient's words: urgent first, then what was heard, then what helps."""

from __future__ import annotations

from collections.abc import Callable

from isocourse.course.days import spoken
from isocourse.course.entries import Urgency
from isocourse.failsafe import emergency
from isocourse.render.text import clean
from isocourse.triage.assess import DOUBTED, SELF_HARM, Assessment
from isocourse.triage.knowledge import TriageKnowledge
from isocourse.typed import Any, Final

Paint = Callable[..., str]

ALARMS: Final = (Urgency.CALL_TODAY, Urgency.EMERGENCY)
_ALWAYS: Final = (Urgency.EMERGENCY,)


def alarm_lines(found: Assessment, paint: Paint, call: str | None) -> list[str]:
    """Return what must be read first, or nothing: what to do, why, whom to call, and what would make it worse."""
    if found.urgency not in ALARMS:
        return []
    lines = [paint(line, fg="red", bold=True) for line in found.headline]
    lines += [f"  {clean(line)}" for line in found.reasons]
    lines += [f"  {line}" for line in found.advice[1:]]
    lines += [f"  {found.in_other_words}"] if found.in_other_words else []
    if call:
        lines.append(f"  {clean(call)}")
    if found.closed:
        lines.append(f"  {found.closed}")
    return [*lines, *_urgent_lines(found), *suggestion_lines(found)]


def quiet_lines(found: Assessment) -> list[str]:
    """Return the answer to what is no alarm: what was heard, what helps, when it becomes urgent."""
    if not found.understood:
        return [
            *([found.in_other_words] if found.in_other_words else []),
            "Not recognized. That does not mean that it is nothing.",
            f"Say it in other words, or look for it here:{'' if found.signs_shown else ' isocourse warnings'}",
            *(emergency.SHORT_LIST.splitlines() if found.signs_shown else ()),
            *suggestion_lines(found),
        ]
    if found.urgency in ALARMS:
        return []
    lines = [f"  {clean(line)}" for line in found.reasons]
    for name, helps in found.helps:
        what = f"What helps with {name}" if len(found.matches) > 1 else "What helps"
        lines += [f"  {what}: {helps[0]}", *(f"    {line}" for line in helps[1:])]
    if found.matches and not found.negated:
        lines += [f"  {line}" for line in found.advice]
    return [*lines, *_urgent_lines(found), *_unclear_lines(found)]


def _unclear_lines(found: Assessment) -> list[str]:
    """Return which words were not understood, and the signs to look for them among where they may be one."""
    words = " · ".join(clean(word) for word in found.not_understood)
    lines = [f"Not understood: {words}"] if words else []
    if not found.signs_shown:
        return lines
    if not lines and DOUBTED not in found.reason_ids:
        lines.append("It may be more than that.")
    lines += ["If it is one of these, do not wait:", *emergency.SHORT_LIST.splitlines()]
    return [*lines, *suggestion_lines(found)]


def suggestion_lines(found: Assessment) -> list[str]:
    """Return the effects that may be meant, the crisis line first when suicide is among them; nothing where none is."""
    if not found.suggestions:
        return []
    crisis = [emergency.EMERGENCY_LINE] if found.suggestions[0][0] == SELF_HARM else []
    named = [f"  {name}: isocourse log --effect {slug}" for slug, name in found.suggestions]
    return [*crisis, "Is it one of these?", *named]


def _urgent_lines(found: Assessment) -> list[str]:
    """Return what would make it more urgent than it is, the worst first; of an emergency, what makes it one."""
    above = (line for line in found.urgent_when if line.urgency.rank > found.urgency.rank or line.urgency in _ALWAYS)
    return [f"  Urgent when: {line.text}" for line in above]


def effects_with_severity(found: Assessment) -> str:
    """Return the effects that were heard, each with how bad it was said to be."""
    levels = {match.severity for match in found.matches}
    names = [match.name for match in found.matches]
    if len(names) == 1 or len(levels) == 1:
        level = found.severity.value if found.severity else ""
        return " · ".join(filter(None, [" + ".join(names), level]))
    said = {match.name: match.severity.value if match.severity else "how bad: not said" for match in found.matches}
    return " + ".join(f"{name} ({level})" for name, level in said.items())


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
        how = "something that may not be about you now" if found.doubted else "a question, or as somebody else's"
        return [f"Heard as {how}. If something worries you: isocourse warnings"]
    names = ", ".join(match.name for match in found.matches)
    return [names[0].upper() + names[1:]]


def why_lines(found: Assessment, known: TriageKnowledge) -> list[str]:
    """Return what stands behind an answer: how sure each effect is, when it was reviewed, and the sources."""
    from isocourse.content.sources import sources  # only --why reads the sources

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
            {
                "id": match.effect,
                "effect": match.effect,
                "name": match.name,
                "confidence": round(match.confidence, 2),
            }
            for match in found.matches
        ],
        "urgency": found.urgency.value,
        "stop_capsules": found.stop_capsules,
        "negated": found.negated,
        "not_understood": list(found.not_understood),
        "signs_shown": found.signs_shown,
        "suggestions": [{"effect": slug, "name": name} for slug, name in found.suggestions],
        "reasons": list(found.reasons),
        "reason_ids": list(found.reason_ids),
        "sources": list(found.sources),
    }
