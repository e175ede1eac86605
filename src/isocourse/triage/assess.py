"""From signs to an answer: which documented effects, how urgent, why, and what to do.

Pure. The urgency is the highest of what is not denied, and of the combinations within seven days; adding a sign never
lowers it. Sources of every line are with the effects, signs and red flags (`content/`).
"""

from __future__ import annotations

from collections.abc import Sequence

from isocourse.course.entries import AdverseEvent, SaidOf, Severity, Urgency
from isocourse.named import NamedTuple
from isocourse.triage import advice
from isocourse.triage.advice import EffectMatch, Finding
from isocourse.triage.combinations import highest, red_flags, signs_of, stops, urgency_of
from isocourse.triage.heard import ALIKE, Heard, HeardSign
from isocourse.triage.knowledge import RedFlag, TriageKnowledge, UrgentWhen
from isocourse.triage.matching import UNSURE
from isocourse.triage.scope import State
from isocourse.typed import Final

SURE: Final = 0.95
UNSURE_OF: Final = (State.ASKED, State.DOUBTED)
DOUBTED: Final = "doubted"  # the id of the reason that tells what to do if it is so after all
OTHER: Final = "other"
NONE: Final = "none"
SEVERITIES: Final = (None, Severity.MILD, Severity.MODERATE, Severity.SEVERE)
SELF_HARM: Final = "suicidal-thoughts"


class Assessment(NamedTuple):
    """The answer to one phrase or one named effect.

    `matches` go by urgency, then confidence. `effect` and `signs` are what an entry keeps. `negated`: all that was
    found was denied or is over. `headline` opens an alarm, `closed` is for a call that nobody takes. `reasons` say what
    was heard and why it counts; `helps` is what a person can do alone, for each effect by its name; `advice` what to do
    and when to call; `urgent_when` the worst first; `stop_capsules` asks for no more capsules until a doctor was spoken
    to. `said` is what was said of single signs, where one severity does not hold for all. `not_understood` are the
    words that nothing accounted for; `suggestions` are the effects, each with its name, that may be meant; `reason_ids`
    name each reason by its sign or red flag. `in_other_words` is what to say to somebody who does not write English.
    """

    matches: tuple[EffectMatch, ...]
    effect: str
    signs: tuple[str, ...]
    severity: Severity | None
    urgency: Urgency
    stop_capsules: bool
    negated: bool
    understood: bool
    self_harm: bool
    headline: tuple[str, ...]
    closed: str | None
    reasons: tuple[str, ...]
    advice: tuple[str, ...]
    helps: tuple[tuple[str, tuple[str, ...]], ...]
    urgent_when: tuple[UrgentWhen, ...]
    red_flags: tuple[str, ...]
    sources: tuple[str, ...]
    in_other_words: str | None = None
    said: tuple[SaidOf, ...] = ()
    not_understood: tuple[str, ...] = ()
    reason_ids: tuple[str, ...] = ()
    suggestions: tuple[tuple[str, str], ...] = ()
    doubted: bool = False
    quiet: bool = False

    @property
    def signs_shown(self) -> bool:
        """Say whether the short list of signs goes with the answer: below a call, of what is unclear or doubted."""
        unclear = not self.quiet and (not self.understood or bool(self.not_understood))
        return (unclear or self.doubted) and self.urgency.rank < Urgency.CALL_TODAY.rank

    @property
    def is_nothing(self) -> bool:
        """Say whether it was understood as no side effect of now. What was doubted may be one after all."""
        return self.understood and DOUBTED not in self.reason_ids and (self.negated or not self.matches)


def named(name: str, knowledge: TriageKnowledge) -> Heard | None:
    """Return an effect or a sign given by its slug or plain name as if it had been heard, or None."""
    wanted = name.strip().lower()
    for slug, sign in knowledge.signs.items():
        if wanted in {slug, sign.name.lower(), slug.replace("-", " ")}:
            return Heard(signs=(HeardSign(slug, wanted, SURE, None, State.PRESENT),))
    return None


def assess(
    heard: Heard, *, severity: Severity | None, recent: Sequence[AdverseEvent] = (), knowledge: TriageKnowledge
) -> Assessment:
    """Return the answer. `severity` is what the patient said when asked, `recent` the events of the last seven days.

    Without a severity the one heard beside each sign holds; a given one holds for all. Of words that are not English
    only what needs a call counts: the rest may have been misheard, and is not understood.
    """
    found = _assess(heard, severity, recent, knowledge)
    heard_for_sure = tuple(one for one in heard.signs if not knowledge.signs[one.sign].vague)
    if heard_for_sure != heard.signs:  # what only may be is left out beside what is, and asks for as much
        surely = _assess(heard._replace(signs=heard_for_sure), severity, recent, knowledge)
        found = surely if surely.urgency.rank >= found.urgency.rank else found
    if heard.language is None or found.urgency.rank > Urgency.NEXT_VISIT.rank:
        return found
    unheard = Heard(language=heard.language, mentions_self_harm=heard.mentions_self_harm)
    return _assess(unheard, severity, recent, knowledge)


def _assess(
    heard: Heard, severity: Severity | None, recent: Sequence[AdverseEvent], knowledge: TriageKnowledge
) -> Assessment:
    findings = [_finding(one, severity, knowledge) for one in heard.signs]
    over = [_finding(one, None, knowledge, over=True) for one in heard.denied if one.state is State.OVER]
    aside = [_finding(one, None, knowledge, over=True) for one in heard.aside if one.state in UNSURE_OF]
    before = {sign for event in recent for sign in signs_of(event)}
    sure = tuple(one.sign for one in heard.signs if one.confidence > UNSURE) or tuple(one.sign for one in heard.signs)
    flags = red_flags(sure, before, knowledge)
    matches = _matches([*findings, *over], flags, heard.alike, knowledge)
    stop = any(one.stop_capsules for one in findings) or any(flag.stop_capsules for flag in flags)
    urgency = highest([*(one.urgency for one in (*findings, *over, *aside)), *(flag.urgency for flag in flags)])
    first = matches[0].effect if matches else OTHER
    reasons = _reasons(heard, flags, _why(heard, findings, flags, sure, knowledge), knowledge)
    return Assessment(
        matches=matches,
        effect=first,
        signs=sure,
        severity=severity or _severity(heard, findings, first),
        urgency=urgency,
        stop_capsules=stop,
        negated=bool(heard.denied) and not heard.signs and not heard.aside,
        understood=bool(heard.signs or heard.denied or heard.aside),
        self_harm=heard.mentions_self_harm,
        headline=advice.headline(findings, flags, urgency, knowledge, stop=stop),
        closed=knowledge.closed if urgency is Urgency.CALL_TODAY else None,
        reasons=tuple(line for _, line in reasons),
        advice=advice.advice([*findings, *over], flags, urgency, knowledge),
        helps=advice.helps(matches, urgency, knowledge),
        urgent_when=advice.urgent_when(heard, [one for one in matches if not _is_guess(one, heard)], knowledge),
        red_flags=tuple(flag.slug for flag in flags),
        sources=_sources(findings, over, flags, matches, knowledge),
        in_other_words=knowledge.other_languages.get(heard.language or ""),
        said=() if severity else _said(heard, knowledge),
        not_understood=heard.left,
        doubted=heard.doubted,
        quiet=heard.quiet,
        suggestions=_suggestions(heard, matches, knowledge),
        reason_ids=tuple(name for name, _ in reasons),
    )


def _finding(heard: HeardSign, severity: Severity | None, knowledge: TriageKnowledge, *, over: bool = False) -> Finding:
    """Return a sign as it stands in the phrase. What is over or only asked about is for the next visit at most."""
    said = severity or heard.severity
    sign = knowledge.signs[heard.sign]
    if said is Severity.SEVERE and sign.severe is not None:
        sign, said = knowledge.signs[sign.severe], None
    urgency = urgency_of(sign, said)
    if over:
        urgency = min(urgency, Urgency.NEXT_VISIT, key=lambda one: one.rank)
    return Finding(sign, urgency, stops(sign, said), heard.confidence, severity or heard.said)


def _severity(heard: Heard, findings: Sequence[Finding], first: str) -> Severity | None:
    """Return how bad the first effect is said to be; what is said of the phrase as a whole holds where it is alone."""
    if len({one.sign.effect for one in findings}) < 2:  # noqa: PLR2004 - one effect
        return heard.severity
    own = [one.severity for one in findings if one.sign.effect == first and one.severity]
    return max(own, key=SEVERITIES.index, default=None)


def _said(heard: Heard, knowledge: TriageKnowledge) -> tuple[SaidOf, ...]:
    """Return what was said of each sign, where several effects were named and it was not said of all of them alike."""
    if len({knowledge.signs[one.sign].effect for one in heard.signs}) < 2:  # noqa: PLR2004 - one effect
        return ()
    said = tuple(SaidOf(one.sign, one.said) for one in heard.signs if one.said)
    alike = len(said) == len(heard.signs) and len({one.severity for one in said}) == 1
    return () if alike else said


def _suggestions(
    heard: Heard, matches: Sequence[EffectMatch], knowledge: TriageKnowledge
) -> tuple[tuple[str, str], ...]:
    """Return the effects that the words speak of, each with its name, suicide first, without those that were heard."""
    named = {match.effect for match in matches}
    slugs = sorted((slug for slug in heard.alike if slug not in named), key=lambda slug: slug != SELF_HARM)
    return tuple((slug, knowledge.effects[slug].name) for slug in slugs)


def _matches(
    findings: Sequence[Finding], flags: Sequence[RedFlag], alike: Sequence[str], knowledge: TriageKnowledge
) -> tuple[EffectMatch, ...]:
    """Return the effects, each once, by urgency and then confidence; a vague sign may be of what the words speak of."""
    best: dict[str, EffectMatch] = {}
    effects = knowledge.effects
    offered = []
    for one in [finding for finding in findings if not finding.sign.vague] or findings:
        effect = alike[0] if one.sign.vague and one.sign.effect == OTHER and alike else one.sign.effect
        name = one.sign.name if effect == OTHER else effects[effect].name  # "something else" tells nothing
        offered.append(EffectMatch(effect, name, one.confidence, one.urgency, one.severity))
    offered += [EffectMatch(flag.effect, effects[flag.effect].name, SURE, flag.urgency) for flag in flags]
    for match in offered:
        effect, said = match.effect, match.severity
        known = best.get(effect)
        if known is None:
            best[effect] = match
            continue
        worst = max((known.severity, said), key=SEVERITIES.index)
        best[effect] = max(match, known, key=_rank)._replace(severity=worst)
    return tuple(sorted(best.values(), key=_rank, reverse=True))


def _is_guess(match: EffectMatch, heard: Heard) -> bool:
    """Say whether an effect was not heard, and is only what the words speak of."""
    return match.confidence == ALIKE and match.effect in heard.alike


def _rank(match: EffectMatch) -> tuple[int, float]:
    return (match.urgency.rank, match.confidence)


def _why(
    heard: Heard,
    findings: Sequence[Finding],
    flags: Sequence[RedFlag],
    sure: Sequence[str],
    knowledge: TriageKnowledge,
) -> list[tuple[str, str]]:
    """Return what raised the answer beside the words: what was logged before, and how bad it is said to be."""
    before = set(flags) - set(red_flags(sure, (), knowledge))
    lines = [("logged-before", "It counts together with what you logged in the last seven days.")] if before else []
    return [*lines, *([("severe", "You say that it is severe.")] if _raised(heard, findings, knowledge) else ())]


def _raised(heard: Heard, findings: Sequence[Finding], knowledge: TriageKnowledge) -> bool:
    """Say whether it is the severity that makes an alarm of a sign."""
    return any(
        found.urgency.rank > max(knowledge.signs[one.sign].urgency.rank, Urgency.NEXT_VISIT.rank)
        for one, found in zip(heard.signs, findings, strict=True)
    )


def _reasons(
    heard: Heard, flags: Sequence[RedFlag], raised: Sequence[tuple[str, str]], knowledge: TriageKnowledge
) -> tuple[tuple[str, str], ...]:
    """Return the reasons, each with an id that stays: the red flag, the sign, or what else raised the answer."""
    lines = [(flag.slug, flag.because) for flag in sorted(flags, key=lambda flag: -flag.urgency.rank)]
    lines += raised
    lines += [("misspelled", f'"{typed}" is read as "{word}".') for typed, word in heard.read_as]
    loud = any(knowledge.signs[one.sign].urgency.rank > Urgency.NEXT_VISIT.rank for one in heard.signs)
    lines += [
        (one.sign, f'Heard "{one.words}": {knowledge.signs[one.sign].name}.')
        for one in heard.signs
        if not (loud and knowledge.signs[one.sign].effect == NONE)
    ]
    for state, how in (
        (State.DENIED, "you say that you do not have it"),
        (State.OVER, "you say that it is over"),
        (State.SOMEONE_ELSE, "you write about somebody else"),
        (State.ASKED, "you ask about it"),
        (State.DOUBTED, "it may not be about you now"),
    ):
        for one in (*heard.denied, *heard.aside):
            if one.state is state and knowledge.signs[one.sign].effect != NONE:
                lines.append((one.sign, f'Heard "{one.words}": {knowledge.signs[one.sign].name}; {how}.'))
    if meant := [knowledge.signs[one.sign].urgency for one in heard.aside if one.state is State.DOUBTED]:
        lines.append((DOUBTED, f"If you have it now: {knowledge.headlines[highest(meant)]}"))
    return tuple({line: (name, line) for name, line in lines}.values())


def _sources(
    findings: Sequence[Finding],
    over: Sequence[Finding],
    flags: Sequence[RedFlag],
    matches: Sequence[EffectMatch],
    knowledge: TriageKnowledge,
) -> tuple[str, ...]:
    ids = [source for flag in flags for source in flag.sources]
    ids += [source for finding in (*findings, *over) for source in finding.sign.sources]
    ids += [source for match in matches for source in knowledge.effects[match.effect].sources]
    return tuple(dict.fromkeys(ids))
