"""What one fault left behind: the old record or the new one, a true exit code, a true sentence, nothing in the way."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Final, NamedTuple

from cases import MARKER, OTHER, RECORD, Base, Case, environment, files, meaning
from isocourse import __main__ as program
from isocourse.errors import RecordError
from isocourse.record.codec import State, parse

OLD: Final = "old"
NEW: Final = "new"
PART: Final = "partly deleted"  # `forget` alone: told, and finished by the next run
_UNCONFIRMED: Final = 75
_SAVED: Final = frozenset({0, _UNCONFIRMED})
_UNSAVED: Final = frozenset({1, 2, 3, 70, 130})
_LEFT_OVER: Final = re.compile(r".*\.tmp")
_OURS: Final = re.compile(
    r"course\.toml(\.previous|\.lock|(\.previous)?(\.[0-9a-f]{8})?\.tmp)?|archive/course-[0-9a-f]+.*\.toml"
)
_CLAIMS_SAVED: Final = re.compile(r"\b(?<!Nothing was )(?<!before anything was )(?<!Not )[Ss]aved\b(?! from)")


class Ran(NamedTuple):
    """How the disturbed run ended."""

    code: int  # negative: ended by that signal
    out: str
    err: str
    mute: bool = False  # the fault hit the place where sentences are printed


class Judge:
    """Knows a case, the record it begins with and the record it must make."""

    def __init__(self, case: Case, base: Base, after: dict[str, bytes]) -> None:
        self.case = case
        self.base = base
        self._wanted = meaning(after[RECORD]) if case.leaves else []

    def state(self, folder: Path) -> str:
        """Return `old`, `new`, or what is wrong."""
        found = files(folder)
        if not self.case.leaves:
            return self._forgotten(found)
        data = found.get(RECORD)
        if data == self.base.files.get(RECORD):
            return OLD
        if data is None:
            return "THE RECORD IS GONE"
        try:
            same = meaning(data) == self._wanted and parse(data, RECORD).state is State.WHOLE
        except (RecordError, ValueError, KeyError):
            return "A BROKEN RECORD"
        return NEW if same else "ANOTHER RECORD"

    def _forgotten(self, found: dict[str, bytes]) -> str:
        kept = {name: data for name, data in found.items() if data}
        if not kept:
            return NEW
        before = {name: data for name, data in self.base.files.items() if data}
        if kept == before:
            return OLD
        return PART if kept.items() <= before.items() else "A CHANGED FILE"

    def problems(self, ran: Ran, folder: Path) -> tuple[str, list[str]]:
        """Return the state, and everything that is bad about it."""
        state = self.state(folder)
        bad = [] if state in {OLD, NEW, PART} else [state]
        bad += self._words(ran, state)
        names = files(folder)
        bad += [f"A STRANGE FILE {name}" for name in names if not _OURS.fullmatch(name)]
        if ran.code >= 0 and self.case.leaves:
            bad += [f"LEFT BEHIND {name}" for name in names if _LEFT_OVER.fullmatch(name)]
        other = folder.parent / OTHER
        if other.read_bytes() != self.base.other:
            bad.append("THE OTHER COPY CHANGED")
        return state, bad

    def _words(self, ran: Ran, state: str) -> list[str]:
        """Hold the exit code and the sentence against what happened."""
        bad = [word for word in ("Traceback", "Exception ignored", "Fatal Python") if word in ran.out + ran.err]
        partly = state == PART and ("Not all is deleted" in ran.err or "not all may be deleted" in ran.err)
        if ran.code in _SAVED and state != NEW and not partly:
            bad.append("SAYS SAVED")
        if ran.code in _UNSAVED and state != OLD:
            bad.append("SAYS NOT SAVED")
        if ran.code >= 0 and ran.code not in _SAVED | _UNSAVED:
            bad.append(f"EXIT {ran.code}")
        if ran.code in {1, 2, 3, 70, 75, 130} and not ran.err.strip() and not ran.mute:
            bad.append("NO SENTENCE")
        claims = bool(_CLAIMS_SAVED.search(ran.err))
        if ran.code in _UNSAVED and claims:
            bad.append("SENTENCE SAYS SAVED")
        if ran.code == _UNCONFIRMED and not claims and "eleted" not in ran.err and not ran.mute:
            bad.append("SENTENCE DOES NOT SAY SAVED")
        return bad

    def next_run(self, folder: Path) -> list[str]:
        """Run the program again, undisturbed, and say what stood in its way or stayed behind."""
        words = self.base.words(self.case.again, folder)
        code = quick(folder, words)
        fine = {0, 1} if self.case.name.split()[0] in {"start", "forget"} else {0}  # done already
        bad = [] if code in fine else [f"THE NEXT RUN ENDS WITH {code}"]
        found = files(folder)
        bad += [f"STILL THERE {name}" for name in found if _LEFT_OVER.fullmatch(name)]
        if not self.case.leaves:
            bad += [f"STILL THERE {name}" for name, data in found.items() if data or MARKER.encode() in data]
        elif RECORD not in found or parse(found[RECORD], RECORD).state is not State.WHOLE:
            bad.append("THE NEXT RECORD IS NOT WHOLE")
        return bad


def quick(folder: Path, words: list[str]) -> int:
    """Run the program in a fork of this process, which has it loaded: the same code on the same disk, much sooner."""
    surroundings = environment(folder)
    child = os.fork()
    if child == 0:
        code = 99
        try:
            nothing = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(nothing, stream)
            os.environ.clear()
            os.environ.update(surroundings)
            sys.argv = ["isocourse", *words]
            program.main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
