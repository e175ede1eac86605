"""The month ahead as lines and as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from isocourse.agenda.ahead import Ahead
from isocourse.agenda.link import Link, Said
from isocourse.content.course import CourseFacts
from isocourse.content.plan import PlanFacts
from isocourse.course.afterwards import Duty
from isocourse.course.days import spoken
from isocourse.ipledge.checklist import Checklist
from isocourse.ipledge.month import Phase
from isocourse.ipledge.steps import DONE, NOT_NEEDED
from isocourse.render.checklist import CATEGORY, below, verdict_line, window_json
from isocourse.render.course_text import after_lines
from isocourse.render.notices import words
from isocourse.render.step_word import step_word
from isocourse.render.text import COLUMN, clean, plural
from isocourse.reviewed import Source
from isocourse.typed import Any, Final

Paint = Callable[..., str]

_TITLE_WIDTH: Final = 33
_AFTER_THE_SAMPLE: Final = frozenset({"visit", "confirmation", "questions", "order", "fill"})
_LEAD: Final = {
    "option": "as you say",
    "history": "the longest of your months so far",
    "assumed": "assumed; no source gives a number",
}


def as_lines(found: Ahead, facts: PlanFacts, paint: Paint, course: CourseFacts | None = None) -> list[str]:
    """Return the month ahead for a pipe, or for a terminal without pictures: supply first, then the chain.

    `course` has the sentences for what stays due after the last capsule.
    """
    standing = found.standing
    phase = {Phase.BEFORE: "before the first pick-up", Phase.AFTER: "after the last capsule"}
    place = phase.get(standing.found.phase, f"month {standing.found.month}")
    book, checklist = standing.month.book, standing.found
    lines = [paint(clean(words(book, one)), fg="red", bold=True) for one in checklist.emergencies]
    if found.what_if:
        lines.append(f"Only supposed, nothing is recorded: {'; '.join(one.said for one in found.what_if)}.")
    lines += [f"The month ahead, {place} · {CATEGORY[checklist.category]}", verdict_line(_shown(found), paint)]
    lines += [f"  ! {doubt}" for doubt in checklist.doubts]
    if standing.stopped:
        lines += [f"  ! {words(book, one)}" for one in below(checklist)]
    elif not standing.after:
        lines.append(f"  Capsules: {_supply(found)}")
    lines += after_lines(_due(found), course) if course else _chain(found, facts, paint)
    for outcome in (one for one in found.what_if if one.window != "none" or one.days_without is not None):
        lines.append(f"  If {outcome.said}: {_outcome(outcome.window, outcome.days_without, outcome.doses_missed)}")
    lines += [f"  ! {facts.say(note.id, **note.blanks)}" for note in found.notes]
    rules = standing.found.rules
    lines.append(
        f"By the rules that began on {spoken(rules.effective_from, year=True)}, reviewed"
        f" {spoken(rules.last_reviewed, year=True)}. Why each day: isocourse plan --why"
    )
    return lines


def last_lines(found: Ahead, paint: Paint) -> list[str]:
    """Return what stands last on a page that is taller than the screen: what cannot wait, and the verdict."""
    said = [words(found.standing.month.book, one) for one in found.standing.found.emergencies]
    return [*said, verdict_line(_shown(found), paint)]


def _due(found: Ahead) -> list[Duty]:
    """Return what stays due after the course, without what is done or whose day has come."""
    return [
        Duty(link.id, link.dates.earliest)
        for link in found.chain
        if link.dates.earliest is not None and link.state not in {DONE, NOT_NEEDED}
    ]


def _shown(found: Ahead) -> Checklist:
    """Return the checklist without the count of days of a window that a sample to come would open."""
    checklist = found.standing.found
    window = checklist.window
    if window is None or window.specimen_date is None or window.specimen_date <= found.standing.today:
        return checklist
    return checklist._replace(window=window._replace(day=None))


def _supply(found: Ahead) -> str:
    supply, gap = found.standing.supply, found.gap
    if gap.starts is None:
        return "not known" if supply.days_left is None else f"{plural(supply.days_left, 'day')} left"
    if gap.days_without or supply.runs_out is None or supply.runs_out < found.standing.today:
        doses = "" if gap.doses_missed is None else f", {plural(gap.doses_missed, 'dose')}"
        return f"none since {spoken(gap.starts)}: {plural(gap.days_without or 0, 'day')} without{doses}"
    capsules = found.standing.capsules_left
    return f"to {spoken(supply.runs_out)}" + ("" if capsules is None else f" ({plural(capsules, 'capsule')} left)")


def _chain(found: Ahead, facts: PlanFacts, paint: Paint) -> list[str]:
    lines, month = [], found.standing.month.number
    for link in found.chain:
        if link.state == NOT_NEEDED and link.dates.earliest is None and link.dates.last_safe is None:
            continue
        if link.month != month:
            month = link.month
            lines.append(f"  Month {month}, if all goes by these days:")
        lines.append(_line(link, found, facts.steps[link.id].title, paint))
    return lines


def _line(link: Link, found: Ahead, title: str, paint: Paint) -> str:
    word = step_word(link.state, paint)
    said = _days(link, found)
    return f"  {word} {title:{_TITLE_WIDTH}} {COLUMN}{', '.join(said)}".rstrip()


def _days(link: Link, found: Ahead) -> list[str]:
    """Return when a step falls, in words; nothing sends anybody to a pharmacy whose window has closed."""
    first, safe, last = link.dates
    standing = found.standing
    if standing.closed_window is not None and link.id in _AFTER_THE_SAMPLE and link.state != DONE:
        return ["after a new sample" if standing.tests_due else "after a new date"]
    if safe == standing.today and standing.covered_to is not None and standing.covered_to < safe:
        return ["as soon as it can be"]
    if safe is not None and safe < standing.today:
        return ["now"]  # the window is still open where it closes
    said = [f"from {spoken(first)}"] if first and (safe is None or first < safe) else []
    said += [f"by {spoken(safe)}"] if safe else []
    return said + ([f"at the latest {spoken(last)}"] if last and last != safe else [])


def _outcome(window: str, days: int | None, doses: int | None) -> str:
    state = {"open": "the window is open", "closed": "the window is closed", "none": "no window yet"}[window]
    if days is None:
        return state
    cost = plural(days, "day") + " without capsules" if days else "no day without capsules"
    return f"{state}; {cost}" + (f" ({plural(doses, 'dose')})" if days and doses is not None else "")


def why_lines(found: Ahead, facts: PlanFacts, sources: Mapping[str, Source]) -> list[str]:
    """Return why each step has its day, the sources, and what no source gives."""
    lines = ["Why each day:"]
    lines += [f"  {facts.steps[link.id].title}: {said(link.why, facts)}" for link in found.chain]
    lines.append(
        f"Days from the sample to the pick-up: {found.lead.days} ({_LEAD[found.lead.source]}). That clinics are shut on"
        " Saturday and Sunday, and how early to ask the pharmacy, is assumed too: no source gives a number."
    )
    cited = sorted({name for link in found.chain for name in cited_by(link, facts)})
    lines.append("No clinician has reviewed this. Sources:")
    lines += [f"  {name}: {sources[name].title} ({sources[name].kind})" for name in cited if name in sources]
    return lines


def said(sentence: Said, facts: PlanFacts) -> str:
    """Return a sentence of the content with its blanks filled."""
    return facts.say(sentence.id, **sentence.blanks)


def _after(link: Link, course: CourseFacts) -> str:
    return course.say(link.id, date=spoken(link.dates.earliest, year=True) if link.dates.earliest else "?")


def cited_by(link: Link, facts: PlanFacts) -> list[str]:
    """Return the sources behind a step and its day."""
    return sorted({*facts.steps[link.id].sources, *facts.lines[link.why.id].sources})


def as_json(found: Ahead, facts: PlanFacts, as_of: dt.datetime, course: CourseFacts | None = None) -> dict[str, Any]:
    """Return the month ahead as the contract's JSON object."""
    standing, checklist = found.standing, found.standing.found
    return {
        "schema": 1,
        "as_of": as_of.isoformat(timespec="seconds"),
        "category": checklist.category.value,
        "phase": checklist.phase.value,
        "month": checklist.month,
        "verdict": checklist.verdict.value,
        "rule_set": checklist.rules.id,
        "rules_reviewed": checklist.rules.last_reviewed,
        "supply": {
            "covered_to": standing.covered_to,
            "days_left": standing.supply.days_left,
            "doses_a_day": standing.doses_a_day,
            "capsules_left": standing.capsules_left,
        },
        "gap": found.gap._asdict(),
        "lead": {"days": found.lead.days, "from": found.lead.source},
        "window": window_json(checklist.window),
        "chain": [
            {
                "id": link.id,
                "title": facts.steps[link.id].title if course is None else course.lines[link.id].text.partition(":")[0],
                "state": link.state,
                "month": link.month,
                **link.dates._asdict(),
                "why": said(link.why, facts) if course is None else _after(link, course),
                "sources": cited_by(link, facts),
            }
            for link in found.chain
        ],
        "what_if": [outcome._asdict() for outcome in found.what_if],
        "notes": [said(note, facts) for note in found.notes],
    }
