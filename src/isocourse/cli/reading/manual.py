"""`manual`: the help of every command in one text, with exit codes and files."""

from __future__ import annotations

from isocourse import __version__
from isocourse.cli import Run
from isocourse.cli.reading.command_line import commands
from isocourse.cli.session.session import Session
from isocourse.failsafe.emergency import EMERGENCY_LINE

TAIL = """\
EXIT CODES
    0  done
    1  an expected problem, told in one sentence
    2  wrong usage, or a value that cannot be read
    3  the record, its lock or the output failed: nothing was changed
   10  ask; log, mood --exit-code: call a doctor today
   11  ask; log, mood --exit-code: emergency
   20  checklist, plan --exit-code: not ready; due --exit-code: something due
   70  a fault of the program
   75  saved, but something after it failed: look with `isocourse verify`
  130  interrupted

ENVIRONMENT
  ISOCOURSE_FILE  the record, where --file does not name one
  XDG_DATA_HOME   where the record lies otherwise (Linux)
  NO_COLOR        no colour, as also in a pipe and with TERM=dumb
  ISOCOURSE_PLAIN=1  plain words without pictures, for a screen reader; also --plain
  COLUMNS         the width to fill
  PAGER           what shows guide, history, chart and manual a page at a time, where
                  they are taller than the terminal; empty, or --no-pager: nothing does

FILES
  `isocourse privacy` lists them.
"""


def manual(run: Run) -> int:
    """Every command's help in one text, with exit codes, environment and files.

    At a terminal it comes a page at a time; all at once: isocourse --no-pager manual
    """
    session = Session(run)
    text = f"isocourse {__version__}: a private companion for one course of isotretinoin.\n{EMERGENCY_LINE}\n\n"
    group = ""
    for told in commands():
        if told.group != group:
            group = told.group
            text += f"{group.upper()}\n\n"
        text += f"{told.help}\n\n"
    session.read_text(text + TAIL)
    return 0
