"""Write what the program prints today into tests/scenes/**/*.txt; read the difference before you commit it.

python scripts/update_scenes.py                     all of them
python scripts/update_scenes.py plan log/kept       those with one of these words in their path
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))


def main() -> None:
    """Play every scene, or those that are named, and write it anew."""
    import scenes  # noqa: PLC0415 - found in the folder just named

    for path in scenes.paths():
        name = path.relative_to(scenes.FOLDER).as_posix()
        if not sys.argv[1:] or any(word in name for word in sys.argv[1:]):
            path.write_text(scenes.play(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
