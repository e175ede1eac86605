"""Bad input: one sentence on standard error, the place, the next step, the right exit code, the record as it was."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isocourse.cli.commands import COMMANDS
from patient import Patient
from refused import BASE, READ, WRITE, one_sentence

DATES = (
    "Write it as 2026-11-22, nov 22, today, yesterday, 3 days ago, 2 weeks ago, monday (the last one) or last monday."
)
AHEAD = "Write it as 2026-11-26, nov 26, today, tomorrow, in 3 days, monday (the next one) or 3 days ago."
FAR = "is too far away: days from 2000-01-01 to 2100-12-31 can be used."


def _replaced(args: str) -> str:
    """Return a complete `start` in which some options are given otherwise."""
    given = dict(re.findall(r"(--\S+) (\S+)", BASE)) | dict(re.findall(r"(--\S+) ('[^']*'|\S+)", args))
    return "start " + " ".join(f"{option} {value}" for option, value in given.items())


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--weeks 15", "--weeks: a course is usually 16 to 20 weeks. If 15 is what was prescribed, add --prescribed"),
        ("--weeks 21", "--weeks: a course is usually 16 to 20 weeks. If 21 is what was prescribed, add --prescribed"),
        ("--weeks 0", "--weeks: '0' is not a whole number from 1 to 104"),
        ("--weeks 20.5", "--weeks: '20.5' is not a whole number from 1 to 104"),
        ("--weeks -20", "--weeks: '-20' is not a whole number from 1 to 104"),
        ("--weeks 1e9", "--weeks: '1e9' is not a whole number from 1 to 104"),
        ("--category female", "--category: 'female' is not one of: can-become-pregnant, cannot-become-pregnant"),
        ("--zone Mars/Base", "--zone: 'Mars/Base' is not a time zone. Write it like America/Chicago."),
        ("--zone ../../etc/passwd", "--zone: '../../etc/passwd' is not a time zone. Write it like America/Chicago."),
        ("--zone /etc/localtime", "--zone: '/etc/localtime' is not a time zone. Write it like America/Chicago."),
        ("--zone localtime", "--zone: 'localtime' is not a time zone. Write it like America/Chicago."),
        ("--zone GMT-5", "--zone: 'GMT-5' is not a time zone. Write it like America/Chicago."),
        ("--zone right/Asia/Tokyo", "--zone: 'right/Asia/Tokyo' is not a time zone. Did you mean Asia/Tokyo?"),
        ("--zone asia/tokyo", "--zone: 'asia/tokyo' is not a time zone. Did you mean Asia/Tokyo?"),
        ("--zone Europe/Lodnon", "--zone: 'Europe/Lodnon' is not a time zone. Did you mean Europe/London?"),
        ("--zone ''", "--zone is missing. Without a terminal it has to be given"),
        (
            "--started 01/02/2026",
            "--started: '01/02/2026' has two readings. Write the one that you mean: 2026-01-02 or 2026-02-01",
        ),
        ("--started 2026-02-30", f"--started: '2026-02-30' is not a date that can be read. {DATES}"),
        ("--started 20261122", f"--started: '20261122' is not a date that can be read. {DATES}"),
        ("--started someday", f"--started: 'someday' is not a date that can be read. {DATES}"),
        ("--started 1999-12-31", f"--started: 1999-12-31 {FAR}"),
        ("--started 2101-01-01", f"--started: 2101-01-01 {FAR}"),
        ("--mg 40,5", "--mg: write '40,5' with a point, like 40.5"),
        ("--mg 0", "--mg: '0' is not a number from 1 to 200"),
        ("--mg inf", "--mg: 'inf' is not a number from 1 to 200"),
        ("--mg nan", "--mg: 'nan' is not a number from 1 to 200"),
        ("--times 9", "--times: '9' is not a whole number from 1 to 2"),
        ("--weight 150st", "--weight: '150st' is not a number from 20 to 400"),
        ("--doses daily", "--doses: 'daily' is not one of: each, exceptions"),
        ("--doctor ''", "--doctor: write 1 to 200 letters, or leave it out"),
        ("--fills-before 2", "--fills-before: say with --last-fill when the last of them was"),
        ("--last-fill 2026-11-01", "--last-fill: say with --fills-before how many pick-ups there were"),
        (
            "--fills-before 1 --last-fill 2026-11-23",
            f"--last-fill: 2026-11-23 lies in the future (today is 2026-11-22). {DATES}",
        ),
    ],
)  # fmt: skip
def test_start_refuses(patient: Patient, option: str, said: str) -> None:
    """A value that `start` cannot read is named with what would be right, and nothing is made."""
    assert one_sentence(patient(_replaced(option)), 2) == said
    assert list(patient.home.iterdir()) == []


def test_a_zone_that_ends_in_nothing(patient: Patient) -> None:
    """A zone with a zero byte is refused like any other."""
    result = patient("start --category can-become-pregnant --weeks 20 --zone", "UTC\0")
    assert one_sentence(result, 2).startswith("--zone: 'UTC\\x00' is not a time zone")


@pytest.mark.parametrize("missing", ["--category", "--zone", "--weeks"])
def test_start_needs_three_things(patient: Patient, missing: str) -> None:
    """Without a terminal a missing value is an error that names the option; nothing is guessed."""
    line = re.sub(rf"{missing} \S+", "", f"start {BASE}")
    assert one_sentence(patient(line), 2) == f"{missing} is missing. Without a terminal it has to be given"
    assert one_sentence(patient(f"{line} --yes"), 2).startswith(missing)


def test_prescribed_weeks(patient: Patient) -> None:
    """Another number of weeks is taken when it was prescribed."""
    assert "planned 30" in patient.must(f"{_replaced('--weeks 30')} --prescribed").out


FUTURE = [
    "log dry lips --on 2026-11-23",
    "note words --on 2026-11-23",
    "done visit --on 2026-11-23",
    "done fill --days 30 --on 2026-11-23",
    "done test --specimen 2026-11-23 --result negative --setting medical",
    "done test --specimen 2026-11-20 --result negative --on 2026-11-23",
    "dose missed --on 2026-11-23",
    "weight 60 --on 2026-11-23",
    "lab triglycerides 150 mg/dL --on 2026-11-23",
]


@pytest.mark.parametrize("line", FUTURE)
def test_no_future_where_it_cannot_be(patient: Patient, line: str) -> None:
    """What has happened cannot lie in the future: the day is refused with today's date."""
    patient.must(f"start {BASE} --started 2026-11-02")
    before = patient.file.read_bytes()
    said = one_sentence(patient(line), 2)
    assert "2026-11-23 lies in the future (today is 2026-11-22)" in said
    assert patient.file.read_bytes() == before


MISTAKES = [
    ("log words --severity awful", "--severity: 'awful' is not one of: mild, moderate, severe"),
    ("log words --effect cheilitis-x", "--effect: 'cheilitis-x' is not a documented effect."),
    ("log words --on 31.12.2026", f"--on: '31.12.2026' is not a date that can be read. {DATES}"),
    ("log", "WORDS is missing. Without a terminal it has to be given"),
    ("log -", "WORDS: nothing was said. What do you notice?"),
    ("ask", "WORDS is missing. Without a terminal it has to be given"),
    ("note", "WORDS is missing. Without a terminal it has to be given"),
    ("done", "STEP is missing. Without a terminal it has to be given"),
    ("done nothing", "STEP: 'nothing' is not a step. The steps: authorization, "),
    ("done test", "--specimen is missing. Without a terminal it has to be given"),
    ("done test --specimen 2026-11-20", "--result is missing. Without a terminal it has to be given"),
    ("done test --specimen 2026-11-20 --result maybe", "--result: 'maybe' is not one of: negative, positive, pending"),
    (
        "done test --specimen 2026-11-20 --result negative --setting car",
        "--setting: 'car' is not one of: medical, home",
    ),
    ("done fill", "--days is missing. Without a terminal it has to be given"),
    ("done fill --days 0", "--days: '0' is not a whole number from 1 to 90"),
    ("done fill --days 30 --capsules x", "--capsules: 'x' is not a whole number from 1 to 1000"),
    ("done authorization", "--until is missing. Without a terminal it has to be given"),
    ("done authorization --until someday", f"--until: 'someday' is not a date that can be read. {AHEAD}"),
    ("done visit --on 11/20/2026", "--on: '11/20/2026' can be read as 2026-11-20. If you mean that, write it so"),
    ("done visit --on 11/12/2026", "--on: '11/12/2026' has two readings. Write the one that you mean: 2026-11-12 or"),
    ("done contraception", "--form (or --abstinence) is missing. Without a terminal it has to be given"),
    ("done contraception --form iud --abstinence", "--abstinence: give forms or abstinence, not both"),
    ("done home-tests", "--allowed or --not-allowed is missing"),
    ("done cleared", "ID: say which entry was cleared."),
    ("done visit abcd", "STEP: 'abcd' is not a step."),
    ("status --as-of never", f"--as-of: 'never' is not a date that can be read. {AHEAD}"),
    ("status --as-of 2026-11-26T25:00", "--as-of: '2026-11-26T25:00' is not a time like 2026-11-26T21:30."),
    ("status --as-of 2026-11-26T21:30:15", f"--as-of: '2026-11-26T21:30:15' is not a date that can be read. {AHEAD}"),
    ("checklist --month x", "--month: 'x' is not a whole number from 0 to 999"),
    ("history --kind colours", "--kind: 'colours' is not a kind of entry. The kinds: effects, tests, settings, "),
    ("history --since 1/2/26", f"--since: '1/2/26' is not a date that can be read. {DATES}"),
    ("set", "Nothing to change was given. See: isocourse set --help"),
    ("set --weeks 40", "--weeks: a course is usually 16 to 20 weeks."),
    ("fix", "ID is missing. Without a terminal it has to be given"),
    ("lgo words", "No such command 'lgo'. Did you mean 'log'?"),
    ("status --jsn", "No such option: --jsn"),
    ("warnings now", "Got unexpected extra argument"),
    ("--file '' status", "--file: the path is empty"),
]


@pytest.mark.parametrize(("line", "said"), MISTAKES)
def test_wrong_usage(patient: Patient, line: str, said: str) -> None:
    """Wrong usage is one sentence with exit code 2, and the record stays byte for byte as it was."""
    patient.must(f"start {BASE} --started 2026-11-02")
    before = patient.file.read_bytes()
    assert said in one_sentence(patient(line), 2)
    assert patient.file.read_bytes() == before


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("start " + BASE, "A course is open already at"),
        ("undo abcdef99", "No entry has the id 'abcdef99'. See the ids: isocourse history"),
        ("fix abcdef99 --severity mild", "No entry has the id 'abcdef99'. See the ids: isocourse history"),
        ("done cleared abcdef99", "No entry has the id 'abcdef99'. See the ids: isocourse history"),
        ("status --as-of 2026-11-22 --file nowhere.toml", "/nowhere.toml. Begin one: isocourse start"),
        ("done test --specimen 2006-01-01 --result negative --setting medical --on 2006-01-01", "2006-01-01"),
    ],
)
def test_expected_problems(patient: Patient, line: str, said: str) -> None:
    """An expected problem is one sentence with exit code 1 that says what to do next."""
    patient.must(f"start {BASE} --started 2026-11-02")
    before = patient.file.read_bytes()
    assert said in one_sentence(patient(line), 1)
    assert patient.file.read_bytes() == before


@pytest.mark.parametrize("line", [*READ[1:], *WRITE[:-1]])
def test_without_a_course(patient: Patient, line: str) -> None:
    """Without a course each command says how to begin one, with exit code 1, and makes no file."""
    result = patient(line)
    assert result.code == 1
    assert result.err.endswith("Begin one: isocourse start\n")
    assert list(patient.home.iterdir()) == []


# --- anything at all ------------------------------------------------------------------------------------------------

ARGUMENT = st.one_of(
    st.sampled_from(
        [*COMMANDS, "--json", "--as-of", "--on", "--file", "--help", "-", "--", "--yes", "mild", "2026-11-20"]
    ),
    st.sampled_from(
        ["test", "fill", "--days", "30", "--month", "1", "2", "--kind", "note", "--since", "--effect", "undo"]
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ARGUMENT, max_size=5))
def test_any_arguments(patient: Patient, argv: list[str]) -> None:
    """Whatever is typed, the exit code is one of the table, and nothing but sentences comes back."""
    for path in patient.home.iterdir():
        path.unlink() if path.is_file() else None
    if not {"tour", "--file", "forget"} & set(argv):
        result = patient("", *argv)
        assert result.code in {0, 1, 2, 3, 10, 11, 20}, (argv, result)
        assert "Traceback" not in result.err
        assert "fault of the program" not in result.err
