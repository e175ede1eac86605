"""The visit sheet as blocks of sentences and tables, in the order in which a doctor reads. Pure.

HTML and text show the same.
"""

from __future__ import annotations

from isocourse.content.visit import Visit
from isocourse.course.days import spoken
from isocourse.export.visit import of_health, of_the_course
from isocourse.export.visit.parts import Block, Name
from isocourse.export.visit.sheet import Sheet


def title(sheet: Sheet) -> str:
    """Return the first line of the sheet."""
    whose = f" of {sheet.name}" if sheet.name else ""
    for_day = f" for the visit on {spoken(sheet.visit, year=True)}" if sheet.visit else ""
    return f"Visit sheet{whose}{for_day}"


def blocks(sheet: Sheet, name: Name, words: Visit) -> tuple[Block, ...]:
    """Return the sheet's parts; `name` turns an effect's slug into plain words."""
    found = [
        of_health.signs(sheet, name),
        of_the_course.course(sheet, words),
        of_the_course.dose(sheet, words),
        of_the_course.supply(sheet),
        of_health.survey(sheet, name, words),
        of_health.mood_answers(sheet),
        of_health.labs(sheet),
        of_the_course.program(sheet),
        *(of_the_course.reproductive(sheet) if sheet.reproductive else ()),
        Block("Questions for this visit", lines=() if sheet.questions else ("None kept.",), quotes=sheet.questions),
    ]
    return tuple(found)
