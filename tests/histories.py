"""Random histories as a program might have written them, or an editor: valid records of every kind, alarms among them.

`HISTORIES` are records of one course around a day, future days too, with corrections, retractions and clearings that
name entries which are there. For properties: whatever the history, no command fails, and no verdict is wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from hypothesis import strategies as st

from isocourse.course import entries as model
from isocourse.course.entries import Body, Entry, Record

TODAY = dt.date(2026, 11, 22)
NOON = dt.datetime(2026, 11, 22, 18, tzinfo=dt.UTC)
SLUGS = (
    "dry-lips",
    "headache",
    "depression",
    "possible-pregnancy",
    "severe-headache-vision",
    "chest-pain",
    "none",
    "of-another-version",
)
FORMS = ("iud", "condom", "combined-pill", "mini-pill", "patch", "spermicide", "withdrawal", "the pill", "x")
ZONES = ("America/Chicago", "Pacific/Guam", "Pacific/Honolulu", "UTC", "Asia/Kathmandu")

days = st.integers(-120, 40).map(lambda n: TODAY + dt.timedelta(days=n))
_far = st.sampled_from([dt.date(2000, 1, 1), dt.date(2100, 12, 31), dt.date(2024, 2, 29)])
_words = st.none() | st.sampled_from(["my lips are cracked", "crushing chest pain", "\x1b[8m", "é · 日本", ""])
_score = st.none() | st.integers(0, 3)
_mg = st.none() | st.sampled_from([10.0, 20.0, 40.0, 0.5])


def _any_day() -> st.SearchStrategy[dt.date]:
    return st.one_of(days, days, days, _far)


SETTINGS = st.builds(
    model.Settings,
    category=st.none() | st.sampled_from(model.Category),
    zone=st.none() | st.sampled_from(ZONES),
    planned_weeks=st.none() | st.integers(1, 104),
    started=st.none() | _any_day(),
    doctor=_words,
    doctor_phone=st.none() | st.just("555-0100"),
    doses_logged=st.none() | st.sampled_from(model.DoseLogging),
    fills_before=st.none() | st.integers(0, 6),
    last_fill=st.none() | _any_day(),
)
EVENTS = st.builds(
    model.AdverseEvent,
    effect=st.sampled_from(SLUGS),
    signs=st.lists(st.sampled_from(SLUGS), max_size=3, unique=True).map(tuple),
    severity=st.none() | st.sampled_from(model.Severity),
    words=_words,
    note=_words,
    urgency=st.sampled_from(model.Urgency),
    stop_capsules=st.booleans(),
)
TESTS = st.builds(
    model.PregnancyTest,
    specimen_date=_any_day(),
    result=st.sampled_from(model.TestResult),
    setting=st.none() | st.sampled_from(model.Setting),
)
# Of every kind but those that name another entry.
PLAIN: st.SearchStrategy[Body] = st.one_of(
    SETTINGS,
    EVENTS,
    TESTS,
    st.builds(model.Regimen, product=_words, mg=_mg, times=st.none() | st.integers(1, 4), pattern=_words),
    st.builds(model.Weight, kg=st.floats(20, 400)),
    st.builds(
        model.Dose,
        status=st.sampled_from(model.DoseStatus),
        at=st.none() | st.times(),
        mg=_mg,
        reason=_words,
    ),
    st.builds(
        model.Contraception, forms=st.lists(st.sampled_from(FORMS), max_size=3).map(tuple), abstinence=st.booleans()
    ),
    st.builds(model.Step, step=st.sampled_from(model.StepId)),
    st.builds(model.HomeTests, allowed=st.booleans()),
    st.builds(model.Authorization, until=_any_day()),
    st.builds(model.Fill, days=st.integers(1, 90), capsules=st.none() | st.integers(1, 200)),
    st.builds(
        model.Lab,
        name=st.sampled_from(["triglycerides", "ALT", ""]),
        value=st.floats(-1e6, 1e6),
        unit=st.sampled_from(["mg/dL", ""]),
        low=st.none() | st.floats(-1e6, 1e6),
        high=st.none() | st.floats(-1e6, 1e6),
    ),
    st.builds(model.Pause, reason=_words),
    st.just(model.Resume()),
    st.builds(model.Finish, last_capsule=_any_day(), stopped_early=st.booleans(), reason=_words),
    st.builds(model.Note, text=st.sampled_from(["rested", "\u202e", "two\nlines"]), question=st.booleans()),
    st.builds(
        model.Mood,
        answers=st.tuples(_score, _score) | st.tuples(*[_score] * 9),
        difficulty=_score,
        urgency=st.sampled_from(model.Urgency),
        stop_capsules=st.booleans(),
    ),
    st.builds(model.Imported, source=st.just("medtimer"), ids=st.just(("00000001",))),
    st.builds(
        model.HandedOut,
        path=st.just("/nowhere/visit.html"),
        what=st.just("report"),
        digest=st.just("0"),
    ),
    st.builds(
        model.Exported,
        what=st.just("calendar"),
        path=st.sampled_from(["", "/nowhere/reminders.ics"]),
        series=st.integers(0, 9999),
        events=st.sampled_from([(), ("fill 2 2026-11-25", "doses 2 2026-12-25", "odd"), ("odd odd odd",)]),
    ),
    st.builds(model.AlarmSeen, seen=st.booleans()),
)
# What opens a course, as `start` writes it.
OPENING = st.builds(
    model.Settings,
    category=st.sampled_from(model.Category),
    zone=st.sampled_from(ZONES),
    planned_weeks=st.integers(16, 24),
    started=st.none() | days,
    doses_logged=st.none() | st.sampled_from(model.DoseLogging),
    fills_before=st.none() | st.integers(0, 6),
    last_fill=st.none() | days,
)


@st.composite
def histories(draw: st.DrawFn, *, most: int = 12) -> Record:
    """A record of one course: opened, then entries of any kind, typed in order on days up to today or a wrong clock."""
    opened = NOON - dt.timedelta(days=draw(st.integers(0, 150)))
    entries = [Entry("00000000", opened, opened.date(), draw(OPENING))]
    for number in range(1, draw(st.integers(0, most)) + 1):
        entries.append(draw(_one_more(number, entries)))
    return Record("c41d7be0", tuple(entries))


@st.composite
def _one_more(draw: st.DrawFn, number: int, before: Sequence[Entry]) -> Entry:
    """One more entry: a new one, or a word about one of those before."""
    earlier = before[draw(st.integers(0, len(before) - 1))]
    body: Body
    replaces = None
    what = draw(st.sampled_from(["new"] * 6 + ["retraction", "cleared", "correction"]))
    if what == "new" or earlier.id == before[0].id:
        body = draw(PLAIN)
    elif what == "retraction":
        body = model.Retraction(target=earlier.id)
    elif what == "cleared":
        body = model.Cleared(target=earlier.id)
    else:
        body, replaces = _corrected(draw, earlier.body), earlier.id
        replaces = None if isinstance(body, model.Retraction) else replaces
    step = draw(st.sampled_from([0, 1, 60, 3600, 86_400, 86_400 * 7]))
    typed = before[-1].recorded + dt.timedelta(seconds=step, microseconds=1)
    return Entry(f"{number:08x}", typed, draw(st.one_of(st.just(typed.date()), days)), body, replaces)


def _corrected(draw: st.DrawFn, body: Body) -> Body:
    """Return another body of the same kind."""
    if isinstance(body, model.AdverseEvent):
        return draw(EVENTS)
    return draw(TESTS) if isinstance(body, model.PregnancyTest) else body


HISTORIES = histories()
