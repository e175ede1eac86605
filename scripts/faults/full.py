"""Disks that are really full, out of names or read-only, and limits of the system: tmpfs, ulimit, permissions.

Each place is filled a little less each time, until there is room: the record must be the old one until it is the new.
"""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from judging import Judge, Ran

from cases import CASES, Base, command, environment, files, prepare, run

_CASE: Final = CASES[3]
_PAGE: Final = 4096


def full_disks() -> list[str]:
    """Run `log` in every place; return what went wrong."""
    if os.geteuid() != 0:
        print("full disks: SKIPPED, no root")
        return []
    try:
        with _mounted("size=64k"):
            pass
    except subprocess.CalledProcessError as problem:
        print(f"full disks: SKIPPED, no file system can be mounted here ({problem})")
        return []
    with tempfile.TemporaryDirectory(prefix="full-") as top:
        home = Path(top) / "w" / "data"
        home.parent.mkdir()
        base = prepare(_CASE, home)
        base.restore(home)
        run(home, base.words(_CASE.line, home))
        judge = Judge(_CASE, base, files(home))
        bad = [line for free in range(6) for line in _full(judge, base, free)]
        bad += [line for names in range(6) for line in _no_names(judge, base, names)]
        bad += _read_only(judge, base)
        bad += [line for size in (0, 1, 512, 4096) for line in _limited(judge, base, size)]
        bad += _as_nobody(judge, base)
    return bad


@contextmanager
def _mounted(options: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="full-") as top:
        place = Path(top) / "w"
        place.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], check=True, capture_output=True)  # noqa: S607 - the system's own
        try:
            yield place / "data"
        finally:
            subprocess.run(["umount", str(place)], check=True)  # noqa: S607 - the system's own


def _tried(name: str, judge: Judge, folder: Path, free: Callable[[], None], **more: object) -> list[str]:
    """Run the command where it cannot save, then where it can."""
    words = judge.base.words(_CASE.line, folder)
    done = subprocess.run(  # type: ignore[call-overload] # only what subprocess takes is handed on
        command(words), env=environment(folder), capture_output=True, text=True, timeout=60, check=False, **more
    )
    state, bad = judge.problems(Ran(done.returncode, done.stdout, done.stderr), folder)
    free()
    bad += judge.next_run(folder)
    _COUNT[f"exit {done.returncode} {state}"] += 1
    print(f"log, {name}: exit {done.returncode}, record {state}, {len(bad)} bad. {done.stderr.strip()[:100]}")
    return [f"log, {name}: {line}" for line in bad]


_COUNT: Counter[str] = Counter()


def _full(judge: Judge, base: Base, free: int) -> list[str]:
    with _mounted("size=64k") as folder:
        base.restore(folder)
        filler = folder.parent / "filler"
        with filler.open("wb", buffering=0) as out, suppress(OSError):
            while out.write(b"x" * _PAGE):
                pass
        os.truncate(filler, max(0, filler.stat().st_size - free * _PAGE))
        return _tried(f"disk full but for {free} pages", judge, folder, filler.unlink)


def _no_names(judge: Judge, base: Base, names: int) -> list[str]:
    with _mounted(f"size=1m,nr_inodes={len(base.files) + 20}") as folder:
        base.restore(folder)
        fillers = []
        with suppress(OSError):
            for number in range(100):
                (folder.parent / f"f{number}").write_bytes(b"")
                fillers.append(folder.parent / f"f{number}")
        for one in fillers[:names]:
            one.unlink()

        def free() -> None:
            for one in fillers[names:]:
                one.unlink()

        return _tried(f"room for {names} more files", judge, folder, free)


def _read_only(judge: Judge, base: Base) -> list[str]:
    with _mounted("size=1m") as folder:
        base.restore(folder)
        subprocess.run(["mount", "-o", "remount,ro", str(folder.parent)], check=True)  # noqa: S607 - the system's own
        return _tried(
            "disk read-only",
            judge,
            folder,
            lambda: subprocess.run(["mount", "-o", "remount,rw", str(folder.parent)], check=True) and None,  # noqa: S607 - the system's own
        )


def _limited(judge: Judge, base: Base, size: int) -> list[str]:
    with _mounted("size=1m") as folder:
        base.restore(folder)
        return _tried(
            f"files of at most {size} bytes",
            judge,
            folder,
            lambda: None,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        )


def _as_nobody(judge: Judge, base: Base) -> list[str]:
    """A record that belongs to the runner, in a folder that does not let them write; and root on a patient's record."""
    with _mounted("size=1m") as folder:
        base.restore(folder)
        for path in (folder, *folder.rglob("*")):
            os.chown(path, 65534, 65534)

        def back() -> None:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, 0, 0)

        return _tried("root on a patient's record", judge, folder, back)
