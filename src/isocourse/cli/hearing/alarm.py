"""The alarm: what words ask for at once, printed on whatever stream is open, once a run, before anything can fail.

One verdict stands on top, the highest: an emergency by the words alone is printed at once; a call today waits for the
record, which may make an emergency of it, and is printed before anything is said, asked or saved, or fails.

Nothing here needs Typer, a record, a clock or a folder; what needs the content falls back to the short list of signs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from isocourse.failsafe import emergency
from isocourse.typed import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from isocourse.course.entries import Urgency
    from isocourse.triage.assess import Assessment

LONGEST: Final = (
    25_000  # half a second: letters of one text that are judged at once; of a longer one its beginning and its end
)

_said: dict[str, None] = {}  # in the order in which they were printed
_owed: list[str] = []  # lines of an alarm that wait for the JSON that will tell it
_waiting: dict[str, None] = {}  # lines of a call today that wait for what the record adds
_rank_waiting: list[int] = [0]  # how urgent they are
_once: set[str] = set()  # what is done once a run: the list of signs, and that standard output took something


def reset() -> None:
    """Forget what was printed: a new run begins."""
    _said.clear()
    _owed.clear()
    _weighed()
    _once.clear()


def note_seen() -> None:
    """Note that standard output took something."""
    _once.add("seen")


def seen() -> bool:
    """Say whether standard output took something in this run."""
    return "seen" in _once


def sounded() -> bool:
    """Say whether an alarm was printed in this run."""
    return bool(_said)


def hear_words(
    texts: Iterable[str],
    *,
    json: bool = False,
    first: Sequence[str] = (),
    only_emergency: bool = False,
    wait: bool = False,
) -> None:
    """Print the alarm that is in words: of several readings of the same words the most urgent.

    Where they cannot be judged, twice tried, the short list of signs is printed: it holds whatever is broken.
    """
    ways = tuple(dict.fromkeys(way for text in texts for way in _ends(text) if way.strip(" -")))
    if not ways:
        return
    try:
        found = _judged(ways)
    except Exception:  # noqa: BLE001 - whatever failed once (a full table of files, an interrupted read) may not fail twice
        try:
            _look_again()
            found = _judged(ways)
        except Exception:  # noqa: BLE001 - as above
            short_list()
            return
    if not only_emergency or found.urgency.value == "emergency":
        sound(found, json=json, first=first, wait=wait)


def sound(
    found: Assessment,
    *,
    json: bool = False,
    call: str | None = None,
    first: Sequence[str] = (),
    wait: bool = False,
) -> bool:
    """Print the lines of an alarm that were not printed yet; with JSON they wait for the answer that tells them.

    True when it is an alarm. `call` is whom to call, `first` what has to stand before it. What may `wait` for the
    record is printed by `pay`, unless an answer that is as urgent comes before.
    """
    from isocourse.cli.terminal.screen import alarming  # what fails here is caught by who calls
    from isocourse.render.answer import alarm_lines

    if found.self_harm:
        emergency.speak(json=json)
    lines = alarm_lines(found, alarming, call)
    if not lines:
        return False
    fresh = unsaid([*first, *lines])
    if json:
        _owed[:] = [line for line in lines if line in fresh or line in _owed]
    elif wait and found.urgency.value != "emergency":
        _waiting.update(dict.fromkeys(fresh))
        _rank_waiting[0] = max(_rank_waiting[0], found.urgency.rank)
    else:
        if found.urgency.rank >= _rank_waiting[0]:
            _weighed()
        _print(fresh)
    return True


def pay() -> None:
    """Print the alarm that waited for the record: something is about to be said, asked or saved, or has failed."""
    lines = unsaid(list(_waiting))
    _weighed()
    _print(lines)


def printed() -> list[str]:
    """Return the lines of the alarms of this run."""
    return list(_said)


def _weighed() -> None:
    _waiting.clear()
    _rank_waiting[0] = 0


def _print(lines: Sequence[str]) -> None:
    if lines:
        say_first(lines)
        _said.update(dict.fromkeys(map(_plain, lines)))


def unsaid(lines: Sequence[str]) -> list[str]:
    """Return the lines that no alarm of this run has printed."""
    return [line for line in lines if _plain(line) not in _said]


def say_first(lines: Sequence[str], *, json: bool = False) -> None:
    """Print what must be read whatever happens next: on standard error where standard output is closed or full.

    With JSON, which has standard output for itself, it goes to standard error as well.
    """
    from isocourse.cli.terminal.screen import colours, columns
    from isocourse.render.text import encodable, printable, wrap_all

    stream = sys.stderr if json else sys.stdout
    laid_out = wrap_all([line.replace("\n", " ") for line in lines], columns())
    text = printable(laid_out, colours=colours())
    if emergency.say(encodable(text, getattr(stream or sys.stderr, "encoding", None)), to_stderr=json) and sys.stdout:
        note_seen()


def answered() -> None:
    """Note that the JSON which tells the alarm was printed."""
    _owed.clear()


def settle() -> None:
    """Print an alarm that still waits for the record, or, on standard error, for its JSON, which will not come."""
    pay()
    lines, _owed[:] = list(_owed), []
    if lines:
        say_first(lines, json=True)
        _said.update(dict.fromkeys(map(_plain, lines)))


def short_list() -> None:
    """Print the short list of signs, once a run."""
    if "list" not in _once and emergency.show(emergency.NOT_JUDGED + emergency.SHORT_LIST, to_stderr=True):
        _once.add("list")


def _judged(ways: Sequence[str]) -> Assessment:
    from isocourse.cli.hearing.assessment import hear, judge  # a broken installation must not silence the short list
    from isocourse.course.entries import Severity

    typed = " ".join(sys.argv).lower().replace("--severity=", "--severity ").replace(" -s", " --severity ")
    typed = " ".join(typed.split())
    given = [level for level in Severity if f"--severity {level.value[:3]}" in typed]  # the worst of both stands first
    return max((judge(hear(way), level, []) for way in ways for level in (None, *given)), key=_rank)


def _plain(line: str) -> str:
    """Return a line without its colours: it is the same line."""
    import re  # loaded by whatever judges words

    return re.sub(r"\x1b\[[0-9a-f;]*m", "", line)


def _rank(found: Assessment) -> tuple[int, bool]:
    urgency: Urgency = found.urgency
    return urgency.rank, found.stop_capsules


def _ends(text: str) -> tuple[str, ...]:
    return (text,) if len(text) <= LONGEST else (text[:LONGEST], text[-LONGEST:])


def _look_again() -> None:
    """Let Python look for its modules anew: what it could not see once it takes as missing."""
    sys.path_importer_cache.clear()
