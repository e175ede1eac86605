"""The checklist as lines and as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from isocourse.course.days import hour, spoken
from isocourse.course.entries import Category
from isocourse.ipledge.checklist import Checklist, Verdict
from isocourse.ipledge.month import Phase
from isocourse.ipledge.rulebook import Notice, Rulebook
from isocourse.ipledge.steps import DONE, NOT_NEEDED, StepState
from isocourse.ipledge.window import PickupWindow
from isocourse.render.notices import words
from isocourse.render.step_word import step_word
from isocourse.render.text import COLUMN, clean, plural
from isocourse.reviewed import Source, listed
from isocourse.typed import Any, Final

Paint = Callable[..., str]

CATEGORY: Final = {
    Category.CAN_BECOME_PREGNANT: "can become pregnant",
    Category.CANNOT_BECOME_PREGNANT: "cannot become pregnant",
}
_HEAD: Final[dict[Verdict, tuple[str, dict[str, Any]]]] = {
    Verdict.READY: ("READY", {"fg": "green", "bold": True}),
    Verdict.NOT_READY: ("NOT READY", {"fg": "yellow", "bold": True}),
    Verdict.WINDOW_CLOSED: ("TOO LATE: the window has closed", {"fg": "red", "bold": True}),
    Verdict.STOP: ("STOP. Take no more capsules, collect none", {"fg": "red", "bold": True}),
    Verdict.UNCONFIRMED: (
        "UNCONFIRMED. Every step is recorded; confirm it with iPLEDGE",
        {"fg": "yellow", "bold": True},
    ),
    Verdict.NO_WINDOW: ("The course has ended: nothing to collect", {"bold": True}),
}
_TITLE_WIDTH: Final = 33
_COMMANDS: Final = {
    "test-after-contact": "isocourse done test",
    "authorization": "isocourse done authorization --until DATE",
}


def as_lines(found: Checklist, book: Rulebook, paint: Paint, today: dt.date) -> list[str]:
    """Return the checklist for a terminal: verdict first, then the steps, then what to beware of."""
    month = "after the last capsule" if found.phase is Phase.AFTER else f"month {found.month}"
    first = ", before the first pick-up" if found.phase is Phase.BEFORE else ""
    lines = [paint(clean(line), fg="red", bold=True) for line in said_once(book, found.emergencies)]
    lines += [f"iPLEDGE, {month}{first} · {CATEGORY[found.category]}", verdict_line(found, paint)]
    said = [f"  ! {line}" for line in (*found.doubts, *said_once(book, below(found)))]
    lines += said if found.verdict is Verdict.STOP else []
    lines += [
        _step_line(step._replace(last_safe_day=None) if found.verdict is Verdict.STOP else step, today, paint)
        for step in found.steps
        if not (step.optional and step.state == NOT_NEEDED)
    ]
    lines += said if found.verdict is not Verdict.STOP else []
    lines += [words(book, one) for one in found.standing]
    lines.append(
        f"By the rules that began on {spoken(found.rules.effective_from, year=True)}, reviewed"
        f" {spoken(found.rules.last_reviewed, year=True)}. isocourse checklist --why"
    )
    return lines


def said_once(book: Rulebook, found: Sequence[Notice]) -> list[str]:
    """Return what notices say; of one sign that was logged several times the newest, and how many there are."""
    alike: dict[object, list[Notice]] = {}
    for one in found:
        alike.setdefault((one.id, one.blanks["name"]) if "name" in one.blanks and one.about else id(one), []).append(
            one
        )
    newest = ((max(same, key=lambda one: str(one.blanks.get("date"))), len(same)) for same in alike.values())
    return [
        " ".join([words(book, one), *([book.say("stop-more", count=count)] if count > 1 else [])])
        for one, count in newest
    ]


def below(found: Checklist) -> list[Notice]:
    """Return what is said below the verdict: all but the emergencies, which stand above it."""
    return [one for one in found.notices if one not in found.emergencies]


def verdict_line(found: Checklist, paint: Paint) -> str:
    """Return the answer to `can I collect?` in one line."""
    head, style = _HEAD[found.verdict]
    if found.verdict is Verdict.NOT_READY:
        head += f": {plural(len(found.missing), 'step')} left"
    if found.verdict is Verdict.STOP and not found.emergencies:
        head += ". Call your prescriber today"
    line = paint(f"{head}.", **style)
    window = found.window
    if found.verdict is Verdict.READY and window is None:
        return paint("READY: iPLEDGE asks for no more steps. Each pick-up needs a new prescription.", **style)
    if window is None or window.closed or found.verdict in {Verdict.STOP, Verdict.NO_WINDOW}:
        return line
    here = window.closes_local
    same = here.replace(tzinfo=None) == window.closes_at.replace(tzinfo=None)
    local = "" if same else f" ({hour(here)} here)" if here.date() == window.closes_at.date() else ""
    closes = f" The window closes {spoken(window.last_day)}, {hour(window.closes_at)} Eastern{local}."
    return line + closes + _today_is(found)


def _today_is(found: Checklist) -> str:
    window = found.window
    if window is None or window.day is None or window.specimen_date is None:
        return ""
    days = ((window.computed_last_day or window.last_day) - window.specimen_date).days + 1
    return f" Today is day {window.day} of {days}."


def _step_line(step: StepState, today: dt.date, paint: Paint) -> str:
    word = step_word(step.state, paint)
    title = step.title
    if step.state == DONE:
        return f"  {word} {title:{_TITLE_WIDTH}} {COLUMN}{', '.join(_facts(step))}".rstrip()
    what = [step.detail] if step.detail else []
    if step.not_before is not None:
        what.append(f"not before {spoken(step.not_before, year=True)}")
    if step.last_safe_day is not None:
        what.append(f"by {spoken(step.last_safe_day)}" if today <= step.last_safe_day else "now")
    if step.id != "fill":
        what.append(_COMMANDS.get(step.id, f"isocourse done {step.id}"))
    return f"  {word} {title:{_TITLE_WIDTH}} {COLUMN}{', '.join(what)}".rstrip()


def _facts(step: StepState) -> list[str]:
    if step.on is None:
        return [step.detail] if step.detail else []
    date = spoken(step.on, year=True)
    dated = {
        "test": f"sample taken {date}",
        "test-after-contact": f"sample taken {date}",
        "contraception": f"since {date}",
    }
    return [dated.get(step.id, date), *([step.detail] if step.detail else [])]


def why_lines(found: Checklist, sources: Mapping[str, Source]) -> list[str]:
    """Return the rules and sources behind a checklist, with their dates and confidence."""
    rules = found.rules
    lines = [
        f"Rules: {rules.id} ({rules.title}), chosen by the date of the sample, or of today without one.",
        f"  In force from {spoken(rules.effective_from, year=True)}; confidence {rules.confidence.value};"
        f" reviewed {spoken(rules.last_reviewed, year=True)}, next review {spoken(rules.review_due, year=True)}.",
        "  No clinician has reviewed them.",
    ]
    if rules.caveat:
        lines.append("  " + rules.caveat)
    lines += [f"  {step.title}: {', '.join(step.sources)}" for step in found.steps]
    cited = sorted({*rules.sources, *(source for step in found.steps for source in step.sources)})
    return [*lines, *listed(cited, sources)]


def as_json(found: Checklist, book: Rulebook, *, as_of: dt.datetime) -> dict[str, Any]:
    """Return the checklist as the contract's JSON object."""
    return {
        "schema": 1,
        "as_of": as_of.isoformat(timespec="seconds"),
        "category": found.category.value,
        "phase": found.phase.value,
        "month": found.month,
        "rule_set": found.rules.id,
        "rules_reviewed": found.rules.last_reviewed.isoformat(),
        "verdict": found.verdict.value,
        "window": window_json(found.window),
        "steps": [
            {
                "id": step.id,
                "title": step.title,
                "state": step.state,
                "on": _iso(step.on),
                "not_before": _iso(step.not_before),
                "last_safe_day": _iso(step.last_safe_day),
                "sources": list(step.sources),
            }
            for step in found.steps
        ],
        "warnings": [*found.doubts, *(words(book, one) for one in found.notices)],
        "notices": [{"id": one.id, "about": one.about} for one in found.notices],
    }


def window_json(window: PickupWindow | None) -> dict[str, Any] | None:
    """Return the window as it stands in the JSON of every command that has one."""
    if window is None:
        return None
    return {
        "specimen_date": _iso(window.specimen_date),
        "day": window.day,
        "closes_at": window.closes_at.isoformat(timespec="seconds"),
        "closes_local": window.closes_local.isoformat(timespec="seconds"),
        "source": window.source,
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
