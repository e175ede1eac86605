"""What has to be said about a month: each function looks at one matter and returns notices, or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from isocourse.course.days import month_after
from isocourse.course.entries import PregnancyTest, Setting, TestResult
from isocourse.ipledge.contraception import HOLDS
from isocourse.ipledge.holidays import holiday_on, last_safe_day
from isocourse.ipledge.month import Month, Phase, forms_on
from isocourse.ipledge.rulebook import Notice
from isocourse.ipledge.specimens import is_second
from isocourse.ipledge.steps import DONE, month_on_forms, second_test_from, stands, steps_of, wait_after_missed_first

# What is said of the forms of birth control that are recorded.
ABOUT_FORMS = frozenset({*HOLDS, "agreed-form", "forms-month", "forms-late"})


def notice(sentence: str, about: str | None = None, /, **blanks: object) -> Notice:
    """Return something to say: the id of a sentence, the entry it is about, and its blanks."""
    return Notice(id=sentence, blanks=blanks, about=about)


def notices(month: Month, *, future: bool, stop: bool) -> list[Notice]:
    """Return what has to be said of this month, first what presses; beside a reason to stop, nothing does."""
    pick_up = (_closed, _pressing, _specimen, _uncounted, _given_date)
    matters = (_rules, _begun_before, _contact, *(() if stop else pick_up), _birth_control, _category, _after)
    first = [notice("future")] if future else []
    return first + [one for matter in matters for one in matter(month)]


def _rules(month: Month) -> Iterator[Notice]:
    rules = month.rules
    if month.clock.today > rules.review_due:
        yield notice("review-due", reviewed=rules.last_reviewed, due=rules.review_due)


def _closed(month: Month) -> Iterator[Notice]:
    window = month.window
    if window is None or not window.closed or month.phase is Phase.AFTER:
        return
    date = window.last_day
    if window.specimen_date is None:
        yield notice("closed-authorization" if window.source == "authorization" else "closed-visit", date=date)
        return
    yield notice("closed", date=date)
    wait = wait_after_missed_first(month)
    if wait is None:
        yield notice("missed-later")
    elif wait.not_before is None:
        yield notice("missed-first-now")
    elif wait.unsure:
        change = month.book.on(window.last_day).effective_from
        yield notice("missed-first-unsure", change=change, date=wait.not_before)
    else:
        yield notice("missed-first-wait", date=wait.not_before, days=wait.days)
    if wait is not None and wait.not_before is not None:
        yield from _too_early(month, wait.not_before)
    second = second_test_from(month)
    if second is not None and second > max(month.clock.today, (wait and wait.not_before) or month.clock.today):
        yield notice("second-test-later", earliest=second)


def _too_early(month: Month, not_before: dt.date) -> Iterator[Notice]:
    """Tests after a missed first window that the wait shuts out."""
    for specimen in month.found:
        if month.specimen is not None and month.specimen.day1 < specimen.day1 < not_before:
            date, first = specimen.day1, not_before
            yield notice("missed-first-early", date=date, first=first)


def _pressing(month: Month) -> Iterator[Notice]:
    window, day = month.window, month.clock.programme_day
    if window is None or window.closed or month.phase is Phase.AFTER:
        return
    if day == window.last_day:
        yield notice("authorized-last-day" if window.source == "authorization" else "last-day")
    elif window.day is not None and window.day >= month.rules.can.warn_from_day:
        yield notice("day-n", day=window.day, days=month.rules.can.window_days)
    safe = last_safe_day(window.last_day, month.book.holidays)
    if name := holiday_on(day, month.book.holidays):
        yield notice("holiday-today", name=name)
    if safe < window.last_day and day <= safe:
        name = holiday_on(window.last_day, month.book.holidays)
        yield notice("holiday", holiday=window.last_day, name=name, safe=safe)


def _specimen(month: Month) -> Iterator[Notice]:
    for pending in (specimen for specimen in month.found if not specimen.counted):
        yield notice("pending", pending.entry.id, date=pending.day1)
    waits = month.first_fill and month.pregnancy and month.phase is not Phase.AFTER
    if waits and month.contact is None and month.specimen is None:
        yield from _second_test(month)


def _second_test(month: Month) -> Iterator[Notice]:
    """The first of two tests counts: when the second one may be taken, and which one came too early."""
    earliest = second_test_from(month)
    counted = [specimen for specimen in month.found if specimen.counted]
    if not counted or earliest is None:
        return
    if len(counted) > 1:
        last = counted[-1]
        runs_then = forms_on(month, last.day1)
        in_time = runs_then is not None and is_second(last, month.found, runs_then, month.book)
        yield notice("second-test-changed" if in_time else "second-test-early", date=last.day1, earliest=earliest)
    else:
        gap = month.book.on(earliest).can.pretreatment_gap_days
        date = counted[0].day1
        yield notice("second-test", date=date, days=gap, earliest=earliest)
    yield notice("cycle")


def _contact(month: Month) -> Iterator[Notice]:
    """What unprotected contact asks for, and the tests that do not count because of it (D10)."""
    chain = month.contact
    if chain is None:
        return
    date = chain.entry.on
    sentence = "contact" if month.phase is not Phase.AFTER else "contact-after"
    yield notice(sentence, chain.entry.id, date=date, test=chain.test_from, days=chain.test_days)
    if chain.forms is None:
        yield notice("contact-forms", date=date)
    for specimen in month.found:
        if specimen.counted and chain.entry.on <= specimen.day1 < chain.test_from:
            early = specimen.day1
            yield notice("contact-early", date=early, contact=date, days=chain.test_days)


def _uncounted(month: Month) -> Iterator[Notice]:
    """Tests that look as if they should count, and do not: why, and what would make them count."""
    counted = {specimen.entry.id for specimen in month.found}
    good = None if month.phase is Phase.AFTER else stands(month)
    for entry, test in month.course.of(PregnancyTest):
        recent = month.begins_after is None or test.specimen_date > month.begins_after
        due = month.pregnancy
        same_day = good is not None and test.specimen_date == good.day1  # another test of that day counts
        if entry.id in counted or test.result is TestResult.POSITIVE or not recent or not due or same_day:
            continue
        date = test.specimen_date
        if test.setting is None:
            yield notice("setting-unknown", entry.id, date=date)
        elif test.setting is Setting.HOME and month.first_fill:
            yield notice("home-not-before-first", date=date)
        elif test.setting is Setting.HOME:
            yield notice("home-not-allowed", date=date)


def _given_date(month: Month) -> Iterator[Notice]:
    """A date given that lies beyond the window's own last day: it moves nothing (D11)."""
    window = month.window
    if window is None or window.given is None or window.closed or window.given <= window.last_day:
        return
    computed, given = window.last_day, window.given
    yield notice("authorization-later", computed=computed, given=given, days=month.rules.can.window_days)


def _birth_control(month: Month) -> Iterator[Notice]:
    found = month.forms
    if found is None or month.phase is Phase.AFTER or not month.pregnancy:
        return
    for flag in found.flags:
        yield notice(flag.sentence, form=flag.form)
    earliest = month_on_forms(month)
    if earliest is not None and month.clock.today < earliest:
        told = found.since if month.contact is None or month.contact.forms is None else month.contact.forms.since
        yield notice("forms-month", told=told, date=earliest)
    started = month.course.started(month.clock.today)
    late = started is not None and found.holds and found.since > started
    if late and not month.first_fill and month.contact is None:
        yield notice("forms-late", since=found.since, started=started)


def _category(month: Month) -> Iterator[Notice]:
    if month.changed is None or month.phase is Phase.AFTER:
        return
    date = month.changed
    if month.tests_go_on:
        until = month_after(month.changed, month.rules.month_days)
        yield notice("left-category", date=date, until=until)
    elif month.can and month.first_fill:
        yield notice("new-category", date=date)


def _after(month: Month) -> Iterator[Notice]:
    end = month.ended
    if end is None:
        if not month.can and month.window is None and month.duties.window_from is None:
            yield notice("cannot-window")
        return
    if end.pregnancy:
        if month.contact is None and any(step.id == "test" and step.state != DONE for step in steps_of(month)):
            yield notice("after-tests", date=end.month)
        yield notice("after-can", date=end.protected)
        yield notice("after-report")
    yield notice("after-all", date=end.month)


def _begun_before(month: Month) -> Iterator[Notice]:
    """The first capsule lies in the past, and no pick-up is known."""
    started = month.course.started(month.clock.today)
    if month.phase is Phase.BEFORE and month.number == 1 and started is not None and started < month.clock.today:
        yield notice("begun-before", date=started)
