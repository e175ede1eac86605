"""Reminders as an iCalendar file (RFC 5545), the same bytes for the same record.

Nothing in it names the drug, the programme, this program or a host. The library `icalendar` is loaded here alone.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence

from icalendar import Alarm, Calendar, Component, Event, vDuration, vRecur, vText

from isocourse.agenda.reminders import DOSES, WINDOW, Reminder
from isocourse.named import NamedTuple
from isocourse.typed import Final

PRODID: Final = "-//Reminders//Month ahead 1//EN"
_EASTERN: Final = "America/New_York"
_MORNING: Final = 9  # o'clock: when the alarm of an all-day event shows, and when the last day begins
_DAY: Final = dt.timedelta(days=1)
# As a constant, so that no zone file is needed and the file is the same everywhere.
_ZONE: Final = """BEGIN:VTIMEZONE
TZID:America/New_York
BEGIN:DAYLIGHT
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
TZNAME:EDT
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
TZNAME:EST
END:STANDARD
END:VTIMEZONE
"""


class Edition(NamedTuple):
    """What makes two exports of one record the same, or tells them apart."""

    course: str
    series: int
    sequence: int
    changed: dt.datetime
    today: dt.date


Words = Callable[[Reminder], str]


def calendar_bytes(found: Sequence[Reminder], words: Words, edition: Edition, doses: Sequence[dt.time] = ()) -> bytes:
    """Return the file. `words` says what a reminder is called; `doses` are local times, wherever the patient is."""
    calendar = Calendar()
    calendar.add("PRODID", PRODID)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("UID", str(_uid(edition, "calendar")))
    calendar.add("X-WR-CALNAME", "Reminders")
    calendar.add_component(Component.from_ical(_ZONE))
    for reminder in found:
        for event in _events(reminder, words(reminder), edition, doses):
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def is_ours(data: bytes) -> bool:
    """Whether a file was made here."""
    return data.startswith(b"BEGIN:VCALENDAR\r\n") and f"PRODID:{PRODID}\r\n".encode() in data


def _uid(edition: Edition, what: str) -> uuid.UUID:
    course = uuid.uuid5(uuid.UUID(int=0), edition.course)
    return uuid.uuid5(course, what if what == "calendar" else f"{what} {edition.series}")


def _events(reminder: Reminder, words: str, edition: Edition, doses: Sequence[dt.time]) -> list[Event]:
    key, day = f"{reminder.step} {reminder.month}", reminder.day
    if reminder.step == WINDOW:
        return [_last_evening(key, day, words, edition)]
    if reminder.step == DOSES:
        return [_dose(f"{key} {number}", time, day, words, edition) for number, time in enumerate(doses)]
    events = [_all_day(key, day, words, edition)]
    if day > edition.today:
        events.insert(0, _all_day(f"{key} before", day - _DAY, f"Tomorrow: {words[:1].lower()}{words[1:]}", edition))
    return events


def _event(key: str, words: str, edition: Edition, alarm: dt.timedelta) -> Event:
    event = Event()
    event.add("UID", str(_uid(edition, key)))
    event.add("DTSTAMP", edition.changed)
    event.add("LAST-MODIFIED", edition.changed)
    event.add("SEQUENCE", edition.sequence)
    event.add("SUMMARY", words)
    event.add("DESCRIPTION", f"{words}. Look it up before you go.")
    event.add("CLASS", "PRIVATE")
    event.add("TRANSP", "TRANSPARENT")
    bell = Alarm()
    bell.add("ACTION", "DISPLAY")
    bell.add("DESCRIPTION", words)
    bell["TRIGGER"] = vDuration(alarm) if alarm else vText("PT0S")
    event.add_component(bell)
    return event


def _all_day(key: str, day: dt.date, words: str, edition: Edition) -> Event:
    event = _event(key, words, edition, dt.timedelta(hours=_MORNING))
    event.add("DTSTART", day)
    event.add("DTEND", day + _DAY)
    return event


def _last_evening(key: str, day: dt.date, words: str, edition: Edition) -> Event:
    event = _event(key, words, edition, dt.timedelta())
    for name, time in (("DTSTART", dt.time(_MORNING)), ("DTEND", dt.time(23, 59))):
        event.add(name, dt.datetime.combine(day, time))
        event[name].params["TZID"] = _EASTERN
    return event


def _dose(key: str, time: dt.time, last: dt.date, words: str, edition: Edition) -> Event:
    event = _event(key, words, edition, dt.timedelta())
    first = dt.datetime.combine(edition.today, time)
    event.add("DTSTART", first)
    event.add("DURATION", dt.timedelta(minutes=5))
    event.add("RRULE", vRecur(FREQ="DAILY", UNTIL=dt.datetime.combine(last, time)))
    return event
