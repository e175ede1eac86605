"""The guide: what its facts owe to their reader, what words find, and the command."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from isocourse import content, emergency
from isocourse.cli import app
from isocourse.content.guide import entries, find, titles, topic
from isocourse.content.sources import sources
from isocourse.errors import ContentBroken
from isocourse.finding import near, rank
from isocourse.knowledge import Confidence, Topic, TopicEntry
from patient import Patient

FOLDER = Path(content.FOLDER) / "topics"
LISTED = entries()
SLUGS = [slug for slug, _ in titles()]
TOPICS = [topic(slug) for slug in SLUGS]
LINES = [(found.slug, line) for found in TOPICS for line in found.lines]
FORBIDDEN = (
    r"\bsafe to\b", r"\bmay skip\b", r"\bcan skip\b", r"don't worry", r"\bworr(y|ied)\b", r"harmless", r"\bis normal\b",
    r"\b(continue|keep|keep on|go on|carry on) (taking|with) ", r"\byou should\b", r"nothing to fear", r"\bwell done\b",
    r"\bno need to (call|tell|ask)\b", r"\bgood job\b", r"\bdo not call\b", r"\bguarantee", r"\bcure[sd]?\b",
    r"\bnever mind\b", r"\bexpected\b",
)  # fmt: skip
STOP = r"(?i)no more capsules"


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.COMMANDS, "guide", ("guide", "what the documents say, a topic at a time"))


def body(found: Topic) -> str:
    """Return the words of a topic."""
    return " ".join(line.text for line in found.lines)


# --- the facts --------------------------------------------------------------------------------------------------------


def test_the_list_and_the_files_agree() -> None:
    """Each topic of the list has its file, each file is on the list, and slugs, titles and groups are in order."""
    assert sorted(SLUGS) == sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != "index")
    assert len(set(SLUGS)) == len(SLUGS)
    assert len({title for _, title in titles()}) == len(SLUGS)
    assert all(len(slug) <= 16 and len(title) <= 41 for slug, title in titles())  # one line each at 60 columns
    groups = [entry.group for entry in entries()]
    assert [group for n, group in enumerate(groups) if group not in groups[:n]] == [
        "The medicine", "Side effects and safety", "iPLEDGE", "Before you decide", "During and after",
    ]  # fmt: skip
    assert all(group == groups[n - 1] or group not in groups[:n] for n, group in enumerate(groups) if n)


@pytest.mark.parametrize("found", TOPICS, ids=SLUGS)
def test_a_topic_is_read_in_a_minute(found: Topic) -> None:
    """A topic has lines, the first sections are named, and it holds at most 240 words."""
    assert found.lines
    assert 0 < len(body(found).split()) <= 240
    assert all(line.heading is None or (line.heading and len(line.heading) <= 45) for line in found.lines)


@pytest.mark.parametrize("found", TOPICS, ids=SLUGS)
def test_lines_are_short_and_carry_their_sources(found: Topic) -> None:
    """A line has at most 200 characters, ends as a sentence or a command, and cites sources that exist."""
    known = sources().keys()
    for line in found.lines:
        assert 0 < len(line.text) <= 200
        assert re.search(r"[.?]$|isocourse [a-z -]+$", line.text)
        assert line.text.isascii()
        assert line.sources
        assert set(line.sources) <= known


@pytest.mark.parametrize("found", TOPICS, ids=SLUGS)
def test_background_is_marked_unconfirmed(found: Topic) -> None:
    """A line that rests on background knowledge alone is unconfirmed; K never stands beside a source that was read."""
    for line in found.lines:
        if "K" in line.sources:
            assert line.sources == ("K",)
            assert line.confidence is Confidence.UNCONFIRMED


@pytest.mark.parametrize("found", TOPICS, ids=SLUGS)
def test_the_guide_reads_easily(found: Topic) -> None:
    """Sentences have at most 12 words on average and 30 at most."""
    sentences = [s for line in found.lines for s in re.split(r"(?<=[.?:;])\s", line.text) if s]
    lengths = [len(sentence.split()) for sentence in sentences]
    assert sum(lengths) / len(lengths) <= 12
    assert max(lengths) <= 30


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_forbidden_phrases(pattern: str) -> None:
    """No line calms, praises, prescribes, or tells anybody to take capsules."""
    assert [text for _, line in LINES if re.search(pattern, (text := line.text), re.IGNORECASE)] == []


@pytest.mark.parametrize("slug", ["pregnancy", "mood", "blood-tests", "side-effects", "dryness"])
def test_alarms_say_stop(slug: str) -> None:
    """Topics with stop-and-call signs say: no more capsules."""
    assert re.search(STOP, body(topic(slug)))


def test_commands_in_the_guide_name_topics_that_exist() -> None:
    """`isocourse guide X` inside a line names a topic, and other commands are known."""
    for _, line in LINES:
        for command, rest in re.findall(r"isocourse ([a-z]+)(?: ([a-z-]+))?", line.text):
            assert command in app.COMMANDS
            if command == "guide":
                assert rest in SLUGS


@pytest.mark.parametrize(
    ("slug", "pattern"),
    [
        ("brands", r"Roche ended it on 29 June 2009"),
        ("brands", r"brought the name back to the US on 22 March 2021"),
        ("brands", r"Sotret is gone"),
        ("missed-dose", r"^Skip the dose .* Never take two doses together"),
        ("taking-it", r"in two\..*label does not recommend it"),
        ("blood-tests", r"names no number at which to stop"),
        ("blood-tests", r"prescriber's plan stands above both"),
        ("ipledge-can", r"Collect within 7 days.*day 7 ends at 11:59 pm Eastern"),
        ("ipledge-can", r"beats any other"),
        ("ipledge-cannot", r"limit of 30 days from the visit is gone"),
        ("ipledge-cannot", r"beats any other"),
        ("ipledge-changes", r"8 August 2026.*15 November 2026.*is inferred"),
        ("ipledge-changes", r"Until 13 December 2021 .*FCBP"),
        ("mood", r"warns of depression, psychosis and suicide.*no higher risk.*Act on the signs anyway"),
        ("deciding", r"does not say whether to take it"),
        ("alternatives", r"do not compare treatments"),
        ("avoid", r"6 months after the last capsule"),
        ("after", r"take the later one"),
        ("numbers", r"911.*988.*1-800-222-1222.*1-866-495-0654.*1-800-FDA-1088"),
        ("buying-online", r"without a prescription.*illegal.*fake"),
        ("contraception", r"At least one must be a primary form.*mini-pill .* does not count"),
        ("pregnancy", r"take no more capsules\. Call your prescriber today"),
    ],
)
def test_what_must_be_told(slug: str, pattern: str) -> None:
    """Today's facts are told, and the old ones only as history."""
    assert re.search(pattern, body(topic(slug)))


def test_old_words_are_history() -> None:
    """FCBP stands only in the topic that tells what changed, and no line speaks of women and men as categories."""
    assert {slug for slug, line in LINES if "FCBP" in line.text} == {"ipledge-changes"}
    assert [line.text for _, line in LINES if re.search(r"\b(women|men|woman|man)\b", line.text)] == []


def test_stop_numbers_are_not_told() -> None:
    """No line gives a triglyceride level at which to stop, or the rules of acitretin."""
    assert [
        line.text for _, line in LINES if re.search(r"mg/dL\b(?! times)|3 years|acitretin|etretinate", line.text)
    ] == []


@pytest.mark.parametrize(("slug", "mark"), [("ipledge-changes", "inferred"), ("pregnancy", "works best early")])
def test_unsure_lines_are_marked(slug: str, mark: str) -> None:
    """What was inferred, and what no source carries, is unconfirmed."""
    assert [line.confidence for line in topic(slug).lines if mark in line.text] == [Confidence.UNCONFIRMED]


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
        ("doxycyclin", "avoid"), ("acutane", "brands"), ("soybean", "brands"), ("spicy sweets", "dryness"),
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


def test_an_unknown_topic_is_no_file() -> None:
    """A topic that is not on the list is never looked for on the disk."""
    with pytest.raises(KeyError):
        topic("../sources")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('text = "A."\nsources = ["S1"]', "topics/a.toml.line[0].confidence: missing"),
        ('sources = ["S1"]\nconfidence = "high"', "topics/a.toml.line[0].text: missing"),
        ('text = "A."\nconfidence = "high"', "topics/a.toml.line[0].sources: missing"),
        ('text = "A."\nsources = ["S1"]\nconfidence = "high"\nnote = ""', "line[0].note: not a key that is known here"),
        ('text = "A."\nsources = "S1"\nconfidence = "high"', "line[0].sources: must be a list"),
    ],
)
def test_a_damaged_topic_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, fault: str) -> None:
    """A topic whose lines are not what they must be is refused with the place."""
    head = 'last_reviewed = 2026-11-22\nreview_due = 2027-05-22\nconfidence = "high"\njurisdiction = "US"\n'
    index = head + '[[topic]]\nslug = "a"\ntitle = "A"\ngroup = "A"\nkeywords = []\n'
    (tmp_path / "topics").mkdir()
    (tmp_path / "topics/index.toml").write_text(index, encoding="utf-8")
    (tmp_path / "topics/a.toml").write_text(f"{head}[[line]]\n{line}\n", encoding="utf-8")
    monkeypatch.setattr(content, "FOLDER", str(tmp_path))
    with pytest.raises(ContentBroken, match=re.escape(fault)):
        topic("a")
    (tmp_path / "topics/index.toml").write_text(index + "icon = 1\n", encoding="utf-8")
    with pytest.raises(ContentBroken, match=re.escape("topic[0].icon: not a key that is known here")):
        titles()


# --- the command ------------------------------------------------------------------------------------------------------


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
        assert max(map(len, out.splitlines())) <= columns
        flat = " ".join(out.split())
        assert all(line.text in flat for line in found.lines)


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
    assert "Reviewed Sun 22 Nov 2026; next review by Sat 22 May 2027; confidence on the whole: high; for: US." in out
    assert "  * Call Poison Help: 1-800-222-1222.\n      S21; confidence high\n" in out
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
    warning = "! Due for review since Sat 22 May 2027: it may be out of date."
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
        "last_reviewed": "2026-11-22",
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


def test_known_keys_only() -> None:
    """No file of the guide holds a key that its loader does not read."""
    for path in FOLDER.glob("*.toml"):
        keys = set(tomllib.loads(path.read_text(encoding="utf-8")))
        assert keys == {
            "last_reviewed",
            "review_due",
            "confidence",
            "jurisdiction",
            "topic" if path.stem == "index" else "line",
        }
