from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard import KNOWLEDGE, answer, rows
from isocourse.model import AdverseEvent, Severity, Urgency
from isocourse.triage.assess import SURE, assess, named
from isocourse.triage.hearing import Heard, HeardSign
from isocourse.triage.scope import State

EMERGENCY, CALL, VISIT, SELF, NONE = (
    Urgency.EMERGENCY,
    Urgency.CALL_TODAY,
    Urgency.NEXT_VISIT,
    Urgency.SELF_CARE,
    Urgency.NONE,
)
RED_FLAGS = (
    "worst headache of my life",
    "I went blind in my left eye",
    "I want to kill myself",
    "I hear voices",
    "severe upper belly pain going through to my back",
    "my skin is yellow",
    "there is blood in my stool",
    "I have a rash all over",
    "blisters in my mouth",
    "my tongue is swollen",
    "ringing in my ears",
    "my legs are so weak",
    "chest pain",
    "I had a seizure",
    "I think I am pregnant",
    "I passed out",
    "blurry vision",
    "so depressed",
)
BASES = [row["phrase"] for name in ("said.csv", "not_said.csv") for row in rows(name)]


def event(*signs: str, effect: str = "other", severity: Severity | None = None) -> AdverseEvent:
    """Return what was logged some days ago."""
    return AdverseEvent(effect=effect, signs=signs, severity=severity)


@pytest.mark.parametrize(
    ("words", "effect", "urgency", "flag"),
    [
        ("headache and blurry vision", "severe-headache-vision", CALL, "headache-with-signs"),
        ("headache, vomiting", "severe-headache-vision", CALL, "headache-with-signs"),
        ("a mild headache and dizzy", "severe-headache-vision", CALL, "headache-with-signs"),
        ("nauseous and dizzy", "severe-headache-vision", CALL, "sick-with-signs"),
        ("belly ache and vomiting", "abdominal-pain-severe", CALL, "belly-pain-and-sick"),
        ("excruciating stomach pain and vomiting", "abdominal-pain-severe", EMERGENCY, "bad-belly-pain-and-vomiting"),
        ("a rash and a fever", "rash-severe", EMERGENCY, "rash-with-fever-or-sores"),
        ("rash and mouth sores", "rash-severe", EMERGENCY, "rash-with-fever-or-sores"),
        ("hives and a swollen face", "allergic-reaction", EMERGENCY, "rash-with-swelling"),
        ("weak muscles and dark urine", "muscle-breakdown", EMERGENCY, "weak-with-dark-urine"),
        ("itchy and my skin is yellow", "liver-jaundice", CALL, "itching-with-liver-signs"),
        ("itching and no appetite", "liver-jaundice", CALL, "itching-with-liver-signs"),
        ("tired and dark urine", "liver-jaundice", CALL, "tired-with-liver-signs"),
        ("insomnia and no appetite", "depression-mood", CALL, "sleep-and-appetite"),
        ("insomnia and no energy", "depression-mood", CALL, "sleep-and-energy"),
        ("insomnia and trouble concentrating", "depression-mood", CALL, "sleep-and-concentration"),
        ("no appetite and no energy", "depression-mood", CALL, "appetite-and-energy"),
        ("no appetite and trouble concentrating", "depression-mood", CALL, "appetite-and-concentration"),
        ("no energy and trouble concentrating", "depression-mood", CALL, "energy-and-concentration"),
        ("a bit moody and I cant sleep", "depression-mood", CALL, "mood-with-others"),
        ("I am pregnant. Bleeding heavily today", "possible-pregnancy", EMERGENCY, "pregnant-with-bleeding-or-pain"),
        ("acne flare with a fever", "low-blood-cells", CALL, "acne-with-fever"),
    ],
)
def test_signs_together(words: str, effect: str, urgency: Urgency, flag: str) -> None:
    """Signs that are quiet alone are loud together, and the reason is said."""
    found = answer(words)
    assert flag in found.red_flags
    assert found.urgency is urgency
    assert effect in {match.effect for match in found.matches if match.urgency is urgency}
    because = next(one.because for one in KNOWLEDGE.red_flags if one.slug == flag)
    assert because in found.reasons


@pytest.mark.parametrize(
    ("words", "urgency", "stop"),
    [
        ("tired", VISIT, False),
        ("insomnia", VISIT, False),
        ("headache", VISIT, False),
        ("severe headache", CALL, True),
        ("nausea", VISIT, False),
        ("itching", VISIT, False),
        ("a bit moody", VISIT, False),
        ("mood swings", CALL, True),
        ("dry lips", SELF, False),
        ("severe dry lips", VISIT, False),
        ("severe insomnia", CALL, True),
        ("mild diarrhea", VISIT, False),
        ("bloody diarrhea", CALL, True),
        ("always thirsty and peeing a lot", CALL, False),
        ("a broken bone", CALL, False),
        ("sunburn with blisters", EMERGENCY, True),
        ("nosebleed", SELF, False),
        ("nosebleed that wont stop", EMERGENCY, True),
    ],
)
def test_signs_alone(words: str, urgency: Urgency, *, stop: bool) -> None:
    """Alone, a sign is as urgent as the fact sheet draws the line; severe raises it by one, and a raised call stops."""
    found = answer(words)
    assert (found.urgency, found.stop_capsules) == (urgency, stop)


def test_yesterday_and_today_count_together() -> None:
    """A headache logged some days ago and blurred sight today are one warning sign."""
    found = answer("dizzy today", recent=(event("headache", effect="headache"),))
    assert found.urgency is CALL
    assert found.stop_capsules
    assert found.red_flags == ("headache-with-signs",)


def test_an_old_sign_alone_says_nothing_of_today() -> None:
    """What is complete without anything of today is not told again."""
    both = (event("headache", effect="headache"), event("dizziness"))
    assert answer("dry lips", recent=both).red_flags == ()


def test_an_entry_without_signs_counts_by_its_effect() -> None:
    """An entry that keeps only its effect still counts together with others."""
    assert answer("dizzy", recent=(event(effect="headache"),)).red_flags == ("headache-with-signs",)


def test_denied_is_not_counted() -> None:
    """What is denied is found, and asks for nothing."""
    found = answer("no headache, no dizziness")
    assert (found.urgency, found.negated, found.matches, found.understood) == (NONE, True, (), True)
    assert found.reasons[0].endswith("you say that you do not have it.")


def test_only_when_all_is_denied_it_is_negated() -> None:
    """One sign that is there makes the phrase no denial."""
    assert not answer("no headache but dizzy").negated


def test_what_is_over_is_for_the_next_visit() -> None:
    """An alarm that has passed is told to the doctor at the next visit, and stops nothing."""
    found = answer("the blurry vision went away")
    assert (found.urgency, found.stop_capsules, found.negated) == (VISIT, False, True)


def test_self_harm_that_is_over_is_never_an_emergency() -> None:
    """No more suicidal thoughts: no alarm, and still the crisis lines."""
    found = answer("no more suicidal thoughts")
    assert found.urgency.rank <= VISIT.rank
    assert found.self_harm


def test_nothing_understood() -> None:
    """Not understanding is said, and never looks like all is well."""
    found = answer("qwertz uiop")
    assert (found.understood, found.effect, found.urgency, found.matches) == (False, "other", NONE, ())


def test_the_loudest_comes_first_then_the_surest() -> None:
    """Matches are sorted by urgency and, within it, by confidence."""
    found = answer("dry lips, hives, knee pain and blurry vision")
    ranks = [(match.urgency.rank, match.confidence) for match in found.matches]
    assert ranks == sorted(ranks, reverse=True)
    assert found.matches[0].effect == "allergic-reaction"
    assert found.effect == "allergic-reaction"


def test_nothing_to_do_alone_beside_an_alarm() -> None:
    """Looking after oneself is offered only where nothing needs a doctor."""
    assert answer("dry lips").helps
    assert answer("dry lips and blurry vision").helps == ()


def test_the_answer_says_what_to_do() -> None:
    """The first line is that of the urgency; the sources behind the answer are there."""
    found = answer("blurry vision")
    assert found.advice[0] == KNOWLEDGE.what_to_do[CALL]
    assert "Call today. Do not drive at dusk or at night." in found.advice
    assert {"S15", "S20b"} <= set(found.sources)
    assert found.urgent_when == KNOWLEDGE.effects["vision-change"].urgent_when


@pytest.mark.parametrize("name", ["dry-lips", "Dry lips", "dry, cracked lips", " DRY-LIPS "])
def test_a_named_effect(name: str) -> None:
    """An effect is known by its slug and by its plain name."""
    heard = named(name, KNOWLEDGE)
    assert heard is not None
    found = assess(heard, severity=None, knowledge=KNOWLEDGE)
    assert (found.effect, found.urgency, found.matches[0].confidence) == ("dry-lips", SELF, SURE)


def test_an_unknown_name() -> None:
    """A name that is not documented is none."""
    assert named("hiccups", KNOWLEDGE) is None


def test_severity_that_was_asked_for_holds_for_all() -> None:
    """What the patient answers when asked stands above the words."""
    assert answer("mild headache", severity=Severity.SEVERE).urgency is CALL
    assert answer("mild headache", severity=Severity.SEVERE).effect == "headache"


def test_a_severe_belly_ache_is_bad_belly_pain() -> None:
    """Some signs become another when they are severe."""
    assert answer("stomach cramps", severity=Severity.SEVERE).urgency is CALL


@given(
    base=st.sampled_from(BASES),
    flag=st.sampled_from(RED_FLAGS),
    between=st.sampled_from([". ", " and ", ", ", "\n", " but "]),
    first=st.booleans(),
)
@settings(max_examples=150)
def test_a_red_flag_never_lowers(base: str, flag: str, between: str, *, first: bool) -> None:
    """Adding a warning sign to any phrase never makes the answer calmer, and after a full stop it is always heard."""
    together = answer(flag + between + base if first else base + between + flag)
    assert together.urgency.rank >= answer(base).urgency.rank
    if first or between in {". ", "\n"}:
        assert together.urgency.rank >= CALL.rank


SLUGS = st.sampled_from(sorted(KNOWLEDGE.signs))
SEVERITIES = st.sampled_from([None, *Severity])


@given(st.lists(st.tuples(SLUGS, SEVERITIES), max_size=5), SLUGS, SEVERITIES, st.lists(SLUGS, max_size=3))
@settings(max_examples=150)
def test_more_signs_never_less_urgent(
    some: list[tuple[str, Severity | None]], one: str, how: Severity | None, before: list[str]
) -> None:
    """A sign more, now or earlier in the week, never makes the answer calmer or lifts a stop."""

    def ask(signs: list[tuple[str, Severity | None]], recent: tuple[AdverseEvent, ...]) -> tuple[int, bool]:
        heard = tuple(HeardSign(sign, sign, SURE, severity, State.PRESENT) for sign, severity in signs)
        found = assess(Heard(signs=heard), severity=None, recent=recent, knowledge=KNOWLEDGE)
        return found.urgency.rank, found.stop_capsules

    less = ask(some, ())
    more = ask([*some, (one, how)], tuple(event(sign) for sign in before))
    assert all(high >= low for high, low in zip(more, less, strict=True))
