"""Time whole commands against a bare two-command Typer app, side by side, and print the ratios (goals P1 to P8).

    python benchmarks/bench.py [--rounds 15] [--peers] [--instructions]

It builds the wheel, installs it in a clean environment of its own, makes records of 10, 300 and 1,000 entries there and
runs the commands in turn, so that a noisy machine hits all alike. Ratios are medians of the ratios of each round.
With --instructions, where valgrind is installed, it counts the instructions instead: exact to a thousandth, whatever
else the machine does (five minutes); use these for decisions, and times for claims.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
BARE = """
import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def log(words: str, severity: str = typer.Option("", "--severity")) -> None:
    print(words, severity)


@app.command()
def show() -> None:
    print("nothing")


app()
"""
START = "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02 --mg 40 --times 2"
HOT = {
    "log": "log my lips are cracked",
    "ask": "ask my lips are cracked",
    "dose": "dose taken",
    "done": "done visit",
    "checklist": "checklist",
    "status (pipe)": "status",
    "history (pipe)": "history --since today",
    "guide (pipe)": "guide alcohol",
    "due": "due",
    "warnings": "warnings",
}
JRNL = """
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: false
indent_character: '|'
journals:
  default:
    journal: {journal}
linewrap: 79
tagsymbols: '@'
template: false
timeformat: '%Y-%m-%d %H:%M'
version: v4.2
"""
FORBIDDEN = ("rich", "pydantic", "icalendar", "asyncio", "importlib.metadata", "ssl", "socket")
# A record as it grows when each dose is logged: eight doses, two side effects, again and again, two entries a day.
FILL = """
import datetime as dt, sys
from isocourse.record import store
from isocourse.course.entries import AdverseEvent, Dose, DoseStatus, Entry, Severity

begin = dt.datetime(2026, 11, 3, 12, tzinfo=dt.timezone.utc)
lips = AdverseEvent(effect="dry-lips", signs=("dry-lips",), severity=Severity.MILD, words="lips dry again")
kinds = [Dose(status=DoseStatus.TAKEN)] * 4 + [lips]
shape = sys.argv[3]  # doses; side effects in different words, three a day; or as many as there are in one week


def more(record):
    for number in range(int(sys.argv[2]) - len(record.entries)):
        at = begin + dt.timedelta(minutes=number)
        day = dt.date(2026, 11, 2) - dt.timedelta(days=number // 2)
        if shape != "doses":
            day = dt.date(2026, 11, 28) - dt.timedelta(days=number // 3 if shape == "words" else number % 7)
        body = kinds[number % 5] if shape == "doses" else lips._replace(words=f"lips dry again, number {number}")
        yield Entry(id=store.new_id(), recorded=at, on=day, body=body)


store.append(sys.argv[1], lambda record: list(more(record)))
"""


class Machine(NamedTuple):
    """A clean environment with the wheel in it."""

    folder: Path
    python: str
    command: str
    env: dict[str, str]


class Row(NamedTuple):
    """One command to time: its words, the file that it changes (fresh for each run), and what differs around it."""

    name: str
    argv: list[str]
    record: Path | None = None
    env: dict[str, str] = {}  # noqa: RUF012 - never changed


def prepare(folder: Path) -> Machine:
    """Build and install the wheel with a current pip, which compiles it; return how to run it."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "ISOCOURSE", "XDG_"))}
    env |= {"HOME": str(folder), "TERM": "dumb", "COLUMNS": "80"}
    python = str(folder / "venv/bin/python")
    for argv in (
        [sys.executable, "-m", "venv", "--upgrade-deps", str(folder / "venv")],
        [python, "-m", "pip", "install", "-q", str(ROOT)],
        [python, "-m", "pip", "uninstall", "-q", "-y", "setuptools"],  # a file of it runs at each start of Python
    ):
        subprocess.run(argv, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    (folder / "bare.py").write_text(BARE, encoding="utf-8")
    return Machine(folder, python, str(folder / "venv/bin/isocourse"), env)


def make_record(machine: Machine, entries: int, shape: str = "doses") -> Path:
    """Return a record of so many entries, made by the program's own code."""
    path = machine.folder / f"record-{shape}-{entries}" / "course.toml"
    run = [machine.command, "--file", str(path), *shlex.split(START)]
    subprocess.run(run, env=machine.env, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([machine.python, "-c", FILL, str(path), str(entries), shape], env=machine.env, check=True)
    return path


def once(row: Row, machine: Machine) -> float:
    """Run a command once; return wall seconds."""
    argv = row.argv
    if row.record is not None:
        fresh = machine.folder / "fresh" / row.record.name
        fresh.parent.mkdir(exist_ok=True)
        shutil.copy(row.record, fresh)
        argv = [word.replace("{record}", str(fresh)).replace("{fresh}", str(fresh.parent)) for word in argv]
    before = time.perf_counter()
    done = subprocess.run(
        argv, env={**machine.env, **row.env}, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    wall = time.perf_counter() - before
    if done.returncode not in {0, 2, 10}:
        raise SystemExit(f"{row.name} failed: {done.stderr.decode()}")
    return wall


def race(rows: list[Row], machine: Machine, rounds: int) -> dict[str, float]:
    """Run all in turn; return each one's median ratio to the first."""
    times: dict[str, list[float]] = {row.name: [] for row in rows}
    for turn in range(rounds + 2):
        for row in rows:
            wall = once(row, machine)
            if turn > 1:
                times[row.name].append(wall)
    base = times[rows[0].name]
    return {name: statistics.median(t / b for t, b in zip(walls, base, strict=True)) for name, walls in times.items()}


def ours(name: str, machine: Machine, record: Path, line: str | None = None) -> Row:
    """Return a row for one of our own commands on a record."""
    return Row(name, [machine.command, "--file", "{record}", *shlex.split(line or HOT[name])], record)


def memory(machine: Machine, row: Row) -> int:
    """Return the peak memory of a command in KiB."""
    code = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    argv = [word.replace("{record}", str(row.record)) for word in row.argv]
    done = subprocess.run(
        [machine.python, "-c", code, *argv], env=machine.env, capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def imports(machine: Machine, record: Path) -> dict[str, list[str]]:
    """Return, for each quick command, the heavy modules that it loads (goal P7)."""
    code = (
        "import sys, io, contextlib\n"
        "from isocourse.__main__ import main\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        "    try:\n        main()\n    except SystemExit:\n        pass\n"
        f"print(*[m for m in {FORBIDDEN!r} if m in sys.modules])\n"
    )
    found = {}
    for name, line in {**HOT, "--version": "--version"}.items():
        run = [machine.python, "-c", code, "--file", str(record), *shlex.split(line)]
        done = subprocess.run(run, env=machine.env, capture_output=True, text=True, check=True)
        found[name] = done.stdout.split()
    return found


def instructions(machine: Machine, row: Row) -> float:
    """Return how many million instructions a command takes."""
    argv = row.argv if row.argv[0] == machine.python else [machine.python, *row.argv]
    fresh = machine.folder / "counted" / "course.toml"
    if row.record is not None:
        shutil.rmtree(fresh.parent, ignore_errors=True)  # with it, what the command before left beside its record
        fresh.parent.mkdir()
        shutil.copy(row.record, fresh)
        argv = [word.replace("{record}", str(fresh)) for word in argv]
    count = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    env = {**machine.env, "PYTHONHASHSEED": "0"}
    done = subprocess.run([*count, *argv], env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return int(re.findall(rb"I\s+refs:\s+([\d,]+)", done.stderr)[0].replace(b",", b"")) / 1e6


def counted(machine: Machine, base: Row, records: dict[int, Path]) -> None:
    """Print the instructions of bare Python, of the bare app and of every hot command, by the entries of the record."""
    python = instructions(machine, Row("", [machine.python, "-c", "pass"]))
    bare = instructions(machine, base)
    print(f"\nInstructions, in millions: python -c pass {python:.1f}, {base.name} {bare:.1f}")
    alone = instructions(machine, Row("", [machine.command, "warnings"]))
    print(f"isocourse warnings {alone:.1f} = {alone / python:.2f} x python -c pass (goal 2.0)")
    print("(x bare app; goal 0.75 at ten entries, 0.94 at 1,000, 3.0 at 10,000)")
    for name in HOT:
        each = [instructions(machine, ours(name, machine, record)) for record in records.values()]
        told = "   ".join(f"{n}: {one:6.1f} = {one / bare:.2f}" for n, one in zip(records, each, strict=True))
        print(f"  {name:28} {told}")


def show(title: str, ratios: dict[str, float]) -> None:
    """Print one table."""
    print(f"\n{title}")
    for name, ratio in ratios.items():
        print(f"  {name:28} {ratio:5.2f}")


def answer_times(machine: Machine, base: Row, records: dict[int, Path], rounds: int) -> None:
    """Print goals P1, P2 and P4."""
    hot = [ours(name, machine, records[10]) for name in HOT]
    show("P1 ten entries (x bare; goal 1.35)", race([base, *hot], machine, rounds))
    for name, line in HOT.items():
        if name != "guide (pipe)":
            rows = [ours(f"{name}, {n} entries", machine, record, line) for n, record in records.items()]
            show(f"P2 growth of {name} (x itself at 10; goal 1.3 at 300, 1.6 at 1,000)", race(rows, machine, rounds))
    bare_help = base._replace(name="bare --help", argv=[*base.argv[:2], "--help"])
    lines = ("--help", "log --help", "log --no-such-option", "--version")
    helps = [Row(f"isocourse {line}", [machine.command, *line.split()]) for line in lines]
    show(
        "P4 help and usage errors (x bare --help; goal 1.3; --version 1.0)", race([bare_help, *helps], machine, rounds)
    )


def growth(machine: Machine, small: Path, rounds: int) -> None:
    """Print what long records cost: of doses, of side effects in different words, and of one busy week."""
    shapes = {"doses": 10_000, "words": 1_000, "week": 4_000}
    records = {f"{n:,} {shape}": make_record(machine, n, shape) for shape, n in shapes.items()}
    for name in ("log", "checklist", "status (pipe)"):
        rows = [ours(f"{name}, {what}", machine, path, HOT[name]) for what, path in records.items()]
        first = ours(f"{name}, 10 entries", machine, small, HOT[name])
        show(f"P8 long records, {name} (x itself at 10; goal 4, words 2)", race([first, *rows], machine, rounds))


def weight(machine: Machine, base: Row, records: dict[int, Path]) -> None:
    """Print goal P5."""
    bare = memory(machine, base)
    fat = {f"log, {n} entries": memory(machine, ours("log", machine, record)) for n, record in records.items()}
    show("P5 peak memory (x bare; goal 1.2)", {name: kib / bare for name, kib in fat.items()})


def cold(machine: Machine, record: Path, rounds: int) -> None:
    """Print goal P6: `log` as uv installs it, without bytecode of the packages."""
    packages = next((machine.folder / "venv/lib").glob("python*/site-packages"))
    copy = machine.folder / "packages"
    shutil.copytree(packages, copy, ignore=shutil.ignore_patterns("__pycache__", "pip*"))
    warm = ours("log", machine, record)
    first = warm._replace(name="log, first run", env={"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"})
    show("P6 without bytecode (x itself; goal 2)", race([warm, first], machine, rounds))


def peers(machine: Machine, record: Path, many: Path, rounds: int) -> None:
    """Print goal P3, where jrnl and watson are installed: adding to 100 entries, and looking at 1,000."""
    for count in (100, 1000):
        lines = [f"[2026-{n % 12 + 1:02}-{n % 28 + 1:02} 09:00] my lips are dry again.\n\n" for n in range(count)]
        (machine.folder / f"journal-{count}.txt").write_text("".join(lines), encoding="utf-8")
    frames = [[1751360400 + 60 * n, 1751360430 + 60 * n, "lips", f"{n:032x}", [], 1751360430] for n in range(100)]
    (machine.folder / "frames").write_text(json.dumps(frames), encoding="utf-8")
    config = machine.folder / "jrnl.yaml"
    jrnl, watson = shutil.which("jrnl"), shutil.which("watson")
    add, look = [ours("log", machine, record)], [ours("status (pipe)", machine, many)]
    if jrnl:
        config.write_text(JRNL.format(journal=machine.folder / "fresh/journal-100.txt"), encoding="utf-8")
        run = [jrnl, "--config-file", str(config)]
        add.append(Row("jrnl", [*run, "today:", "dry lips"], machine.folder / "journal-100.txt"))
    if watson:
        line = [watson, "add", "-f", "2026-01-01 10:00", "-t", "2026-01-01 10:01", "lips"]
        add.append(Row("watson", line, machine.folder / "frames", {"WATSON_DIR": str(machine.folder / "fresh")}))
    show("P3 adding to 100 entries (x log)", race(add, machine, rounds))
    if jrnl:
        config.write_text(JRNL.format(journal=machine.folder / "fresh/journal-1000.txt"), encoding="utf-8")
        look.append(
            Row("jrnl -n 10", [jrnl, "--config-file", str(config), "-n", "10"], machine.folder / "journal-1000.txt")
        )
        show("P3 looking at 1,000 entries (x status)", race(look, machine, rounds))


def main() -> None:
    """Print every goal that this machine can measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--instructions", action="store_true", help="count instructions instead, with valgrind")
    parser.add_argument("--peers", action="store_true", help="also time jrnl and watson, where they are installed")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        machine = prepare(Path(folder))
        records = {n: make_record(machine, n) for n in (10, 300, 1000)}
        base = Row(
            "bare Typer app", [machine.python, str(machine.folder / "bare.py"), "log", "x", "--severity", "mild"]
        )
        if args.instructions:
            counted(machine, base, {**records, 10_000: make_record(machine, 10_000)})
            return
        answer_times(machine, base, records, args.rounds)
        growth(machine, records[10], args.rounds)
        weight(machine, base, records)
        cold(machine, records[10], args.rounds)
        print("\nP7 heavy modules loaded (goal: none)")
        for name, heavy in imports(machine, records[10]).items():
            print(f"  {name:28} {' '.join(heavy) or 'none'}")
        if args.peers:
            peers(machine, make_record(machine, 100), records[1000], args.rounds)


if __name__ == "__main__":
    main()
