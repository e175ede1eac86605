"""Time zones: names, what people in the US call them, and what is never guessed (F15, F16, C8)."""

from __future__ import annotations

import errno
import os
import zoneinfo

import pytest

from isocourse.cli.parsing import zones
from isocourse.cli.parsing.zones import zone_meant, zone_named
from isocourse.content.zones import places, table
from isocourse.errors import BadValue, RecordError
from patient import Patient

START = "start --category cannot-become-pregnant --weeks 20"


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("America/Chicago", "America/Chicago"),
        ("EST", "America/New_York"),
        ("et", "America/New_York"),
        ("Eastern", "America/New_York"),
        ("eastern time", "America/New_York"),
        ("Eastern Daylight Time", "America/New_York"),
        ("US/Eastern", "US/Eastern"),
        ("central", "America/Chicago"),
        ("CDT", "America/Chicago"),
        ("Mountain", "America/Denver"),
        ("pacific", "America/Los_Angeles"),
        ("PST", "America/Los_Angeles"),
        ("HST", "Pacific/Honolulu"),
        ("Boston", "America/New_York"),
        ("boston, ma", "America/New_York"),
        ("America/Boston", "America/New_York"),
        ("new york", "America/New_York"),
        ("Chicago", "America/Chicago"),
        ("St. Louis", "America/Chicago"),
        ("Austin, TX", "America/Chicago"),
        ("El Paso TX", "America/Denver"),
        ("Springfield, MA", "America/New_York"),
        ("Springfield, IL", "America/Chicago"),
        ("Portland, ME", "America/New_York"),
        ("Portland, OR", "America/Los_Angeles"),
        ("California", "America/Los_Angeles"),
        ("new_mexico", "America/Denver"),
        ("arizona", "America/Phoenix"),
        ("Hawaii", "Pacific/Honolulu"),
        ("Washington, DC", "America/New_York"),
        ("puerto rico", "America/Puerto_Rico"),
    ],
)
def test_what_people_call_it(said: str, zone: str) -> None:
    """A clock, a state or a city of the US is understood as the zone whose day it keeps."""
    assert zone_meant(said) == zone


@pytest.mark.parametrize(
    ("said", "one", "other"),
    [
        ("Texas", "America/Chicago", "America/Denver"),
        ("florida", "America/New_York", "America/Chicago"),
        ("Tennessee", "America/Chicago", "America/New_York"),
        ("Somewhere, KY", "America/New_York", "America/Chicago"),
        ("Portland", "America/Los_Angeles", "America/New_York"),
        ("washington", "America/Los_Angeles", "America/New_York"),
        ("MST", "America/Denver", "America/Phoenix"),
    ],
)
def test_a_place_with_two_zones_is_asked_back(said: str, one: str, other: str) -> None:
    """Where a name has two zones, none is picked: a wrong one moves the end of a day."""
    with pytest.raises(BadValue) as caught:
        zone_meant(said)
    assert str(caught.value) == f"--zone: {said!r} can be {one} or {other}. Give the one of these that is yours"


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("GMT-5", "Write it like America/Chicago."),
        ("UTC+5", "Write it like America/Chicago."),
        ("America/Bostno", "Did you mean America/New_York?"),
        ("America/Chigaco", "Did you mean America/Chicago?"),
        ("Amerika/Chicago", "Did you mean America/Chicago?"),
        ("seatle", "Did you mean America/Los_Angeles?"),
        ("london", "Did you mean Europe/London?"),
        ("asia/tokyo", "Did you mean Asia/Tokyo?"),
        ("America/Springfield", "Write it like America/Chicago."),
        ("Moneytown", "Write it like America/Chicago."),
        ("\x1b[8mx", "Write it like America/Chicago."),
    ],
)
def test_only_a_real_slip_gets_a_suggestion(said: str, hint: str) -> None:
    """A zone is suggested for a slip in its own name; never one with another offset, never another town (F16)."""
    with pytest.raises(BadValue) as caught:
        zone_meant(said)
    assert str(caught.value) == f"--zone: {said!r} is not a time zone. {hint}"


def test_every_zone_of_the_table_is_one() -> None:
    """Each zone that a word stands for exists, no word stands for two in silence, and each state has its letters."""
    words, states = table()
    for found in (*words.values(), *states.values()):
        assert found
        for zone in found:
            zone_named(zone)
    assert len(states) == 50 + 3  # the District of Columbia, Puerto Rico, Guam
    assert all(word == word.lower().strip() for word in words)
    assert places("") == places("zz") == places("x, zz") == ()


@pytest.mark.parametrize("line", [f"{START} --zone", "set --zone"])
def test_the_record_keeps_the_name(patient: Patient, line: str) -> None:
    """What is stored, and said, is the zone's own name."""
    if line.startswith("set"):
        patient.must(f"{START} --zone UTC")
    assert "zone America/New_York" in patient.must(line, "Boston").out.replace("\n ", "")
    assert patient.must("history --json").json["entries"][-1]["zone"] == "America/New_York"


def test_at_the_prompt(patient: Patient) -> None:
    """The question takes the same words, and asks again where there are two."""
    answer = patient("start --category cannot-become-pregnant", stdin="texas\ncentral\n20\n\n\n\n\n", terminal=True)
    assert (answer.code, "can be America/Chicago or America/Denver" in answer.err.replace("\n ", "")) == (0, True)
    assert patient.must("history --json").json["entries"][0]["zone"] == "America/Chicago"


def test_a_zone_whose_file_cannot_be_found_is_not_suggested_to_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the zone is listed and cannot be opened, that is said, not "did you mean" the very same (C8)."""

    def refuse(key: str) -> None:
        raise zoneinfo.ZoneInfoNotFoundError(key)

    monkeypatch.setattr(zoneinfo, "ZoneInfo", refuse)
    with pytest.raises(RecordError, match="cannot be read on this computer"):
        zone_named("America/New_York")


@pytest.mark.parametrize("code", [errno.EIO, errno.EMFILE, errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EROFS])
def test_a_zone_that_cannot_be_read_is_not_called_a_wrong_name(
    patient: Patient, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """Trouble with the disk is told as that, in one sentence, and nothing is begun."""

    def refuse(_: str) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(zoneinfo, "ZoneInfo", refuse)
    result = patient("start --category cannot-become-pregnant --zone America/Chicago --weeks 20")
    assert result.code == 3
    assert result.err == (
        f"isocourse: The time zone America/Chicago cannot be read on this computer: {os.strerror(code).lower()}."
        " Nothing was changed. Try again.\n"
    )
    assert not patient.file.exists()


@pytest.mark.parametrize(
    ("tz", "link", "name"),
    [
        ("Europe/Vienna", "/usr/share/zoneinfo/America/Chicago", "Europe/Vienna"),
        (None, "/usr/share/zoneinfo/America/Chicago", "America/Chicago"),
        ("", "/usr/share/zoneinfo/America/Indiana/Knox", "America/Indiana/Knox"),
        (None, "/etc/localtime", None),
        (None, "/usr/share/zoneinfo/Etc/UTC", None),
        ("UTC", "/usr/share/zoneinfo/America/Chicago", None),
        (":America/Chicago", "", "America/Chicago"),
        (":/etc/localtime", "/usr/share/zoneinfo/America/Denver", "America/Denver"),
        (":/etc/localtime", "/etc/localtime", None),
        ("/etc/localtime", "/usr/share/zoneinfo/posix/Europe/Paris", None),
        ("Mars/Base", "", None),
        (":\x1b[8m/x", "", None),
        ("../etc/passwd", "", None),
    ],
)
def test_the_zone_of_this_computer(
    tz: str | None, link: str, name: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TZ names the zone, else the file that the system's zone is a link to; what would be refused is not (F15)."""
    links = {"/etc/localtime": link}
    monkeypatch.setattr(os.path, "realpath", lambda path: links[path])
    if tz is None:
        monkeypatch.delenv("TZ", raising=False)
    else:
        monkeypatch.setenv("TZ", tz)
    assert zones.local_zone_name() == name


def test_enter_takes_the_zone_of_this_computer(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal the computer's own zone is offered, and Enter takes it."""
    monkeypatch.setattr("isocourse.cli.enrolment.beginning.local_zone_name", lambda: "Europe/Vienna")
    answer = patient("start --category cannot-become-pregnant", stdin="\n20\n\n\n\n", terminal=True)
    assert "Your time zone, like America/Chicago or eastern (Enter: Europe/Vienna)" in answer.err
    assert patient.must("history --json").json["entries"][0]["zone"] == "Europe/Vienna"
