"""Hostile command lines by the thousand: an answer or one sentence, soon, and never a character that steers a terminal.

Each runs in a fork of this process, which has the program loaded: the same code on the same disk, much sooner than a
new Python for each.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import sys
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Final, NamedTuple

from cases import CASES, RECORD, Base, environment, files, prepare
from isocourse import __main__ as program
from isocourse.cli.reading.command_line import commands

_LONGEST: Final = 2.0  # seconds of the processor for one command line, whatever else runs beside it
_MOST_MEMORY: Final = 300  # MB
_OPTIONS: Final = 0.6  # how often an option is given
_VALUED: Final = 0.8  # how often a value is
_SAVED: Final = frozenset({0, 10, 11, 20, 75})
_REFUSED: Final = frozenset({1, 2, 3})
_SLOW: Final = frozenset({"tour", "manual"})  # they run, or print, every other command
_STEERING: Final = frozenset({"Cc", "Cf", "Zl", "Zp"})
_PLAIN: Final = frozenset({"\n", " "})
_VALUES: Final = (
    *("", " ", "-", "--", "--json", "0", "-1", "1e400", "nan", "inf", "9" * 400, "1,5", "40", "2026-11-22", "today"),
    *("3 days ago", "monday", "9999-12-31", "0001-01-01", "2026-02-30", "00000000", "severe", "negative", "iud", "30"),
    *("dry lips", "I feel like ending it", "bad headache and blurry vision", "../../etc/passwd", "/dev/zero", "~"),
    *("%s", "{0}", "[bold]x[/bold]", "[/]", ":warning:", "=cmd()", "\x1b[2J", "\x1b]8;;http://x\x07y", "\x9b31m"),
    *("a\nb", "a\rb", "\ud800", "\udcff", "\x01", "\u200b", "\u202eabc", "\ufeff", "مرحبا", "头痛", "😀" * 50),
    *("word " * 3_000, "x" * 20_000, "America/Chicago", "can-become-pregnant", "taken", "fill", "test", "questions"),
)


class Ended(NamedTuple):
    """How a command line ended: its code (negative: by a signal), what it printed, seconds of its own, MB of memory."""

    code: int
    printed: str
    seconds: float
    memory: int


def fuzz_arguments(lines: int) -> list[str]:
    """Run so many hostile command lines; return every outcome that may not be."""
    if not lines:
        return []
    dice = random.Random(20261125)  # noqa: S311 - to be repeated
    options = {
        told.name: [option for option in told.options if option not in {"--file", "--help"}] for told in commands()
    }
    tally: Counter[str] = Counter()
    bad: list[str] = []
    slowest, most = 0.0, 0
    with tempfile.TemporaryDirectory(prefix="arguments-") as top:
        folder = Path(top) / "w" / "data"
        base = _base(folder)
        base.restore(folder)
        for _ in range(lines):
            words = _line(dice, options)
            ended = _run(words, folder)
            wrong = _wrong(ended, folder, base, slow=words[0] in _SLOW)
            bad += [f"arguments: {words!r:.200}: {what}" for what in wrong]
            tally[f"exit {ended.code}"] += 1
            slowest, most = max(slowest, ended.seconds), max(most, ended.memory)
            if ended.code in _SAVED or wrong:
                base.restore(folder)
    shown = ", ".join(f"{words} {number}" for words, number in sorted(tally.items()))
    print(f"arguments: {lines} command lines, {len(bad)} bad: {shown}; slowest {slowest:.2f} s, most memory {most} MB")
    sys.stdout.flush()
    return bad


def _base(folder: Path) -> Base:
    folder.parent.mkdir(parents=True)
    return prepare(next(case for case in CASES if case.name == "note"), folder)


def _line(dice: random.Random, options: dict[str, list[str]]) -> list[str]:
    """Return a command with up to five options or words; an option mostly has a hostile value."""
    words = [dice.choice(list(options))]
    for _ in range(dice.randint(0, 5)):
        if options[words[0]] and dice.random() < _OPTIONS:
            words.append(dice.choice(options[words[0]]))
        if dice.random() < _VALUED:
            words.append(dice.choice(_VALUES))
    return words


def _run(words: list[str], folder: Path) -> Ended:
    printed = folder.parent / "printed"
    printed.write_bytes(b"")
    child = os.fork()
    if child == 0:
        _be_the_program(words, folder, printed)
    timer = signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(30)
    _, status, used = os.wait4(child, 0)
    signal.alarm(0)
    signal.signal(signal.SIGALRM, timer)
    text = printed.read_text(encoding="utf-8", errors="surrogateescape")
    return Ended(os.waitstatus_to_exitcode(status), text, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


def _be_the_program(words: list[str], folder: Path, printed: Path) -> None:
    code = 99
    try:
        out = os.open(printed, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for stream in (1, 2):
            os.dup2(out, stream)
        surroundings = environment(folder)
        os.environ.clear()
        os.environ.update(surroundings)
        resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
        os.chdir(folder.parent)  # what a line writes beside it (`calendar`) stays out of the checkout
        sys.argv = ["isocourse", *words]
        program.main()
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 0
    finally:
        try:
            for stream in filter(None, (sys.stdout, sys.stderr)):  # the program gives up a stream that failed
                stream.flush()
        finally:
            os._exit(code)


def _wrong(ended: Ended, folder: Path, base: Base, *, slow: bool) -> list[str]:
    """Return everything that is bad about one outcome."""
    wrong = []
    if ended.code not in _SAVED | _REFUSED:
        wrong.append(f"ENDS WITH {ended.code}")
    if "Traceback" in ended.printed:
        wrong.append("A TRACEBACK")
    raw = {char for char in ended.printed if char not in _PLAIN and unicodedata.category(char) in _STEERING}
    if raw:
        wrong.append(f"RAW CHARACTERS {sorted(map(hex, map(ord, raw)))}")
    if ended.seconds > _LONGEST and not slow:
        wrong.append(f"TOOK {ended.seconds:.1f} s")
    if ended.memory > _MOST_MEMORY:
        wrong.append(f"TOOK {ended.memory} MB")
    if ended.code in _REFUSED and files(folder).get(RECORD) != base.files[RECORD]:
        wrong.append("REFUSED, AND THE RECORD CHANGED")
    return wrong
