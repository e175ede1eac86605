"""The one place where errors become sentences: what went wrong, after the alarm that is in the words."""

from __future__ import annotations

import errno
import re
import sys

from isocourse.cli import Run
from isocourse.cli.hearing import alarm, before_parsing
from isocourse.cli.terminal.standard_error import complain, stop
from isocourse.errors import (
    BadValue,
    ContentBroken,
    IsocourseError,
    NoSuchCommand,
    OutputFailed,
    RecordError,
    SavedUnconfirmed,
    Stopped,
    WrongUsage,
    reason,
)
from isocourse.typed import Final

INTERRUPTED: Final = 130
DASHES: Final = " Words that begin with a dash come after two dashes: isocourse log -- -my lips."
_OF_OUTPUT: Final = frozenset({errno.EPIPE, errno.EBADF, errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EDQUOT})


def refused(problem: BaseException, run: Run, argv: list[str]) -> int:
    """Say what went wrong in one sentence and return the exit code; raise again what was not expected."""
    if run.saved and not isinstance(problem, SavedUnconfirmed):
        look = " Look at it: isocourse history" if run.saved == "Saved" else ""
        return _told(SavedUnconfirmed(f"{run.saved}, but {_what_failed(problem)}.{look}"), argv)
    if isinstance(problem, KeyboardInterrupt | EOFError | Stopped):
        alarm.settle()
        stop()
        return INTERRUPTED
    if isinstance(problem, IsocourseError | OSError):
        return _told(problem, argv)
    raise problem


def _told(problem: IsocourseError | OSError, argv: list[str]) -> int:
    code = 3 if isinstance(problem, OSError) else problem.exit_code
    if code == WrongUsage.exit_code:
        before_parsing.heard_anyway(argv)
    alarm.settle()
    if isinstance(problem, OSError) and not _is_of_output(problem):
        complain(f"Something that is needed cannot be used: {reason(problem)}. Nothing was saved.")
    elif isinstance(problem, OutputFailed | OSError):
        _output_failed(problem)
    elif isinstance(problem, NoSuchCommand) and alarm.sounded():  # words of a patient, not a slip of the keys
        complain("To write it down: isocourse log, then Enter, and say it in your own words.")
    else:
        complain(f"{problem}{_glued(argv) if isinstance(problem, BadValue) else ''}")
    if isinstance(problem, ContentBroken):
        alarm.short_list()
    return code


def _glued(argv: list[str]) -> str:
    """Return the hint about dashes where a word of the patient was taken for a short option with its value."""
    taken = any(re.match(r"-[a-z]{3}", one) for one in argv)
    return f".{DASHES}" if taken and not before_parsing.TAKE_WORDS.isdisjoint(argv) else ""


def _is_of_output(problem: OSError) -> bool:
    """Say whether it is standard output that failed, to which Click prints the help: no file has a name there."""
    return problem.filename is None and problem.errno in _OF_OUTPUT


def _output_failed(problem: Exception) -> None:
    """Give standard output up. A reader who has seen something and closed the pipe (`| head`) needs no word."""
    cause = problem if isinstance(problem, OSError) else problem.__cause__
    sys.stdout = None  # what Python does with a closed one; else it fails at the end
    if not (isinstance(cause, BrokenPipeError) and alarm.seen()):
        complain(str(OutputFailed()))


def _what_failed(problem: BaseException) -> str:
    if isinstance(problem, RecordError):
        return "the answer could not be printed"
    if isinstance(problem, KeyboardInterrupt | EOFError | Stopped):
        return "then you stopped the program"
    return f"something after it failed ({type(problem).__name__})"
