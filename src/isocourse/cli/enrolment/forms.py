"""Birth control as people tell it: the forms, since when, and which of two things a word means."""

from __future__ import annotations

import datetime as dt
import re

from isocourse.cli.parsing.dates import parse_day
from isocourse.cli.parsing.values import short_text
from isocourse.cli.session.clock import Now
from isocourse.cli.session.session import Session
from isocourse.cli.terminal.standard_error import explain
from isocourse.content.rules import forms as known_forms
from isocourse.course.entries import Contraception
from isocourse.errors import BadValue
from isocourse.ipledge.contraception import listed
from isocourse.ipledge.rulebook import Forms
from isocourse.named import NamedTuple

ABSTINENCE = "abstinence"
_SINCE_DAY = "Since which day, like aug 1?"
_TWO_MONTHS, _YEAR_AND_A_MONTH = dt.timedelta(days=62), dt.timedelta(days=397)
_NOT_SURE = frozenset(
    {"3", "not sure", "unsure", "idk", "i dont know", "i don't know", "dont know", "don't know", "no idea"}
)
_UNKNOWN = "pill"  # on no list: kept, flagged, and it does not count


class Told(NamedTuple):
    """What was told of birth control, and since when, where that was said."""

    body: Contraception
    since: dt.date | None = None


def forms_question(then: str = "") -> str:
    """Return the question for the forms, with what the lists call them."""
    known = known_forms()
    lists = f"primary: {', '.join(known.primary)}; barrier: {', '.join(known.barrier)}"
    return f"Your two forms, with a comma ({lists}), or abstinence; add since when, like: iud, condom since aug 1{then}"


def told_forms(session: Session, now: Now, answer: str, *, agreed: bool = False) -> Told:
    """Return what a line says: forms with a comma between or abstinence, and since when."""
    words, *since = re.split(r"\s+since\s+", short_text("--form")(answer), maxsplit=1, flags=re.IGNORECASE)
    day = _since(session, now, since[0]) if since else None
    if words.strip().lower() == ABSTINENCE:
        return Told(Contraception(abstinence=True, agreed=agreed), day)
    named = words.replace(" and ", ",").replace("+", ",").split(",")
    return Told(contraception(session, named, abstinence=False, agreed=agreed), day)


def contraception(session: Session, named: list[str], *, abstinence: bool, agreed: bool) -> Contraception:
    """Return the forms that were named, as the lists call them, or abstinence."""
    if named and abstinence:
        raise BadValue("--abstinence: give forms or abstinence, not both")
    known = known_forms()
    forms = tuple(dict.fromkeys(_form(session, known, form, agreed=agreed) for form in named if form.strip()))
    if not forms and not abstinence:
        raise BadValue("--form: name the forms of birth control, or say --abstinence")
    return Contraception(forms=forms, abstinence=abstinence, agreed=agreed)


def since_day(text: str, today: dt.date) -> dt.date:
    """Return the day that a line means; a month or a year alone is its first day, where no day of it is in doubt.

    It is in doubt until a month has gone by after its end: until then the month without a gap may not be over.
    """
    plain = " ".join(text.lower().replace(",", " ").split())
    try:
        return parse_day(text, today, option="--on")
    except BadValue:
        first = _first_of(plain, today)
        if first is None:
            raise
        if today - first < (_YEAR_AND_A_MONTH if plain.isdigit() else _TWO_MONTHS):
            raise BadValue(f"--on: which day in {text.strip()!r}? It matters, because it is not long ago") from None
        return first


def _first_of(plain: str, today: dt.date) -> dt.date | None:
    """Return the first day of a month or a year that is named alone; None where it is neither."""
    month = re.fullmatch(r"([a-z]{3,9})\.?(?: ([0-9]{4}))?", plain)
    try:
        if month:
            return parse_day(f"{month[1]} 1 {month[2] or ''}", today)
        return parse_day(f"{plain}-01-01", today) if re.fullmatch(r"[0-9]{4}", plain) else None
    except BadValue:
        return None


def _since(session: Session, now: Now, text: str) -> dt.date:
    """Return since when forms are used; where only that cannot be read, a person is asked for it alone."""
    try:
        return session.taken(text, lambda given: since_day(given, now.today))
    except BadValue as problem:
        if not session.interactive():
            raise
        explain(str(problem))
        return session.ask(_SINCE_DAY, lambda given: since_day(given, now.today), option="--on")


def ask_since(session: Session, now: Now) -> dt.date:
    """Return since when birth control has been in place: asked for, because a month may hang on it; else today."""
    question = "Since when, without a break? (Enter: today)"
    told = session.ask_if_person(question, lambda text: since_day(text, now.today))
    return told or now.today


def _form(session: Session, known: Forms, words: str, *, agreed: bool) -> str:
    """Return a form as the lists call it. What may be either of two is asked for; without a terminal it is refused."""
    plain = " ".join(short_text("--form")(words).lower().replace("_", " ").replace("-", " ").split())
    choices = known.unclear.get(plain)
    if choices is None:
        return listed(plain, known)
    either = choices.split(" or ")

    def one_of_them(answer: str) -> str:
        plain_answer = answer.strip().lower()
        if plain_answer in _NOT_SURE and not agreed and session.interactive():
            return _UNKNOWN
        if plain_answer in {"1", "2"}:
            return either[int(plain_answer) - 1]
        begins = [form for form in either if answer and form.startswith(answer.strip().lower())]
        form = begins[0] if len(begins) == 1 else listed(answer, known)
        if form not in either:
            way = "Type 1, 2 or 3" if session.interactive() else f"Say which: {choices}"
            raise BadValue(f"--form: {words.strip()!r} may be two things. {way}")
        return form

    if not session.interactive():
        return one_of_them(words)
    shown = [f"  {n}  {form.replace('-', ' ')}: {known.hints[form]}" for n, form in enumerate(either, 1)]
    return session.ask(
        "\n".join(["Which pill? Look at the box.", *shown, *_last_line(agreed=agreed)]), one_of_them, option=""
    )


def _last_line(*, agreed: bool) -> list[str]:
    """Return what can be answered: `not sure` too, but not for a form that the prescriber is said to have agreed to."""
    return ["1 or 2"] if agreed else ["  3  not sure: it is kept, and does not count yet", "1, 2 or 3"]
