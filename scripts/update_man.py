"""Write docs/isocourse.1 from the text that `isocourse manual` prints; the wheel installs it for `man isocourse`."""

from __future__ import annotations

import re
from pathlib import Path

from isocourse import __version__
from isocourse.cli.reading.command_line import commands
from isocourse.cli.reading.manual import TAIL
from isocourse.failsafe.emergency import EMERGENCY_LINE

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "isocourse.1"
_WIDTH = 72


def page() -> str:
    """Return the page in the language of man pages."""
    lines = [
        f'.TH ISOCOURSE 1 "" "isocourse {__version__}" "User commands"',
        ".SH NAME",
        r"isocourse \- a private companion for one course of isotretinoin",
        ".SH SYNOPSIS",
        ".B isocourse",
        r"[\-\-file PATH] [COMMAND] [OPTIONS]",
        ".SH DESCRIPTION",
        _plain(EMERGENCY_LINE),
    ]
    group = ""
    for told in commands(_WIDTH):
        if told.group != group:
            group = told.group
            lines.append(f".SH {_plain(group.upper())}")
        lines += [f'.SS "isocourse {told.name}"', ".nf", *map(_plain, _body(told.help)), ".fi"]
    for title, body in re.findall(r"^([A-Z][A-Z ]+)\n((?:  .*\n)+)", TAIL, re.MULTILINE):
        lines += [f".SH {title}", ".nf", *map(_plain, body.splitlines()), ".fi"]
    return "\n".join(lines) + "\n"


def _body(text: str) -> list[str]:
    return text.replace("\b", "").rstrip().splitlines()


def _plain(line: str) -> str:
    """Return a line in which nothing is a command of the page."""
    safe = line.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{safe}" if safe[:1] in {".", "'"} else safe


def main() -> None:
    """Rewrite the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
