"""Write the compiled forms of the reviewed facts: run this after any change to the TOML of `content/`."""

from __future__ import annotations

import sys
from pathlib import Path

from isocourse.content import FOLDER
from isocourse.content.compiling import files
from isocourse.errors import ContentBroken, Misfit


def main() -> int:
    """Compile, write, and say how much."""
    try:
        compiled = files()
    except (Misfit, ContentBroken) as problem:
        print(problem, file=sys.stderr)
        return 1
    for name, text in compiled.items():
        Path(FOLDER, name).write_text(text, encoding="utf-8")
        print(f"{name}: {len(text)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
