"""The program run from one zip file, as `python -m zipapp` or shiv make it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent.parent / "src" / "isocourse"
LEFT_OUT = ("__pycache__", "en/words", "checkout.py")  # as in the wheel


@pytest.fixture(scope="module")
def zipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package in a zip; what it depends on stands where it is installed."""
    path = tmp_path_factory.mktemp("zipped") / "isocourse.pyz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("__main__.py", "import isocourse.__main__ as one\nassert '.pyz' in one.__file__\none.main()\n")
        for file in sorted(SOURCE.rglob("*")):
            name = file.relative_to(SOURCE).as_posix()
            if file.is_file() and not any(part in name for part in LEFT_OUT):
                archive.write(file, f"isocourse/{name}")
    return path


def _run(zipped: Path, home: Path, *argv: str) -> str:
    environ = {"PATH": os.environ["PATH"], "HOME": str(home), "TZ": "America/Chicago", "LC_ALL": "C.UTF-8"}
    ran = subprocess.run(
        [sys.executable, str(zipped), *argv], env=environ, cwd=home, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, (argv, ran)
    assert not ran.stderr, (argv, ran.stderr)
    return ran.stdout


def test_it_reads_its_facts_in_a_zip(zipped: Path, tmp_path: Path) -> None:
    """From a zip words are judged, the guide answers, the signs are listed, and completion has its values."""
    assert "dry, cracked lips" in _run(zipped, tmp_path, "ask", "my", "lips", "are", "dry")
    assert "Alcohol can raise" in _run(zipped, tmp_path, "guide", "alcohol")
    assert "988" in _run(zipped, tmp_path, "warnings", "--why")
    assert "America/Chicago" in _run(zipped, tmp_path, "completion", "bash")
    assert (tmp_path / ".local").exists() is False


def test_a_whole_course_in_a_zip(zipped: Path, tmp_path: Path) -> None:
    """The tour, which plays a course with its checklist, plan and calendar, goes through from a zip."""
    assert "READY" in _run(zipped, tmp_path, "tour")
