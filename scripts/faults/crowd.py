"""Many at once: each writer runs the real command again and again; then the same with half of the runs killed."""

from __future__ import annotations

import random
import signal
import subprocess
import tempfile
import threading
import time
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Final

from cases import CASES, RECORD, command, environment, prepare, run
from isocourse.record.codec import State, parse

_NOT_SAVED: Final = 3  # the exit code
_BOUND: Final = 30.0  # seconds in which a stopped writer must be told
_CALM: Final = 3  # entries of each writer where runs are killed


def crowd(writers: int, entries: int) -> list[str]:
    """Return what was lost: of all entries of undisturbed writers, and of those that killed writers acknowledged."""
    bad = _round("undisturbed", writers, entries, lambda folder, words: run(folder, words, timeout=600).returncode)
    dice = random.Random(20261122)  # noqa: S311 - when to kill is no secret
    bad += _round("half of them killed", writers, _CALM, lambda folder, words: _perhaps_killed(folder, words, dice))
    for how in ("deleted", "replaced"):
        with _cleaner(how) as clean:
            bad += _round(f"their lock file {how} all the time", writers, _CALM, partial(_watched, clean))
    return bad + _stopped()


class _Cleaner:
    """What takes lock files away, as a cleaner or a sync program does."""

    def __init__(self, how: str) -> None:
        self.how = how
        self.folder: Path | None = None
        self.over = False

    def work(self) -> None:
        """Take away the lock file of the folder that is watched, again and again."""
        while not self.over:
            time.sleep(0.001)
            if self.folder is None:
                continue
            lock = self.folder / f"{RECORD}.lock"
            with suppress(OSError):
                if self.how == "replaced":
                    other = self.folder.parent / "other.lock"
                    other.write_text("")
                    other.replace(lock)
                else:
                    lock.unlink()


@contextmanager
def _cleaner(how: str) -> Iterator[_Cleaner]:
    cleaner = _Cleaner(how)
    worker = threading.Thread(target=cleaner.work)
    worker.start()
    try:
        yield cleaner
    finally:
        cleaner.over = True
        worker.join()


def _watched(cleaner: _Cleaner, folder: Path, words: list[str]) -> int:
    cleaner.folder = folder
    return run(folder, words, timeout=600).returncode


def _round(name: str, writers: int, entries: int, one: Callable[[Path, list[str]], int]) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="crowd-", ignore_cleanup_errors=True) as top:
        folder = Path(top) / "w" / "data"
        folder.parent.mkdir()
        base = prepare(CASES[3], folder)
        base.restore(folder)
        begun = time.monotonic()

        def write(number: int) -> dict[str, int]:
            texts = [f"writer-{number}-entry-{count}" for count in range(entries)]
            return {text: one(folder, ["note", text]) for text in texts}

        with ThreadPoolExecutor(writers) as pool:
            codes = {text: code for found in pool.map(write, range(writers)) for text, code in found.items()}
        data = (folder / RECORD).read_bytes()
        kept = [entry["text"] for entry in tomllib.loads(data.decode())["entry"] if "text" in entry]
        said = [text for text, code in codes.items() if code in {0, 75}]
        lost = [text for text in said if kept.count(text) != 1]
        bad = [f"crowd, {name}: {text} was acknowledged and is not there" for text in lost]
        fine = {0, 75, -9, _NOT_SAVED} if "lock file" in name else {0, 75, -9}
        bad += [f"crowd, {name}: {text} ended with {code}" for text, code in codes.items() if code not in fine]
        denied = [text for text, code in codes.items() if code == _NOT_SAVED and text in kept]
        bad += [f"crowd, {name}: {text} was told as not saved and is there" for text in denied]
        if parse(data, RECORD).state is not State.WHOLE:
            bad.append(f"crowd, {name}: the record is not whole")
        killed = sum(code == -signal.SIGKILL for code in codes.values())
        print(
            f"crowd, {name}: {writers} writers, {len(codes)} runs, {killed} killed, {len(said)} acknowledged,"
            f" {len(said) - len(lost)} there, {len(bad)} bad, {time.monotonic() - begun:.0f} s"
        )
    return bad


def _perhaps_killed(folder: Path, words: list[str], dice: random.Random) -> int:
    writer = subprocess.Popen(
        command(words), env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    if dice.randrange(2):
        time.sleep(dice.uniform(0.0, 8.0))  # so long do so many take on two cores
        writer.kill()
    return writer.wait(timeout=600)


def _stopped() -> list[str]:
    """Stop a writer while it holds the lock: the next one says so in bounded time, and saves nothing."""
    import fcntl  # noqa: PLC0415 - not on Windows

    with tempfile.TemporaryDirectory(prefix="crowd-") as top:
        folder = Path(top) / "w" / "data"
        folder.parent.mkdir()
        prepare(CASES[3], folder).restore(folder)
        before = (folder / RECORD).read_bytes()
        with (folder / f"{RECORD}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            begun = time.monotonic()
            done = run(folder, ["note", "x"])
            waited = time.monotonic() - begun
        fine = done.returncode == _NOT_SAVED and "another isocourse" in done.stderr and waited < _BOUND
        fine = fine and (folder / RECORD).read_bytes() == before
        print(f"a lock that nobody gives up: exit {done.returncode} after {waited:.0f} s: {done.stderr.strip()}")
    return [] if fine else ["the lock that nobody gives up was not told"]
