"""What a run has found."""

from __future__ import annotations

import ast
import difflib
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

KEPT = "tried.json"  # each change that was tried, and how its tests ended
SURVIVED = (0, 33)  # all passed, or no test runs the function


def tried(folder: Path) -> dict[str, int]:
    """Return each change that was tried and how its tests ended."""
    kept = folder / "mutants" / KEPT
    found: dict[str, int] = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    return found


def module_of(name: str) -> str:
    """Return the module of a change: `cli.log` of `isocourse.cli.symptoms.log.x__day__mutmut_3`."""
    return name.removeprefix("isocourse.").rpartition(".")[0]


def table(folder: Path) -> Iterator[str]:
    """Yield a line for each module and one for all."""
    ran: Counter[str] = Counter()
    alive: Counter[str] = Counter()
    for name, code in tried(folder).items():
        ran[module_of(name)] += 1
        alive[module_of(name)] += code in SURVIVED
    for module in sorted(ran):
        yield _line(module, ran[module], alive[module])
    yield _line("all", ran.total(), alive.total())


def _line(name: str, ran: int, alive: int) -> str:
    return f"{name:24} {ran:6} {ran - alive:6} {alive:5}   {(ran - alive) / max(1, ran):.1%}"


def left(folder: Path) -> Iterator[str]:
    """Yield each change that nobody noticed, as a difference."""
    texts: dict[str, dict[str, list[str]]] = {}
    for name, code in sorted(tried(folder).items()):
        if code not in SURVIVED:
            continue
        module, changed = module_of(name), name.rpartition(".")[2]
        if module not in texts:
            texts[module] = dict(_functions(folder, module))
        before = texts[module].get(re.sub(r"__mutmut_\d+$", "__mutmut_orig", changed), [])
        yield f"{module} {changed}"
        for line in difflib.unified_diff(before, texts[module].get(changed, []), lineterm="", n=0):
            if not line.startswith(("---", "+++", "@@")):
                yield f"    {line}"


def _functions(folder: Path, module: str) -> Iterator[tuple[str, list[str]]]:
    path = folder / "mutants" / "src" / "isocourse" / f"{module.replace('.', '/')}.py"
    text = (path if path.exists() else path.with_suffix("") / "__init__.py").read_text(encoding="utf-8")
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            yield node.name, lines[node.lineno : node.end_lineno]
