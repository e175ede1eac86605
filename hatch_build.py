"""The build's own step: compile the reviewed facts, which are not under version control in that form."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileContent(BuildHookInterface[Any]):
    """Runs for a wheel and for an installation to develop in."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files are gathered. A fault in a TOML ends the build with its place."""
        del version, build_data
        program = str(Path(self.root, "scripts", "compile_content.py"))
        subprocess.run([sys.executable, program], check=True)  # noqa: S603 - our own
