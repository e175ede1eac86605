"""Reads the guide: the list of topics from one small file, and the lines of a topic from its own."""

from __future__ import annotations

from collections.abc import Sequence

from isocourse.content import facts
from isocourse.content.head import reviewed
from isocourse.fields import Table, flag, one_of, tables, text, texts
from isocourse.guide.finding import near, on_the_subject, rank, respelled
from isocourse.guide.topics import Topic, TopicEntry, TopicLine
from isocourse.reviewed import Confidence
from isocourse.typed import Final

INDEX: Final = "en/topics/index.toml"


def entries() -> tuple[TopicEntry, ...]:
    """Return the list of topics in its order. Reads one file."""
    return facts(INDEX, _entries)


def _entries(table: Table) -> tuple[TopicEntry, ...]:
    reviewed(table)
    return tuple(_entry(row, f"{INDEX}.topic[{n}]") for n, row in enumerate(table.take("topic", tables)))


def titles() -> list[tuple[str, str]]:
    """Return the slug and the title of every topic."""
    return [(entry.slug, entry.title) for entry in entries()]


def topic(slug: str) -> Topic:
    """Return one topic. Reads the list and that topic's file. Raises KeyError when the list does not have it."""
    return read({entry.slug: entry for entry in entries()}[slug])


def read(entry: TopicEntry) -> Topic:
    """Return the topic that the list names. Reads its file alone."""
    name = f"en/topics/{entry.slug}.toml"

    def taken(table: Table) -> Topic:
        head = reviewed(table)
        lines = tuple(_line(row, f"{name}.line[{n}]") for n, row in enumerate(table.take("line", tables)))
        return Topic(slug=entry.slug, title=entry.title, lines=lines, reviewed=head)

    return facts(name, taken)


def find(words: str) -> list[str]:
    """Return the slugs that the words mean, those that fit about equally well, best first; empty when none does."""
    return [entry.slug for entry in search(words, entries())]


def search(words: str, listed: Sequence[TopicEntry]) -> list[TopicEntry]:
    """Return the topics of the list that the words mean, as `find` does.

    The list is searched first, then the texts, which means reading every file, then the list with misspellings mended.
    """
    hits = rank(words, listed)
    if not hits:
        texts_of = {entry.slug: _body(read(entry)) for entry in listed}
        hits = rank(words, listed, texts_of) or rank(respelled(words, listed), listed)
    return [entry for slug in near(hits) for entry in listed if entry.slug == slug]


def parts(words: str, found: Topic, entry: TopicEntry) -> list[int]:
    """Return the sections of a topic that the words ask for: all of them, unless its sections may be read apart."""
    sections = [
        " ".join(f"{line.heading or ''} {' '.join(line.also)} {line.text}" for line in section)
        for section in found.sections()
    ]
    return on_the_subject(words, f"{entry.title} {entry.slug}", sections) if entry.apart else list(range(len(sections)))


def _body(found: Topic) -> str:
    return " ".join(f"{line.heading or ''} {line.text}" for line in found.lines)


def _entry(data: object, where: str) -> TopicEntry:
    table = Table(data, where)
    entry = TopicEntry(
        slug=table.take("slug", text),
        title=table.take("title", text),
        group=table.take("group", text),
        keywords=table.take("keywords", texts),
        apart=table.maybe("apart", flag) or False,
    )
    table.close()
    return entry


def _line(data: object, where: str) -> TopicLine:
    table = Table(data, where)
    line = TopicLine(
        text=table.take("text", text),
        sources=table.take("sources", texts),
        confidence=table.take("confidence", one_of(Confidence)),
        heading=table.maybe("heading", text),
        also=table.maybe("also", texts) or (),
    )
    table.close()
    return line
