"""The course in words: what stays due after the last capsule, and the doses and milligrams so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from isocourse.content.course import CourseFacts
from isocourse.course.afterwards import Duty
from isocourse.course.days import spoken
from isocourse.reviewed import Source, listed


def after_lines(found: Sequence[Duty], facts: CourseFacts) -> list[str]:
    """Return what stays due, with its dates, and that they are no permissions."""
    return [
        "What stays due:",
        *(f"  {facts.say(duty.id, date=spoken(duty.not_before, year=True))}" for duty in found),
        f"  {facts.say('left-over')}",
        f"  {facts.say('final-questions')}",
        facts.say("ask-prescriber"),
    ]


def why_lines(facts: CourseFacts, lines: Sequence[str], sources: Mapping[str, Source]) -> list[str]:
    """Return the sources, dates and confidence behind sentences of the course."""
    head = facts.reviewed
    found = [
        f"Reviewed {spoken(head.last_reviewed, year=True)}, next review {spoken(head.review_due, year=True)}."
        " No clinician has reviewed it."
    ]
    for line in lines:
        one = facts.lines[line]
        found.append(f"  {one.text[:40]}...: {', '.join(one.sources)}; confidence {one.confidence.value}")
    cited = sorted({source for line in lines for source in facts.lines[line].sources})
    return [*found, *listed(cited, sources)]
