"""Draw the README's pictures: real commands, run at a fixed moment, as a terminal in color shows them.

With a folder named, draw every screen that is looked at there, at 24, 60, 80 and 120 columns, to be looked at.
"""

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
NOON = dt.datetime(2026, 11, 22, 18, tzinfo=dt.UTC)
COURSE = (
    "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-10-26 --mg 40 --times 2"
    " --doctor 'Dr Kim' --doctor-phone 555-0100 --fills-before 1 --last-fill 2026-10-25",
    "done contraception --form iud --form condom --on 2026-09-20",
    "done test --specimen 2026-11-20 --result negative --setting medical",
    "done confirmation --on 2026-11-21",
)
# A diary to look at: what is logged after that, for the pictures of chart, history and plan.
DIARY = (
    "weight 70 --on 2026-10-26",
    "done fill --days 30 --on 2026-10-25",
    "set --doses exceptions --on 2026-10-26",
    "log dry lips --severity mild --on 2026-10-28",
    "log lips cracked and bleeding --severity severe --on 2026-11-12",
    "log my knees ache --severity moderate --on 2026-11-04",
    "log tired all day --on 2026-11-14",
    "log nosebleed --severity moderate --on 2026-11-17",
    "log dry lips --severity moderate --on 2026-11-20",
    "dose missed --on 2026-11-08 --reason forgot",
    "dose extra --on 2026-11-15 --reason 'took it twice' --yes",
    "lab triglycerides 180 mg/dL --low 0 --high 150 --on 2026-11-10",
    "note sunscreen helps --on 2026-11-20",
)
SCREENS = {
    "checklist": "checklist",
    "log": "log splitting headache and everything is blurry --severity severe",
    "status": "status",
}
OF_THE_DIARY = {
    "chart": "chart effects",
    "history": "history --last 4w",
}
LOOKED_AT = {
    "chart": "chart",
    "history": "history",
    "guide": "guide",
    "alcohol": "guide alcohol",
    "plan": "plan",
    "checklist": "checklist",
    "status": "status",
}


def draw(path: Path, line: str, said: str, width: int = 80) -> None:
    """Write one picture."""
    console = Console(record=True, width=width, file=io.StringIO(), force_terminal=True, highlight=False)
    console.print(Text.from_ansi(f"$ isocourse {line}\n{said}"))
    svg = console.export_svg(title="isocourse", unique_id=path.stem)
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)  # a picture fetches nothing
    path.write_text(svg, encoding="utf-8")
    path.chmod(0o644)


def main(folder: str | None = None) -> None:
    """Play a course and draw its screens: the README's, or in a folder all that are looked at."""
    sys.path.insert(0, str(ROOT / "tests"))
    from patient import Patient  # noqa: PLC0415 - found in the folder just named

    ids = itertools.count(0x1A2B0000, 0x01010101)
    with (
        tempfile.TemporaryDirectory() as home,
        mock.patch("isocourse.record.store.new_id", side_effect=lambda: f"{next(ids):08x}"),
        mock.patch("isocourse.cli.terminal.screen.colours", return_value=True),
        mock.patch("isocourse.cli.session.output.encodable", side_effect=lambda text, _: text),
    ):
        patient = Patient(Path(home), NOON)
        for line in (*COURSE, *(DIARY if folder else ())):
            patient.must(line)
        if folder is None:
            for name, line in SCREENS.items():
                draw(FOLDER / f"{name}.svg", line, patient.must(line).out)
            patient.must("undo")  # the headache of the second picture
            for line in DIARY:
                patient.must(line)
            for name, line in OF_THE_DIARY.items():
                draw(FOLDER / f"{name}.svg", line, patient.must(line).out)
            return
        for columns, (name, line) in itertools.product((24, 60, 80, 120), LOOKED_AT.items()):
            said = patient.must(line, columns=columns).out
            draw(Path(folder) / f"{name}-{columns}.svg", line, said, max(columns, 30))


if __name__ == "__main__":
    main(*sys.argv[1:])
