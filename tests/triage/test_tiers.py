"""The tiers as the facts draw them, and answers in which nothing is said twice, dropped or contradicted."""

from __future__ import annotations

from itertools import combinations

import pytest

from compiling.triage import whens
from heard import KNOWLEDGE, answer
from isocourse.course.entries import Severity, Urgency
from isocourse.render.answer import alarm_lines, as_lines, quiet_lines
from isocourse.triage.assess import Assessment, assess, named
from isocourse.triage.heard import Heard, HeardSign
from isocourse.triage.knowledge import Sign
from isocourse.triage.scope import State

NONE, SELF, VISIT, CALL, EMERGENCY = Urgency
SIGNS = list(KNOWLEDGE.signs.values())
LEVELS = (None, *Severity)
MOOD = [slug for slug, effect in KNOWLEDGE.effects.items() if effect.mood]
HEADS = {CALL: KNOWLEDGE.headlines[CALL], EMERGENCY: KNOWLEDGE.headlines[EMERGENCY]}


def plain(text: str, **style: object) -> str:
    """Return text without colour."""
    del style
    return text


def judge(*slugs: str, severity: Severity | None = None, state: State = State.PRESENT) -> Assessment:
    """Return the answer to signs that were heard so."""
    one = tuple(HeardSign(slug, slug, 0.9, None, state) for slug in slugs)
    there = one if state is State.PRESENT else ()
    denied = one if state in {State.DENIED, State.OVER} else ()
    aside = one if state in {State.ASKED, State.SOMEONE_ELSE} else ()
    heard = Heard(signs=there, denied=denied, aside=aside)
    return assess(heard, severity=severity, knowledge=KNOWLEDGE)


def screen(found: Assessment) -> list[str]:
    """Return what `ask` prints."""
    return as_lines(found, plain, None)


# --- facts 2.6, both sides --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "urgency", "stop"),
    [
        ("I feel dizzy", CALL, True),
        ("dizzy all the time", CALL, True),
        ("I am not dizzy", NONE, False),
        ("I have pink eye", CALL, True),
        ("my eyes are red and inflamed", CALL, True),
        ("dry itchy eyes", SELF, False),
        ("red skin around my eyes", SELF, False),
        ("red eyes and a fever", EMERGENCY, True),
        ("red eyes and a rash", EMERGENCY, True),
        ("a headache", VISIT, False),
        ("a headache every morning for a week", CALL, True),
        ("my headache won't go away", CALL, True),
        ("no headache since last week", NONE, False),
        ("pressure behind my eyes", CALL, True),
        ("headache and a stiff neck", CALL, True),
        ("headache and fever", CALL, True),
        ("a stiff neck", VISIT, False),
        ("I threw up once", VISIT, False),
        ("I vomited twice", CALL, True),
        ("nausea every day for a week", CALL, True),
        ("a bit of nausea", VISIT, False),
        ("I have trouble sleeping", VISIT, False),
        ("I have had trouble sleeping for weeks", CALL, True),
        ("three weeks into the course, trouble sleeping", VISIT, False),
        ("trouble sleeping and no appetite", CALL, True),
        ("no appetite for two weeks", CALL, True),
        ("no energy for two weeks", CALL, True),
        ("can't concentrate", VISIT, False),
        ("can't concentrate for weeks", CALL, True),
        ("muscle pain and dark urine", EMERGENCY, True),
        ("weak muscles and dark urine", EMERGENCY, True),
        ("dark urine", CALL, True),
        ("I'm breastfeeding", CALL, False),
        ("I'm nursing my baby", CALL, False),
        ("I gave blood last week before I knew", CALL, False),
        ("when can I give blood again", NONE, False),
        ("they took blood for my labs", NONE, False),
        ("I gave my friend one of my capsules", CALL, False),
        ("I'm on the mini pill", CALL, True),
        ("I want to stop my birth control", CALL, True),
        ("I take St John's wort", CALL, False),
        ("I take vitamin A supplements", CALL, False),
        ("I'm taking doxycycline", CALL, False),
        ("I'm taking doxycycline and have a headache", CALL, True),
        ("doxycycline didn't work before accutane", NONE, False),
        ("my kid swallowed my capsules", EMERGENCY, True),
        ("my toddler ate one pill", EMERGENCY, True),
        ("the dog got into my capsules", EMERGENCY, True),
        ("took 4 capsules", EMERGENCY, True),
        ("I took a double dose", CALL, True),
        ("took my capsule with breakfast", NONE, False),
        ("I take 2 pills a day", NONE, False),
        ("my period started today", NONE, False),
        ("my period is late", CALL, True),
    ],
)
def test_the_table(words: str, urgency: Urgency, *, stop: bool) -> None:
    """Each row of the table of signs is as urgent as it stands there, and its neighbour is not."""
    found = answer(words)
    assert (found.urgency, found.stop_capsules) == (urgency, stop)


def test_a_few_bad_nights_are_told_what_they_may_be() -> None:
    """Sleep, appetite, energy and concentration alone are for the next visit, with the Medication Guide's line."""
    for slug in ("sleep-trouble", "appetite-weight", "no-energy", "sleeping-a-lot", "concentration"):
        text = " ".join(screen(judge(slug)))
        assert "signs of depression" in text
        assert "988" in text
        severe = judge(slug, severity=Severity.SEVERE)
        assert (severe.urgency, severe.stop_capsules) == (CALL, True)


@pytest.mark.parametrize("words", ["I started St John's wort", "can I take vitamin A", "I take vitamin A supplements"])
def test_what_is_to_be_avoided_is_never_taken_together(words: str) -> None:
    """The answer says to avoid it and to ask today, and nothing that can be read as "take both"."""
    text = " ".join(screen(answer(words)))
    assert "avoid it, do not take it together with isotretinoin" in text
    assert "today" in text
    assert "both" not in text


def test_poison_help_stands_first() -> None:
    """Too many capsules open with Poison Help, 911 and 988; an emergency beside them opens with 911."""
    assert screen(judge("too-many-capsules"))[0].startswith("Call Poison Help now: 1-800-222-1222. Collapsed,")
    assert "911" in screen(judge("too-many-capsules"))[0]
    assert "988" in screen(judge("too-many-capsules"))[0]
    assert screen(judge("double-dose"))[0].startswith("Call Poison Help: 1-800-222-1222")
    first, second, *_ = screen(judge("too-many-capsules", "seizure"))
    assert first.startswith(HEADS[EMERGENCY])
    assert second.startswith("Call Poison Help")
    first, second, *_ = screen(judge("double-dose", "rash-mild"))
    assert first.startswith("Call Poison Help")
    assert second.startswith(HEADS[CALL])


# --- the lines that say when ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("line", "urgency", "groups"), whens(), ids=lambda value: str(value)[:40])
def test_a_line_is_as_urgent_as_the_signs_that_it_names(
    line: str, urgency: Urgency, groups: tuple[tuple[str, ...], ...]
) -> None:
    """What a reviewed line calls urgent is exactly as urgent when it is said to the program."""
    assert {judge(*group).urgency for group in groups} == {urgency}
    assert ("emergency" in line) is (urgency is EMERGENCY)
    assert ("call today" in line) is (urgency is CALL)


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.slug)
def test_every_line_is_printed(sign: Sign) -> None:
    """Each line of a sign and of its effect stands on the screen, unless the answer is that urgent already."""
    for severity in LEVELS:
        found = judge(sign.slug, severity=severity)
        text = screen(found)
        lines = (*sign.urgent_when, *KNOWLEDGE.effects[sign.effect].urgent_when)
        for line in lines:
            if line.urgency is EMERGENCY or line.urgency.rank > found.urgency.rank:
                assert text.count(f"  Urgent when: {line.text}") == 1


def test_the_worst_line_stands_first() -> None:
    """Emergency lines stand above those for today, whatever the effects."""
    for first, second in combinations(("headache", "dry-lips", "nausea-vomiting", "sleep-trouble", "dry-skin"), 2):
        ranks = [line.urgency.rank for line in judge(first, second).urgent_when]
        assert ranks == sorted(ranks, reverse=True)


@pytest.mark.parametrize("slug", [s for s, e in KNOWLEDGE.effects.items() if e.urgency is CALL])
def test_every_alarm_says_what_would_be_an_emergency(slug: str) -> None:
    """An effect for today names at least one sign that would make it an emergency."""
    assert any(line.urgency is EMERGENCY for line in KNOWLEDGE.effects[slug].urgent_when)


# --- every sign, every severity ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.slug)
def test_severe_never_shows_less(sign: Sign) -> None:
    """Saying "severe" is never less urgent than "mild", and drops neither the stop nor a line that is above it."""
    mild, severe = (judge(sign.slug, severity=level) for level in (Severity.MILD, Severity.SEVERE))
    assert severe.urgency.rank >= mild.urgency.rank
    assert severe.stop_capsules >= mild.stop_capsules
    above = {line for line in mild.urgent_when if line.urgency is EMERGENCY}
    assert above <= set(severe.urgent_when)
    assert judge(sign.slug, severity=Severity.MODERATE).urgency is mild.urgency


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.slug)
def test_the_first_line_is_the_most_urgent(sign: Sign) -> None:
    """An alarm opens with its headline, and with no other that stands above it; what is none opens without one."""
    for severity in LEVELS:
        found = judge(sign.slug, severity=severity)
        lines = alarm_lines(found, plain, None)
        if found.urgency.rank < CALL.rank:
            assert not lines
            continue
        own = sign.headline
        assert lines[0] == own or lines[0].startswith(HEADS[found.urgency])
        assert own or (KNOWLEDGE.stops[found.urgency] in lines[0]) is found.stop_capsules
        assert not [line for line in lines if HEADS[EMERGENCY] in line and found.urgency is not EMERGENCY]


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.slug)
def test_nothing_is_said_twice_or_dropped(sign: Sign) -> None:
    """No line stands twice in one answer, and what to do at its urgency is always said."""
    for severity in LEVELS:
        found = judge(sign.slug, severity=severity)
        lines = screen(found)
        assert len(lines) == len(set(lines))
        if found.urgency in {SELF, VISIT}:
            assert f"  {KNOWLEDGE.what_to_do[found.urgency]}" in quiet_lines(found)
        if found.urgency is CALL:
            assert f"  {KNOWLEDGE.closed}" in lines
        if found.urgency.rank >= CALL.rank:
            assert "not proven" not in " ".join(lines)


def test_an_effect_by_its_name_is_an_effect_by_its_words() -> None:
    """`--effect` and the plain name of an effect are answered with the same urgency, and stop the capsules alike."""
    for slug, effect in KNOWLEDGE.effects.items():
        heard = named(slug, KNOWLEDGE)
        assert heard is not None
        found = assess(heard, severity=None, knowledge=KNOWLEDGE)
        assert (found.urgency, found.stop_capsules) == (effect.urgency, effect.stop_capsules)
    assert judge("low-blood-cells").stop_capsules == judge("fever").stop_capsules == judge("faint").stop_capsules


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("sign", [one for one in SIGNS if one.effect in MOOD], ids=lambda sign: sign.slug)
def test_every_answer_about_mood_shows_988(sign: Sign, state: State) -> None:
    """There, denied, over, asked about or somebody else's: an answer about mood shows 988."""
    assert "988" in " ".join(screen(judge(sign.slug, state=state)))


def test_helps_name_their_effect() -> None:
    """Where several effects have something that helps, each is named; alone it needs no name."""
    assert [line for line in screen(judge("dry-lips")) if line.startswith("  What helps: ")]
    several = " ".join(screen(judge("dry-lips", "dry-eyes")))
    assert "What helps with dry, cracked lips: " in several
    assert "What helps with dry or irritated eyes: " in several
