"""What every refusal is tried with: commands that read, commands that write, and the shape of the error."""

from __future__ import annotations

from patient import Result

BASE = "--category can-become-pregnant --zone America/Chicago --weeks 20"
READ = ["", "status", "checklist", "history", "chart", "verify"]
WRITE = [
    "log dry lips",
    "set --weeks 18",
    "undo",
    "fix 00000001 --severity mild",
    "note words",
    "done visit",
    "dose taken",
    "weight 60",
    "pause",
    "start " + BASE,
]


def one_sentence(result: Result, code: int) -> str:
    """Return the sentence of an error: there is one, on standard error, and it is all there is."""
    assert result.code == code, result
    assert result.err.startswith("isocourse: ")
    assert result.err.count("\n") == 1
    assert "Traceback" not in result.out + result.err
    return result.err.removeprefix("isocourse: ").strip()
