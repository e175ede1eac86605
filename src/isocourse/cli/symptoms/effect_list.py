"""The list of documented effects at a terminal: by number, by name, by a word that narrows it; several at once."""

from __future__ import annotations

import re

from isocourse.cli.hearing import alarm
from isocourse.cli.hearing.assessment import documented, hear
from isocourse.cli.hearing.effects import knowledge
from isocourse.cli.session.session import Session
from isocourse.errors import BadValue
from isocourse.named import NamedTuple
from isocourse.triage.assess import OTHER

_QUESTION = "Numbers, like 1,3; a word to narrow the list, like eyes; or your own words (Ctrl-C leaves)"
_NUMBERS = re.compile(r"[0-9]{1,4}(?:[\s,;+]+(?:and )?[0-9]{1,4})*")


class Chosen(NamedTuple):
    """What was chosen: effects of the list, or words of one's own."""

    slugs: tuple[str, ...] = ()
    words: str = ""


def choose(session: Session) -> Chosen:
    """Return what is chosen from the documented list, which ends with something else.

    Words are judged for an alarm before anything is done with them.
    """
    slugs = [*documented(), OTHER]
    names = [knowledge().effects[slug].name for slug in slugs]
    shown = list(range(len(slugs)))
    while True:
        session.say([f"{n + 1:3}  {names[n]}" for n in shown])
        found = session.ask(_QUESTION, lambda answer: _read(session, answer, slugs, names), option="WORDS")
        if isinstance(found, Chosen):
            return found
        shown = found


def _read(session: Session, answer: str, slugs: list[str], names: list[str]) -> Chosen | list[int]:
    """Return what an answer chooses, or the places of the effects that a word leaves to choose from."""
    if not answer:
        raise BadValue(f"WORDS: type a number, 1 to {len(slugs)}, or a word")
    if _NUMBERS.fullmatch(answer):
        numbers = [int(number) for number in re.findall(r"[0-9]+", answer)]
        if wrong := [number for number in numbers if not 1 <= number <= len(slugs)]:
            raise BadValue(f"WORDS: {wrong[0]} is not a number from 1 to {len(slugs)}")
        return Chosen(tuple(dict.fromkeys(slugs[number - 1] for number in numbers)))
    plain = answer.lower()
    exact = [slug for slug, name in zip(slugs, names, strict=True) if plain in {slug, name}]
    if exact:
        return Chosen((exact[0],))
    alarm.hear_words([answer], json=session.json)
    if hear(answer).signs:
        return Chosen(words=answer)
    words = re.findall(r"[a-z]{3,}", plain)
    narrowed = [n for n, name in enumerate(names) if words and all(word.rstrip("s") in name for word in words)]
    if not narrowed:
        raise BadValue(f"WORDS: {answer!r} is in no name of the list. Another word, or the number of something else")
    return narrowed if len(narrowed) > 1 else Chosen((slugs[narrowed[0]],))
