"""Puts the record through faults, and counts what survives.

    python scripts/faults inject log            one command: killed, interrupted, terminated, failing, power cut
    python scripts/faults inject                every command that writes (a release; most of an hour)
    python scripts/faults disk                  a disk that is really full, out of names, or read-only
    python scripts/faults crowd                 many at once, half of them killed, lock files taken away
    python scripts/faults histories             random records of every kind through every command, under wrong clocks
    python scripts/faults fuzz                  100,000 broken records through the reader
    python scripts/faults arguments             100,000 hostile command lines
    python scripts/faults alarms                emergencies with every bad stream, and every failing call of ask and log
    python scripts/faults network               traces every command: no network, nothing written elsewhere
    python scripts/faults all                   all of it
    python scripts/faults ci                    `log` through all that can be had in two minutes

Run it with a Python in which isocourse and its `dev` extra are installed. It needs strace; power cuts and full disks
need root. What cannot run here says so and is skipped. Exit code 1: something was lost, or somebody was lied to.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

import power
from alarms import alarms
from arguments import fuzz_arguments
from crowd import crowd
from every import histories
from full import full_disks
from fuzz import fuzz
from inject import MODES, inject
from network import network

import isocourse
from cases import CASES, Case

CI_MOST = 90  # faults a mode: more take too long for every push
CI_LINES = 1_000
CI_ALARMS = 30
_FLIPS = 5_000
CI_MODES = ("kill", "int", "term", "errno")


def main() -> int:
    """Read the command line and run what it asks for; return the number of bad outcomes, at most 1."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts background jobs deaf to Ctrl-C
    options = _options()
    what = options.what
    if what in {"inject", "all", "ci", "network", "alarms"} and not shutil.which("strace"):
        print("faults: SKIPPED, strace is not installed (Debian: apt-get install strace)")
        return 0
    begun = time.monotonic()
    compileall.compile_dir(isocourse.__path__[0], quiet=2)  # or each run would do it again: none writes anything
    bad: list[str] = []
    if what in {"inject", "all", "ci"}:
        cases = [case for case in CASES if not options.commands or case.name in options.commands]
        bad += _inject(cases, options.modes.split(","), options.most, options.jobs)
    if what in {"disk", "all", "ci"}:
        bad += full_disks()
    if what in {"crowd", "all"}:
        bad += crowd(options.writers, options.entries)
    if what in {"histories", "all"}:
        bad += histories(options.records)
    bad += _broken_input(options)
    if what in {"alarms", "all", "ci"}:
        bad += alarms(CI_ALARMS, options.jobs, 1) if what == "ci" else alarms(options.most, options.jobs)
    if what in {"network", "all"}:
        bad += network()
    for line in bad:
        print("BAD", line)
    print(f"faults: {len(bad)} bad, {time.monotonic() - begun:.0f} s")
    return int(bool(bad))


def _broken_input(options: argparse.Namespace) -> list[str]:
    bad: list[str] = []
    if options.what in {"fuzz", "all"}:
        bad += fuzz(options.mutants, _FLIPS)
    if options.what in {"arguments", "all", "ci"}:
        bad += fuzz_arguments(options.lines)
    return bad


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "what", choices=["inject", "disk", "crowd", "histories", "fuzz", "arguments", "alarms", "network", "all", "ci"]
    )
    parser.add_argument("commands", nargs="*", help=", ".join(case.name for case in CASES))
    parser.add_argument("--modes", default=",".join(MODES), help="Which of them, with commas between.")
    parser.add_argument("--most", type=int, default=0, help="At most so many faults a mode, evenly spread.")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--mutants", type=int, default=100_000)
    parser.add_argument("--records", type=int, default=3_000)
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--writers", type=int, default=50)
    parser.add_argument("--entries", type=int, default=20)
    options = parser.parse_args()
    if options.what == "ci":
        options.commands = ["log"]
        options.modes, options.most, options.lines = ",".join(CI_MODES), CI_MOST, CI_LINES
    return options


def _inject(cases: list[Case], modes: list[str], most: int, jobs: int) -> list[str]:
    bad: list[str] = []
    if "power" in modes:
        with tempfile.TemporaryDirectory() as folder:
            why = power.possible(Path(folder))
        if why:
            print(f"power cuts: SKIPPED, {why}")
            modes = [mode for mode in modes if mode != "power"]
    for case in cases:
        for mode in modes:
            begun = time.monotonic()
            done = inject(case, mode, most=most, jobs=jobs)
            count = done.tally.total()
            part = f" of {done.points}, evenly spread" if 0 < most < done.points else ""
            tally = ", ".join(f"{words} {number}" for words, number in sorted(done.tally.items()))
            seconds = time.monotonic() - begun
            print(f"{case.name:22} {mode:6} {count}{part} faults, {len(done.bad)} bad, {seconds:.0f} s: {tally}")
            for line in done.bad:
                print("   bad:", line)
            sys.stdout.flush()
            bad += done.bad
    return bad


if __name__ == "__main__":
    sys.exit(main())
