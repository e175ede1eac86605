"""A history for the oracle: plain dicts in the order of typing, and what of them holds on a day."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from oracle.days import local, month_later, n, same_day

Event = dict[str, Any]  # id, kind, on (a day's number), and what the kind needs

R2: Final = n("2007-12-02")
R4: Final = n("2021-12-13")
R6: Final = n("2026-11-15")
CAN, CANNOT = "can_become_pregnant", "cannot_become_pregnant"
PRIMARY = {"tubal-sterilization", "vasectomy", "iud", "combined-pill", "patch", "ring", "injection", "implant"}
BARRIER = {"condom", "diaphragm", "cervical-cap", "sponge"}
NEVER = 10**9


class Now(NamedTuple):
    """A minute: day and minute in UTC."""

    day: int
    minute: int


class Reading(NamedTuple):
    """How the points are read that facts and contract leave open. What depends on one of them is not compared.

    A date that is given may bind a test or the one after it; a test that waits for its result may hold a window open
    against a later one, or not; and so on. The first value of each is the careful one, as far as there is one.
    """

    step_counts_pair: bool = True  # the step of birth control, after a change of one good pair for another: a new month
    break_ends_test: bool = False  # a break after the second test takes its window away
    tests_before_contact_are_first: bool = (
        False  # may a test before the contact, or too soon after it, be the first of two
    )
    wait_in_u2: bool = True  # a first sample of 9 to 14 November 2026 whose window was missed
    pending_holds: bool = True  # an earlier pending test's window stands against a later negative one
    date_binds: str = (
        "standing"  # a given date binds the window that stands, or the `latest` sample before it, or `each`
    )
    home_under_r2: bool = False  # a home test that the prescriber allowed, before December 2021
    abstinence_waits_in_r4: bool = True  # the month in place, also for abstinence, before November 2026
    contact_margin: int = 3  # days by which "a month before the first capsule" is wider
    planned_start_limits: bool = False  # a first capsule that is only planned, or not known, limits it too
    positive_ends_tests: bool = True  # a positive test that was cleared: tests before it count no more
    home_after_contact: bool = False  # the test 19 days after a contact, taken at home where that is allowed
    chain_before_r6: bool = True  # the chain of D10 also for a contact before 15 November 2026
    pending_second: bool = False  # a pending test shows a window also before the first pick-up and after a contact
    last_date_given: bool = True  # of two dates given for the same the one typed later binds, else the earlier
    month_first_in_r4: bool = (
        False  # before November 2026: the second test is not shown before the month in place is over
    )


def rule(day: int) -> str | None:
    """The rule-set of a day."""
    for name, since in (("R6", R6), ("R4", R4), ("R2", R2)):
        if day >= since:
            return name
    return None


def good_forms(event: Event) -> bool:
    """Two forms on the lists, one of them primary; or abstinence; or what the prescriber agreed to."""
    forms = set(event["forms"])
    if event["abstinence"]:
        return True
    unlisted = forms - PRIMARY - BARRIER
    if "mini-pill" in forms or (unlisted and not event["agreed"]):
        return False
    return len(forms) >= 2 and bool(forms & PRIMARY)


class World:
    """What holds of a history at a minute."""

    def __init__(self, history: list[Event], zone: str, now: Now, reading: Reading) -> None:
        self.history, self.reading = history, reading
        self.today = local(zone, *now)[0]
        self.now = now
        self.zone = zone
        taken_back = {e["target"] for e in history if e["kind"] == "retract"}
        self.live = [e for e in history if e["id"] not in taken_back and e["kind"] != "retract"]
        self.typed = {e["id"]: number for number, e in enumerate(history)}
        self.come = sorted(
            (e for e in self.live if max(e["on"], e.get("specimen", 0)) <= self.today), key=lambda e: e["on"]
        )
        self.opening = next(e for e in history if e["kind"] == "opening")
        self.cleared = {e["target"] for e in self.of("cleared")}
        self.tests = sorted(self.of("test"), key=lambda e: e["specimen"])
        self.fills = self._pick_ups()
        self.month = self.opening["fills_before"] + len(self.fills) + 1
        earlier = [self.opening["last_fill"]] if self.opening["fills_before"] else []
        self.last_fill = max([*earlier, *(e["on"] for e in self.fills)], default=0)
        self.first_fill = 0 if self.opening["fills_before"] else min((e["on"] for e in self.fills), default=NEVER)
        self.category = self.category_on(self.today)
        self.ends = self.of("finish")

    def read(self, reading: Reading) -> World:
        """The same, with the open points read otherwise."""
        return World(self.history, self.zone, self.now, reading)

    def of(self, kind: str) -> list[Event]:
        """What has come, of a kind, by its day."""
        return [e for e in self.come if e["kind"] == kind]

    def this_month(self, kind: str) -> list[Event]:
        """What came after the last pick-up, on the same day what was typed after it."""
        last = max(((e["on"], self.typed[e["id"]]) for e in self.fills), default=(self.last_fill, NEVER))
        return [e for e in self.of(kind) if (e["on"], self.typed[e["id"]]) > last]

    def _pick_ups(self) -> list[Event]:
        since = self.opening["last_fill"] if self.opening["fills_before"] else 0
        return [e for e in self.of("fill") if e["on"] > since]

    def category_on(self, day: int) -> str:
        """The category on the day of an event."""
        values = [self.opening["category"], *(e["value"] for e in self.of("category") if e["on"] <= day)]
        return str(values[-1])

    def changed(self) -> int | None:
        """The day of the last change of category, if there was one."""
        days, before = [], self.opening["category"]
        for e in self.of("category"):
            if e["value"] != before:
                days.append(e["on"])
            before = e["value"]
        return days[-1] if days else None

    def begun_anew(self) -> int:
        """The day from which the steps before the first pick-up count: that of a change into this category."""
        changed = self.changed()
        return changed if self.category == CAN and changed is not None else 0

    @property
    def phase(self) -> str:
        """before, monthly or after."""
        if self.ends:
            return "after"
        anew = self.begun_anew()
        if anew:
            return "monthly" if any(e["on"] > anew for e in self.fills) else "before"
        return "monthly" if self.month > 1 else "before"

    def home_allowed(self, day: int) -> bool:
        """The prescriber's word on home tests that stands on a day."""
        if rule(day) == "R2" and not self.reading.home_under_r2:
            return False
        words = [e["allowed"] for e in self.of("home-tests") if e["on"] <= day]
        return bool(words and words[-1])

    def setting_counts(self, test: Event, *, home: bool = True) -> bool:
        """A medical setting, or at home after the first pick-up and as the prescriber allows."""
        if test["setting"] == "medical":
            return True
        anew = self.begun_anew()
        first = min((e["on"] for e in self.fills if e["on"] > anew), default=NEVER) if anew else self.first_fill
        return home and test["specimen"] > first and self.home_allowed(test["specimen"])

    def prevention(self, day: int, since: int = 0, *, pairs: bool = True) -> int | None:
        """The first day of the two forms, or of the abstinence, that stand on a day; None where none stand.

        `pairs`: another pair of forms has a first day of its own.
        """
        start: int | None = None
        pair: tuple[bool, frozenset[str]] | None = None
        for e in self.of("contraception"):
            if e["on"] > day or e["on"] < since:
                continue
            this = (e["abstinence"], frozenset() if e["abstinence"] else frozenset(e["forms"]))
            if not good_forms(e):
                start = None
            elif start is None or (this != pair and pairs):
                start = e["on"]
            pair = this
        return start

    def contact(self) -> Event | None:
        """The last unprotected contact that the rule D10 is about."""
        begin = 0 if self.reading.chain_before_r6 else R6  # before that the label had no chain
        found = [e for e in self.of("contact") if e["on"] >= begin and self._in_range(e["on"])]
        return max(found, key=lambda e: e["on"]) if found else None

    def _in_range(self, day: int) -> bool:
        if self.category_on(day) != CAN:
            return False
        started = next((e["value"] for e in reversed(self.of("started"))), self.opening["started"])
        first = started or self.first_fill or NEVER
        certain = started and started <= self.today
        if not certain and not self.reading.planned_start_limits:
            first = NEVER
        begin = min(first - 30, same_day(first, -1)) - self.reading.contact_margin if first != NEVER else 0
        last = self.last_capsule()
        return begin <= day <= (month_later(last) if last is not None else NEVER)

    def last_capsule(self) -> int | None:
        """The day of the last capsule swallowed, once the course has ended."""
        if not self.ends:
            return None
        return max([int(self.ends[-1]["last"]), *(int(e["on"]) for e in self.of("dose"))])
