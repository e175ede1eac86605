"""A patient at a keyboard: runs the real commands in a folder of their own, at a moment of the test's choosing."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import os
import shlex
import sys
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple
from unittest import mock

from beginnings import moment
from isocourse import __main__ as program

NOON = dt.time(12)


_LEFT_ALONE = SimpleNamespace(disable=lambda: None, freeze=lambda: None)  # here the process lives on


_FSYNC = os.fsync  # unless a test has put another in its place


def _no_power_cut(_: int) -> None:
    """Wait for no disk: what is written is read again by the same machine (tests/record has the power cuts)."""


class Result(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - what JSON holds
        """The one JSON object on standard output."""
        return json.loads(self.out)


class _Terminal(io.StringIO):
    """Standard input that says that it is a terminal."""

    def isatty(self) -> bool:
        return True

    def reconfigure(self, **_: object) -> None:
        return


class _Pipe(io.StringIO):
    """Standard input that is a pipe."""

    def reconfigure(self, **_: object) -> None:
        return


class Patient:
    """Types commands one after the other. `now` is aware and in UTC; `at` sets it to noon of a day there."""

    def __init__(self, home: Path, now: dt.datetime) -> None:
        self.home = home
        self.now = now

    @property
    def file(self) -> Path:
        """The record."""
        return self.home / "course.toml"

    def at(self, day: str, hour: int = 18) -> Patient:
        """Move the clock to an hour (UTC) of a day."""
        self.now = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(hour), tzinfo=dt.UTC)
        return self

    def begin(self, lines: Iterable[str]) -> Patient:
        """Lay down what these dated lines make (`2026-10-01 start ...`); they are typed once for all tests."""
        return self.lay(_begun(tuple(lines)))

    def lay(self, what: Begun) -> Patient:
        """Lay files down, and take up the moment at which they were written."""
        for name, mode, data in what.files:
            path = self.home / name
            path.write_bytes(data)
            path.chmod(mode)
        self.now = what.now
        return self

    def __call__(
        self, line: str, *words: str, stdin: str = "", terminal: bool = False, columns: int = 80, **environ: str
    ) -> Result:
        """Run one command line (split as a shell would) with more words kept as they are."""
        out, err = io.StringIO(), io.StringIO()
        source = (_Terminal if terminal else _Pipe)(stdin)
        env = {"HOME": str(self.home), "COLUMNS": str(columns), "TERM": "dumb", "ISOCOURSE_FILE": str(self.file)}
        argv = ["isocourse", *shlex.split(line), *words]
        with (
            mock.patch.dict(os.environ, {**env, **environ}, clear=True),
            mock.patch("isocourse.cli.session.clock.read_clock", lambda: self.now),  # noqa: PT008 - a mock takes longer than a command
            mock.patch.object(sys, "argv", argv),
            mock.patch.object(program, "gc", _LEFT_ALONE),
            mock.patch.object(os, "fsync", _no_power_cut if os.fsync is _FSYNC else os.fsync),
            mock.patch.object(sys, "stdin", source),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            try:
                program.main()
                code = 0
            except SystemExit as stop:
                code = stop.code if isinstance(stop.code, int) else 0
        return Result(code, out.getvalue(), err.getvalue())

    def must(self, line: str, *words: str, **more: Any) -> Result:  # noqa: ANN401 - handed on
        """Run a command that has to succeed."""
        result = self(line, *words, **more)
        assert result.code == 0, (line, result)
        return result


class Begun(NamedTuple):
    """What lies in a home after some lines, by name and mode, and the moment of the last of them."""

    files: tuple[tuple[str, int, bytes], ...]
    now: dt.datetime


def begun(lines: Iterable[str]) -> Begun:
    """Type dated lines, each of which has to succeed, in a home of their own."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        patient = Patient(Path(folder), dt.datetime.min.replace(tzinfo=dt.UTC))
        for line in lines:
            when, _, command = line.partition(" ")
            patient.now = moment(when)
            patient.must(command)
        files = tuple((one.name, one.stat().st_mode, one.read_bytes()) for one in patient.home.iterdir())
    return Begun(files, patient.now)


_begun = cache(begun)
