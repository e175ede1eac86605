"""`guide`: what the documents say, a topic at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from isocourse.cli import Run
from isocourse.cli.parsing.options import FILE, JSON, WHY, arguments
from isocourse.cli.session.session import Session
from isocourse.cli.terminal import screen
from isocourse.content.guide import entries, parts, read, search
from isocourse.content.rules import rulebook
from isocourse.errors import IsocourseError
from isocourse.guide.topics import Topic, TopicEntry
from isocourse.render.guide import list_json, list_lines, several_lines, topic_json, topic_lines, why_lines

_QUOTED = 60


def guide(
    run: Run,
    words: list[str] = arguments("[TOPIC...]", help="A topic, or words."),
    *,
    why: bool = WHY,
    json: bool = JSON,
    file: str | None = FILE,
) -> int:
    """What the documents say about the medicine and iPLEDGE, a topic at a time. Alone: the list of topics.

    Examples: isocourse guide alcohol, isocourse guide brands --why
    """
    session = Session(run, file, json=json)
    listed = entries()
    if not words:
        session.say_json(list_json(listed)) if json else session.read(_list(session, listed))
        return 0
    asked = session.words(words, "Which topic?")
    found = search(asked, listed)
    if not found:
        raise IsocourseError(
            f"The guide has nothing on {shortened(asked)!r}. Try: isocourse guide side-effects, avoid, ipledge or"
            " numbers. All topics: isocourse guide. Something feels wrong: isocourse ask"
        )
    if len(found) > 1:
        session.say_json(list_json(found, asked)) if json else session.say(several_lines(shortened(asked), found))
        return 0
    today = session.now(None).today
    shown = read(found[0]).filled(**rulebook().on(today)._asdict())
    if json:
        session.say_json(topic_json(shown, found[0], asked))
    elif why:
        from isocourse.content.sources import sources  # only --why reads the sources

        session.read(why_lines(shown, sources()))
    else:
        session.read(_topic(shown, today, parts(asked, shown, found[0])))
    return 0


def _list(session: Session, listed: Sequence[TopicEntry]) -> list[str]:
    if screen.colours():
        from isocourse.render.drawn import guide as drawn  # only where a person looks

        return drawn.list_lines(listed, session.width())
    return list_lines(listed)


def _topic(shown: Topic, today: dt.date, which: Collection[int]) -> list[str]:
    if screen.colours():
        from isocourse.render.drawn import guide as drawn

        return drawn.topic_lines(shown, today, which)
    return topic_lines(shown, today, which)


def shortened(words: str) -> str:
    """Return the beginning of long words, for a sentence that quotes them."""
    return words if len(words) <= _QUOTED else words[:_QUOTED] + "..."
