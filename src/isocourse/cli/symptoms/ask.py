"""`ask`: is this normal, do I call? The answer of `log`, with nothing recorded."""

from __future__ import annotations

from collections.abc import Sequence

from isocourse.cli import Run
from isocourse.cli.hearing import alarm
from isocourse.cli.hearing.assessment import hear, judge, recent_events
from isocourse.cli.hearing.effects import knowledge
from isocourse.cli.parsing.options import AS_OF, FILE, JSON, WHY, arguments, flag
from isocourse.cli.session.course_if_any import call_line, course_if_any
from isocourse.cli.session.session import Session
from isocourse.cli.symptoms.topics import missed, topics
from isocourse.course.entries import AdverseEvent, Urgency
from isocourse.errors import NoCourse, OutputFailed
from isocourse.failsafe import emergency
from isocourse.render.answer import ALARMS, as_json, as_lines, why_lines
from isocourse.render.text import clean
from isocourse.triage.assess import Assessment

EXIT = {Urgency.CALL_TODAY: 10, Urgency.EMERGENCY: 11}


def ask(
    run: Run,
    words: list[str] = arguments("[WORDS...]", help="What you notice; `-` reads lines."),
    *,
    as_of: str | None = AS_OF,
    why: bool = WHY,
    exit_code: bool = flag("--exit-code", help="With `-`: exit by the most urgent line."),
    json: bool = JSON,
    file: str | None = FILE,
) -> int:
    """Is this normal, do I call? Say it in your own words; nothing is recorded.

    Exits with 10 when a doctor should be called today and with 11 in an emergency. `isocourse ask -` reads one phrase a
    line from standard input and writes one answer a line. Words typed here stay in the shell's history; at a terminal
    `isocourse ask` alone asks for them instead.
    """
    session = Session(run, file, json=json)
    if words == ["-"]:
        worst = _batch(session)
        return EXIT.get(worst, 0) if exit_code else 0
    text = session.words(words or [], "What do you notice?", felt=True)
    course, now, problem = course_if_any(session, as_of)
    found = judge(hear(text), None, recent_events(course, now.today))
    call = call_line(course, now)
    alarm.sound(found, json=json, call=call, first=session.as_if(now))
    if json:
        session.say_json(as_json(found, text))
    else:
        lines = [*as_lines(found, session.paint, call), *_guide(found, text)]
        lines = alarm.unsaid([*session.as_if(now), *lines, *(why_lines(found, knowledge()) if why else [])])
        session.say([*lines, *head_again(session, found, lines)])
    if problem is not None and not isinstance(problem, NoCourse):
        session.warn(f"The answer above does not look at what you logged before. {problem}")
        return problem.exit_code
    return EXIT.get(found.urgency, 0)


def head_again(session: Session, found: Assessment, lines: Sequence[str]) -> list[str]:
    """Return what an alarm begins with, where its beginning has left the screen when its end is read."""
    if found.urgency not in ALARMS or not session.is_taller([*alarm.printed(), *lines]):
        return []
    return [session.paint(found.headline[0], fg="red", bold=True)]


def _guide(found: Assessment, text: str) -> list[str]:
    """Return where the guide may answer what is a question rather than a side effect."""
    slugs = topics(found, text)
    if not slugs:
        return []
    return [*missed(slugs), f"The guide may answer it: {', '.join(f'isocourse guide {slug}' for slug in slugs)}"]


def _batch(session: Session) -> Urgency:
    """Answer one phrase a line, a blank line too; return the highest urgency.

    What is an emergency by itself is answered before the record is looked at. Where standard output is closed or full,
    alarms go to standard error.
    """
    from isocourse.cli.terminal import person  # words given as arguments ask nobody

    recent: list[AdverseEvent] | None = None
    worst = Urgency.NONE
    lost: OutputFailed | None = None
    for text in person.piped_lines():
        found = judge(hear(text), None, recent or [])
        if recent is None and found.urgency is not Urgency.EMERGENCY:
            course, now, _ = course_if_any(session)
            recent = recent_events(course, now.today)
            found = judge(hear(text), None, recent)
        worst = max(worst, found.urgency, key=lambda urgency: urgency.rank)
        try:
            _answer_line(session, text, found)
        except OutputFailed as problem:
            lost = problem
            alarm.sound(found)
    if lost is not None:
        raise lost
    return worst


def _answer_line(session: Session, text: str, found: Assessment) -> None:
    if found.self_harm or emergency.mentions_self_harm(text):
        emergency.speak(json=True)  # on standard error: here each line is one answer
    if session.json:
        session.say_json(as_json(found, text))
    else:
        nothing = "nothing that you say you have" if found.understood else "not recognized; see: isocourse warnings"
        names = ", ".join(match.name for match in found.matches) or nothing
        names += "".join(f"; {line.text}" for line in found.urgent_when if "988" in line.text)
        if found.understood and found.signs_shown:
            left = f"not understood: {', '.join(map(clean, found.not_understood))}; " if found.not_understood else ""
            names += f"; {left}see: isocourse warnings"
        session.say_line(f"{found.urgency.value.replace('_', ' ')}: {names}")
