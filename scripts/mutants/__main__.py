"""Change the program a little in thousands of ways, and see whether a test notices.

    python scripts/mutants FOLDER prepare             a copy of the project with every change in it (some minutes)
    python scripts/mutants FOLDER run 'cli.*' plan    try the changes of these modules; what was tried is kept
    python scripts/mutants FOLDER table               tried, noticed and left, by module
    python scripts/mutants FOLDER left                what nobody noticed, as differences

It needs mutmut 3.8, which makes the changes and is no dependency, in the environment that runs it. `run` collects
the tests once, and forks for each change: it plays the scenes that run the changed function, then the tests nearest
to it for `--seconds` (1.5), and stops at the first that fails. A change that hangs is noticed; one that no test runs is
left. `--cold` imports nothing before the fork, for what is worked out at import (`fields`, `cli.values`).

Give it a machine of its own: a changed `record/paths.py` may put a record into the real home folder.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import forks
import results
import workshop


def main() -> None:
    """Do what the command line says."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("what", choices=["prepare", "run", "table", "left"])
    asked.add_argument("modules", nargs="*", default=["*"])
    asked.add_argument("--seconds", type=float, default=1.5)
    asked.add_argument("--at-once", type=int, default=2)
    asked.add_argument("--cold", action="store_true")
    given = asked.parse_args()
    if given.what == "prepare":
        workshop.prepare(given.folder)
    elif given.what == "run":
        forks.run(given.folder, given.modules, seconds=given.seconds, at_once=given.at_once, cold=given.cold)
    else:
        print("\n".join(results.table(given.folder) if given.what == "table" else results.left(given.folder)))


if __name__ == "__main__":
    main()
