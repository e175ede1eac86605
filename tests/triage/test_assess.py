from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard import KNOWLEDGE, answer, by_rules, rows
from isocourse.course.entries import AdverseEvent, Severity, Urgency
from isocourse.triage.advice import EffectMatch
from isocourse.triage.assess import SURE, Assessment, assess, named
from isocourse.triage.heard import Heard, HeardSign
from isocourse.triage.matching import UNSURE
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
    """Alone, a sign is as urgent as docs/facts.md draws the line; severe raises it by one, and a raised call stops."""
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
    assert "Do not drive at dusk or at night." in found.advice
    assert {"S15", "S20b"} <= set(found.sources)
    assert found.urgent_when == KNOWLEDGE.effects["vision-change"].urgent_when


def test_what_only_may_be_is_left_out_beside_what_is() -> None:
    """Beside a combination that is an emergency nothing says that it may be one."""
    heard = by_rules("my knees gave way on the stairs and my pee is brown")
    alone = assess(heard, severity=None, knowledge=KNOWLEDGE)
    like = HeardSign("like-emergency", "on the stairs", 0.55, None, State.PRESENT)
    assert alone.urgency is Urgency.EMERGENCY
    assert assess(heard._replace(signs=(*heard.signs, like)), severity=None, knowledge=KNOWLEDGE) == alone


@pytest.mark.parametrize("name", ["dry-lips", "Dry lips", "dry, cracked lips", " DRY-LIPS "])
def test_a_named_effect(name: str) -> None:
    """An effect is known by its slug and by its plain name."""
    heard = named(name, KNOWLEDGE)
    assert heard is not None
    found = assess(heard, severity=None, knowledge=KNOWLEDGE)
    assert (found.effect, found.urgency, found.matches[0].confidence) == ("dry-lips", SELF, SURE)


def test_a_named_effect_is_there_and_quoted_as_it_was_named() -> None:
    """An effect that was picked by its name is there, and how bad it is nobody has said yet."""
    assert named(" Vision-Change ", KNOWLEDGE) == named("VISION-CHANGE", KNOWLEDGE)
    heard = named("Vision Change", KNOWLEDGE)
    assert heard == Heard(signs=(HeardSign("vision-change", "vision change", 0.95, None, State.PRESENT),))


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
    """Adding a warning sign to any phrase never makes the answer calmer, and after a full stop it is always heard.

    What likeness alone made an emergency stays a call at least: among other words it weighs less.
    """
    together = answer(flag + between + base if first else base + between + flag)
    assert together.urgency.rank >= assess(by_rules(base), severity=None, knowledge=KNOWLEDGE).urgency.rank
    assert together.urgency.rank >= min(answer(base).urgency, CALL, key=lambda one: one.rank).rank
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


def told(
    *signs: str,
    confidence: float = 0.9,
    severity: Severity | None = None,
    state: State = State.PRESENT,
) -> tuple[HeardSign, ...]:
    """Return signs as they are heard, each in its own words."""
    return tuple(HeardSign(sign, sign.replace("-", " "), confidence, severity, state) for sign in signs)


def judge(
    *signs: HeardSign,
    denied: tuple[HeardSign, ...] = (),
    aside: tuple[HeardSign, ...] = (),
    severity: Severity | None = None,
    said: Severity | None = None,
    recent: tuple[AdverseEvent, ...] = (),
) -> Assessment:
    """Return the answer to what was heard."""
    heard = Heard(signs=signs, denied=denied, aside=aside, severity=said)
    return assess(heard, severity=severity, recent=recent, knowledge=KNOWLEDGE)


def test_what_is_only_guessed_at_is_not_kept_beside_what_is_sure() -> None:
    """A reading at or below the line of doubt is neither kept nor combined where a surer one stands beside it."""
    doubtful, sure = told("headache", confidence=UNSURE), told("dizziness", confidence=0.61)
    found = judge(*doubtful, *sure)
    assert found.signs == ("dizziness",)
    assert found.red_flags == ()
    assert {match.effect for match in found.matches} == {"headache", "other"}
    assert judge(*doubtful).signs == ("headache",)


def test_how_bad_is_what_was_asked_for_or_else_what_was_said() -> None:
    """The answer keeps the severity given when asked; without one, the severity in the words."""
    assert judge(*told("headache"), severity=Severity.MILD, said=Severity.SEVERE).severity is Severity.MILD
    assert judge(*told("headache"), said=Severity.MODERATE).severity is Severity.MODERATE
    assert judge(*told("headache")).severity is None


def test_severe_today_does_not_make_the_past_severe() -> None:
    """What is over keeps the severity it had, whatever the patient answers about today."""
    past = told("dry-lips", state=State.OVER)
    assert judge(denied=past, severity=Severity.SEVERE).urgency is SELF
    assert judge(denied=told("dry-lips", state=State.OVER, severity=Severity.SEVERE)).urgency is VISIT


def test_severe_today_does_not_make_a_question_severe() -> None:
    """What is only asked about keeps the severity it was asked with."""
    assert judge(aside=told("dry-lips", state=State.ASKED), severity=Severity.SEVERE).urgency is SELF


@pytest.mark.parametrize(
    ("state", "urgency", "matched"),
    [(State.OVER, VISIT, ["allergic-reaction"]), (State.DENIED, NONE, [])],
)
def test_of_the_denied_only_what_is_over_counts(state: State, urgency: Urgency, matched: list[str]) -> None:
    """Hives that are over are told at the next visit, hives that never were are not."""
    found = judge(denied=told("hives", state=state))
    assert (found.urgency, [match.effect for match in found.matches]) == (urgency, matched)
    assert (found.stop_capsules, found.negated, found.understood) == (False, True, True)
    assert found.signs == ()


@pytest.mark.parametrize(("state", "urgency"), [(State.ASKED, VISIT), (State.SOMEONE_ELSE, NONE)])
def test_of_what_is_aside_only_a_question_counts(state: State, urgency: Urgency) -> None:
    """Asking about hives is for the next visit, somebody else's hives are not; neither is the patient's own effect."""
    found = judge(aside=told("hives", state=state))
    assert (found.urgency, found.matches, found.effect) == (urgency, (), "other")
    assert (found.stop_capsules, found.negated, found.understood) == (False, False, True)


def test_what_is_over_keeps_how_sure_it_was() -> None:
    """An alarm that has passed is ranked among the effects of the next visit by how surely it was heard."""
    found = judge(*told("fatigue", confidence=0.8), denied=told("hives", confidence=0.9, state=State.OVER))
    assert [(match.effect, match.confidence, match.urgency) for match in found.matches] == [
        ("allergic-reaction", 0.9, VISIT),
        ("fatigue", 0.8, VISIT),
    ]


def test_denied_beside_what_is_aside_is_no_denial() -> None:
    """Only when nothing but denials was found is the phrase a denial."""
    assert not judge(denied=told("hives", state=State.DENIED), aside=told("fever", state=State.ASKED)).negated


def test_an_effect_of_several_signs_is_told_once_by_its_worst() -> None:
    """Of two signs of one effect the more urgent gives the urgency, and of two as urgent the surer the confidence."""
    worse = judge(*told("double-vision", confidence=0.9), *told("vision-loss", confidence=0.7))
    assert worse.matches == (EffectMatch("vision-change", "a change of vision", 0.7, EMERGENCY),)
    surer = judge(*told("crying", confidence=0.7), *told("anger", confidence=0.9), *told("anxiety", confidence=0.8))
    assert surer.matches == (EffectMatch("depression-mood", "low mood or a change of mood", 0.9, CALL),)


def test_a_combination_is_an_effect_as_sure_as_a_name() -> None:
    """The effect of a combination stands beside those of its signs, as sure as if it had been named."""
    assert judge(*told("headache", "dizziness")).matches == (
        EffectMatch("severe-headache-vision", "a bad headache, or a headache with other signs", SURE, CALL),
        EffectMatch("other", "dizziness", 0.9, CALL),
        EffectMatch("headache", "headache", 0.9, VISIT),
    )


def test_a_sign_that_turns_into_a_worse_one_has_the_urgency_of_that() -> None:
    """A severe belly ache is bad belly pain, which is for today; it is not raised once more to an emergency."""
    found = judge(*told("belly-ache", severity=Severity.SEVERE))
    assert (found.urgency, found.stop_capsules, found.signs) == (CALL, True, ("belly-ache",))
    assert judge(*told("abdominal-pain-severe", severity=Severity.SEVERE)).urgency is EMERGENCY
    assert judge(*told("belly-ache", severity=Severity.MODERATE)).urgency is VISIT


def test_the_reasons_in_their_order_and_words() -> None:
    """First the worst combination, then what is there, denied, over, somebody else's and asked about, each once."""
    found = judge(
        *told("headache", "vision-loss"),
        denied=(*told("dry-lips", state=State.OVER), *told("hives", "hives", state=State.DENIED)),
        aside=(*told("itching", state=State.ASKED), *told("fever", state=State.SOMEONE_ELSE)),
    )
    because = {flag.slug: flag.because for flag in KNOWLEDGE.red_flags}
    assert found.red_flags == ("headache-with-signs", "headache-with-lost-sight")
    assert found.reasons == (
        because["headache-with-lost-sight"],
        because["headache-with-signs"],
        'Heard "headache": headache.',
        'Heard "vision loss": sudden loss of vision.',
        'Heard "hives": hives; you say that you do not have it.',
        'Heard "dry lips": dry, cracked lips; you say that it is over.',
        'Heard "fever": fever; you write about somebody else.',
        'Heard "itching": itching; you ask about it.',
    )


def test_the_worst_combination_is_told_before_lesser_ones() -> None:
    """The emergency of a rash with fever is told before the call for acne with fever, whatever their names are."""
    found = judge(*told("acne-flare", "rash-mild", "fever"))
    assert [line.split(" together")[0] for line in found.reasons[:2]] == ["A rash", "A sudden bad flare of acne"]


def test_the_advice_is_that_of_the_loudest() -> None:
    """What the quieter effects ask for is left out beside an alarm, and what two effects ask for is said once."""
    assert judge(*told("dry-lips", "hearing-change")).advice == (
        KNOWLEDGE.what_to_do[CALL],
        *KNOWLEDGE.effects["hearing-change"].tell,
    )
    several = judge(*told("fatigue", "thinning-hair", "back-pain", "joint-muscle-pain")).advice
    assert len(set(several)) == len(several)


def test_no_advice_contradicts_the_urgency() -> None:
    """An effect's advice is given at its own urgency alone: beside a worse or a milder sign it would contradict."""
    pancreatitis = KNOWLEDGE.effects["abdominal-pain-severe"].tell
    assert judge(*told("pancreas-pain")).advice == (KNOWLEDGE.what_to_do[EMERGENCY],)
    assert judge(*told("belly-ache")).advice == (KNOWLEDGE.what_to_do[VISIT],)
    assert judge(*told("abdominal-pain-severe")).advice == (KNOWLEDGE.what_to_do[CALL], *pancreatitis)
    for slug, sign in KNOWLEDGE.signs.items():
        said = " ".join(judge(*told(slug)).advice)
        assert not ("next visit" in said and sign.urgency in {CALL, EMERGENCY}), slug
        assert not ("Call today." in said and sign.urgency is not CALL), slug


def test_a_severity_that_makes_the_alarm_is_named() -> None:
    """Where only the severity makes an alarm of a sign, the answer says so; an alarm by itself needs no such reason."""
    line = "You say that it is severe."
    assert line in answer("headache", severity=Severity.SEVERE).reasons
    assert line not in answer("headache").reasons
    assert line not in answer("blurry vision", severity=Severity.SEVERE).reasons
    assert line not in answer("dry lips", severity=Severity.SEVERE).reasons


def test_what_was_logged_before_is_named_as_a_reason() -> None:
    """Where a warning is only complete with earlier entries, the answer says so."""
    line = "It counts together with what you logged in the last seven days."
    assert line in answer("headache", recent=(AdverseEvent(effect="vision-change"),)).reasons
    assert line not in answer("headache and blurry vision", recent=(AdverseEvent(effect="vision-change"),)).reasons
    assert line not in answer("headache", recent=(AdverseEvent(effect="dry-lips"),)).reasons


def test_no_reason_is_made_of_what_is_no_symptom() -> None:
    """Small talk that is denied or over is not listed among the reasons."""
    assert answer("watched suicide squad").reasons == ()


def test_the_help_of_all_effects_is_offered_below_an_alarm() -> None:
    """At the next visit's urgency one can still look after oneself, for each effect and nothing twice."""
    effects = KNOWLEDGE.effects
    found = judge(*told("dry-lips", "dry-eyes", "headache"))
    assert found.urgency is VISIT
    assert found.helps == tuple((effects[slug].name, effects[slug].helps) for slug in ("dry-lips", "dry-eyes"))


def test_the_sources_are_those_of_all_that_was_said() -> None:
    """First those of the combinations, then of the signs there and over, then of their effects, each once."""
    found = judge(*told("itching", "hives"), denied=told("dry-lips", state=State.OVER))
    assert found.sources == ("S21", "S15", "S62", "S65", "S11", "S63", "S113", "S114", "S115")
