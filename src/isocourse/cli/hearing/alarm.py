"""The alarm: what words ask for at once, printed on whatever stream is open, once a run, before anything can fail.

Nothing here needs Typer, a record, a clock or a folder; what needs the content falls back to the short list of signs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from isocourse.failsafe import emergency

if TYPE_CHECKING:
    from isocourse.course.entries import Urgency
    from isocourse.triage.assess import Assessment

LONGEST: Final = (
    25_000  # half a second: letters of one text that are judged at once; of a longer one its beginning and its end
)

_said: set[str] = set()
_owed: list[str] = []  # lines of an alarm that wait for the JSON that will tell it
_once: set[str] = set()  # what is done once a run: the list of signs, and that standard output took something


def reset() -> None:
    """Forget what was printed: a new run begins."""
    _said.clear()
    _owed.clear()
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
    texts: Iterable[str], *, json: bool = False, first: Sequence[str] = (), only_emergency: bool = False
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
        sound(found, json=json, first=first)


def sound(found: Assessment, *, json: bool = False, call: str | None = None, first: Sequence[str] = ()) -> bool:
    """Print the lines of an alarm that were not printed yet; with JSON they wait for the answer that tells them.

    True when it is an alarm. `call` is whom to call, `first` what has to stand before it.
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
    elif fresh:
        say_first(fresh)
        _said.update(map(_plain, fresh))
    return True


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
    """Print on standard error an alarm that still waits for its JSON, which will not come."""
    lines, _owed[:] = list(_owed), []
    if lines:
        say_first(lines, json=True)
        _said.update(map(_plain, lines))


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
