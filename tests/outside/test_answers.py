"""What `log`, `ask`, `fix`, `status` and `history` make of one sentence, at the real commands."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from heard import answer
from isocourse.content.rules import rulebook
from isocourse.course.entries import AdverseEvent, SaidOf, Severity, Urgency
from isocourse.errors import Misfit
from isocourse.fields import Table
from isocourse.record.kinds import plain_body, read_entry
from isocourse.render.entries import describe
from patient import Patient

START = "start --category cannot-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02"


def said(text: str) -> str:
    """Return text without its line breaks."""
    return re.sub(r"\s+", " ", text)


def test_the_most_urgent_line_is_the_first(patient: Patient) -> None:
    """With a severity that was given, the alarm of that severity stands first, and no lesser one above or below it."""
    patient.must(START)
    out = patient.must("log my stomach hurts really bad --severity severe").out
    assert out.startswith("EMERGENCY: call 911")
    assert "CALL YOUR DOCTOR TODAY" not in out
    wrong = patient("log my stomach hurts really bad --severity dreadful")
    assert wrong.code == 2
    assert wrong.out.startswith("CALL YOUR DOCTOR TODAY")


def test_a_given_severity_never_hushes_the_words(patient: Patient) -> None:
    """The first alarm is that of the worse of both: words that say severe are not made less by `--severity mild`."""
    patient.must(START)
    assert patient.must("log severe headache --severity mild").out.startswith("CALL YOUR DOCTOR TODAY")


def test_every_effect_of_a_sentence_is_shown(patient: Patient) -> None:
    """The answer, the status and the history name each effect of one sentence."""
    patient.must(START)
    names = ("dry nose or nosebleeds", "dry or irritated eyes", "aching joints or muscles")
    logged = patient.must("log nosebleed, dry eyes and my knees ache")
    for out in (logged.out, patient.must("status").out, patient.must("history").out):
        assert all(name in said(out) for name in names)


def test_a_second_effect_that_is_private_is_not_on_the_page(patient: Patient) -> None:
    """What is about periods or sex is not named on the status page, also as the second effect of a sentence."""
    patient.must(START)
    patient.must("log dry lips and heavy periods")
    page = patient.must("status").out
    assert "dry, cracked lips" in page
    assert "period" not in page
    assert "a change of periods" in said(patient.must("history").out)


def test_how_bad_stays_with_the_effect_it_was_said_of(patient: Patient) -> None:
    """A severity said of one effect is stamped on no other one: not in the answer, the page or the history."""
    patient.must(START)
    out = said(patient.must("log bleeding lips, worst headache of my life, dry eyes").out)
    assert (
        "other signs (severe) + dry, cracked lips (how bad: not said) + dry or irritated eyes (how bad: not said)"
        in out
    )
    assert "other signs (severe) + dry, cracked lips (how bad: not said)" in said(patient.must("history").out)
    page = said(patient.must("status").out)
    assert "dry or irritated eyes: 1 time this week, 0" in page
    assert "other signs: 1 time this week, at worst severe" in page
    again = patient.must("log both my knees and my lips are dry and hurt, both severe")
    assert "severe" in said(again.out)


@pytest.mark.parametrize(
    ("words", "levels"),
    [
        ("severe knee pain and dry lips", {"joint-muscle-pain": Severity.SEVERE, "dry-lips": None}),
        ("dry lips and headache, both mild", {"headache": Severity.MILD, "dry-lips": Severity.MILD}),
        ("my lips are a bit dry and my back hurts badly", {"back-pain": Severity.MODERATE, "dry-lips": Severity.MILD}),
        ("moderate headache, dry lips", {"headache": Severity.MODERATE, "dry-lips": None}),
        ("headache, really severe, and dry lips", {"headache": Severity.SEVERE, "dry-lips": None}),
        ("dry lips and headache", {"headache": None, "dry-lips": None}),
    ],
)
def test_of_which_effect_it_was_said(words: str, levels: dict[str, Severity | None]) -> None:
    """How bad belongs to the sign whose word it is, to the nearest of its clause, or to all where it says so."""
    assert {match.effect: match.severity for match in answer(words).matches} == levels


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("moderate headache", Severity.MODERATE),
        ("dry lips (moderate)", Severity.MODERATE),
        ("moderately dry lips", Severity.MODERATE),
        ("mild headache", Severity.MILD),
        ("not a mild headache", None),
        ("headache that isn't mild", None),
        ("headache isn't severe", None),
    ],
)
def test_how_bad_is_kept_as_it_was_said(words: str, severity: Severity | None) -> None:
    """Moderate is moderate, mild is mild, and what is only denied was not said; the headache is there."""
    found = answer(words)
    assert found.severity is severity
    assert found.matches
    assert not found.negated


def test_what_is_denied_of_the_severity_is_no_less_urgent() -> None:
    """Words that name a severe pain, even to deny it, are answered with care: the diary says less than the answer."""
    assert answer("headache isn't severe").urgency is Urgency.CALL_TODAY


def test_a_severity_that_was_asked_or_corrected_holds_for_all(patient: Patient) -> None:
    """`--severity` and `fix --severity` say it of the whole entry."""
    patient.must(START)
    patient.must("log headache and dry lips --severity mild")
    assert re.search(r"headache \+ dry, cracked lips \W mild", said(patient.must("history").out))
    patient.must("log moderate headache, dry lips")
    entry = patient.must("history --json").json["entries"][-1]
    assert entry["said"] == ["headache=moderate"]
    patient.must(f"fix {entry['id'][:4]} --severity mild")
    fixed = patient.must("history --json").json["entries"][-1]
    assert (fixed["severity"], "said" in fixed) == ("mild", False)
    patient.must(f"fix {fixed['id'][:4]} --note knees")
    assert patient.must("history --json").json["entries"][-1]["severity"] == "mild"


def entry(**body: object) -> Table:
    """Return an entry of a record as a table."""
    head = {"id": "00000001", "kind": "adverse_event", "recorded": dt.datetime(2026, 11, 22, 18, tzinfo=dt.UTC)}
    return Table({**head, "on": dt.date(2026, 11, 22), "effect": "headache", **body}, "entry")


def test_an_entry_of_an_older_version_reads_as_before() -> None:
    """Without `said` the severity holds for every sign, and nothing is added when it is written again."""
    body = read_entry(entry(signs=["headache", "dry-lips"], severity="severe")).body
    assert isinstance(body, AdverseEvent)
    assert {body.severity_of(sign) for sign in body.signs} == {Severity.SEVERE}
    assert "said" not in plain_body(body)


def test_an_entry_keeps_what_was_said_of_each() -> None:
    """With `said`, each sign has its own severity or none, and it is written as it was read."""
    read = read_entry(entry(signs=["headache", "dry-lips"], said=["headache=severe"]))
    assert isinstance(read.body, AdverseEvent)
    assert read.body.said == (SaidOf("headache", Severity.SEVERE),)
    assert read.body.severity_of("dry-lips") is None
    assert plain_body(read.body)["said"] == ["headache=severe"]
    assert describe(read) == "headache · how bad: not said"
    with pytest.raises(Misfit, match="said"):
        read_entry(entry(said=["headache=dreadful"]))


def test_a_period_is_a_period(patient: Patient) -> None:
    """A period that started is heard as one, and nothing is denied; one that is late is still late."""
    for words in ("my period started today", "started my period yesterday"):
        result = patient("ask", *words.split())
        assert result.code == 0
        assert "a period." in result.out
        assert "you do not have" not in said(result.out)
    assert patient("ask my period has not started").code == 10


@pytest.mark.parametrize("words", ["can it cause depression", "I am not depressed", "my sister is depressed"])
def test_988_stands_in_every_answer_about_mood(patient: Patient, words: str) -> None:
    """A question, a denial and somebody else's low mood show 988 too, and so does each line of a batch."""
    assert "988" in patient("ask", *words.split()).out
    assert "988" in patient("ask -", stdin=f"{words}\n").out


def test_a_low_mood_on_the_page_shows_988(patient: Patient) -> None:
    """An open sign on the status page comes with 911 and 988."""
    patient.must(START)
    patient.must("log I feel really low and hopeless")
    assert "988" in patient.must("status").out


def test_unprotected_sex_is_told_in_four_lines(patient: Patient) -> None:
    """The label's steps stand in the answer, with the days of the rules in force."""
    out = said(patient("ask the condom broke last night").out)
    days = rulebook().on(dt.date(2026, 11, 22)).can.contact_test_days
    assert f"a pregnancy test {days} days or more after the last time" in out
    assert "again for one month" in out
    assert "A second test after that month." in out
    assert "emergency contraception" in out


def test_a_positive_test_is_not_offered_emergency_contraception(patient: Patient) -> None:
    """Who is pregnant is told whom to call and where it is reported, and nothing that comes too late."""
    out = said(patient("ask my pregnancy test is positive").out)
    assert "emergency contraception" not in out
    assert "1-866-495-0654" in out
    assert "1-800-FDA-1088" in out


def test_the_next_visit_is_never_dropped(patient: Patient) -> None:
    """What is filed under something else, or corrected there, still says when to tell the doctor."""
    for words in ("tingling in my hands", "my hands are shaking", "swollen ankles"):
        assert "Tell your doctor at or before your next visit." in said(patient("ask", *words.split()).out)


def test_a_missed_capsule_has_a_place(patient: Patient) -> None:
    """Words about a missed pill say where a capsule is kept, and where it stands what to do about birth control."""
    patient.must("start --category can-become-pregnant --zone America/Chicago --weeks 20")
    for line in ("log i missed my pill", "ask i forgot my capsule yesterday"):
        said = " ".join(patient.must(line).out.split())
        assert "Was it a capsule? Keep it with: isocourse dose missed." in said, line
        assert "Was it birth control? isocourse guide unprotected" in said
    assert "dose missed" not in patient.must("log dry lips").out
