"""What the texts of a file ask for: every one of them runs through the crisis words and triage before it is kept."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from isocourse.bring_in.rows import Row, texts
from isocourse.cli.hearing.assessment import event_of, hear, hear_effect, judge
from isocourse.cli.hearing.effects import knowledge
from isocourse.cli.session.session import Session
from isocourse.content.mood import questions
from isocourse.course.entries import AdverseEvent, Body, Mood, Urgency
from isocourse.failsafe import emergency
from isocourse.named import NamedTuple
from isocourse.render.answer import ALARMS
from isocourse.render.text import clean
from isocourse.triage.assess import Assessment
from isocourse.triage.mood import item9, opens_sign, read
from isocourse.typed import Final, TypeVar

T = TypeVar("T")
_SHOWN: Final = 6
_PATIENCE: Final = 1.0  # seconds before a bar is drawn
_HEADS: Final = {Urgency.EMERGENCY: "EMERGENCY", Urgency.CALL_TODAY: "CALL YOUR DOCTOR TODAY"}


class Alarm(NamedTuple):
    """A row whose text, or whose answers, ask for a call."""

    row: Row
    urgency: Urgency
    name: str
    self_harm: bool


def judged(session: Session, rows: Sequence[Row]) -> list[Body]:
    """Return the rows' bodies with what this program makes of them: never less urgent than they were."""
    return [_judged(row.body) for row in _shown(session, rows)]


def alarms(session: Session, rows: Sequence[Row]) -> list[Alarm]:
    """Return what asks for a call, the most urgent and the newest first."""
    found = [alarm for row, text in _shown(session, texts(rows)) if (alarm := _of_text(row, text))]
    found += [_of_body(row) for row in rows if _asks(row.body)]
    unlike = {(alarm.row.place, alarm.row.key, alarm.name): alarm for alarm in found}
    return sorted(unlike.values(), key=lambda alarm: (-alarm.urgency.rank, -alarm.row.on.toordinal()))


def speak(session: Session, found: Sequence[Alarm]) -> None:
    """Say the alarms of a file before anything is asked or saved."""
    if any(alarm.self_harm for alarm in found):
        emergency.speak(json=session.json)
    if not found:
        return
    head = session.paint(f"{_HEADS[found[0].urgency]}, if it is still so:", fg="red", bold=True)
    lines = [head]
    for alarm in found[:_SHOWN]:
        place = f" ({alarm.row.place})" if alarm.row.place else ""
        lines.append(f"  {_HEADS[alarm.urgency]}: {clean(alarm.name)}, in the file for {alarm.row.on}{place}")
    if len(found) > _SHOWN:
        lines.append(f"  and {len(found) - _SHOWN} more like these")
    session.say_first([*lines, f"  {emergency.EMERGENCY_LINE}"])


@lru_cache(maxsize=8192)
def _answer(text: str) -> Assessment:
    return judge(hear(text), None, [])


def _judged(body: Body) -> Body:
    if isinstance(body, Mood):
        found = read(body.answers, questions().cuts)
        return body._replace(urgency=found.urgency, stop_capsules=found.stop_capsules)
    if not isinstance(body, AdverseEvent):
        return body
    known = body.effect in knowledge().effects and body.effect not in {"other", "none"}
    said = judge(hear(body.words), body.severity, []) if body.words else None
    told = said is not None and any(match.effect == body.effect for match in said.matches)
    named = judge(hear_effect(body.effect), body.severity, []) if known and not told else None
    best = max((one for one in (named, said) if one), key=lambda one: one.urgency.rank, default=None)
    if best is None:
        return body._replace(effect="other" if body.effect not in {"other", "none"} else body.effect)
    event = event_of(best, body.words, body.note, body.effect if known else None)
    signs = tuple(dict.fromkeys([*(named.signs if named else ()), *(said.signs if said else ())]))
    urgency = max(event.urgency, body.urgency, key=lambda one: one.rank)
    return event._replace(
        signs=signs,
        severity=body.severity,
        urgency=urgency,
        stop_capsules=any(one.stop_capsules for one in (named, said) if one),
    )


def _of_text(row: Row, text: str) -> Alarm | None:
    found = _answer(text)
    if found.urgency not in ALARMS and not found.self_harm:
        return None
    name = found.matches[0].name if found.matches else "words of self-harm"
    urgency = found.urgency if found.urgency in ALARMS else Urgency.EMERGENCY
    return Alarm(row, urgency, name, found.self_harm)


def _asks(body: Body) -> bool:
    return opens_sign(body) or (isinstance(body, AdverseEvent) and body.urgency in ALARMS)


def _of_body(row: Row) -> Alarm:
    body = row.body
    if isinstance(body, AdverseEvent):
        effect = knowledge().effects.get(body.effect)
        harm = body.effect == "suicidal-thoughts"
        return Alarm(row, body.urgency, effect.name if effect else body.effect, harm)
    urgency = body.urgency if isinstance(body, Mood) else Urgency.CALL_TODAY
    thoughts = isinstance(body, Mood) and bool(item9(body))
    return Alarm(row, urgency, "answers to the mood questions", thoughts)


def _shown(session: Session, items: Sequence[T]) -> Iterator[T]:
    """Yield the items, with a bar where a person waits longer than a second."""
    if session.json or sys.stderr is None or not sys.stderr.isatty():
        yield from items
        return
    begin, left = time.monotonic(), iter(items)
    done = 0
    for item in left:
        yield item
        done += 1
        if time.monotonic() - begin > _PATIENCE:
            break
    yield from _with_bar(left, done, len(items))


def _with_bar(left: Iterable[T], done: int, total: int) -> Iterator[T]:
    if done >= total:
        yield from left
        return
    from rich.console import Console  # only for those who wait
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=total, completed=done)
        for item in left:
            yield item
            bar.advance(task)
