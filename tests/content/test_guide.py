"""The guide: what its facts owe to their reader."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path

import pytest

from isocourse import content
from isocourse.content.guide import entries, titles, topic
from isocourse.content.rules import rulebook
from isocourse.content.sources import sources
from isocourse.errors import ContentBroken
from isocourse.guide.topics import Topic
from isocourse.reviewed import Confidence
from reading_grade import grade

FOLDER = Path(content.FOLDER) / "en" / "topics"
LISTED = entries()
SLUGS = [slug for slug, _ in titles()]
RULES = rulebook().on(dt.date(2026, 11, 28))._asdict()  # those that the patterns below were read from
TOPICS = [topic(slug).filled(**RULES) for slug in SLUGS]
COMMANDS = {"guide", "checklist", "warnings"}
LINES = [(found.slug, line) for found in TOPICS for line in found.lines]
FORBIDDEN = (
    r"\bsafe to\b", r"\bmay skip\b", r"\bcan skip\b", r"don't worry", r"\bworr(y|ied)\b", r"harmless", r"\bis normal\b",
    r"\b(continue|keep|keep on|go on|carry on) (taking|with) ", r"\byou should\b", r"nothing to fear", r"\bwell done\b",
    r"\bno need to (call|tell|ask)\b", r"\bgood job\b", r"\bdo not call\b", r"\bguarantee", r"\bcure[sd]?\b",
    r"\bnever mind\b", r"\bexpected\b",
)  # fmt: skip
STOP = r"(?i)no more capsules"
UN_AMERICAN = (
    "hard breathing", "sight", "grave", "speaks? on each side", "yield", "weighs", "fetched", "bearable", "words tell",
    "counting days", "work of the liver", "sweets", "dryness below", "at the liver", "flavour", "oestrogen",
    "diarrhoea",
)  # fmt: skip


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


@pytest.mark.parametrize("found", TOPICS, ids=SLUGS)
def test_the_guide_is_read_at_twelve(found: Topic) -> None:
    """A topic has a Flesch-Kincaid grade of 7 at most."""
    assert grade(body(found)) <= 7


def test_the_grade_tells_plain_words_from_hard_ones() -> None:
    """The measure gives a plain sentence a low grade and one of a leaflet a high one."""
    assert grade("Call your doctor today. Take no more pills.") < 3
    assert (
        grade("Discontinuation of isotretinoin administration is recommended pending ophthalmologic evaluation.") > 15
    )


@pytest.mark.parametrize("words", UN_AMERICAN)
def test_american_words(words: str) -> None:
    """No line has words that a US patient of twelve does not use."""
    assert [line.text for _, line in LINES if re.search(rf"\b({words})", line.text, re.IGNORECASE)] == []


@pytest.mark.parametrize(
    ("sign", "asks"),
    [
        (r"[Dd]izziness(?! and unsteady)", STOP),
        (r"night vision(?! until)|change in vision", STOP),
        (r"[Rr]ed (or inflamed )?eyes", STOP),
        (r"ringing ears|[Ww]eak muscles|yellow skin", STOP),
        (r"late period", STOP),
        (r"[Ss]udden loss of vision|[Nn]osebleed that", r"emergency help"),
        (r"[Bb]listers, peeling|sores in the mouth", r"no more capsules and get emergency help"),
        (r"[Ss]evere belly pain", r"emergency"),
        (r"heavy bleeding", r"911"),
        (r"suicide or self-harm, seeing", r"988"),
        (r"[Cc]ollapsed", r"911"),
        (r"severe burn|open sores", r"call (your doctor )?today"),
    ],
)
def test_a_sign_asks_for_the_same_wherever_it_stands(sign: str, asks: str) -> None:
    """A warning sign is named somewhere, and each line that names it asks for what facts and warnings ask for."""
    naming = [line.text for _, line in LINES if re.search(sign, line.text)]
    assert naming
    assert [text for text in naming if not re.search(asks, text)] == []


def test_one_sign_has_one_urgency() -> None:
    """Vomiting without belly pain is a call and no emergency, wherever it stands."""
    for _, line in LINES:
        for sentence in re.split(r"(?<=[.?])\s", line.text):
            if re.search(r"[Vv]omiting", sentence) and "emergency" in sentence:
                assert "belly pain" in sentence
    assert not [line for _, line in LINES if "vomiting that does not stop" in line.text.lower()]


def test_the_wait_that_is_gone_stands_beside_the_one_that_grew() -> None:
    """Whoever reads that the wait of 19 days is gone reads in the same line that 30 days stay."""
    gone = [line.text for _, line in LINES if re.search(r"19 days is gone", line.text)]
    assert gone
    assert all("30 days" in text for text in gone)


def test_nothing_says_that_most_are_clear() -> None:
    """No line promises a result to most people: no source that was read says so."""
    assert [line.text for _, line in LINES if re.search(r"\b[Mm]ost people\b", line.text)] == []


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_forbidden_phrases(pattern: str) -> None:
    """No line calms, praises, prescribes, or tells anybody to take capsules."""
    assert [text for _, line in LINES if re.search(pattern, (text := line.text), re.IGNORECASE)] == []


@pytest.mark.parametrize("slug", ["pregnancy", "unprotected", "mood", "blood-tests", "side-effects", "dryness"])
def test_alarms_say_stop(slug: str) -> None:
    """Topics with stop-and-call signs say: no more capsules."""
    assert re.search(STOP, body(topic(slug).filled(**RULES)))


def test_commands_in_the_guide_name_topics_that_exist() -> None:
    """`isocourse guide X` inside a line names a topic, and other commands are known."""
    for _, line in LINES:
        for command, rest in re.findall(r"isocourse ([a-z]+)(?: ([a-z-]+))?", line.text):
            assert command in COMMANDS
            if command == "guide":
                assert rest in SLUGS


@pytest.mark.parametrize(
    ("slug", "pattern"),
    [
        ("brands", r"Roche ended it on June 29, 2009"),
        ("brands", r"brought the name back to the US on March 22, 2021"),
        ("brands", r"Sotret is gone"),
        ("missed-dose", r"^Skip the dose .* Never take two doses together"),
        ("taking-it", r"in two\..*label does not recommend it"),
        ("blood-tests", r"names no number at which to stop"),
        ("blood-tests", r"mildly to moderately"),
        ("blood-tests", r"prescriber's plan stands above both"),
        ("ipledge-can", r"Collect within 7 days.*day 1, also at home, and day 7 ends at 11:59 pm Eastern"),
        ("ipledge-can", r"at least 30 days apart.*after a month, 30 days at least, .* or of abstinence.*never counts"),
        ("ipledge-can", r"An earlier date .* beats any other\. A later one never makes the 7 days longer"),
        ("ipledge-can", r"removal of the uterus or of both ovaries"),
        ("ipledge-cannot", r"limit of 30 days from the visit .* is gone"),
        ("ipledge-cannot", r"beats any other"),
        ("ipledge-changes", r"August 8, 2026.*November 15, 2026.*is inferred"),
        ("ipledge-changes", r"Until December 13, 2021, .*FCBP"),
        ("ipledge-changes", r"Stricter: 30 days .* no longer 19.*old wait of 19 days is gone.*30 days .* stay"),
        ("unprotected", r"no more capsules, and call your prescriber today.*at least 19 days.*full month.*second test"),
        ("unprotected", r"from a month before the first capsule to a month after the last"),
        ("after", r"Unprotected sex in that month counts.*to iPLEDGE and to FDA MedWatch.*bones have stopped growing"),
        ("contraception", r"vaginal ring or insert.*Table 4 of the US labels of July and August 2026"),
        ("taking-it", r"Do not split, crush, chew or suck"),
        ("who-it-is-for", r"allergy to isotretinoin, to vitamin A.*9 of 100 teenagers lost bone density"),
        ("brands", r"Zenatane contains parabens"),
        ("results", r"bones have stopped growing.*Long use, even at a low dose, has not been studied"),
        ("side-effects", r"Health Canada \(2024\): they can last after the capsules"),
        ("overdose", r"^Call Poison Help now: 1-800-222-1222.*child, a pet or another person.*cannot be woken: 911"),
        ("pregnancy", r"iPLEDGE, 1-866-495-0654, and to FDA MedWatch.*month after the last capsule"),
        ("pregnancy", r"partner is pregnant\? Ask your prescriber"),
        (
            "mood",
            r"A few bad days of one of these, alone: .* next visit\..*Two weeks of it, or severe, or two together",
        ),
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
    assert re.search(pattern, body(topic(slug).filled(**RULES)))


def test_old_words_are_history() -> None:
    """FCBP stands only in the topic that tells what changed, and no line speaks of women and men as categories."""
    assert {slug for slug, line in LINES if "FCBP" in line.text} == {"ipledge-changes"}
    assert [line.text for _, line in LINES if re.search(r"\b(women|men|woman|man)\b", line.text)] == []


def test_stop_numbers_are_not_told() -> None:
    """No line gives a triglyceride level at which to stop, or the rules of acitretin."""
    assert [
        line.text for _, line in LINES if re.search(r"mg/dL\b(?! times)|3 years|acitretin|etretinate", line.text)
    ] == []


@pytest.mark.parametrize(("slug", "mark"), [("ipledge-changes", "inferred"), ("unprotected", "works best early")])
def test_unsure_lines_are_marked(slug: str, mark: str) -> None:
    """What was inferred, and what no source carries, is unconfirmed."""
    assert [line.confidence for line in topic(slug).lines if mark in line.text] == [Confidence.UNCONFIRMED]


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


def test_an_unknown_topic_is_no_file() -> None:
    """A topic that is not on the list is never looked for on the disk."""
    with pytest.raises(KeyError):
        topic("../sources")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('text = "A."\nsources = ["S1"]', "en/topics/a.toml.line[0].confidence: missing"),
        ('sources = ["S1"]\nconfidence = "high"', "en/topics/a.toml.line[0].text: missing"),
        ('text = "A."\nconfidence = "high"', "en/topics/a.toml.line[0].sources: missing"),
        ('text = "A."\nsources = ["S1"]\nconfidence = "high"\nnote = ""', "line[0].note: not a key that is known here"),
        ('text = "A."\nsources = "S1"\nconfidence = "high"', "line[0].sources: must be a list"),
    ],
)
def test_a_damaged_topic_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, fault: str) -> None:
    """A topic whose lines are not what they must be is refused with the place."""
    head = 'last_reviewed = 2026-11-22\nreview_due = 2027-05-22\nconfidence = "high"\njurisdiction = "US"\n'
    index = head + '[[topic]]\nslug = "a"\ntitle = "A"\ngroup = "A"\nkeywords = []\n'
    (tmp_path / "en" / "topics").mkdir(parents=True)
    (tmp_path / "en/topics/index.toml").write_text(index, encoding="utf-8")
    (tmp_path / "en/topics/a.toml").write_text(f"{head}[[line]]\n{line}\n", encoding="utf-8")
    monkeypatch.setattr(content, "FOLDER", str(tmp_path))
    with pytest.raises(ContentBroken, match=re.escape(fault)):
        topic("a")
    (tmp_path / "en/topics/index.toml").write_text(index + "icon = 1\n", encoding="utf-8")
    with pytest.raises(ContentBroken, match=re.escape("topic[0].icon: not a key that is known here")):
        titles()
