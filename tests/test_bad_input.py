"""Bad input: one sentence on standard error, the place, the next step, the right exit code, the record as it was."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isocourse.cli.app import COMMANDS
from patient import Patient, Result

BASE = "--category can-become-pregnant --zone America/Chicago --weeks 20"
DATES = "Write it as 2026-11-22, today, yesterday, 3 days ago, or monday (the last one)."
FAR = "is too far away: days from 2000-01-01 to 2100-12-31 can be used."
MARK = "zebra"
READ = ["", "status", "checklist", "history", "chart", "verify"]
WRITE = [
    "log dry lips",
    "set --weeks 18",
    "undo",
    "fix 00000001 --severity mild",
    "note words",
    "done visit",
    "dose taken",
    "weight 60",
    "pause",
    "start " + BASE,
]


def _one_sentence(result: Result, code: int) -> str:
    """Return the sentence of an error: there is one, on standard error, and it is all there is."""
    assert result.code == code, result
    assert result.err.startswith("isocourse: ")
    assert result.err.count("\n") == 1
    assert "Traceback" not in result.out + result.err
    return result.err.removeprefix("isocourse: ").strip()


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
        ("--zone EST", "--zone: 'EST' is not a time zone. Write it like America/Chicago."),
        ("--zone right/Asia/Tokyo", "--zone: 'right/Asia/Tokyo' is not a time zone. Write it like America/Chicago."),
        ("--zone america/chicago", "--zone: 'america/chicago' is not a time zone. Did you mean America/Chicago?"),
        ("--zone 'America/New York'", "--zone: 'America/New York' is not a time zone. Did you mean America/New_York?"),
        ("--zone ''", "--zone is missing. Without a terminal it has to be given"),
        ("--started 01/02/2026", f"--started: '01/02/2026' is not a date that can be read. {DATES}"),
        ("--started 2026-02-30", f"--started: '2026-02-30' is not a date that can be read. {DATES}"),
        ("--started 20261122", f"--started: '20261122' is not a date that can be read. {DATES}"),
        ("--started tomorrow", f"--started: 'tomorrow' is not a date that can be read. {DATES}"),
        ("--started 1999-12-31", f"--started: 1999-12-31 {FAR}"),
        ("--started 2101-01-01", f"--started: 2101-01-01 {FAR}"),
        ("--mg 40,5", "--mg: write '40,5' with a point, like 40.5"),
        ("--mg 0", "--mg: '0' is not a number from 1 to 200"),
        ("--mg inf", "--mg: 'inf' is not a number from 1 to 200"),
        ("--mg nan", "--mg: 'nan' is not a number from 1 to 200"),
        ("--times 9", "--times: '9' is not a whole number from 1 to 4"),
        ("--weight 150lb", "--weight: '150lb' is not a number from 20 to 400"),
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
    assert _one_sentence(patient(_replaced(option)), 2) == said
    assert list(patient.home.iterdir()) == []


def test_a_zone_that_ends_in_nothing(patient: Patient) -> None:
    """A zone with a zero byte is refused like any other."""
    result = patient("start --category can-become-pregnant --weeks 20 --zone", "UTC\0")
    assert _one_sentence(result, 2).startswith("--zone: 'UTC\\x00' is not a time zone")


@pytest.mark.parametrize("missing", ["--category", "--zone", "--weeks"])
def test_start_needs_three_things(patient: Patient, missing: str) -> None:
    """Without a terminal a missing value is an error that names the option; nothing is guessed."""
    line = re.sub(rf"{missing} \S+", "", f"start {BASE}")
    assert _one_sentence(patient(line), 2) == f"{missing} is missing. Without a terminal it has to be given"
    assert _one_sentence(patient(f"{line} --yes"), 2).startswith(missing)


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
    said = _one_sentence(patient(line), 2)
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
    ("done authorization --until tomorrow", "--until: 'tomorrow' is not a date like 2026-11-26."),
    ("done authorization --until yesterday", "--until: 'yesterday' is not a date like 2026-11-26."),
    ("done contraception", "--form (or --abstinence) is missing. Without a terminal it has to be given"),
    ("done contraception --form iud --abstinence", "--abstinence: give forms or abstinence, not both"),
    ("done home-tests", "--allowed or --not-allowed is missing"),
    ("done cleared", "ID: say which entry was cleared."),
    ("done visit abcd", "ID: only `done cleared` takes an id, not `done visit`"),
    ("status --as-of never", f"--as-of: 'never' is not a date that can be read. {DATES}"),
    ("status --as-of 2026-11-26T25:00", "--as-of: '2026-11-26T25:00' is not a time like 2026-11-26T21:30."),
    ("status --as-of 2026-11-26T21:30:15", f"--as-of: '2026-11-26T21:30:15' is not a date that can be read. {DATES}"),
    ("checklist --month x", "Invalid value for '--month': 'x' is not a valid int"),
    ("history --kind moods", "--kind: 'moods' is not a kind of entry. The kinds: settings, "),
    ("history --since 1/2/26", f"--since: '1/2/26' is not a date that can be read. {DATES}"),
    ("set", "Nothing to change was given. See: isocourse set --help"),
    ("set --weeks 40", "--weeks: a course is usually 16 to 20 weeks."),
    ("fix", "Missing argument"),
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
    assert said in _one_sentence(patient(line), 2)
    assert patient.file.read_bytes() == before


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("start " + BASE, "A course is open already at"),
        ("undo abcdef99", "No entry has the id 'abcdef99'. See the ids: isocourse history"),
        ("fix abcdef99 --severity mild", "No entry has the id 'abcdef99'. See the ids: isocourse history"),
        ("done cleared abcdef99", "No entry has the id 'abcdef99'. See the ids: isocourse history"),
        ("status --as-of 2026-11-22 --file nowhere.toml", "No course yet at nowhere.toml. Begin one: isocourse start"),
        ("done test --specimen 2006-01-01 --result negative --setting medical --on 2006-01-01", "2006-01-01"),
    ],
)
def test_expected_problems(patient: Patient, line: str, said: str) -> None:
    """An expected problem is one sentence with exit code 1 that says what to do next."""
    patient.must(f"start {BASE} --started 2026-11-02")
    before = patient.file.read_bytes()
    assert said in _one_sentence(patient(line), 1)
    assert patient.file.read_bytes() == before


@pytest.mark.parametrize("line", [*READ[1:], *WRITE[:-1]])
def test_without_a_course(patient: Patient, line: str) -> None:
    """Without a course each command says how to begin one, with exit code 1, and makes no file."""
    result = patient(line)
    assert result.code == 1
    assert result.err.endswith("Begin one: isocourse start\n")
    assert list(patient.home.iterdir()) == []


# --- records --------------------------------------------------------------------------------------------------------


def _swap(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def swapped(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new, 1)

    return swapped


def _same_ids(data: bytes) -> bytes:
    ids = re.findall(rb'\nid = "([0-9a-f]+)"', data)
    return data.replace(ids[1], ids[2])


DAMAGE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a quote is open": (_swap(b'severity = "mild"', b'severity = "mild'), "line "),
    "no equals sign": (_swap(b'severity = "mild"', b"severity mild"), "line "),
    "an unknown key": (_swap(b'severity = "mild"', b'severity = "mild"\nmood = "low"'), "entry[2].mood: not a key"),
    "an unknown key on top": (_swap(b"schema = 1", b'schema = 1\nmood = "low"'), "mood: not a key"),
    "an unknown kind": (_swap(b'kind = "note"', b'kind = "thought"'), "entry[1].kind: must be one of: settings, "),
    "a wrong type": (_swap(b'text = "zebra words"', b"text = 5"), "entry[1].text: must be text in quotes"),
    "a wrong choice": (_swap(b'severity = "mild"', b'severity = "zebra"'), "entry[2].severity: must be one of: mild"),
    "a wrong date": (_swap(b"planned_weeks = 20", b"planned_weeks = 20\nlast_fill = 1026-01-01"), ".last_fill: "),
    "a local time": (_swap(b"-06:00", b""), ".recorded: must be a time with its offset"),
    "a number too big": (_swap(b"planned_weeks = 20", b"planned_weeks = 1e400"), "entry[0].planned_weeks: "),
    "a missing key": (_swap(b'kind = "note"\n', b""), "entry[1].kind: missing"),
    "no course": (_swap(b"\ncourse = ", b"\n# "), "course: missing"),
    "twice the same id": (_same_ids, "has the id"),
    "twice the same key": (_swap(b'text = "zebra words"', b'text = "zebra words"\ntext = "a"'), "line "),
    "not UTF-8": (_swap(b"zebra words", b"zebra \xff\xfe"), "these bytes are not UTF-8 text; save it as UTF-8"),
    "UTF-16": (lambda data: data.decode().encode("utf-16"), "UTF-8"),
    "a newer schema": (_swap(b"schema = 1", b"schema = 2"), "made by a newer isocourse (schema 2;"),
    "no schema": (_swap(b"schema = 1", b""), "schema: missing"),
    "deep brackets": (_swap(b"schema = 1", b"schema = " + b"[" * 4000), ""),
    "a long key": (_swap(b"schema = 1", b"a" + b".a" * 5000 + b" = 1"), "more than 32 dotted parts"),
    "a zone that is nowhere": (_swap(b"America/Chicago", b"America/Zebra"), "a time zone that is not known"),
    "half of it": (lambda data: data[: len(data) // 2], "cut short"),
    "without its last line": (lambda data: data[: data.rindex(b"#")], "its last line"),
    "without its last entry": (
        lambda data: data[: data.rindex(b"\n[[entry]]")] + data[data.rindex(b"\n#") :],
        "it holds 2 of the 3 entries",
    ),
    "nothing": (lambda _: b"", "it is empty"),
    "zeros": (lambda data: b"\0" * len(data), "it is empty"),
}  # fmt: skip


def _damaged(patient: Patient, kind: str) -> bytes:
    patient.must(f"start {BASE} --started 2026-11-02")
    patient.must("note zebra words")
    patient.must("log dry lips --severity mild --note zebra")
    data = DAMAGE[kind][0](patient.file.read_bytes())
    patient.file.write_bytes(data)
    return data


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_record_is_read_by_nobody(patient: Patient, kind: str) -> None:
    """Every command that reads says in one sentence what is wrong, where, and what to do, and shows nothing."""
    data = _damaged(patient, kind)
    for line in READ[:-1]:
        result = patient(line)
        said = _one_sentence(result, 3)
        assert str(patient.file) in said
        assert DAMAGE[kind][1] in said
        assert re.search(r"isocourse (?:verify|set --zone)|Update isocourse", said)
        assert MARK not in said.lower()
        assert result.out == ""
    assert patient.file.read_bytes() == data


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_record_is_written_by_nobody(patient: Patient, kind: str) -> None:
    """Every command that writes refuses with exit code 3, and the file stays byte for byte as it was."""
    data = _damaged(patient, kind)
    names = sorted(path.name for path in patient.home.iterdir())
    for line in WRITE[:3] + WRITE[-1:] if kind != "half of it" else WRITE:
        if kind == "a zone that is nowhere" and line.startswith("start"):
            continue  # a course is open: told as such
        result = patient(f"{line} --yes")
        assert result.code == 3, (line, result)
        assert MARK not in result.err.lower()
        assert result.err.count("\n") == 1
    assert patient.file.read_bytes() == data
    assert sorted(path.name for path in patient.home.iterdir()) == names


@pytest.mark.parametrize("kind", DAMAGE)
def test_verify_says_the_way_back(patient: Patient, kind: str) -> None:
    """`verify` names the place and what to do about it, and never sends the patient to `verify` again."""
    data = _damaged(patient, kind)
    result = patient("verify")
    if kind != "a zone that is nowhere":
        said = _one_sentence(result, 3)
        assert "isocourse verify" not in said.replace("isocourse verify --accept", "")
        assert re.search(r"--accept|text editor|Update isocourse", said)
    assert MARK not in (result.out + result.err).lower()
    assert patient.file.read_bytes() == data


def test_a_zone_that_is_nowhere_can_be_mended(patient: Patient) -> None:
    """The zone that this computer does not know is replaced by the command that the error names."""
    _damaged(patient, "a zone that is nowhere")
    patient.must("set --zone America/Denver")
    assert patient("status").code == 0
    assert patient("checklist").code == 0


def test_a_record_that_is_no_file(patient: Patient) -> None:
    """A folder, a link to nowhere and a file of gigabytes are refused at once."""
    folder = patient.home / "folder"
    folder.mkdir()
    (patient.home / "link").symlink_to(patient.home / "nowhere" / "c.toml")
    with (patient.home / "huge").open("wb") as huge:
        huge.truncate(2**30)
    for name in ("folder", "link", "huge", "/dev/null", "/dev/zero"):
        for line in ("status", "log dry lips", "verify", f"start {BASE}"):
            result = patient(f"{line} --file", str(patient.home / name))
            assert result.code == 3, (name, line, result)
            assert result.err.count("\n") == 1


def test_paths_that_cannot_be(patient: Patient) -> None:
    """A path with a zero byte, one that is too long, and one below a file are told in one sentence."""
    patient.must(f"start {BASE}")
    for path in ("a\0b", "x" * 5000, str(patient.file / "below")):
        for line in ("status", "log dry lips", f"start {BASE}"):
            result = patient(f"{line} --file", path)
            assert result.code in {1, 3}, (path[:9], line, result)
            assert result.err.count("\n") == 1


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
