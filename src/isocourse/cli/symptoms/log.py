"""`log`: write down a side effect, and hear at once what to do. An alarm is printed before anything is saved."""

from __future__ import annotations

import datetime as dt

from isocourse.cli import Run
from isocourse.cli.hearing import alarm
from isocourse.cli.hearing.assessment import effect_slug, event_of, hear, hear_effects, judge, recent_events
from isocourse.cli.hearing.effects import knowledge
from isocourse.cli.parsing.options import EXIT_CODE, FILE, JSON, ON, WHY, YES, arguments, option
from isocourse.cli.parsing.values import maybe, numbered, said_severity, short_text, whole
from isocourse.cli.parsing.values import severity as read_severity
from isocourse.cli.session.clock import Now
from isocourse.cli.session.course_if_any import call_line, course_if_any
from isocourse.cli.session.session import Session
from isocourse.cli.symptoms.ask import EXIT, head_again
from isocourse.cli.symptoms.own_words import kept, listen
from isocourse.cli.symptoms.topics import missed, topics
from isocourse.course.days import spoken
from isocourse.course.entries import AdverseEvent, Entry, Severity, Urgency
from isocourse.course.standing import Course, day_and_week
from isocourse.errors import BadValue, NoCourse
from isocourse.failsafe import emergency
from isocourse.render.answer import ALARMS, as_json, effects_with_severity, quiet_lines, why_lines
from isocourse.render.ids import short, tagged
from isocourse.render.text import clean
from isocourse.triage.assess import SELF_HARM, Assessment
from isocourse.triage.heard import Heard

_QUESTION = "What do you notice? (Enter: choose from the list)"
_PREGNANCY = "possible-pregnancy"
_HOW_BAD = "How bad? 1 mild, 2 moderate, 3 severe (Enter: not said)"


def log(
    run: Run,
    words: list[str] = arguments("[WORDS...]", help="What you notice, in your words."),
    *,
    severity: str | None = option("--severity", "-s", metavar="HOW", help="mild, moderate or severe."),
    on: str | None = ON,
    note: str | None = option("--note", metavar="TEXT", help="A note of your own, `-` to read it."),
    effect: str | None = option("--effect", metavar="SLUG", help="The documented effect, if you know it."),
    why: bool = WHY,
    exit_code: bool = EXIT_CODE,
    yes: bool = YES,
    json: bool = JSON,
    file: str | None = FILE,
) -> int:
    """Write down a side effect in your own words, and hear at once what to do.

    Words typed here stay in the shell's history; `isocourse log` alone asks for them instead. Not what you meant?
    `isocourse undo`, or `isocourse fix ID --effect SLUG`.
    """
    session = Session(run, file, json=json)
    text, slugs = _what(session, words or [], effect)
    heard, slug = _heard(text, slugs)
    alarm.sound(
        _worst(heard, severity, []), json=json, wait=True
    )  # an emergency that was named waits for no record either
    course, now, problem = course_if_any(session)
    found = _worst(heard, severity, recent_events(course, now.today))
    _alarm(session, found, course, now)  # before anything is asked, and before anything can be wrong
    level = maybe(severity, read_severity)
    remark = kept(session, note, "--note")
    listen(session, remark, course, now)
    heard, slug = _meant(session, heard, slug, found)
    found = _raised(session, found, judge(heard, level, recent_events(course, now.today)), course, now)
    if isinstance(problem, NoCourse) and _begun(session, found):
        course, now, problem = course_if_any(session)
    day = _day(session, on, heard, now, yes=yes)
    found = _raised(session, found, judge(heard, level, recent_events(course, day)), course, now)
    if problem is not None:
        _unsaved(session, found, text)
        raise problem
    found = _ask_severity(session, heard, found, course, now, day)
    entry = session.entry(event_of(found, text or None, remark, slug), day, now)
    session.append(lambda _: [entry])
    lines = [*_logged(entry, found, course, text), *_since(heard, on, entry, now)]
    _say(session, entry, found, text, lines, why=why)
    return EXIT.get(found.urgency, 0) if exit_code else 0


def _what(session: Session, words: list[str], effect: str | None) -> tuple[str, tuple[str, ...]]:
    """Return the words and the effects: given, or asked for, or picked from the list."""
    text = "" if effect is not None and not words else session.words(words, _QUESTION, felt=True)
    slugs: tuple[str, ...] = () if effect is None else (effect_slug(effect),)
    if slugs and not words:
        return "", slugs
    if not text and not words and session.interactive():
        from isocourse.cli.symptoms.effect_list import choose  # most people say it in words

        chosen = choose(session)
        text, slugs = chosen.words, chosen.slugs
    elif not text:
        raise BadValue("WORDS: nothing was said. What do you notice?")
    return short_text("WORDS")(text), slugs


def _heard(text: str, slugs: tuple[str, ...]) -> tuple[Heard, str | None]:
    """Return what the words say, and the effect that was named, unless the words hold an alarm above it."""
    if not slugs:
        return hear(text), None
    named = hear_effects(slugs)
    slug = slugs[0] if len(slugs) == 1 else None
    if not text:
        return named, slug
    heard = hear(text)
    said = judge(heard, None, []).urgency
    if said in ALARMS and said.rank > judge(named, None, []).urgency.rank:
        slug = None
    known = {sign.sign for sign in named.signs}
    return heard._replace(signs=(*named.signs, *(sign for sign in heard.signs if sign.sign not in known))), slug


def _meant(session: Session, heard: Heard, slug: str | None, found: Assessment) -> tuple[Heard, str | None]:
    """Ask whether it is one of the effects that the words are near to; without a person, or an answer, it is none."""
    if slug is not None or not found.suggestions or not session.interactive() or session.json:
        return heard, slug
    listed = [f"  {number} {name}" for number, (_, name) in enumerate(found.suggestions, 1)]
    first = [emergency.EMERGENCY_LINE] if found.suggestions[0][0] == SELF_HARM else []
    session.say([*first, "Is it one of these?", *listed])
    read = whole("--effect", 1, len(found.suggestions))
    number = session.ask_if_person(f"Number, 1 to {len(listed)} (Enter: none of them)", read)
    if number is None:
        return heard._replace(alike=()), slug  # asked once is enough
    slug = found.suggestions[number - 1][0]
    named = hear_effects([slug]).signs
    crisis = heard.mentions_self_harm or slug == SELF_HARM
    return heard._replace(signs=(*named, *heard.signs), left=(), alike=(), mentions_self_harm=crisis), slug


def _worst(heard: Heard, severity: str | None, recent: list[AdverseEvent]) -> Assessment:
    """Return the more urgent answer: to the words alone, or with the severity that was given, if it is one."""
    found = judge(heard, None, recent)
    try:
        level = maybe(severity, read_severity)
    except BadValue:
        return found
    return found if level is None else max(judge(heard, level, recent), found, key=lambda one: one.urgency.rank)


def _begun(session: Session, found: Assessment) -> bool:
    """Ask a person without a course the few things that begin one, but in no emergency; say whether it was so."""
    if not session.interactive() or session.json or found.urgency is Urgency.EMERGENCY:
        return False
    from isocourse.cli.enrolment.opening import begin_short  # once in a course

    begin_short(session)
    return True


def _day(session: Session, on: str | None, heard: Heard, now: Now, *, yes: bool) -> dt.date:
    """Return the day it is about: `--on`, else what the words say once that is confirmed, else today."""
    if on is not None:
        return session.day(on, now)
    since = _first_day(heard, now)
    if since == now.today or not (yes or session.interactive()):
        return now.today
    asked = f"Your words say {spoken(since, year=True)}. Log it for that day?"
    return since if session.confirm(asked, yes=yes, likely=True) else now.today


def _first_day(heard: Heard, now: Now) -> dt.date:
    """Return the day since when it is, by the words; today where they say nothing."""
    ago = heard.days_ago
    if ago is None and heard.weekday is not None:
        ago = (now.today.weekday() - heard.weekday) % 7
    return now.today - dt.timedelta(days=ago or 0)


def _since(heard: Heard, on: str | None, entry: Entry, now: Now) -> list[str]:
    """Say how to date an entry back, where the words tell of an earlier day and nobody could be asked."""
    since = _first_day(heard, now)
    if on is not None or entry.on == since:
        return []
    return [f"  Since {spoken(since, year=True)}? isocourse fix {short(entry.id)} --on {since}"]


def _alarm(session: Session, found: Assessment, course: Course | None, now: Now) -> None:
    """Print what must not wait, as far as it was not printed: crisis lines, the alarm, and whom to call."""
    alarm.sound(found, json=session.json, call=call_line(course, now))


def _unsaved(session: Session, found: Assessment, text: str) -> None:
    """Give the answer though nothing can be saved."""
    if session.json:
        session.say_json({**as_json(found, text), "id": None})
        return
    session.say(["NOT written down: see the reason below.", *([] if found.urgency in ALARMS else quiet_lines(found))])


def _raised(session: Session, found: Assessment, again: Assessment, course: Course | None, now: Now) -> Assessment:
    """Return the later answer; print its alarm when it is more urgent than what was printed."""
    if again.urgency.rank > found.urgency.rank:
        _alarm(session, again, course, now)
    return again


def _ask_severity(
    session: Session, heard: Heard, found: Assessment, course: Course | None, now: Now, day: dt.date
) -> Assessment:
    """Ask how bad it is, when nobody has said and it can matter; a worse answer can raise the alarm.

    It means nothing for what happened or may be, rather than is felt: a possible pregnancy, shared capsules.
    """
    known = bool(found.severity or found.said) or found.urgency is Urgency.EMERGENCY or not found.signs
    if known or not session.interactive() or session.json:
        return found
    worst = judge(heard, Severity.SEVERE, recent_events(course, day))
    same = (worst.urgency, worst.signs) == (found.urgency, found.signs)
    if same and found.urgency in ALARMS and not any(map(_is_felt, found.signs)):
        return found
    level = session.ask_if_person(_HOW_BAD, numbered(Severity, said_severity))
    if level is None:
        return found
    return _raised(session, found, judge(heard, level, recent_events(course, day)), course, now)


def _is_felt(slug: str) -> bool:
    sign = knowledge().signs[slug]
    return not sign.once and sign.effect != _PREGNANCY


def _say(session: Session, entry: Entry, found: Assessment, text: str, lines: list[str], *, why: bool) -> None:
    """Give the answer to what was saved."""
    if session.json:
        session.say_json({**as_json(found, text), "id": entry.id})
    else:
        lines = [*lines, *missed(topics(found, text)), *(why_lines(found, knowledge()) if why else [])]
        session.say([*lines, *head_again(session, found, lines)])


def _logged(entry: Entry, found: Assessment, course: Course | None, text: str) -> list[str]:
    names = effects_with_severity(found)
    if names:
        what = f"denied or over: {names}" if found.negated else names
    else:
        what = "no side effect" if found.is_nothing else "your words"
    place = day_and_week(course.started(entry.on), entry.on) if course else None
    where = f" (week {place[1]}, day {place[0]})" if place else ""
    lines = [f"Logged: {what} · {spoken(entry.on, year=True)}{where}   {tagged(entry.id)}"]
    if not text:
        found = found._replace(reasons=())  # the line above has named it
    else:
        lines.append(f'  Kept: "{clean(text)}". Not that? isocourse undo')
    return [*lines, *quiet_lines(found)]
