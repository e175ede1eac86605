from __future__ import annotations

import re
from pathlib import Path

import pytest

from compiling.words import word_files
from heard import KNOWLEDGE, LISTENER
from isocourse.content.sources import sources
from isocourse.course.entries import Urgency
from isocourse.reviewed import Confidence
from isocourse.triage.knowledge import AdverseReaction, RedFlag, Sign

PAGE = (Path(__file__).parent.parent.parent / "docs" / "contract.md").read_text(encoding="utf-8")
CONTRACT = re.findall(r"`([a-z][a-z-]*)`", PAGE.partition("## Effects")[2].partition("##")[0])
EFFECTS = list(KNOWLEDGE.effects.values())
SIGNS = list(KNOWLEDGE.signs.values())
KNOWN = set(sources())
STOP_AND_CALL = {
    "severe-headache-vision",
    "vision-change",
    "night-vision",
    "depression-mood",
    "suicidal-thoughts",
    "psychosis",
    "abdominal-pain-severe",
    "liver-jaundice",
    "bowel-bleeding-diarrhoea",
    "rash-mild",
    "rash-severe",
    "allergic-reaction",
    "hearing-change",
    "muscle-breakdown",
    "chest-breathing",
    "stroke-seizure",
    "possible-pregnancy",
}


def test_every_effect_of_the_contract_is_there() -> None:
    """The slugs of docs/contract.md, that other programs rely on, are all there, and no others."""
    assert [effect.slug for effect in EFFECTS] == CONTRACT


@pytest.mark.parametrize("slug", sorted(STOP_AND_CALL))
def test_a_stop_and_call_sign_is_never_below_a_call(slug: str) -> None:
    """What the label says to stop and call for asks for a call today and for no more capsules."""
    effect = KNOWLEDGE.effects[slug]
    assert effect.urgency.rank >= Urgency.CALL_TODAY.rank
    assert effect.stop_capsules


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: effect.slug)
def test_each_effect_is_whole(effect: AdverseReaction) -> None:
    """An effect has a name, a source that is listed, and help for oneself only where it is no case for a doctor."""
    assert effect.name
    assert set(effect.sources) <= KNOWN
    assert effect.sources
    assert effect.urgency_severe.rank >= effect.urgency.rank
    assert not effect.helps or effect.urgency.rank <= Urgency.NEXT_VISIT.rank
    assert effect.urgency is not Urgency.EMERGENCY or effect.stop_capsules


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.slug)
def test_each_sign_is_whole(sign: Sign) -> None:
    """A sign has a name, an effect, listed sources, and an urgency that severe does not lower."""
    assert sign.name
    assert sign.effect in KNOWLEDGE.effects
    assert set(sign.sources) <= KNOWN
    assert sign.sources
    assert sign.urgency_severe.rank >= sign.urgency.rank
    assert sign.severe is None or KNOWLEDGE.signs[sign.severe].urgency.rank >= sign.urgency.rank
    assert sign.urgency is not Urgency.EMERGENCY or sign.stop_capsules
    assert sign.sources != ("K",) or sign.confidence is Confidence.UNCONFIRMED


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.slug)
def test_a_correcting_sign_never_hushes_an_emergency(sign: Sign) -> None:
    """A sign that stands in place of another ("a bit moody") never stands in place of an emergency."""
    assert all(KNOWLEDGE.signs[other].urgency is not Urgency.EMERGENCY for other in sign.instead_of)


@pytest.mark.parametrize("flag", KNOWLEDGE.red_flags, ids=lambda flag: flag.slug)
def test_each_combination_is_whole(flag: RedFlag) -> None:
    """A combination is of two groups at least, asks for a doctor, has a sentence and listed sources."""
    assert len(flag.groups) >= 2
    assert flag.urgency.rank >= Urgency.CALL_TODAY.rank
    assert flag.because.endswith((".", "emergency."))
    assert set(flag.sources) <= KNOWN
    assert flag.sources != ("K",) or flag.confidence is Confidence.UNCONFIRMED


def test_combinations_have_names_of_their_own() -> None:
    """No two combinations share a name."""
    assert len({flag.slug for flag in KNOWLEDGE.red_flags}) == len(KNOWLEDGE.red_flags)


def test_each_urgency_has_a_line() -> None:
    """Each urgency has a line that says what to do; an alarm has a headline, and words for an office that is shut."""
    assert set(KNOWLEDGE.what_to_do) == set(Urgency)
    assert set(KNOWLEDGE.headlines) == set(KNOWLEDGE.stops) == {Urgency.CALL_TODAY, Urgency.EMERGENCY}
    assert all(word in KNOWLEDGE.closed for word in ("Nobody answers", "urgent care", "emergency department", "911"))


def test_no_sentence_says_that_all_is_well() -> None:
    """Nothing tells a patient that a sign is harmless or to go on with the capsules."""
    lines = [line for effect in EFFECTS for line in (*effect.helps, *effect.tell)]
    lines += [line for sign in SIGNS for line in sign.tell]
    lines += [line.text for effect in EFFECTS for line in effect.urgent_when]
    lines += [line.text for sign in SIGNS for line in sign.urgent_when]
    lines += [*KNOWLEDGE.what_to_do.values(), *(flag.because for flag in KNOWLEDGE.red_flags)]
    for word in ("harmless", "nothing to worry", "keep taking", "go on taking", "is normal", "no need to"):
        assert not [line for line in lines if word in line.lower()]


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.slug)
def test_each_sign_is_heard_by_its_own_name(sign: Sign) -> None:
    """The plain name of a documented effect is understood when it is typed, at least as urgently."""
    if sign.slug in {"other", "none", "no-change"} or sign.vague or sign.slug in NAMES_OF_MANY:
        return
    heard = LISTENER.hear(sign.name)
    loudest = max((KNOWLEDGE.signs[one.sign].urgency.rank for one in heard.signs), default=0)
    assert loudest >= min(sign.urgency.rank, Urgency.CALL_TODAY.rank), heard


NAMES_OF_MANY: set[str] = set()


def test_the_words_are_spread_over_files() -> None:
    """The language is kept by part of the body, so that a nurse finds her place."""
    assert len(word_files()) >= 8
