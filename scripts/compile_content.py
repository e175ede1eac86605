"""Write the compiled forms of the reviewed facts: the build runs this, and a checkout does when a TOML is newer."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))  # the build has no isocourse yet


def main() -> int:
    """Compile, write, and say how much."""
    from compiling import files  # noqa: PLC0415 - found in the folder just named
    from isocourse.content import FOLDER  # noqa: PLC0415 - the same
    from isocourse.content.checkout import stamp  # noqa: PLC0415 - the same
    from isocourse.errors import ContentBroken, Misfit  # noqa: PLC0415 - the same

    time = stamp(FOLDER)  # before they are read: a change while they are compiled shows the next time
    try:
        compiled = files()
    except (Misfit, ContentBroken) as problem:
        print(problem, file=sys.stderr)
        return 1
    for name, text in compiled.items():
        new = Path(FOLDER, f".{name}.{os.getpid()}")  # several tests may find that it is time to compile
        new.write_text(text, encoding="utf-8")
        os.utime(new, ns=(time, time))
        new.replace(Path(FOLDER, name))
        print(f"{name}: {len(text)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
