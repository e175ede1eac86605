"""The oracle: verdict, window and steps of a history on a day, anew from facts 1.3 to 1.8 and the contract."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from oracle.days import closing, holiday, iso, local, month_later, n, offset, stamp
from oracle.history import CAN, NEVER, R6, Event, Now, Reading, World, good_forms, rule

OPEN: Final = "open"  # neither done nor not needed
UNKNOWN: Final = "?"
BEFORE = ("enrolled", "consent", "counselled")
REVIEW_DUE: Final = n("2027-05-22")  # what the screen says of the rules: after that day nothing is READY


class Month:
    """What counts in the month that a history has come to, for somebody who can become pregnant."""

    def __init__(self, world: World) -> None:
        self.w = world
        self.phase = world.phase
        self.anew = world.begun_anew()
        self.contact = world.contact()
        owned = [t for t in world.tests if t["specimen"] > world.last_fill] if self.phase == "monthly" else world.tests
        self.owned = [t for t in owned if t["specimen"] >= self.anew]
        cleared = [t["specimen"] for t in world.tests if t["result"] == "positive"]
        self.since = max(cleared, default=0) if world.reading.positive_ends_tests else 0
        self.free = self._free_of_contact()
        self.openers = self._openers("negative")
        shown = world.reading.pending_second or (self.phase != "before" and self.contact is None)
        self.pending = self._openers("pending") if shown else []

    def _negative(self, tests: list[Event], *, home: bool = True) -> list[int]:
        return [
            t["specimen"]
            for t in tests
            if t["result"] == "negative" and self.w.setting_counts(t, home=home) and t["specimen"] > self.since
        ]

    # The chain after unprotected contact (D10)

    def after_contact(self) -> list[int]:
        """Samples that count as the test 19 days after the contact."""
        if self.contact is None:
            return []
        good = self._negative(self.w.tests, home=self.w.reading.home_after_contact)
        return [s for s in good if s >= self.contact["on"] + 19]

    def chain_allows(self, sample: int) -> bool:
        """Whether a sample can be the second one of the chain: after the first, and after the month on two forms."""
        if self.contact is None:
            return True
        first = self.after_contact()
        start = self.w.prevention(sample, self.contact["on"])
        return bool(first) and first[0] < sample and start is not None and sample >= month_later(start)

    def _free_of_contact(self) -> int:
        """The day of the sample that ended the chain: from it on tests open windows. NEVER while it goes on."""
        if self.contact is None:
            return 0
        home = self.w.reading.home_after_contact or self.phase != "before"
        ends = [s for s in self._negative(self.w.tests, home=home) if self.chain_allows(s)]
        return min(ends, default=NEVER)

    # Which samples open a window

    def firsts(self) -> list[int]:
        """Samples that can be the first of the two before a first prescription."""
        begin = self.contact["on"] + 19 if self.contact and not self.w.reading.tests_before_contact_are_first else 0
        return [s for s in self._negative(self.owned) if s >= begin]

    def second_counts(self, sample: int) -> bool:
        """D4: far enough from a first one, and (R6) after a month of prevention."""
        gap = 30 if rule(sample) == "R6" else 19
        if not any(s + gap <= sample for s in self.firsts()):
            return False
        return rule(sample) != "R6" or self.month_over(sample)

    def month_over(self, day: int) -> bool:
        """Whether the forms that stand on a day have stood for a month."""
        start = self.w.prevention(day, self.anew)
        if self.w.reading.break_ends_test and day <= self.w.today:
            start = self.w.prevention(self.w.today, self.anew)
        return self.phase != "before" or (start is not None and day >= month_later(start))

    def opens(self, sample: int) -> bool:
        """Whether a negative test in a right setting on a day would open a window."""
        if self.contact is not None and sample < self.free and not self.chain_allows(sample):
            return False
        return self.phase != "before" or self.second_counts(sample)

    def _openers(self, result: str) -> list[int]:
        """Samples of the month with this result that open a window, without those that have to wait (D3)."""
        found: list[int] = []
        for test in self.owned:
            sample = test["specimen"]
            fits = test["result"] == result and self.w.setting_counts(test) and sample > self.since
            if fits and self.opens(sample) and not self.waits(sample, found):
                found.append(sample)
        return found

    def waits(self, sample: int, before: list[int]) -> bool:
        """D3: under the older rules a missed first window asks for 19 days from its sample."""
        if self.phase != "before":
            return False
        for earlier in before:
            shut = earlier + 6 < R6
            undecided = earlier < R6 <= earlier + 6 and self.w.reading.wait_in_u2
            if earlier < sample < earlier + 19 and (shut or undecided) and rule(earlier) != "R6":
                return True
        return False

    # The window that stands

    def last_day(self, sample: int) -> tuple[int, str]:
        """The window's last day, and whether a date that was given binds it (D11)."""
        ours = sample + 6
        given = [e["until"] for e in self.w.of("authorization") if self._binds(e["on"], sample)]
        until = given_last(given, self.w.reading)
        if until is not None and until < ours:
            return until, "authorization"
        return ours, UNKNOWN if until == ours else "computed"

    def _binds(self, on: int, sample: int) -> bool:
        samples = sorted({*self.openers, *self.pending} if self.w.reading.pending_holds else {*self.openers})
        before = [s for s in samples if s <= on]
        if not before:
            return False
        if self.w.reading.date_binds == "each":
            return sample in before
        if self.w.reading.date_binds == "latest":
            return before[-1] == sample
        return next((s for s in before if s + 6 >= on), before[-1]) == sample

    def window(self) -> tuple[int, int, str, bool] | None:
        """Sample, last day, source, and whether it is open."""
        hold = self.pending if self.w.reading.pending_holds or not self.openers else []
        samples = sorted({*self.openers, *hold})
        windows = [(s, *self.last_day(s)) for s in samples]
        for sample, last, source in windows:
            if self._open(last):
                return sample, last, source, True
        return (*windows[-1], False) if windows else None

    def _open(self, last: int) -> bool:
        _, day, minute = closing(last)
        return (self.w.now.day, self.w.now.minute) <= (day, minute)

    def earliest(self) -> int | None:
        """The first day, from today on, on which a test would open a window."""
        for sample in range(self.w.today, self.w.today + 100):
            ripe = self.month_over(sample) or not self.w.reading.month_first_in_r4
            if ripe and self.opens(sample) and not self.waits(sample, self.openers) and sample > self.since:
                return sample
        return None


def given_last(dates: list[int], reading: Reading) -> int | None:
    """Which of the dates that were given for the same window binds."""
    if not dates:
        return None
    return dates[-1] if reading.last_date_given else min(dates)


def safe(last: int) -> int:
    """The last day that is no holiday."""
    while holiday(last):
        last -= 1
    return last


def window_of(world: World, sample: int | None, last: int, source: str) -> dict[str, Any]:
    """A window as `checklist --json` shows it."""
    hours, day, minute = closing(last)
    eastern = local("America/New_York", *world.now)[0]
    here = local(world.zone, day, minute)
    if here[0] > last:  # there it is another day already: the end of the same day
        closes_local = None
        for ahead in {offset(world.zone, last, m) for m in (0, 720, 1439)}:
            closes_local = stamp(last, 23 * 60 + 59, ahead)
    else:
        closes_local = stamp(*here, offset(world.zone, day, minute))
    return {
        "specimen_date": None if sample is None else iso(sample),
        "day": None if sample is None else eastern - sample + 1 if eastern >= sample else UNKNOWN,
        "closes_at": stamp(last, 23 * 60 + 59, hours),
        "closes_local": closes_local,
        "source": source,
    }


def stopped(world: World) -> bool:
    """An open sign that asks for no more capsules, or a positive test, whatever day it carries."""
    return any(
        e["id"] not in world.cleared
        and (e["kind"] in {"sign", "contact"} or (e["kind"] == "test" and e["result"] == "positive"))
        for e in world.live
    )


def dated(world: World, name: str, since: int = 0) -> str:
    """The state of a step that is recorded by a date."""
    return "done" if any(e["name"] == name and e["on"] >= since for e in world.of("step")) else OPEN


def judge(history: list[Event], zone: str, now: Now, reading: Reading) -> dict[str, Any]:
    """The answer under one reading of the open points."""
    world = World(history, zone, now, reading)
    answer: dict[str, Any] = {"category": world.category, "month": world.month, "phase": world.phase}
    if world.phase == "after":
        answer |= after(world)
    elif world.category == CAN:
        answer |= can(world)
    else:
        answer |= cannot(world)
    if stopped(world):
        answer["verdict"] = "stop"
        for name in {"test", "confirmation", "questions"} & set(answer["steps"] if answer["steps"] != UNKNOWN else ()):
            answer["steps"][name] = {"state": UNKNOWN}  # what a positive test makes of the others is left open
    if any(
        e["kind"] == "contact" and e["on"] > world.today for e in world.live
    ):  # what begins with one to come is open
        answer |= {"window": UNKNOWN, "steps": UNKNOWN}
        answer["verdict"] = "stop" if stopped(world) else UNKNOWN
    if answer["verdict"] == "ready" and world.today > REVIEW_DUE:
        answer["verdict"] = "unconfirmed"
    return answer


def can(world: World) -> dict[str, Any]:
    """Before the first pick-up and each month, for somebody who can become pregnant."""
    month = Month(world)
    window = month.window()
    is_open = window is not None and window[3]
    counted = [s for s in month.openers if window and s == window[0]] if is_open else []
    steps: dict[str, dict[str, Any]] = {}
    if month.phase == "before":
        for name in (*BEFORE, "not-breast-feeding"):
            steps[name] = {"state": dated(world, name, month.anew)}
    steps |= contact_steps(world, month)
    steps["contraception"] = prevention_step(world, month)
    steps["test"] = {"state": "done" if counted else OPEN}
    if counted:
        steps["test"]["on"] = iso(counted[0])
    elif not stopped(world):
        steps["test"]["not_before"] = month.earliest() or UNKNOWN
    for name in ("confirmation", "questions"):
        steps[name] = {"state": dated(world, name, counted[0]) if counted else OPEN}
    steps["fill"] = {"state": OPEN, "last_safe_day": iso(safe(window[1])) if window and is_open else None}
    done = all(step["state"] == "done" for name, step in steps.items() if name != "fill")
    verdict = "ready" if done and is_open else "not_ready"
    if window and not is_open:
        verdict = "window_closed"
    if window and not is_open and window[0] not in month.openers:  # a sample whose result never came
        return {"verdict": UNKNOWN, "window": UNKNOWN, "steps": steps}
    shown = window_of(world, *window[:3]) if window else None
    return {"verdict": verdict, "window": shown, "steps": steps}


def contact_steps(world: World, month: Month) -> dict[str, dict[str, Any]]:
    """The test 19 days after an unprotected contact, while the chain goes on."""
    if month.contact is None or month.free != NEVER:
        return {}
    found = month.after_contact()
    if found:
        return {"test-after-contact": {"state": "done"}}
    return {"test-after-contact": {"state": OPEN, "not_before": max(month.contact["on"] + 19, world.today)}}


def prevention_step(world: World, month: Month) -> dict[str, Any]:
    """Two forms or abstinence: in place a month before the first pick-up, and again after a contact."""
    since = max(
        month.anew if month.phase == "before" else 0,
        month.contact["on"] if month.contact and month.free == NEVER else 0,
    )
    start = world.prevention(world.today, since, pairs=world.reading.step_counts_pair)
    if start is None:
        return {"state": OPEN}
    stands = [e for e in world.of("contraception") if good_forms(e)][-1]
    waits = month.phase == "before" or (month.contact is not None and month.free == NEVER)
    if rule(world.today) != "R6" and stands["abstinence"] and not world.reading.abstinence_waits_in_r4:
        waits = month.contact is not None and month.free == NEVER
    if waits and world.today < month_later(start):
        return {"state": OPEN, "not_before": month_later(start)}
    return {"state": "done"}


def cannot(world: World) -> dict[str, Any]:
    """Before the first pick-up and each month, for somebody who cannot become pregnant."""
    names = BEFORE if world.phase == "before" else ()
    steps: dict[str, dict[str, Any]] = {name: {"state": dated(world, name)} for name in names}
    changed = world.changed()
    duties = changed is not None and world.today <= month_later(changed)
    dates = [e["until"] for e in world.this_month("authorization")]
    seen = [e["on"] for e in world.of("step") if e["name"] == "visit" and e["on"] > world.last_fill]
    visits = [day + 29 for day in seen if world.today < R6]  # D2, history only
    date = given_last(dates, world.reading)
    visit = given_last(visits, world.reading)
    last = min([day for day in (date, visit) if day is not None], default=None)
    steps["fill"] = {"state": OPEN, "last_safe_day": None}
    ready = all(step["state"] == "done" for name, step in steps.items() if name != "fill")
    answer: dict[str, Any] = {"verdict": "ready" if ready else "not_ready", "window": None, "steps": steps}
    if last is not None:
        source = "authorization" if last == date else "computed"
        answer["window"] = window_of(world, None, last, source)
        _, day, minute = closing(last)
        steps["fill"]["last_safe_day"] = iso(safe(last))
        if (world.now.day, world.now.minute) > (day, minute):
            answer["verdict"] = "window_closed"
            steps["fill"]["last_safe_day"] = UNKNOWN
    if duties:  # the duties of a month are listed: when they are met is left open by the contract
        answer |= {"verdict": UNKNOWN, "window": UNKNOWN}
        steps["fill"]["last_safe_day"] = UNKNOWN
        start = world.prevention(world.today)
        steps["contraception"] = {"state": UNKNOWN if start is not None else OPEN}
        steps["test"] = {"state": UNKNOWN}
    if any(e["kind"] == "contact" for e in world.live):  # whether there is a chain after a change of category is open
        answer |= {"verdict": UNKNOWN, "window": UNKNOWN}
        steps["test-after-contact"] = {"state": UNKNOWN}
    return answer


def after(world: World) -> dict[str, Any]:
    """After the last capsule: the two tests, and nothing to collect."""
    last = world.last_capsule() or 0
    days = range(last - 31, max(world.today, last) + 1)
    duties = any(world.category_on(d) == CAN for d in days)
    answer: dict[str, Any] = {"verdict": "no_window", "window": None, "steps": {}}
    if not duties:
        return answer
    since = max((t["specimen"] for t in world.tests if t["result"] == "positive"), default=0)
    since = since if world.reading.positive_ends_tests else 0
    tests = [
        t["specimen"]
        for t in world.tests
        if t["result"] == "negative" and world.setting_counts(t) and t["specimen"] > since
    ]
    end = [s for s in tests if s >= last]
    then = [s for s in end if s >= month_later(last)]
    if world.contact() is not None:  # the chain of D10 and the two tests at once: how they are shown is left open
        return answer | {"verdict": UNKNOWN, "steps": UNKNOWN}
    if world.last_fill >= last and end and world.last_fill >= end[0]:
        return answer | {"steps": UNKNOWN}  # a sample up to the day of a pick-up is that month's
    if then and len(end) > len(then):
        answer["steps"]["test"] = {"state": "done"}
    elif then:
        answer["steps"]["test"] = {"state": UNKNOWN}  # one test after the month, none at the end of the course
    else:
        answer["steps"]["test"] = {"state": OPEN, "not_before": month_later(last) if end else last}
    return answer


@cache
def alternatives() -> list[Reading]:
    """The careful reading, then one for each open point read the other way, twice: the chain of old contacts."""
    base = Reading()
    other = [(name, not value) for name, value in base._asdict().items() if isinstance(value, bool)]
    more: list[tuple[str, Any]] = [("contact_margin", -3), ("date_binds", "latest"), ("date_binds", "each")]
    both = base._replace(tests_before_contact_are_first=True, positive_ends_tests=False)
    singles = [base, both, *(base._replace(**{name: value}) for name, value in [*other, *more])]
    return [*singles, *(one._replace(chain_before_r6=False) for one in singles)]


def agreed(answers: list[Any]) -> Any:  # noqa: ANN401 - what JSON holds
    """What all readings say; UNKNOWN where they differ."""
    first = answers[0]
    if all(isinstance(answer, dict) for answer in answers):
        names = sorted({name for answer in answers for name in answer})
        return {name: agreed([answer.get(name, UNKNOWN) for answer in answers]) for name in names}
    return first if all(answer == first for answer in answers) else UNKNOWN


def oracle(history: list[Event], zone: str, now: Now) -> dict[str, Any]:
    """The answer, with UNKNOWN where facts and contract leave it open."""
    return dict(agreed([judge(history, zone, now, reading) for reading in alternatives()]))
