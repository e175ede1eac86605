"""The reader of TOML. Only imported by commands that open a record or a file of facts.

Python's own reader takes 0.1 ms for each entry of a record; tomli is the same code by the same author, compiled, and
takes a third of that. Where it is missing or cannot be loaded, Python's own reads the diary.
"""

from __future__ import annotations

try:
    import tomli as reader
except ImportError:
    import tomllib as reader  # type: ignore[no-redef]

__all__ = ["reader"]
