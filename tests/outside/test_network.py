"""No network, no other program, and nothing written outside the record's folder, whatever the command."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from isocourse.cli.commands import COMMANDS
from patient import Patient

START = "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-02"
LINES: dict[str, tuple[str, ...]] = {
    "start": (f"{START} --file {{home}}/other.toml",),
    "set": ("set --doctor-phone 555-0199",),
    "log": ("log bad headache and blurry vision", "log i want to die", "log --effect dry-lips --json"),
    "ask": ("ask my lips are dry --why", "ask --json chest pain"),
    "warnings": ("warnings", "warnings --why"),
    "checklist": ("checklist --why", "checklist --json"),
    "done": ("done test --specimen 2026-11-20 --result negative --setting medical", "done fill --days 30 --yes"),
    "dose": ("dose taken", "dose missed --reason forgot"),
    "note": ("note words", "note --question words"),
    "mood": ("mood --answers 0,0", "mood --answers 0,0,0,0,0,0,0,0,1 --json"),
    "report": ("report --to {home}/visit.html", "report --text", "report --json"),
    "export": ("export csv --to {home}/a.csv", "export json --to {home}/a.json", "export fhir"),
    "import": ("import {health} --dry-run", "import {tracker} --times 1 --yes"),
    "chart": ("chart",),
    "status": ("status --why", "status --json"),
    "regimen": ("regimen --mg 20 --times 2",),
    "weight": ("weight 70",),
    "lab": ("lab ALT 31 U/L --high 56",),
    "pause": ("pause",),
    "resume": ("pause", "resume"),
    "finish": ("finish --last-capsule today",),
    "guide": ("guide", "guide alcohol --why"),
    "tour": ("tour",),
    "manual": ("manual",),
    "completion": ("completion bash",),
    "history": ("history --all",),
    "undo": ("note x", "undo"),
    "plan": ("plan --why", "plan --if 'collect on 2026-12-24'"),
    "due": ("due", "due --alarm yes"),
    "calendar": ("calendar --to {home}/reminders.ics", "calendar --to -"),
    "setup-reminders": ("setup-reminders",),
    "fix": ("fix {event} --severity severe",),
    "verify": ("verify",),
    "merge": ("merge {copy}",),
    "privacy": ("privacy",),
    "forget": ("forget --yes",),
    "score": ("score {csv} --misses",),
}
FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "webbrowser.", "ctypes.")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Watch:
    """Listens to what Python itself reports: a hook cannot be taken off, so it is switched."""

    def __init__(self) -> None:
        self.on = False
        self.seen: list[tuple[str, tuple[Any, ...]]] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, given: tuple[Any, ...]) -> None:
        if self.on:
            self.seen.append((event, given))


WATCH = Watch()


@pytest.fixture
def watched(patient: Patient) -> Patient:
    """A patient with a course, a copy of the record and labelled phrases."""
    patient.must(START)
    patient.must("log --effect dry-eyes")
    (patient.home / "copy.toml").write_bytes(patient.file.read_bytes())
    (patient.home / "labels.csv").write_text("phrase,effect,tier,negated\nmy lips are dry,dry-lips,self-care,no\n")
    (patient.home / "export.xml").write_text("<HealthData></HealthData>")
    tracked = '{"app": "isotretinoin-tracker", "doses": [], "weights": [{"date": "2026-11-02", "weightKg": 70}]}'
    (patient.home / "tracker.json").write_text(tracked)
    return patient


@pytest.mark.parametrize("command", COMMANDS)
def test_no_network_and_nothing_elsewhere(watched: Patient, command: str) -> None:
    """Each command opens no socket, starts no program, and writes only in the record's folder."""
    event = watched.must("history --json").json["entries"][-1]["id"]
    names = {"copy": "copy.toml", "csv": "labels.csv", "health": "export.xml", "tracker": "tracker.json"}
    places = {"home": watched.home, **{name: watched.home / file for name, file in names.items()}}
    WATCH.seen.clear()
    for line in LINES[command]:
        WATCH.on = True
        try:
            result = watched(line.format(event=event, **places))
        finally:
            WATCH.on = False
        assert result.code in {0, 10, 11}, result
    assert [event for event, _ in WATCH.seen if event.startswith(FORBIDDEN)] == []
    written = {str(given[0]) for event, given in WATCH.seen if event == "open" and given[2] & WRITES}
    named = [given for event, given in WATCH.seen if event in {"os.mkdir", "os.rename", "os.remove"}]
    written |= {str(given[0]) for given in named if given[-1] == -1}  # others go by the folder they are in
    ours = (str(watched.home), os.devnull, str(Path(tempfile.gettempdir()) / "isocourse-tour-"))
    assert [one for one in written if not one.startswith(ours) and not _bytecode(one) and not _probe(one)] == []


def _bytecode(path: str) -> bool:
    """Say whether Python keeps compiled code there: not the program's doing."""
    return "__pycache__" in path


def _probe(path: str) -> bool:
    """Say whether it is Python's own look for a folder for temporary files, which `tour` needs."""
    return Path(path).parent == Path(tempfile.gettempdir()) and len(Path(path).name) == 8


def test_the_watch_hears(tmp_path: Path) -> None:
    """The watch itself works: a socket and a written file are heard."""
    import socket  # noqa: PLC0415 - only here

    WATCH.seen.clear()
    WATCH.on = True
    socket.socket().close()
    (tmp_path / "x").write_text("")
    WATCH.on = False
    events = {event for event, _ in WATCH.seen}
    assert {"socket.__new__", "open"} <= events
    assert any(event == "open" and given[2] & WRITES for event, given in WATCH.seen)
