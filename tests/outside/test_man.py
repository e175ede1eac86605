"""The man page: the same text as `manual`, where the wheel puts it."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path
from types import ModuleType

ROOT = next(folder for folder in Path(__file__).parent.parents if (folder / "pyproject.toml").exists())


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("update_man", ROOT / "scripts" / "update_man.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_fresh() -> None:
    """docs/isocourse.1 is what the help says now; after a change: python scripts/update_man.py."""
    script = _script()
    assert script.PAGE.read_text(encoding="utf-8") == script.page()


def test_the_wheel_installs_it() -> None:
    """The wheel puts the page where `man` looks."""
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = data["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared == {"docs/isocourse.1": "share/man/man1/isocourse.1"}
