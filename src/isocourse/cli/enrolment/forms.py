"""Birth control as people tell it: the forms, since when, and which of two things a word means."""

from __future__ import annotations

import datetime as dt
import re

from isocourse.cli.parsing.dates import parse_day
from isocourse.cli.parsing.values import short_text
from isocourse.cli.session.clock import Now
from isocourse.cli.session.session import Session
from isocourse.content.rules import forms as known_forms
from isocourse.course.entries import Contraception
from isocourse.errors import BadValue
from isocourse.ipledge.contraception import listed
from isocourse.ipledge.rulebook import Forms
from isocourse.named import NamedTuple

ABSTINENCE = "abstinence"


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
    day = session.taken(since[0], lambda text: parse_day(text, now.today, option="--on")) if since else None
    if words.strip().lower() == ABSTINENCE:
        return Told(Contraception(abstinence=True, agreed=agreed), day)
    named = words.replace(" and ", ",").replace("+", ",").split(",")
    return Told(contraception(session, named, abstinence=False, agreed=agreed), day)


def contraception(session: Session, named: list[str], *, abstinence: bool, agreed: bool) -> Contraception:
    """Return the forms that were named, as the lists call them, or abstinence."""
    if named and abstinence:
        raise BadValue("--abstinence: give forms or abstinence, not both")
    known = known_forms()
    forms = tuple(dict.fromkeys(_form(session, known, form) for form in named if form.strip()))
    if not forms and not abstinence:
        raise BadValue("--form: name the forms of birth control, or say --abstinence")
    return Contraception(forms=forms, abstinence=abstinence, agreed=agreed)


def ask_since(session: Session, now: Now) -> dt.date:
    """Return since when birth control has been in place: asked for, because a month may hang on it; else today."""
    question = "Since when, without a break? (Enter: today)"
    told = session.ask_if_person(question, lambda text: parse_day(text, now.today, option="--on"))
    return told or now.today


def _form(session: Session, known: Forms, words: str) -> str:
    """Return a form as the lists call it. What may be either of two is asked for; without a terminal it is refused."""
    plain = " ".join(short_text("--form")(words).lower().replace("_", " ").replace("-", " ").split())
    choices = known.unclear.get(plain)
    if choices is None:
        return listed(plain, known)
    either = choices.split(" or ")

    def one_of_them(answer: str) -> str:
        begins = [form for form in either if answer and form.startswith(answer.strip().lower())]
        form = begins[0] if len(begins) == 1 else listed(answer, known)
        if form not in either:
            raise BadValue(f"--form: {words.strip()!r} may be two things. Say which: {choices}")
        return form

    return (
        session.ask(f"Which pill: {choices}?", one_of_them, option="") if session.interactive() else one_of_them(words)
    )
