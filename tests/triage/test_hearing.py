from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard import KNOWLEDGE, LISTENER, by_rules, hear, signs
from isocourse.course.entries import Severity
from isocourse.triage.hearing import Listener
from isocourse.triage.hearing import hear as hear_once
from isocourse.triage.knowledge import Language
from isocourse.triage.scope import State


@pytest.mark.parametrize(
    "words",
    [
        "dying to be done with this",
        "my skin is to die for",
        "my son would kill me",
        "bored to death",
        "I cried with joy",
        "watched suicide squad",
        "13 reasons why is a good show",
        "this is a pain in the neck",
        "laughed till my stomach hurt",
    ],
)
def test_idioms_are_set_aside(words: str) -> None:
    """An idiom, a joke or the name of a film is no sign."""
    assert signs(words) <= {"none"}


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("I want to die", "suicide"),
        ("I AM SUICIDAL!!!", "suicide"),
        ("sucidal thoughts", "suicide"),
        ("no more suicidal thoughts", "suicide"),
        ("never thought about hurting myself", "suicide"),
        ("my friend is suicidal", "suicide"),
    ],
)
def test_self_harm_is_noticed_denied_or_not(words: str, sign: str) -> None:
    """Words of self-harm are noticed whatever is said of them, so that the crisis lines can be shown."""
    heard = hear(words)
    assert heard.mentions_self_harm
    assert sign in {one.sign for one in (*heard.signs, *heard.denied, *heard.aside)}


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("unbearable knee pain", Severity.SEVERE),
        ("terrible knee pain", Severity.MODERATE),
        ("a bit of knee pain", Severity.MILD),
        ("knee pain, not too bad", Severity.MILD),
        ("knee pain", None),
    ],
)
def test_how_bad(words: str, severity: Severity | None) -> None:
    """The words for how bad something is are heard."""
    assert hear(words).severity is severity


def test_how_bad_belongs_to_the_sign_beside_it() -> None:
    """Each sign has the severity that is said of it, not of another."""
    found = {
        one.sign: one.severity for one in hear("mild headache since monday, and today excruciating knee pain").signs
    }
    assert found["headache"] is Severity.MILD
    assert found["joint-muscle-pain"] is Severity.SEVERE


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("unbearable me and you knees hurt", Severity.SEVERE),
        ("unbearable to me and you knees hurt", None),
        ("knees hurt to me you unbearable", Severity.SEVERE),
        ("knees hurt to me and you unbearable", None),
        ("mild or unbearable knee pain", Severity.SEVERE),
        ("bad but mild knee pain", Severity.MODERATE),
    ],
)
def test_how_bad_is_said_within_four_words(words: str, severity: Severity | None) -> None:
    """Up to three words may stand between a sign and how bad it is; of two severities beside it the worse holds."""
    (found,) = by_rules(words).signs
    assert (found.sign, found.severity) == ("joint-muscle-pain", severity)


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("Unbearable. My knees hurt", Severity.SEVERE),
        ("My knees hurt. Simply unbearable", Severity.SEVERE),
        ("My knees hurt. It was mild. Now it is terrible", Severity.MODERATE),
        ("My knees hurt. It was terrible. Now it is mild", Severity.MODERATE),
        ("The sunburn was mild. It is terrible", Severity.MILD),
        ("My knees hurt. A mild rash. An unbearable headache", Severity.MILD),
        ("no unbearable headache but my lips are dry", Severity.SEVERE),
    ],
)
def test_how_bad_the_whole_is(words: str, severity: Severity | None) -> None:
    """What is said beside a sign holds, the first such sign before others; else the worst that is said anywhere."""
    assert hear(words).severity is severity


@pytest.mark.parametrize(
    ("words", "days", "weekday"),
    [
        ("headache since yesterday", 1, None),
        ("headache last night", 1, None),
        ("headache today", 0, None),
        ("headache 3 days ago", 3, None),
        ("headache for two weeks", 14, None),
        ("headache for the past 2 months", 60, None),
        ("headache a week ago", 7, None),
        ("headache the day before yesterday", 2, None),
        ("headache since monday", None, 0),
        ("headache on sunday", None, 6),
        ("headache", None, None),
        ("day 3 and a headache", None, None),
        ("headache for 900 days", None, None),
        ("headache 4 years ago", None, None),
        ("headache. It began 3 days ago", 3, None),
        ("headache 3 days ago. Today dry lips", 3, None),
        ("headache since monday. Dry lips yesterday", None, 0),
    ],
)
def test_since_when(words: str, days: int | None, weekday: int | None) -> None:
    """Words for a day give the number of days before today, or the day of the week."""
    heard = hear(words)
    assert (heard.days_ago, heard.weekday) == (days, weekday)


@pytest.mark.parametrize(
    ("words", "close"),
    [
        ("yellow crusts on my sore eyelids", ("infection-nails-skin", "eye-pain")),
        ("pregnant and bleeding heavily", ("pregnant-bleeding", "bleeding-heavy")),
        ("my skin is blistering and peeling off in sheets", ("skin-sheets", "dry-skin")),
        ("knees and back hurt", ("back-pain", "joint-muscle-pain")),
    ],
)
def test_two_close_readings(words: str, close: tuple[str, str]) -> None:
    """Where the same words may mean two effects and neither is much surer, both are named."""
    assert hear(words).close == close


@pytest.mark.parametrize(
    "words",
    [
        "dry lips",
        "dry lips and a headache",
        "nausea. headache",
        "headache. my knees hurt",
        "crying and angry",
        "the cramps in my belly, my vision",
        "my apetyte and mood have changed",
    ],
)
def test_no_close_readings(words: str) -> None:
    """Signs in different places of the text, of one effect, or of which one is much surer are no two readings."""
    assert hear(words).close is None


def test_the_words_heard_are_shown() -> None:
    """The answer can quote what it heard, folded."""
    assert [one.words for one in hear("My LIPS are so cracked!").signs] == ["lips are so cracked"]


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("headache. my head is pounding", "head is pounding"),
        ("my head is pounding. headache", "head is pounding"),
        ("headaches. a headache", "headaches"),
    ],
)
def test_the_surest_words_are_shown(words: str, quoted: str) -> None:
    """A sign that is said twice is quoted once, by its surest words, the first where they are as sure."""
    assert [(one.sign, one.words) for one in hear(words).signs] == [("headache", quoted)]


@pytest.mark.parametrize(
    ("words", "sign", "confidence"),
    [
        ("seizures", "seizure", 0.86),
        ("seizrue", "seizure", 0.76),
        ("knees hurt", "joint-muscle-pain", 0.87),
        ("knees, well, hurt", "joint-muscle-pain", 0.77),
        ("stopped taking my birth control", "unprotected", 0.88),
        ("size of a golf ball", "swollen-limbs", 0.6),
        ("dry lips", "dry-lips", 0.94),
    ],
)
def test_how_sure(words: str, sign: str, confidence: float) -> None:
    """More words make a reading a little surer; a mended spelling, or a comma between its words, much less sure."""
    assert [(one.sign, one.confidence) for one in hear(words).signs] == [(sign, confidence)]


def test_no_more_than_five_words_make_surer() -> None:
    """A sixth word adds nothing to how sure a reading is."""
    (found,) = hear("a stomach pain that goes through to my back").signs
    assert (found.sign, found.confidence) == ("pancreas-pain", 0.9)


def invented(weight: float) -> Listener:
    """Return a listener of a language with one word, zonk, that means a headache as surely as is given."""
    language = Language(
        {}, {}, frozenset({"zonk"}), "", {"0": f"headache;{weight};0;6;zonk;"}, {"zonk": ["0"]}, {}, {}, {}, {}
    )
    return Listener(KNOWLEDGE._replace(read_language=lambda: language))


def test_nothing_is_certain() -> None:
    """However sure a rule is, hearing it in a patient's words is never certain."""
    assert [one.confidence for one in invented(1.0).hear("zonk").signs] == [0.99]
    assert [one.confidence for one in invented(0.9).hear("zonk").signs] == [0.91]


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("a bump the size of a golf ball", {"swollen-limbs"}),
        ("a bump the size of a golf ball. A headache", {"headache"}),
        ("a bump the size of a golf ball. The headache is gone", {"swollen-limbs"}),
        ("my derm is nice. A bump the size of a golf ball", {"none", "swollen-limbs"}),
        ("headache. My vision", {"headache", "vision-change"}),
    ],
)
def test_what_is_only_guessed_at_yields_to_what_is_sure(words: str, heard: set[str]) -> None:
    """A doubtful reading that asks for no doctor today goes where a sure sign stands; a doubtful alarm stays."""
    assert signs(words) == heard


def test_what_was_there_is_not_told_as_denied() -> None:
    """A sign that is said to be there counts once, and a denial of it elsewhere in the text is left out."""
    heard = hear("No headache yesterday. Now I have a headache.")
    assert [(one.sign, one.state) for one in heard.signs] == [("headache", State.PRESENT)]
    assert heard.denied == ()


def test_each_state_in_its_place() -> None:
    """Denied and over are kept together, others' signs and questions aside, and neither among the signs."""
    heard = hear("My brother has a rash. My hives are gone. No itching. Does it cause headaches? My lips are dry.")
    assert [one.sign for one in heard.signs] == ["dry-lips"]
    assert {(one.sign, one.state) for one in heard.denied} == {("hives", State.OVER), ("itching", State.DENIED)}
    assert {(one.sign, one.state) for one in heard.aside} == {
        ("rash-mild", State.SOMEONE_ELSE),
        ("headache", State.ASKED),
    }
    assert not heard.mentions_self_harm


@pytest.mark.parametrize("words", ["I had a seizure but it is over now", "the seizures are gone"])
def test_what_counts_once_it_happened_is_never_over(words: str) -> None:
    """A seizure that is over is still a seizure."""
    assert signs(words) == {"seizure"}


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("My lips are dry", None),
        ("My lips are dry. Bored to death here", "my lips are dry here"),
        ("Bored to death here. My lips are dry", "here my lips are dry"),
        ("do people get nosebleeds on this?", "on this"),
    ],
)
def test_the_rest_is_what_was_not_set_aside(words: str, rest: str | None) -> None:
    """Beside an idiom all the other words of the text are kept; without one there is nothing to keep."""
    assert hear(words).rest == rest


def test_a_listener_and_a_single_hearing_agree() -> None:
    """One phrase alone is heard as among many."""
    assert hear_once("blurry vision and hives", KNOWLEDGE) == hear("blurry vision and hives")


@given(st.text(max_size=300))
def test_any_text_is_heard(text: str) -> None:
    """Whatever is typed, in whatever script, gives an answer and no error."""
    heard = hear(text)
    assert all(0 < one.confidence < 1 for one in (*heard.signs, *heard.denied, *heard.aside))
    assert all(one.words.isprintable() for one in heard.signs)


@given(st.sampled_from(["headache and blurry vision", "no hives but i faint", "i dont want to live"]), st.data())
@settings(max_examples=30)
def test_dress_does_not_matter(words: str, data: st.DataObject) -> None:
    """Capitals, blanks and trailing marks change nothing."""
    shouted = "".join(char.upper() if data.draw(st.booleans()) else char for char in words)
    spaced = shouted.replace(" ", data.draw(st.sampled_from([" ", "  ", "\t"])))
    assert signs(spaced + data.draw(st.sampled_from(["", ".", "!!", " ..."]))) == signs(words)


def test_work_grows_with_the_words() -> None:
    """Five thousand words without a full stop are heard in about twice the time of half as many."""
    words = "my lips are dry and no headache but the knees hurt when i wake up with foggy eyes "
    listener = Listener(KNOWLEDGE)
    listener.hear(words)

    def took(times: int) -> float:
        start = time.process_time()
        listener.hear(words * times)
        return time.process_time() - start

    took(10)
    assert took(278) < 4 * max(min(took(139), took(139)), 0.05)


def test_a_sign_late_in_a_long_text_is_heard() -> None:
    """Nothing is lost at the seams of a very long sentence."""
    for filler in range(95, 140):
        assert "vision-loss" in {
            one.sign for one in LISTENER.hear("la " * filler + "i went blind in my left eye").signs
        }
