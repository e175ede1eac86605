"""Write the compiled form of what triage knows: run this after any change to the words, signs, effects or red flags."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from isocourse.content import FOLDER
from isocourse.content.triage_source import COMPILED, compiled
from isocourse.errors import Misfit


def main() -> int:
    """Compile, write, and say how much."""
    try:
        data = compiled()
    except Misfit as problem:
        print(problem, file=sys.stderr)
        return 1
    written = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    Path(FOLDER, COMPILED).write_text(written + "\n", encoding="ascii")
    print(f"{COMPILED}: {len(written)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
