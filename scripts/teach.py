"""Learn the weights of words from the labelled phrases, and write them beside the phrases.

    teach.py            learn from all phrases (a minute), and write content/en/phrases/weights.txt
    teach.py --check    learn from all files but one, judge that one, for each; print the figures, and write nothing

Run it after phrases came or went, and after many cards were changed: what the rules hear is weighed too.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "scripts")]

from compiling import likeness, phrases, teaching  # noqa: E402 - found in the folders just named
from isocourse.content.triage import knowledge, learned  # noqa: E402 - the same
from isocourse.course.entries import Urgency  # noqa: E402 - the same
from isocourse.triage.assess import assess  # noqa: E402 - the same
from isocourse.triage.hearing import Listener  # noqa: E402 - the same


def main() -> int:
    """Teach, or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    listener, signs = Listener(knowledge()), knowledge().signs
    heard = {path: teaching.examples(phrases.phrases([path]), listener, signs) for path in phrases.files()}
    heard[Path("signs' names")] = teaching.examples(phrases.names(signs.values()), listener, signs)
    if not check:
        varied = teaching.varied([one.phrase for each in heard.values() for one in each])
        heard[Path("varied")] = teaching.examples(varied, listener, signs)
        likeness.write(likeness.WEIGHTS, teaching.taught([one for each in heard.values() for one in each]))
        return 0
    for path, examples in heard.items():
        others = [one for other, each in heard.items() if other != path for one in each]
        print(f"{path.name:16} {_figures(examples, teaching.taught(others))}", flush=True)
    return 0


def _figures(examples: Sequence[teaching.Example], scales: dict[str, likeness.Scale]) -> str:
    """Return how well the examples are judged by scales that were learned without them, with the rules."""
    known = knowledge()
    judge = Listener(known._replace(read_learned=lambda: learned()._replace(**scales)))
    counts = {name: [0, 0] for name in ("alarm", "emergency", "calm", "noise")}
    silent = 0
    for phrase in (one.phrase for one in examples):
        found = assess(judge.hear(phrase.words), severity=None, knowledge=known)
        loud = found.urgency.rank >= Urgency.CALL_TODAY.rank
        if phrase.is_alarm:
            _count(counts["alarm"], loud)
            silent += not loud and not found.signs_shown
        else:
            _count(counts["calm"], not loud)
            if not loud:
                _count(counts["noise"], found.signs_shown)
        if phrase.tier == phrases.EMERGENCY:
            _count(counts["emergency"], found.urgency is Urgency.EMERGENCY)
    shares = (f"{name} {100 * right / max(of, 1):5.1f} ({right}/{of})" for name, (right, of) in counts.items())
    return f"{'  '.join(shares)}  silent {silent}"


def _count(pair: list[int], right: object) -> None:
    pair[0] += bool(right)
    pair[1] += 1


if __name__ == "__main__":
    sys.exit(main())
