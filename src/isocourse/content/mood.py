"""Reads the mood questions, and what is said to an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from isocourse.content import facts
from isocourse.content.head import reviewed
from isocourse.errors import Misfit
from isocourse.fields import Table, tables, text, texts, whole
from isocourse.guide.topics import TopicLine, sentence
from isocourse.named import NamedTuple
from isocourse.reviewed import Reviewed
from isocourse.triage.mood import HIGHEST, LONG, Cuts
from isocourse.typed import Final

FILE: Final = "en/mood.toml"


class Questions(NamedTuple):
    """The questions word for word with their attribution, the scores that matter, and the sentences."""

    attribution: str
    question: str
    choices: tuple[str, ...]
    items: tuple[str, ...]
    difficulty: str
    difficulty_choices: tuple[str, ...]
    cuts: Cuts
    lines: Mapping[str, TopicLine]
    sources: tuple[str, ...]
    reviewed: Reviewed

    def say(self, line: str) -> str:
        """Return a sentence."""
        return self.lines[line].text


@lru_cache(maxsize=1)
def questions() -> Questions:
    """Return the mood questions. Raises ContentBroken when the file is missing or damaged."""
    return facts(FILE, _questions)


def _questions(table: Table) -> Questions:
    head = reviewed(table)
    return Questions(
        attribution=table.take("attribution", text),
        question=table.take("question", text),
        choices=table.take("choices", _so_many(HIGHEST + 1)),
        items=table.take("items", _so_many(LONG)),
        difficulty=table.take("difficulty", text),
        difficulty_choices=table.take("difficulty_choices", _so_many(HIGHEST + 1)),
        cuts=table.take("cuts", _cuts),
        lines=dict(_line(Table(data, f"{FILE}.line"), head) for data in table.take("line", tables)),
        sources=table.take("sources", texts),
        reviewed=head,
    )


def _so_many(many: int) -> Callable[[object], tuple[str, ...]]:
    def read(value: object) -> tuple[str, ...]:
        found = texts(value)
        if len(found) != many:
            raise Misfit(f"must be a list of {many} texts")
        return found

    return read


def _cuts(value: object) -> Cuts:
    table = Table(value, f"{FILE}.cuts")
    score = whole(1, LONG * HIGHEST)
    found = Cuts(
        more=table.take("more", score),
        item_call=table.take("item_call", score),
        total_call=table.take("total_call", score),
    )
    table.close()
    return found


def _line(table: Table, head: Reviewed) -> tuple[str, TopicLine]:
    return table.take("id", text), sentence(table, head)
