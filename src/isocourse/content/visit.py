"""Reads what a doctor asks about at a visit, and the sheet's own sentences."""

from __future__ import annotations

from functools import lru_cache

from isocourse.content import facts
from isocourse.content.head import reviewed
from isocourse.fields import Table, tables, text, texts
from isocourse.named import NamedTuple
from isocourse.reviewed import Reviewed
from isocourse.triage.knowledge import SurveyQuestion
from isocourse.typed import Final

FILE: Final = "en/visit.toml"


class Visit(NamedTuple):
    """The questions in the order of the sheet, and its sentences."""

    questions: tuple[SurveyQuestion, ...]
    told: str
    nothing: str
    talk: str
    foot: str
    private: tuple[str, ...]
    sources: tuple[str, ...]
    reviewed: Reviewed


@lru_cache(maxsize=1)
def visit() -> Visit:
    """Return what a visit is about. Raises ContentBroken when the file is missing or damaged."""
    return facts(FILE, _visit)


def _visit(table: Table) -> Visit:
    return Visit(
        reviewed=reviewed(table),
        questions=tuple(_question(Table(data, f"{FILE}.question")) for data in table.take("question", tables)),
        told=table.take("told", text),
        nothing=table.take("nothing", text),
        talk=table.take("talk", text),
        foot=table.take("foot", text),
        private=table.take("private", texts),
        sources=table.take("sources", texts),
    )


def _question(table: Table) -> SurveyQuestion:
    found = SurveyQuestion(
        label=table.take("label", text),
        effects=table.take("effects", texts),
        signs=table.maybe("signs", texts) or (),
    )
    table.close()
    return found
