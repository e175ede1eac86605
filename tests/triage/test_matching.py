"""Which rules hold in a sentence: a few words and one rule at a time, in a language made for the test."""

from __future__ import annotations

import pytest

from isocourse.course.entries import Urgency
from isocourse.reviewed import Confidence
from isocourse.triage.knowledge import Language, Rule, Sign
from isocourse.triage.matching import NOTHING, Match, Rules, matches, outdoes, read
from isocourse.triage.pieces import Piece, pieces
from isocourse.triage.words import Vocabulary

WORDS = Language(
    lexicon={
        "head": "HEAD",
        "skull": "HEAD",
        "hurts": "PAIN",
        "sore": "PAIN",
        "migraine": "HEAD PAIN",
        "eyes": "EYES",
        "dry": "DRY",
        "killing": "PAIN",
        "killing me": "PAIN",
        "back of my head": "BACK",
        "not": "NOT",
        "and": "AND",
        "but": "BREAK",
        "really": "FILLER",
        "so": "FILLER",
    },
    starts={"killing": 2, "back": 4},
    plain=(),
    mend="",
    rules={},
    anchors={},
    foreign={},
    easy={},
    dangers={},
    speaks_of={},
)


def language(*rules: str) -> Language:
    """Return the words with these rules, each found by its first item."""
    anchors: dict[str, list[str]] = {}
    for number, rule in enumerate(rules):
        for symbol in rule.split(";")[4].split()[0].split("|"):
            anchors.setdefault(symbol, []).append(str(number))
    return WORDS._replace(rules={str(number): rule for number, rule in enumerate(rules)}, anchors=anchors)


def piece_of(text: str) -> Piece:
    """Return the first sentence of a text."""
    return next(pieces(text, Vocabulary(WORDS), WORDS))


def found(text: str, *rules: str) -> tuple[list[Match], frozenset[int]]:
    """Return the readings of a sentence by these rules, and what is set aside."""
    return matches(piece_of(text), Rules(language(*rules)))


def read_as(text: str, *rules: str) -> list[tuple[str, list[int]]]:
    """Return the sign of each reading and the places of the words that carry it."""
    return [(match.sign, sorted(match.at)) for match in found(text, *rules)[0]]


def places(text: str, *rules: str) -> list[list[int]]:
    """Return the places of the words of each reading."""
    return [at for _, at in read_as(text, *rules)]


def match(sign: str, *at: int, weight: float = 0.8, crossing: bool = False) -> Match:
    """Return a reading of the words at these places."""
    return Match(sign=sign, weight=weight, at=frozenset(at), crossing=crossing)


def sign(slug: str, urgency: Urgency, *instead_of: str) -> Sign:
    """Return a sign of this urgency."""
    return Sign(
        slug=slug,
        name=slug,
        effect=slug,
        urgency=urgency,
        urgency_severe=urgency,
        stop_capsules=False,
        severe=None,
        once=False,
        self_harm=False,
        vague=False,
        instead_of=instead_of,
        tell=(),
        urgent_when=(),
        headline=None,
        sources=(),
        confidence=Confidence.HIGH,
    )


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (
            "headache;0.85;0;6;HEAD|skull PAIN;NOT|film",
            Rule(
                sign="headache",
                weight=0.85,
                ordered=False,
                reach=6,
                items=(frozenset({"HEAD", "skull"}), frozenset({"PAIN"})),
                without=frozenset({"NOT", "film"}),
            ),
        ),
        (
            "headache;1;1;0;HEAD ... PAIN;",
            Rule(
                sign="headache",
                weight=1.0,
                ordered=True,
                reach=0,
                items=(frozenset({"HEAD"}), frozenset({"..."}), frozenset({"PAIN"})),
                without=frozenset(),
            ),
        ),
    ],
)
def test_a_line_is_read_as_its_rule(line: str, rule: Rule) -> None:
    """A line of the compiled language holds the parts of a rule, with or without words that must not be near."""
    assert read(line) == rule


def test_a_rule_is_read_once() -> None:
    """However often a word is said, the rules that hang on it are read only once."""
    rules = Rules(language("headache;0.9;0;6;HEAD PAIN;"))
    (first,) = rules.candidates(piece_of("my head hurts"))
    (again,) = rules.candidates(piece_of("hurts in the head"))
    assert first == read("headache;0.9;0;6;HEAD PAIN;")
    assert again is first


def test_candidates_have_each_of_their_items_in_the_sentence() -> None:
    """A rule with a word that was not said is passed over, and the ones after it are not; a gap is no word."""
    lines = ("a;0.9;0;6;HEAD DRY;", "b;0.9;1;0;HEAD ... PAIN;", "c;0.9;1;0;HEAD ... EYES;", "d;0.9;0;6;HEAD|DRY;")
    rules = Rules(language(*lines))
    assert [rule.sign for rule in rules.candidates(piece_of("my head really hurts"))] == ["b", "d"]
    assert [rule.sign for rule in rules.candidates(piece_of("it hurts"))] == []


def test_a_reading_knows_where_it_begins_and_ends() -> None:
    """The start is the first of its words, the end the place behind the last."""
    assert (match("headache", 4, 2, 7).start, match("headache", 4, 2, 7).end) == (2, 8)


NEAR = "headache;0.9;0;{};HEAD PAIN;"


@pytest.mark.parametrize(
    ("text", "reach", "at"),
    [
        ("head hurts", 0, [[0, 1]]),
        ("hurts head", 0, [[0, 1]]),
        ("well my head hurts", 0, [[2, 3]]),
        ("head it hurts", 0, []),
        ("well my head it just hurts", 2, [[2, 5]]),
        ("well my head it just now hurts", 2, []),
        ("well it hurts in my head", 2, [[2, 5]]),
        ("well it hurts deep in my head", 2, []),
        ("migraine", 6, []),  # one word cannot be two
        ("migraine head", 6, [[0, 1]]),
        ("well so migraine skull", 6, [[2, 3]]),
        ("hurts the head then hurts", 6, [[0, 2]]),  # as near: the first
        ("hurts then head hurts", 6, [[2, 3]]),
        ("hurts head then hurts", 6, [[0, 1]]),
        ("head then hurts hurts", 6, [[0, 2]]),
        ("hurts hurts then head", 6, [[1, 3]]),
        ("hurts so so so head so hurts", 6, [[4, 6]]),
    ],
)
def test_words_in_any_order_within_reach(text: str, reach: int, at: list[list[int]]) -> None:
    """The nearest words count, each for one item, where no more other words stand between than the rule's reach."""
    assert places(text, NEAR.format(reach)) == at


@pytest.mark.parametrize(
    ("text", "reach", "at"),
    [
        ("well back of my head it hurts", 1, [[1, 2, 3, 4, 6]]),
        ("it hurts my back of my head", 1, [[1, 3, 4, 5, 6]]),
        ("well back of my head it just hurts", 1, []),
        ("hurts then back of my head hurts", 6, [[2, 3, 4, 5, 6]]),
        ("hurts back of my head then hurts", 6, [[0, 1, 2, 3, 4]]),
    ],
)
def test_an_expression_is_as_long_as_its_words(text: str, reach: int, at: list[list[int]]) -> None:
    """The words of an expression are no words between, and nearness is counted from its ends."""
    assert places(text, f"headache;0.9;0;{reach};BACK PAIN;") == at


def test_a_word_is_not_shared_by_an_expression_around_it() -> None:
    """A word inside of an expression that was taken, or an expression around such a word, is no second item."""
    assert places("back of my head", "headache;0.9;0;6;BACK HEAD;") == []
    assert places("back of my head", "headache;0.9;0;6;HEAD BACK;") == []
    assert places("back of my head", "headache;0.9;0;6;BACK back;") == []
    assert places("back of my head", "headache;0.9;0;6;back BACK;") == []


def test_three_items_and_a_word_for_each() -> None:
    """A third item may stand on any side, on a word that is still free."""
    rule = "stroke;0.9;0;6;HEAD PAIN EYES;"
    assert places("eyes and head hurts", rule) == [[0, 2, 3]]
    assert places("eyes so bad head hurts", "x;0.9;0;2;HEAD PAIN EYES;") == [[0, 3, 4]]
    assert places("eyes so bad now head hurts", "x;0.9;0;2;HEAD PAIN EYES;") == []
    assert places("migraine sore", "x;0.9;0;6;HEAD PAIN PAIN;") == []


@pytest.mark.parametrize(
    ("text", "reach", "at"),
    [
        ("head, hurts", 4, []),
        ("head and hurts", 4, []),
        ("hurts but head", 4, []),
        ("head, hurts", 5, [[0, 1]]),
        ("head and hurts", 5, [[0, 2]]),
        ("well, head hurts", 4, [[1, 2]]),
        ("dry and my head hurts", 4, [[3, 4]]),
        ("head hurts, yes", 4, [[0, 1]]),
        ("head hurts and eyes", 4, [[0, 1]]),
    ],
)
def test_a_short_reach_ends_at_a_pause(text: str, reach: int, at: list[list[int]]) -> None:
    """Within four words no comma, "and" or "but" may part the words; before and behind them it does no harm."""
    assert places(text, NEAR.format(reach)) == at


@pytest.mark.parametrize(
    ("text", "rule", "crossing"),
    [
        ("head hurts", NEAR.format(6), False),
        ("head, hurts", NEAR.format(6), True),
        ("well, head it hurts, yes", NEAR.format(6), False),
        ("head it, hurts", NEAR.format(6), True),
        ("head and hurts", NEAR.format(6), True),
        ("hurts but head", NEAR.format(6), True),
        ("and head it hurts and so", NEAR.format(6), False),
        ("head and eyes", "x;0.9;0;6;HEAD AND EYES;", False),
        ("head, and eyes", "x;0.9;0;6;HEAD AND EYES;", True),
        ("head, hurts", "x;0.9;1;0;HEAD PAIN;", False),
    ],
)
def test_a_reading_across_a_pause_is_marked(text: str, rule: str, crossing: bool) -> None:  # noqa: FBT001 - a column
    """A comma, an "and" or a "but" between the words of a loose rule is remembered, unless the rule asks for it."""
    assert [one.crossing for one in found(text, rule)[0]] == [crossing]


ORDERED = "headache;0.9;1;0;HEAD PAIN;"
GAPPED = "headache;0.9;1;0;HEAD ... PAIN EYES;"


@pytest.mark.parametrize(
    ("text", "rule", "at"),
    [
        ("my head hurts", ORDERED, [[1, 2]]),
        ("hurts head", ORDERED, []),
        ("hurts head hurts", ORDERED, [[1, 2]]),
        ("head it hurts", ORDERED, []),
        ("my head really hurts", ORDERED, [[1, 3]]),
        ("head really it hurts", ORDERED, []),
        ("my head so so so so hurts", ORDERED, [[1, 6]]),
        ("my head so so so so so hurts", ORDERED, []),
        ("my head or skull hurts", ORDERED, [[3, 4]]),
        ("head hurts skull hurts", ORDERED, [[0, 1], [2, 3]]),
        ("my head so hurts sore", ORDERED, [[1, 3]]),
        ("head killing me dry", "x;0.9;1;0;HEAD PAIN DRY;", [[0, 1, 2, 3]]),
        ("migraine", ORDERED, []),
        ("my head a b c d e f hurts eyes", GAPPED, [[1, 8, 9]]),
        ("my head a b c d e f g hurts eyes", GAPPED, []),
        ("my head a b hurts a eyes", GAPPED, []),
        ("head hurts a hurts eyes", "x;0.9;1;0;HEAD ... sore|EYES;", [[0, 4]]),
        ("head a eyes b dry", "x;0.9;1;0;HEAD ... EYES ... DRY;", [[0, 2, 4]]),
        ("head eyes really dry", "x;0.9;1;0;HEAD EYES DRY;", [[0, 1, 3]]),
    ],
)
def test_words_in_their_order(text: str, rule: str, at: list[list[int]]) -> None:
    """Words in order follow at once or after up to four of filler; where the rule has a gap, after up to six others."""
    assert sorted(places(text, rule)) == at


@pytest.mark.parametrize("pair", ["a b", "d c", "e f", "h g", "i j", "l k", "m n", "p o", "q r", "t s", "u v", "x w"])
def test_of_two_neighbours_the_word_said_first_counts(pair: str) -> None:
    """Of a choice of which both words stand side by side the first is taken."""
    assert places(f"head {pair}", f"x;0.9;1;0;HEAD ... {'|'.join(sorted(pair.split()))};") == [[0, 1]]


@pytest.mark.parametrize("words", ["a b c d e f", "f e d c b a", "u v w x y z", "z y x w v u", "m l k o p n"])
def test_of_a_choice_the_word_said_first_counts(words: str) -> None:
    """Whichever word of a choice stands first behind the gap is taken, in whatever order the rule lists them."""
    choice = "|".join(sorted(words.split()))
    assert places(f"head {words}", f"x;0.9;1;0;HEAD ... {choice};") == [[0, 1]]


@pytest.mark.parametrize(
    ("text", "reach", "at"),
    [
        ("my head hurts", 2, [[1, 2]]),
        ("not my head hurts", 2, []),
        ("not in my head hurts", 2, [[3, 4]]),
        ("my head hurts it not", 2, []),
        ("my head hurts it is not", 2, [[1, 2]]),
        ("my head hurts dry", 2, []),
        ("not, my head hurts", 2, [[2, 3]]),
        ("my head hurts but not", 2, [[1, 2]]),
        ("not, head hurts not", 2, []),
        ("not here or there not my head hurts", 2, []),
        ("head not hurts", 2, []),
        ("head, not hurts", 5, []),
        ("not head, hurts", 5, []),
        ("head, hurts not", 5, []),
        ("not, head, hurts", 5, [[1, 2]]),
    ],
)
def test_what_must_not_stand_near(text: str, reach: int, at: list[list[int]]) -> None:
    """A word that spoils the rule does so within its reach on both sides, up to a pause, and anywhere in between."""
    assert places(text, f"headache;0.9;0;{reach};HEAD PAIN;NOT|dry") == at


def test_a_word_of_the_reading_does_not_spoil_it() -> None:
    """A word that carries the reading may be among those that spoil it elsewhere."""
    assert places("head not dry", "x;0.9;0;6;HEAD NOT;NOT|AND") == [[0, 1]]
    assert places("head not dry not", "x;0.9;0;6;HEAD NOT;NOT|AND") == []


def test_the_surest_of_the_same_readings_stays() -> None:
    """Of rules that read the same words as the same sign the surest counts, the first of equally sure ones."""
    loose, sure = "headache;0.7;0;6;HEAD PAIN;", "headache;0.9;0;6;HEAD PAIN;"
    assert [one.weight for one in found("head hurts", loose, sure)[0]] == [0.9]
    assert [one.weight for one in found("head hurts", sure, loose)[0]] == [0.9]
    assert [one.crossing for one in found("head, hurts", sure, "headache;0.9;1;0;HEAD PAIN;")[0]] == [True]
    assert [one.crossing for one in found("head, hurts", "headache;0.9;1;0;HEAD PAIN;", sure)[0]] == [False]
    assert [one.weight for one in found("head not hurts", loose, "headache;0.9;0;6;HEAD PAIN;NOT")[0]] == [0.7]


def test_other_words_and_other_signs_are_other_readings() -> None:
    """The same words may be two signs, and the same sign may be said twice."""
    rules = ("headache;0.9;0;6;HEAD PAIN;", "migraine;0.8;0;6;HEAD PAIN;")
    assert read_as("head hurts", *rules) == [("headache", [0, 1]), ("migraine", [0, 1])]
    assert places("head hurts so my skull sore", rules[0]) == [[0, 1], [4, 5]]


def test_an_idiom_is_set_aside() -> None:
    """No reading rests on the words of an idiom alone; one that has a word beside them does."""
    rules = (f"{NOTHING};0.9;1;0;killing me;", "pain;0.9;0;6;PAIN;", "headache;0.9;0;6;HEAD PAIN;")
    assert found("this song is killing me", *rules) == ([], frozenset({3, 4}))
    assert read_as("my head is killing me", *rules) == [("headache", [1, 3])]
    assert found("my head hurts", *rules)[1] == frozenset()


APART = ("headache;0.9;0;6;HEAD PAIN;", "dry-eyes;0.9;0;6;EYES DRY;", "eye-pain;0.9;0;6;PAIN EYES;")


def test_words_that_have_a_partner_take_none_across_a_pause() -> None:
    """A reading across an "and" is left out where all its words have partners on their own side, else it stays."""
    assert read_as("head hurts and eyes dry", *APART) == [("headache", [0, 1]), ("dry-eyes", [3, 4])]
    assert ("eye-pain", [1, 3]) in read_as("head hurts and eyes", *APART)
    assert ("eye-pain", [0, 2]) in read_as("hurts and eyes dry", *APART)


def test_a_word_alone_is_no_partner() -> None:
    """Readings of one word each do not keep two words from being read together."""
    rules = ("pain;0.9;0;6;PAIN;", "eyes;0.9;0;6;EYES;", "eye-pain;0.9;0;6;PAIN EYES;")
    assert read_as("hurts and eyes", *rules) == [("pain", [0]), ("eye-pain", [0, 2]), ("eyes", [2])]


MILD, NEXT, TODAY, NOW = Urgency.SELF_CARE, Urgency.NEXT_VISIT, Urgency.CALL_TODAY, Urgency.EMERGENCY


@pytest.mark.parametrize(
    ("longer", "shorter", "does"),
    [
        (match("other", 1, 2), match("mine", 1), True),
        (match("other", 1), match("mine", 1, 2), False),
        (match("other", 2, 3), match("mine", 1, 2), False),
        (match("other", 1, 2, crossing=True), match("mine", 1), False),
        (match("other", 1, 2, crossing=True), match("mine", 1, crossing=True), True),
        (match("other", 1, 2), match("mine", 1, crossing=True), True),
        (match("mine", 1, 2), match("mine", 1), True),
        (match("mine", 1, weight=0.9), match("mine", 1), False),
        (match("other", 1, weight=0.9), match("mine", 1), True),
        (match("other", 1, weight=0.8), match("mine", 1), False),
        (match("other", 1, weight=0.7), match("mine", 1), False),
        (match("other", 1, 2, weight=0.7), match("mine", 1), True),
    ],
)
def test_a_longer_reading_outdoes_a_shorter(longer: Match, shorter: Match, does: bool) -> None:  # noqa: FBT001 - a column
    """It has all the words and more, or is surer of the same ones, and crosses no pause where the other does not."""
    signs = {"mine": sign("mine", NEXT), "other": sign("other", NEXT)}
    assert outdoes(longer, shorter, signs) is does


@pytest.mark.parametrize(
    ("mine", "other", "does"),
    [
        (MILD, MILD, True),
        (NEXT, MILD, True),
        (TODAY, MILD, False),
        (TODAY, NEXT, False),
        (TODAY, TODAY, True),
        (TODAY, NOW, True),
        (NOW, TODAY, False),
        (MILD, NOW, True),
    ],
)
def test_what_is_urgent_yields_only_to_as_much(mine: Urgency, other: Urgency, does: bool) -> None:  # noqa: FBT001 - a column
    """A longer reading that is less urgent takes no reading away that needs a doctor today."""
    signs = {"mine": sign("mine", mine), "other": sign("other", other)}
    assert outdoes(match("other", 1, 2), match("mine", 1), signs) is does


def test_a_sign_that_corrects_another() -> None:
    """A sign that is read instead of another outdoes it whatever the urgency, and is not outdone by it."""
    signs = {"alarm": sign("alarm", NOW), "harmless": sign("harmless", MILD, "alarm")}
    assert outdoes(match("harmless", 1, weight=0.5), match("alarm", 1), signs)
    assert not outdoes(match("alarm", 1, 2), match("harmless", 1), signs)
    assert not outdoes(match("harmless", 1), match("alarm", 1, 2), signs)
