"""The patient's record as types: one `Record` of `Entry` values, each with a body of one kind.

Everything is frozen. `NamedTuple` is used rather than `dataclass` because it is made faster, and every command
pays for that; bodies are always made with keywords. `None` means unknown; nothing clinical has another default.
"""

from __future__ import annotations

import datetime as dt
from enum import Enum

from isocourse.named import NamedTuple
from isocourse.typed import Final, TypeAlias


class Category(Enum):
    """The iPLEDGE category, the prescriber's call."""

    CAN_BECOME_PREGNANT = "can_become_pregnant"
    CANNOT_BECOME_PREGNANT = "cannot_become_pregnant"


class Severity(Enum):
    """How bad the patient says it is; not a clinician's grade."""

    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


def severity_rank(level: Severity | None) -> int:
    """Return 1 (mild) to 3 (severe), 0 where it was not said: what severities are compared by."""
    return 0 if level is None else _SEVERITIES.index(level) + 1


_SEVERITIES = tuple(Severity)


class Urgency(Enum):
    """What to do, from nothing to an ambulance. Compare with `rank`."""

    NONE = "none"
    SELF_CARE = "self_care"
    NEXT_VISIT = "next_visit"
    CALL_TODAY = "call_today"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        """0 (none) to 4 (emergency)."""
        return _RANKS[self]


_RANKS = {urgency: rank for rank, urgency in enumerate(Urgency)}


class TestResult(Enum):
    """The result of a pregnancy test."""

    NEGATIVE = "negative"
    POSITIVE = "positive"
    PENDING = "pending"


class Setting(Enum):
    """Where the sample was taken: a medical setting (office, clinic, lab) or home."""

    MEDICAL = "medical"
    HOME = "home"


class DoseLogging(Enum):
    """How the patient logs doses: each one, or only the exceptions."""

    EACH = "each"
    EXCEPTIONS = "exceptions"


class DoseStatus(Enum):
    """What happened with one dose."""

    TAKEN = "taken"
    MISSED = "missed"
    EXTRA = "extra"


class StepId(Enum):
    """Steps of iPLEDGE that are recorded by a date alone."""

    ENROLLED = "enrolled"
    CONSENT = "consent"
    COUNSELLED = "counselled"
    NOT_BREAST_FEEDING = "not-breast-feeding"
    CONFIRMATION = "confirmation"
    QUESTIONS = "questions"
    VISIT = "visit"


class Settings(NamedTuple):
    """What is true of the course from a day on; only the fields that are set change."""

    category: Category | None = None
    zone: str | None = None
    planned_weeks: int | None = None
    started: dt.date | None = None
    doctor: str | None = None
    doctor_phone: str | None = None
    pharmacy: str | None = None
    pharmacy_phone: str | None = None
    doses_logged: DoseLogging | None = None
    fills_before: int | None = None
    last_fill: dt.date | None = None


class Regimen(NamedTuple):
    """The prescribed dose from a day on. `mg` is for one dose; a pattern in words leaves it unknown."""

    product: str | None = None
    mg: float | None = None
    times: int | None = None
    pattern: str | None = None


class Weight(NamedTuple):
    """Body weight in kilograms."""

    kg: float


class Dose(NamedTuple):
    """One dose taken, missed or taken beyond the plan. `mg` is what was swallowed, when said."""

    status: DoseStatus
    at: dt.time | None = None
    mg: float | None = None
    reason: str | None = None


class SaidOf(NamedTuple):
    """How bad one sign of several was said to be."""

    sign: str
    severity: Severity


OWN_WORDS: Final = ("words", "note", "reason", "text")  # the fields with what a patient typed


class AdverseEvent(NamedTuple):
    """A side effect as the patient told it; cause not claimed.

    `effect` is the slug of the documented effect that ranks first, `signs` everything that was recognised, `urgency`
    and `stop_capsules` what the program answered then: later readings may rise above that, never fall below it.
    `severity` holds for every sign, unless `said` tells of which signs it was said: of the others nobody said it.
    """

    effect: str
    signs: tuple[str, ...] = ()
    severity: Severity | None = None
    words: str | None = None
    note: str | None = None
    urgency: Urgency = Urgency.NONE
    stop_capsules: bool = False
    said: tuple[SaidOf, ...] = ()

    def severity_of(self, sign: str) -> Severity | None:
        """Return how bad one sign was said to be."""
        return next((one.severity for one in self.said if one.sign == sign), None) if self.said else self.severity


class PregnancyTest(NamedTuple):
    """A pregnancy test, dated by the day the sample was taken. An unknown setting counts as home."""

    specimen_date: dt.date
    result: TestResult
    setting: Setting | None = None


class Contraception(NamedTuple):
    """The forms of birth control from a day on, or abstinence.

    `agreed` is the prescriber's word for what is on no list.
    """

    forms: tuple[str, ...] = ()
    abstinence: bool = False
    agreed: bool = False


class Step(NamedTuple):
    """A step of iPLEDGE that was done."""

    step: StepId


class HomeTests(NamedTuple):
    """The prescriber's word on home tests from a day on."""

    allowed: bool


class Authorization(NamedTuple):
    """The binding date from the iPLEDGE site or the pharmacy: do not dispense after it."""

    until: dt.date


class Fill(NamedTuple):
    """A pick-up: days of supply, and capsules when known."""

    days: int
    capsules: int | None = None


class Cleared(NamedTuple):
    """A clinician said to go on, or ruled a sign out."""

    target: str


class Lab(NamedTuple):
    """A lab value with the lab's own range. Never interpreted beyond that range."""

    name: str
    value: float
    unit: str
    low: float | None = None
    high: float | None = None


class Pause(NamedTuple):
    """Capsules are paused from this day."""

    reason: str | None = None


class Resume(NamedTuple):
    """Capsules are taken again from this day."""


class Finish(NamedTuple):
    """The course has ended; `last_capsule` is the day of the last capsule swallowed."""

    last_capsule: dt.date
    stopped_early: bool = False
    reason: str | None = None


class Note(NamedTuple):
    """The patient's own words, kept; a question stands on the visit sheet until the next visit."""

    text: str
    question: bool = False


class Mood(NamedTuple):
    """The answers to the mood questions (two or nine of the PHQ-9, 0 to 3 each), None where one was left out.

    `difficulty` is the unscored tenth. `urgency` and `stop_capsules` are what the program answered then.
    """

    answers: tuple[int | None, ...]
    difficulty: int | None = None
    urgency: Urgency = Urgency.NONE
    stop_capsules: bool = False


class Imported(NamedTuple):
    """The end of one import: the ids of what it brought in. Taking it back takes all of them back."""

    source: str
    ids: tuple[str, ...]


class HandedOut(NamedTuple):
    """A file that was written for somebody to take along: where, what, and the digest of its bytes.

    `what` is report, csv, json or fhir. It says nothing clinical; lists of entries show it only where it is asked for.
    """

    path: str
    what: str
    digest: str


class Exported(NamedTuple):
    """A file that was written for other programs: what it is, where, and the days that stand in it.

    `series` counts how often all reminders were made anew; `events` are a step, its month and its day each.
    """

    what: str
    path: str
    series: int = 0
    events: tuple[str, ...] = ()


class AlarmSeen(NamedTuple):
    """Whether the alarm of an exported calendar showed."""

    seen: bool


class Retraction(NamedTuple):
    """The entry `target` never held."""

    target: str


Body: TypeAlias = (
    Settings
    | Regimen
    | Weight
    | Dose
    | AdverseEvent
    | PregnancyTest
    | Contraception
    | Step
    | HomeTests
    | Authorization
    | Fill
    | Cleared
    | Lab
    | Pause
    | Resume
    | Finish
    | Note
    | Mood
    | Imported
    | HandedOut
    | Exported
    | AlarmSeen
    | Retraction
)


class Entry(NamedTuple):
    """One line of the record. It never changes: a later entry retracts or replaces it."""

    id: str
    recorded: dt.datetime
    on: dt.date
    body: Body
    replaces: str | None = None


class Record(NamedTuple):
    """The whole record of one course, entries in the order of recording."""

    course: str
    entries: tuple[Entry, ...] = ()
