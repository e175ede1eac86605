"""Time whole commands against a bare two-command Typer app, side by side, and print the ratios (goals P1 to P7).

    python benchmarks/bench.py [--rounds 15] [--peers]

It builds the wheel, installs it in a clean environment of its own, makes records of 10, 300 and 1,000 entries there and
runs the commands in turn, so that a noisy machine hits all alike. Ratios are medians of the ratios of each round.
"""

from __future__ import annotations

import argparse
import os
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
}
FORBIDDEN = ("rich", "pydantic", "icalendar", "asyncio", "importlib.metadata", "ssl", "socket")
PEERS = {"jrnl": "jrnl --config-file {home}/jrnl.yaml today: dry lips", "watson": "watson add -f 10:00 -t 10:01 lips"}


class Machine(NamedTuple):
    """A clean environment with the wheel in it."""

    folder: Path
    python: str
    command: str
    env: dict[str, str]


class Row(NamedTuple):
    """One command to time: its words, and the record it needs fresh for each run."""

    name: str
    argv: list[str]
    record: Path | None = None


def prepare(folder: Path) -> Machine:
    """Build and install the wheel; compile the bytecode; return how to run it."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "ISOCOURSE"))}
    env |= {"HOME": str(folder), "TERM": "dumb", "COLUMNS": "80"}
    quiet = {"env": env, "check": True, "stdout": subprocess.DEVNULL}
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], **quiet)  # type: ignore[call-overload]
    python = str(folder / "venv/bin/python")
    subprocess.run([python, "-m", "pip", "install", "-q", str(ROOT)], **quiet)  # type: ignore[call-overload]
    (folder / "bare.py").write_text(BARE, encoding="utf-8")
    return Machine(folder, python, str(folder / "venv/bin/isocourse"), env)


def make_record(machine: Machine, entries: int) -> Path:
    """Return a record of so many entries, made by the program's own code."""
    path = machine.folder / f"record-{entries}" / "course.toml"
    script = (
        "import sys, datetime as d\n"
        "from isocourse import store\n"
        "from isocourse.model import Entry, AdverseEvent, Severity\n"
        "now = d.datetime(2026, 11, 3, 12, tzinfo=d.timezone.utc)\n"
        "def more(record):\n"
        "    for n in range(int(sys.argv[2]) - len(record.entries)):\n"
        "        at = now + d.timedelta(hours=n % 300)\n"
        "        yield Entry(id=store.new_id(), recorded=at, on=at.date(), body=AdverseEvent(effect='dry-lips',\n"
        "            signs=('dry-lips',), severity=Severity.MILD, words='lips dry again'))\n"
        "store.append(sys.argv[1], lambda record: list(more(record)))\n"
    )
    run = [machine.command, "--file", str(path), *shlex.split(START)]
    subprocess.run(run, env=machine.env, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([machine.python, "-c", script, str(path), str(entries)], env=machine.env, check=True)
    return path


def once(row: Row, machine: Machine) -> tuple[float, int]:
    """Run a command once; return wall seconds and peak memory in KiB."""
    argv = row.argv
    if row.record is not None:
        fresh = machine.folder / "fresh" / "course.toml"
        fresh.parent.mkdir(exist_ok=True)
        shutil.copy(row.record, fresh)
        argv = [machine.command, "--file", str(fresh), *row.argv]
    before = time.perf_counter()
    child = subprocess.Popen(argv, env=machine.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    child.communicate()
    wall = time.perf_counter() - before
    return wall, child.returncode


def race(rows: list[Row], machine: Machine, rounds: int) -> dict[str, float]:
    """Run all in turn; return each one's median ratio to the first."""
    times: dict[str, list[float]] = {row.name: [] for row in rows}
    for turn in range(rounds + 2):
        for row in rows:
            wall, _ = once(row, machine)
            if turn > 1:
                times[row.name].append(wall)
    base = times[rows[0].name]
    return {name: statistics.median(t / b for t, b in zip(walls, base, strict=True)) for name, walls in times.items()}


def memory(machine: Machine, argv: list[str]) -> int:
    """Return the peak memory of a command in KiB."""
    code = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    done = subprocess.run([machine.python, "-c", code, *argv], env=machine.env, capture_output=True, text=True, check=True)
    return int(done.stdout)


def imports(machine: Machine, record: Path) -> dict[str, list[str]]:
    """Return, for each quick command, the heavy modules that it loads (goal P7)."""
    code = (
        "import sys, io, contextlib\n"
        "from isocourse.__main__ import main\n"
        "sys.argv[1:] = sys.argv[1:]\n"
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


def show(title: str, ratios: dict[str, float]) -> None:
    """Print one table."""
    print(f"\n{title}")
    for name, ratio in ratios.items():
        print(f"  {name:28} {ratio:5.2f}")


def growth(machine: Machine, records: dict[int, Path], rounds: int) -> None:
    """Print goal P2: the same commands on longer records."""
    for name in ("log", "checklist", "status (pipe)"):
        rows = [Row(f"{name}, {n} entries", shlex.split(HOT[name]), record) for n, record in records.items()]
        show(f"P2 growth of {name} (x itself at 10 entries; goal 1.3 at 300, 1.6 at 1,000)", race(rows, machine, rounds))


def cold(machine: Machine, record: Path, rounds: int) -> None:
    """Print goal P6: `log` without bytecode."""
    bare = machine._replace(env={**machine.env, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": "/nonexistent"})
    warm = [once(Row("log", shlex.split(HOT["log"]), record), machine)[0] for _ in range(rounds)]
    slow = [once(Row("log", shlex.split(HOT["log"]), record), bare)[0] for _ in range(rounds)]
    show("P6 first run, no bytecode (x itself; goal 2)", {"log": statistics.median(slow) / statistics.median(warm)})


def main() -> None:
    """Print every goal that this machine can measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--peers", action="store_true", help="also time jrnl and watson, where they are installed")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        machine = prepare(Path(folder))
        records = {n: make_record(machine, n) for n in (10, 300, 1000)}
        ten = records[10]
        base = Row("bare Typer app", [machine.python, str(machine.folder / "bare.py"), "log", "x", "--severity", "mild"])
        hot = [Row(name, shlex.split(line), ten) for name, line in HOT.items()]
        show("P1 ten entries (x bare; goal 1.35)", race([base, *hot], machine, args.rounds))
        bare_help = base._replace(name="bare --help", argv=[*base.argv[:2], "--help"])
        helps = [Row(f"isocourse {line}", [machine.command, *line.split()]) for line in ("--help", "log --help", "log --no", "--version")]
        show("P4 help and usage errors (x bare --help; goal 1.3)", race([bare_help, *helps], machine, args.rounds))
        growth(machine, records, args.rounds)
        fat = {"bare": memory(machine, base.argv), **{f"log, {n} entries": memory(machine, [machine.command, "--file", str(r), *HOT["log"].split()]) for n, r in records.items()}}
        show("P5 peak memory (x bare; goal 1.2)", {name: kib / fat["bare"] for name, kib in fat.items()})
        cold(machine, ten, args.rounds)
        print("\nP7 heavy modules loaded (goal: none)")
        for name, heavy in imports(machine, ten).items():
            print(f"  {name:28} {' '.join(heavy) or 'none'}")
        if args.peers:
            peers = [Row(n, shlex.split(line.format(home=folder))) for n, line in PEERS.items() if shutil.which(n)]
            show("P3 peers (x bare)", race([base, hot[0], *peers], machine, args.rounds))


if __name__ == "__main__":
    main()
