"""Disturbs one command at each of its system calls, from the first that touches the record's folder to its end.

strace does it: a signal, or an error instead of the call. The program runs unchanged, in a process of its own.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import power
from judging import NEW, OLD, Judge, Ran

from cases import Base, Case, command, environment, files, prepare, run

SIGNALS: Final = {"kill": "KILL", "int": "INT", "term": "TERM", "power": "KILL"}
MODES: Final = (*SIGNALS, "errno")
LONGEST: Final = 60.0  # seconds; a run that takes longer hangs
_WRITE: Final = "ENOSPC EDQUOT EIO EFBIG"
_NAMES: Final = "ENOSPC EDQUOT EACCES EPERM EROFS EIO"
_LOOK: Final = "EACCES EIO"
ERRORS: Final[dict[str, str]] = {
    "openat": "ENOSPC EDQUOT EACCES EROFS EMFILE EIO",
    "write": _WRITE,
    "read": "EIO",
    "fsync": "EIO ENOSPC EDQUOT",
    "close": "EIO",
    "lseek": "EIO",
    "rename": f"{_NAMES} EXDEV",
    "link": f"{_NAMES} EMLINK",
    "unlink": "EACCES EPERM EROFS EIO",
    "rmdir": "EACCES EIO",
    "mkdir": _NAMES,
    "chmod": "EPERM EIO",
    "fchmod": "EPERM EIO",
    "flock": "ENOLCK EINTR EIO",
    "newfstatat": _LOOK,
    "readlink": _LOOK,
    "getdents64": "EIO",
    "mmap": "ENOMEM",
    # No brk: a real one that fails gives the old end back, which strace cannot play; libc then takes mmap.
    "mremap": "ENOMEM",
}


class Point(NamedTuple):
    """A system call of the command: its name, the how many-th of that name, and the line that shows it."""

    call: str
    nth: int
    shown: str


class Shot(NamedTuple):
    """One fault: where, and what strace does there."""

    point: Point
    what: str


class Outcome(NamedTuple):
    """How a command did in one mode."""

    tally: Counter[str]
    bad: list[str]
    points: int


def inject(case: Case, mode: str, *, most: int = 0, jobs: int = 1) -> Outcome:
    """Put one command through one mode; at most so many faults, evenly spread, where `most` is given."""
    with tempfile.TemporaryDirectory(prefix="faults-") as top:
        home = Path(top) / "w" / "data"
        home.parent.mkdir()
        base = prepare(case, home)
        base.restore(home)
        shots, judge = _plan(case, mode, base, home)
        chosen = _spread(shots, most)
        work = partial(_share, case, judge, mode, Path(top))
        shares = [chosen[n::jobs] for n in range(jobs)]
        with ProcessPoolExecutor(jobs) as pool:
            found = list(pool.map(work, range(jobs), shares))
    tally: Counter[str] = Counter()
    for one in found:
        tally.update(one[0])
    return Outcome(tally, [line for one in found for line in one[1]], len(shots))


def _plan(case: Case, mode: str, base: Base, home: Path) -> tuple[list[Shot], Judge]:
    """Trace the command once, undisturbed, and return what to do to it."""
    words = base.words(case.line, home)
    run(home, words)  # warm
    base.restore(home)
    trace = home.parent / "trace"
    line = ["strace", "-f", "-y", "-o", str(trace), *command(words)]
    done = subprocess.run(
        line,
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{case.name}: undisturbed, and it ends with {done.returncode}: {done.stderr}")
    judge = Judge(case, base, files(home))
    if (state := judge.state(home)) != NEW:
        raise SystemExit(f"{case.name}: undisturbed, and it leaves {state}")
    found = points(trace.read_text(errors="replace"), str(home))
    if mode == "errno":
        return [Shot(p, f"error={name}") for p in found for name in ERRORS.get(p.call, "").split()], judge
    return [Shot(p, f"signal={SIGNALS[mode]}") for p in found], judge


def points(trace: str, folder: str) -> list[Point]:
    """Return the system calls from the first that touches the folder on."""
    seen: Counter[str] = Counter()
    found: list[Point] = []
    touched = False
    for line in trace.splitlines():
        call = re.match(r"\d+\s+(\w+)\(", line)
        if not call:
            continue
        seen[call[1]] += 1
        touched = touched or (folder in line and call[1] != "execve")
        if touched and call[1] != "exit_group":
            found.append(Point(call[1], seen[call[1]], line.split(maxsplit=1)[1][:90]))
    return found


def _spread(shots: list[Shot], most: int) -> list[Shot]:
    if not most or len(shots) <= most:
        return shots
    return [shots[n * len(shots) // most] for n in range(most)]


def _share(
    case: Case, judge: Judge, mode: str, top: Path, number: int, shots: list[Shot]
) -> tuple[Counter[str], list[str]]:
    """Fire a share of the shots, in a folder of its own whose name is as long as that of the traced run."""
    home = top / "abcdefgh"[number] / "data"
    home.parent.mkdir()
    tally: Counter[str] = Counter()
    bad: list[str] = []
    disk = power.Disk(home, top / f"{number}.img") if mode == "power" else None
    try:
        if disk:
            bad += _acknowledged(case, judge, disk, tally)
        for shot in shots:
            if disk:
                disk.renew()
            state, code, wrong = _fire(case, judge, shot, home, disk.cut if disk else None)
            tally[f"{code} {state}"] += 1
            if wrong:
                bad.append(f"{case.name}, {mode} {shot.what} at {shot.point.shown}: {'; '.join(wrong)}")
    finally:
        if disk:
            disk.remove()
    return tally, bad


def _fire(
    case: Case, judge: Judge, shot: Shot, home: Path, cut: Callable[[], None] | None
) -> tuple[str, str, list[str]]:
    """Run the command with one fault; return the state, how it ended, and what is wrong."""
    judge.base.restore(home)
    if cut:
        subprocess.run(["sync", "-f", str(home.parent if not home.exists() else home)], check=True)  # noqa: S607 - any sync will do
    call = shot.point.call
    quick = ["--seccomp-bpf"] if shot.what.startswith("error") else []  # with signals strace 6.1 loses them
    line = ["strace", "-f", "-qq", *quick, "-o", str(home.parent / "log"), "-e", f"trace={call}"]
    line += ["-e", f"inject={call}:{shot.what}:when={shot.point.nth}"]
    line += command(judge.base.words(case.line, home))
    try:
        done = subprocess.run(line, env=environment(home), capture_output=True, text=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return "unknown", "hangs", ["IT HANGS"]
    mute = call == "write" and "/data/" not in shot.point.shown
    ran = Ran(done.returncode, done.stdout, done.stderr, mute)
    if cut:
        cut()
        state = judge.state(home)
        return state, "cut", [] if state in {OLD, NEW, "partly deleted"} else [state]
    state, wrong = judge.problems(ran, home)
    ended = f"signal {-ran.code}" if ran.code < 0 else f"exit {ran.code}"
    return state, ended, wrong + judge.next_run(home)


def _acknowledged(case: Case, judge: Judge, disk: power.Disk, tally: Counter[str]) -> list[str]:
    """Let the command say that it saved, then cut the power, three times: what it said must hold."""
    bad = []
    for _ in range(3):
        disk.renew()
        judge.base.restore(disk.folder)
        subprocess.run(["sync", "-f", str(disk.folder)], check=True)  # noqa: S607 - any sync will do
        done = run(disk.folder, judge.base.words(case.line, disk.folder))
        disk.cut()
        state = judge.state(disk.folder)
        tally[f"said saved, then cut: {state}"] += 1
        if done.returncode or state != NEW:
            bad.append(f"{case.name}: it ended with {done.returncode}, the power went, and the record is {state}")
    return bad
