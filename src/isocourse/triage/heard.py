"""What was heard in a patient's words, as `hearing` tells it and `assess` judges it."""

from __future__ import annotations

from isocourse.course.entries import Severity
from isocourse.named import NamedTuple
from isocourse.triage.scope import State
from isocourse.typed import Final

ALIKE: Final = 0.55  # how sure a reading is that rests on likeness alone


class HeardSign(NamedTuple):
    """A sign that was heard. `words` are the patient's own, folded; `confidence` is 0 to 1.

    `severity` is the worst that is said near it: the answer goes by that. `said` is what is said of this sign and of no
    other: the diary keeps that.
    """

    sign: str
    words: str
    confidence: float
    severity: Severity | None
    state: State
    said: Severity | None = None


class Heard(NamedTuple):
    """All that was heard. `denied` holds what was denied or is over, `aside` what is about others or only asked.

    `close` names two signs that the same words may mean, when neither reading is much surer. `words` are all of them,
    as typed; `rest` those, folded, that were not set aside as an idiom, a film or a joke (None where nothing was);
    `doubted`: it is understood, or taken back, and may need a doctor all the same; `quiet`: it sounds like none;
    `alike` are the effects that the words speak of, where not all of them was understood, the likeliest first;
    `left` those that nothing accounted for; `read_as` each misspelled one with the word that it was taken for.
    `language` is the one that the words are in, where it is not English.
    """

    signs: tuple[HeardSign, ...] = ()
    denied: tuple[HeardSign, ...] = ()
    aside: tuple[HeardSign, ...] = ()
    severity: Severity | None = None
    days_ago: int | None = None
    weekday: int | None = None
    mentions_self_harm: bool = False
    close: tuple[str, str] | None = None
    rest: str | None = None
    doubted: bool = False
    quiet: bool = False
    alike: tuple[str, ...] = ()
    words: str = ""
    left: tuple[str, ...] = ()
    read_as: tuple[tuple[str, str], ...] = ()
    language: str | None = None
