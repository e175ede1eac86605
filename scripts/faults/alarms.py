"""Does an alarm reach the patient, whatever fails? Every system call of `ask` and `log`, and every bad stream."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

from inject import ERRORS, LONGEST, Point, points

import isocourse
from cases import command, environment

PHRASES: Final = ("crushing chest pain", "my tongue is swollen and i cant breathe", "took ten capsules at once")
COMMANDS: Final = ("ask", "log", "lgo", "note", "ask --as-of tmorrow", "log --severty severe --on someday")
STREAMS: Final = {
    "as they are": "",
    "stdout closed": ">&-",
    "stdout full": ">/dev/full",
    "stderr closed": "2>&-",
    "stderr full": "2>/dev/full",
    "both closed": ">&- 2>&-",
    "both full": ">/dev/full 2>/dev/full",
    "stdout closed, stderr full": ">&- 2>/dev/full",
}
CODES: Final = frozenset({1, 2, 3, 10, 11, 70, 75, 130})
SIGN: Final = "911"
_FALSE: Final = "standard output is closed or full"


def alarms(most: int, jobs: int, phrases: int = len(PHRASES)) -> list[str]:
    """Put `ask` and `log` of an emergency through every failing call and every bad stream; return what was bad."""
    return [*streams(phrases), *(line for name in ("ask", "log") for line in calls(name, most, jobs))]


def streams(phrases: int) -> list[str]:
    """Run so many emergencies with each kind of bad stream, buffered and not."""
    bad: list[str] = []
    tally: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="faults-") as top:
        for words in PHRASES[:phrases]:
            for name in COMMANDS:
                for shown, where in STREAMS.items():
                    for unbuffered in ("", "1"):
                        code, seen = _redirected(Path(top), f"{name} {words}", where, unbuffered)
                        tally[shown] += 1
                        lost = SIGN not in seen and "both" not in shown and "stdout closed, stderr" not in shown
                        if lost or code not in CODES:
                            bad.append(f"{name} {words}, {shown}, unbuffered {bool(unbuffered)}: exit {code}, {seen!r}")
    print(f"alarms, bad streams: {tally.total()} runs, {len(bad)} bad")
    return bad


def _redirected(folder: Path, line: str, where: str, unbuffered: str) -> tuple[int, str]:
    program = " ".join(command([]))
    environ = {**environment(folder / "data"), "PYTHONUNBUFFERED": unbuffered}
    done = subprocess.run(
        ["sh", "-c", f"exec {program} {line} {where}"],  # noqa: S607 - any sh will do
        env=environ,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def calls(name: str, most: int, jobs: int) -> list[str]:
    """Let each system call fail, from the first that touches the program's own folder to the end."""
    package = isocourse.__path__[0]
    with tempfile.TemporaryDirectory(prefix="faults-") as top:
        trace = Path(top) / "trace"
        words = command([name, *PHRASES[0].split()])
        environ = environment(Path(top) / "data")
        line = ["strace", "-f", "-y", "-o", str(trace), *words]
        subprocess.run(line, env=environ, capture_output=True, check=False)
        found = points(trace.read_text(errors="replace"), package)
        shots = [(point, error) for point in found for error in ERRORS.get(point.call, "").split()]
        if 0 < most < len(shots):
            shots = [shots[n * len(shots) // most] for n in range(most)]
        with ThreadPoolExecutor(jobs) as pool:
            fired = list(pool.map(partial(_fire, words, environ, Path(top)), enumerate(shots)))
    bad = [line for line in fired if line]
    print(f"alarms, {name}: {len(shots)} failing calls, {len(bad)} bad")
    sys.stdout.flush()
    return [f"{name}, {line}" for line in bad]


def _fire(words: list[str], environ: dict[str, str], top: Path, shot: tuple[int, tuple[Point, str]]) -> str:
    number, (point, error) = shot
    inject = f"inject={point.call}:error={error}:when={point.nth}"
    line = ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={point.call}", "-e", inject, *words]
    try:
        done = subprocess.run(
            line,
            env={**environ, "HOME": str(top / str(number))},
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"{error} at {point.shown}: IT HANGS"
    seen = done.stdout + done.stderr
    wrong = [f"exit {done.returncode}"] if done.returncode not in CODES else []
    wrong += ["NO ALARM"] if SIGN not in seen else []
    wrong += ["FALSE SENTENCE"] if _FALSE in seen and point.call not in {"write", "close"} else []
    return f"{error} at {point.shown}: {', '.join(wrong)}: {done.stderr[-200:]!r}" if wrong else ""
