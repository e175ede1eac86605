"""Random histories for the oracle, close to the edges of the rules, and how the program is asked about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

from hypothesis import strategies as st

from isocourse.course import entries as model
from isocourse.record.codec import serialise
from oracle.days import n, parts
from oracle.history import CAN, CANNOT, Event, Now
from patient import Patient

ERAS: Final = (  # first and last day of a history's begin
    ("2008-01-01", "2021-10-01"),
    ("2021-10-01", "2022-02-01"),
    ("2024-01-01", "2026-08-01"),
    ("2026-08-15", "2026-11-28"),
    ("2026-09-20", "2026-11-20"),
    ("2026-11-15", "2027-03-31"),
    ("2026-11-15", "2026-12-31"),
    ("2027-01-28", "2027-02-02"),
    ("2028-01-28", "2028-02-03"),
    ("2027-04-01", "2030-12-31"),
)
SHOWN: Final = ("America/Los_Angeles", "Pacific/Honolulu", "Pacific/Guam", "America/Chicago", "America/New_York")
PAIRS: Final = (("iud", "condom"), ("combined-pill", "condom"), ("iud", "patch"), ("ring", "diaphragm"))
POOR: Final = (("iud",), ("condom", "diaphragm"), ("iud", "mini-pill"), ("iud", "withdrawal"), ("iud", "iud"))
EDGES: Final = (0, 1, 5, 6, 7, 8, 18, 19, 20, 29, 30, 31, 32)


class Story:
    """Events as they are drawn, in the order of typing."""

    def __init__(self, number: Callable[[int, int], int]) -> None:
        self.number = number
        self.events: list[Event] = []

    def pick(self, *values: Any) -> Any:  # noqa: ANN401 - whatever is drawn from
        """Return one of the values."""
        return values[self.number(0, len(values) - 1)]

    def chance(self, percent: int) -> bool:
        """Return True so many times of a hundred; hypothesis simplifies to False."""
        return self.number(0, 99) >= 100 - percent

    def add(self, kind: str, on: int, **more: Any) -> Event:  # noqa: ANN401 - what the kind needs
        """Write an event down."""
        event = {"id": f"{len(self.events) + 1:08x}", "kind": kind, "on": on, **more}
        self.events.append(event)
        return event

    def test(self, sample: int, *, typed: int = 0) -> None:
        """A pregnancy test, mostly negative and in a medical setting."""
        result = self.pick(*["negative"] * 14, "pending", "positive")
        setting = self.pick(*["medical"] * 10, "home", "home", None)
        self.add("test", sample + typed, specimen=sample, result=result, setting=setting)

    def forms(self, on: int) -> None:
        """Birth control, mostly good."""
        kind = self.pick(*["pair"] * 7, "abstinence", "poor", "agreed")
        forms = () if kind == "abstinence" else self.pick(*(POOR if kind == "poor" else PAIRS))
        if kind == "agreed":
            forms = self.pick(("iud", "vaginal-loop"), ("iud", "mini-pill"))
        self.add("contraception", on, forms=forms, abstinence=kind == "abstinence", agreed=kind == "agreed")

    def papers(self, on: int, *names: str) -> None:
        """Steps that are recorded by a date, of which one is forgotten now and then."""
        for name in names:
            if not self.chance(2):
                self.add("step", on, name=name)


def begin(story: Story) -> int:
    """Open a course and return the day."""
    first, last = story.pick(*ERAS)
    day = story.number(n(first), n(last))
    earlier = story.pick(0, 0, 0, 1)
    story.add(
        "opening",
        day,
        category=story.pick(CAN, CAN, CAN, CANNOT),
        fills_before=earlier,
        last_fill=day - story.pick(0, 1, 20, 28) if earlier else None,
        started=story.pick(None, None, day + story.pick(30, 45, 70)) if not earlier else day - 25,
    )
    return day


def before(story: Story, day: int) -> int:
    """The steps before the first pick-up; returns the day of the second test."""
    story.papers(day + story.pick(0, 1, 12), "enrolled", "consent", "counselled", "not-breast-feeding")
    first = day + story.pick(0, 0, 1, 3, 10)
    gap = story.pick(18, 19, 20, 25, 29, 30, 30, 30, 31, 31, 33, 45)
    second: int = first + gap
    story.forms(second - story.pick(28, 29, 30, 30, 31, 31, 31, 32, 40, 60))
    if story.chance(15):
        story.forms(second - story.pick(0, 3, 10, 20, 30, 31))
    story.test(first)
    if story.chance(10):
        story.test(first + story.pick(*EDGES))
    if story.chance(10):
        story.forms(second + story.pick(1, 5, 8, 15, 20))
    story.test(second, typed=story.pick(0, 0, 1))
    if story.chance(25):
        second += story.pick(1, 3, 5, 6, 7, 8, 13, 18, 19, 20)
        story.test(second)
    return second


def collect(story: Story, sample: int) -> int:
    """What comes between a sample and a pick-up; returns the day of the pick-up, or the day after that it lacks."""
    story.papers(sample + story.pick(0, 0, 0, 1, 2, -1), "confirmation", "questions")
    if story.chance(15):
        on = sample + story.pick(0, 1, 2)
        story.add("authorization", on, until=on + story.pick(0, 1, 2, 4, 5, 6, 9))
    if story.chance(15):
        story.add("step", sample + story.pick(-3, 0, 1), name="visit")
    return sample + int(story.pick(0, 1, 2, 3, 4, 5, 6, 6, 7))


def odd(story: Story, day: int) -> None:
    """Something that does not happen in every month."""
    on = day + story.number(-40, 45)
    kind = story.pick(
        "contact", "contact", "contact", "sign", "harmless", "home", "category", "forms", "test", "retract"
    )
    if kind in {"contact", "sign"}:
        sign = story.add(kind, on)
        if story.chance(85):
            story.add("cleared", on + story.pick(0, 1, 3, 10), target=sign["id"])
        if kind == "contact" and story.chance(85):
            story.forms(on + story.pick(0, 0, 0, 1, 4))
            story.test(on + story.pick(17, 18, 19, 20, 25, 30))
            story.test(on + story.pick(29, 30, 31, 32, 35, 36, 51, 60))
            collect(story, on + story.pick(30, 31, 32, 35))
        return
    if kind == "home":
        story.add("home-tests", on, allowed=story.chance(75))
    elif kind == "category":
        story.add("category", max(on, story.events[0]["on"] + 1), value=story.pick(CAN, CANNOT))
    elif kind == "forms":
        story.forms(on)
    elif kind == "test":
        story.test(on)
    elif kind == "harmless":
        story.add("harmless", on)
    else:
        story.add("retract", on, target=story.pick(*[e["id"] for e in story.events[1:]]))


def tell(number: Callable[[int, int], int]) -> list[Event]:
    """A history from the first paper to the month after the last capsule, with a few odd things in between."""
    story = Story(number)
    day = begin(story)
    sample = before(story, day) if not story.events[0]["fills_before"] else day + 3
    if story.events[0]["fills_before"]:
        story.forms(day)
        story.test(sample)
    for _ in range(story.pick(0, 0, 1, 1, 1, 2)):
        pick_up = collect(story, sample)
        story.add("fill", pick_up)
        sample = pick_up + story.pick(0, 1, 20, 22, 24, 28)
        story.test(sample)
        if story.chance(20):
            story.test(sample + story.pick(1, 3, 6, 7, 8))
    collect(story, sample)
    if story.chance(12):
        on = sample + story.pick(1, 8, 20)
        last = on - story.pick(0, 0, 1, 5)
        story.add("finish", on, last=last)
        story.test(last + story.pick(-1, 0, 1, 3))
        story.test(last + story.pick(27, 28, 29, 30, 31, 32))
    for _ in range(story.pick(0, 0, 0, 1, 1, 2)):
        odd(story, sample)
    settle(story)
    fills = [e["on"] for e in story.events if e["kind"] == "fill"]
    if fills and not story.events[0]["fills_before"] and story.chance(70):
        story.add("started", min(fills), value=min(fills) + story.pick(0, 0, 1))
    story.add("regimen", story.events[0]["on"])
    return story.events


def settle(story: Story) -> None:
    """A positive test is cleared mostly."""
    for event in list(story.events):
        if event["kind"] == "test" and event["result"] == "positive" and story.chance(70):
            story.add("cleared", event["on"] + story.pick(0, 2), target=event["id"])


def moment_near(number: Callable[[int, int], int], events: list[Event]) -> Now:
    """A minute near an event, a closing or an edge of a rule."""
    story = Story(number)
    near = story.pick(*sorted({int(e["specimen"] if e["kind"] == "test" else e["on"]) for e in events}))
    minute = story.pick(0, 1, 240, 290, 300, 301, 600, 840, 1080, 1439, None)
    return Now(near + story.pick(*EDGES, 2, 3, 4), number(0, 1439) if minute is None else minute)


@st.composite
def asked(draw: Callable[[st.SearchStrategy[int]], int]) -> tuple[list[Event], str, list[Now]]:
    """A history, the zone it is lived in, and three minutes at which the program is asked."""

    def number(low: int, high: int) -> int:
        return draw(st.integers(low, high))

    events = tell(number)
    return events, Story(number).pick(*SHOWN), [moment_near(number, events) for _ in range(3)]


def date(number: int) -> dt.date:
    """The program's own kind of day."""
    return dt.date(*parts(number))


def _maybe(number: int | None) -> dt.date | None:
    return None if number is None else date(number)


BODIES: Final[dict[str, Callable[[Event], model.Body]]] = {
    "category": lambda e: model.Settings(category=model.Category(e["value"])),
    "started": lambda e: model.Settings(started=date(e["value"])),
    "regimen": lambda _: model.Regimen(mg=40, times=2),
    "step": lambda e: model.Step(step=model.StepId(e["name"])),
    "test": lambda e: model.PregnancyTest(
        specimen_date=date(e["specimen"]),
        result=model.TestResult(e["result"]),
        setting=model.Setting(e["setting"]) if e["setting"] else None,
    ),
    "contraception": lambda e: model.Contraception(forms=e["forms"], abstinence=e["abstinence"], agreed=e["agreed"]),
    "home-tests": lambda e: model.HomeTests(allowed=e["allowed"]),
    "authorization": lambda e: model.Authorization(until=date(e["until"])),
    "fill": lambda _: model.Fill(days=30),
    "finish": lambda e: model.Finish(last_capsule=date(e["last"])),
    "dose": lambda _: model.Dose(status=model.DoseStatus.TAKEN),
    "cleared": lambda e: model.Cleared(target=e["target"]),
    "retract": lambda e: model.Retraction(target=e["target"]),
    "harmless": lambda _: model.AdverseEvent(
        effect="dry-lips", signs=("dry-lips",), severity=model.Severity.MILD, urgency=model.Urgency.SELF_CARE
    ),
    "sign": lambda _: model.AdverseEvent(
        effect="severe-headache-vision", urgency=model.Urgency.CALL_TODAY, stop_capsules=True
    ),
    "contact": lambda _: model.AdverseEvent(
        effect="possible-pregnancy",
        signs=("unprotected",),
        words="unprotected sex",
        urgency=model.Urgency.CALL_TODAY,
        stop_capsules=True,
    ),
}


def record(events: list[Event], zone: str, now: dt.datetime) -> model.Record:
    """The history as the program's record, typed in this order just before `now`."""

    def opening(event: Event) -> model.Settings:
        return model.Settings(
            category=model.Category(event["category"]),
            zone=zone,
            planned_weeks=20,
            started=_maybe(event["started"]),
            doses_logged=model.DoseLogging.EXCEPTIONS,
            fills_before=event["fills_before"] or None,
            last_fill=_maybe(event["last_fill"]),
        )

    first = now - dt.timedelta(minutes=len(events) + 1)
    entries = [
        model.Entry(
            id=event["id"],
            recorded=first + dt.timedelta(minutes=number),
            on=date(event["on"]),
            body=opening(event) if event["kind"] == "opening" else BODIES[event["kind"]](event),
        )
        for number, event in enumerate(events)
    ]
    return model.Record(course="c0ffee00", entries=tuple(entries))


def moment(now: Now) -> dt.datetime:
    """The minute as the program's clock tells it."""
    return dt.datetime.combine(date(now.day), dt.time(*divmod(now.minute, 60)), tzinfo=dt.UTC)


def ask(patient: Patient, events: list[Event], zone: str, now: Now, command: str = "checklist") -> dict[str, Any]:
    """What the real command answers on that history at that minute."""
    patient.now = moment(now)
    patient.file.write_bytes(serialise(record(events, zone, patient.now)))
    patient.file.chmod(0o600)
    result = patient(f"{command} --json")
    assert result.code == 0, result
    return dict(result.json)
