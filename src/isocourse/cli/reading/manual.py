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

FILES
  `isocourse privacy` lists them.
"""


def manual(run: Run) -> int:
    """Every command's help in one text, with exit codes, environment and files.

    To read it a page at a time: isocourse manual | less
    """
    session = Session(run)
    session.say_line(
        f"isocourse {__version__}: a private companion for one course of isotretinoin.\n{EMERGENCY_LINE}\n"
    )
    group = ""
    for told in commands():
        if told.group != group:
            group = told.group
            session.say_line(f"{group.upper()}\n")
        session.say_line(told.help + "\n")
    session.say_line(TAIL.rstrip())
    return 0
