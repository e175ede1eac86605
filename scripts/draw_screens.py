"""Draw the README's pictures: real commands, run at a fixed moment, as a terminal in colour shows them."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
import sys
import tempfile
from pathlib import Path
from unittest import mock

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screens"
COURSE = (
    "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-10-26 --mg 40 --times 2"
    " --doctor 'Dr Kim' --doctor-phone 555-0100 --fills-before 1 --last-fill 2026-10-25",
    "done contraception --form iud --form condom --on 2026-09-20",
    "done test --specimen 2026-11-20 --result negative --setting medical",
    "done confirmation --on 2026-11-21",
)
SCREENS = {
    "checklist": "checklist",
    "log": "log splitting headache and everything is blurry --severity severe",
    "status": "status",
}


def draw(name: str, line: str, said: str) -> None:
    """Write one picture."""
    console = Console(record=True, width=80, file=io.StringIO(), force_terminal=True, highlight=False)
    console.print(Text.from_ansi(f"$ isocourse {line}\n{said}"))
    svg = console.export_svg(title="isocourse", unique_id=name)
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)  # a picture fetches nothing
    path = FOLDER / f"{name}.svg"
    path.write_text(svg, encoding="utf-8")
    path.chmod(0o644)


def main() -> None:
    """Play a course and draw its screens."""
    sys.path.insert(0, str(ROOT / "tests"))
    from patient import Patient  # noqa: PLC0415 - found in the folder just named

    FOLDER.mkdir(parents=True, exist_ok=True)
    ids = itertools.count(0x1A2B0000, 0x01010101)
    with (
        tempfile.TemporaryDirectory() as home,
        mock.patch("isocourse.record.store.new_id", side_effect=lambda: f"{next(ids):08x}"),
        mock.patch("isocourse.cli.terminal.screen.colours", return_value=True),
    ):
        patient = Patient(Path(home), dt.datetime(2026, 11, 22, 18, tzinfo=dt.UTC))
        for line in COURSE:
            patient.must(line)
        for name, line in SCREENS.items():
            draw(name, line, patient.must(line).out)


if __name__ == "__main__":
    main()
