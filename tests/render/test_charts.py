"""Pictures made of letters, each told in words too."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from days_of import course_of, day, usual
from isocourse.course.doses import Ledger, ledger
from isocourse.course.entries import (
    AdverseEvent,
    Body,
    Dose,
    DoseLogging,
    DoseStatus,
    Pause,
    Regimen,
    Resume,
    Settings,
    Severity,
    Weight,
)
from isocourse.course.trends import Weeks, milligrams_by_week, severity_by_week
from isocourse.render import charts
from isocourse.render.text import wrap_all

TAKEN, MISSED, EXTRA = (Dose(status=status) for status in (DoseStatus.TAKEN, DoseStatus.MISSED, DoseStatus.EXTRA))
NAMES = {"dry-lips": "dry, cracked lips", "fatigue": "tiredness"}


def name(slug: str) -> str:
    """Return a plain name."""
    return NAMES.get(slug, slug)


def felt(effect: str, severity: Severity | None = None) -> AdverseEvent:
    """Return a side effect."""
    return AdverseEvent(effect=effect, severity=severity)


def weeks(today: str, *lines: tuple[str, Body]) -> Weeks | None:
    """Return the side effects of a course by week."""
    return severity_by_week(usual(*lines), day(today))


def book(today: str, *lines: tuple[str, Body]) -> Ledger:
    """Return the doses of a course."""
    return ledger(usual(*lines), day(today))


def screen(text: str) -> list[str]:
    """Return the lines of a screen drawn in a test."""
    return [line[4:] for line in text.split("\n")[1:-1]]


def test_side_effects_by_week() -> None:
    """Each effect is a row, each week a letter, and every row is told in words."""
    found = weeks(
        "12-20",
        ("11-01", felt("dry-lips", Severity.MILD)),
        ("11-16", felt("dry-lips", Severity.SEVERE)),
        ("11-17", felt("dry-lips", Severity.MILD)),
        ("12-01", felt("dry-lips")),
        ("12-19", felt("fatigue")),
    )
    assert charts.effects(found, name, 60) == screen("""
    Side effects by week of the course
      1 mild  2 moderate  3 severe  + logged, how bad not said
      . nothing logged that week
      1   5
      1.3.+...  dry, cracked lips
      ......+.  tiredness
    In words:
      dry, cracked lips: 4 times, in 3 of 8 weeks. Worst: severe, week 3. Last: week 5.
      tiredness: 1 time, in 1 of 8 weeks. Last: week 7.
    """)


def test_many_weeks_go_on_below() -> None:
    """More weeks than fit go on in a second block, and week 0 is explained."""
    found = weeks("2027-08-01", ("10-01", felt("dry-lips")), ("2027-07-30", felt("fatigue", Severity.MODERATE)))
    assert charts.effects(found, name, 60)[2:9] == screen("""
      . nothing logged that week  0 is the time before the first capsule
      0    5    10   15   20   25   30   35
      +......................................  dry, cracked lips
      .......................................  tiredness
      39
      ..  dry, cracked lips
      2.  tiredness
    """)


def test_weeks_without_a_first_capsule_say_so() -> None:
    """Where the first capsule's day is unknown the picture says what its weeks count from."""
    found = severity_by_week(course_of(("11-03", felt("dry-lips"))), day("11-10"))
    assert charts.effects(found, name, 60)[0].endswith("the diary (the day of the first capsule is not known)")


def test_nothing_logged_is_not_shown_as_well() -> None:
    """Without an entry the picture says that nothing was logged, and that this says nothing."""
    assert charts.effects(None, name, 60) == [
        "Side effects by week: none logged so far. That says nothing about how you are: isocourse log"
    ]


def test_doses_as_a_calendar() -> None:
    """Each week is a line and each day a letter; what went otherwise than planned is told by its date."""
    found = book(
        "11-19",
        ("11-02", TAKEN),
        ("11-02", TAKEN),
        ("11-04", MISSED),
        ("11-06", EXTRA),
        ("11-10", Pause()),
        ("11-12", Resume()),
        ("11-15", Settings(doses_logged=DoseLogging.EACH)),
    )
    sums = "32 doses planned; 2 taken as logged, 21 assumed, 1 missed, 8 not logged; 1 extra."
    assert charts.doses(found, 80) == screen(f"""
    Doses by day
      T taken  a assumed  m missed  X extra  p pause
      ? not logged  _ today, not logged yet  . none planned
                      Mo Tu We Th Fr Sa Su
      Oct 26, 2026                      a
       Nov 2, 2026    T  a  m  a  X  a  a
       Nov 9, 2026    a  p  p  a  a  a  ?
      Nov 16, 2026    ?  ?  ?  _
    In words:
      Sun Nov 1, 2026 to Thu Nov 19, 2026: {sums}
      Missed on Wed Nov 4.
      Extra on Fri Nov 6.
      Paused on 2 days.
    """)


def test_many_missed_doses_are_cut_short() -> None:
    """Of many missed days the latest six are named and the others counted."""
    found = book("11-15", *[(f"11-{number:02}", MISSED) for number in range(1, 9)])
    assert charts.doses(found, 80)[-1] == (
        "  Missed on Tue Nov 3, Wed Nov 4, Thu Nov 5, Fri Nov 6, Sat Nov 7, Sun Nov 8 and 2 days before."
    )


def test_nothing_known_of_doses() -> None:
    """While nothing is known of doses no calendar and no sum is drawn."""
    found = ledger(course_of(("11-01", Settings(started=day("11-01")))), day("11-09"))
    assert len(charts.doses(found, 80)) == 1
    assert charts.milligrams(found, milligrams_by_week(found, day("11-01")), 60) == [
        "Milligrams so far: not known yet."
    ]


def test_milligrams_as_bars() -> None:
    """Taken and assumed are two kinds of bar and two numbers; doses nobody logged are not counted and said to be."""
    found = book(
        "11-10", ("11-01", Weight(kg=80)), ("11-02", TAKEN), ("11-08", Settings(doses_logged=DoseLogging.EACH))
    )
    assert charts.milligrams(found, milligrams_by_week(found, day("11-01")), 60) == screen("""
    Milligrams so far, by week of the course
      # taken  = assumed
      week  1  ##========================  40 + 520 mg
      week  2  ##========================  40 + 520 mg
    In words:
      40 mg logged as taken and 520 mg assumed.
      Together 7 mg/kg, each dose by the weight of its day.
      Not counted: 4 planned doses that nobody logged.
    """)


def test_unknown_milligrams_have_no_bar() -> None:
    """A week with a dose of unknown strength has no bar, and the sum is told to be unknown."""
    found = book("11-10", ("11-08", Regimen(times=1, pattern="by turns")))
    lines = charts.milligrams(found, milligrams_by_week(found, day("11-01")), 60)
    assert lines[3] == "  week  2  not known: a dose of unknown mg is in it"
    assert lines[-1] == "  The sum is not known: at least one dose has no known mg. It is never guessed."


def test_milligrams_without_a_weight() -> None:
    """Without the weight of a day mg/kg is unknown, with the command that would say it."""
    found = book("11-03")
    told = charts.milligrams(found, milligrams_by_week(found, day("11-01")), 60)
    assert "  mg/kg: not known, a day has no weight. isocourse weight KG --on DATE" in told


def test_json_of_the_pictures() -> None:
    """The pictures' figures come as JSON with unknown as null."""
    found = weeks("11-10", ("11-08", felt("dry-lips", Severity.MILD)), ("11-09", felt("fatigue")))
    assert charts.effects_json(found, name) == {
        "since_start": True,
        "rows": [
            {
                "effect": "dry-lips",
                "name": "dry, cracked lips",
                "weeks": [{"week": 2, "times": 1, "worst": "mild"}],
            },
            {"effect": "fatigue", "name": "tiredness", "weeks": [{"week": 2, "times": 1, "worst": None}]},
        ],
    }
    assert charts.effects_json(None, name) == {"since_start": None, "rows": []}
    doses = book("11-02", ("11-01", MISSED))
    assert charts.doses_json(doses)[0] == {
        "on": "2026-11-01",
        "mark": "missed",
        "planned": 2,
        "taken": 0,
        "assumed": 1,
        "missed": 1,
        "extra": 0,
    }
    assert charts.milligrams_json(doses, milligrams_by_week(doses, day("11-01"))) == {
        "mg_taken": 0,
        "mg_assumed": 40,
        "mg_per_kg": None,
        "weeks": [{"week": 1, "taken": 0, "assumed": 40}],
    }


@pytest.mark.parametrize("width", [60, 80, 100])
@given(
    st.lists(
        st.tuples(st.integers(-30, 400), st.sampled_from(["dry-lips", "fatigue", "x" * 45]), st.sampled_from(Severity)),
        min_size=1,
        max_size=12,
    )
)
@settings(max_examples=15)
def test_pictures_fit(width: int, found: list[tuple[int, str, Severity]]) -> None:
    """No row of a picture is wider than the screen, so nothing is broken in the middle of it."""
    start = day("11-01")
    lines = [((start + dt.timedelta(days=after)).isoformat(), felt(effect, level)) for after, effect, level in found]
    table = severity_by_week(usual(*lines), start + dt.timedelta(days=400))
    drawn = charts.effects(table, name, width)
    picture = drawn[3 : drawn.index("In words:")]
    assert all(len(line) <= max(width, 60) for line in picture)
    assert wrap_all(picture, max(width, 60)) == "".join(f"{line}\n" for line in picture)
