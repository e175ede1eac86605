"""The one definition of the command line, and the one place where errors become sentences.

Commands are imported when they are called: a patient who logs a headache does not wait for twenty other commands.
"""
# No `from __future__ import annotations` here: Typer would compile each of them at every start.

import errno
import importlib
import os
import re
import sys
from typing import Annotated, Any, Final

import typer
from typer._click.exceptions import (
    ClickException,
    NoSuchOption,
)  # the base of usage errors; typer.exceptions has it only from 0.28 on
from typer.core import TyperGroup

from isocourse import __version__
from isocourse.cli import SAVED
from isocourse.cli.hearing import alarm, before_parsing
from isocourse.cli.terminal.standard_error import complain, stop
from isocourse.errors import (
    BadValue,
    ContentBroken,
    IsocourseError,
    OutputFailed,
    RecordError,
    SavedUnconfirmed,
    reason,
)
from isocourse.failsafe import emergency
from isocourse.render.text import wrap_all

WRONG_USAGE: Final = 2
_HELP: Final = frozenset({"--help", "-h"})
_OF_OUTPUT: Final = frozenset({errno.EPIPE, errno.EBADF, errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EDQUOT})
_DASHES: Final = " Words that begin with a dash come after two dashes: isocourse log -- -my lips."

PLAIN: Final[dict[str, Any]] = {
    "add_completion": False,
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
}

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


class Commands(TyperGroup):
    """Finds commands by name, lists them without importing them, and turns every error into one sentence."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - Typer keeps its Click private
        """Return the names in the order of the help screen."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - as above
        """Import the module of a command and build that command alone."""
        if cmd_name not in COMMANDS:
            return None
        place = COMMANDS[cmd_name][0]
        module = importlib.import_module(f"isocourse.cli.{place}")
        single = typer.Typer(**PLAIN)
        single.command(cmd_name)(getattr(module, place.rpartition(".")[2]))
        command = typer.main.get_command(single)
        command.name = cmd_name
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - as above
        """Find what is meant: a name, what people call it, or its beginning; else suggest the nearest."""
        if args and args[0] not in COMMANDS:
            args = _meant(ctx, args)
        names: dict[str, Any] = dict.fromkeys(COMMANDS)
        self.commands = names  # for the suggestion, which only reads the names
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002 - as above
        """Write the groups of commands from the table alone."""
        for title, group in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl(_rows(group))

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002 - as above
        """Write the examples with their line breaks."""
        formatter.write(EPILOG + wrap_all([emergency.EMERGENCY_LINE], formatter.width).rstrip())

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - as above
        """Run the command; whatever fails after the record changed is told as saved."""
        try:
            return super().invoke(ctx)
        except SavedUnconfirmed:
            raise
        except (Exception, KeyboardInterrupt) as problem:
            word = ctx.meta.get(SAVED)
            if not word:
                if isinstance(problem, KeyboardInterrupt):
                    raise typer.Abort from problem
                raise
            look = " Look at it: isocourse history" if word == "Saved" else ""
            raise SavedUnconfirmed(f"{word}, but {_what_failed(problem)}.{look}") from problem

    def main(self, *args: Any, **more: Any) -> Any:  # noqa: ANN401 - as above
        """Run one command line and return its exit code."""
        argv = more.get("args") or []
        try:
            code = super().main(*args, **{**more, "prog_name": "isocourse", "standalone_mode": False})
            if sys.stdout is None and not _HELP.isdisjoint(argv):
                raise OutputFailed
        except (IsocourseError, ClickException, OSError) as problem:
            return _refused(problem, argv)
        except SystemExit:  # what Click makes of a broken pipe
            return _refused(BrokenPipeError(errno.EPIPE, ""), argv)
        except typer.Abort:
            alarm.settle()
            stop()
            return 130
        return code if isinstance(code, int) else 0


def _meant(ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - Typer keeps its Click private
    """Return the arguments with the command that is meant; `help` prints the help, alone or of a command."""
    from isocourse.cli.hearing.synonyms import BOTH, command_meant  # noqa: PLC0415 - most people know the name

    word, rest = args[0].lower(), args[1:]
    if word == "help" and (not rest or rest[0].lower() in COMMANDS):
        if rest:
            return [rest[0].lower(), "--help"]
        if not emergency.say(ctx.get_help()) or sys.stdout is None:
            raise OutputFailed
        raise typer.Exit
    if word == "version" and not rest:
        emergency.say(f"isocourse {__version__}")
        raise typer.Exit
    if word in BOTH:
        raise BadValue(BOTH[word])
    return [command_meant(args[0], rest, COMMANDS), *rest]


def _rows(group: dict[str, tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the lines of a group on the help screen."""
    joined = {name for names, _ in TOGETHER.values() for name in names[1:]}
    rows = []
    for name, (_, text) in group.items():
        names, said = TOGETHER.get(name, ((name,), text))
        if name not in joined:
            rows.append((", ".join(names), said))
    return rows


def _refused(problem: IsocourseError | ClickException | OSError, argv: list[str]) -> int:
    """Say what went wrong in one sentence, after the alarm that is in the words; return the exit code."""
    code = 3 if isinstance(problem, OSError) else problem.exit_code
    if code == WRONG_USAGE:
        before_parsing.heard_anyway(argv)
    alarm.settle()
    if isinstance(problem, ClickException):
        said = problem.format_message().removesuffix(".").replace("?.", "?")
        hint = (
            _DASHES
            if isinstance(problem, NoSuchOption) and _command_of(problem).strip() in before_parsing.TAKE_WORDS
            else ""
        )
        complain(f"{said}{'' if said.endswith('?') else '.'}{hint} See: isocourse {_command_of(problem)}--help")
    elif isinstance(problem, OSError) and not _is_of_output(problem):
        complain(f"Something that is needed cannot be used: {reason(problem)}. Nothing was saved.")
    elif isinstance(problem, OutputFailed | OSError):
        _output_failed(problem)
    else:
        complain(f"{problem}{_glued(argv) if isinstance(problem, BadValue) else ''}")
    if isinstance(problem, ContentBroken):
        alarm.short_list()
    return code


def _glued(argv: list[str]) -> str:
    """Return the hint about dashes where a word of the patient was taken for a short option with its value."""
    taken = any(re.match(r"-[a-z]{3}", one) for one in argv)
    return f".{_DASHES}" if taken and not before_parsing.TAKE_WORDS.isdisjoint(argv) else ""


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
    if isinstance(problem, KeyboardInterrupt | typer.Abort):
        return "then you stopped the program"
    return f"something after it failed ({type(problem).__name__})"


def _command_of(problem: ClickException) -> str:
    context = getattr(problem, "ctx", None)
    name = getattr(context, "info_name", None)
    return f"{name} " if name in COMMANDS else ""


app = typer.Typer(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    **PLAIN,
)


@app.callback(help=INTRO)
def isocourse(
    ctx: typer.Context,
    *,
    file: Annotated[str | None, typer.Option("--file", metavar="PATH", help="The record to use.")] = None,
    plain: Annotated[bool, typer.Option("--plain", hidden=True)] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", hidden=True)] = False,
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version.")] = False,
) -> int:
    """Answer what is not a command of its own."""
    ctx.obj = file
    if plain:  # like ISOCOURSE_PLAIN: for who hears the screen
        os.environ["ISOCOURSE_PLAIN"] = "1"
    if no_pager:
        os.environ["PAGER"] = ""
    if version:
        if not emergency.say(f"isocourse {__version__}") or sys.stdout is None:
            raise OutputFailed
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        from isocourse.cli.course.status import greet  # noqa: PLC0415 - only the bare command pays for it

        return greet(ctx)
    return 0


def run(argv: list[str]) -> int:
    """Run a command line; files made on the way are the owner's alone."""
    os.umask(0o077)
    command: Any = typer.main.get_command(app)
    code: int = command.main(args=argv)
    return code
