"""`due`: a line for each thing that is due, nothing where nothing is, and never a failed login."""

from __future__ import annotations

import pytest

from patient import Patient

START = (
    "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-10-28 --mg 40 --times 2"
    " --doses exceptions --fills-before 1 --last-fill 2026-09-28"
)
GIVES_AWAY = ("pregnan", "test", "birth", "iPLEDGE", "pharmacy", "isotretinoin", "breast")


@pytest.fixture
def course(patient: Patient) -> Patient:
    """A patient in month 3 with capsules to Thanksgiving, on 22 November."""
    patient.begin([f"2026-10-28 {START}", "2026-10-28 done fill --days 30 --yes"])
    return patient.at("2026-11-22")


def ids(patient: Patient, line: str = "") -> list[tuple[str, int, bool]]:
    """What is due: step, days left, overdue."""
    found = patient.must(f"due --json {line}").json["due"]
    return [(one["id"], one["days_left"], one["overdue"]) for one in found]


def test_a_line_each_in_neutral_words(course: Patient) -> None:
    """What is due in two days has a line each, the soonest first, and no word gives away what it is about."""
    out = course.must("due").out
    assert out.splitlines() == [
        "by Mon Nov 23, in 1 day: an appointment (isocourse plan)",
        "by Mon Nov 23, in 1 day: a call to make (isocourse plan)",
    ]
    assert not [word for word in GIVES_AWAY if word.lower() in out.lower()]
    assert ids(course) == [("test", 1, False), ("order", 1, False)]


def test_plain_names_the_steps(course: Patient) -> None:
    """`--plain` names them."""
    assert "Pregnancy test" in course.must("due --plain").out


@pytest.mark.parametrize(("within", "count"), [("0d", 0), ("1d", 2), ("2d", 2), ("3d", 6), ("60d", 6)])
def test_within(course: Patient, within: str, count: int) -> None:
    """As far ahead as was asked: the day itself counts, the next one does not."""
    assert len(ids(course, f"--within {within}")) == count


@pytest.mark.parametrize("within", ["3x", "-1d", "400d", "61d", "2", "", "d"])
def test_within_what_cannot_be_read(course: Patient, within: str) -> None:
    """Anything but a number of days up to 60 is refused, and what is understood is said."""
    answer = course("due", f"--within={within}")
    assert (answer.code, answer.out) == (2, "")
    assert "Write it like 2d" in answer.err


def test_nothing_due_nothing_printed(course: Patient) -> None:
    """Nothing due: no output on either stream, and success."""
    assert course.at("2026-11-02")("due") == (0, "", "")


def test_no_course_nothing_printed(patient: Patient) -> None:
    """Without a record, or with one of which too little is known, a login sees nothing."""
    assert patient("due") == (0, "", "")
    patient.must("start --category can-become-pregnant --zone America/Chicago --weeks 20")
    assert patient("due") == (0, "", "")


def test_damage_is_one_line(course: Patient) -> None:
    """A record that is cut short gives one line on standard error and 3."""
    course.file.write_bytes(course.file.read_bytes()[:-40])
    answer = course("due", columns=1000)
    assert (answer.code, answer.out) == (3, "")
    assert len(answer.err.splitlines()) == 1


def test_overdue_when_the_capsules_have_ended(course: Patient) -> None:
    """After the capsules have ended every step that is open is overdue."""
    course.at("2026-11-28")
    assert course.must("due").out.splitlines()[0].startswith("overdue: ")
    assert {late for _, _, late in ids(course)} == {True}


@pytest.mark.parametrize(
    "line",
    [
        "log bad headache and blurry vision --severity severe",
        "done test --specimen 2026-11-21 --result positive --setting home",
    ],
)
def test_an_open_sign_outranks_every_errand(course: Patient, line: str) -> None:
    """While a sign or a positive test is open, a call is due today, and nothing else."""
    course.must(line)
    assert ids(course, "--within 60d") == [("call", 0, False)]
    assert course.must("due").out == "today: a call to make (isocourse checklist)\n"


def test_a_closed_window_is_a_call(course: Patient) -> None:
    """When the window has closed, the prescriber is called; nobody goes to the pharmacy."""
    course.at("2026-11-10").must("done test --specimen 2026-11-10 --result negative --setting medical")
    assert ids(course.at("2026-11-16")) != [("call", 0, False)]
    assert ids(course.at("2026-11-17")) == [("call", 0, False)]


def test_after_the_course(course: Patient) -> None:
    """After the last capsule the two tests are due from their days on, and stay due until they are recorded."""
    course.must("finish --last-capsule 2026-11-22")
    assert ids(course) == [("test-end", 0, False)]
    assert ids(course.at("2026-12-21")) == [("test-end", -29, True), ("test-month", 1, False)]
    course.must("done test --specimen 2026-11-23 --result negative --setting medical")
    assert ids(course.at("2026-12-23")) == [("test-month", -1, True)]
    course.must("done test --specimen 2026-12-23 --result negative --setting medical")
    assert ids(course, "--within 60d") == []


def test_exit_code(course: Patient) -> None:
    """`--exit-code` ends with 20 when something is due."""
    assert course("due --exit-code").code == 20
    assert course.at("2026-11-02")("due --exit-code").code == 0


def test_as_of(course: Patient) -> None:
    """Another day is named first; where nothing is due then, nothing is printed."""
    assert course.must("due --as-of 2026-11-24").out.startswith("As if it were Tue Nov 24, 2026.")
    assert course("due --as-of 2026-11-02") == (0, "", "")


def test_the_alarm_is_asked_about_once(course: Patient) -> None:
    """Three days after an export it is asked whether the alarm showed, until there is an answer, which is kept."""
    path = course.home / "x.ics"
    course.at("2026-11-02").must(f"calendar --to {path}")
    for day, asked in (("2026-11-04", False), ("2026-11-05", True), ("2026-11-06", True)):
        answer = course.at(day).must("due --json").json
        assert answer["question"] == ("Did the alarm show? isocourse due --alarm yes|no" if asked else None)
        assert ("Did the alarm show?" in course.must("due").out) is asked
    assert "setup-reminders" in course.must("due --alarm no").out
    assert course.must("due --json").json["question"] is None
    course.must(f"calendar --to {path} --fresh")
    assert course.at("2026-11-10").must("due --json").json["question"] is not None
    course.must("due --alarm yes")
    course.must(f"calendar --to {path} --fresh")
    assert course.at("2026-11-20").must("due --json").json["question"] is None
    assert "alarm of the calendar showed" in course.must("history").out


def test_without_a_course_no_answer_is_kept(patient: Patient) -> None:
    """An answer needs a course to be kept in."""
    assert patient("due --alarm yes").code == 1


def test_setup_reminders_prints_lines_for_each(patient: Patient) -> None:
    """Lines for every shell and system, and nothing is written."""
    before = sorted(patient.home.iterdir())
    out = patient.must("setup-reminders").out
    for name in ("bash", "zsh", "fish", "cron", "systemd", "launchd", "Task Scheduler"):
        assert name in out
    assert sorted(patient.home.iterdir()) == before


def test_the_second_test_is_told_by_its_first_day(patient: Patient) -> None:
    """Before the first prescription the second test is announced by the day from which it counts, until it is done."""
    patient.must("start --category can-become-pregnant --zone America/Chicago --weeks 20")
    patient.must("done test --specimen 2026-11-20 --result negative --setting medical")
    patient.must("done contraception --form iud --form condom --on 2026-11-01")
    assert patient.must("due").out == ""
    patient.at("2026-12-18")
    assert patient.must("due").out == "from Sun Dec 20, in 2 days: an appointment (isocourse plan)\n"
    assert patient.must("due --json").json["due"] == [
        {
            "id": "test-second",
            "by": "2026-12-20",
            "days_left": 2,
            "overdue": False,
            "begins": True,
            "what": "an appointment",
        }
    ]
    assert patient.at("2026-12-24").must("due").out == "from today on: an appointment (isocourse plan)\n"
    patient.must("done test --specimen 2026-12-24 --result negative --setting medical")
    assert "test-second" not in [one for one, *_ in ids(patient)]
