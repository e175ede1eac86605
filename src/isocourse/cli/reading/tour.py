"""`tour`: one minute with the program, in a temporary record that leaves nothing behind."""

from __future__ import annotations

import datetime as dt
import io
import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from isocourse.cli import Run, app
from isocourse.cli.hearing import alarm
from isocourse.cli.session.session import Session
from isocourse.cli.terminal import person, screen
from isocourse.course.entries import AdverseEvent
from isocourse.course.standing import view
from isocourse.failsafe import emergency
from isocourse.record import store

_LINES = (
    "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started {d27} --mg 40 --times 2"
    " --doctor 'Dr Kim' --doctor-phone 555-0100 --fills-before 1 --last-fill {d28}",
    "log my lips are cracked and bleeding --severity moderate",
    "log bad headache and blurry vision --severity severe",
    "checklist",
    "done cleared {sign}",
    "done contraception --form iud --form condom --on {d60}",
    "done test --specimen {d2} --result negative --setting medical",
    "checklist",
    "done confirmation --on yesterday",
    "done questions",
    "checklist",
    "done fill --days 30",
    "status",
    "plan --if 'collect on {late}'",
    "calendar --to {folder}/reminders.ics",
    "due --within 30d",
)
_LATE = 33  # days from today: capsules for thirty have ended by then


def tour(run: Run) -> int:
    """Play a minute of a course in a temporary record: each command, then what it prints. Nothing is left behind."""
    session = Session(run)
    folder = tempfile.mkdtemp(prefix="isocourse-tour-")
    file = str(Path(folder) / "course.toml")
    try:
        for line in _script(file, session.now(None).today):
            if line.startswith("done cleared"):
                session.say_line("(The doctor was called, and said to go on. Only then:)")
            session.say_line(f"$ isocourse {line.replace(folder + '/', '')}")
            emergency.reset()
            if code := _play(file, line):
                return code
            session.say_line("")
            if not _goes_on(session):
                break
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    session.say_line("That was the tour; its record is gone. Yours begins with: isocourse start")
    return 0


def _goes_on(session: Session) -> bool:
    """Let a person at a terminal read before the next command, and leave; where nothing is paged, nothing waits."""
    if session.interactive() and screen.rows() is not None and os.environ.get("PAGER") != "":
        return person.answer("Enter: go on, q: leave").lower() not in {"q", "quit", "exit"}
    return True


def _script(file: str, today: dt.date) -> Iterator[str]:
    days = {f"d{back}": today - dt.timedelta(days=back) for back in (2, 27, 28, 60)}
    places = {"late": today + dt.timedelta(days=_LATE), "folder": str(Path(file).parent)}
    for line in _LINES:
        yield line.format(**days, **places, sign=_sign(file) if "{sign}" in line else "")


def _sign(file: str) -> str:
    """Return the short id of the warning sign that was logged last."""
    signs = [entry.id for entry, body in view(store.load(file)).of(AdverseEvent) if body.stop_capsules]
    return signs[-1][:4] if signs else ""


def _play(file: str, line: str) -> int:
    """Run one command. It asks nothing: what a person would answer stands in the line."""
    sys.stdout.flush()
    alarm.reset()
    there, sys.stdin = sys.stdin, io.StringIO()
    try:
        return app.run(["--file", file, *shlex.split(line)])
    finally:
        sys.stdin = there
