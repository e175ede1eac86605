"""Traces every command: no network call, and nothing written outside the record's folder."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from cases import CASES, OTHER, Base, Case, command, environment, prepare
from isocourse.cli.commands import COMMANDS

_READING: Final = {
    "ask": "ask bad headache and blurry vision",
    "warnings": "warnings",
    "checklist": "checklist --why",
    "status": "status --why",
    "chart": "chart",
    "guide": "guide alcohol --why",
    "tour": "tour",
    "manual": "manual",
    "completion": "completion bash",
    "history": "history --all",
    "export": "export fhir",
    "report": "report",
    "verify": "verify",
    "privacy": "privacy",
    "score": "score {other}.csv",
    "plan": "plan --why",
    "due": "due",
    "setup-reminders": "setup-reminders",
}
_OPENED: Final = re.compile(
    r'(?:openat\([^"]*|rename\(|link\([^"]*"[^"]*", |unlink\(|mkdir\(|creat\()"(?P<path>[^"]+)"(?P<rest>[^)]*)'
)
_ADVICE: Final = (10, 11)  # what `ask` ends with
_PHRASES: Final = "phrase,effect,tier,negated\nmy lips are dry,dry-lips,self-care,no\n"
_TOUR: Final = re.compile(r"/\w+/(isocourse-tour-.*|[a-z0-9_]{8})")  # its minute, and Python's look for a place
_WRITES: Final = ("O_WRONLY", "O_RDWR", "O_CREAT")


def network() -> list[str]:
    """Return every call to the network and every file written elsewhere."""
    cases = {case.name: case for case in CASES}
    cases.update({name: Case(name, line) for name, line in _READING.items()})
    missing = {name for name in COMMANDS if not any(case.line.split()[0] == name for case in cases.values())}
    bad = [f"network: no line for the command {name}" for name in sorted(missing)]
    calls = 0
    with tempfile.TemporaryDirectory(prefix="network-") as top:
        folder = Path(top) / "w" / "data"
        folder.parent.mkdir()
        for case in cases.values():
            base = prepare(case, folder)
            base.restore(folder)
            found, wrong = _traced(case, base, folder)
            calls += found
            bad += wrong
    print(f"network: {len(cases)} command lines traced with their children, {calls} network calls, {len(bad)} bad")
    return bad


def _traced(case: Case, base: Base, folder: Path) -> tuple[int, list[str]]:
    trace = folder.parent / "trace"
    (folder.parent / f"{OTHER}.csv").write_text(_PHRASES)
    calls = "trace=%network,openat,creat,rename,renameat,renameat2,link,linkat,unlink,mkdir"
    line = ["strace", "-f", "-qq", "-e", calls, "-e", "signal=none", "-o", str(trace)]
    done = subprocess.run(
        [*line, *command(base.words(case.line, folder))], env=environment(folder), capture_output=True, check=False
    )
    bad = (
        []
        if done.returncode in {0, *_ADVICE}
        else [f"network: {case.name} ended with {done.returncode}: {done.stderr!r}"]
    )
    used = 0
    for shown in trace.read_text(errors="replace").splitlines():
        opened = _OPENED.search(shown)
        if opened is None:
            used += 1
            bad.append(f"network: {case.name}: {shown[:120]}")
        elif not _harmless(shown, opened, folder):
            bad.append(f"written elsewhere: {case.name}: {shown[:160]}")
    return used, bad


def _harmless(shown: str, opened: re.Match[str], folder: Path) -> bool:
    reads = "openat(" in shown and not any(flag in opened["rest"] for flag in _WRITES)
    path = opened["path"]
    ours = path.startswith((str(folder), "/dev/null")) or _TOUR.fullmatch(path)
    return reads or bool(ours) or " = -1 " in shown
