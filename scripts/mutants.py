"""Change the program a little in thousands of ways, and see whether a test notices.

    python scripts/mutants.py FOLDER render 'cli/*'      a new run over these modules, in a copy of the project
    python scripts/mutants.py FOLDER --again             once more what survived, with the tests as they are now
    python scripts/mutants.py FOLDER --survivors         each survivor, as a difference
    python scripts/mutants.py FOLDER --table             mutants, killed and left, by module

It needs mutmut 3.8, which is no dependency, in the environment that runs it. A mutant of code that no test runs counts
as left; one that makes a test hang counts as killed. Give it hours and a machine of its own: a mutant of `paths.py` may
put a record into the real home folder, and later mutants then die of that.
"""

from __future__ import annotations

import ast
import difflib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("src", "tests", "scripts", "docs", "README.md", "SAFETY.md", "CONTRIBUTING.md", "CHANGELOG.md", "FAULTS.md")
# Tests that compare files of the project, start other processes, or fail when they run twice in one.
NO_HELP = ("cases", "content_compiling", "failsafe", "imports", "network", "readme", "safety", "supply", "two_windows")
LOOKS_AT_CODE = "tests/test_content_rules.py::test_the_code_holds_no_number_of_the_rules"
SURVIVED = (0, 33)  # the tests passed, or no test runs the code


def main() -> None:
    """Run, or show what a run has found."""
    folder, *asked = sys.argv[1:]
    work = Path(folder)
    if asked == ["--survivors"]:
        print("\n".join(survivors(work)))
    elif asked == ["--table"]:
        print("\n".join(table(work)))
    elif asked == ["--again"]:
        names = [name for _, name in left(work)]
        shutil.copytree(ROOT / "tests", work / "tests", dirs_exist_ok=True)
        shutil.copytree(ROOT / "tests", work / "mutants" / "tests", dirs_exist_ok=True)
        mutmut(work, names)
    else:
        prepare(work, asked)
        mutmut(work, [])


def mutmut(work: Path, names: list[str]) -> None:
    """Run these mutants, or all."""
    subprocess.run([sys.executable, "-m", "mutmut", "run", *names], cwd=work, check=True)


def prepare(work: Path, modules: list[str]) -> None:
    """Lay a copy of the project into a folder, with what mutmut has to know."""
    work.mkdir(parents=True)
    for name in COPIED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, work / name)
    tests = sorted(f"tests/{path.name}" for path in (ROOT / "tests").glob("test_*.py"))
    paths = [f"src/isocourse/{name}" if name.endswith("*") else f"src/isocourse/{name}.py" for name in modules]
    settings = {
        "source_paths": ["src/isocourse"],
        "only_mutate": paths,
        "also_copy": [*COPIED, "pyproject.toml"],
        "pytest_add_cli_args_test_selection": [name for name in tests if name[11:-3] not in NO_HELP],
        "pytest_add_cli_args": ["-x", "-q", "-p", "no:cacheprovider", f"--deselect={LOOKS_AT_CODE}"],
        "process_isolation": "forkserver",  # with `fork` what was looked up before hides the mutant
    }
    lines = "\n".join(f"{key} = {json.dumps(value)}" for key, value in settings.items())
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (work / "pyproject.toml").write_text(f"{project}\n[tool.mutmut]\n{lines}\n", encoding="utf-8")


def results(work: Path) -> Iterator[tuple[Path, dict[str, int | None]]]:
    """Yield each module that was changed, and how the tests ended for each of its mutants."""
    inside = work / "mutants" / "src" / "isocourse"
    for found in sorted(inside.rglob("*.meta")):
        codes = json.loads(found.read_text(encoding="utf-8"))["exit_code_by_key"]
        if codes:
            yield found.with_suffix("").relative_to(inside), codes


def left(work: Path) -> Iterator[tuple[Path, str]]:
    """Yield the mutants that no test noticed."""
    for module, codes in results(work):
        yield from ((module, name) for name, code in codes.items() if code in SURVIVED)


def table(work: Path) -> Iterator[str]:
    """Yield a line for each module and one for all."""
    counts = []
    for module, codes in results(work):
        ran = [code for code in codes.values() if code is not None]
        alive = sum(code in SURVIVED for code in ran)
        counts.append((len(ran), len(ran) - alive, alive))
        yield f"{module!s:32} {len(ran):5} {len(ran) - alive:5} {alive:4}" + (
            f"   {len(codes) - len(ran)} not run" if len(ran) < len(codes) else ""
        )
    ran, killed, alive = (sum(column) for column in zip(*counts, strict=True))
    yield f"{'all':32} {ran:5} {killed:5} {alive:4}   {killed / max(1, ran):.1%}"


def survivors(work: Path) -> Iterator[str]:
    """Yield each survivor with what was changed."""
    texts: dict[Path, dict[str, list[str]]] = {}
    for module, name in left(work):
        if module not in texts:
            texts[module] = dict(_functions(work / "mutants" / "src" / "isocourse" / module))
        changed = name.rpartition(".")[2]
        before = texts[module].get(re.sub(r"__mutmut_\d+$", "__mutmut_orig", changed), [])
        yield f"{module} {changed}"
        for line in difflib.unified_diff(before, texts[module].get(changed, []), lineterm="", n=0):
            if not line.startswith(("---", "+++", "@@")):
                yield f"    {line}"


def _functions(path: Path) -> Iterator[tuple[str, list[str]]]:
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            yield node.name, lines[node.lineno : node.end_lineno]


if __name__ == "__main__":
    main()
