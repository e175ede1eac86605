"""What the diary shows over time."""

from __future__ import annotations

import pytest

from days_of import course_of, day, usual
from isocourse.course.doses import Day, ledger
from isocourse.course.entries import AdverseEvent, Body, Dose, DoseStatus, Pause, Regimen, Settings, Severity
from isocourse.course.trends import (
    Cell,
    Change,
    Mark,
    Milligrams,
    Row,
    cell,
    mark,
    milligrams_by_week,
    recent,
    severity_by_week,
)


def lips(severity: Severity | None = None, effect: str = "dry-lips", signs: tuple[str, ...] = ()) -> AdverseEvent:
    """Return a side effect."""
    return AdverseEvent(effect=effect, severity=severity, signs=signs)


def test_severity_by_week_of_the_course() -> None:
    """Each week of the course shows how often an effect was logged and the worst that was said of it."""
    course = usual(
        ("11-01", lips(Severity.MILD)),
        ("11-07", lips(Severity.MODERATE)),
        ("11-08", lips()),
        ("11-09", lips(effect="fatigue")),
    )
    found = severity_by_week(course, day("11-20"))
    assert found is not None
    assert (found.first, found.since_start) == (1, True)
    assert found.rows == (
        Row(effect="dry-lips", cells=(Cell(times=2, worst=Severity.MODERATE), Cell(times=1), Cell())),
        Row(effect="fatigue", cells=(Cell(), Cell(times=1), Cell())),
    )


def test_weeks_before_the_first_capsule_are_week_nought() -> None:
    """What was logged before the first capsule stands in week 0."""
    found = severity_by_week(usual(("10-01", lips())), day("11-02"))
    assert found is not None
    assert (found.first, found.rows[0].cells) == (0, (Cell(times=1), Cell()))


def test_table_goes_from_the_first_week_to_this_one() -> None:
    """The table begins with week 1 and ends with this week, what was logged today included."""
    found = severity_by_week(usual(("11-20", lips())), day("11-20"))
    assert found is not None
    assert (found.first, [cell.times for cell in found.rows[0].cells]) == (1, [0, 0, 1])


@pytest.mark.parametrize(
    ("said", "worst"),
    [
        ([None, Severity.MILD], Severity.MILD),
        ([Severity.MILD, Severity.MODERATE], Severity.MODERATE),
        ([Severity.MODERATE, Severity.SEVERE, None], Severity.SEVERE),
        ([None], None),
    ],
)
def test_worst_of_a_week(said: list[Severity | None], worst: Severity | None) -> None:
    """The worst of a week is the worst that was said."""
    assert cell(said) == Cell(times=len(said), worst=worst)


def test_weeks_without_a_start_count_from_the_first_entry() -> None:
    """While the first capsule's day is unknown, weeks count from the first entry and say so."""
    found = severity_by_week(course_of(("11-03", lips()), ("11-10", lips())), day("11-10"))
    assert found is not None
    assert (found.since_start, found.first, len(found.rows[0].cells)) == (False, 1, 2)


def test_nothing_logged_is_no_table() -> None:
    """Without an entry up to today there is no table, and an entry that says `none` is no effect."""
    assert severity_by_week(usual(("11-10", lips())), day("11-09")) is None
    assert severity_by_week(usual(("11-05", lips(effect="none"))), day("11-09")) is None


def test_signs_count_for_their_effects() -> None:
    """Every effect whose sign was recognised in one entry gets its mark, once."""
    course = usual(("11-02", lips(signs=("lip-crack", "tired", "unknown-sign"))))
    found = severity_by_week(course, day("11-03"), {"lip-crack": "dry-lips", "tired": "fatigue"})
    assert found is not None
    assert [row.effect for row in found.rows] == ["dry-lips", "fatigue"]


@pytest.mark.parametrize(
    ("lines", "change"),
    [
        ([("11-20", Severity.MILD)], Change.NEW),
        ([("11-10", Severity.MILD)], Change.QUIET),
        ([("11-10", Severity.MILD), ("11-20", Severity.MILD)], Change.SAME),
        ([("11-10", Severity.MILD), ("11-20", Severity.SEVERE)], Change.WORSE),
        ([("11-10", Severity.SEVERE), ("11-20", Severity.MILD)], Change.MILDER),
        ([("11-10", None), ("11-20", None), ("11-21", None)], Change.WORSE),
        ([("11-10", None), ("11-20", Severity.MILD)], Change.SAME),
    ],
)
def test_recent_trend(lines: list[tuple[str, Severity | None]], change: Change) -> None:
    """The last seven days stand against the seven before: the worst said first, then how often."""
    course = usual(*[(on, lips(severity)) for on, severity in lines])
    assert [found.change for found in recent(course, day("11-22"))] == [change]


@pytest.mark.parametrize(("on", "days"), [("11-08", 0), ("11-09", 1), ("11-22", 1), ("11-23", 1)])
def test_recent_covers_fourteen_days(on: str, days: int) -> None:
    """The last two weeks are today and the thirteen days before."""
    assert len(recent(usual((on, lips())), day("11-22"))) == days


def test_recent_names_the_effects_of_signs() -> None:
    """A sign that was recognised counts for the effect that it belongs to."""
    course = usual(("11-20", lips(signs=("tired",))))
    assert [found.effect for found in recent(course, day("11-22"), {"tired": "fatigue"})] == ["dry-lips", "fatigue"]
    assert [found.effect for found in recent(course, day("11-22"))] == ["dry-lips"]


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"extra": 1, "missed": 1}, Mark.EXTRA),
        ({"missed": 1, "taken": 1}, Mark.MISSED),
        ({"taken": 2}, Mark.TAKEN),
        ({"taken": 1, "assumed": 1}, Mark.ASSUMED),
        ({"assumed": 2}, Mark.ASSUMED),
        ({"taken": 1}, Mark.UNKNOWN),
        ({"taken": 1, "over": False}, Mark.TAKEN),
        ({"paused": True, "expected": 0}, Mark.PAUSED),
        ({"expected": 0}, Mark.NOTHING),
        ({}, Mark.UNKNOWN),
        ({"over": False}, Mark.OPEN),
        ({"expected": None}, Mark.UNKNOWN),
    ],
)
def test_mark_of_a_day(changes: dict[str, int | None], shown: Mark) -> None:
    """A day shows what went otherwise than planned before what went as planned, and never `taken` for a gap."""
    plain = Day(
        day=day("11-01"),
        expected=2,
        taken=0,
        assumed=0,
        missed=0,
        extra=0,
        mg_taken=0,
        mg_assumed=0,
        kilograms=None,
        paused=False,
        over=True,
    )
    assert mark(plain._replace(**changes)) is shown  # type: ignore[arg-type] # a table of changes


def test_milligrams_by_week() -> None:
    """The running sums at the end of each week keep taken and assumed apart, doses before the start included."""
    lines: list[tuple[str, Body]] = [
        ("10-31", Dose(status=DoseStatus.TAKEN, mg=40)),
        ("11-02", Dose(status=DoseStatus.TAKEN)),
        ("11-05", Pause()),
    ]
    course = usual(*lines)
    assert milligrams_by_week(ledger(course, day("11-09")), day("11-01")) == [
        Milligrams(week=1, taken=80, assumed=280),
        Milligrams(week=2, taken=80, assumed=280),
    ]


def test_milligrams_stay_unknown_once_unknown() -> None:
    """From the week of a dose of unknown strength on the sum stays unknown."""
    course = usual(("11-09", Regimen(times=1, pattern="by turns")), ("11-16", Regimen(mg=40, times=1)))
    found = milligrams_by_week(ledger(course, day("11-20")), day("11-01"))
    assert [(week.taken, week.assumed) for week in found] == [(0, 560), (0, None), (0, None)]


def test_no_milligrams_before_the_first_capsule_is_known() -> None:
    """Without the first capsule's day, or before it, there are no weeks to sum."""
    course = course_of(("11-01", Settings(zone="UTC")))
    assert milligrams_by_week(ledger(course, day("11-09")), None) == []
    assert milligrams_by_week(ledger(course, day("11-09")), day("11-20")) == []
