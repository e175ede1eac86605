"""The command `guide`: what words find, the list, a topic, its sources, and words that find nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from isocourse.content.guide import entries, find, read, titles, topic
from isocourse.content.rules import rulebook
from isocourse.failsafe import emergency
from isocourse.guide.finding import near, rank
from isocourse.guide.topics import TopicEntry
from patient import Patient

LISTED = entries()
SLUGS = [slug for slug, _ in titles()]
RULES = rulebook().on(dt.date(2026, 11, 22))._asdict()
TOPICS = [read(entry).filled(**RULES) for entry in LISTED]


def test_alone_it_lists_every_topic(patient: Patient) -> None:
    """`guide` alone needs no course and names every topic under its group."""
    shown = patient.must("guide")
    assert [line.split()[0] for line in shown.out.splitlines() if line.startswith("  ")] == SLUGS
    assert shown.out.startswith("The medicine\n  how-it-works     What isotretinoin is and how it works\n")
    assert shown.out.endswith("\n\nRead one: isocourse guide WORDS, such as: isocourse guide alcohol\n")
    assert shown.err == ""


def test_a_topic_is_shown_whole(patient: Patient) -> None:
    """`guide missed-dose` shows the topic, who comes first, and how to see the sources."""
    assert patient.must("guide missed dose").out.splitlines() == [
        "A missed dose",
        "  * Skip the dose that you missed.",
        "  * Never take two doses together to make up for it.",
        "  * Other leaflets say to take it late, and an old book even says to double it.",
        "    Do not follow them: this guide keeps to the US label.",
        "  * Missed several days, or not sure? Ask your prescriber or pharmacist before",
        "    the next capsule.",
        "  * Two doses taken together already: isocourse guide overdose",
        "No clinician has reviewed these words. Your prescriber and your Medication Guide",
        "  come first.",
        "Where it comes from: isocourse guide missed-dose --why",
    ]


@pytest.mark.parametrize("option", ["", " --why"])
@pytest.mark.parametrize("columns", [40, 60, 120])
def test_every_screen_fits(patient: Patient, columns: int, option: str) -> None:
    """Every topic, with and without --why, fits the width and says everything that its file says."""
    for found in TOPICS:
        out = patient.must(f"guide {found.slug}{option}", columns=columns).out.removeprefix(emergency.CRISIS)
        assert max(len(line) for line in out.splitlines() if not line.strip().startswith("https://")) <= columns
        flat = " ".join(out.split())
        assert all(line.text in flat for line in found.lines)


def test_a_question_is_answered_first(patient: Patient) -> None:
    """`guide alcohol` prints what stands on alcohol, says that it is a part, and how all of it is read."""
    out = patient.must("guide alcohol").out
    assert out.splitlines()[:3] == [
        "What to avoid",
        "Alcohol",
        "  * Alcohol can raise blood fats and strain the liver. Many doctors advise",
    ]
    assert "This is a part. All of it: isocourse guide avoid\n" in out
    assert "tanning" not in out
    whole = patient.must("guide avoid").out
    assert "This is a part" not in whole
    assert whole == patient.must("guide what to avoid").out


@pytest.mark.parametrize(
    "words", ["crying", "late period", "poison", "condom broke", "19 days", "sleep", "side effects"]
)
def test_what_belongs_together_is_shown_whole(patient: Patient, words: str) -> None:
    """A topic whose lines lean on each other is never shown in part."""
    assert "This is a part" not in patient.must("guide", words).out


def test_a_part_keeps_its_alarm(patient: Patient) -> None:
    """A part brings all lines under its heading, so that what to do stands beside what is named."""
    assert "Call your prescriber today" in patient.must("guide vitamin a").out
    assert "take no more capsules" in patient.must("guide headache").out


def test_headings_stand_before_their_lines(patient: Patient) -> None:
    """A heading stands once, before the first line of its group."""
    out = patient.must("guide mood").out.splitlines()
    assert out[1] == "What to do"
    assert out.count("What is known") == 1
    assert (
        out[out.index("What is known") + 1] == "  * The US Medication Guide warns of depression, psychosis and suicide."
    )


def test_why_names_sources_dates_and_doubt(patient: Patient) -> None:
    """--why shows review days, the sources of each line, UNCONFIRMED where it is so, and each source's title once."""
    out = patient.must("guide overdose --why", columns=100).out
    assert "Too many capsules: what stands behind it\n" in out
    assert "Reviewed Sat Nov 28, 2026; next review by Sat May 22, 2027; confidence on the whole: high; for: US." in out
    assert "another person took capsules.\n      S21; confidence high\n" in out
    assert "  * Do not give blood for at least a month.\n      K; UNCONFIRMED\n" in out
    listed = [line.split(":")[0].strip() for line in out.split("Sources:\n")[1].splitlines() if line[2] != " "]
    assert listed == ["K", "S12", "S21", "S77", "S84"]
    assert "  K: General background knowledge; no source was read (background)\n" in out


def test_several_topics_are_listed(patient: Patient) -> None:
    """Words that fit several topics list them, and how to read one."""
    assert patient.must("guide ipledge").out.splitlines()[:2] == [
        "Several topics fit 'ipledge'. Read one: isocourse guide ipledge-can",
        "  ipledge-can      iPLEDGE, if you can become pregnant",
    ]


def test_nothing_found_is_one_sentence(patient: Patient) -> None:
    """Words that find nothing exit with 1, name topics to try, and leave standard output empty."""
    shown = patient("guide zebra")
    assert (shown.code, shown.out) == (1, "")
    assert shown.err == (
        "isocourse: The guide has nothing on 'zebra'. Try: isocourse guide side-effects, avoid, ipledge or numbers."
        " All topics: isocourse guide. Something feels wrong: isocourse ask\n"
    )


def test_long_and_strange_words_stay_out_of_the_terminal(patient: Patient) -> None:
    """A long phrase is quoted by its beginning, and escape sequences never reach the terminal raw."""
    shown = patient("guide", "\x1b[31m" + "zzz " * 5000)
    assert shown.code == 1
    assert "\x1b" not in shown.err
    assert len(shown.err) < 400


def test_words_come_from_standard_input(patient: Patient) -> None:
    """`guide -` reads the words from standard input."""
    assert patient.must("guide -", stdin="waxing\n").out.startswith("What to avoid\n")


def test_an_overdue_review_is_said_first(patient: Patient) -> None:
    """From the day after the review was due, a topic says that it may be out of date."""
    warning = "! Due for review since Sat May 22, 2027: it may be out of date."
    assert warning not in patient.at("2027-05-22").must("guide numbers").out
    assert patient.at("2027-05-23").must("guide numbers").out.splitlines()[1] == warning


def test_crisis_lines_come_first(patient: Patient) -> None:
    """Words of suicide show the crisis lines above the topic."""
    out = patient.must("guide suicide").out
    assert out.index("988") < out.index("Mood and mental health")


def test_json_of_the_list(patient: Patient) -> None:
    """--json alone gives every topic, and none read."""
    answer = patient.must("guide --json").json
    assert answer["schema"] == 1
    assert (answer["words"], answer["topic"]) == (None, None)
    assert [row["slug"] for row in answer["topics"]] == SLUGS
    assert answer["topics"][0] == {
        "slug": "how-it-works",
        "title": "What isotretinoin is and how it works",
        "group": "The medicine",
    }


def test_json_of_a_topic(patient: Patient) -> None:
    """--json of one topic gives every line with its sources and confidence, and the review days."""
    answer = patient.must("guide skip --json").json
    assert answer["words"] == "skip"
    assert [row["slug"] for row in answer["topics"]] == ["missed-dose"]
    read = answer["topic"]
    lines = read.pop("lines")
    assert read == {
        "slug": "missed-dose",
        "title": "A missed dose",
        "last_reviewed": "2026-11-28",
        "review_due": "2027-05-22",
        "confidence": "high",
        "jurisdiction": "US",
    }
    assert lines[0] == {
        "heading": None,
        "text": "Skip the dose that you missed.",
        "sources": ["S09"],
        "confidence": "high",
    }
    assert len(lines) == len(topic("missed-dose").lines)


def test_json_of_several_topics(patient: Patient) -> None:
    """--json of words that fit several topics lists those, and reads none."""
    answer = patient.must("guide ipledge --json").json
    assert answer["topic"] is None
    assert [row["slug"] for row in answer["topics"]] == ["ipledge-can", "ipledge-cannot", "ipledge-changes", "enrolled"]


def test_json_is_the_only_thing_on_standard_output(patient: Patient) -> None:
    """With --json the crisis lines go to standard error."""
    shown = patient.must("guide suicide --json")
    assert shown.json["topic"]["slug"] == "mood"
    assert "988" in shown.err


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        # the subjects of the article
        ("how the drug works", "how-it-works"), ("brand names", "brands"), ("Accutane", "brands"),
        ("once or twice daily dosing", "taking-it"), ("side effects", "side-effects"), ("dryness", "dryness"),
        ("dryness of the skin and mucous membranes", "dryness"), ("fatigue", "side-effects"),
        ("thinning hair", "side-effects"), ("nausea and vomiting", "side-effects"),
        ("photosensitivity", "side-effects"),
        ("miscarriage and birth defects", "pregnancy"), ("high triglycerides", "blood-tests"),
        ("psychiatric warning", "mood"), ("depression", "mood"), ("psychosis", "mood"), ("suicide", "mood"),
        ("ipledge for people who can become pregnant", "ipledge-can"),
        ("ipledge for people who cannot become pregnant", "ipledge-cannot"), ("should I take it", "deciding"),
        ("whether to take it", "deciding"), ("choosing a dermatologist", "dermatologist"),
        ("never buying it online", "buying-online"),
        # what people type
        ("alcohol", "avoid"), ("can i drink beer", "avoid"), ("waxing", "avoid"), ("doxycycline", "avoid"),
        ("vitamin a", "avoid"), ("blood donation", "avoid"), ("sharing", "avoid"), ("sun", "avoid"),
        ("missed dose", "missed-dose"), ("I forgot", "missed-dose"), ("overdose", "overdose"), ("relapse", "results"),
        ("cholesterol", "blood-tests"), ("birth control", "contraception"), ("mini pill", "contraception"),
        ("missed period", "pregnancy"), ("breastfeeding", "pregnancy"), ("home test", "ipledge-can"),
        ("I can't get pregnant", "ipledge-cannot"), ("FCBP", "ipledge-changes"), ("new rules", "ipledge-changes"),
        ("pharmacy", "enrolled"), ("who is it for", "who-it-is-for"), ("alternatives", "alternatives"),
        ("help numbers", "numbers"), ("988", "numbers"), ("after the course", "after"), ("empty stomach", "taking-it"),
        # what went wrong, and the words around it that mean nothing
        ("took two by accident", "overdose"), ("took two pills by mistake", "overdose"),
        ("child swallowed", "overdose"),
        ("my dog ate my capsules", "overdose"), ("my toddler swallowed one of the capsules", "overdose"),
        ("condom broke", "unprotected"), ("unprotected sex", "unprotected"),
        ("the condom broke last night", "unprotected"),
        ("we had sex without a condom", "unprotected"), ("plan b", "unprotected"), ("sex drive", "side-effects"),
        ("second course", "results"), ("how long is the course", "results"), ("crush the capsule", "taking-it"),
        ("my partner is pregnant", "pregnancy"), ("ring", "contraception"), ("gave blood", "avoid"),
        ("how long between the tests", "ipledge-can"), ("missed window", "ipledge-can"), ("contact lens", "dryness"),
        ("parabens", "brands"), ("trouble sleeping", "mood"),
        ("doxycyclin", "avoid"), ("acutane", "brands"), ("soybean", "brands"), ("spicy candy", "dryness"),
        ("water", "dryness"), ("ibuprofen", "avoid"), ("insurance", "ipledge-can"), ("trigliserides", "blood-tests"),
    ],
)  # fmt: skip
def test_words_find_their_topic(words: str, slug: str) -> None:
    """Each subject of the article, and what people type for it, finds one topic."""
    assert find(words) == [slug]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_slug_finds_itself(slug: str) -> None:
    """The name of a topic finds that topic alone."""
    assert find(slug) == [slug]


@pytest.mark.parametrize("entry", LISTED, ids=SLUGS)
def test_keywords_lead_to_their_topic(entry: TopicEntry) -> None:
    """Each keyword of a topic finds it, alone or among a few."""
    for keyword in entry.keywords:
        assert entry.slug in near(rank(keyword, LISTED))


def test_one_word_for_several_topics() -> None:
    """A word that fits several topics lists them."""
    assert find("ipledge") == ["ipledge-can", "ipledge-cannot", "ipledge-changes", "enrolled"]


@pytest.mark.parametrize("words", ["zebra", "spots", "pizza", "", "the", "\x1b[31m", "日本"])
def test_words_that_find_nothing(words: str) -> None:
    """Words that no topic knows find nothing."""
    assert find(words) == []


@pytest.mark.parametrize(("letters", "shown"), [(59, "x" * 59), (60, "x" * 60), (61, "x" * 60 + "...")])
def test_long_words_are_quoted_by_their_beginning(patient: Patient, letters: int, shown: str) -> None:
    """A sentence quotes at most sixty letters of what was typed."""
    assert f"The guide has nothing on '{shown}'. Try: " in patient("guide", "x" * letters).err


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("alcohol", "Alcohol"),
        ("beer", "Alcohol"),
        ("sunscreen", "Skin"),
        ("wax", "Skin"),
        ("give blood", "Other people"),
        ("gym", "Body"),
        ("ibuprofen", "Do not take with it"),
    ],
)
def test_what_was_asked_for_comes_first(patient: Patient, words: str, heading: str) -> None:
    """Of what to avoid only the lines on the subject are shown, and how to see the rest."""
    shown = patient.must("guide", *words.split()).out.splitlines()
    assert [line for line in shown if not line.startswith(" ")][:2] == ["What to avoid", heading]
    assert "This is a part. All of it: isocourse guide avoid" in shown
