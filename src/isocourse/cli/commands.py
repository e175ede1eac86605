"""The commands: their names, where they are, and what is not a command of its own.

They are imported when they are called: a patient who logs a headache does not wait for twenty other commands.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable

from isocourse import __version__
from isocourse.cli import Run
from isocourse.cli.parsing.options import FILE, flag
from isocourse.errors import OutputFailed
from isocourse.failsafe import emergency
from isocourse.typed import Any, Final

# Name -> (module, what it does). Order and groups are those of the help screen.
GROUPS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "When something feels wrong": {
        "log": ("symptoms.log", "write down a side effect, and hear at once what to do"),
        "ask": ("symptoms.ask", "the same answer, nothing recorded"),
        "warnings": ("symptoms.warnings", "every warning sign, and the numbers to call"),
        "mood": ("symptoms.mood", "questions about your mood"),
    },
    "Before the pharmacy": {
        "checklist": ("pharmacy.checklist", "can I collect? the month's steps"),
        "done": ("pharmacy.done", "record a step: test, questions, fill"),
        "plan": ("pharmacy.plan", "the month ahead, day by day"),
        "due": ("pharmacy.due", "what is due in two days, a line each"),
        "calendar": ("pharmacy.calendar_", "reminders for a calendar program"),
        "setup-reminders": ("pharmacy.setup_reminders", "have your shell say what is due"),
    },
    "The course": {
        "start": ("course.start", "begin a course"),
        "status": ("course.status", "today: week, next step, open signs"),
        "dose": ("course.dose", "a dose taken, missed, or too many"),
        "note": ("course.note", "keep words of your own"),
        "report": ("visit.report", "the sheet for your doctor, one page"),
        "chart": ("course.chart", "side effects, doses and mg as pictures"),
        "set": ("course.set_", "change what is known of the course"),
        "regimen": ("course.regimen", "the dose that was prescribed, from a day on"),
        "weight": ("course.weight", "your weight, from a day on"),
        "lab": ("course.lab", "keep a lab value and its range"),
        "pause": ("course.pause", "no capsules from a day on"),
        "resume": ("course.resume", "capsules are taken again"),
        "finish": ("course.finish", "the last capsule; what stays due"),
    },
    "The record, and what to read": {
        "guide": ("reading.guide", "what the documents say, a topic at a time"),
        "tour": ("reading.tour", "a one-minute tour in a temporary record"),
        "manual": ("reading.manual", "every command's help in one text"),
        "completion": ("reading.completion", "a completion script for your shell"),
        "score": ("reading.score", "how well phrases are understood"),
        "history": ("record.history", "everything in the record"),
        "undo": ("record.undo", "take back the last entry, or one by its id"),
        "fix": ("record.fix", "correct one entry"),
        "verify": ("record.verify", "is the record whole?"),
        "merge": ("record.merge", "join another copy of this record"),
        "export": ("visit.export", "the record as CSV, JSON or FHIR"),
        "import": ("visit.import_", "take in another program's file"),
        "privacy": ("record.privacy", "what is kept where, how protected"),
        "forget": ("record.forget", "delete the record and all with it"),
    },
}
# On the help screen these stand on one line with the command before them.
TOGETHER: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "regimen": (("regimen", "weight"), "the dose prescribed; your weight"),
    "pause": (("pause", "resume"), "no capsules from a day on; taken again"),
    "tour": (("tour", "manual"), "a one-minute tour; every help in one"),
    "completion": (("completion", "score"), "for your shell; how words are understood"),
    "undo": (("undo", "fix"), "take back an entry; correct one"),
    "verify": (("verify", "merge"), "is it whole? join another copy"),
    "export": (("export", "import"), "as CSV, JSON, FHIR; from other programs"),
    "privacy": (("privacy", "forget"), "what is kept where; delete all of it"),
}
COMMANDS: Final = {name: place for group in GROUPS.values() for name, place in group.items()}

INTRO: Final = (
    "A private companion for one course of isotretinoin: offline, in one file. It does not replace doctor, pharmacist"
    " or the iPLEDGE website."
)
EPILOG: Final = "\nExample: isocourse log my lips are cracked and bleeding\n"


class Line:
    """A command line that was read: what stands before the command, the command, and what it was given."""

    __slots__ = ("before", "command", "given")

    def __init__(self, before: dict[str, Any], command: str = "", given: dict[str, Any] | None = None) -> None:
        self.before, self.command, self.given = before, command, given or {}


def function(name: str) -> Callable[..., int]:
    """Import a command."""
    place = COMMANDS[name][0]
    found: Callable[..., int] = getattr(importlib.import_module(f"isocourse.cli.{place}"), place.rpartition(".")[2])
    return found


def isocourse(
    run: Run,
    *,
    file: str | None = FILE,
    plain: bool = flag("--plain"),
    no_pager: bool = flag("--no-pager"),
    version: bool = flag("--version", "-V", help="Print the version."),
) -> bool:
    """Answer what is not a command of its own; return whether that was all."""
    run.file = file
    if plain:  # like ISOCOURSE_PLAIN: for who hears the screen
        os.environ["ISOCOURSE_PLAIN"] = "1"
    if no_pager:
        os.environ["PAGER"] = ""
    if version and (not emergency.say(f"isocourse {__version__}") or sys.stdout is None):
        raise OutputFailed
    return version
