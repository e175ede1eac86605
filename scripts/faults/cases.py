"""What is put through the faults: each command that writes, the record it begins with, and what it must leave."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, Final, NamedTuple

RECORD: Final = "course.toml"
OTHER: Final = "other.toml"  # the copy that `merge` reads; it lies outside the record's folder
TABLE: Final = "table.csv"  # what `import` reads; beside it
ROWS: Final = "date,kind,value,unit\n2026-01-02,weight,70,kg\n2026-01-03,weight,71,kg\n"
MARKER: Final = "zebrafinch"  # a word that stands in every prepared record, and nowhere else
_START: Final = (
    "start --category can-become-pregnant --zone UTC --weeks 20 --started 20_days_ago --mg 40 --times 2"
    " --doses exceptions --fills-before 1 --last-fill 20_days_ago"
)
_BEGIN: Final = (_START, f"note {MARKER}", "log dry lips --severity mild")
_END: Final = "finish --last-capsule today"


class Case(NamedTuple):
    """A command line, the lines that prepare its record, and a line that must work after every fault."""

    name: str
    line: str
    before: tuple[str, ...] = _BEGIN
    again: str = "note after"
    damage: int = 0  # bytes that are cut off the end of the prepared record
    leaves: bool = True  # whether a record is there afterwards


CASES: Final = (
    Case("start", _START, before=(), again=_START),
    Case("start after a course", _START, before=(*_BEGIN, _END), again=_START),
    Case("set", "set --doctor-phone 555-0199"),
    Case("log", "log my lips are cracked --severity mild"),
    Case("dose", "dose taken"),
    Case("regimen", "regimen --mg 20 --times 1"),
    Case("weight", "weight 70"),
    Case("done questions", "done questions"),
    Case("done test", "done test --specimen today --result negative --setting medical"),
    Case("done fill", "done fill --days 30 --yes"),
    Case("note", "note some words"),
    Case("mood", "mood --answers 0,0"),
    Case("import", "import {table} --yes", again="import {table} --yes"),
    Case("lab", "lab triglycerides 150 mg/dL --high 160"),
    Case("undo", "undo"),
    Case("fix", "fix {last} --severity severe"),
    Case("pause", "pause --reason rest"),
    Case("resume", "resume", before=(*_BEGIN, "pause")),
    Case("finish", _END),
    Case("due --alarm", "due --alarm yes"),
    Case("calendar", "calendar --to -", again="calendar --to -"),
    Case("merge", "merge {other}", again="merge {other}"),
    Case("forget", "forget --yes", again="forget --yes", leaves=False),
    Case("verify --accept", "verify --accept", again="verify --accept", damage=40),
)


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of every run: repeatable, and nothing written beside the record."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": "/nonexistent",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "ISOCOURSE_FILE": str(folder / RECORD),
    }


def command(words: list[str]) -> list[str]:
    """Return the command line of one run."""
    return [sys.executable, "-m", "isocourse", *words]


def run(folder: Path, words: list[str], *, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """Run the program once, undisturbed."""
    return subprocess.run(
        command(words), env=environment(folder), capture_output=True, text=True, timeout=timeout, check=False
    )


class Base(NamedTuple):
    """The prepared folder of a case as bytes by name; empty where there is no record yet."""

    files: dict[str, bytes]
    other: bytes

    def restore(self, folder: Path) -> None:
        """Put the folder, and the other copy beside it, back as they were."""
        for old in folder.iterdir() if folder.exists() else ():
            if old.name == "lost+found":
                continue
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        if not self.files:
            if folder.exists() and not os.path.ismount(folder):
                folder.rmdir()
        else:
            folder.mkdir(mode=0o700, exist_ok=True)
        for name, data in self.files.items():
            (folder / name).parent.mkdir(mode=0o700, exist_ok=True)
            (folder / name).write_bytes(data)
            (folder / name).chmod(0o600)
        (folder.parent / OTHER).write_bytes(self.other)
        (folder.parent / TABLE).write_text(ROWS)

    def words(self, line: str, folder: Path) -> list[str]:
        """Return the words of a line, with the id of the last entry and the other copy filled in."""
        last = tomllib.loads(self.files[RECORD].decode())["entry"][-1]["id"] if "{last}" in line else ""
        table = folder.parent / TABLE
        filled = line.format(last=last, other=folder.parent / OTHER, table=table)
        return [word.replace("_days_ago", " days ago") for word in filled.split()]


def prepare(case: Case, folder: Path) -> Base:
    """Build the record of a case with the program's own commands, undisturbed."""
    shutil.rmtree(folder, ignore_errors=True)
    empty = Base(files={}, other=b"")
    for line in case.before:
        done = run(folder, empty.words(line, folder))
        if done.returncode:
            raise SystemExit(f"{case.name}: {line}: {done.stderr}")
    if not case.before:
        return empty
    kept = files(folder)
    run(folder, ["note", "from the other copy"])
    other = (folder / RECORD).read_bytes()
    kept[RECORD] = kept[RECORD][: len(kept[RECORD]) - case.damage]
    if case.name == "forget":  # all that there can be
        kept["course.toml.tmp"] = kept["course.toml.previous.tmp"] = MARKER.encode()
        kept["course.toml.1234abcd.tmp"] = kept["course.toml.previous.1234abcd.tmp"] = MARKER.encode()
        earlier = re.sub(rb'(?m)^course = "[0-9a-f]+"', b'course = "1234abcd"', kept[RECORD], count=1)
        kept["archive/course-1234abcd.toml"] = kept["archive/course-1234abcd-damaged-2.toml"] = earlier
    return Base(files=kept, other=other)


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its name."""
    found = (path for path in folder.rglob("*") if path.is_file() and "lost+found" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def meaning(data: bytes) -> list[dict[str, Any]]:
    """Return the entries of a record without what differs from run to run: new ids and the moment of recording."""
    entries = tomllib.loads(data.decode())["entry"]
    return [{key: value for key, value in entry.items() if key not in {"id", "recorded"}} for entry in entries]
