"""Print each run-time dependency at its floor, for `pip install`: CI installs and uses them once."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_FLOOR = re.compile(r"([A-Za-z0-9._-]+)>=([0-9.]+)")


def floors() -> list[str]:
    """Return the dependencies as `name==version`. Raises ValueError for one without a floor."""
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = []
    for wanted in data["project"]["dependencies"]:
        match = _FLOOR.match(wanted)
        if match is None:
            raise ValueError(wanted)
        found.append(f"{match[1]}=={match[2]}")
    return found


if __name__ == "__main__":
    print("\n".join(floors()))
