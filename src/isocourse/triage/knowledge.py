"""What triage knows, as types: side effects, signs, red flags, and the words of the language."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence

from isocourse.course.entries import Urgency
from isocourse.named import NamedTuple
from isocourse.reviewed import Confidence, Reviewed


class UrgentWhen(NamedTuple):
    """A line that says what would make it more urgent, and how urgent that is."""

    text: str
    urgency: Urgency


class AdverseReaction(NamedTuple):
    """A side effect that the documents list, under the slug of the contract.

    `urgency` holds for the effect alone, `urgency_severe` when the patient calls it severe. `helps` is there only for
    what a source says about looking after oneself, and never above next_visit. `mood`: every answer that names it
    shows its urgent lines, be it denied or only asked about.
    """

    slug: str
    name: str
    urgency: Urgency
    urgency_severe: Urgency
    stop_capsules: bool
    helps: tuple[str, ...]
    urgent_when: tuple[UrgentWhen, ...]
    tell: tuple[str, ...]
    mood: bool
    sources: tuple[str, ...]
    confidence: Confidence


class Sign(NamedTuple):
    """One thing a patient can notice, finer than an effect: it belongs to one, with an urgency of its own.

    `severe` is the sign that it becomes when the patient calls it severe. `once` is true where having had it once is
    enough: that it is over changes nothing. `instead_of` names signs that this one corrects when it covers their words.
    `tell` stands instead of the effect's, `urgent_when` beside the effect's; `headline` is the first line of its alarm.
    `vague`: words may speak of something, not of what: it names no effect beside one that was heard.
    """

    slug: str
    name: str
    effect: str
    urgency: Urgency
    urgency_severe: Urgency
    stop_capsules: bool
    severe: str | None
    once: bool
    self_harm: bool
    vague: bool
    instead_of: tuple[str, ...]
    tell: tuple[str, ...]
    urgent_when: tuple[UrgentWhen, ...]
    headline: str | None
    sources: tuple[str, ...]
    confidence: Confidence


class RedFlag(NamedTuple):
    """Signs that together say more than each alone, in one phrase or within seven days.

    It is hit when every group has at least one of its signs.
    """

    slug: str
    groups: tuple[tuple[str, ...], ...]
    effect: str
    urgency: Urgency
    stop_capsules: bool
    because: str
    sources: tuple[str, ...]
    confidence: Confidence


class Rule(NamedTuple):
    """How a sign is said: `items` near each other, each item a choice of words and concepts.

    `ordered` items follow one another with only filler between; the others stand in any order within `reach` words
    (with a reach of four or less, with no comma or "and" between).
    `without` lists what must not stand near. `weight` is 0 to 1: how sure the reading is.
    """

    sign: str
    weight: float
    ordered: bool
    reach: int
    items: tuple[frozenset[str], ...]
    without: frozenset[str]


class SurveyQuestion(NamedTuple):
    """One thing that a doctor asks about at a visit.

    `signs`, where there are any, are the ones that it is about alone; else it is about its effects, without the signs
    that another question has for itself.
    """

    label: str
    effects: tuple[str, ...]
    signs: tuple[str, ...] = ()


class Language(NamedTuple):
    """The words, as data: `lexicon` gives a word or expression its concepts; `rules` are read when first needed.

    `starts` is the length of the longest expression that begins with a word; `plain` holds ordinary words that are no
    misspelling of anything, `mend` the words that a misspelled one may be taken for, with blanks between them;
    `anchors` gives for a word or concept the numbers, in `rules`, of those that cannot hold without it; `foreign` gives
    the small words of other languages, each with the names of those. `easy` holds the words that need no explaining
    (see `triage.unexplained`), `dangers` those that what needs a doctor today is told with (see `triage.slips`);
    `speaks_of` gives for a word the effects whose phrases have it, with weights (see `triage.nearest`).
    """

    lexicon: Mapping[str, str]
    starts: Mapping[str, int]
    plain: Container[str]
    mend: str
    rules: Mapping[str, str]
    anchors: Mapping[str, Sequence[str]]
    foreign: Mapping[str, str]
    easy: Mapping[str, str]
    dangers: Mapping[str, str]
    speaks_of: Mapping[str, str]


class Scale(NamedTuple):
    """What the traits of a phrase weigh: a character for each bucket, and `bias`, which every phrase begins with."""

    bias: float
    weights: bytes


class Bars(NamedTuple):
    """How much a phrase has to weigh to be taken for an alarm, and on the other scale for an emergency.

    `short` is the bar of both for a phrase of few words, which say less; `alone` that of an emergency which is no
    alarm by the other scale. Below `doubt` there is no doubt where all of a phrase was understood, below `nothing` none
    where it says nothing to the rules, and below `left` none where some words were left over. Below `calm` a call that
    the rules heard is doubted, below `calm_emergency` an emergency, in a clause of `long_words` words and more. A long
    phrase that names nobody counts only where this share of its words is `known` from patients.
    """

    alarm: float
    short: float
    emergency: float
    alone: float
    doubt: float
    nothing: float
    left: float
    calm: float
    calm_emergency: float
    known: float
    short_words: int
    long_words: int


class Learned(NamedTuple):
    """What was learned from labelled phrases.

    `persons` are words that name somebody, `joins` join clauses; `never_doubted` are signs that calm words never hush.
    """

    persons: frozenset[str]
    joins: frozenset[str]
    never_doubted: frozenset[str]
    bars: Bars
    alarm: Scale
    emergency: Scale


class TriageKnowledge(NamedTuple):
    """All that triage knows: the effects, the signs, the combinations, what each urgency asks for, and the words.

    `headlines` open an alarm, `stops` follow where no more capsules are to be taken; `closed` is for a shut office.
    """

    effects: Mapping[str, AdverseReaction]
    signs: Mapping[str, Sign]
    red_flags: tuple[RedFlag, ...]
    what_to_do: Mapping[Urgency, str]
    headlines: Mapping[Urgency, str]
    stops: Mapping[Urgency, str]
    closed: str
    reviewed: Reviewed
    read_language: Callable[[], Language]
    read_learned: Callable[[], Learned]
    other_languages: Mapping[str, str]  # what is said where words are in one of them

    @property
    def language(self) -> Language:
        """The words, which what was logged is judged without."""
        return self.read_language()

    @property
    def learned(self) -> Learned:
        """What was learned from labelled phrases, which only words are weighed by."""
        return self.read_learned()
