"""The program as a process of its own, in a shell or at a terminal, without what hides faults of streams."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

COMMAND = [sys.executable, "-m", "isocourse"]
LONGEST = 60
PATIENCE = 3
CTRL_C = b"\x03"


class Ran(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def both(self) -> str:
        """What was seen, wherever."""
        return self.out + self.err


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return an environment with nothing of this machine in it: PYTHONUNBUFFERED above all hides full streams."""
    return {"PATH": os.environ["PATH"], "HOME": str(home), "TZ": "America/Chicago", "LC_ALL": "C.UTF-8", **more}


def shell(home: Path, line: str, stdin: bytes = b"", more: Mapping[str, str] | None = None) -> Ran:
    """Run a line of sh in which `isocourse` is the program."""
    done = subprocess.run(
        ["sh", "-c", f'isocourse() {{ {" ".join(COMMAND)} "$@"; }}; {line}'],  # noqa: S607 - any shell will do
        input=stdin,
        capture_output=True,
        cwd=home,
        env={**environment(home), **(more or {})},
        timeout=LONGEST,
        check=False,
    )
    ran = Ran(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))
    assert "Traceback" not in ran.both, ran
    return ran


def at_terminal(
    home: Path, argv: list[str], typed: list[tuple[str, bytes]], columns: int = 80, rows: int = 0, **more: str
) -> Ran:
    """Run the program at a terminal; each of `typed` is a question to wait for, and the keys that are pressed then.

    With `rows` the terminal itself is of that size, else COLUMNS says how wide it is.
    """
    child, master = pty.fork()
    if child == 0:  # pragma: no cover - the child becomes the program
        os.chdir(home)
        if rows:
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        environ = environment(home, **{"TERM": "xterm", **({} if rows else {"COLUMNS": str(columns)}), **more})
        os.execvpe(COMMAND[0], [*COMMAND, *argv], environ)  # noqa: S606 - the program itself
    seen = b""
    waiting = list(typed)
    end = time.monotonic() + LONGEST
    since, again = 0, time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if not waiting and typed and typed[-1][1] == CTRL_C and time.monotonic() > again:
            os.write(master, CTRL_C)  # Python misses one that comes just before it begins to wait for a key
            again = time.monotonic() + PATIENCE
        if waiting and waiting[0][0].encode() in seen[since:]:
            since = len(seen)
            os.write(master, waiting.pop(0)[1])
            again = time.monotonic() + PATIENCE
        if not select.select([master], [], [], 0.1)[0]:
            continue
        try:
            more_seen = os.read(master, 65536)
        except OSError:
            break
        if not more_seen:
            break
        seen += more_seen
    else:
        os.kill(child, signal.SIGKILL)  # it waits for something: let the test say so instead of waiting with it
    _, status = os.waitpid(child, 0)
    os.close(master)
    return Ran(os.waitstatus_to_exitcode(status), seen.decode("utf-8", "replace").replace("\r\n", "\n"), "")
