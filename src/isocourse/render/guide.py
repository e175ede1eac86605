"""The guide as lines and as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from isocourse.course.days import spoken
from isocourse.guide.topics import Topic, TopicEntry
from isocourse.reviewed import Confidence, Source, listed
from isocourse.typed import Any

READ_ONE = "Read one: isocourse guide WORDS, such as: isocourse guide alcohol"
REMINDER = "No clinician has reviewed these words. Your prescriber and your Medication Guide come first."


def list_lines(entries: Sequence[TopicEntry]) -> list[str]:
    """Return the list of topics under the headings of their groups."""
    lines = []
    for group, members in groupby(entries, key=lambda entry: entry.group):
        lines += [group, *map(_row, members), ""]
    return [*lines, READ_ONE]


def several_lines(words: str, entries: Sequence[TopicEntry]) -> list[str]:
    """Return the topics that fit the words about equally well."""
    return [f"Several topics fit {words!r}. Read one: isocourse guide {entries[0].slug}", *map(_row, entries)]


def topic_lines(found: Topic, today: dt.date, shown: Collection[int]) -> list[str]:
    """Return those sections of a topic that are `shown`. When its review is overdue, that comes first."""
    lines = [found.title]
    if today > found.reviewed.review_due:
        lines.append(f"! Due for review since {spoken(found.reviewed.review_due, year=True)}: it may be out of date.")
    sections = found.sections()
    for line in (line for n, section in enumerate(sections) if n in shown for line in section):
        lines += [line.heading] if line.heading else []
        lines.append(f"  * {line.text}")
    rest = [] if len(shown) == len(sections) else [f"This is a part. All of it: isocourse guide {found.slug}"]
    return [*lines, *rest, REMINDER, f"Where it comes from: isocourse guide {found.slug} --why"]


def why_lines(found: Topic, sources: Mapping[str, Source]) -> list[str]:
    """Return what stands behind each line, with dates and confidence."""
    head = found.reviewed
    lines = [
        f"{found.title}: what stands behind it",
        f"Reviewed {spoken(head.last_reviewed, year=True)}; next review by {spoken(head.review_due, year=True)};"
        f" confidence on the whole: {head.confidence.value}; for: {head.jurisdiction}.",
        REMINDER,
    ]
    for line in found.lines:
        lines += [line.heading] if line.heading else []
        lines += [f"  * {line.text}", f"      {', '.join(line.sources)}; {_sure(line.confidence)}"]
    cited = sorted({source for line in found.lines for source in line.sources}, key=_order)
    return [*lines, *listed(cited, sources)]


def list_json(entries: Sequence[TopicEntry], words: str | None = None) -> dict[str, Any]:
    """Return a list of topics: all of them, or those that fit the words."""
    topics = [{"slug": entry.slug, "title": entry.title, "group": entry.group} for entry in entries]
    return {"schema": 1, "words": words, "topic": None, "topics": topics}


def topic_json(found: Topic, entry: TopicEntry, words: str) -> dict[str, Any]:
    """Return one topic with everything that stands behind it."""
    head = found.reviewed
    return {
        **list_json([entry], words),
        "topic": {
            "slug": found.slug,
            "title": found.title,
            "last_reviewed": head.last_reviewed.isoformat(),
            "review_due": head.review_due.isoformat(),
            "confidence": head.confidence.value,
            "jurisdiction": head.jurisdiction,
            "lines": [
                {
                    "heading": line.heading,
                    "text": line.text,
                    "sources": list(line.sources),
                    "confidence": line.confidence.value,
                }
                for line in found.lines
            ],
        },
    }


def _row(entry: TopicEntry) -> str:
    return f"  {entry.slug:16} {entry.title}"


def _sure(confidence: Confidence) -> str:
    return "UNCONFIRMED" if confidence is Confidence.UNCONFIRMED else f"confidence {confidence.value}"


def _order(name: str) -> tuple[int, str]:
    return (int("".join(letter for letter in name if letter.isdigit()) or 0), name)
