"""The guide's types: a subject, its lines, and what finds it."""

from __future__ import annotations

from isocourse.fields import Table, one_of, text, texts
from isocourse.named import NamedTuple
from isocourse.reviewed import Confidence, Reviewed


class TopicLine(NamedTuple):
    """One line of a guide topic with what stands behind it; `heading` stands before the first line of a group.

    `also` are words that people say for what stands under the heading, and that are not in its lines.
    """

    text: str
    sources: tuple[str, ...]
    confidence: Confidence
    heading: str | None = None
    also: tuple[str, ...] = ()


def sentence(table: Table, head: Reviewed) -> TopicLine:
    """Take a line and what stands behind it: all that is left of a table. It is as sure as its file, or says so."""
    found = TopicLine(
        text=table.take("text", text),
        sources=table.take("sources", texts),
        confidence=table.maybe("confidence", one_of(Confidence)) or head.confidence,
    )
    table.close()
    return found


class TopicEntry(NamedTuple):
    """A subject in the guide's list: the group it stands in, and the words that find it.

    `apart`: what stands under each heading of it can be read by itself.
    """

    slug: str
    title: str
    group: str
    keywords: tuple[str, ...]
    apart: bool = False


class Topic(NamedTuple):
    """One subject of the guide, read. A line may hold blanks for numbers of the rules: `{can.window_days}`."""

    slug: str
    title: str
    lines: tuple[TopicLine, ...]
    reviewed: Reviewed

    def filled(self, **rules: object) -> Topic:
        """Return the topic with the numbers of a rule-set in its blanks."""
        return self._replace(lines=tuple(line._replace(text=line.text.format(**rules)) for line in self.lines))

    def sections(self) -> list[list[TopicLine]]:
        """Return the lines as they stand together: a heading's own, and before them those without one."""
        found: list[list[TopicLine]] = []
        for line in self.lines:
            if line.heading or not found:
                found.append([])
            found[-1].append(line)
        return found
