"""Every field of every `--json`, as it is met on a few named records: for the tests of `docs/json.md`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from isocourse.cli.commands import COMMANDS, function
from isocourse.cli.parsing.options import declared
from patient import Patient

# What a patient types, with the day in front. `cut` loses the end of the record, `copy` lays a
# copy beside it, {last} is the newest entry.
START = "start --category can-become-pregnant --zone America/Chicago --weeks 20 --mg 40 --times 2"
BEFORE = (
    f"2026-09-15 {START} --weight 70 --product Claravis --doctor Kim --doctor-phone 555-0100",
    "2026-09-15 done contraception --form iud --form condom",
    "2026-09-15 done test --specimen 2026-09-15 --result negative --setting medical",
    "2026-10-24 done test --specimen 2026-10-24 --result negative --setting medical",
    *(f"2026-10-24 done {step}" for step in ("enrolled", "consent", "counselled", "confirmation", "questions")),
    "2026-10-25 done fill --days 30 --capsules 60",
    "2026-10-25 set --started 2026-10-26",
)
TEST = "2026-11-21 done test --specimen 2026-11-20 --result negative --setting medical"
RECORDS: dict[str, tuple[str, ...]] = {
    "no course": (),
    "nothing known": ("2026-11-22 start --category can-become-pregnant --zone America/Chicago --weeks 20",),
    "before": BEFORE[:4],
    "much told": (
        *BEFORE,
        "2026-10-28 dose missed --reason travel",
        "2026-10-29 pause --reason travel",
        "2026-11-01 resume",
        "2026-11-02 done visit",
        "2026-11-03 lab triglycerides 180 mg/dL --high 150",
        "2026-11-03 lab ALT 31 U/L",
        "2026-11-04 log my lips are cracked --severity moderate",
        "2026-11-04 fix {last} --severity mild",
        "2026-11-04 log a bad headache and blurry vision --note since monday",
        "2026-11-04 log unprotected sex last night",
        "2026-11-05 log xyzzy --severity severe",
        "2026-11-05 mood --answers 1,1,1,0,-,0,0,0,0",
        "2026-11-06 mood --answers 0,1",
        "2026-11-20 note --question may I run",
        TEST,
        "2026-11-21 undo",
        TEST,
        "2026-11-21 done authorization --until 2026-11-26",
        "2026-11-21 done fill --days 30",
    ),
    "in a window": (*BEFORE, TEST, "2026-11-21 calendar --to {home}/reminders.ics"),
    "between windows": (
        *BEFORE,
        TEST,
        *(f"2026-11-21 done {step}" for step in ("confirmation", "questions")),
        "2026-11-21 done fill --days 30",
    ),
    "cannot become pregnant": (
        "2026-11-16 start --category cannot-become-pregnant --zone Pacific/Guam --weeks 16 --mg 40 --times 1",
        "2026-11-16 done enrolled",
        "2026-11-16 done authorization --until 2026-11-25",
    ),
    "finished": (
        f"2026-10-30 {START} --started 2026-10-26 --fills-before 1 --last-fill 2026-10-25",
        "2026-11-20 finish --last-capsule 2026-11-20 --stopped-early --reason moved",
    ),
    "damaged": (BEFORE[0], "2026-09-15 log dry lips", "2026-09-16 copy", "2026-09-16 cut"),
}
# Every command with `--json`, as often as its answer has another shape; what writes comes last.
LINES = (
    "ask --json dry lips",
    "ask --json bad headache and blurry vision",
    "ask --json no chest pain",
    "ask --json my lips are dry and my flurb is wobbling",
    "ask --json me duele mucho la cabeza",
    "checklist --json",
    "checklist --json --as-of 2026-12-08",
    "checklist --json --as-of 2026-10-24",
    "plan --json",
    "plan --json --if 'collect on 2026-12-25' --lead 3",
    "plan --json --as-of 2026-12-08",
    "due --json --within 40d",
    "due --json --within 60d --as-of 2026-11-30",
    "status --json",
    "status --json --as-of 2026-12-30",
    "chart --json",
    "report --json",
    "report --json --include-reproductive --since 2026-10-01 --for 2026-11-30",
    "history --json",
    "history --json --all",
    "verify --json",
    "warnings --json",
    "guide --json",
    "guide --json alcohol",
    "guide --json brands",
    "guide --json sun and lips",
    "score --json {home}/phrases.csv",
    "export json --to -",
    "import --json --dry-run {home}/rows.csv",
    "import --json --skip-bad {home}/rows.csv",
    "calendar --json --to {home}/other.ics --doses 09:00",
    "log --json gums hurt a bit",
    "log --json my lips are dry and my flurb is wobbling",
    "log --json me duele mucho la cabeza",
    "log --json chest pain",
    "mood --json --answers 2,1",
    "mood --json --answers 1,1,1,0,-,0,0,0,1",
    "due --json",
    "history --json",
)
PHRASES = (
    "phrase,effect,tier,negated\nmy lips are cracked,dry-lips,self-care,no\nchest pain,chest-breathing,emergency,no\n"
)
ROWS = (
    "date,time,kind,name,value,unit,low,high,severity,status,note,id\n"
    "2026-11-10,,dose,,,,,,,missed,,\n2026-11-11,09:00,dose,,40,mg,,,,taken,,\n2026-11-12,,what,,,,,,,,,\n"
)


def seen(folder: Path, patient: Patient) -> dict[str, dict[str, set[str]]]:
    """Return for each command the paths of its JSON, each with the kinds of value that were met there."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name, lines in RECORDS.items():
        patient.home = folder / name.replace(" ", "-")
        patient.home.mkdir()
        (patient.home / "phrases.csv").write_text(PHRASES, encoding="utf-8")
        (patient.home / "rows.csv").write_text(ROWS, encoding="utf-8")
        for line in lines:
            _told(patient, line)
        for line in LINES:
            command = " ".join(line.split()[: 2 if line.startswith("export") else 1])
            patient.at("2026-11-22")
            result = patient(line.format(home=patient.home))
            if result.out.startswith("{"):
                for path, kind in walk(result.json, ""):
                    found[command][path].add(kind)
    return found


def _told(patient: Patient, line: str) -> None:
    day, _, typed = line.partition(" ")
    if typed == "cut":
        told = patient.file.read_text(encoding="utf-8").rstrip().splitlines()
        patient.file.write_text("\n".join(told[:-4]) + "\n", encoding="utf-8")
    elif typed == "copy":
        (patient.home / "course (copy).toml").write_bytes(patient.file.read_bytes())
    else:
        ids = (
            re.findall(r'^id = "(\w+)"', patient.file.read_text(encoding="utf-8"), re.MULTILINE)
            if "{last}" in typed
            else [""]
        )
        result = patient.at(day)(typed.format(home=patient.home, last=ids[-1]))
        assert result.code in {0, 10, 11}, (line, result.err)


def walk(value: Any, path: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - what JSON holds
    """Yield each path below a value with the kind of what stands there: `a.b`, `list[]`, `list[].a`."""
    if path:
        yield path, kind_of(value)
    if isinstance(value, dict):
        for key, below in value.items():
            yield from walk(below, f"{path}.{key}" if path else key)
    if isinstance(value, list):
        for below in value:
            yield from walk(below, f"{path}[]")


def kind_of(value: Any) -> str:  # noqa: ANN401 - what JSON holds
    """Return the word that `docs/json.md` uses for the type of a value."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "yes or no"
    if isinstance(value, str):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return "day"
        return "moment" if re.match(r"\d{4}-\d\d-\d\dT", value) else "text"
    kinds: list[tuple[type, str]] = [(int, "number"), (float, "number"), (list, "list"), (dict, "object")]
    return next(word for kind, word in kinds if isinstance(value, kind))


def with_json() -> set[str]:
    """Return the names of the commands that declare `--json`."""
    return {name for name in COMMANDS if "json" in declared(function(name))}
