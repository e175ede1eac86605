"""What has to be said about a month: each function looks at one matter and returns sentences, or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from isocourse.course import month_after
from isocourse.days import spoken
from isocourse.ipledge.holidays import holiday_on, last_safe_day
from isocourse.ipledge.month import Month, Phase, has_pair
from isocourse.ipledge.steps import stands, wait_after_missed_first
from isocourse.model import PregnancyTest, Setting, TestResult


def notices(month: Month, *, future: bool, stop: bool) -> list[str]:
    """Return the sentences for this month, the pressing ones first; beside a reason to stop, nothing that presses."""
    pick_up = (_closed, _pressing, _specimen, _uncounted, _given_date)
    matters = (_rules, *(() if stop else pick_up), _birth_control, _category, _after)
    first = [month.book.say("future")] if future else []
    return first + [sentence for matter in matters for sentence in matter(month)]


def _rules(month: Month) -> Iterator[str]:
    rules = month.rules
    if month.clock.today > rules.review_due:
        yield month.book.say(
            "review-due", reviewed=spoken(rules.last_reviewed, year=True), due=spoken(rules.review_due, year=True)
        )


def _closed(month: Month) -> Iterator[str]:
    window, say = month.window, month.book.say
    if window is None or not window.closed or month.phase is Phase.AFTER:
        return
    date = spoken(window.last_day, year=True)
    if window.specimen_date is None:
        yield say("closed-authorization" if window.source == "authorization" else "closed-visit", date=date)
        return
    if month.specimen is not None and not month.paired(month.specimen):
        return  # the first of the two tests opens no window of its own
    yield say("closed", date=date)
    wait = wait_after_missed_first(month)
    if wait is None:
        yield say("missed-later")
    elif wait.not_before is None:
        yield say("missed-first-now")
    elif wait.unsure:
        change = month.book.on(window.last_day).effective_from
        yield say("missed-first-unsure", change=spoken(change, year=True), date=spoken(wait.not_before, year=True))
    else:
        yield say("missed-first-wait", date=spoken(wait.not_before, year=True), days=wait.days)
    if wait is not None and wait.not_before is not None:
        yield from _too_early(month, wait.not_before)


def _too_early(month: Month, not_before: dt.date) -> Iterator[str]:
    """Tests after a missed first window that the wait shuts out."""
    for specimen in month.found:
        if month.specimen is not None and month.specimen.day1 < specimen.day1 < not_before:
            date, first = spoken(specimen.day1, year=True), spoken(not_before, year=True)
            yield month.book.say("missed-first-early", date=date, first=first)


def _pressing(month: Month) -> Iterator[str]:
    window, say, day = month.window, month.book.say, month.clock.programme_day
    if window is None or window.closed or month.phase is Phase.AFTER:
        return
    if month.specimen is not None and not month.paired(month.specimen):
        return
    if day == window.last_day:
        yield say("authorized-last-day" if window.source == "authorization" else "last-day")
    elif window.day is not None and window.day >= month.rules.can.warn_from_day:
        days = (window.last_day - (window.specimen_date or window.last_day)).days + 1
        yield say("day-n", day=window.day, days=days)
    safe = last_safe_day(window.last_day, month.book.holidays)
    if name := holiday_on(day, month.book.holidays):
        yield say("holiday-today", name=name)
    if safe < window.last_day and day <= safe:
        name = holiday_on(window.last_day, month.book.holidays)
        yield say("holiday", holiday=spoken(window.last_day), name=name, safe=spoken(safe))


def _specimen(month: Month) -> Iterator[str]:
    found, say = month.specimen, month.book.say
    for pending in (specimen for specimen in month.found if not specimen.counted):
        yield say("pending", date=spoken(pending.day1, year=True), iso=pending.day1)
    if found is None or not found.counted or month.phase is Phase.AFTER:
        return
    if month.first_fill and not has_pair(found, month.found, month.book):
        gap = month.rules.can.pretreatment_gap_days
        counted = [specimen for specimen in month.found if specimen.counted]
        yield say("second-test", date=spoken(counted[0].day1, year=True), days=gap)
        yield say("cycle")
    elif month.first_fill and stands(month):
        earliest = _month_on_forms(month)
        if earliest is not None and found.day1 < earliest:
            yield say("test-before-month", date=spoken(found.day1, year=True), earliest=spoken(earliest, year=True))


def _month_on_forms(month: Month) -> dt.date | None:
    return month.forms.month_over(month.rules.month_days) if month.forms else None


def _uncounted(month: Month) -> Iterator[str]:
    """Tests that look as if they should count, and do not: why, and what would make them count."""
    counted = {specimen.entry.id for specimen in month.found}
    good = None if month.phase is Phase.AFTER else stands(month)
    for entry, test in month.course.of(PregnancyTest):
        recent = month.begins_after is None or test.specimen_date > month.begins_after
        due = month.can or month.tests_go_on
        same_day = good is not None and test.specimen_date == good.day1  # another test of that day counts
        if entry.id in counted or test.result is TestResult.POSITIVE or not recent or not due or same_day:
            continue
        date = spoken(test.specimen_date, year=True)
        if test.setting is None:
            yield month.book.say("setting-unknown", date=date, id=entry.id)
        elif test.setting is Setting.HOME and month.first_fill:
            yield month.book.say("home-not-before-first", date=date)
        elif test.setting is Setting.HOME:
            yield month.book.say("home-not-allowed", date=date)


def _given_date(month: Month) -> Iterator[str]:
    window = month.window
    if window is None or window.source != "authorization" or window.computed_last_day is None or window.closed:
        return
    if window.last_day > window.computed_last_day:
        computed, given = spoken(window.computed_last_day, year=True), spoken(window.last_day, year=True)
        yield month.book.say("authorization-later", computed=computed, given=given)


def _birth_control(month: Month) -> Iterator[str]:
    found, say = month.forms, month.book.say
    if found is None or month.phase is Phase.AFTER or not (month.can or month.tests_go_on):
        return
    for flag in found.flags:
        yield say(flag.sentence, form=flag.form)
    earliest = _month_on_forms(month)
    if month.first_fill and earliest is not None and month.clock.today < earliest:
        yield say("forms-month", date=spoken(earliest, year=True))


def _category(month: Month) -> Iterator[str]:
    if month.changed is None or month.phase is Phase.AFTER:
        return
    date = spoken(month.changed, year=True)
    if month.tests_go_on:
        until = month_after(month.changed, month.rules.month_days)
        yield month.book.say("left-category", date=date, until=spoken(until, year=True))
    elif month.can and month.first_fill:
        yield month.book.say("new-category", date=date)


def _after(month: Month) -> Iterator[str]:
    end, say = month.course.finish(), month.book.say
    if end is None:
        if not month.can and month.window is None and month.duties.window_from is None:
            yield say("cannot-window")
        return
    due = spoken(month_after(end.last_capsule, month.rules.month_days), year=True)
    if month.can or month.tests_go_on:
        yield say("after-tests", date=due)
        yield say("after-can", date=due)
    yield say("after-all", date=due)
