"""What an answer tells: how an alarm opens, what to do, what helps, and what would make it more urgent.

Pure. Sources of every line are with the effects and signs (`content/`).
"""

from __future__ import annotations

from collections.abc import Sequence

from isocourse.course.entries import Severity, Urgency
from isocourse.named import NamedTuple
from isocourse.triage.heard import Heard
from isocourse.triage.knowledge import RedFlag, Sign, TriageKnowledge, UrgentWhen


class EffectMatch(NamedTuple):
    """A documented effect that fits what was heard; `severity` is what was said of this one."""

    effect: str
    name: str
    confidence: float
    urgency: Urgency
    severity: Severity | None = None


class Finding(NamedTuple):
    """A sign of one phrase with the urgency that it has there; `severity` is what was said of it and no other."""

    sign: Sign
    urgency: Urgency
    stop_capsules: bool
    confidence: float
    severity: Severity | None


def headline(
    findings: Sequence[Finding], flags: Sequence[RedFlag], urgency: Urgency, knowledge: TriageKnowledge, *, stop: bool
) -> tuple[str, ...]:
    """Return what an alarm opens with: the most urgent first, and a sign's own first line before one as urgent."""
    if urgency not in knowledge.headlines:
        return ()
    loud = sorted(
        (one for one in findings if one.urgency.rank >= Urgency.CALL_TODAY.rank), key=lambda f: -f.urgency.rank
    )
    own = [one for one in loud if one.sign.headline]
    general = knowledge.headlines[urgency] + (f" {knowledge.stops[urgency]}" if stop else "")
    lines = [one.sign.headline for one in own if one.sign.headline]
    if not lines:
        return (general,)
    others = any(one.urgency is urgency and one not in own for one in loud) or any(f.urgency is urgency for f in flags)
    if not others and own[0].urgency is urgency:
        return tuple(dict.fromkeys(lines))
    return tuple(dict.fromkeys([general, *lines] if urgency is Urgency.EMERGENCY else [*lines, general]))


def advice(
    findings: Sequence[Finding], flags: Sequence[RedFlag], urgency: Urgency, knowledge: TriageKnowledge
) -> tuple[str, ...]:
    """Return what to do: the line of the urgency, then what the signs and effects ask for that are as urgent.

    What an effect asks for is said for its own urgency: beside a sign that is worse, or milder, it would contradict.
    """
    lines = [knowledge.what_to_do[urgency]]
    for flag in flags:
        effect = knowledge.effects[flag.effect]
        lines += effect.tell if flag.urgency is urgency is effect.urgency else ()
    for one in sorted(findings, key=lambda found: -found.confidence):
        effect = knowledge.effects[one.sign.effect]
        if one.urgency is urgency:
            lines += one.sign.tell or (effect.tell if effect.urgency is urgency else ())
    return tuple(dict.fromkeys(lines))


def helps(
    matches: Sequence[EffectMatch], urgency: Urgency, knowledge: TriageKnowledge
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what a person can do alone. Nothing is offered beside something that needs a doctor today."""
    if urgency.rank > Urgency.NEXT_VISIT.rank:
        return ()
    names: dict[tuple[str, ...], list[str]] = {}
    for match in matches:
        names.setdefault(knowledge.effects[match.effect].helps, []).append(match.name)
    return tuple((" and ".join(several), lines) for lines, several in names.items() if lines)


def urgent_when(heard: Heard, matches: Sequence[EffectMatch], knowledge: TriageKnowledge) -> tuple[UrgentWhen, ...]:
    """Return what would make it more urgent, the worst first; for a mood also where it is denied or asked about."""
    signs = [knowledge.signs[one.sign] for one in heard.signs]
    effects = [knowledge.effects[match.effect] for match in matches]
    named = [knowledge.effects[knowledge.signs[one.sign].effect] for one in (*heard.denied, *heard.aside)]
    effects += [effect for effect in named if effect.mood]
    lines = [line for sign in signs for line in sign.urgent_when]
    lines += [line for effect in effects for line in effect.urgent_when]
    return tuple(dict.fromkeys(sorted(lines, key=lambda line: -line.urgency.rank)))
