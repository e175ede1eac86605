"""A copy of the project in which every function has its changed versions beside it, and the list of who tests what."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
COPIED = ("src", "tests", "scripts", "docs", "README.md", "SAFETY.md", "CONTRIBUTING.md", "CHANGELOG.md", "FAULTS.md")
# Tests that compare files of the project, start other processes, or fail when they run twice in one.
NO_HELP = (
    "cases",
    "checkout",
    "compiling",
    "failsafe",
    "imports",
    "network",
    "readme",
    "safety",
    "supply",
    "two_windows",
)
LOOKS_AT_CODE = "tests/content/test_rules.py::test_the_code_holds_no_number_of_the_rules"
ONE = (
    "isocourse.cli.course.weight.x_weight__mutmut_1"  # any one: with it mutmut makes all, and sees which test runs what
)


def tests() -> list[str]:
    """Return the tests that can be told of a change, as pytest takes them."""
    paths = sorted((ROOT / "tests").rglob("test_*.py"))
    names = [path.relative_to(ROOT).as_posix() for path in paths if path.stem.removeprefix("test_") not in NO_HELP]
    return [*names, f"--deselect={LOOKS_AT_CODE}"]


def prepare(folder: Path) -> None:
    """Make the copy, the changes and the list."""
    folder.mkdir(parents=True)
    for name in COPIED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    settings = {
        "source_paths": ["src/isocourse"],
        "only_mutate": ["src/isocourse/*"],
        "also_copy": [*COPIED, "pyproject.toml"],
        "pytest_add_cli_args_test_selection": tests(),
        "pytest_add_cli_args": ["-x", "-q", "-p", "no:cacheprovider"],
        "process_isolation": "forkserver",
    }
    lines = "\n".join(f"{key} = {json.dumps(value)}" for key, value in settings.items())
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (folder / "pyproject.toml").write_text(f"{project}\n[tool.mutmut]\n{lines}\n", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mutmut", "run", ONE], cwd=folder, check=True)
