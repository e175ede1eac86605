"""Write some of the tour, as it runs on the README's day, between its marks in README.md."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import sys
import tempfile
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parent.parent
FIRST = 4  # commands from the beginning
MARKS = re.compile(r"(<!-- tour:[^\n]*-->\n).*?(<!-- end of tour -->)", re.DOTALL)


def transcript() -> str:
    """Return what the README shows of the tour on Sunday 22 November 2026, with ids that do not vary."""
    sys.path.insert(0, str(ROOT / "tests"))
    from patient import Patient  # noqa: PLC0415 - found in the folder just named

    ids = itertools.count(0x1A2B0000, 0x01010101)
    with (
        tempfile.TemporaryDirectory() as home,
        mock.patch("isocourse.record.store.new_id", side_effect=lambda: f"{next(ids):08x}"[-8:]),
    ):
        patient = Patient(Path(home), dt.datetime(2026, 11, 22, 18, tzinfo=dt.UTC))
        said = patient.must("tour").out
        said = re.sub(r"Kept in\s+\S+", "Kept in a temporary folder", said)
        return _shortened(re.sub(r"\S+/reminders\.ics", "reminders.ics", said))


def _shortened(said: str) -> str:
    """Return the first commands of the tour and the last checklist, each with what it printed."""
    parts = re.split(r"^(?=\$ )", said, flags=re.MULTILINE)
    last = [part for part in parts if part.startswith("$ isocourse checklist")][-1]
    return "".join([*parts[: FIRST + 1], "...\n\n", last.rstrip("\n"), "\n"])


def main() -> None:
    """Rewrite the README."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    block = f"```text\n{transcript()}```\n"
    readme.write_text(MARKS.sub(lambda m: m[1] + block + m[2], text), encoding="utf-8")


if __name__ == "__main__":
    main()
