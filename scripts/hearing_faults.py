"""Faults of hearing: `typos CSV`, one wrong letter in each emergency; `foreign TEXT`, sentences of other matters.

typos    every emergency of a labelled file that is answered as one, with a letter lost or two swapped in one word of
         four letters or more: how many fall below `call today`, and how many of those without the list of signs
foreign  one sentence a line, about anything but health: how many raise an alarm, and how many an emergency
"""

from __future__ import annotations

import csv
import random
import re
import sys
from collections.abc import Iterator, Sized
from pathlib import Path

from isocourse.cli.hearing.assessment import hear, judge
from isocourse.course.entries import Urgency
from isocourse.triage.assess import Assessment

SEED = 9
LOUD = Urgency.CALL_TODAY.rank


def main() -> int:
    """Print the figure that is asked for."""
    if len(sys.argv) != 3 or sys.argv[1] not in {"typos", "foreign"}:  # noqa: PLR2004 - what, and of which file
        print(__doc__)
        return 2
    lines = _typos(Path(sys.argv[2])) if sys.argv[1] == "typos" else _foreign(Path(sys.argv[2]))
    print("\n".join(lines))
    return 0


def _typos(labels: Path) -> Iterator[str]:
    rnd = random.Random(SEED)  # noqa: S311 - the same slips each time
    with labels.open(encoding="utf-8", newline="") as handle:
        rows = [row for row in csv.DictReader(handle) if row["tier"] == "emergency" and row["negated"] != "true"]
    said = [row["phrase"] for row in rows]
    right = [phrase for phrase in said if _answer(phrase).urgency is Urgency.EMERGENCY]
    asked = sorted({typo for phrase in right for typo in _slips(phrase, rnd)})
    below = [one for one in map(_answer, asked) if one.urgency.rank < LOUD]
    silent = sum(not one.signs_shown for one in below)
    yield f"variants {len(asked)} below {_percent(len(below), asked)} silent {_percent(silent, asked)}"


def _slips(phrase: str, rnd: random.Random) -> set[str]:
    words, found = phrase.split(), set()
    for at, word in enumerate(words):
        for _ in range(2 if re.fullmatch(r"[A-Za-z]{4,}", word) else 0):
            k = rnd.randrange(1, len(word) - 1)
            for typo in (word[:k] + word[k + 1 :], word[:k] + word[k + 1] + word[k] + word[k + 2 :]):
                found.add(" ".join([*words[:at], typo, *words[at + 1 :]]))
    return found - {phrase}


def _foreign(text: Path) -> Iterator[str]:
    sentences = [line for line in text.read_text(encoding="utf-8").splitlines() if line.strip()]
    levels = [_answer(line).urgency for line in sentences]
    loud = sum(level.rank >= LOUD for level in levels)
    emergencies = levels.count(Urgency.EMERGENCY)
    yield f"sentences {len(levels)} alarms {_percent(loud, levels)} emergencies {_percent(emergencies, levels)}"


def _answer(words: str) -> Assessment:
    return judge(hear(words), None, [])


def _percent(number: int, of: Sized) -> str:
    return f"{100 * number / max(len(of), 1):.2f} %"


if __name__ == "__main__":
    sys.exit(main())
