"""How large the screen is: what the environment says, else the terminal, else what was always there."""

from __future__ import annotations

import os
import shutil

import pytest

from isocourse.cli.terminal import screen


@pytest.mark.parametrize("named", [None, "", "0", "-5", "x", "60", "1000", "1"])
@pytest.mark.parametrize("terminal", [(50, 40), (0, 0), None])
def test_the_size_is_the_one_of_shutil(
    named: str | None, terminal: tuple[int, int] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """COLUMNS and LINES count where they are numbers, then the terminal; one without a size has the usual one."""

    def size(_: int) -> os.terminal_size:
        if terminal is None:
            raise OSError
        return os.terminal_size(terminal)

    monkeypatch.setattr(os, "get_terminal_size", size)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    for name in ("COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
        if named is not None:
            monkeypatch.setenv(name, named)
    theirs = shutil.get_terminal_size((80, 24))
    assert screen.rows() == theirs.lines
    assert screen.columns() == max(24, min(100, theirs.columns))
