"""Tries each change in a process of its own, forked from one that has collected the tests."""

from __future__ import annotations

import contextlib
import fnmatch
import importlib
import json
import os
import pkgutil
import re
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import results
from _pytest.runner import runtestprotocol
from workshop import tests

HANGS = 40  # seconds
NO_TEST = 33
EACH = 200  # changes between two looks at the figures
ALONE = "alone.json"


def run(folder: Path, modules: Sequence[str], *, seconds: float, at_once: int, cold: bool) -> None:
    """Try the changes of modules that were not tried yet."""
    os.chdir(folder / "mutants")
    sys.path.insert(0, "src")
    Workshop.settings = (modules, seconds, at_once, cold)
    sys.exit(pytest.main([*tests(), "-q", "-p", "no:cacheprovider"], plugins=[Workshop()]))


class Workshop:
    """A plugin of pytest that runs its own loop over the collected tests."""

    settings: tuple[Sequence[str], float, int, bool]

    def pytest_runtestloop(self, session: Any) -> bool:  # noqa: ANN401 - pytest's own type says no more
        """Try the changes instead of running the tests once."""
        modules, seconds, self.at_once, cold = self.settings
        self.items = {item.nodeid: item for item in session.items}
        self.factory = session.config._tmp_path_factory  # noqa: SLF001 - each child gets a folder of its own
        if not cold:
            _import_all()
        known = json.loads(Path("mutmut-stats.json").read_text(encoding="utf-8"))
        self.took: dict[str, float] = known["duration_by_test"]
        bad = self._failing_alone()
        runs = {
            function: [test for test in names if test in self.items and test not in bad]
            for function, names in known["tests_by_mangled_function_name"].items()
        }
        done = results.tried(Path("..")) if Path(results.KEPT).exists() else {}
        names = [name for name in _changes(modules) if name not in done]
        chosen = self._chosen(runs, {_function(name) for name in names}, seconds)
        for _ in self._tried([(name, chosen[_function(name)]) for name in names], done):
            Path(results.KEPT).write_text(json.dumps(done), encoding="utf-8")
            alive = sum(code in results.SURVIVED for code in done.values())
            sys.stderr.write(f"{len(done)} tried, {alive} left\n")
        return True

    def _failing_alone(self) -> set[str]:
        """Return the tests that fail in a process of their own though nothing is changed: they can tell nothing."""
        kept = Path(ALONE)
        if not kept.exists():
            found: dict[str, int] = {}
            for _ in self._tried([(f"nothing {test}", [test]) for test in self.items], found):
                pass
            failed = [name.partition(" ")[2] for name, code in found.items() if code]
            kept.write_text(json.dumps(failed), encoding="utf-8")
        return set(json.loads(kept.read_text(encoding="utf-8")))

    def _chosen(self, runs: Mapping[str, list[str]], functions: set[str], seconds: float) -> dict[str, list[str]]:
        """Return the tests of each function: the scenes, quick ones first, and those that run little else."""
        breadth = Counter(test for names in runs.values() for test in names)
        chosen = {}
        for function in functions:
            names = runs.get(function, [])
            scenes = sorted((test for test in names if "test_scenes" in test), key=self._time)
            spent, near = 0.0, []
            for test in sorted(names, key=lambda test: (breadth[test], self._time(test))):
                spent += self._time(test)
                if spent <= seconds and test not in scenes:
                    near.append(test)
            shown = function.startswith(("isocourse.cli.", "isocourse.render."))
            chosen[function] = [*scenes, *near] if shown else [*near, *scenes]
        return chosen

    def _time(self, test: str) -> float:
        return self.took.get(test, 0.0)

    def _tried(self, jobs: Sequence[tuple[str, list[str]]], done: dict[str, int]) -> Iterator[None]:
        """Try each change, some at once; yield now and then, and at the end."""
        running: dict[int, str] = {}
        for number, (name, names) in enumerate(jobs):
            while len(running) >= self.at_once:
                _reap(running, done)
            pid = os.fork()
            if pid == 0:
                self._child(name, names)
            running[pid] = name
            if number % EACH == 0:
                yield
        while running:
            _reap(running, done)
        yield

    def _child(self, name: str, names: Sequence[str]) -> None:
        """Run tests with one change until the first fails; end this process with what was found."""
        from mutmut.mutation.trampoline import set_mutant_under_test  # noqa: PLC0415 - not of this project

        code, own = 70, ""
        try:
            signal.alarm(HANGS)
            null = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(null, stream)
            own = tempfile.mkdtemp(prefix="mutant-")
            self.factory._basetemp = Path(own)  # noqa: SLF001 - as above
            set_mutant_under_test(name)
            failed = (any(r.failed for r in runtestprotocol(self.items[t], log=False, nextitem=None)) for t in names)
            code = (1 if any(failed) else 0) if names else NO_TEST
        finally:
            shutil.rmtree(own, ignore_errors=True)
            os._exit(code)


def _reap(running: dict[int, str], done: dict[str, int]) -> None:
    pid, status = os.wait()
    done[running.pop(pid)] = os.waitstatus_to_exitcode(status)


def _function(name: str) -> str:
    return re.sub(r"__mutmut_\d+$", "", name)


def _changes(modules: Sequence[str]) -> Iterator[str]:
    for made in sorted(Path("src/isocourse").rglob("*.meta")):
        for name in json.loads(made.read_text(encoding="utf-8"))["exit_code_by_key"]:
            if any(fnmatch.fnmatch(results.module_of(name), module) for module in modules):
                yield name


def _import_all() -> None:
    """Import every module once, for all children: a changed copy is large."""
    package = importlib.import_module("isocourse")
    for module in pkgutil.walk_packages(package.__path__, "isocourse."):
        if not module.name.endswith("__main__"):
            with contextlib.suppress(ImportError):
                importlib.import_module(module.name)
