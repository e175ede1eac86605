"""Reads the facts of the course itself: numbers of months, sentences about doses and the end, and food by product."""

from __future__ import annotations

import re
from collections.abc import Mapping

from isocourse.content import facts
from isocourse.content.head import reviewed
from isocourse.course.afterwards import Spans
from isocourse.fields import Table, tables, text, texts, whole
from isocourse.guide.topics import TopicLine, sentence
from isocourse.named import NamedTuple
from isocourse.reviewed import Reviewed
from isocourse.typed import Final

FILE: Final = "en/course.toml"
_MONTHS: Final = whole(1, 60)


class Food(NamedTuple):
    """Whether products are taken with food."""

    products: tuple[str, ...]
    line: TopicLine


class Number(NamedTuple):
    """A number of months, with what stands behind it."""

    value: int
    sources: tuple[str, ...]


class CourseFacts(NamedTuple):
    """What the program says about the course itself."""

    numbers: Mapping[str, Number]
    lines: Mapping[str, TopicLine]
    foods: tuple[Food, ...]
    reviewed: Reviewed

    def say(self, line: str, **blanks: object) -> str:
        """Return a sentence with its blanks filled."""
        return self.lines[line].text.format(**blanks)

    def spans(self, month_days: int) -> Spans:
        """Return how long things stay due, where a month has `month_days` days at least."""
        return Spans(
            month_days=month_days,
            procedures=self.numbers["procedures-months"].value,
            second_course=self.numbers["second-course-months"].value,
        )

    def food(self, product: str | None) -> TopicLine:
        """Return what is known about food and a product named in a patient's words."""
        for food in self.foods:
            if product and any(_named(name, product) for name in food.products):
                return food.line
        return self.lines["food-unknown"]


def course_facts() -> CourseFacts:
    """Return the facts of the course. Raises ContentBroken when the file is missing or damaged."""
    return facts(FILE, _facts)


def _facts(table: Table) -> CourseFacts:
    head = reviewed(table)
    return CourseFacts(
        numbers=dict(_number(Table(data, f"{FILE}.number")) for data in table.take("number", tables)),
        lines=dict(_line(Table(data, f"{FILE}.line"), head) for data in table.take("line", tables)),
        foods=tuple(_food(Table(data, f"{FILE}.food"), head) for data in table.take("food", tables)),
        reviewed=head,
    )


def _number(table: Table) -> tuple[str, Number]:
    key = table.take("id", text)
    found = Number(value=table.take("value", _MONTHS), sources=table.take("sources", texts))
    table.close()
    return key, found


def _line(table: Table, head: Reviewed) -> tuple[str, TopicLine]:
    return table.take("id", text), sentence(table, head)


def _food(table: Table, head: Reviewed) -> Food:
    return Food(products=table.take("products", texts), line=sentence(table, head))


def _named(name: str, product: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", product.lower()) is not None
